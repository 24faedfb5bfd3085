"""Another `timezone` says what it would move, and moves nothing."""

from __future__ import annotations

from sites import Site

CONFIG = "title: T\nbase_url: https://sample.example/\ntimezone: {}\n"
RSS = """<rss version="2.0"><channel><title>Quarry News</title><link>https://quarry.example/</link>
<item><title>Crane lifts the bell</title><link>https://quarry.example/bell</link>
<pubDate>Fri, 02 Jan 2026 23:30:00 GMT</pubDate><description>Some words.</description></item>
<item><title>Rain for a week</title><link>https://quarry.example/rain</link>
<pubDate>Fri, 02 Jan 2026 08:00:00 GMT</pubDate><description>It rained.</description></item></channel></rss>"""
NOW = "2026-01-04T09:00:00+00:00"


def notes(site: Site) -> list[str]:
    return [str(it) for it in site.build(now=NOW).diagnostics if it.code == "zone-change"]


def test_nothing_moves_and_it_is_said_once(site: Site) -> None:
    """Articles that are of another day now keep address, day and feed ids; they and times without a zone are named."""
    site.write("site.yaml", CONFIG.format("UTC"))
    site.write("seeds/f.xml", RSS)
    site.article("2026/01/02/own.md", "An own article", published="2026-01-02 12:00")
    site.article("loose.md", "An article in no folder of a day", published="2026-01-02T23:45:00+00:00")
    assert notes(site) == []
    pages = {path for path in site.output() if path.startswith("2026/")}
    ids = site.page("atom.xml").count("<id>urn:uuid:"), sorted(site.page("feed.json").split('"id": "')[1:])
    site.write("site.yaml", CONFIG.format("Asia/Tokyo"))
    (said,) = notes(site)
    assert said.startswith("site.yaml:3: info: the site stands in Asia/Tokyo instead of UTC; 2 articles of another day")
    assert "'content/2026/01/02/crane-lifts-the-bell.md'" in said
    assert "'content/loose.md'" in said
    assert "1 time without a zone counts as of there" in said
    assert {path for path in site.output() if path.startswith("2026/")} == pages
    assert site.page("atom.xml").count("<id>urn:uuid:") == ids[0]
    assert len(site.content()) == 4
    assert site.command("check").returncode == 0
    site.write("seeds/other.txt", "One more\nBy Ann Lee | Jan 03, 2026\nThe first paragraph says what happened here.\n")
    assert notes(site) == []


def test_fresh_clone_says_it_too(site: Site) -> None:
    """Where no build is known, articles under a day that is not theirs are named, but for those that a person moved."""
    site.write("site.yaml", CONFIG.format("UTC"))
    site.write("seeds/f.xml", RSS)
    site.build(now=NOW)
    (site.root / ".cache/site-gen.sqlite").unlink()
    site.write("site.yaml", CONFIG.format("Asia/Tokyo"))
    (said,) = notes(site)
    assert "stands in Asia/Tokyo; 1 article of another day there keeps its address" in said


def test_edit_after_the_change_is_the_same_as_a_clean_build(site: Site) -> None:
    """The short cut after an edited body knows the kept address too."""
    site.write("site.yaml", CONFIG.format("UTC"))
    words = f"{'Words. ' * 200}\n\nOld words."
    path = site.article("loose.md", "In no folder", words, published="2026-01-02T23:45:00+00:00", topics="[sport]")
    site.build(now=NOW)
    site.write("site.yaml", CONFIG.format("Asia/Tokyo"))
    site.build(now=NOW)
    path.write_text(path.read_text().replace("Old words.", "New words."))
    built = site.build(now=NOW)
    warm = site.output()
    assert built.way == "short cut", built.reason
    (site.root / ".cache/site-gen.sqlite").unlink()
    site.build(now=NOW)
    assert site.output() == warm
    assert "New words." in site.page("2026/01/02/loose/index.html")

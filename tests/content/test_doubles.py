"""Entries that are taken for one article are said, once, with both places; so are articles that were filed twice."""

from __future__ import annotations

from sites import Site

RSS = '<rss version="2.0"><channel><title>Quarry News</title><link>https://quarry.example/</link>{}</channel></rss>'


def item(title: str, link: str, guid: str = "", words: str = "Some words.") -> str:
    named = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    date = "<pubDate>Fri, 02 Jan 2026 08:00:00 GMT</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link>{named}{date}<description>{words}</description></item>"


def said(site: Site) -> list[tuple[str, str]]:
    """The file and the message of every double that `build` prints."""
    lines = site.command("build", "--now", "2026-01-03T09:00:00+00:00").stderr.splitlines()
    return [(line.partition(": info: ")[0], line) for line in lines if "is the same article as" in line]


def test_both_places_are_named_once(site: Site) -> None:
    """File and entry of both are printed by the build that takes them for one, and by none after it."""
    rain = item("Rain for a week", "https://quarry.example/rain", words="It rained.")
    site.write("seeds/a.xml", RSS.format(rain + item("Crane lifts the bell", "http://quarry.example/bell")))
    site.write(
        "seeds/b.xml", RSS.format(item("Bell is up", "https://quarry.example/bell/") + rain.replace("rain", "x"))
    )
    ((path, line),) = said(site)
    assert path == "seeds/b.xml"
    assert "entry 1, 'Bell is up', is the same article as entry 2, 'Crane lifts the bell', of 'seeds/a.xml'" in line
    assert said(site) == []
    (site.root / ".cache/site-gen.sqlite").unlink()
    assert said(site) == []


def test_later_copy_is_said_when_it_comes(site: Site) -> None:
    """A page that repeats an entry of a feed is said when it comes, and so is an entry that one feed gives again."""
    first = item("Crane lifts the bell", "https://quarry.example/bell")
    site.write("seeds/a.xml", RSS.format(first + item("Rain", "https://quarry.example/rain")))
    assert said(site) == []
    site.write("seeds/a.xml", RSS.format(first + first + item("Rain", "https://quarry.example/rain")))
    ((path, line),) = said(site)
    assert (path, "entry 2" in line, "entry 1" in line) == ("seeds/a.xml", True, True)
    site.write("seeds/a.xml", RSS.format(first + item("Snow", "https://quarry.example/snow") + first))
    assert said(site) == []
    site.seed("c.txt", "Crane lifts the bell", body="https://quarry.example/bell\nThe crane lifted the bell on Monday.")
    assert [path for path, _ in said(site)] == ["seeds/c.txt"]


def test_filed_twice_by_an_earlier_version(site: Site) -> None:
    """Two content files of one article are named until one of them is gone, the later one as the double."""
    site.article("2026/01/02/a.md", "Crane lifts the bell", url="http://quarry.example/bell", id="1")
    site.build()
    site.article("2026/01/01/b.md", "Crane lifts bell", url="https://quarry.example/bell?utm_source=x", id="2")
    for _ in range(2):
        ((path, line),) = said(site)
        assert path == "content/2026/01/01/b.md"
        assert "'content/2026/01/02/a.md'" in line
    (site.root / "content/2026/01/01/b.md").unlink()
    assert said(site) == []


def test_entry_given_twice_is_known_by_its_guid(site: Site) -> None:
    """A GUID says nothing only if different entries have it: one that a feed gives twice is mended as one, too."""
    first = item("Crane lifts the bell", "https://quarry.example/a", "s1-2")
    site.write("seeds/a.xml", RSS.format(first + item("Rain", "https://quarry.example/rain", "s1-3") + first))
    site.build()
    mended = item("Crane lifts the big bell", "https://quarry.example/b", "s1-2")
    site.write("seeds/a.xml", RSS.format(mended + item("Rain", "https://quarry.example/rain", "s1-3") + mended))
    site.build()
    assert len(site.content()) == 2
    site.write(
        "seeds/b.xml",
        RSS.format("".join(item(f"Part {n}", "https://quarry.example/show", "podcast", f"Words {n}.") for n in "123")),
    )
    site.build()
    assert len(site.content()) == 5

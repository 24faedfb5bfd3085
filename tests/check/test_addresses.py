"""No address of an earlier build is lost in silence: it has its page, leads on, or is named by `build` and `check`."""

from __future__ import annotations

import json
import shutil

import pytest
from sites import Site

CRANE = "The crane came on a lorry from the coast and lifted the bell into the tower on Monday. " * 3
CONFIG = "title: Test Digest\nbase_url: https://sample.example/\ntopics:\n{}"
TOPIC = "  - {{slug: {}, name: Bells, keywords: [bell]{}}}\n"


@pytest.fixture
def built(site: Site) -> Site:
    """A digest with an article, a page and a topic of its own, built."""
    site.write("site.yaml", CONFIG.format(TOPIC.format("bells", "")))
    site.article("2025/12/03/bell.md", "Crane lifts the bell", CRANE, published="2025-12-03", source="Bell Post")
    site.article("2025/12/05/rain.md", "Rain for a week", published="2025-12-05", source="Rain Gazette")
    site.write("pages/imprint.md", "# Imprint\n\nWho we are.\n")
    site.build()
    return site


def lost(site: Site, severity: str = "error") -> list[str]:
    """The addresses that `check` calls lost; `build` says the same of them."""
    said = [json.loads(line) for line in site.command("check", "--json").stdout.splitlines()]
    found = [it["message"].split()[0] for it in said if it["code"] == "lost-address"]
    assert all(it["severity"] == severity for it in said if it["code"] == "lost-address")
    built = [it.message.split()[0] for it in site.build().diagnostics if it.code == "lost-address"]
    assert sorted(built) == sorted(found)
    return found


def test_deleted_article(built: Site) -> None:
    """A content file that is deleted is missed once, by its own address, also in a fresh clone, until it is let go.

    It stops no deployment: whoever deletes a file takes the article off.
    """
    (built.root / "content/2025/12/03/bell.md").unlink()
    built.build()
    assert lost(built, "warning") == ["/2025/12/03/bell/"]
    assert built.command("check").returncode == 0
    shutil.rmtree(built.root / ".cache")
    shutil.rmtree(built.root / "output")
    built.build()
    assert lost(built, "warning") == ["/2025/12/03/bell/"]
    assert "leads nowhere: /2025/12/03/bell/" in built.command("prune").stdout
    assert lost(built, "warning")
    assert built.command("prune", "--yes").returncode == 0
    assert lost(built) == []


@pytest.mark.parametrize("line", ["hidden: true", "draft: true", "expires: 2025-12-20"])
def test_taken_off_on_purpose(built: Site, line: str) -> None:
    """What was hidden or expired is not missed, nor its day and source, also when its file is deleted later."""
    path = built.root / "content/2025/12/03/bell.md"
    path.write_text(path.read_text().replace("---\n", f"---\n{line}\n", 1))
    built.build()
    assert not (built.root / "output/2025/12/03/index.html").exists()
    assert lost(built) == []
    path.unlink()
    built.build()
    assert lost(built) == []


def test_pruned(site: Site) -> None:
    """An article that `prune` took off is not missed."""
    seed = site.seed("a.txt", "Crane lifts the bell")
    site.seed("b.txt", "Rain for a week")
    site.build()
    seed.unlink()
    assert site.command("prune", "--yes", "--now", "2026-01-02T09:00:00+00:00").returncode == 0
    site.build()
    assert len(site.content()) == 1
    assert lost(site) == []


def test_renamed_topic(built: Site) -> None:
    """A topic that left `site.yaml` is missed until `was:` says where it went; then its feed goes on too."""
    built.write("site.yaml", CONFIG.format(TOPIC.format("towers", "")))
    built.build()
    assert lost(built) == ["/topics/bells/"]
    built.write("site.yaml", CONFIG.format(TOPIC.format("towers", ", was: [bells]")))
    built.build()
    assert lost(built) == []
    assert "/topics/towers/" in built.page("topics/bells/index.html")
    assert "Crane lifts the bell" in built.page("topics/bells/feed.xml")


def test_renamed_own_page(built: Site) -> None:
    """A page of the site's own that is renamed is missed until `aliases:` names its address; a draft is not."""
    page = (built.root / "pages/imprint.md").rename(built.root / "pages/about.md")
    built.build()
    assert lost(built, "warning") == ["/imprint/"]
    page.write_text("---\naliases: [/imprint/]\n---\n# Imprint\n\nWho we are.\n")
    built.build()
    assert lost(built) == []
    assert "/about/" in built.page("imprint/index.html")
    page.write_text("---\ndraft: true\naliases: [/imprint/]\n---\n# Imprint\n")
    built.build()
    assert "/about/" not in lost(built, "warning")


def test_day_and_month_lead_on(built: Site) -> None:
    """The day and the month of a story that moved to another day lead there."""
    target = built.root / "content/2026/01/01/bell.md"
    target.parent.mkdir(parents=True)
    (built.root / "content/2025/12/03/bell.md").rename(target)
    (built.root / "content/2025/12/05/rain.md").rename(target.with_name("rain.md"))
    built.build()
    assert lost(built) == []
    for old, new in (("2025/12/03/", "2026/01/01/"), ("2025/12/", "2026/01/"), ("2025/12/03/bell/", "2026/01/01/bell")):
        assert f"/{new}" in built.page(f"{old}index.html")


def test_a_topic_answers_after_its_last_story_left(site: Site) -> None:
    """It keeps its page, for no search engine, and its feeds; what never had a story has none."""
    site.write("site.yaml", "title: T\nbase_url: https://t.example.org/\n")
    site.article("2025/12/01/a.md", "Keel laid", topics="[science]")
    site.build()
    assert not (site.root / "output/topics/sport").exists()
    site.article("2025/12/01/a.md", "Keel laid", topics="[economy]")
    site.build()
    page = site.page("topics/science/index.html")
    assert "0 stories" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<item>" not in site.page("topics/science/feed.xml")
    assert json.loads(site.page("topics/science/feed.json"))["items"] == []
    lists = (site.page(name) for name in ("sitemap.xml", "index.html", "topics/index.html"))
    assert "topics/science/" not in "".join(lists)
    assert site.command("check", "--strict").returncode == 0


def test_nothing_is_claimed_without_a_memory(built: Site) -> None:
    """Where nothing remembers earlier builds, `check` says so."""
    (built.root / "content/memory.jsonl").unlink()
    assert "no address can be called lost" in built.command("check").stderr
    built.build()
    assert "no address can be called lost" not in built.command("check").stderr


def test_what_was_never_published_is_not_missed(built: Site) -> None:
    """A build that fails remembers no page of its own."""
    built.write("pages/new.md", "# New\n\nWords.\n")
    broken = built.write("templates/404.html", "{{ nothing.at.all() }}")
    assert built.command("build").returncode == 2
    broken.unlink()
    (built.root / "pages/new.md").unlink()
    built.build()
    assert lost(built) == []


def test_feeds_of_merged_stories_go_on(site: Site) -> None:
    """Who follows the feed of a story that was merged into another gets that one's reports."""
    texts = ("Crane lifts the new bell into the old tower", CRANE), ("Flood closes the harbour bridge", "Water. " * 20)
    for number, (title, body) in enumerate((texts[0], texts[0], texts[1], texts[1])):
        day = f"2025-12-0{number // 2 * 2 + 1}"
        path = f"{day.replace('-', '/')}/n{number}.md"
        site.article(path, title, body, published=day, source=f"Paper {number}", url=f"https://p{number}.example/n")
    site.build()
    feeds = [path for path in site.output() if path.startswith("2025/") and path.endswith("feed.xml")]
    assert len(feeds) == 2
    paths = ("content/2025/12/01/n0.md", "content/2025/12/03/n2.md")
    assert site.command("merge", *paths).returncode == 0
    site.build()
    assert all(site.page(path).count("<item>") == 4 for path in feeds)

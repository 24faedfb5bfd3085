"""The whole line, from raw articles to a published digest, on the repository's sample and on small sites."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from sites import ROOT, Site

SEED = """\
Maple Harbour Council Approves New Ferry, Plans Spring Start
By Maple Harbour Newsroom | Dec 04, 2025
The council of Maple Harbour approved a second ferry on Wednesday, ending what the mayor called “a decade of queues.”
Councillor Zoé Brûlé said the boat would sail “every half hour” from April.
- Maple Harbour Council Approves New Ferry, Plans Spring Launch
- New Ferry Approved by Maple Harbour Council After Decade of Queues
Opponents of the ferry had asked for a bridge, which engineers said would cost nine times as much.
Also Read: Island School Reopens After Winter Storm
The vote was eleven to two. Work on the second pier begins in January.
.jpg)
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's own sample digest, built in a folder of its own."""
    site = Site(tmp_path_factory.mktemp("sample"))
    shutil.copytree(ROOT / "seeds", site.root / "seeds")
    shutil.copy(ROOT / "site.yaml", site.root / "site.yaml")
    site.built = site.build()
    return site


def test_raw_article_becomes_a_story(site: Site) -> None:
    """Headline, byline, date, variants, pointers and paragraphs of a scraped text each go where they belong."""
    site.write("seeds/000.txt", SEED)
    built = site.build()
    assert built.diagnostics == ()
    (name,) = site.content()
    text = site.content()[name]
    assert name == "2025/12/04/maple-harbour-council-approves-new-ferry-plans-spring-start.md"
    assert "published: 2025-12-04\nauthors:\n- Maple Harbour Newsroom\n" in text
    assert "related:\n- Island School Reopens After Winter Storm\n" in text
    assert len(re.findall(r"^- (?:Maple Harbour Council Approves|New Ferry Approved)", text, re.MULTILINE)) == 2
    body = text.split("---\n\n", 1)[1]
    assert [part[:12] for part in body.strip().split("\n\n")] == [
        "The council ", "Councillor Z", "Opponents of", "The vote was",
    ]  # fmt: skip
    page = site.page(name.removesuffix(".md") + "/index.html")
    assert "New Ferry Approved by Maple Harbour Council After Decade of Queues" in page
    assert "Maple Harbour Council Approves New Ferry, Plans Spring Launch" in page
    assert "“a decade of queues.”" in page
    assert "Zoé Brûlé" in page
    everything = "".join(site.content().values()) + "".join(
        data.decode("utf-8", "replace") for data in site.output().values()
    )
    assert ".jpg)" not in everything


def test_story_is_in_every_list_and_feed(site: Site) -> None:
    """A new story is on the front page, its topic, its day, and in the feeds of the site and the topic."""
    site.write("seeds/000.txt", SEED)
    site.write("site.yaml", site.read("site.yaml") + "topics: [{slug: politics, keywords: [council]}]\n")
    site.build()
    address = "/2025/12/04/maple-harbour-council-approves-new-ferry-plans-spring-start/"
    pages = ["index.html", "2025/12/04/index.html", "2025/12/index.html", "topics/politics/index.html", "sitemap.xml"]
    feeds = [f"{where}{name}" for where in ("", "topics/politics/") for name in ("feed.xml", "atom.xml", "feed.json")]
    for path in pages + feeds:
        assert address in site.page(path), path


def test_second_build_renders_nothing(sample: Site) -> None:
    """A build of what is already built makes no page, whatever the clock says."""
    built = sample.build(now="2027-06-01T00:00:00+00:00")
    assert built.published.made == ()
    assert built.published.removed == 0


def test_one_body_edited_makes_the_pages_that_show_it(sample: Site) -> None:
    """After an edit deep in a body exactly the story's page and the feeds that carry it are made."""
    path = next(path for path in sorted(sample.content()) if path.startswith("2024/10/12/rain"))
    text = sample.read(f"content/{path}")
    sample.write(f"content/{path}", text.rstrip() + "\n\nOne more paragraph at the very end.\n")
    made = sample.build().published.made
    shows = {name for name, data in sample.output().items() if b"One more paragraph at the very end." in data}
    assert set(made) == shows
    assert path.removesuffix(".md") + "/index.html" in shows
    sample.write(f"content/{path}", text)
    sample.build()


def test_template_edit_makes_only_its_pages(sample: Site) -> None:
    """A template of the site's own is used at once, and only for the pages that reach it."""
    sample.write("templates/404.html", '{% extends "base.html" %}{% block main %}<h1>Lost</h1>{% endblock %}')
    assert sample.build().published.made == ("404.html",)
    (sample.root / "templates/404.html").unlink()
    assert sample.build().published.made == ("404.html",)


def test_feeds_parse_without_complaint(sample: Site) -> None:
    """feedparser and an XML parser have nothing to say against any feed; entries are newest first with authors."""
    feeds = [path for path in sample.output() if path.endswith(("feed.xml", "atom.xml"))]
    assert len(feeds) > 10
    for path in feeds:
        data = sample.output()[path]
        ElementTree.fromstring(data)
        feed = feedparser.parse(data)
        assert feed.bozo == 0, path
        times = [entry.published_parsed for entry in feed.entries]
        assert times == sorted(times, reverse=True), path
        assert all(entry.author for entry in feed.entries), path
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for path in sample.output():
        if path.endswith("feed.json"):
            feed = json.loads(sample.output()[path])
            assert feed["version"] == "https://jsonfeed.org/version/1.1"
            assert all(item["id"] and item["url"].startswith("https://sample.example/") for item in feed["items"])


def test_every_link_resolves(sample: Site) -> None:
    """`check` finds nothing wrong with the sample, and finds a page that is taken away."""
    done = sample.command("check")
    assert (done.returncode, "link" in done.stderr) == (0, True), done.stderr
    gone = sample.root / "output/archive/index.html"
    kept = gone.read_bytes()
    gone.unlink()
    done = sample.command("check")
    assert done.returncode == 1
    assert "'/archive/' leads nowhere" in done.stderr
    gone.write_bytes(kept)


@pytest.mark.parametrize("base", ["https://host.example/x/", "http://host.example/deep/er/"])
def test_any_base_path_works(sample: Site, tmp_path: Path, base: str) -> None:
    """Under a base path every internal link carries it and resolves."""
    other = Site(tmp_path / "other")
    shutil.copytree(sample.root / "seeds", other.root / "seeds")
    other.write("site.yaml", sample.read("site.yaml").replace("https://sample.example/", base))
    other.build()
    done = other.command("check")
    assert done.returncode == 0, done.stderr
    path = "/" + base.split("/", 3)[3]
    assert all(link.startswith(path) for link in re.findall(r'href="(/[^"]*)"', other.page("index.html")))


def test_sample_content_is_what_ingest_makes(sample: Site, tmp_path: Path) -> None:
    """`content/` of the repository follows `seeds/`: ingest changes nothing there, and makes the same from nothing.

    Addresses stay for ever, so an article whose day is another one by today's rules keeps its old folder.
    """
    kept = Site(tmp_path / "kept")
    for name in ("seeds", "content"):
        shutil.copytree(ROOT / name, kept.root / name)
    shutil.copy(ROOT / "site.yaml", kept.root / "site.yaml")
    committed = kept.content()
    built = kept.build()
    assert kept.content() == committed
    assert built.ingested.updated == ()
    assert sorted(sample.content().values()) == sorted(committed.values())


def test_sample_is_read_as_expected(sample: Site) -> None:
    """Every article of the sample has the headline, day, authors, variants and pointers that a person reads in it."""
    expected = json.loads((ROOT / "tests/data/sample_expectations.json").read_text())
    assert len(expected) >= 24
    for wanted in expected:
        done = sample.command("parse", str(ROOT / wanted["file"]))
        found = json.loads(done.stdout.splitlines()[wanted["index"]])
        assert found["title"] == wanted["title"]
        assert (found["published"] or "")[:10] == wanted["published"], wanted["file"]
        # `misread` holds what the readers are known to get wrong; a reader that learns better takes it out.
        known = wanted | wanted.get("misread", {})
        for key in ("authors", "variants", "related"):
            assert found[key] == known[key], (wanted["file"], key)
        assert found["lang"].split("-")[0] == wanted["lang"], wanted["file"]


def test_original_article(site: Site) -> None:
    """The article that the project started from comes out right, where it is at hand."""
    seeds = sorted((ROOT.parent / "shared/seeds").glob("*.txt"))
    if not seeds:
        site.write("seeds/000.txt", SEED)
    for seed in seeds:
        shutil.copy(seed, site.write(f"seeds/{seed.name}", ""))
    site.build()
    (name,) = site.content()
    text = site.content()[name]
    variants = re.search(r"^variants:\n((?:- .*\n)+)", text, re.MULTILINE)
    assert variants[1].count("\n") == (3 if seeds else 2)
    assert len(text.split("---\n\n", 1)[1].strip().split("\n\n")) == (8 if seeds else 4)


def test_same_bytes_wherever_and_whenever(sample: Site, tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed and number of workers make the same bytes."""
    other = Site(tmp_path / "elsewhere é")
    shutil.copytree(sample.root / "seeds", other.root / "seeds")
    shutil.copy(sample.root / "site.yaml", other.root / "site.yaml")
    before = dict(os.environ)
    os.environ |= {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    try:
        done = other.command("build", "--workers", "2", "--now", "2026-01-02T09:00:00+00:00")
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert done.returncode == 0, done.stderr
    assert other.output() == sample.output()

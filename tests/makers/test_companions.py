"""What stands beside pages: search, manifest, pictures, Markdown copies, and what pages say to search engines."""

from __future__ import annotations

import io
import json
import re
from collections import Counter

import pytest
import yaml
from lxml import etree
from PIL import Image
from sites import Site

from site_gen.makers import pictures
from site_gen.pages.file_views import PictureView

HOSTILE = "</script><script>alert(1)</script> ]]> \u2028 & <b>"


@pytest.fixture
def built(site: Site) -> Site:
    """A digest under a base path: a story of two days with three reports, and one with a hostile headline."""
    site.write("site.yaml", "title: Test & Digest\nbase_url: https://sample.example/x/\ndescription: All of it.\n")
    site.article(
        "2025/12/03/ferry.md",
        "Ferry runs aground",
        source="Wire",
        published="2025-12-03",
        id="one",
        authors="[Ann Lee, Bo Ek]",
    )
    site.article(
        "2025/12/04/ferry.md",
        "Ferry Runs Aground",
        source="Post",
        published="2025-12-04T09:30:00+01:00",
        id="two",
        story="one",
    )
    site.article(
        "2025/12/04/ferry-2.md",
        "ferry runs aground",
        source="News",
        url="https://news.example/a",
        id="three",
        story="one",
    )
    site.article("2025/12/04/hostile.md", json.dumps(HOSTILE), "The chess club met as planned.", id="four")
    site.build()
    return site


def data_of(page: str) -> list[dict[str, object]]:
    """The JSON-LD of a page, as a browser would cut it out."""
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])["@graph"]


def test_story_has_what_google_documents(built: Site) -> None:
    """A story names headline, picture, times with their zone, authors with a page, publisher and the other reports."""
    article, trail = data_of(built.page("2025/12/03/ferry/index.html"))
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "Ferry runs aground"
    assert article["datePublished"] == "2025-12-03"
    assert article["mainEntityOfPage"]["@id"] == "https://sample.example/x/2025/12/03/ferry/"
    assert article["image"][0]["url"] == "https://sample.example/x/share.png"
    assert [author["name"] for author in article["author"]] == ["Ann Lee", "Bo Ek"]
    assert article["author"][0]["url"] == "https://sample.example/x/sources/wire/"
    assert article["publisher"]["logo"]["url"] == "https://sample.example/x/static/icon-512.png"
    assert article["isPartOf"]["url"] == "https://sample.example/x/"
    assert {it["publisher"]["name"] for it in article["citation"]} == {"Post", "News"}
    assert [step["position"] for step in trail["itemListElement"]] == [1, 2, 3]
    assert all(step["name"] and step["item"].startswith("https://") for step in trail["itemListElement"])


def test_lists_name_their_stories(built: Site) -> None:
    """Front page, topic and day are collections that list their stories in order, by absolute addresses."""
    for path in ("index.html", "topics/other/index.html", "2025/12/03/index.html"):
        (collection,) = (node for node in data_of(built.page(path)) if node["@type"] == "CollectionPage")
        items = collection["mainEntity"]["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert all(item["url"].startswith("https://sample.example/x/2025/") for item in items)


def test_no_text_ends_the_script(built: Site) -> None:
    """A headline cannot leave its script element, and reads the same to a search engine."""
    page = built.page("2025/12/04/hostile/index.html")
    assert page.count("<script") == page.count("</script") == 1
    inside = page.partition('ld+json">')[2].partition("</script>")[0]
    assert not set("<>&\u2028") & set(inside)
    assert data_of(page)[0]["headline"] == " ".join(HOSTILE.split())


def test_policy_names_the_data(built: Site) -> None:
    """The security policy allows each page's own data by its digest, and nothing unsafe."""
    for path in ("index.html", "search/index.html"):
        assert re.search(r"script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='", built.page(path))


def test_titles_are_unique(site: Site) -> None:
    """No two pages but redirects share a title, even where headlines are the same."""
    site.write("site.yaml", "title: Test Digest\ngrouping: {enabled: false}\nlists: {page: 1}\n")
    for number in range(3):
        site.article(f"2025/12/0{number + 3}/same.md", "The same headline", source="Wire", id=f"a{number}")
    site.article("2025/12/05/other.md", "The same headline", source="Post", id="b")
    site.article("2025/12/05/long.md", "Sport " + "and more " * 12, source="Sport", topics="[sport]", id="c")
    site.article("2025/12/04/long.md", "Sport " + "and more " * 13, source="Sport", topics="[sport]", id="d")
    site.build()
    pages = {path: data.decode() for path, data in site.output().items() if path.endswith(".html")}
    titles = Counter(re.search("<title>(.*?)</title>", page)[1] for page in pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_search_index_is_split_by_month(built: Site) -> None:
    """A new story changes the shard of its month and the list of shards alone; both list the newest first."""
    before = built.output()
    assert json.loads(before["search/index.json"])["shards"] == [["/x/search/2025-12.json", 2]]
    row = json.loads(before["search/2025-12.json"])["stories"][1]
    assert row[:2] == ["2025/12/03/ferry/", "Ferry runs aground"]
    assert row[3] == "2025-12-03"
    assert (sorted(row[5]), row[6]) == (["News", "Post", "Wire"], "")
    assert [sorted(part) for part in row[7:]] == [["Ferry Runs Aground", "ferry runs aground"], ["Ann Lee", "Bo Ek"]]
    built.article("2025/11/30/older.md", "An older story", "Snow fell on the pass.", published="2025-11-30", id="five")
    made = set(built.build().published.made)
    assert {path for path in made if path.startswith("search/")} == {
        "search/2025-11.json",
        "search/index.html",
        "search/index.json",
    }  # the page names the new month


def test_search_page_and_the_way_without_scripts(built: Site) -> None:
    """The search page has the one script of the site, and says where to look where none runs."""
    page = built.page("search/index.html")
    assert '<script src="/x/static/search.js" defer></script>' in page
    without = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert '<a href="/x/2025/12/">December 2025</a>' in without
    assert 'href="/x/topics/' in without
    assert all(
        b"<script src" not in data for path, data in built.output().items()
        if path.endswith(".html") and path != "search/index.html"
    )  # fmt: skip
    description = etree.fromstring(built.output()["opensearch.xml"])
    assert description.find("{*}ShortName").text == "Test & Digest"
    assert description.find("{*}Url").get("template") == "https://sample.example/x/search/?q={searchTerms}"


def test_search_can_be_left_out(site: Site) -> None:
    """`search: false` leaves no page, no index, no script and no link."""
    site.write("site.yaml", "title: Test Digest\nsearch: false\n")
    site.seed("a.txt", "A headline")
    site.build()
    assert not [path for path in site.output() if path.startswith("search/") or path == "opensearch.xml"]
    assert "/search/" not in site.page("index.html")
    assert "no scripts" in site.page("index.html")


def test_manifest(built: Site) -> None:
    """The web manifest is linked, names the site and stays below its base path."""
    manifest = json.loads(built.page("site.webmanifest"))
    assert manifest["name"] == "Test & Digest"
    assert manifest["start_url"] == manifest["scope"] == "/x/"
    assert [icon["src"] for icon in manifest["icons"]] == ["/x/static/icon-192.png", "/x/static/icon-512.png"]
    assert '<link rel="manifest" href="/x/site.webmanifest">' in built.page("index.html")


def test_markdown_copy(built: Site) -> None:
    """A story's Markdown is linked from its page and holds its text and every report, whatever the headline says."""
    assert 'type="text/markdown" title="Markdown" href="/x/2025/12/03/ferry/index.md"' in built.page(
        "2025/12/03/ferry/index.html"
    )
    _, head, body = built.page("2025/12/03/ferry/index.md").split("---\n", 2)
    assert yaml.safe_load(head)["authors"] == ["Ann Lee", "Bo Ek"]
    assert "# Ferry runs aground\n\nSome words of the body." in body
    assert "## Ferry Runs Aground (Post)\n\nSome words" in body
    assert "- ferry runs aground (News) https://news.example/a" in body
    assert yaml.safe_load(built.page("2025/12/04/hostile/index.md").split("---\n")[1])["title"].startswith("</script>")


def test_growth(built: Site) -> None:
    """A day's edition and the front page show older stories that got reports that day; their own day does not."""
    for path in ("2025/12/04/index.html", "index.html"):
        assert "2 new reports" in built.page(path)
    assert 'id="grown"' in built.page("2025/12/04/index.html")
    assert 'id="grown"' not in built.page("index.html"), "it is on the page already"
    built.write("site.yaml", "title: Test Digest\nlists: {front_page_fill: 1, front_page: 1}\n")
    built.build()
    assert "2 new reports" in built.page("index.html").partition('id="grown"')[2]
    assert "new report" not in built.page("2025/12/03/index.html")


def test_share_pictures(site: Site) -> None:
    """The site has a picture; with `share_pictures: stories` so has each story whose script can be drawn."""
    site.write("site.yaml", "title: Test Digest\nshare_pictures: stories\nbase_url: https://sample.example/\n")
    site.article("2025/12/04/a.md", "Überraschung – “Ça ira”", id="a")
    site.article("2025/12/04/b.md", "جنوح عبارة", id="b")
    site.build()
    with Image.open(site.root / "output/2025/12/04/a/share.png") as picture:
        assert (picture.size, picture.format) == ((1200, 630), "PNG")
    own, shared = (site.page(f"2025/12/04/{name}/index.html") for name in "ab")
    assert 'property="og:image" content="https://sample.example/2025/12/04/a/share.png"' in own
    assert 'property="og:image" content="https://sample.example/share.png"' in shared
    assert not (site.root / "output/2025/12/04/b/share.png").exists()


def test_pictures_hold_any_title() -> None:
    """Long words, long titles and letters that the font lacks neither fail nor leave the picture."""
    for title in ("A", "Word " * 80, "W" * 300, "漢字 only here", ""):
        view = PictureView(title=title, site="Site", small="small", accent="#00594f")
        data = pictures.make(view)
        assert data == pictures.make(view)
        assert b"site-gen" in data
        assert len(data) < 60_000
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        margin = {colour for _, colour in picture.crop((1130, 100, 1200, 630)).getcolors()}
        assert margin == {(255, 255, 255)}
        assert picture.getpixel((600, 5)) == (0, 0x59, 0x4F)

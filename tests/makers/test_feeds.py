"""Feeds: what the strictest validator would say of them, what stays for ever, and what one new story changes."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sites import Site

from site_gen.check.atom_rules import atom_findings
from site_gen.check.json_rules import json_findings
from site_gen.check.rss_rules import rss_findings
from site_gen.check.rules import xml_tree
from site_gen.language.dates import instant
from site_gen.makers.feeds import make
from site_gen.makers.feeds.frame import make_frame
from site_gen.pages.file_views import EntryView, FeedPlace, FeedView

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
HOST = "https://sample.example/"


def faults(path: str, data: bytes) -> list[str]:
    """What a validator says of a feed; the rules are those of the W3C's, errors and warnings alike."""
    own = HOST + path
    if path.endswith(".json"):
        return [finding.message for finding in json_findings(data, own)]
    root = xml_tree(data)
    rules = atom_findings if root.tag == f"{ATOM}feed" else rss_findings
    return [finding.message for finding in rules(root, own)]


def feeds(site: Site) -> dict[str, bytes]:
    names = ("feed.xml", "atom.xml", "feed.json")
    return {path: data for path, data in site.output().items() if path.rpartition("/")[2] in names}


def publish(site: Site, count: int, *, size: int = 3, more: str = "") -> None:
    site.write("site.yaml", f"title: Test & Digest\nbase_url: {HOST}\nlists: {{feed: {size}}}\n{more}")
    for number in range(count):
        day = f"2025-11-{number + 1:02}"
        site.article(f"{day.replace('-', '/')}/n{number}.md", f"Story number {number}", published=day, topics="[sport]")
    site.build()


def links(data: bytes) -> dict[str, str]:
    """The links of a feed, not of its entries, by relation."""
    root = ElementTree.fromstring(data)
    parent = root if root.tag == f"{ATOM}feed" else root.find("channel")
    return {link.get("rel", ""): link.get("href", "") for link in parent.findall(f"{ATOM}link")}


def test_hard_texts(site: Site) -> None:
    """Signs of markup, other scripts, links of every kind, missing authors and equal times: nothing to complain of."""
    body = (
        "A [page](/topics/sport/), [one](../c/), [a part](#x), [host](//h.example/y), <b onclick='x'>bold</b> & so on."
        "\n\n## X\n\nThe part."
    )
    site.article(
        "2025/12/04/a.md",
        '"Fish & chips <3 5 > 4"',
        body,
        source="Wire & Sons",
        url="https://w.example/?a=1&b=2",
        published="2025-12-04T20:00:00+00:00",
    )
    site.article("2025/12/04/b.md", "سفينة جديدة في الميناء", "نص قصير & أكثر.", lang="ar")
    site.article(
        "2025/12/04/c.md", "Same day as the others", authors="[Ann Lee, Bo Kim]", published="2025-12-04T09:00:00+05:30"
    )
    site.article("2025/12/04/d.md", "New harbour ferry", source="One", id="one")
    site.article("2025/12/04/e.md", "A ferry for the harbour", source="Two", story="one", url="https://two.example/e")
    publish(site, 8, more='feeds: {hub: "https://hub.example/"}\ndescription: Fish & chips\n')
    found = feeds(site)
    assert len(found) > 25
    assert {path: faults(path, data) for path, data in found.items() if faults(path, data)} == {}
    text = found["feed.json"].decode()
    for address in ("topics/sport/", "2025/12/04/c/", "https://h.example/y"):
        assert f'href=\\"{HOST}{address}'.replace(f"{HOST}https", "https") in text


def test_what_a_reader_gets(site: Site) -> None:
    """An entry has its author, its source, the original's address, the edition's time, and an id that is no address."""
    times = {"published": "2025-12-04T09:00:00+00:00", "modified": "2025-12-05T10:00:00+00:00"}
    keys = {"authors": "[Ann Lee]", "source": "Wire", "url": "https://wire.example/1", "topics": "[sport]"}
    site.article("2025/12/04/a.md", "New ferry", **keys, **times)
    site.build()
    rss, atom = (feedparser.parse(site.output()[name]) for name in ("feed.xml", "atom.xml"))
    for feed in (rss, atom):
        (entry,) = feed.entries
        assert (entry.author, entry.link) == ("Ann Lee", f"{HOST}2025/12/04/a/")
        assert entry.id.startswith("urn:uuid:")
        assert [tag.term for tag in entry.tags] == ["Sport"]
        assert "Some words" in entry.content[0].value
    assert rss.feed.updated == "Fri, 05 Dec 2025 10:00:00 +0000"
    assert rss.entries[0].source == {"href": f"{HOST}sources/wire/feed.xml", "title": "Wire"}
    assert {"href": "https://wire.example/1", "rel": "via"}.items() <= atom.entries[0].links[0].items()


def test_archives_hold_everything_and_stay(site: Site) -> None:
    """Feed and archives together hold every story; a new one changes the feed, and an archive only to point on."""
    publish(site, 10)
    before = feeds(site)
    ids, place, hops = set(), f"{HOST}atom.xml", 0
    while place:
        data = before[place.removeprefix(HOST)]
        ids |= set(re.findall(rb"<id>(urn[^<]+)</id>\s+<title>Story", data))
        is_archive = ElementTree.fromstring(data).find(f"{HISTORY}archive") is not None
        assert is_archive == bool(hops)
        assert links(data).get("current") == (f"{HOST}atom.xml" if hops else None)
        older = links(data).get("prev-archive", "")
        if older and hops:
            assert links(before[older.removeprefix(HOST)])["next-archive"] == place
        place, hops = older, hops + 1
    assert (len(ids), hops) == (10, 4)
    site.article("2025/12/01/x.md", "Story of today", published="2025-12-01", topics="[politics]")
    made = {path for path in site.build().published.made if path.endswith(".xml") and path.count("/") < 3}
    assert made & before.keys() == {"feed.xml", "atom.xml"}


def archived(site: Site) -> dict[str, list[bytes]]:
    """The entries of every archive of the site's feed."""
    found = {path: data for path, data in site.output().items() if re.fullmatch(r"feeds/\d+/atom.xml", path)}
    return {path: re.findall(rb"<entry>\s*<id>([^<]*)", data) for path, data in found.items()}


@pytest.mark.parametrize(("before", "after", "is_said"), [(5, 8, False), (10, 29, False), (11, 7, True), (3, 40, True)])
def test_archives_outlast_a_feed_of_another_length(site: Site, before: int, after: int, is_said: bool) -> None:
    """Archives keep addresses and entries where the feed's length changes a little; else the build says so."""
    publish(site, 28, size=before)
    archives = [archived(site)]
    site.write("site.yaml", f"title: Test & Digest\nbase_url: {HOST}\nlists: {{feed: {after}}}\n")
    built = site.build()
    archives.append(archived(site))
    assert len(feedparser.parse(site.output()["atom.xml"]).entries) == min(28, after)
    assert ("feed-archives" in {it.code for it in built.diagnostics}) == is_said
    assert archives[0]
    assert is_said or archives[0] == archives[1]
    site.article("2025/12/01/x.md", "Story of today", published="2025-12-01")
    assert "feed-archives" not in {it.code for it in site.build().diagnostics}


def test_story_that_grew_has_feeds(site: Site) -> None:
    """From two reports on a story has feeds of its reports, which its page names; a lonely one has none."""
    site.article("2025/12/04/a.md", "New harbour ferry", source="One", id="one")
    site.article("2025/12/05/b.md", "A ferry for the harbour", source="Two", story="one", published="2025-12-05")
    site.article("2025/12/04/c.md", "Quiet day in the valley", "Nothing at all happened.")
    site.build()
    (path,) = [name for name in site.output() if re.fullmatch(r"\d+/\d+/\d+/[a-z]/feed.xml", name)]
    titles = [entry.title for entry in feedparser.parse(site.output()[path]).entries]
    assert titles == ["A ferry for the harbour", "New harbour ferry"]
    assert f'href="/{path}"' in site.page(path.replace("feed.xml", "index.html"))
    assert "2025/12/04/c/feed.xml" not in site.output()


def test_hub_is_named_by_feeds_alone(site: Site) -> None:
    """Every feed names the WebSub hub of site.yaml, an archive does not; a hub that is no address is refused."""
    publish(site, 5, more='feeds: {hub: "https://hub.example/"}\n')
    assert links(site.output()["feed.xml"])["hub"] == "https://hub.example/"
    assert "hub" not in links(site.output()["feeds/1/feed.xml"])
    assert b'"hubs"' in site.output()["feed.json"]
    site.write("site.yaml", "title: x\nfeeds: {hub: hub.example}\n")
    done = site.command("build")
    assert (done.returncode, "site.yaml:2" in done.stderr) == (2, True)


BROKEN = {
    "rss": [
        ("<language>en</language>", "", "no 'language'"),
        ("<ttl>60</ttl>", "<ttl>0</ttl>", "'ttl'"),
        ('rel="self"', 'rel="selfish"', "unknown kind"),
        ('isPermaLink="false"', "", "does not say whether"),
        ("<pubDate>Sat,", "<pubDate>Sun,", "wrong day of the week"),
        ("<dc:creator>Test Digest</dc:creator>", "<author>Ann</author>", "without an author"),
        ("<docs>", "<copyright></copyright><docs>", "empty element"),
        ("<content:encoded>", "<content:encoded>&lt;a href=&quot;/x&quot;&gt;x&lt;/a&gt;", ""),
        ("<p>Some", '<p onclick="x">Some', "readers refuse"),
        ("<p>Some", '<p><a href="/x">y</a> Some', "relative address"),
        ("</title>\n      <link>", "&amp;amp; &lt;/b></title>\n      <link>", "holds HTML"),
        ("<category>", "<wrong>x</wrong><category>", "unknown element"),
    ],
    "atom": [
        ("<published>2025", "<published>25", "RFC 3339"),
        ("<updated>2025-11-02T", "<updated>2025-13-02T", "calendar"),
        ("urn:uuid:", "urn uuid ", "not a full address"),
        ("<name>Test Digest</name>", "<name></name>", "empty"),
        ('rel="self"', 'rel="via"', "names itself"),
        ('type="html"', 'type="htm"', "unknown type"),
        ("<entry>", "<entry><source/>", "empty element"),
    ],
    "json": [
        ('"language"', '"langauge"', "unknown key"),
        ('"content_html"', '"_content"', "neither"),
        ("version/1.1", "version/1", "not a JSON Feed"),
        ('"date_published": "', '"date_published": "x', "RFC 3339"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_the_rules_see_what_is_wrong(kind: str, tmp_path: Path) -> None:
    """Each rule finds its fault in a feed that has nothing else wrong with it."""
    site = Site(tmp_path / "site")
    site.article("2025/11/01/a.md", "First story", published="2025-11-01")
    site.article("2025/11/02/b.md", "Second story", published="2025-11-02")
    site.build()
    path = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}[kind]
    text = site.page(path)
    assert faults(path, text.encode()) == []
    for old, new, wanted in BROKEN[kind]:
        assert old in text, old
        found = faults(path, text.replace(old, new).encode())
        assert any(wanted in fault for fault in found) if wanted else True, (new, found)


def test_addresses_in_any_script(site: Site) -> None:
    """Feeds and sitemaps hold addresses in the letters of RFC 3986, and these lead to the pages."""
    site.write("site.yaml", f"title: T\nbase_url: {HOST}x/\n")
    site.article("2025/11/03/橋が開通.md", "橋が開通", source="朝の帳面", slug="橋が開通", lang="ja")
    site.build()
    assert (site.root / "output/2025/11/03/橋が開通/index.html").exists()
    for path in ("feed.xml", "atom.xml", "feed.json", "sitemap.xml", "sources/朝の帳面/feed.xml"):
        data = site.output()[path]
        assert b"/x/2025/11/03/%E6%A9%8B%E3%81%8C" in data, path
    assert site.command("check", "--strict").returncode == 0


_TEXTS = st.text(
    st.sampled_from("a é語😀&<>\"'/;#]\n\r\t")
    | st.characters(min_codepoint=32, max_codepoint=0xD7FF, categories="LPSZ"),
    min_size=1,
)
_TIMES = st.sampled_from(["2025-12-04", "2025-12-04T09:30:00", "2025-12-04T09:30:00+02:00"])
_LISTS = st.lists(_TEXTS, max_size=2).map(tuple)
_PLACES = st.none() | st.builds(FeedPlace, rss=_TEXTS, atom=_TEXTS)
_BODIES = {"": "", "plain": "<p>A &amp; b</p>\n", "closing": "]]>"}
_ENTRIES = st.builds(
    EntryView, guid=_TEXTS, url=_TEXTS, title=_TEXTS, summary=_TEXTS, body=st.sampled_from(sorted(_BODIES)),
    authors=_LISTS, published=_TIMES, updated=_TIMES, topics=_LISTS, source=_TEXTS, original=_TEXTS,
    lang=st.sampled_from(["", "en", "de"]), source_feed=_TEXTS,
)  # fmt: skip
_VIEWS = st.builds(
    FeedView, title=_TEXTS, description=_TEXTS, home=_TEXTS, root=_TEXTS, rss=_TEXTS, atom=_TEXTS, json=_TEXTS,
    id=_TEXTS, lang=st.sampled_from(["en", "de"]), updated=_TIMES, ttl=st.integers(1, 99), publisher=_TEXTS,
    entries=st.lists(_ENTRIES, max_size=2).map(tuple), stylesheet=st.sampled_from(["", "/a&b.css"]), hub=_TEXTS,
    current=_PLACES, older=_PLACES, newer=_PLACES,
)  # fmt: skip


@given(_VIEWS, st.sampled_from(["rss", "atom"]))
def test_xml_is_what_a_library_writes(view: FeedView, maker: str) -> None:
    """Whatever the texts: lxml reads them all, and writes the same file again."""
    data = make(maker, view, _BODIES)
    tree = etree.ElementTree(etree.fromstring(data, etree.XMLParser(strip_cdata=False, remove_blank_text=True)))
    assert etree.tostring(tree, pretty_print=True, encoding="UTF-8", xml_declaration=True) == data
    named = tree.iterfind("{*}title" if maker == "atom" else "channel/title")
    assert [element.text or "" for element in named] == [view.title]


@given(_VIEWS, st.sampled_from(["rss", "atom"]))
def test_a_feed_that_is_filled_in_is_as_feedgen_makes_it(view: FeedView, maker: str) -> None:
    """Whatever differs between feeds, and whatever they share."""
    view = msgspec.structs.replace(view, entries=())
    assert make(maker, view, {}) == make_frame(view, maker, instant(view.updated))


@given(_VIEWS)
def test_a_view_travels_whole(view: FeedView) -> None:
    """What a worker gets is what was sent, with all that is inside."""
    assert pickle.loads(pickle.dumps(view)) == view  # noqa: S301 - what was dumped a moment ago

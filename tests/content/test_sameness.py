"""One article is one article however it comes, and in whatever order; two are two."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import Site

from site_gen.content.copies import combine
from site_gen.content.sameness import marks_of, same_articles
from site_gen.language.urls import compared, published
from site_gen.model import Article

LONG = "The crane came on a lorry from the coast and stood there all day. " * 6
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Quarry News</title>'
    "<link>https://quarry.example/</link>{}</channel></rss>"
)


def item(title: str, link: str, guid: str = "", day: str = "02", body: str = "Some words.") -> str:
    named = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    date = f"<pubDate>Fri, {day} Jan 2026 08:00:00 GMT</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link>{named}{date}<description>{body}</description></item>"


def copy(seed: str, **fields: object) -> Article:
    return Article(**{"title": "Crane lifts the bell", "source": "Quarry News", "seed": seed, "kind": "feed"} | fields)


def groups(*copies: Article) -> list[list[int]]:
    return sorted(same_articles(list(map(marks_of, copies))))


@pytest.mark.parametrize(
    "other",
    [
        "http://quarry.example/bell", "https://www.quarry.example/bell/", "https://quarry.example/bell?utm_source=x",
        "https://m.quarry.example/bell", "https://quarry.example/bell/amp/", "https://quarry.example/bell#top",
    ],
)  # fmt: skip
def test_one_address_in_many_forms(other: str) -> None:
    """Scheme, `www.`, slash, tracking, AMP and mobile hosts make no second article."""
    assert compared(other) == compared("https://quarry.example/bell")
    assert groups(copy("a", url="https://quarry.example/bell"), copy("b", url=other, title="Bell is up")) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://quay.example/news/", "https://quay.example/news/index.html"),
        ("https://quay.example/caf%C3%A9-opens", "https://quay.example/café-opens"),
        ("https://quay.example/s?a=1&b=2", "http://QUAY.example:80/s?b=2&a=1&_ga=1.2"),
    ],
)
def test_one_address_in_other_spellings(one: str, other: str) -> None:
    """Folders and their index, encoded letters, and parameters in another order are one address."""
    assert compared(one) == compared(other)
    assert compared(one, keep=True) == compared(other, keep=True)
    assert compared("https://quay.example/s?a=1") != compared("https://quay.example/s?a=2")


def test_number_in_an_address() -> None:
    """A slug that follows the headline leaves the number; where a number stands for a section, it says nothing."""
    quarry = "https://quarry.example"
    old = copy("f.xml#1", url=f"{quarry}/2020454-crane-lifts-bell", body=LONG)
    new = copy("g.xml#1", url=f"{quarry}/2020454-a-bell-for-lorch", title="A bell for Lorch", body=LONG)
    assert groups(old, new) == [[0, 1]]
    monday = copy("f.xml#1", url=f"{quarry}/weather-20454.html", title="Weather on Monday", body="a")
    tuesday = copy("f.xml#2", url=f"{quarry}/old/weather-20454.html", title="Weather on Tuesday", body="b")
    assert groups(monday, tuesday, copy("g.xml", url=f"{quarry}/20454", title="Weather on Friday")) == [[0], [1], [2]]
    days = [copy(f"{at}.xml", url=f"{quarry}/{at}/20260102", title="Letters", body=str(at)) for at in "12"]
    assert groups(*days) == [[0], [1]]


def test_episodes_that_are_alike() -> None:
    """Episodes with one title, link and text are several if their GUIDs and files are; one that comes again is one."""
    episodes = [
        copy(f"{at}.xml", url="https://quarry.example/echo", guid=f"/echo_{at}.mp3", body=LONG,
             extra={"enclosures": [{"url": f"https://cdn.example/echo_{at[0]}.mp3"}]})
        for at in ("1", "2", "1b")
    ]  # fmt: skip
    assert groups(*episodes) == [[0, 2], [1]]


@pytest.mark.parametrize("query", ["?source=rss-8d1b2f------2", "?partner=rss&emc=rss", "?print=1", "?_gl=1*x"])
def test_ways_that_lead_to_a_page(query: str) -> None:
    """A parameter that says that a feed led here, or a version for print, is not part of the address."""
    assert compared(f"https://quay.example/ferry{query}") == compared("https://quay.example/ferry")
    assert compared("https://quay.example/print/ferry") == compared("https://quay.example/ferry/print")
    assert published("https://quay.example/ferry?partner=rss&id=4") == "https://quay.example/ferry?id=4"


def test_what_entries_share_says_nothing() -> None:
    """Entries of one feed with one link are as many articles; what tells them apart is what they do not share."""
    link = "https://quarry.example/show"
    parts = [
        copy("f.xml#1", url=link, title="Part one", body="a"),
        copy("f.xml#2", url=link, title="Part two", body="b"),
    ]
    assert groups(*parts) == [[0], [1]]
    anchors = [copy(f"f.xml#{at}", url=f"{link}#{at}", title=f"Note {at}", body=str(at)) for at in range(3)]
    assert groups(*anchors, copy("g.xml", url=f"{link}#1", title="Note 1")) == [[0], [1, 3], [2]]
    pages = [copy(f"{at}.html", kind="html", url=f"{link}?cid={at}", title=f"Page {at}", body=str(at)) for at in "12"]
    assert groups(*pages) == [[0], [1]]


def test_new_headline_address_and_date_are_an_update() -> None:
    """The GUID is enough; so is the same text of the same source."""
    old = copy("a.xml", guid="tag:quarry.example,2026:7", url="https://quarry.example/a-bell", title="A bell is lift")
    new = copy("b.xml", guid="tag:quarry.example,2026:7", url="https://quarry.example/bell", title="Crane at work")
    assert groups(old, new) == [[0, 1]]
    assert groups(copy("a", guid="x" * 20, body=LONG), copy("b", guid="y" * 20, body=LONG)) == [[0, 1]]
    assert groups(copy("a", id="1", body=LONG), copy("b", id="2", body=LONG, source="Another Paper")) == [[0], [1]]


COPIES = [
    copy("feed.xml", url="http://quarry.example/bell", guid="g" * 20, published="2026-01-02T09:00:00+00:00",
         body="Short."),
    copy("page.html", kind="html", url="https://quarry.example/bell", published="2026-01-02T08:00:00+00:00",
         authors=("Ann Lee",), body=LONG),
    copy("second.xml", url="https://quarry.example/bell?utm_source=f", published="2026-01-02", body="Short too."),
    copy("later.xml", url="https://quarry.example/bell", published="2026-01-03T07:00:00+00:00", body="A summary."),
]  # fmt: skip


def test_copies_add_up_in_any_order() -> None:
    """The fullest text, the first date and the byline stand, whichever copy is named first."""
    article, *others = (combine(order, None, "UTC").article for order in itertools.permutations(COPIES))
    assert all(other == article for other in others)
    assert (article.body, article.authors) == (LONG, ("Ann Lee",))
    assert (article.published, article.url, article.guid) == (
        "2026-01-02T08:00:00+00:00", "https://quarry.example/bell", "g" * 20
    )  # fmt: skip
    assert article.copies == ("feed.xml", "later.xml", "second.xml")


@settings(max_examples=4, deadline=None)
@given(order=st.permutations(["feed", "page", "second"]))
def test_order_of_arrival_changes_nothing(tmp_path_factory, order: list[str]) -> None:
    """Whatever comes first, in the end text, byline, date and count are the same."""
    site = Site(tmp_path_factory.mktemp("site") / "site")
    seeds = {
        "feed": ("seeds/a.xml", RSS.format(item("Crane lifts the bell", "http://quarry.example/bell"))),
        "second": ("seeds/b.xml", RSS.format(item("Crane lifts bell", "https://quarry.example/bell/", day="03"))),
        "page": ("seeds/c.html", PAGE),
    }
    for at, name in enumerate(order):
        site.write(*seeds[name])
        built = site.build(now=f"2026-01-0{4 + at}T09:00:00+00:00")
    (text,) = site.content().values()
    assert (built.articles, built.stories) == (1, 1)
    assert "stood there all day" in text
    assert "- Ann Lee" in text
    assert "published: 2026-01-02T08:00:00+00:00" in text


PAGE = f"""<!doctype html><html lang="en"><head><title>Crane lifts the bell</title>
<link rel="canonical" href="https://quarry.example/bell"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2026-01-02T08:00:00+00:00">
<meta property="og:site_name" content="Quarry News"></head><body><article><h1>Crane lifts the bell</h1>
<p>{LONG}</p><p>{LONG.replace("crane", "hoist")}</p></article></body></html>"""


def test_redated_feed_moves_nothing(site: Site) -> None:
    """Entries that get a new date with the same text keep theirs; a new text is a change."""
    for day in ("02", "05"):
        items = (item(f"Headline {n}", f"https://quarry.example/{n}", f"n{n}", day, f"Words {n}.") for n in "12")
        site.write("seeds/f.xml", RSS.format("".join(items)))
        site.build(now=f"2026-01-{day}T09:00:00+00:00")
    assert all("published: 2026-01-02" in text and "\nmodified:" not in text for text in site.content().values())
    site.write("seeds/f.xml", RSS.format(item("Headline 1", "https://quarry.example/1", "n1", "06", "Other words.")))
    site.build(now="2026-01-06T09:00:00+00:00")
    (text,) = (text for text in site.content().values() if "Headline 1" in text)
    assert "published: 2026-01-02" in text
    assert "modified: 2026-01-06" in text


def test_no_two_articles_at_one_address(site: Site) -> None:
    """Headlines that are alike but for what a short address has no room for get addresses of their own."""
    words = "a very long headline about the bell that a crane lifted into the tower of the old church on the hill"
    items = (item(f"{words} {n}", f"https://quarry.example/{n}", f"n{n}", body=f"Number {n}.") for n in range(12))
    site.write("seeds/f.xml", RSS.format("".join(items)))
    built = site.build(now="2026-01-03T09:00:00+00:00")
    assert not [it for it in built.diagnostics if it.code == "collision"]
    assert built.articles == 12


def test_one_source_has_one_page(site: Site) -> None:
    """Names that differ in case are one source; a renamed one leads on, and its feed stays where it was."""
    site.article("2026/01/01/a.md", "Crane lifts the bell", source="Quarry News")
    site.article("2026/01/01/b.md", "Rain for a week", source="QUARRY NEWS")
    site.build(now="2026-01-03T09:00:00+00:00")
    assert site.page("sitemap.xml").count("/sources/quarry-news/") == 1
    for path in (site.root / "content").rglob("*.md"):
        path.write_text(path.read_text().replace("Quarry News", "Bell Post").replace("QUARRY NEWS", "Bell Post"))
    site.build(now="2026-01-04T09:00:00+00:00")
    assert "/sources/bell-post/" in site.page("sources/quarry-news/index.html")
    assert "Crane lifts the bell" in site.page("sources/quarry-news/feed.xml")


def test_aliases_lead_to_the_story(site: Site) -> None:
    """Addresses from elsewhere lead on; one that would take another page's place is none."""
    path: Path = site.article("2026/01/01/a.md", "Crane lifts the bell")
    path.write_text(
        path.read_text().replace("---\n", "---\naliases: [/old/bell.html, /blog/bell, /topics/x/, ../up]\n", 1)
    )
    site.build(now="2026-01-03T09:00:00+00:00")
    for page in ("old/bell.html", "blog/bell/index.html"):
        assert "/2026/01/01/a/" in site.page(page)
    assert not (site.root / "output/topics/x").exists()


def test_text_outlasts_the_copy_that_gave_it(site: Site) -> None:
    """The full text of a page stays when the page is deleted and the feed goes on with a line."""
    site.write("seeds/f.xml", RSS.format(item("Crane lifts the bell", "https://quarry.example/bell", body="One line.")))
    site.build(now="2026-01-03T09:00:00+00:00")
    site.write("seeds/p.html", PAGE)
    site.build(now="2026-01-04T09:00:00+00:00")
    (site.root / "seeds/p.html").unlink()
    later = item("Crane lifts the bell", "https://quarry.example/bell", day="06", body="One other line.")
    site.write("seeds/f.xml", RSS.format(later))
    site.build(now="2026-01-06T09:00:00+00:00")
    (text,) = site.content().values()
    assert "stood there all day" in text
    assert "- Ann Lee" in text


def test_same_text_with_a_later_date_is_no_change() -> None:
    """Copies that differ in their dates alone tell of no change, and the seed that is named is no copy."""
    copies = [copy(f"{day}.xml", body=LONG, published=f"2026-01-{day}T08:00:00+00:00") for day in ("02", "03", "04")]
    combined = combine(copies, None, "UTC").article
    assert (combined.published, combined.modified) == ("2026-01-02T08:00:00+00:00", None)
    assert combined.seed not in combined.copies
    copies[2] = copy("04.xml", body=f"{LONG} It rang.", published="2026-01-04T08:00:00+00:00")
    assert combine(copies, None, "UTC").article.modified == "2026-01-04T08:00:00+00:00"


def test_two_versions_of_an_entry_in_one_feed(site: Site) -> None:
    """Atom may give an entry in two versions: one article, with the newer text."""
    entry = (
        "<entry><id>tag:quarry.example,2026:1</id><title>{}</title><link href='https://quarry.example/bell'/>"
        "<published>2026-01-02T08:00:00Z</published><updated>{}</updated><content>{}</content></entry>"
    )
    entries = entry.format("Crane lifts the bell", "2026-01-02T08:00:00Z", LONG) + entry.format(
        "Crane lifts the bell and breaks", "2026-01-02T18:00:00Z", f"{LONG} It broke."
    )
    site.write("seeds/f.xml", f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Quarry News</title>{entries}</feed>")
    site.build(now="2026-01-03T09:00:00+00:00")
    (text,) = site.content().values()
    assert "It broke." in text


def test_true_address_beside_one_that_counts_clicks(site: Site) -> None:
    """`feedburner:origLink` names the article, not the link through the proxy; AMP and mobile pages stand behind it."""
    burner = (
        RSS.replace("<rss ", '<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" ')
        .format(item("Crane lifts the bell", "https://proxy.example/~r/3/ZG5/"))
        .replace("</link><pub", "</link><feedburner:origLink>https://quarry.example/bell</feedburner:origLink><pub")
    )
    site.write("seeds/f.xml", burner)
    site.write("seeds/g.xml", RSS.format(item("Crane lifts bell", "https://m.quarry.example/bell?utm_source=x")))
    site.build(now="2026-01-03T09:00:00+00:00")
    (text,) = site.content().values()
    assert "url: https://quarry.example/bell\n" in text


def test_address_from_before_a_mended_slug(site: Site) -> None:
    """A source that still has the old address of an article has no other article."""
    site.write("seeds/f.xml", RSS.format(item("Crane lifts the bell", "https://quarry.example/bel", "number-seven")))
    site.build(now="2026-01-03T09:00:00+00:00")
    site.write("seeds/f.xml", RSS.format(item("Crane lifts the bell", "https://quarry.example/bell", "number-seven")))
    site.build(now="2026-01-04T09:00:00+00:00")
    site.write("seeds/g.xml", RSS.format(item("Bell lifted", "http://quarry.example/bel", day="03", body="Others.")))
    site.build(now="2026-01-05T09:00:00+00:00")
    (text,) = site.content().values()
    assert "url: https://quarry.example/bell\n" in text

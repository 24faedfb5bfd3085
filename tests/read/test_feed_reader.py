"""Feeds: every format, and everything that feeds get wrong."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import json

import pytest

from site_gen.model import Article, Reading, ReadingOptions, Seed
from site_gen.read import read


def readings(data: str, **options: int) -> tuple[Reading, ...]:
    return read(Seed("seeds/feed.xml", data.encode()), ReadingOptions(**options))


def articles(data: str, **options: int) -> list[Article]:
    return [reading.article for reading in readings(data, **options) if reading.article]


def rss(
    *items: str, head: str = "<title>Harbour News</title><link>https://example.com/</link><language>en-GB</language>"
) -> str:
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    return (
        f'<rss version="2.0" {names}><channel>{head}{"".join(f"<item>{item}</item>" for item in items)}</channel></rss>'
    )


FORMATS = {
    "RSS 0.91": '<rss version="0.91"><channel><title>Paper</title><item><title>A ferry</title><link>https://example.com/a</link><description>It sails.</description></item></channel></rss>',
    "RSS 1.0": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Paper</title></channel><item rdf:about="https://example.com/a"><title>A ferry</title><link>https://example.com/a</link><description>It sails.</description></item></rdf:RDF>',
    "RSS 2.0": rss(
        "<title>A ferry</title><link>https://example.com/a</link><description>It sails.</description>",
        head="<title>Paper</title>",
    ),
    "Atom 0.3": '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Paper</title><entry><title>A ferry</title><link rel="alternate" href="https://example.com/a"/><summary>It sails.</summary></entry></feed>',
    "Atom 1.0": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><entry><title>A ferry</title><link href="https://example.com/a"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">It sails.</div></content></entry></feed>',
    "CDF": '<CHANNEL><TITLE>Paper</TITLE><ITEM HREF="https://example.com/a"><TITLE>A ferry</TITLE><ABSTRACT>It sails.</ABSTRACT></ITEM></CHANNEL>',
    "JSON Feed": '{"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [{"id": "1", "title": "A ferry", "url": "https://example.com/a", "content_html": "<p>It sails.</p>"}]}',
}


@pytest.mark.parametrize("name", FORMATS)
def test_format(name: str) -> None:
    """An entry of any feed format is an article with its source."""
    (article,) = articles(FORMATS[name])
    assert (article.title, article.url, article.body) == ("A ferry", "https://example.com/a", "It sails.")
    assert article.source == "Paper"


def test_full_content() -> None:
    """Full content goes before a summary, as Markdown with absolute links."""
    content = '<h2>Why</h2><p>It <b>sails</b> <a href="/map">here</a>:</p><ul><li>north</li><li>south</li></ul><script>x()</script>'
    (article,) = articles(
        rss(
            f"<title>A ferry</title><description>Short.</description><content:encoded><![CDATA[{content}]]></content:encoded>"
        )
    )
    assert article.body == "## Why\n\nIt **sails** [here](https://example.com/map):\n\n- north\n- south"


def test_fields() -> None:
    """Dates, authors, topics, language, pictures and enclosures of an entry are kept."""
    (article,) = articles(
        rss(
            "<title>A ferry</title><guid>tag:1</guid><pubDate>Thu, 04 Dec 2025 09:30:00 +0100</pubDate><dc:creator>Jane Doe</dc:creator>"
            '<category>Sea</category><category>Sea</category><media:thumbnail url="https://example.com/a.jpg"/>'
            '<enclosure url="https://example.com/a.mp3" type="audio/mpeg" length="9"/><description>It sails.</description>'
        )
    )
    assert (article.published, article.authors, article.topics) == (
        "2025-12-04T08:30:00+00:00",
        ("Jane Doe",),
        ("Sea",),
    )
    assert (article.guid, article.lang, article.source) == ("tag:1", "en-GB", "Harbour News")
    assert article.extra["image"] == "https://example.com/a.jpg"
    assert article.extra["enclosures"] == [{"url": "https://example.com/a.mp3", "type": "audio/mpeg", "length": "9"}]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&lt;b&gt;Ferry&lt;/b&gt; sails &amp;amp; sinks", "Ferry sails & sinks"),
        ("<![CDATA[Ferry <i>sails</i>]]>", "Ferry sails"),
        ("Ferry &amp;#8220;sails&amp;#8221;", "Ferry “sails”"),
        ("5 &lt; 7", "5 < 7"),
        ("  Ferry\n sails ", "Ferry sails"),
    ],
)
def test_title(written: str, title: str) -> None:
    """A title is plain text, however often it was escaped."""
    assert articles(rss(f"<title>{written}</title>"))[0].title == title


def test_no_title() -> None:
    """An entry without a title gets the first sentence of its text."""
    assert (
        articles(rss("<description>The ferry sails at nine. It is red.</description>"))[0].title
        == "The ferry sails at nine."
    )


def test_equal_guids() -> None:
    """A guid that several entries share, or that is the home page, names none of them."""
    found = readings(
        rss(
            *(f"<title>{n}</title><guid>same</guid>" for n in "abc"),
            "<title>d</title><guid>https://example.com/</guid>",
        )
    )
    assert [reading.article and reading.article.guid for reading in found] == [None] * 4
    assert "feed-guid" in [fault.code for fault in found[0].diagnostics]


def test_equal_dates() -> None:
    """Dates that are all the same are the time of the fetch: they are marked as the feed's own."""
    date = "<pubDate>Thu, 04 Dec 2025 09:30:00 GMT</pubDate>"
    assert {article.dated for article in articles(rss(*(f"<title>{n}</title>{date}" for n in "abc")))} == {"feed"}
    assert {article.dated for article in articles(rss(*(f"<title>{n}</title>{date}" for n in "ab")))} == {None}


@pytest.mark.parametrize("date", ["", "soon", "Thu, 99 Dec 2025", "0000-00-00"])
def test_bad_date(date: str) -> None:
    """A date that is none leaves the article without one."""
    assert articles(rss(f"<title>a</title><pubDate>{date}</pubDate>"))[0].published is None


def test_order() -> None:
    """Articles come in the order of the feed, whatever their dates are."""
    found = articles(
        rss("<title>a</title><pubDate>Thu, 04 Dec 2025 09:30:00 GMT</pubDate>", "<title>b</title>", "<title>c</title>")
    )
    assert [article.title for article in found] == ["a", "b", "c"]


@pytest.mark.parametrize("feed", [rss(), '{"version": "https://jsonfeed.org/version/1.1", "items": []}'])
def test_no_entries(feed: str) -> None:
    """A feed without entries is read, and has nothing to say."""
    assert readings(feed) == ()


def test_xml_base() -> None:
    """Relative links are resolved against xml:base."""
    feed = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.com/blog/"><entry><title>a</title><link href="a"/><content type="html">&lt;a href="b"&gt;b&lt;/a&gt;</content></entry></feed>'
    (article,) = articles(feed)
    assert article.url == "https://example.com/blog/a"
    assert article.body == "[b](https://example.com/blog/b)"


def test_not_well_formed() -> None:
    """A feed with a stray ampersand and an end cut off gives what it holds."""
    assert [article.title for article in articles(rss("<title>Fish & chips</title>", "<title>b</title>")[:-23])] == [
        "Fish & chips",
        "b",
    ]


@pytest.mark.parametrize(
    "stray", ["<image></width></image>", "<textinput/></textinput><textInput><description>x</description>", "</height>"]
)
def test_stray_elements(stray: str) -> None:
    """Elements in the wrong place do not cost the entries."""
    assert "A ferry" in [
        article.title for article in articles(rss("<title>A ferry</title>").replace("<item>", f"{stray}<item>"))
    ]


def test_limit() -> None:
    """No more entries are read than the limit, and the file is named."""
    date = "<pubDate>Thu, 04 Dec 2025 0{}:00:00 GMT</pubDate>"
    found = readings(rss(*(f"<title>{n}</title>{date.format(n)}" for n in range(9))), max_articles=3)
    assert len(found) == 3
    assert [fault.code for fault in found[0].diagnostics] == ["seed-cut"]


def test_json_feed() -> None:
    """The fields of JSON Feed 1.0 and 1.1 are read; things of a wrong type are left out."""
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": "Paper",
        "home_page_url": "https://example.com/",
        "author": {"name": "The Desk"},
        "items": [
            {
                "id": 7,
                "url": "/a",
                "title": "A ferry",
                "content_text": "It *sails*.",
                "date_published": "2025-12-04T09:30:00Z",
                "tags": ["sea", 3],
            },
            {
                "id": "8",
                "external_url": "https://example.org/b",
                "content_html": "<p>B</p>",
                "authors": [{"name": "Jane Doe"}],
                "attachments": 5,
            },
            "not an item",
        ],
    }
    first, second = articles(json.dumps(feed))
    assert (first.title, first.url, first.guid, first.published) == (
        "A ferry",
        "https://example.com/a",
        "7",
        "2025-12-04T09:30:00+00:00",
    )
    assert (first.body, first.authors, first.topics) == ("It \\*sails\\*.", ("The Desk",), ("sea",))
    assert (second.title, second.url, second.authors) == ("B", "https://example.org/b", ("Jane Doe",))


@pytest.mark.parametrize(
    ("description", "title"),
    [
        ('<p><img src="/p.jpg" alt="Two swans on the slip, one asleep"></p>', "Two swans on the slip, one asleep"),
        ("<p>https://isles.example/map Here is the map, by Dr. Holm. It is old.</p>", "Here is the map, by Dr. Holm."),
        ("<p>U.S. buoys drift into our bay. Nobody minds.</p>", "U.S. buoys drift into our bay."),
    ],
)
def test_headline_from_the_first_words(description: str, title: str) -> None:
    """A post without a title is called by its first sentence, or by what it calls its picture."""
    escaped = description.replace("<", "&lt;")
    (found,) = articles(rss(f"<link>https://example.com/1</link><description>{escaped}</description>"))
    assert found.title == title


def test_entries_without_a_word() -> None:
    """They are called by their address or passed over, and said once for all."""
    feed = readings(rss("<link>https://example.com/1</link>", "<title>A ferry</title>", "<description/>"))
    assert [it.article.title for it in feed if it.article] == ["example.com/1", "A ferry"]
    assert [it.message for it in feed[0].diagnostics if it.code == "entry-no-words"] == [
        "2 entries have neither a headline nor a text, as 'https://example.com/1'"
    ]
    assert not [
        it for it in readings('{"version": "https://jsonfeed.org/version/1", "items": [{"x": 1}]}') if it.article
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Mara Lind (1), Josep Ferrer (1 and 2) ((1) Univ. of Tarn, (2) Isle College)", ("Mara Lind", "Josep Ferrer")),
        ("Lind, M.; Ferrer, J.; Zhang, W.", ("Lind, M.", "Ferrer, J.", "Zhang, W.")),
        ("Mara Lind; Wei Zhang", ("Mara Lind", "Wei Zhang")),
    ],
)
def test_lists_of_authors(written: str, names: tuple[str, ...]) -> None:
    """Authors of a preprint one by one, without the numbers of their colleges."""
    (found,) = articles(rss(f"<title>On weirs</title><dc:creator>{written}</dc:creator>"))
    assert found.authors == names


@pytest.mark.parametrize(
    "footer",
    [
        'This article was originally published on <a href="https://a.example">The Rope</a>. Read the original.',
        'This piece first appeared in <a href="https://a.example">The Rope</a>.',
        '<a href="https://example.com/1?utm_source=x">Source</a>',
    ],
)
def test_footers(footer: str) -> None:
    """What says where a text was first, and a last link to the entry itself, are no text."""
    html = f"<p>The rope school opens its doors to anybody over nine.</p><p>{footer}</p>".replace("<", "&lt;")
    item = f"<title>Rope school</title><link>https://example.com/1</link><description>{html}</description>"
    (found,) = articles(rss(item))
    assert found.body == "The rope school opens its doors to anybody over nine."


def test_order_of_numbers_in_dates() -> None:
    """Other dates of a feed say whether the day or the month stands first; what PHP makes of no date is none."""
    item = "<title>{0}</title><link>https://example.com/{0}</link><description>{0}.</description><pubDate>{1}</pubDate>"
    head = "<title>Paper</title><language>en</language>"
    for dates, found in (
        (("3/12/2020 12:00:00 PM", "3/25/2020 12:00:00 PM"), "2020-03-12T12:00:00"),
        (("3/12/2020 12:00", "25/3/2020 12:00"), "2020-12-03T12:00:00"),
        (("3/12/2020 12:00", "4/12/2020 12:00"), None),
        (("-0001-11-30T00:00:00+00:00", "Fri, 02 Jan 2026 08:00:00 GMT"), None),
    ):
        both = (item.format(title, date) for title, date in zip("ab", dates, strict=True))
        first, _ = articles(rss(*both, head=head))
        assert first.published == found, dates

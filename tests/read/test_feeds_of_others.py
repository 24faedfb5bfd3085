"""Feeds that speak of what others wrote: alerts, link sites, link logs, journals; and what hosts put below each text."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import json

import pytest
from readings import ONE, TWO, atom, one, readings, rss

from site_gen.model import Article


def _rdf(item: str, title: str = "Eels") -> Article:
    return one(
        "a.rdf",
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
        " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><title>Shore</title></channel><item><title>{title}</title><link>https://s.example/1</link>{item}</item></rdf:RDF>",
    )


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://www.post.example/a%3Fp%3D1&amp;ct=ga&amp;usg=A",
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;aid=&amp;url=https%3a%2f%2fwww.post.example%2fa%3fp%3d1&amp;c=9",
    ],
)
def test_an_alert_names_the_paper_that_it_leads_to(link: str) -> None:
    found = atom(f"<link href='{link}'/><summary>{ONE}</summary>")
    assert (found.source, found.url) == ("post.example", "https://www.post.example/a?p=1")


def test_an_entry_that_leads_nowhere_else_is_its_feeds() -> None:
    assert atom(f"<link href='https://post.example/a'/><summary>{ONE}</summary>").source == "Growers"


TALK = "https://talk.example/item?id=4"
WORDS = (
    "<p>Article URL: <a href='https://maps.example/last'>https://maps.example/last</a></p>"
    f"<p>Comments URL: <a href='{TALK}'>{TALK}</a></p><p>Points: 21</p>"
)


def _shared(link: str, words: str) -> Article:
    entry = f"<author>mapper</author><description><![CDATA[{words}]]></description>"
    return one(
        "a.xml",
        f"<rss version='2.0'><channel><title>Talk</title><item><title>Maps</title><link>{link}</link>{entry}</item></channel></rss>",
    )


def test_an_entry_of_a_link_site_leads_to_the_page_that_is_talked_about() -> None:
    """Its own address stays that of the talk: the page is somebody else's article, and may be filed as such."""
    page = "[maps.example/last](https://maps.example/last)"
    assert (_shared(TALK, WORDS).url, _shared(TALK, WORDS).body) == (TALK, page)
    assert _shared(TALK, f"<p>{ONE}</p><hr>{WORDS}").body == f"{ONE}\n\n***\n\n{page}"


def test_a_question_on_a_link_site_ends_with_its_words() -> None:
    words = f"<p>{ONE}</p><hr><p>Comments URL: <a href='{TALK}'>{TALK}</a></p><p># Comments: 9</p>"
    assert _shared(TALK, words).body == ONE


def test_a_source_below_a_text_is_not_its_address() -> None:
    found = _shared(
        "https://blog.example/1", f"<p>{ONE}</p><p>Source: <a href='https://maps.example/last'>maps</a></p>"
    )
    assert (found.url, found.authors) == ("https://blog.example/1", ("mapper",))
    assert "https://maps.example/last" in found.body


@pytest.mark.parametrize(
    ("written", "authors"),
    [("clocks.example via keel", ()), ("talk.example by keel", ("keel",)), ("via Lind", ("via Lind",))],
)
def test_who_found_a_page_did_not_write_it(written: str, authors: tuple[str, ...]) -> None:
    assert rss(f"<author>{written}</author><description>{ONE}</description>").authors == authors


def test_a_link_log_leads_to_what_it_speaks_of() -> None:
    item = {
        "id": "1",
        "url": "https://log.example/1",
        "external_url": "https://isles.example/boat?utm_source=x",
        "title": "Boat",
    }
    feed = {"version": "https://jsonfeed.org/version/1", "title": "Log"}
    body = one("a.json", json.dumps({**feed, "items": [{**item, "content_text": ONE}]})).body
    assert body == f"{ONE}\n\n[isles.example/boat](https://isles.example/boat)"
    linked = "<p><a href='https://isles.example/boat'>A boat</a> comes.</p>"
    assert one("a.json", json.dumps({**feed, "items": [{**item, "content_html": linked}]})).body.count("isles") == 1


def test_a_talk_that_a_text_names_is_not_named_again() -> None:
    item = {
        "id": TALK,
        "url": "https://maps.example/last",
        "external_url": TALK,
        "title": "Maps",
        "content_html": WORDS,
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Talk", "items": [item]}
    assert one("a.json", json.dumps(feed)).body == ""


def test_tags_in_one_string() -> None:
    item = {"id": "1", "url": "https://log.example/1", "title": "Boat", "content_text": ONE, "tags": "tides, tables"}
    feed = json.dumps({"version": "https://jsonfeed.org/version/1", "title": "Log", "items": [item]})
    assert one("a.json", feed).topics == ("tides", "tables")


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Weir, A., Lund, J. K., van der Berg, M.", ("Weir, A.", "Lund, J. K.", "van der Berg, M.")),
        ("Ana Prado, Li Wei", ("Ana Prado", "Li Wei")),
        ("By SAM ORR", ("SAM ORR",)),
        ("By the Sea", ("By the Sea",)),
        ("sam.orr@gazette.example", ()),
        ("3 hours ago", ()),
        ("2026-11-27 10:30", ()),
        ("vor 2 Stunden", ()),
        ("7 Days Media", ("7 Days Media",)),
    ],
)
def test_authors_as_feeds_write_them(written: str, authors: tuple[str, ...]) -> None:
    from site_gen.read.publishable import publishable

    found = readings(
        "a.xml",
        f"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>G</title><item><title>Pears</title><link>https://g.example/1</link><dc:creator>{written}</dc:creator><description>{ONE}</description></item></channel></rss>",
    )
    (reading,) = publishable(found, "a.xml")
    assert reading.article
    assert reading.article.authors == authors


@pytest.mark.parametrize(
    "citation",
    [
        "Shore, Published online: 27 November 2026; <a href='https://s.example/1'>doi:10.1038/s1</a>",
        "J Sea Med. 2026 Nov 26. doi: 10.1000/jsm.1. Online ahead of print.",
        "Shore Journal, Volume 12, Issue 3, Page 1-12, December 2026.",
    ],
)
def test_a_citation_does_not_stand_before_the_text(citation: str) -> None:
    body = _rdf(f"<content:encoded><![CDATA[<p>{citation}</p>{ONE}]]></content:encoded>").body
    assert body.startswith(f"{ONE}\n\n")
    assert len(body) > len(ONE) + 20


@pytest.mark.parametrize(
    "notice",
    [
        "Learn more about your ad choices. Visit <a href='https://m.example/adchoices'>m.example/adchoices</a>",
        "Hosted on Cast. See <a href='https://cast.example/privacy'>cast.example/privacy</a> for more information.",
        "Hosted by Simple, an Ads company. See pcm.example for information about our collection and use of personal data.",
        "Support this podcast: https://p.example/show/x/support",
        "[contains quote post or other embedded content]",
        "<a href='https://m.example/1'>Pears</a> was originally published in <a href='https://m.example/t'>Tides</a> on Medium, where people are continuing the conversation by highlighting and responding to this story.",
    ],
)
def test_notices_of_hosts(notice: str) -> None:
    text = f"<description><![CDATA[<p>{ONE}</p><p>{TWO}</p><hr><p>{notice}</p>]]></description>"
    assert rss(text).body == f"{ONE}\n\n{TWO}"


def test_films_that_come_as_media() -> None:
    forms = "<media:content url='https://v.example/s.mp4' type='video/mp4'/><media:content url='https://v.example/l.mp4' medium='video' type='video/mp4' isDefault='true'/>"
    found = rss(f"<description>{ONE}</description><media:group>{forms}</media:group>")
    assert found.extra["enclosures"] == [{"url": "https://v.example/l.mp4", "type": "video/mp4"}]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("<title type='html'>Box&amp;lt;br&amp;gt; &amp;amp; &lt;b&gt;more&lt;/b&gt;</title>", "Box<br> & more"),
        ("<title type='html'><![CDATA[The &ldquo;last&rdquo; &lt;br&gt;]]></title>", "The “last” <br>"),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <em>b</em> &lt;i&gt;c&lt;/i&gt;</div></title>",
            "A b <i>c</i>",
        ),
        ("<title>A &amp;lt;i&amp;gt;</title>", "A &lt;i&gt;"),
    ],
)
def test_atom_titles_are_decoded_once(title: str, said: str) -> None:
    found = one(
        "a.xml",
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>G</title><entry>{title}<id>1</id><updated>2026-11-03T10:00:00Z</updated><summary>{ONE}</summary></entry></feed>",
    )
    assert found.title == said


def test_a_bare_ampersand_begins_no_entity() -> None:
    found = one(
        "a.xml",
        "<rss version='2.0'><channel><title>G</title><item><title>R&D &eacute;t&eacute;</title><link>https://g.example/1?a=1&copy=2&lt=3</link><description><![CDATA[a & b &copy; c]]></description></item></channel></rss>",
    )
    assert (found.title, found.url, found.body) == ("R&D été", "https://g.example/1?a=1&copy=2&lt=3", "a & b © c")

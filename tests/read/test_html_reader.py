"""Pages: headline, authors, dates and text of saved web pages."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import json

import pytest

from site_gen.model import Article, ReadingOptions, Seed
from site_gen.read import read

SENTENCES = (
    "The new harbour of the town opened on Monday, after six years of work and two floods that delayed it.",
    "Ferries will sail from its northern pier twice a day, and a third one is planned for the summer months.",
    "The mayor said that the town had waited long enough for a place where ships of every size can land.",
    "Fishermen are not so sure: the new fees, they say, are twice as high as those of the old wooden quay.",
)
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
BODY = "\n\n".join(SENTENCES)
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>'


def page(
    head: str = "", above: str = "<h1>Harbour opens after six years</h1>", text: str = TEXT, below: str = ""
) -> str:
    return f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{MENU}<article>{above}{text}{below}</article><footer>Imprint</footer></body></html>"


def article(html: str) -> Article:
    (reading,) = read(Seed("seeds/page.html", html.encode()), ReadingOptions())
    assert reading.article is not None, reading.diagnostics
    return reading.article


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_text() -> None:
    """The text of a page without menu, headline, byline, share bar and footer."""
    found = article(
        page(above="<h1>Harbour opens after six years</h1><p>By Jane Doe</p>", below="<p>Share this article</p>")
    )
    assert found.title == "Harbour opens after six years"
    assert found.body == BODY
    assert found.lang == "en-GB"


def test_structure() -> None:
    """Headings, lists, quotes, links, marks and tables are kept as Markdown."""
    text = (
        f"{TEXT}<h2>Prices</h2><ul><li>Cars: twenty crowns for the first hour</li><li>Boats: nothing at all for the first year</li></ul>"
        '<blockquote><p>It is about time, said the <a href="/harbourmaster">harbourmaster</a>, who is <b>glad</b>.</p></blockquote>'
        f"<table><tr><th>Pier</th><th>Ships</th></tr><tr><td>North</td><td>12</td></tr></table>{TEXT}"
    )
    body = article(page('<link rel="canonical" href="https://example.com/harbour">', text=text)).body
    assert (
        "## Prices\n\n- Cars: twenty crowns for the first hour\n- Boats: nothing at all for the first year\n\n" in body
    )
    assert "> It is about time, said the [harbourmaster](https://example.com/harbourmaster), who is **glad**." in body
    assert "| Pier | Ships |\n| --- | --- |\n| North | 12 |" in body


def test_markdown_is_escaped() -> None:
    """Signs that Markdown would take for markup stay what they are."""
    text = f"<p>1. That is *not* a list, it is [a] `sign` of snake_case &amp;amp; _so_ on, as people of the harbour say.</p>{TEXT}"
    assert (
        "1\\. That is \\*not\\* a list, it is \\[a\\] \\`sign\\` of snake_case &amp;amp; \\_so\\_ on"
        in article(page(text=text)).body
    )


HEADLINE = "Harbour opens after six years"


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("", f"<h1>{HEADLINE}</h1>"),
        (f"<title>{HEADLINE} - Harbour News</title><meta property='og:site_name' content='Harbour News'>", ""),
        (f"<title>{HEADLINE} | Harbour News</title>", f"<h1>Harbour News</h1><h1>{HEADLINE}</h1>"),
        (f"<title>Sea | {HEADLINE} | Harbour News</title>" + ld(headline=HEADLINE), ""),
        (f"<meta property='og:title' content='{HEADLINE}'><title>{HEADLINE}</title>", "<h1>Our blog</h1>"),
        (
            f"<meta property='og:title' content='Six years for a harbour: what to know'><title>x</title>{ld(headline=HEADLINE)}",
            f"<h1>{HEADLINE}</h1>",
        ),
        (f"<title>{HEADLINE} &raquo; example.com</title><link rel=canonical href='https://example.com/a'>", ""),
    ],
)
def test_title(head: str, above: str) -> None:
    """The headline is what most places of the page agree on, without the site's name."""
    assert article(page(head, above)).title == HEADLINE


@pytest.mark.parametrize(
    ("head", "above", "authors"),
    [
        (ld(author={"name": "Jane Doe"}, headline="x"), "", ("Jane Doe",)),
        (ld(author=[{"name": "Jane Doe"}, {"name": "John Roe"}], headline="x"), "", ("Jane Doe", "John Roe")),
        (
            ld(author={"@id": "#1"}, headline="x")
            + '<script type="application/ld+json">{"@id": "#1", "name": "Jane Doe"}</script>',
            "",
            ("Jane Doe",),
        ),
        ("<meta name=author content='Jane Doe and John Roe'>", "", ("Jane Doe", "John Roe")),
        ("<meta property='article:author' content='https://example.com/jane'>", "<p>By Jane Doe</p>", ("Jane Doe",)),
        (
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Jane Doe'>",
            "",
            ("Jane Doe",),
        ),
        ("<meta name=author content='admin'>", "<p><a rel=author href='/jane'>Jane Doe</a></p>", ("Jane Doe",)),
        (
            "<meta property='og:site_name' content='Harbour News'><meta name=author content='Harbour News'>",
            "<span class=author>Jane Doe</span>",
            ("Jane Doe",),
        ),
        (
            "<meta property='og:site_name' content='Harbour News'><meta name=author content='Harbour News'>",
            "",
            ("Harbour News",),
        ),
        ("", "", ()),
    ],
)
def test_authors(head: str, above: str, authors: tuple[str, ...]) -> None:
    """Those who wrote the page, by its metadata or its byline; the site itself only where no person is named."""
    assert article(page(head, f"<h1>{HEADLINE}</h1>{above}")).authors == authors


@pytest.mark.parametrize(
    ("head", "above", "published", "dated"),
    [
        (ld(datePublished="2025-12-04T09:30:00Z"), "", "2025-12-04T09:30:00+00:00", None),
        (ld(datePublished="2025-12-04"), "", "2025-12-04", None),
        (
            "<meta property='article:published_time' content='2025-12-04T09:30:00+0100'>",
            "",
            "2025-12-04T09:30:00+01:00",
            None,
        ),
        ("<meta name=date content='Thu, 04 Dec 2025 09:30:00 GMT'>", "", "2025-12-04T09:30:00+00:00", None),
        ("", "<time datetime='2025-12-04T09:30'>today</time>", "2025-12-04T09:30:00", None),
        ("", "<p class=byline>By Jane Doe, 4 December 2025</p>", "2025-12-04", None),
        ("", "<p>Updated <time datetime='2025-12-05'>5 December</time></p>", None, None),
        ("<link rel=canonical href='https://example.com/2025/12/04/harbour'>", "", "2025-12-04", "url"),
        (ld(datePublished="2025-12-05T02:30:00Z"), "<p>4 December 2025</p>", "2025-12-04", None),
        (ld(datePublished="2025-02-30"), "", None, None),
        (ld(dateModified="2025-12-04"), "", None, None),
        ("", "", None, None),
    ],
)
def test_published(head: str, above: str, published: str | None, dated: str | None) -> None:
    """The day of publication as precisely as the page says it; none rather than a wrong one."""
    found = article(page(head, f"<h1>{HEADLINE}</h1>{above}"))
    assert (found.published, found.dated) == (published, dated)


def test_modified() -> None:
    """A date of change is kept beside that of publication."""
    assert article(page(ld(datePublished="2025-12-04", dateModified="2025-12-05"))).modified == "2025-12-05"


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=canonical href='https://m.example.com/harbour/amp/?utm_source=x#top'>",
        "<meta property='og:url' content='https://example.com/harbour'>",
        "<base href='https://example.com/'><link rel=canonical href='/harbour'>",
        "<link rel=canonical href='https://example.com/'>" + ld(url="https://example.com/harbour", headline="x"),
    ],
)
def test_address(head: str) -> None:
    """The page's own address, never the site's front page."""
    assert article(page(head)).url == "https://example.com/harbour"


def test_source_and_topics() -> None:
    """Source and section come from the page's metadata."""
    found = article(
        page("<meta property='og:site_name' content='Harbour News'><meta property='article:section' content='Sea'>")
    )
    assert (found.source, found.topics) == ("Harbour News", ("Sea",))


def test_text_in_cards() -> None:
    """A page made of cards, of which an extractor takes one, gives all of them."""
    cards = "".join(
        f"<div class=card><div class=text>{sentence} Number {n}.</div></div>"
        for n, sentence in enumerate(SENTENCES * 10)
    )
    body = article(page(text=f"<div>{cards}</div>")).body
    assert sum(f"Number {n}." in body for n in range(40)) == 40


def test_text_in_metadata() -> None:
    """A page that shows its text by script, but declares it, gives what it declares."""
    assert (
        article(page(ld(headline=HEADLINE, articleBody="\n\n".join(SENTENCES)), text="<div id=app></div>")).body == BODY
    )


def test_odd_element() -> None:
    """An element whose name is none is read as its text."""
    text = TEXT.replace("six years", "<str\u201eng>six years</str\u201eng>")
    assert "six years" in article(page(text=text)).body


def test_without_text() -> None:
    """A page that its script would fill is no article, and says so."""
    (reading,) = read(
        Seed("seeds/p.html", b"<html><head><title>Harbour opens</title></head><body><div id=app></div></body></html>"),
        ReadingOptions(),
    )
    assert reading.article is None
    assert "passed-over" in [fault.code for fault in reading.diagnostics]


def test_caption_of_a_table() -> None:
    """What a table is called stands above it, in a short report and in a long one."""
    table = "<table><caption>Ships by pier</caption><tr><th>Pier</th><th>Ships</th></tr><tr><td>North</td><td>12</td></tr></table>"
    for text in (f"<p>{SENTENCES[0]}</p>{table}", TEXT * 6 + table + TEXT * 6):
        assert "Ships by pier\n\n| Pier | Ships |" in article(page(text=text)).body


def test_address_of_a_mirrored_page() -> None:
    """A program that copies sites says from where, without a scheme."""
    mirrored = "<!-- Mirrored from gazette.example/2026/a.html by HTTrack Website Copier/3.x, Sat, 28 Nov 2026 -->"
    assert article(f"{page()}{mirrored}").url == "http://gazette.example/2026/a.html"


def test_names_that_were_escaped_twice() -> None:
    """The name of a paper or a section that holds "&amp;" as a word is what was meant."""
    meta = '<meta property="og:site_name" content="Harbour &amp;amp; Sons"><meta property="article:section" content="Arts &amp;amp; Books">'
    found = article(page(meta))
    assert found.source == "Harbour & Sons"
    assert found.topics == ("Arts & Books",)

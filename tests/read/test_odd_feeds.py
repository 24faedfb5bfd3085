"""Odd feeds, as people meet them: addresses of authors, buttons, links that lead on; found by trying."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import json

import pytest
from readings import ONE, TWO, atom, readings, rss

from site_gen.language.urls import published


@pytest.mark.parametrize("text", ["<description>{}</description>", "<content:encoded>{}</content:encoded>"])
def test_what_describes_a_picture_is_not_the_text(text: str) -> None:
    media = "<media:content url='https://g.example/p.jpg' type='image/jpeg'><media:description>Two pears</media:description></media:content>"
    assert rss(text.format(ONE) + media).body == ONE
    assert rss(media + text.format(ONE), "").title == ONE
    assert rss(media.replace("</media:content>", "</media:content><description></description>")).body == "Two pears"


def test_a_film_is_no_picture() -> None:
    film = "<media:group><media:content url='https://g.example/v.swf' type='application/x-shockwave-flash'/><media:description>A film.</media:description></media:group>"
    assert "image" not in atom(film).extra
    assert atom(film.replace("application/x-shockwave-flash", "image/png")).extra["image"] == "https://g.example/v.swf"


@pytest.mark.parametrize(
    "widget",
    [
        "<p>Low Tide is a reader-supported publication. To receive new posts and support my work, consider becoming a paid subscriber.</p>",
        "<p class='button-wrapper'><a href='https://g.example/subscribe'><span>Subscribe now</span></a></p>",
        "<p><a href='https://g.example/p/1?action=share'>Share</a></p>",
        "<p><a href='https://g.example/p/1/comments'>Leave a comment</a></p>",
    ],
)
def test_buttons_of_newsletters(widget: str) -> None:
    assert (
        rss(f"<description><![CDATA[<p>{ONE}</p>{widget}<p>{TWO}</p>{widget}]]></description>").body
        == f"{ONE}\n\n{TWO}"
    )


def test_the_headline_again_above_the_text() -> None:
    assert rss(f"<description><![CDATA[<h3>Pears</h3><p>{ONE}</p>]]></description>").body == ONE
    assert rss(f"<description><![CDATA[<h3>Prices</h3><p>{ONE}</p>]]></description>").body == f"### Prices\n\n{ONE}"


def test_an_empty_entry_with_a_number_is_none() -> None:
    items = [{"id": 4, "title": None}, {"id": "5", "title": "Pears", "content_text": ONE}]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "G", "items": items})
    found = readings("a.json", feed)
    assert [it.article.title for it in found if it.article] == ["Pears"]
    assert "neither" in found[0].diagnostics[0].message or "no words" in found[0].diagnostics[0].message


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("Generics like List<String> are text & more.", "Generics like List&lt;String> are text & more."),
        ("<p>A Map<K, V> of pears and a <T>.</p>", "A Map&lt;K, V> of pears and a &lt;T>."),
        ("<p>A <b>pear</b><o:p></o:p><my-tag>!</my-tag></p>", "A **pear**!"),
        ("Two < three, and <five> > 4", "Two < three, and &lt;five> > 4"),
    ],
)
def test_no_word_in_brackets_is_lost(written: str, body: str) -> None:
    assert rss(f"<description><![CDATA[{written}]]></description>").body == body


def test_links_of_alerts_lead_to_the_paper() -> None:
    link = "https://www.google.com/url?rct=j&amp;url=https://valley.example/pears&amp;ct=ga"
    assert atom(f"<link href='{link}'/>").url == "https://valley.example/pears"


def test_words_of_other_link_sites() -> None:
    text = "submitted by <a href='https://l.example/u/k'>k</a> to <a href='https://l.example/c/pears'>pears</a><br>12 points | <a href='https://l.example/post/9'>3 comments</a><br><a href='https://g.example/1'>https://g.example/1</a><p>It took six years.</p>"
    assert rss(f"<description><![CDATA[{text}]]></description>").body == "It took six years."


def test_a_labelled_address_of_the_entry_itself() -> None:
    """A line "Article URL: …" goes also where the address is a link to the entry's own page."""
    text = "<p>Article URL: <a href='https://g.example/1'>https://g.example/1</a></p><p>Points: 11</p><p>It took six years.</p>"
    assert rss(f"<description><![CDATA[{text}]]></description>").body == "It took six years."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bridge returned error 503! (20787)", "<p>The website returned an error.</p><p>Type: HttpException</p>"),
        ("Error 502", ""),
        ("HttpException: GET https://g.example/", "<p>Stack trace: #0 index.php(73): main()</p>"),
        ("Failed to fetch https://g.example/feed", "<p>Connection timed out after 30 seconds.</p>"),
    ],
)
def test_errors_of_the_program_that_makes_a_feed(title: str, text: str) -> None:
    """They are named, and the entries beside them are read."""
    items = [f"<item><title>{title}</title><description><![CDATA[{text}]]></description></item>"]
    items.append(f"<item><title>Pears</title><description>{ONE}</description></item>")
    found = readings("a.xml", f"<rss version='2.0'><channel><title>G</title>{''.join(items)}</channel></rss>")
    assert [it.article.title for it in found if it.article] == ["Pears"]
    assert title in found[0].diagnostics[0].message


@pytest.mark.parametrize(
    "title", ["Error 404: a museum of lost pages", "Failed to load: why ferries wait", "Exceptions"]
)
def test_news_about_errors(title: str) -> None:
    assert rss(f"<description>{ONE}</description>", f"<title>{title}</title>").title == title


def test_records_of_journals() -> None:
    """The date, the journal and the authors in place of a text are no text; the authors are taken."""
    record = "<p>Publication date: December 2026</p><p><b>Source:</b> Tides, Volume 12</p><p>Author(s): Ida Moll, Jon Reed</p>"
    found = rss(f"<description><![CDATA[{record}]]></description>")
    assert not found.body
    assert found.authors == ("Ida Moll", "Jon Reed")
    assert rss(f"<description><![CDATA[{record}<p>{ONE}</p>]]></description>").body == ONE
    assert (
        "the mayor of the valley"
        in rss(f"<description><![CDATA[<p>Source: the mayor of the valley.</p><p>{ONE}</p>]]></description>").body
    )


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("RT by @harbour: The ferry sails again", "The ferry sails again"),
        ("R to @harbour: The ferry sails again", "The ferry sails again"),
        ("R to the rescue: the ferry sails again", "R to the rescue: the ferry sails again"),
    ],
)
def test_titles_of_shared_posts(written: str, title: str) -> None:
    assert rss(f"<description>{ONE}</description>", f"<title>{written}</title>").title == title


def test_addresses_of_journals_lose_what_counts_readers() -> None:
    assert published("https://tides.example/pii/S01?dgcid=rss_sd_all") == "https://tides.example/pii/S01"

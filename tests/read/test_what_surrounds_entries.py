"""What surrounds the text of a feed's entry: widgets, labels, calls to read on; and texts that only look like HTML."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import json

import pytest
from readings import ONE, TWO, one, readings, rss


def _described(html: str, title: str = "<title>Pears</title>") -> str:
    return rss(f"<description><![CDATA[{html}]]></description>", title).body


@pytest.mark.parametrize(
    "widget",
    [
        "<div class='kg-card kg-signup-card'><h2>Sign up for Growers</h2><p>No spam.</p></div>",
        "<form action='/s'><label>Your address</label><input><button>Join in</button></form>",
        "<div id='jp-relatedposts' class='jp-relatedposts'><h3>Related</h3><p>Apples in June</p></div>",
        "<div class='social-share-buttons'><a href='https://x.example'>On X</a></div>",
        "<ul class='related-posts'><li><a href='/2'>Apples in June</a></li></ul>",
    ],
)
def test_widgets_of_blogs(widget: str) -> None:
    text = f"<description><![CDATA[<p>{ONE}</p>{widget}<p>{TWO}</p>]]></description>"
    (reading,) = readings(
        "a.xml",
        f"<rss version='2.0'><channel><title>G</title><item><title>Pears</title><link>https://g.example/1</link>{text}</item></channel></rss>",
    )
    assert reading.article
    assert reading.article.body == f"{ONE}\n\n{TWO}"
    assert any(it.rule == "widget" for it in reading.rulings)


def test_a_text_in_a_box_with_such_a_name_stays() -> None:
    assert _described(f"<div class='newsletter-box'><p>{ONE}</p><p>{TWO}</p></div>") == f"{ONE}\n\n{TWO}"


def test_a_heading_above_nothing_goes() -> None:
    assert _described(f"<p>{ONE}</p><h3>Related</h3><hr>") == ONE
    assert _described(f"<h3>Prices</h3><p>{ONE}</p>") == f"### Prices\n\n{ONE}"


def test_calls_to_read_on_elsewhere() -> None:
    more = "<a href='https://g.example/more'>Read more of this story</a>"
    assert _described(f"<p>{ONE}</p><p>{more} at Growers.</p>") == ONE
    assert "Growers" in _described(f"<p>{ONE}</p><p>{more} at Growers, where {TWO}</p>")


@pytest.mark.parametrize("filed", ["admin Fri, 11/27/2026 - 10:00", "webmaster 27.11.2026", "jdoe 2026-11-27 10:00"])
def test_labels_of_a_program_for_sites(filed: str) -> None:
    fields = f"<span>Pears</span> <span>{filed.partition(' ')[0]}</span> <span>{filed.partition(' ')[2]}</span><div><p>{ONE}</p></div>"
    assert _described(fields) == ONE
    assert _described(f"<p>Pears of 11/27/2026 cost more than ever.</p><p>{ONE}</p>").startswith("Pears of")


def test_lines_of_a_text_with_words_in_brackets() -> None:
    said = "We climb the tower.\n00:00 The stairs\n03:10 The &lt;float&gt; chamber\nTom &amp;amp; Ann"
    assert rss(f"<description>{said}</description>").body == (
        "We climb the tower.\\\n00:00 The stairs\\\n03:10 The &lt;float> chamber\\\nTom & Ann"
    )


def test_signs_alone_are_no_headline() -> None:
    assert rss(f"<description><![CDATA[<p>🚢🚢</p><p>{ONE}</p>]]></description>", "").title == ONE
    assert rss("<description>🚢🚢</description>", "").title == "🚢🚢"


def test_authors_that_a_publisher_names_in_the_text() -> None:
    said = "<p>Publication date: 1 December 2026</p><p><b>Source:</b> Harbour, Volume 3</p><p>Author(s): Anna Weir, Jo Lund</p>"
    assert rss(f"<description><![CDATA[{said}]]></description>").authors == ("Anna Weir", "Jo Lund")


def test_authors_in_one_text() -> None:
    item = {"id": "1", "url": "log.example/1", "title": "Boat", "content_text": ONE, "authors": "Ada Quill, Ben Oar"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "L", "home_page_url": "https://log.example/"}
    found = one("a.json", json.dumps({**feed, "items": [item]}))
    assert (found.authors, found.url) == (("Ada Quill", "Ben Oar"), "https://log.example/1")


def test_a_title_of_the_first_atom_is_html() -> None:
    found = one(
        "a.xml",
        f"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>G</title><entry><title mode='escaped'>Nets &amp;amp; &lt;i&gt;ropes&lt;/i&gt;</title><id>1</id><issued>2026-11-26T09:00:00Z</issued><summary>{ONE}</summary></entry></feed>",
    )
    assert found.title == "Nets & ropes"


def test_related_headlines_have_a_publisher() -> None:
    said = "<ol><li><a href='https://n.example/1'>Pears</a>&nbsp;&nbsp;<font>Growers</font></li><li><a href='https://n.example/2'>Apples</a>&nbsp;<font>Week</font></li><li><strong><a href='https://n.example/all'>View all</a></strong></li></ol>"
    found = one(
        "a.xml",
        f"<rss version='2.0'><channel><title>N</title><item><title>Pears - Growers</title><link>https://n.example/1</link><source url='https://g.example'>Growers</source><description><![CDATA[{said}]]></description></item></channel></rss>",
    )
    assert (found.title, found.related, found.body) == ("Pears", ("Apples",), "")


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("Photo", f"<p>{ONE}</p>", ONE),
        ("Photo", "", "Photo"),
        (
            "⚡️ Road closed⚠️ A tree fell at 7 a.m....",
            "<b>⚡️ Road closed</b><br><br>⚠️ A tree fell at 7 a.m. It opens at noon.",
            "⚡️ Road closed",
        ),
        (
            f"R to @ferry: {ONE} {TWO} growers.example/notice…",
            f"<p>{ONE} {TWO} <a href='https://growers.example/notice/7'>growers.example/notice/7</a></p>",
            ONE,
        ),
        ("What now…", f"<p>{ONE}</p>", "What now…"),
        (
            f"{ONE} It is so long, that the program for papers has to break it on the front page, twice",
            f"<p>{TWO}</p>",
            f"{ONE} It is so long, that the program for papers has to break it on the front page, twice",
        ),
    ],
)
def test_headlines_that_programs_made_of_a_text(title: str, body: str, said: str) -> None:
    assert rss(f"<description><![CDATA[{body}]]></description>", f"<title>{title}</title>").title == said


@pytest.mark.parametrize(
    "footer",
    [
        "This entry was posted in <a href='/birds'>Birds</a>. Bookmark the <a href='https://g.example/1'>permalink</a>.",
        "Esta entrada fue publicada en <a href='/aves'>Aves</a>. Guarda el <a href='https://g.example/1'>enlace permanente</a>.",
        "Dieser Beitrag wurde unter <a href='/v'>Vögel</a> veröffentlicht. Setze ein Lesezeichen auf den <a href='https://g.example/1'>Permalink</a>.",
        "Ce contenu a été publié dans <a href='/o'>Oiseaux</a>. Mettez-le en favori avec son <a href='https://g.example/1'>permalien</a>.",
    ],
)
def test_where_an_entry_was_filed(footer: str) -> None:
    assert _described(f"<p>{ONE}</p><p>{footer}</p>") == ONE


def test_what_journals_write_abstracts_in() -> None:
    jats = "&lt;jats:title&gt;Aims&lt;/jats:title&gt;&lt;jats:p&gt;Meadows take up CO&lt;jats:sub&gt;2&lt;/jats:sub&gt;, said &lt;jats:italic&gt;they&lt;/jats:italic&gt;.&lt;/jats:p&gt;"
    found = rss(
        f"<description>{jats}</description>",
        "<title>&lt;scp&gt;CO&lt;/scp&gt; by &lt;jats:italic&gt;Zostera&lt;/jats:italic&gt;</title>",
    )
    assert (found.title, found.body) == ("CO by Zostera", "### Aims\n\nMeadows take up CO2, said *they*.")


@pytest.mark.parametrize("title", ["2026-11-27 10:15", "November 27, 2026 at 07:31AM", "New note by keel"])
def test_titles_that_say_nothing(title: str) -> None:
    assert rss(f"<description>{ONE} {TWO}</description>", f"<title>{title}</title>").title == ONE
    assert rss("<description></description>", f"<title>{title}</title>").title == title
    assert rss(f"<description>{ONE}</description>", "<title>July 30th, 2024</title>").title == "July 30th, 2024"


@pytest.mark.parametrize(
    ("title", "said", "authors"),
    [
        ("Tidal Trade -- by Anna Weir, Jo Lund", "Tidal Trade", ("Anna Weir", "Jo Lund")),
        ("Stand -- by the sea", "Stand -- by the sea", ()),
    ],
)
def test_authors_behind_a_title(title: str, said: str, authors: tuple[str, ...]) -> None:
    found = rss(f"<description>{ONE}</description>", f"<title>{title}</title>")
    assert (found.title, found.authors) == (said, authors)


def test_the_last_of_several_authors() -> None:
    assert rss(f"<author>Mara Lind, Wei Zhang, and José Ferrer</author><description>{ONE}</description>").authors == (
        *("Mara Lind", "Wei Zhang", "José Ferrer"),
    )


def test_a_feed_that_ends_in_the_middle_is_named() -> None:
    feed = f"<rss version='2.0'><channel><title>G</title><item><title>Pears</title><link>https://g.example/1</link><description>{ONE}</description></item><item><title>App"
    found = readings("a.xml", feed)
    assert any("ends in the middle" in it.message for it in found[0].diagnostics)
    assert found[0].article
    assert found[0].article.body == ONE
    whole = readings("a.xml", f"{feed.rpartition('<item>')[0]}</channel></rss><!-- & -->")
    assert not any("middle" in it.message for it in whole[0].diagnostics)

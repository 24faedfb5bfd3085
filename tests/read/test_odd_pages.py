"""Pages that other programs wrote, as people drop them in: exports, archives, lists, live blogs; found by trying."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import pytest
from readings import ONE, TWO, one, page, readings

from site_gen.language.urls import published

WORD = "<meta name=Generator content='Microsoft Word 15'>"
CARDS = "".join(f"<div><a href='/n/{at}'><h3>Headline number {at}</h3></a><p>A teaser.</p></div>" for at in range(4))


@pytest.mark.parametrize(
    "title", ["Document1", "Dokument3", "Untitled", "Microsoft Word - pears.docx", "New Page 2", ""]
)
def test_a_document_of_word(title: str) -> None:
    """Its title is the headline, whatever the program calls it; headings, tables and lists are in the text."""
    found = page(
        "<div class=WordSection1><p class=MsoTitle>Pears fall in price</p>"
        f"<p class=MsoNormal>{ONE}<o:p></o:p></p><h2>Prices</h2>"
        "<table class=MsoTableGrid><tr><td><p class=MsoNormal>Pears</p></td><td><p class=MsoNormal>9</p></td></tr><tr><td><p class=MsoNormal>Figs</p></td><td><p class=MsoNormal>4</p></td></tr></table>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Rain</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Cold</p></div>",
        title,
        WORD,
    )
    assert found.title == "Pears fall in price"
    assert found.body == f"{ONE}\n\n## Prices\n\n| Pears | 9 |\n| --- | --- |\n| Figs | 4 |\n\n1. Rain\n2. Cold"


@pytest.mark.parametrize("generator", ["LibreOffice 24.2 (Linux)", "pandoc", "Cocoa HTML Writer"])
def test_a_document_is_text_from_end_to_end(generator: str) -> None:
    """Nothing is beside the text of what somebody wrote; its language may stand at the body."""
    found = one(
        "a.html",
        f"<html><head><title></title><meta name='generator' content='{generator}'></head><body lang='de-AT'><h1>Birnen</h1>"
        "<p>Kurz.</p><h3>Gründe</h3><p>Regen im Mai und ein voller Keller, in dem noch die Ernte vom letzten Jahr liegt.</p><p><b>Ende</b></p></body></html>",
    )
    assert (found.title, found.lang) == ("Birnen", "de-AT")
    assert (
        found.body
        == "Kurz.\n\n### Gründe\n\nRegen im Mai und ein voller Keller, in dem noch die Ernte vom letzten Jahr liegt.\n\n**Ende**"
    )


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("<font size=5><b>Pears fall in price</b></font><br>", "Valley Post: Pears fall in price"),
        ("<b>Pears fall in price</b><p>", "Pears fall in price - Valley Post"),
        ("<h2>Pears fall in price</h2>", "Valley Post | Pears fall in price"),
    ],
)
def test_a_page_laid_out_in_tables(headline: str, title: str) -> None:
    """A table for the layout is no table of the text, and the navigation in it is not the text's beginning."""
    found = page(
        "<table width=700><tr><td colspan=2><a href=i.html>Home</a> | <a href=n.html>News</a> | <a href=s.html>Sport</a></td></tr>"
        f"<tr><td><a href=a.html>Archive</a><br><a href=l.html>Letters</a></td><td>{headline}<p>{ONE}<p>{TWO}<p>{ONE[::-1]}</td></tr>"
        "<tr><td colspan=2><font size=1>Copyright 2026 Valley Post</font></td></tr></table>",
        title,
    )
    assert found.title == "Pears fall in price"
    assert found.body == f"{ONE}\n\n{TWO}\n\n{ONE[::-1]}".replace("[", "\\[")


def test_a_table_of_figures_stays_one() -> None:
    rows = "".join(f"<tr><td>Pear {number}</td><td>{number} crowns</td></tr>" for number in range(9))
    assert (
        page(f"<article><h1>Pears</h1><p>{ONE}</p><table>{rows}</table></article>", "Pears").body.count("| Pear ") == 9
    )


@pytest.mark.parametrize("mark", ["<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base'>9 captures</div>", ""])
def test_links_of_an_archived_page_lead_to_the_origin(mark: str) -> None:
    head = "<link rel=canonical href='https://web.archive.org/web/20261103101500/https://valley.example/pears'>"
    text = f"{mark}<article><h1>Pears</h1><p>{ONE} <a href='https://web.archive.org/web/20261103101500/https://growers.example/list'>List</a></p><p>{TWO}</p></article>"
    found = page(text, "Pears", head)
    assert found.url == "https://valley.example/pears"
    assert "[List](https://growers.example/list)" in found.body
    assert "captures" not in found.body


def test_a_link_to_an_archive_stays_where_a_writer_put_it() -> None:
    link = "https://web.archive.org/web/20261103101500/https://growers.example/list"
    assert link in page(f"<article><h1>Pears</h1><p>{ONE} <a href='{link}'>A copy</a></p></article>", "Pears").body


@pytest.mark.parametrize("post", ["<article class=post>{}</article>", "<div class=entry>{}</div>", "<li>{}</li>"])
def test_a_live_blog_keeps_its_lead_and_its_first_post(post: str) -> None:
    """The newest post has a writer and a time as the others have, which are no byline of the page."""
    said = [
        "The board has left the room.",
        "Growers wait outside with their carts.",
        "The meeting of the board begins.",
    ]
    posts = "".join(
        post.format(f"<header><time>{15 - at}:0{at}</time><h3>Post {at}</h3></header><p>{words}</p><p>Ann Lee</p>")
        for at, words in enumerate(said)
    )
    tag = "ul" if "<li>" in post else "div"
    found = page(f"<main><h1>Pears: live</h1><p class=lead>{ONE}</p><{tag}>{posts}</{tag}></main>", "Pears: live")
    assert found.body.startswith(ONE)
    places = [found.body.find(words) for words in said]
    assert -1 not in places
    assert places == sorted(places)
    assert all(f"{15 - at}:0{at}" in found.body and f"### Post {at}" in found.body for at in range(3))


@pytest.mark.parametrize(
    ("line", "lang", "author", "source"),
    [
        ("2026年11月3日 08:30　来源：山谷日报　作者：李明", "zh", "李明", "山谷日报"),
        ("2026-11-03 作者：王芳 来源：河谷新闻网", "zh", "王芳", "河谷新闻网"),
        ("3 November 2026 | Source: Valley Wire Author: Ann Lee", "en", "Ann Lee", "Valley Wire"),
        ("الثلاثاء 3 نوفمبر 2026 - كتبت: ليلى حسن", "ar", "ليلى حسن", None),
    ],
)
def test_lines_of_several_labels(line: str, lang: str, author: str, source: str | None) -> None:
    """Who and from where are told apart by their labels, and a weekday is nobody."""
    found = page(
        f"<div><h1>Pears fall in price</h1><p>{line}</p><p>{ONE}</p><p>{TWO}</p></div>",
        "Pears fall in price",
        lang=lang,
    )
    assert found.authors == (author,)
    assert found.source == source
    assert (found.published or "").startswith("2026-11-03")


@pytest.mark.parametrize("day", ["vendredi", "Freitag", "viernes", "пятница", "金曜日", "الجمعة"])
def test_a_weekday_is_no_author(day: str) -> None:
    assert (
        page(f"<h1>Pears fall in price</h1><p>{day} - 2026-11-06</p><p>{ONE}</p><p>{TWO}</p>", "Pears fall").authors
        == ()
    )


def test_who_edited_a_chinese_report_is_no_text() -> None:
    ruled = readings(
        "a.html",
        f"<html lang=zh><body><article><h1>梨价下跌</h1><p>{'山谷市政府周一宣布，大桥将开放至春天。' * 2}</p><p>（责任编辑：王芳）</p></article></body></html>",
    )[0]
    assert ruled.article is not None
    assert "王芳" not in ruled.article.body
    assert any("王芳" in it.text for it in ruled.rulings)


@pytest.mark.parametrize(
    ("title", "head", "body"),
    [
        ("Tag: Pears - Valley Post", "", f"<h1>Tag: Pears</h1>{CARDS}"),
        ("Schlagwort: Birnen | Talpost", "", f"<h1>Schlagwort: Birnen</h1>{CARDS}"),
        ("Valley Post", "<meta property='og:type' content='website'>", f"<h1>Valley Post</h1>{CARDS}"),
        ("Valley Post", "<link rel=canonical href='https://valley.example/'>", f"<h1>Today</h1>{CARDS}"),
        ("Search results for pears", "", f"<h1>Search results for pears</h1><p>4 results</p>{CARDS}"),
    ],
)
def test_short_lists_of_articles_are_none(title: str, head: str, body: str) -> None:
    (reading,) = readings(
        "a.html", f"<html><head><title>{title}</title>{head}</head><body><main>{body}</main></body></html>"
    )
    assert reading.article is None
    assert "passed over" in reading.diagnostics[0].message


def test_a_short_report_with_pointers_is_an_article() -> None:
    """Who lists three other articles below a report of some length lists no articles."""
    text = " ".join([ONE, TWO] * 4)
    assert page(
        f"<main><h1>Pears fall</h1><p>{text}</p>{CARDS}</main>",
        "Pears fall",
        "<meta property='og:type' content='website'>",
    ).body.startswith(ONE)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/url?q=https://valley.example/pears%3Fa%3D1&amp;sa=D&amp;usg=AOv",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fvalley.example%2Fpears%3Fa%3D1&amp;data=05%7Cmara%40valley.example",
        "https://urldefense.com/v3/__https://valley.example/pears?a=1__;!!Key$",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fvalley.example%2Fpears%3Fa%3D1&amp;h=AT0",
    ],
)
def test_links_that_only_lead_on(link: str) -> None:
    """A link leads where its words say, not through those who count who follows it."""
    assert (
        "[List](https://valley.example/pears?a=1)"
        in page(f"<article><h1>Pears</h1><p>{ONE} <a href='{link}'>List</a></p></article>", "Pears").body
    )
    assert published(link.replace("&amp;", "&")) == "https://valley.example/pears?a=1"


def test_documents_of_google_and_evernote() -> None:
    docs = one(
        "a.html",
        f"<html><head></head><body class='c4 doc-content'><p class='c1 title'><span>Pears fall</span></p><p><span>{ONE}</span></p><h2>Prices</h2><p>Nine.</p></body></html>",
    )
    assert (docs.title, docs.body) == ("Pears fall", f"{ONE}\n\n## Prices\n\nNine.")
    note = page(
        f"<div>{ONE}</div><div><br/></div><div>{TWO}</div>",
        "Pears",
        "<meta name='exporter-version' content='Evernote Mac 10'/><meta name='source-url' content='https://valley.example/pears'/>",
    )
    assert (note.url, note.body) == ("https://valley.example/pears", f"{ONE}\n\n{TWO}")


@pytest.mark.parametrize(
    "headline", ["Subscribe to read", "Jetzt weiterlesen", "This article is for subscribers only", "会員限定記事"]
)
def test_pages_for_subscribers_alone(headline: str) -> None:
    (reading,) = readings(
        "a.html",
        f"<html><head><title>{headline} | Valley Post</title></head><body><h1>{headline}</h1><p>Try it for four weeks, it costs but one crown.</p><button>Go</button></body></html>",
    )
    assert reading.article is None
    assert "for subscribers alone" in reading.diagnostics[0].message


@pytest.mark.parametrize(
    "run",
    [
        "By Bo Ek<br>November 27, 2026<br><br>",
        "By <b>Bo Ek</b>, Nov 27, 2026<br><br>",
        "Bo Ek | 27 November 2026<br> <br>",
    ],
)
def test_a_byline_between_breaks(run: str) -> None:
    found = page(f"<div id=content><h1>Pears fall</h1>{run}{ONE}<br><br>{TWO}</div>", "Pears fall - Valley Post")
    assert (found.authors, found.published) == (("Bo Ek",), "2026-11-27")
    assert found.body == f"{ONE}\n\n{TWO}"


def test_a_time_above_the_text_is_no_text() -> None:
    assert (
        page(
            f"<article><h1>Pears fall</h1><time datetime='2026-11-27'>27 Nov</time><p>{ONE}</p><p>{TWO}</p></article>",
            "Pears fall",
        ).body
        == f"{ONE}\n\n{TWO}"
    )

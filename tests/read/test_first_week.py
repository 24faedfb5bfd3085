"""What people drop in during their first week: pages that other programs wrote, odd feeds, notes; found by trying."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import json

import pytest

from site_gen.language.urls import published
from site_gen.model import Article, Reading, ReadingOptions, Seed
from site_gen.read import read
from site_gen.read.lines.scraps import rule_for
from site_gen.read.people import known

ONE = "The council of the valley has decided on Monday that the bridge stays open until spring."
TWO = "The mayor said that the repair of the old arches would cost nine thousand crowns."


def readings(name: str, text: str) -> tuple[Reading, ...]:
    return read(Seed(f"seeds/{name}", text.encode()), ReadingOptions())


def one(name: str, text: str) -> Article:
    (reading,) = readings(name, text)
    assert reading.article is not None, reading
    return reading.article


def page(body: str, title: str = "", head: str = "", lang: str = "en") -> Article:
    return one("a.html", f"<html lang='{lang}'><head><title>{title}</title>{head}</head><body>{body}</body></html>")


WORD = "<meta name=Generator content='Microsoft Word 15'>"


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
    "line",
    [
        "Sent from my iPhone",
        "Von meinem iPad gesendet",
        "Envoyé de mon iPhone",
        "Get Outlook for Android",
        "发自我的iPhone",
        "Enviado desde mi iPad",
    ],
)
def test_what_a_telephone_writes_below_a_mail(line: str) -> None:
    head = "From: A <a@growers.example>\nTo: b@b.example\nSubject: Pears\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\nContent-Type: text/plain; charset=utf-8\n\n"
    (reading,) = readings("a.eml", f"{head}{ONE}\n\nSent from the farm, they are cheap.\n\n{line}\n")
    assert reading.article is not None
    assert reading.article.body == f"{ONE}\n\nSent from the farm, they are cheap."
    assert any(it.text == line for it in reading.rulings)


@pytest.mark.parametrize("lead", ["View original", "Read the full story:", "Originalartikel", "Source", "原文链接："])
def test_words_above_an_address(lead: str) -> None:
    """What leads to the address of a text is no part of the text."""
    found = one(
        "a.txt",
        f"Pears fall in price\nAnn Lee\n3 November 2026\n\n{ONE}\n\n{TWO}\n\n{lead}\nhttps://valley.example/pears\n",
    )
    assert found.url == "https://valley.example/pears"
    assert found.body == f"{ONE}\n\n{TWO}"


CARDS = "".join(f"<div><a href='/n/{at}'><h3>Headline number {at}</h3></a><p>A teaser.</p></div>" for at in range(4))


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


def atom(entry: str, head: str = "") -> Article:
    return one(
        "a.xml",
        f"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'><title>Growers</title>{head}<entry><title>Pears</title><id>urn:1</id><updated>2026-11-03T10:00:00Z</updated>{entry}</entry></feed>",
    )


def rss(item: str, title: str = "<title>Pears</title>") -> Article:
    return one(
        "a.xml",
        f"<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Growers</title><link>https://g.example/</link><item>{title}<link>https://g.example/1</link>{item}</item></channel></rss>",
    )


@pytest.mark.parametrize("written", ["Ann Lee (ann@g.example)", "ann@g.example (Ann Lee)", "Ann Lee <ann@g.example>"])
def test_addresses_of_authors_stay_out(written: str) -> None:
    """Of an author with a name nobody needs the mail address; what is but an address stays as it is."""
    assert known((written,)) == ("Ann Lee",)
    assert known(("ann@g.example",)) == ("ann@g.example",)


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


@pytest.mark.parametrize("words", ["Most Mozart Budapesten", "Kelp, gulp, Plank"])
def test_a_few_words_are_of_the_language_of_the_site(words: str) -> None:
    """A model that guesses is not believed."""
    seed = Seed("seeds/a.txt", f"{words}\nAnn Lee | 3 November 2026\n\n{words}, {words}.\n".encode())
    (reading,) = read(seed, ReadingOptions(lang="pt"))
    assert reading.article is not None
    assert reading.article.lang == "pt"


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("A kelp farm opened.\n\n<!--more-->\n\nIt grows kelp.", "A kelp farm opened.\n\n\n\nIt grows kelp."),
        ("> [!warning] Mind the gap\n> Two words.", "> Mind the gap\n> Two words."),
        ("> [!note]\n> Two words.", "> \n> Two words."),
        ("The dune moved {{< metres 4 >}} east.", "The dune moved east."),
        ("`<!-- code -->` stays.", "`<!-- code -->` stays."),
    ],
)
def test_signs_of_other_programs(written: str, body: str) -> None:
    assert one("a.md", f"---\ntitle: Kelp\ndate: 2026-11-03\n---\n{written}\n").body == body


@pytest.mark.parametrize(
    "front",
    [
        '---json\n{\n"title": "Pears",\n"date": "2026-11-03", "author": "Ann Lee"\n}\n---\n',
        '---toml\ntitle = "Pears"\ndate = 2026-11-03\nauthor = "Ann Lee"\n---\n',
        "---yaml\ntitle: Pears\ndate: 2026-11-03\nauthor: Ann Lee\n---\n",
        '+++\ntitle = "Pears"\ndate = 2026-11-03\n[extra]\nauthors = ["Ann Lee"]\n+++\n',
        "---\ntitle: Pears\ndate: 2026-11-03\nparams:\n  authors: [Ann Lee]\n---\n",
    ],
)
def test_front_matter_in_any_language(front: str) -> None:
    for name in ("a.md", "a.txt"):
        found = one(name, f"{front}{ONE}\n")
        assert (found.title, found.published, found.authors, found.body) == ("Pears", "2026-11-03", ("Ann Lee",), ONE)


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


@pytest.mark.parametrize(
    "link", ["https://www.google.com/search?q=https://a.example/", "https://valley.example/url?q=https://a.example/"]
)
def test_other_links_stay(link: str) -> None:
    assert published(link) == link


def mail(text: str, subject: str = "Pears", head: str = "") -> Article:
    return one(
        "a.eml",
        f"From: Growers <a@growers.example>\nTo: mara@b.example\n{head}Subject: {subject}\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\nContent-Type: text/plain; charset=utf-8\n\n{text}",
    )


def test_quotations_in_mails() -> None:
    """What somebody wrote before is a quotation, and one in it too."""
    found = mail(f"{ONE}\n\nBo wrote:\n> {TWO}\n>\n> > Is it so?\n> It is.\n\nYes.\n")
    assert found.body == f"{ONE}\n\nBo wrote:\n\n> {TWO}\n>\n> > Is it so?\n>\n> It is.\n\nYes."


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("[pears] Re: Prices fall", "Prices fall"),
        ("Re: [Pears] Prices fall", "Prices fall"),
        ("[pears] Prices fall", "Prices fall"),
        ("[Update] Prices fall", "[Update] Prices fall"),
    ],
)
def test_subjects_of_mailing_lists(subject: str, title: str) -> None:
    assert mail(ONE, subject, "List-Id: Pears <pears.lists.growers.example>\n").title == title


@pytest.mark.parametrize("greeting", ["Dear Mara,", "Hallo Mara,", "Guten Morgen Mara!", "Bonjour Mara,"])
def test_a_greeting_is_for_the_reader(greeting: str) -> None:
    """The name of a reader whose address alone is known is not published."""
    assert mail(f"{greeting}\n\n{ONE}\n").body == ONE


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


@pytest.mark.parametrize(
    "first",
    [
        "[Pears fall](https://valley.example/pears)",
        "https://valley.example/pears",
        "<https://valley.example/pears>",
        "Source: [valley.example](https://valley.example/pears)",
        "[View original](https://valley.example/pears)",
    ],
)
def test_the_first_line_of_a_clip_leads_to_its_page(first: str) -> None:
    found = one("a.md", f"# Pears fall\n\n{first}\n\nBy Ann Lee · Nov 3, 2026\n\n{ONE}\n")
    assert (found.url, found.authors, found.published) == ("https://valley.example/pears", ("Ann Lee",), "2026-11-03")
    assert found.body == ONE


def test_a_first_line_that_says_something_stays() -> None:
    line = "[A report of the growers](https://growers.example/r)"
    assert one("a.md", f"# Pears fall\n\n{line}\n\n{ONE}\n").body == f"{line}\n\n{ONE}"


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
    ("name", "text"),
    [("Makefile", "all:\n\tcc a.c\n"), ("Dockerfile", "FROM a\nRUN b\n"), ("sub/CMakeLists.txt", "project(a)\n")],
)
def test_recipes_of_programmers(name: str, text: str) -> None:
    (reading,) = readings(name, text)
    assert reading.article is None
    assert "a program" in reading.diagnostics[0].message


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
    ("scrap", "rule"),
    [
        ("【写真】完成した灯台", "caption"),
        ("［図］橋の位置", "caption"),
        ("有料会員になると続きをお読みいただけます。", "prompt"),
        ("登录后阅读全文", "prompt"),
        ("（记者 陈晓）", "credit"),
        ("編輯：趙敏", "credit"),
        ("kim@hanggu.example", "contact"),
    ],
)
def test_scraps_in_scripts_without_spaces(scrap: str, rule: str) -> None:
    assert rule_for(scrap) == rule


def test_a_source_on_a_line_of_its_own() -> None:
    found = one(
        "a.txt",
        "海港图书馆明年开放\n2026-11-27 09:15:00\n来源：海港晚报\n记者 陈晓\n\n海港市新图书馆将于明年三月开放，藏书三十万册。\n\n馆长表示：“免费对所有人开放。”\n",
    )
    assert (found.source, found.authors) == ("海港晚报", ("陈晓",))
    assert found.body.startswith("海港市新图书馆")


def test_links_of_alerts_lead_to_the_paper() -> None:
    link = "https://www.google.com/url?rct=j&amp;url=https://valley.example/pears&amp;ct=ga"
    assert atom(f"<link href='{link}'/>").url == "https://valley.example/pears"


def test_words_of_other_link_sites() -> None:
    text = "submitted by <a href='https://l.example/u/k'>k</a> to <a href='https://l.example/c/pears'>pears</a><br>12 points | <a href='https://l.example/post/9'>3 comments</a><br><a href='https://g.example/1'>https://g.example/1</a><p>It took six years.</p>"
    assert rss(f"<description><![CDATA[{text}]]></description>").body == "It took six years."


@pytest.mark.parametrize(
    "profile", ["https://lemmy.example/u/keel", "https://sea.example/@keel", "https://x.example/users/keel/"]
)
def test_a_profile_is_named_by_its_person(profile: str) -> None:
    assert known((profile,)) == ("keel",)


@pytest.mark.parametrize(
    "kicker", ["FOR IMMEDIATE RELEASE", "Pressemitteilung", "Communiqué de presse", "NEWS RELEASE:"]
)
def test_a_press_release_has_its_own_headline(kicker: str) -> None:
    found = one("a.txt", f"{kicker}\n3 November 2026\n\nPears fall in price again\n\n{ONE}\n\n{TWO}\n\n###\n")
    assert (found.title, found.published, found.body) == ("Pears fall in price again", "2026-11-03", f"{ONE}\n\n{TWO}")


def test_lines_that_were_broken_for_want_of_room() -> None:
    """A paragraph copied from a printed page is one again, with its divided words whole and without page numbers."""
    text = (
        "The Valley Post    Page 3\nPears fall in price again\nBy Ann Lee    3 November 2026\n\n"
        "The council of the valley has decided on Monday that 9\nbridges stay open until spring, as the engi-\nneers had asked it to do.\nThe mayor agreed.\n\n"
        "The Valley Post    Page 4\n"
    )
    found = one("a.txt", text)
    assert (found.title, found.authors) == ("Pears fall in price again", ("Ann Lee",))
    assert (
        found.body
        == "The council of the valley has decided on Monday that 9 bridges stay open until spring, as the engineers had asked it to do.\n\nThe mayor agreed."
    )


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Ann Lee; Editing by Bo Ek)",
        "(Additional reporting by Ann Lee in Orne)",
        "Our Standards: The Valley Trust Principles.",
    ],
)
def test_closing_credits_of_agencies(credit: str) -> None:
    (reading,) = readings("a.txt", f"Pears fall in price\n3 November 2026\n\n{ONE}\n\n{TWO}\n\n{credit}\n")
    assert reading.article is not None
    assert reading.article.body == f"{ONE}\n\n{TWO}"
    assert any(it.text == credit for it in reading.rulings)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "W porcie otwarto nowy most\nAutor: Anna Nowak\n27 listopada 2026\n\nWładze portu otworzyły wczoraj nowy most, który ma trzysta metrów i jest już gotowy.\n",
            "2026-11-27",
        ),
        (
            "גשר חדש נפתח בנמל\nמאת: דנה לוי\n27 בנובמבר 2026\n\nעיריית הנמל פתחה אתמול גשר חדש באורך שלוש מאות מטר.\n",
            "2026-11-27",
        ),
    ],
)
def test_months_in_the_language_of_the_text(text: str, day: str) -> None:
    """Some months are two, each in its language, and a sentence on yesterday is no byline."""
    found = one("a.txt", text)
    assert found.published == day
    assert found.body == text.strip().split("\n")[-1]


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


def test_a_labelled_address_of_the_entry_itself() -> None:
    """A line "Article URL: …" goes also where the address is a link to the entry's own page."""
    text = "<p>Article URL: <a href='https://g.example/1'>https://g.example/1</a></p><p>Points: 11</p><p>It took six years.</p>"
    assert rss(f"<description><![CDATA[{text}]]></description>").body == "It took six years."

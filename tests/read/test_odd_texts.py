"""Odd texts, notes and mails, as people drop them in: labels, credits, quotations, front matter; found by trying."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import json

import pytest
from readings import ONE, TWO, mail, one, readings

from site_gen.language.urls import published
from site_gen.model import ReadingOptions, Seed
from site_gen.read import read
from site_gen.read.lines.scraps import rule_for
from site_gen.read.people import known


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


@pytest.mark.parametrize("written", ["Ann Lee (ann@g.example)", "ann@g.example (Ann Lee)", "Ann Lee <ann@g.example>"])
def test_addresses_of_authors_stay_out(written: str) -> None:
    """Nobody needs the mail address of an author, and it is no name."""
    assert known((written,)) == ("Ann Lee",)
    assert known(("ann@g.example",)) == ()


@pytest.mark.parametrize("label", ["By ", "Written by ", "Words: ", "Text: ", "Текст: ", "Autor: ", "Forfatter: "])
def test_a_label_is_no_part_of_a_name(label: str) -> None:
    assert known((f"{label}Anna Lee",)) == ("Anna Lee",)
    assert known(("Textor Media", "von der Leyen", "Words of the valley")) == (
        *("Textor Media", "von der Leyen", "Words of the valley"),
    )


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
    "link", ["https://www.google.com/search?q=https://a.example/", "https://valley.example/url?q=https://a.example/"]
)
def test_other_links_stay(link: str) -> None:
    assert published(link) == link


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


@pytest.mark.parametrize(
    ("name", "text"),
    [("Makefile", "all:\n\tcc a.c\n"), ("Dockerfile", "FROM a\nRUN b\n"), ("sub/CMakeLists.txt", "project(a)\n")],
)
def test_recipes_of_programmers(name: str, text: str) -> None:
    (reading,) = readings(name, text)
    assert reading.article is None
    assert "a program" in reading.diagnostics[0].message


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
    ("text", "what"),
    [
        (
            "2026-11-29 06:00:01,114 INFO asking a.example\n2026-11-29 06:00:02,020 WARNING 429 Too Many Requests.\n",
            "a log",
        ),
        ("Nov 29 06:00:01 quay cron[12]: job started.\nNov 29 06:00:05 quay cron[12]: job has ended well.\n", "a log"),
        ("[26.11.26, 10:14:03] Pat: I am on my way to the ferry.\n[26.11.26, 10:15:40] Kim: It has left.\n", "a chat"),
        ("26/11/2026, 10:14 - Pat: I am on my way to the ferry.\n26/11/2026, 10:15 - Kim: It has left.\n", "a chat"),
        ("@article{kern2026,\n  title = {Lamps of the western coast are lit.}\n}\n", "a list of references"),
        ("TY  - JOUR\nTI  - Lamps of the western coast are lit by hand.\nER  - \n", "a list of references"),
    ],
)
def test_files_of_programs(text: str, what: str) -> None:
    (reading,) = readings("a.txt", text)
    assert reading.article is None
    assert f"this is {what}" in reading.diagnostics[0].message


def test_a_ticker_is_no_log() -> None:
    ticker = f"Storm over the valley\n26 November 2026\n\n10:14 {ONE}\n\n10:20 {TWO}\n"
    assert one("a.txt", ticker).title == "Storm over the valley"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", '---\ntitle: "{{Title}}"\ndate: "{{date:YYYY-MM-DD}}"\n---\n\nWrite here what you saw.\n'),
        ("b.md", "+++\ntitle = '{{ replace .File.ContentBaseName `-` ` ` | title }}'\ndate = {{ .Date }}\n+++\n"),
        ("c.md", "---\ntitle: <% tp.file.title %>\n---\n\nWrite here what you saw.\n"),
        ("d.html", '{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ .Content }}</article>{{ end }}'),
        ("e.html", "<footer><p>&copy; {{ now.Year }} {{ .Site.Title }}</p><p>Made with love and pears.</p></footer>"),
        ("f.html", "{% extends 'base.html' %}{% block main %}<p>Made with love and pears.</p>{% endblock %}"),
    ],
)
def test_templates(name: str, text: str) -> None:
    (reading,) = readings(name, text)
    assert reading.article is None
    assert "this is a template" in reading.diagnostics[0].message


def test_an_article_on_templates() -> None:
    text = f"---\ntitle: How to write templates\n---\n\n{ONE}\n\nWrite `{{{{ .Title }}}}` or {{{{< ref >}}}} there.\n"
    assert one("a.md", text).title == "How to write templates"
    html = "<html><head><title>Templates</title></head><body><h1>Templates</h1><p>Write {{ page.title }} there.</p>"
    assert "{{ page.title }}" in one("a.html", f"{html}<p>{ONE}</p></body></html>").body


def test_a_text_that_is_cut_is_named() -> None:
    options = ReadingOptions(max_body=200)
    long = "\n\n".join([ONE, TWO, ONE, TWO])
    items = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "P", "content_text": long}]}
    )
    rss = f"<rss version='2.0'><channel><title>G</title><item><title>P</title><description>{long}</description></item></channel></rss>"
    for name, text in (
        ("a.txt", f"Pears fall\nBy Ann Lee | Nov 3, 2026\n\n{long}\n"),
        ("a.md", f"---\ntitle: Pears\ndate: 2026-11-03\n---\n\n{long}\n"),
        ("a.json", items),
        ("a.xml", rss),
    ):
        (reading,) = read(Seed(f"seeds/{name}", text.encode()), options)
        assert reading.article is not None
        assert len(reading.article.body) <= 220
        assert "seed-cut" in [it.code for it in reading.diagnostics], name


@pytest.mark.parametrize("lead", ["AVEL, Nov. 27, 2026 -- ", "Lorch, 26. November 2026 – ", "AVEL, Nov 27, 2026 - "])
def test_place_and_day(lead: str) -> None:
    """A press release begins with its place and its day: that is its date, and no line of its own."""
    (reading,) = readings("a.txt", f"Growers open a new cold store\n\n{lead}{ONE}\n\n{TWO}\n")
    assert reading.article is not None
    assert reading.article.title == "Growers open a new cold store"
    assert (reading.article.published or "").startswith("2026-11-2")
    assert reading.article.body is not None
    assert reading.article.body.endswith(f"{ONE}\n\n{TWO}")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Geschätzte Lesezeit: 2 Minuten", "reading time"),
        ("Durée de lecture : 4 minutes", "reading time"),
        ("Время чтения: 3 мин.", "reading time"),
        ("Durata di lettura: 3 minuti", "reading time"),
        ("Partilhar no Facebook", "share bar"),
        ("Partagez sur WhatsApp", "share bar"),
        ("Поделиться в Telegram", "share bar"),
        ("この記事をシェアする", "share bar"),
        ("本ページを共有", "share bar"),
        ("分享到微信朋友圈", "share bar"),
        ("이 기사 공유하기", "share bar"),
        ("Zum Kommentieren bitte anmelden", "comments"),
        ("Connectez-vous pour commenter", "comments"),
        ("Inicia sesión para comentar", "comments"),
        ("Log in to post a comment", "comments"),
        ("Compartir en familia", None),
        ("Zum Schreiben zog er sich zurück", None),
        ("Durata: quattro giorni", None),
        ("Der Kurs dauert 30 Minuten", None),
    ],
)
def test_what_sites_write_beside_texts_in_many_languages(line: str, rule: str | None) -> None:
    assert rule_for(line) == rule


def test_an_address_below_who_wrote_it_and_when() -> None:
    address = "https://gazette.example/patrimoine/moulin"
    head = "Le moulin tourne de nouveau\n\nPar Hélène Brissac\nPublié le 22 novembre 2026\n"
    found = one("a.txt", f"{head}{address}\n\n{ONE}\n\n{TWO}\n")
    assert (found.url, found.authors, found.body) == (address, ("Hélène Brissac",), f"{ONE}\n\n{TWO}")
    quoted = one(
        "a.txt",
        f"Pears are cheap\nBy Ann Lee | Nov 3, 2026\n\n{ONE}\n\n{TWO}\n\n{ONE}\n\n{address}\n\n{TWO}\n\n{ONE}\n\n{TWO}\n\n{ONE}\n",
    )
    assert quoted.url is None

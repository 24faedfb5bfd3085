"""Mails of lists and newsletters: digests, footers, flowed text, buttons, and links that count clicks."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import base64
import json

import pytest
from readings import ONE, TWO, mail, one, readings

from site_gen.model import Article

HEAD = (
    "From: Growers <a@growers.example>\nTo: mara@b.example\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\n"
)


def _html(body: str, head: str = "") -> Article:
    return one(
        "a.eml",
        f"{HEAD}{head}Subject: Pears\nContent-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>",
    )


def _flowed(text: str, more: str = "") -> str:
    return one(
        "a.eml", f"{HEAD}Subject: Pears\nContent-Type: text/plain; charset=utf-8; format=flowed{more}\n\n{text}"
    ).body


def test_flowed_lines_go_on() -> None:
    assert _flowed(f"{ONE[:25]} \n{ONE[26:]}\n\n-- \nUte\nMill Lane") == ONE
    assert _flowed("One wo \nrd, and  \nmore.\n", "; delsp=yes") == "One word, and more."
    assert (
        _flowed("> Pears are \n> ripe.\n> > Are \n> > they?\nYes. \n") == "> Pears are ripe.\n>\n> > Are they?\n\nYes."
    )
    assert _flowed(" From the top.\n") == "From the top."


FOOTERS = [
    "_______________________________________________\nTides mailing list -- tides@lists.example\nTo unsubscribe send an email to tides-leave@lists.example\nhttps://lists.example/mailman3/lists/tides.lists.example/",
    '-- \nYou received this message because you are subscribed to the Google Groups "Tides" group.\nTo unsubscribe from this group and stop receiving emails from it, send an email to tides+unsubscribe@g.example.\nTo view this discussion visit https://g.example/d/msgid/tides/1.',
    "-=-=-=-=-=-=-=-=-=-=-=-\nGroups.io Links: You receive all messages sent to this group.\nView/Reply Online (#1): https://groups.example/g/tides/message/1\n-=-=-=-=-=-=-=-=-=-=-=-",
    "########################################\nTo unsubscribe from the TIDES list, click the following link:\nhttps://listserv.example/scripts/wa.exe?SUBED1=TIDES",
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_footers_of_lists(footer: str) -> None:
    assert mail(f"{ONE}\n\n{TWO}\n\n{footer}\n").body == f"{ONE}\n\n{TWO}"
    assert mail(f"{ONE}\n\n-- \nUte Kern\n+44 20 7946\n{footer}\n").body == ONE


def test_a_line_in_a_text_is_no_footer() -> None:
    text = f"{ONE}\n\n____________________\n\n{TWO}"
    assert TWO in mail(text).body


def test_who_is_quoted_keeps_the_address_for_themselves() -> None:
    body = mail(f"On Fri, 27 Nov 2026 at 09:00, Mara Lind <mara@gauge.example> wrote:\n> {ONE}\n\n{TWO}\n").body
    assert "gauge.example" not in body
    assert body.startswith("On Fri, 27 Nov 2026 at 09:00, Mara Lind wrote:")
    assert "write to us at ask@gauge.example" in mail(f"{ONE} For more, write to us at ask@gauge.example today.").body


DIGEST = (
    "Send Tides mailing list submissions to\n\ttides@lists.example\n\nToday's Topics:\n\n   1. Back (Mara Lind)\n\n\n"
    + "-" * 70
    + f'\n\nMessage: 1\nDate: Sat, 28 Nov 2026 09:00:00 +0000\nFrom: Mara Lind <mara@gauge.example>\nSubject: [Tides] Gauge is back\nMessage-ID: <d1@g>\nContent-Type: text/plain; charset="iso-8859-1"\n\n{ONE}\n\n'
    + "-" * 30
    + f"\n\nMessage: 2\nDate: Sun, 29 Nov 2026 09:00:00 +0000\nFrom: Ewan Pike <ewan@t.example>\nSubject: Re: [Tides] Née\nMessage-ID: <d2@g>\n\n{TWO}\n\n"
    + "-" * 30
    + "\n\nSubject: Digest Footer\n\n_______________\nTides mailing list\ntides@lists.example\n\n"
    + "-" * 30
    + "\n\nEnd of Tides Digest, Vol 12, Issue 4\n"
)


def test_a_digest_of_a_list_is_taken_apart() -> None:
    found = readings(
        "a.eml", f"{HEAD}Subject: Tides Digest, Vol 12, Issue 4\nContent-Type: text/plain; charset=utf-8\n\n{DIGEST}"
    )
    articles = [it.article for it in found if it.article]
    assert [(it.title, it.source, it.body, it.guid) for it in articles] == [
        ("Gauge is back", "Mara Lind", ONE, "d1@g"),
        ("Née", "Ewan Pike", TWO, "d2@g"),
    ]
    assert [str(it.published)[:10] for it in articles] == ["2026-11-28", "2026-11-29"]
    assert any("submissions" in it.text for it in found[0].rulings)


def test_a_digest_of_attached_letters() -> None:
    letters = "".join(
        f"--b\n\nFrom: {name} <x@y.example>\nSubject: {name}'s letter\nDate: Sat, 28 Nov 2026 09:00:00 +0000\n\n{text}\n\n"
        for name, text in (("Ann", ONE), ("Ben", TWO))
    )
    found = readings(
        "a.eml", f"{HEAD}Subject: Tides Digest\nContent-Type: multipart/digest; boundary=b\n\n{letters}--b--\n"
    )
    assert [(it.article.title, it.article.body) for it in found if it.article] == [
        ("Ann's letter", ONE),
        ("Ben's letter", TWO),
    ]


def test_a_letter_with_hyphens_is_one() -> None:
    text = f"{ONE}\n\n{'-' * 70}\n\n{TWO}\n\n{'-' * 30}\n\nThe end."
    assert len(readings("a.eml", f"{HEAD}Subject: Pears\nContent-Type: text/plain\n\n{text}")) == 1


def _coded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


PAGE = "https://growers.example/pears?year=2026"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        (f"https://click.mail.example/a1b2/{_coded(PAGE)}", PAGE),
        (f"https://mail.example/redirect/2/{_coded(json.dumps({'e': PAGE, 'u': 99}))}.Qx?", PAGE),
        (
            "https://mail.example/redirect/0f1e2d?j=" + _coded(json.dumps({"u": "1x2y3z4w"})) + ".abc",
            "https://mail.example/redirect/0f1e2d",
        ),
        ("https://growers.example/p?id=4&token=abc123&email=x", "https://growers.example/p?id=4"),
        ("https://growers.example/eyJustAWord", "https://growers.example/eyJustAWord"),
    ],
)
def test_links_that_count_clicks(link: str, target: str) -> None:
    assert (
        _html(f"<p>{ONE} See <a href='{link}'>the list of pears</a>.</p>").body
        == f"{ONE} See [the list of pears]({target})."
    )


def test_a_link_that_is_the_readers_alone_keeps_its_words() -> None:
    link = f"https://mail.example/app/{_coded(json.dumps({'user': 'mara'}))}/open"
    assert _html(f"<p>{ONE} See <a href='{link}'>the list</a>.</p>").body == f"{ONE} See the list."


def test_buttons_and_imprint_of_a_newsletter() -> None:
    body = (
        "<h1><a href='https://n.example/p/1'>Pears</a></h1><p>Forwarded this email? <a href='https://n.example/s'>Subscribe here</a></p>"
        f"<p><a href='https://n.example/app'>READ IN APP</a></p><p>{ONE}</p><p><a href='https://n.example/s'>Subscribe now</a></p><p>{TWO}</p>"
        "<table><tr><td><a href='https://n.example/1'>Like</a></td><td><a href='https://n.example/2'>Comment</a></td><td><a href='https://n.example/3'>Restack</a></td></tr></table>"
        "<p>© 2026 Growers<br>548 Market Street, Northquay<br><a href='https://n.example/u'>Unsubscribe</a></p>"
    )
    assert _html(body).body == f"{ONE}\n\n{TWO}"


def test_where_a_mail_stands_as_a_page() -> None:
    found = one(
        "a.eml",
        f"{HEAD}Subject: Pears\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        f"View this post on the web at https://n.example/p/1?token=abc\n\n--b\nContent-Type: text/html\n\n<p>{ONE}</p>\n--b--\n",
    )
    assert found.url == "https://n.example/p/1"
    assert _html(f"<p>{ONE}</p>", "Archived-At: <https://n.example/archive/4>\n").url == "https://n.example/archive/4"
    top = "<p><a href='https://m.example/pears?e=9d8e7f6a5b'>View this email in your browser</a></p>"
    leave = "List-Unsubscribe: <https://m.example/unsubscribe?u=1&e=9d8e7f6a5b>\n"
    assert _html(f"{top}<p>{ONE}</p>", leave).url == "https://m.example/pears"


HEADS = {
    "日本": "差出人: 港湾 <k@minato.example>\n送信日時: 2026年11月27日 9:00\n宛先: mara@b.example\n件名: Pears",
    "中国": "发件人: 海港 <k@gang.example>\n发送时间: 2026年11月27日 9:00\n收件人: mara@b.example\n主题: Pears",
    "한국": "보낸 사람: 항구 <k@hang.example>\n보낸 날짜: 2026년 11월 27일\n받는 사람: mara@b.example\n제목: Pears",
    "Rossija": "От: Порт <k@port.example>\nОтправлено: 27 ноября 2026 г. 9:00\nКому: mara@b.example\nТема: Pears",
    "Polska": "Od: Port <k@port.example>\nWysłano: 27 listopada 2026 09:00\nDo: mara@b.example\nTemat: Pears",
    "Türkiye": "Kimden: Liman <k@liman.example>\nGönderildi: 27 Kasım 2026\nKime: mara@b.example\nKonu: Pears",
    "Česko": "Od: Přístav <k@port.example>\nOdesláno: 27. listopadu 2026\nKomu: mara@b.example\nPředmět: Pears",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_heads_of_forwarded_mails(head: str) -> None:
    found = mail(f"See below!\n\n{head}\n\n{ONE}\n", "FW: Pears")
    assert (found.title, found.body, str(found.published)[:10]) == ("Pears", ONE, "2026-11-27")
    assert found.source == head.partition(": ")[2].partition(" <")[0]


def test_what_was_forwarded_twice_is_the_originals() -> None:
    mark = "---------- Forwarded message ---------\n"
    text = f"{mark}From: Cousin <c@farm.example>\nDate: Sun, Nov 29, 2026 at 6:00 PM\nSubject: Fwd: Pears\nTo: mara@b.example\n\n\n{mark}From: Coast <l@coast.example>\nDate: Sat, Nov 28, 2026 at 8:00 AM\nSubject: Pears\nTo: Cousin <c@farm.example>\n\n{ONE}"
    found = mail(text, "Fwd: Fwd: Pears")
    assert (found.title, found.source, found.body, str(found.published)[:10]) == ("Pears", "Coast", ONE, "2026-11-28")


@pytest.mark.parametrize(
    "greeting",
    [
        "Sehr geehrte Frau Lind,",
        "Dear Ms Lind,",
        "Hi Mara!",
        "Good morning, Mara",
        "Mara Lind,",
        "Hallo Mara Lind, hier kommt Ihre Dienstagsausgabe.",
        "Bonjour Mara, voici la lettre du mardi.",
        "Hola Mara! Esto es lo que ha pasado hoy en el valle.",
        "Hej Mara – veckans brev är här.",
    ],
)
def test_greetings_of_the_reader(greeting: str) -> None:
    text = f"From: G <a@g.example>\nTo: Mara Lind <mara.lind@b.example>\nSubject: Pears\nDate: Tue, 03 Nov 2026 06:30:00 +0100\n\n{greeting}\n\n{ONE}\n"
    assert one("a.eml", text).body == ONE
    assert "Ms Lind said" in one("a.eml", text.replace(greeting, "Ms Lind said yes.")).body


def test_a_signed_letter_without_its_signature() -> None:
    text = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{ONE}\n\n- -- A line with hyphens.\n-----BEGIN PGP SIGNATURE-----\n\niQIzBAEBCAAd\n=abcd\n-----END PGP SIGNATURE-----\n"
    (reading,) = readings("a.eml", f"{HEAD}Subject: Pears\nContent-Type: text/plain\n\n{text}")
    assert reading.article
    assert reading.article.body == f"{ONE}\n\n-- A line with hyphens."
    assert any(it.rule == "OpenPGP" for it in reading.rulings)


@pytest.mark.parametrize(
    "head", ["Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\n", "Subject: Pears\nX-Mozilla-Status: 0009\n"]
)
def test_notes_of_programs_and_deleted_mails(head: str) -> None:
    (reading,) = readings("a.eml", f"{HEAD}{head}\n{ONE}\n")
    assert reading.article is None
    (reading,) = readings("a.eml", f"{HEAD}Subject: Pears\nX-Mozilla-Status: 0001\n\n{ONE}\n")
    assert reading.article is not None


@pytest.mark.parametrize(
    ("label", "codec", "word"),
    [
        ("iso-8859-8-i", "iso8859-8", "הגשר נסגר"),
        ("windows-874", "cp874", "เรือกลับมา"),
        ("x-cp1251", "cp1251", "Мост закрыт"),
        ("cp-850", "cp850", "Brücke zu"),
        ("cn-gb", "gb18030", "大桥关闭"),
    ],
)
def test_names_of_charsets_as_browsers_know_them(label: str, codec: str, word: str) -> None:
    subject = f"=?{label}?B?{base64.b64encode(word.encode(codec)).decode()}?="
    text = base64.b64encode(f"{word}. {word}.\n".encode(codec)).decode()
    found = one(
        "a.eml",
        f"{HEAD}Subject: {subject}\nContent-Type: text/plain; charset={label}\nContent-Transfer-Encoding: base64\n\n{text}\n",
    )
    assert (found.title, found.body) == (word, f"{word}. {word}.")

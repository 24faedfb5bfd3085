"""Mails: the whole text, under who wrote it, and nothing of the person who got it."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import base64
import hashlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from site_gen.check.recipients import leaks
from site_gen.model import Article, Reading, ReadingOptions, Seed
from site_gen.read import read

ME = "mara.vogt@valley.example"


def readings(data: str | bytes, path: str = "seeds/mail/a.eml") -> tuple[Reading, ...]:
    return read(Seed(path, data.encode() if isinstance(data, str) else data), ReadingOptions())


def article(data: str | bytes) -> Article:
    (reading,) = readings(data)
    assert reading.article, reading.diagnostics
    return reading.article


def mail(
    body: str, *, subject: str = "Orchard prices fall", to: str = f"Mara Vogt <{ME}>", kind: str = "plain", **more: str
) -> bytes:
    message = EmailMessage()
    message["From"] = "Valley Growers <news@growers.example>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Tue, 03 Nov 2026 06:30:00 +0100"
    message["Message-ID"] = "<g1@growers.example>"
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    message.set_content(body, subtype=kind)
    return message.as_bytes()


def test_whole_text_under_the_subject() -> None:
    """Every paragraph of a plain mail is text, the first too, and so is a list."""
    found = article(
        mail(
            "Growers get a third less for pears.\n\nThe reasons:\n\n- rain in May\n- a full cold store\n\nThe board meets on Friday.\n"
        )
    )
    assert found.title == "Orchard prices fall"
    assert (
        found.body
        == "Growers get a third less for pears.\n\nThe reasons:\n\n- rain in May\n- a full cold store\n\nThe board meets on Friday."
    )
    assert (found.source, found.published) == ("Valley Growers", "2026-11-03T06:30:00+01:00")


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines that a mail program broke go on, marked as flowing or not."""
    long = (
        "The cooperative of the lower valley has told its growers that it will pay a third less for pears this year, because the cold store is still full of last year's harvest and nobody buys them. "
        * 2
    )
    flowed = "From: A <a@a.example>\nSubject: Pears\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nThe board of growers \nmeets on Friday.\nOn its own line.\n"
    assert article(mail(long)).body.count("\n\n") == 0
    assert "The board of growers meets on Friday." in article(flowed).body


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-8859-1", "Die Kosten – 400 € – seien „zu hoch“, so der Landrat"),
        ("us-ascii", "The fee’s now €3"),
        ("gb2312", "市政府宣布新桥將于明年開工"),
        ("ks_c_5601-1987", "새 다리가 내년에 착공된다"),
        ("utf-8", "Les pêcheurs réclament 4 000 €"),
        ("windows-1251", "Новый мост открыт в порту"),
        ("no-such-charset", "Ein schönes Fest für alle"),
    ],
)  # fmt: skip
def test_charsets(charset: str, text: str) -> None:
    """A charset means what browsers mean by it, in the subject and in the text."""
    codec = {
        "iso-8859-1": "cp1252",
        "us-ascii": "cp1252",
        "gb2312": "gb18030",
        "ks_c_5601-1987": "cp949",
        "no-such-charset": "utf-8",
    }.get(charset, charset)
    word = base64.b64encode(text.encode(codec)).decode()
    head = f"From: A <a@a.example>\nSubject: =?{charset}?B?{word}?=\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    found = article(head.encode() + text.encode(codec) + b"\n")
    assert (found.title, found.body) == (text, text)


def test_raw_bytes_in_a_header() -> None:
    """A header in bytes that headers may not have is read as the text is."""
    raw = "From: Café am Tor <c@c.example>\nSubject: Neues Menü – ab März\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\n\nSüß.\n"
    found = article(raw.encode("cp1252"))
    assert (found.title, found.source, found.body) == ("Neues Menü – ab März", "Café am Tor", "Süß.")


NEWSLETTER = """<html><head><title>x</title></head><body>
<span style="font-size:0px;color:#fff">Pears, pears and more pears</span>
<div><a href="https://growers.example/issues/41">Lire en ligne</a></div>
<p>Bonjour Mara,</p>
<h1>Les poires</h1>
<p>Le prix des poires baisse d’un tiers. <a href="https://growers.example/go?u=Xk93hfT2ab&amp;to=prix">Lire la suite</a></p>
<table><tr><td>Pluie en mai</td><td>Frigo plein</td></tr><tr><td>Peu d’acheteurs</td><td>Des stocks</td></tr></table>
<p>Vous recevez cet e-mail car vous êtes inscrit avec {me}. <a href="https://growers.example/out?u=Xk93hfT2ab">Se désabonner</a></p>
<p><a href="https://growers.example/prefs?m={hash}">Gérer vos préférences</a></p>
<img src="https://t.growers.example/o?e={quoted}"></body></html>"""


def test_newsletter() -> None:
    """What belongs to the reader is cut with a ruling; the texts, whatever table they stand in, are kept."""
    hashed = hashlib.md5(ME.encode(), usedforsecurity=False).hexdigest()
    text = NEWSLETTER.format(me=ME, hash=hashed, quoted=ME.replace("@", "%40"))
    data = mail(text, kind="html", List_Unsubscribe="<https://growers.example/out?u=Xk93hfT2ab>")
    (reading,) = readings(data)
    assert reading.article
    body = reading.article.body
    for private in (
        ME,
        "%40",
        hashed,
        "Xk93hfT2ab",
        "désabonner",
        "Mara",
        "Lire en ligne",
        "préférences",
        "Lire la suite",
    ):
        assert private not in body
    for public in (
        "Le prix des poires baisse",
        "Pluie en mai",
        "Frigo plein",
        "Peu d’acheteurs",
        "Des stocks",
    ):
        assert public in body
    assert reading.article.url == "https://growers.example/issues/41"
    assert {"view in browser", "greeting", "subscription", "hidden", "a reader's own link"} <= {
        it.rule for it in reading.rulings
    }


OUTLOOK = """<html><body><p>Schau mal, Jo!</p><p>Gruß, Mara</p><div style="border-top:1px solid">
<p><b>Von:</b> Valley Growers &lt;news@growers.example&gt;<br><b>Gesendet:</b> Dienstag, 3. November 2026 06:30<br><b>An:</b> Mara Vogt &lt;mara.vogt@valley.example&gt;<br><b>Betreff:</b> Orchard prices fall</p></div>
<p>Growers get a third less for pears.</p><p>The board meets on Friday.</p></body></html>"""
APPLE = """Worth a look

> Begin forwarded message:
>
> From: Valley Growers <news@growers.example>
> Subject: Orchard prices fall
> Date: 3 November 2026 at 06:30:00 CET
> To: Mara Vogt <mara.vogt@valley.example>
>
> Growers get a third less for pears.
>
> The board meets on Friday.
"""


@pytest.mark.parametrize(("body", "kind", "mark"), [(OUTLOOK, "html", "WG:"), (APPLE, "plain", "Fwd:")])
def test_forwarded(body: str, kind: str, mark: str) -> None:
    """What somebody forwarded is filed under who wrote it, at its own time; the note above it is cut."""
    message = EmailMessage()
    message["From"], message["To"] = f"Mara Vogt <{ME}>", "inbox@digest.example"
    message["Subject"], message["Date"] = f"{mark} Orchard prices fall", "Wed, 04 Nov 2026 09:00:00 +0100"
    message.set_content(body, subtype=kind)
    (reading,) = readings(message.as_bytes())
    found = reading.article
    assert found
    assert (found.title, found.source) == ("Orchard prices fall", "Valley Growers")
    assert found.published
    assert found.published.startswith("2026-11-03")
    assert found.body == "Growers get a third less for pears.\n\nThe board meets on Friday."
    assert "the forwarder's note" in {it.rule for it in reading.rulings}


def test_forwarded_as_an_attachment() -> None:
    """A mail in a mail is the article."""
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = f"Mara Vogt <{ME}>", "inbox@digest.example", "Fwd: pears"
    outer.set_content("See the attachment.")
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"], inner["Date"] = (
        "Valley Growers <news@growers.example>",
        ME,
        "Orchard prices fall",
        "Tue, 03 Nov 2026 06:30:00 +0100",
    )
    inner.set_content("Growers get a third less for pears.")
    outer.add_attachment(inner)
    found = article(outer.as_bytes())
    assert (found.title, found.source, found.body) == (
        "Orchard prices fall",
        "Valley Growers",
        "Growers get a third less for pears.",
    )


def test_mailbox() -> None:
    """Each mail of a mailbox is an article; a line of text that begins like another mail is none."""
    one = mail("The pears are late.\n\n>From here on nobody buys.", subject="One").replace(b"\r\n", b"\n")
    two = mail("The plums are early.", subject="Two")
    box = (
        b"From news@growers.example Tue Nov  3 06:30:00 2026\n"
        + one
        + b"\nFrom MAILER-DAEMON Wed Nov  4 06:30:00 2026\n"
        + two
    )
    found = [it.article for it in readings(box, "seeds/box")]
    assert [(it.title, it.body) for it in found if it] == [
        ("One", "The pears are late.\n\nFrom here on nobody buys."),
        ("Two", "The plums are early."),
    ]


def test_page_saved_as_a_mail() -> None:
    """A page that a browser saved as MHTML has its own headline, day and address."""
    page = '<html><head><title>Pears fall – Growers</title><meta property="article:published_time" content="2026-11-03T06:30:00+01:00"></head><body><article><h1>Pears fall</h1><p>Growers get a third less for pears, the board of the valley said on Tuesday.</p></article></body></html>'
    data = (
        "From: <Saved by WebKit>\nSnapshot-Content-Location: https://growers.example/pears\nSubject: Pears fall\nDate: Sat, 07 Nov 2026 10:00:00 +0000\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Location: https://growers.example/pears\n\n'
        f"{page}\n--b\nContent-Type: text/css\n\nbody{{color:red}}\n--b--\n"
    )
    found = article(data)
    assert (found.title, found.published, found.url) == (
        "Pears fall",
        "2026-11-03T06:30:00+01:00",
        "https://growers.example/pears",
    )
    assert found.source == "growers.example"


def test_signature_and_list_footer() -> None:
    """What follows a signature's mark is cut with a ruling, a closing formula is text."""
    (reading,) = readings(
        mail(
            "The board meets on Friday.\n\nKind regards\nUte Kern\n\n-- \nValley Growers, 4 Mill Lane\nTo unsubscribe, write to out@growers.example\n"
        )
    )
    assert reading.article
    assert reading.article.body.startswith("The board meets on Friday.")
    assert "Kind regards" in reading.article.body
    assert "Mill Lane" not in reading.article.body
    assert any(it.rule == "signature" and "Mill Lane" in it.text for it in reading.rulings)


def test_check_finds_addresses_of_readers(tmp_path: Path) -> None:
    """An address of somebody who got a mail is found in the output, however it is spelled."""
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    seeds.mkdir()
    output.mkdir()
    (seeds / "a.eml").write_bytes(mail("Pears."))
    (seeds / "b.txt").write_text("To: everybody@digest.example\n")
    (output / "a.html").write_text(f"<a href='https://x.example/?u={ME.replace('@', '%40')}'>x</a>")
    (output / "b.xml").write_text("news@growers.example, everybody@digest.example")
    assert [it.path for it in leaks(seeds, output, "output")] == ["output/a.html"]

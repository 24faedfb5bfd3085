"""Mails that programs write to one reader are no articles, however they look."""

from __future__ import annotations

import pytest

from site_gen.model import ReadingOptions, Seed
from site_gen.read import read

HEAD = (
    "From: Growers <a@growers.example>\nTo: mara@b.example\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\n"
)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("Subject: Away\nAuto-Submitted: auto-replied (vacation)\n", "an automatic answer"),
        ("Subject: Returned\nContent-Type: multipart/report; boundary=x\n", "a report on a mail"),
        ("Subject: Verify your e-mail address\n", "confirm something"),
        ("Subject: Bitte bestätigen Sie Ihre Anmeldung\n", "confirm something"),
        ("Subject: Confirmez votre inscription\n", "confirm something"),
        ("Subject: Your verification code is 123456\n", "confirm something"),
    ],
)
def test_what_programs_write_to_one_reader(head: str, what: str) -> None:
    text = f"{HEAD}{head}\n--x\nContent-Type: text/plain\n\nFollow this link: https://growers.example/t/abc123\n--x--\n"
    (reading,) = read(Seed("seeds/a.eml", text.encode()), ReadingOptions())
    assert reading.article is None
    assert what in reading.diagnostics[0].message


@pytest.mark.parametrize(
    "subject", ["Growers confirm harvest", "Council confirms plan for the bridge", "Account of a storm"]
)
def test_news_with_such_words(subject: str) -> None:
    text = f"{HEAD}Auto-Submitted: auto-generated\nSubject: {subject}\n\nThe board has met on Friday.\n"
    (reading,) = read(Seed("seeds/a.eml", text.encode()), ReadingOptions())
    assert reading.article is not None
    assert reading.article.title == subject


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://letter.example/view?u=7&amp;id=2&amp;e=1f2e3d", "https://letter.example/view?u=7&id=2"),
        ("https://letter.example/p/crane?token=eyJ1Ijo5fQ&amp;x=1#top", "https://letter.example/p/crane?x=1#top"),
        ("https://letter.example/p/crane?subscriber_id=77", "https://letter.example/p/crane"),
    ],
)
def test_an_address_does_not_say_who_reads(written: str, kept: str) -> None:
    """Parameters that stand for the reader leave the mail's own address, and the links in its text."""
    page = (
        f"<p><a href='{written}'>View this email in your browser</a></p><h1>A crane stays</h1>"
        f"<p>Three tugs pulled at <a href='{written}'>the crane</a> on Saturday. It did not move.</p>"
    )
    text = f"{HEAD}Subject: A crane stays\nContent-Type: text/html; charset=utf-8\n\n{page}\n"
    (reading,) = read(Seed("seeds/a.eml", text.encode()), ReadingOptions())
    assert reading.article is not None
    assert reading.article.url == kept
    for secret in ("1f2e3d", "eyJ1Ijo5fQ", "77"):
        assert secret not in reading.article.body
    assert "[the crane](https://letter.example/" in reading.article.body

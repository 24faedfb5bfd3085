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


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("482913 is your login code", "Use this code to log in: 482913. The code expires in 15 minutes."),
        ("Your sign-in link for The Tern Post", "Click to sign in. The link is valid for ten minutes."),
        ("Ihr Anmeldecode: 482 913", "Der Code ist zehn Minuten gültig."),
        ("Votre code de connexion", "Ce code expire dans 10 minutes."),
    ],
)
def test_codes_and_links_that_log_in(subject: str, text: str) -> None:
    (reading,) = read(Seed("seeds/a.eml", f"{HEAD}Subject: {subject}\n\n{text}\n".encode()), ReadingOptions())
    assert reading.article is None
    assert "a code for its reader" in reading.diagnostics[0].message


def test_invitations() -> None:
    calendar = "--x\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--x--\n"
    head = f"{HEAD}Subject: Council meeting\nContent-Type: multipart/alternative; boundary=x\n\n"
    mail = f"{head}--x\nContent-Type: text/plain\n\nYou are invited.\n"
    (reading,) = read(Seed("seeds/a.eml", (mail + calendar).encode()), ReadingOptions())
    assert reading.article is None
    assert "an invitation" in reading.diagnostics[0].message
    dates = mail + calendar.replace("; method=REQUEST", "")  # a letter that has its dates with it is one
    assert read(Seed("seeds/a.eml", dates.encode()), ReadingOptions())[0].article
    for_all = mail + calendar.replace("REQUEST", "PUBLISH")
    assert read(Seed("seeds/a.eml", for_all.encode()), ReadingOptions())[0].article


@pytest.mark.parametrize("subject", ["New postal code for the valley", "The code of honour", "1984 is your book"])
def test_news_of_codes(subject: str) -> None:
    text = f"{HEAD}Subject: {subject}\n\nThe board has met on Friday. It expires in spring.\n"
    assert read(Seed("seeds/a.eml", text.encode()), ReadingOptions())[0].article


@pytest.mark.parametrize(
    ("mark", "fields"),
    [
        ("原始邮件", ("发件人", "发送时间", "收件人", "主题")),
        ("原始郵件", ("寄件者", "寄件日期", "收件者", "主旨")),
    ],
)
@pytest.mark.parametrize("subject", ["转发：渡轮停航", "轉寄: 渡轮停航"])
def test_forwarded_in_chinese(mark: str, fields: tuple[str, ...], subject: str) -> None:
    """A mail that a web mailer forwards is its writer's, at the time that it says in words."""
    name, sent, to, about = fields
    text = (
        f'\n------------------ {mark} ------------------\n{name}: "港口日报" <news@gangkou.example>;\n'
        f'{sent}: 2026年11月2日(星期一) 晚上6:20\n{to}: "读者"<mara@b.example>;\n{about}: 渡轮停航\n\n'
        "大风天气，渡轮周一停航。船长说周三恢复。\n"
    )
    (reading,) = read(Seed("seeds/a.eml", f"{HEAD}Subject: {subject}\n\n{text}".encode()), ReadingOptions())
    article = reading.article
    assert article is not None
    assert (article.title, article.source, article.published) == ("渡轮停航", "港口日报", "2026-11-02T18:20:00")
    assert article.body == "大风天气，渡轮周一停航。船长说周三恢复。"


@pytest.mark.parametrize("row", ["━━━━━━━━━━", "─────", "＝＝＝＝＝＝", "■□■□■□", "☆★☆★☆", "* * * * *"])
def test_rows_of_signs(row: str) -> None:
    text = f"{HEAD}Subject: 港の壁\n\n{row}\n\n港の壁が完成した。\n\n{row}\n\n漁師たちは喜んでいる。\n"
    (reading,) = read(Seed("seeds/a.eml", text.encode()), ReadingOptions())
    assert reading.article is not None
    assert reading.article.body == "港の壁が完成した。\n\n漁師たちは喜んでいる。"
    assert [it.text for it in reading.rulings if it.rule == "decoration"] == [row, row]

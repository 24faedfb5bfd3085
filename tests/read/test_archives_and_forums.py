"""What archives of lists, forums and hosts write beside a text, and spellings of a reader's address."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import pytest
from readings import ONE, TWO, mail, one, readings, rss

from site_gen.read.people import known

SCRUBBED = "-------------- next part --------------\nA non-text attachment was scrubbed...\nName: signature.asc\nType: application/pgp-signature\nURL: <https://lists.example/a1/attachment.sig>\n"


def _letter(name: str, subject: str, text: str) -> str:
    return f"From {name} at tower.example  Sat Nov 28 15:00:00 2026\nFrom: {name} at tower.example ({name.title()} Pike)\nDate: Sat, 28 Nov 2026 15:00:00 +0000\nSubject: {subject}\nMessage-ID: <{name}@tower.example>\n\n{text}\n\n"


def test_an_archive_of_a_list() -> None:
    text = _letter("ewan", "[Tides] New datum", f"{ONE}\n\n{SCRUBBED}") + _letter(
        "mara",
        "Re: [Tides] New datum",
        f"On Sat, Nov 28, 2026 Ewan Pike <ewan at tower.example> wrote:\n\n> {ONE}\n\n{TWO}",
    )
    found = readings("2026-November.txt", text)
    assert [(it.article.title, it.article.source) for it in found if it.article] == [
        ("New datum", "Ewan Pike"),
        ("New datum", "Mara Pike"),
    ]
    bodies = [it.article.body for it in found if it.article]
    assert bodies[0] == ONE
    assert bodies[1] == f"On Sat, Nov 28, 2026 Ewan Pike wrote:\n\n> {ONE}\n\n{TWO}"
    assert any("signature.asc" in it.text for it in found[0].rulings)


def test_brackets_that_not_all_letters_have() -> None:
    text = _letter("ewan", "[Photos] Pears", ONE) + _letter("mara", "Apples", TWO)
    assert [it.article.title for it in readings("a.mbox", text) if it.article] == ["[Photos] Pears", "Apples"]


@pytest.mark.parametrize(
    "line", ["Sent to mara at b.example", "For mara (at) b.example", "Not Mara? Click here", "Stop these mails"]
)
def test_spellings_of_the_reader(line: str) -> None:
    assert mail(f"{ONE}\n\n{line}\n\n{TWO}\n").body == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "notice",
    [
        "<small>4 posts - 3 participants</small>",
        "Statistics: Posted by <a href='https://b.example/u7'>bilge</a> — Fri Nov 27, 2026 10:00 am — Views 41",
        "<b><a href='https://c.example/1/support'>Support the show</a></b>",
        "--- Send in a voice message: https://c.example/message Support this podcast: <a href='https://c.example/s'>https://c.example/s</a>",
        "See <a href='https://c.example/privacy'>c.example/privacy</a> for privacy and opt-out information.",
    ],
)
def test_lines_below_an_entry(notice: str) -> None:
    assert rss(f"<description><![CDATA[<p>{ONE}</p><p>{notice}</p>]]></description>").body == ONE


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (("JANE DOE AND SAM ORR",), ("JANE DOE", "SAM ORR")),
        (("Jane Doe", "The Gazette"), ("Jane Doe",)),
        (("The Gazette",), ("The Gazette",)),
        (("@keel Ewan Pike",), ("Ewan Pike",)),
        (("@keel",), ("@keel",)),
    ],
)
def test_who_wrote_an_entry(written: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert known(written, "The Gazette") == names


def test_a_text_with_parts_is_whole() -> None:
    assert (
        one(
            "a.eml",
            f"From: A <a@b.example>\nTo: c@d.example\nSubject: Pears\nDate: Tue, 03 Nov 2026 06:30:00 +0100\n\n{ONE}\n\n{SCRUBBED}\n{TWO}\n",
        ).body
        == f"{ONE}\n\n{TWO}"
    )

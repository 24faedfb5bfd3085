"""Texts as readers' programs, agencies and print have them: their fields are read, their own words are none of the text."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it; many scripts
from __future__ import annotations

import pytest
from readings import ONE, TWO, one

from site_gen.model import ReadingOptions, Seed
from site_gen.read import read

FIELDS = "\n".join(
    f"{key}: {value}"
    for key, value in {
        "id": "5f7d6a3c0b1e4c67a7f0a0a5f2f9c001", "parent_id": "0a", "created_time": "2026-11-28T09:15:00.000Z",
        "is_conflict": "0", "author": "Ida Marsh", "source_url": "https://valley.example/a", "markup_language": "1", "type_": "1",
    }.items()
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: >\n  The bridge stays\nauthor: >\n  Ida Marsh\ndate_published: 2026-11-27 08:00:00\n---\n\n# The bridge stays\n#Omnivore\n\n[Read on Omnivore](https://omnivore.example/a)\n[Read Original](https://valley.example/a)\n\n{ONE}\n\n{TWO}\n",
        f"---\nsource: https://valley.example/a\nauthor: Ida Marsh\n---\n\n# The bridge stays\n\n> ## Excerpt\n> The bridge.\n\n---\n{ONE}\n\n{TWO}\n",
        f"# The bridge stays\n\n![rw-book-cover](https://readwise.example/c.png)\n\n## Metadata\n- Author: [[Ida Marsh]]\n- Full Title: The bridge stays\n- Category: #articles\n- URL: https://valley.example/a\n\n## Full Document\n{ONE}\n\n{TWO} ([View Highlight](https://readwise.example/h/1))\n",
        f"The bridge stays\n\n{ONE}\n\n{TWO}\n\n{FIELDS}\n",
        f"title:: The bridge stays\nurl:: https://valley.example/a\nauthor:: Ida Marsh\n\n{ONE}\n\n{TWO}\n",
    ],
    ids=["omnivore", "markdownload", "readwise", "joplin", "logseq"],
)
def test_notes_of_clippers(text: str) -> None:
    found = one("a.md", text)
    assert (found.title, found.authors, found.url) == ("The bridge stays", ("Ida Marsh",), "https://valley.example/a")
    assert found.body == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (
            "The harbour was shut on Mon-\nday by the council of the\nvalley, which is also the own-\ner of the boats in it. They are\nall to stay where they are now.",
            "The harbour was shut on Monday by the council of the valley, which is also the owner of the boats in it. They are all to stay where they are now.",
        ),
        (
            "Der Hafen wurde am Mon-\ntag geschlossen, weil die Haus-\ntür des Hafenmeisters klemmt\nund niemand den Schlüssel hat.",
            "Der Hafen wurde am Montag geschlossen, weil die Haustür des Hafenmeisters klemmt und niemand den Schlüssel hat.",
        ),
    ],
)
def test_columns_of_print(lines: str, whole: str) -> None:
    """Lines that end in divided words are one paragraph, and the words are whole."""
    assert one("a.txt", f"Harbour shut\nBy Sam Orr\n26 November 2026\n\n{lines}\n").body == whole


def test_a_hyphen_of_the_word_itself_stays() -> None:
    """A program that wraps lines breaks them there."""
    text = "The keeper of the light has asked the town for a new and up-to-\ndate lens, which is not cheap, and has been told that the\nwell-known maker in the capital wants three years for one, in\nwhich the tower is to stay dark.\n"
    assert "up-to-date lens" in one("a.txt", f"Lens\nBy Sam Orr\n26 November 2026\n\n{text}").body


@pytest.mark.parametrize(
    ("text", "authors", "source"),
    [
        (
            "항구 지하철 개통\n\n입력 2026.11.27 09:30\n\n[항구=바다뉴스] 이서연·김하늘 기자 = 항구 지하철이 내년 3월 문을 연다.\n\n시는 요금은 그대로라고 밝혔다.\n",
            ("이서연", "김하늘"),
            "바다뉴스",
        ),
        (
            "港城地铁明年通车\n2026年11月27日\n\n海讯社港城11月27日电（记者 王芳、李明）港城地铁将于明年三月通车，共设十二站。\n\n市交通局说，票价不变。\n",
            ("王芳", "李明"),
            None,
        ),
        (
            "तट पर नई रेल लाइन\n\nरवि शर्मा, 27 नवंबर 2026\n\nतट पर नई रेल लाइन अगले साल मार्च में खुलेगी।\n\nकिराया वही रहेगा, रेलवे ने कहा।\n",
            ("रवि शर्मा",),
            None,
        ),
    ],
)
def test_who_reports_in_other_scripts(text: str, authors: tuple[str, ...], source: str | None) -> None:
    found = one("a.txt", text)
    assert (found.authors, found.source) == (authors, source)


@pytest.mark.parametrize(
    "line",
    [
        "Fuente: El Faro (https://elfaro.example/a)",
        "Quelle: El Faro, https://elfaro.example/a",
        "via El Faro – https://elfaro.example/a",
    ],
)
def test_an_outlet_and_its_address_on_one_line(line: str) -> None:
    found = one("a.txt", f"Bridge stays\nBy Sam Orr\n26 November 2026\n\n{ONE}\n\n{TWO}\n\n{line}\n")
    assert (found.source, found.url) == ("El Faro", "https://elfaro.example/a")
    assert found.body == f"{ONE}\n\n{TWO}"


def test_what_machines_and_offices_put_around_a_text() -> None:
    wire = f"ZCZC HAR0041 3 POL 0216 HARBOUR-PIER\nURGENT\nTown votes for new pier\nEds: updates with vote\nBy Cora Dunne\n\nAVEL, Nov 27 2026 (HNA) - {ONE}\n\n{TWO}\nNNNN\n"
    found = one("a.txt", wire)
    assert (found.title, found.authors, found.published) == ("Town votes for new pier", ("Cora Dunne",), "2026-11-27")
    assert found.body == f"AVEL, Nov 27 2026 (HNA) - {ONE}\n\n{TWO}"
    press = f"PRESS RELEASE\n\nContact: Mia Lott, +44 1632 960123, press@ferries.example\n\nIsle Ferries orders two boats\n\nNORTHQUAY, 27 November 2026 – {ONE}\n\n{TWO}\n"
    found = one("a.txt", press)
    assert (found.title, found.published) == ("Isle Ferries orders two boats", "2026-11-27")
    assert "960123" not in found.body


def test_a_headline_in_stars_and_a_host_below_it() -> None:
    found = one("a.txt", f"*The bridge stays*\nvalley.example\nBy Cora Dunne\nNovember 27, 2026\n\n{ONE}\n\n{TWO}\n")
    assert (found.title, found.source, found.body) == ("The bridge stays", "valley.example", f"{ONE}\n\n{TWO}")


def test_the_address_of_an_archive_is_that_of_the_paper() -> None:
    kept = "https://web.archive.org/web/20261124101500/https://valley.example/a"
    found = one("a.txt", f"Bridge stays\nBy Sam Orr\n26 November 2026\n\n{ONE}\n\n{TWO}\n\nSource: {kept}\n")
    assert (found.source, found.url) == ("valley.example", "https://valley.example/a")
    found = one("a.md", f"---\ntitle: Bridge stays\nsource: {kept}\n---\n\n{ONE}\n\n{TWO}\n")
    assert (found.source, found.url) == ("valley.example", "https://valley.example/a")


def test_an_underlined_headline() -> None:
    found = one(
        "a.md",
        f"Bridge stays\n============\n\n*By Sam Orr, 26 November 2026*\n\n{ONE}\n\nWho pays\n--------\n\n{TWO}\n",
    )
    assert (found.title, found.authors, found.published) == ("Bridge stays", ("Sam Orr",), "2026-11-26")
    assert found.body == f"{ONE}\n\nWho pays\n--------\n\n{TWO}"


def test_a_text_of_an_old_mac() -> None:
    """Without a declaration; Western Windows and Central Europe are not taken for it."""
    text = f"Fête à l’école\nPar Inès Morel\n27 novembre 2026\n\nLa fête de l’école a été très gaie, a répété la maîtresse, déjà âgée et un peu gênée. {ONE}\n"
    for encoding in ("mac-roman", "cp1252"):
        (found,) = read(Seed("seeds/a.txt", text.encode(encoding)), ReadingOptions())
        assert found.article is not None
        assert found.article.title == "Fête à l’école"

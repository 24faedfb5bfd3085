"""What the text reader promises: the right article from scraped text, and no line lost without a word."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.language.plain import clean
from site_gen.markdown.escaping import escape
from site_gen.model import Reading, ReadingOptions
from site_gen.read.lines import scraps
from site_gen.read.lines.blocks import Block, split
from site_gen.read.lines.bylines import read_byline
from site_gen.read.lines.headline_lists import related_in, variants_among
from site_gen.read.text import read_text

SEEDS = Path(__file__).parent / "seeds"
OPTIONS = ReadingOptions()
PROSE = (
    "The council met on Tuesday evening and agreed, after a long debate, to plant one hundred trees along the canal."
)


def read(text: str) -> Reading:
    return read_text(clean(text), "seeds/x.txt", OPTIONS)


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_seeds(seed: Path) -> None:
    """Each seed is read as the file beside it says."""
    expected = json.loads(seed.with_suffix(".json").read_text(encoding="utf-8"))
    reading = read_text(seed.read_text(encoding="utf-8"), seed.name, OPTIONS)
    article = reading.article
    assert article is not None
    got = {name: getattr(article, name) for name in ("title", "published", "modified", "source", "body")}
    got |= {name: list(getattr(article, name)) for name in ("authors", "variants", "related")}
    got["diagnostics"] = [str(diagnostic).split("\n")[0] for diagnostic in reading.diagnostics]
    assert {name: value for name, value in got.items() if value or name in expected} == expected


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("change", ["crlf", "bom", "blank lines", "trailing spaces"])
def test_line_ends(seed: Path, change: str) -> None:
    """Line ends, a byte order mark and spaces at line ends change nothing."""
    text = seed.read_text(encoding="utf-8")
    changed = {
        "crlf": text.replace("\n", "\r\n"),
        "bom": "\ufeff" + text,
        "blank lines": "\n\n" + text + "\n\n",
        "trailing spaces": text.replace("\n", "  \n"),
    }[change]
    assert read(changed).article == read(text).article


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Author: Jane Doe, John Roe and Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
        ("by Jane Doe, Jan 29th 2025", ["Jane Doe"]),
        ("By Jane Doe published 24 November 2025", ["Jane Doe"]),
        ("By Jane Doe, Political Correspondent", ["Jane Doe"]),
        ("Jane Doe · Example News · Posted: Sep 01, 2016 7:16 AM EDT", ["Jane Doe"]),
        ("Jane Doe / EXAMPLETIMES.COM / Dec 22, 2023, 19:00 IST", ["Jane Doe"]),
        ("posted on 2025-11-25 07:04 EST by Jane Doe", ["Jane Doe"]),
        ("December 21, 2023 · 3 min read · By Jane Doe", ["Jane Doe"]),
        ("Artikel veröffentlicht am 23. Oktober 2024, 15:48 Uhr, Gerd Muster", ["Gerd Muster"]),
        ("Gerd Muster07.01.2026, 17:34 Uhr", ["Gerd Muster"]),
        ("Par Élodie Exemple", ["Élodie Exemple"]),
        ("Por María del Ejemplo", ["María del Ejemplo"]),
        ("By The Example Team | Oct 04, 2025", ["The Example Team"]),
        ("By Reuters", ["Reuters"]),
        ("ByJane Doe", ["Jane Doe"]),
        ("홍길동 기자", ["홍길동"]),
        ("By tinyhouse | Jul 02, 2018", ["tinyhouse"]),
        ("Frankfurt, December 16, 2024, 12:30 Uhr", []),
        ("Montag, 16.12.2024", []),
    ],
)
def test_bylines(line: str, authors: list[str]) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert list(byline.authors) == authors


@pytest.mark.parametrize(
    "line",
    [
        "By 2030 the town wants to heat without gas",
        "By the time the rain had stopped, the square was empty and the band had gone home.",
        "The fair opens on May 4, 2025 and closes a week later, said the organisers",
        "Introduction",
        "Von allen Wegen ist dies der kürzeste.",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None


def test_source_in_a_byline() -> None:
    """An outlet that the byline names becomes the source."""
    reading = read(f"Canal trees are planted\nJane Doe · Example News · Posted: Sep 01, 2016\n{PROSE}")
    assert reading.article is not None
    assert reading.article.source == "Example News"


def test_source_in_a_dateline() -> None:
    """An agency's dateline stays in the text and names the source where no byline does."""
    reading = read(f"Canal trees are planted\nBy Jane Doe | Mar 3, 2025\nBERGEN, March 3 (Reuters) - {PROSE}")
    assert reading.article is not None
    assert reading.article.source == "Reuters"
    assert reading.article.body.startswith("BERGEN, March 3 (Reuters) - The council")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (".jpg)", "image"),
        ("[Image: IMG-1.webp]", "image"),
        ("- Advertisement -", "advert"),
        ("ANZEIGE", "advert"),
        ("Click to share on Twitter (Opens in new window)", "share bar"),
        ("FacebookTwitterPinterestWhatsApp", "share bar"),
        ("Lesezeit: 4 Min.", "reading time"),
        ("12 Comments", "comments"),
        ("Sign up for our newsletter", "prompt"),
        ("(Photo by Jane Doe/Getty Images)", "caption"),
        ("Trees by the canal in winter. (Photo: Jane Doe)", "caption"),
        ("Back to top", "navigation"),
        ("Terms of Use | Privacy Policy | Contact Us", "footer"),
        ("Copyright © 2024 The Example. All Rights Reserved.", "footer"),
        (PROSE, None),
        ("She asked readers to share their photo albums with the museum before it closes.", None),
        ("Getty Images sued the firm in London.", None),
        ("A heading", None),
        ("Email marketing tools", None),
        ("Wallet (credit and debit cards, cash)", None),
    ],
)
def test_scraps(line: str, rule: str | None) -> None:
    assert scraps.rule_for(line) == rule


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Also Read: Ferry cuts its timetable", "Ferry cuts its timetable"),
        ("Also Read | Ferry cuts its timetable", "Ferry cuts its timetable"),
        ("RELATED STORY: Ferry cuts its timetable", "Ferry cuts its timetable"),
        ("Lesen Sie auch: Fähre fährt seltener", "Fähre fährt seltener"),
        ("À lire aussi : Le bac réduit ses horaires", "Le bac réduit ses horaires"),
        ("Читайте также: Паром ходит реже", "Паром ходит реже"),
        ("関連記事：フェリーが減便", "フェリーが減便"),
        ("Related work: a survey", None),
        ("He said: read more books", None),
    ],
)
def test_related(line: str, headline: str | None) -> None:
    assert related_in(line) == headline


def test_a_list_on_the_subject_is_content() -> None:
    """Items that share a word with the headline are no variants of it; a reworded headline beside them is one."""
    headline = "Ten things to know about the new canal trees"
    assert variants_among(["Lime trees", "Plane trees", "Willows"], headline, [PROSE]) == []
    subjects = ["Where the canal trees come from.", "How the trees are watered.", "Who pays for the canal trees?"]
    assert variants_among(subjects, headline, [PROSE]) == []
    mixed = [
        "Lime trees",
        "Plane trees",
        "Ten things to know about the canal trees",
        "BREAKING: " + headline,
        "Willows",
    ]
    assert variants_among(mixed, headline, [PROSE]) == [2, 3]


def test_a_list_of_reworded_headlines_is_variants() -> None:
    """Headlines on one event share names and deeds, not their wording; the closest one vouches for the others."""
    headline = "Mayor Confirms Talks With Dockers, Signals End of Harbour Strike"
    items = [
        "Mayor Confirms Talks With Dockers, Signals Harbour Truce",
        "Mayor–Docker Talks Raise Questions on the Future of the Harbour",
        "Mayor Hints at End of Strike After Meeting With Dockers",
    ]
    assert variants_among(items, headline, [PROSE]) == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\ufeff \n\t\n", "empty"),
        ("x" * 500, "no-headline"),
        (f"A headline of some words\n{PROSE}", "no-date"),
        ("A headline of some words\nBy Jane Doe | Feb 30, 2025\n" + PROSE, "impossible-date"),
        ("A headline of some words\nBy Jane Doe | Mar 3, 2025", "no-body"),
    ],
)
def test_problems_are_named(text: str, code: str) -> None:
    """Every problem names the file and says what to do."""
    diagnostics = read(text).diagnostics
    assert [diagnostic.code for diagnostic in diagnostics] == [code]
    assert diagnostics[0].path == "seeds/x.txt"
    assert diagnostics[0].hint


def test_speech_is_no_list() -> None:
    """A long dash begins speech in many languages; invisible characters begin nothing."""
    reading = read(f"Canal trees are planted\nMar 3, 2025\n\u200b\n— {PROSE}\n{PROSE}")
    assert reading.article is not None
    assert reading.article.body == f"— {PROSE}\n\n{PROSE}"


def test_a_long_body_is_cut_with_a_ruling() -> None:
    text = f"A headline of some words\nMar 3, 2025\n{PROSE}\n{PROSE[:-1]} too."
    reading = read_text(text, "x.txt", ReadingOptions(max_body=len(PROSE) + 10))
    assert reading.article is not None
    assert reading.article.body == PROSE
    assert reading.rulings[-1].rule == "beyond the longest body"


PIECES = st.sampled_from(
    [
        *(
            "Also Read: Another headline of today",
            "Advertisement",
            "- Share",
            "• An item of a list",
            "1. A step",
            "By Jane Doe",
        ),
        *(
            "Mar 3, 2025",
            "© 2025 The Example",
            "RELATED STORIES",
            "image_1.jpg",
            "# no heading",
            "News",
            "3 COMMENTS",
            PROSE,
        ),
        *(
            "A short line",
            "Is this a question?",
            "...",
            "“Quoted,” she said.",
            "日本語の文です。",
            "Menu",
            "> arrow",
            "&amp; <b>",
        ),
    ]
)
LINES = st.one_of(PIECES, st.text(max_size=80), st.text("-•*#>.)(|:/ 12By", max_size=30))
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_nothing_is_cut_silently(text: str) -> None:
    """Every block is in the body, or a ruling shows it."""
    reading = read(text)
    shown = sorted((ruling.line, ruling.text) for ruling in reading.rulings)
    blocks = [(block.line, block.text) for block in split_clean(text)]
    rest = [block for block in blocks if block not in shown]
    body = reading.article.body if reading.article else ""
    assert [escape(line) for _, line in rest] == [re.sub(r"^- ", "", part) for part in body.split("\n") if part]


def split_clean(text: str) -> list[Block]:
    return split(clean(text.removeprefix("\ufeff")))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_reading_is_a_function(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_clean_rendering_reads_as_itself(seed: Path) -> None:
    """Title, byline and paragraphs, written out plainly, give the same article again."""
    article = read(seed.read_text(encoding="utf-8")).article
    assert article is not None
    plain = re.sub(r"\\([\\`*_\[\]#>.)(~|+-])", r"\1", article.body).replace("&lt;", "<").replace("&amp;", "&")
    byline = f"By {' and '.join(article.authors)} | {article.published or ''}".strip(" |")
    again = read(f"{article.title}\n{byline}\n\n{plain}").article
    assert again is not None
    assert (again.title, again.authors, again.published, again.body) == (
        article.title,
        article.authors,
        article.published,
        article.body,
    )


@pytest.mark.parametrize(
    "text",
    [
        "A title of words\n" + "word " * 200_000,
        "A title of words\n" + "1" * 1_000_000,
        "A title of words\n" + " " * 1_000_000 + "x",
        "\n".join("Advertisement" for _ in range(20_000)),
        "\n".join("- item of a list" for _ in range(20_000)),
        "\n".join("The same headline again" for _ in range(20_000)),
        "\n".join("by " * 70 + str(n) for n in range(1_000)),
        "\n".join("1/" * 100 + str(n) for n in range(1_000)),
        "\n".join("(photo by a " * 18 + str(n) for n in range(1_000)),
        "\n".join("2024-" * 40 + str(n) for n in range(1_000)),
    ],
    ids=lambda text: repr(text[:24]),
)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 8


def test_weekday_before_a_date_is_no_name() -> None:
    """A place and the date's weekday behind a name make no second author."""
    found = read_byline("By Nora Quist, Tromso. Sunday, Oct. 13, 2024", "en")
    assert found is not None
    assert (found.authors, found.published) == (("Nora Quist",), "2024-10-13")


@given(st.lists(st.text("ab \t\xa0\u200b\u2009\u3000\xad-é.\x1f", max_size=12), max_size=6).map("\n".join))
def test_spaces_within_a_line(text: str) -> None:
    """Lines whose words are parted by single spaces read as those that are parted by any."""
    single = "\n".join(" ".join(line.split()) for line in clean(text).split("\n"))
    assert split(clean(text)) == split(single)

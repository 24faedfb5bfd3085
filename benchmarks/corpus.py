"""A corpus of made-up news, of any size and always the same: raw seeds as scraped text, or content files.

Words are invented from syllables with a Zipf-like spread, so that headlines share words as news does; some events get
several reports under different headlines. Nothing here is taken from anywhere.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_SYLLABLES = (
    "ba be bo da de do fa fi go ha ka ki la le lo ma mi mo na ne no pa pe ra re ri ro sa se si ta te ti to va ve"
).split()
_COMMON = (
    "the of and to in a is that for it was on with as by at from are this be has had said will not its after".split()
)
_TOPICS = (
    "election minister market bank match goal film museum hospital vaccine quake flood court police school climate"
).split()
_FIRST_DAY = datetime.date(2024, 1, 1)
_WORDS_A_BODY = 560  # about 3.5 kB
_SOURCES = 12


class Report(NamedTuple):
    """One made-up article."""

    number: int
    title: str
    author: str
    day: datetime.date
    paragraphs: tuple[str, ...]


def reports(count: int, *, seed: int = 1) -> Iterator[Report]:
    """`count` articles over `count / 60` days; about a third report an event that others report too."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    cumulative = [0.0]
    for weight in weights:
        cumulative.append(cumulative[-1] + weight)
    event: list[str] = []
    for number in range(count):
        if not event or chance.random() > 0.35:
            event = [word.capitalize() for word in chance.choices(words, cum_weights=cumulative[1:], k=9)]
        title = " ".join([*chance.sample(event, 6), chance.choice(_TOPICS), *chance.choices(words[:2000], k=2)])
        text = chance.choices(words, cum_weights=cumulative[1:], k=_WORDS_A_BODY)
        text[::4] = chance.choices(_COMMON, k=len(text[::4]))
        sentences = [" ".join(text[start : start + 20]).capitalize() + "." for start in range(0, len(text), 20)]
        paragraphs = tuple(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))
        author = f"{event[0]} {event[1]}"
        yield Report(number, title, author, _FIRST_DAY + datetime.timedelta(days=number // 60), paragraphs)


def raw_text(report: Report) -> str:
    """An article as it is copied from a page."""
    return f"{report.title}\nBy {report.author} | {report.day:%b %d, %Y}\n" + "\n".join(report.paragraphs) + "\n"


def write_seeds(folder: Path, count: int, *, first: int = 0) -> None:
    """Scraped texts in `folder/seeds/`, a folder for each of the sources."""
    for report in reports(first + count):
        if report.number < first:
            continue
        path = folder / f"seeds/{_source(report.number)}/{report.number // 1000:03}/{report.number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(raw_text(report), encoding="utf-8")


def _source(number: int) -> str:
    return f"desk-{number % _SOURCES + 1:02}"


def write_site(folder: Path, count: int) -> None:
    """A whole site of `count` seeds; without Markdown copies and search shards, which the peers do not make."""
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted({_source(number) for number in range(_SOURCES)})
    sources = "".join(f"  - {{name: {name}, seeds: ['{name}/*']}}\n" for name in names)
    settings = (
        f"title: Benchmark\nbase_url: https://bench.example/\nmarkdown: false\nsearch: false\nsources:\n{sources}"
    )
    (folder / "site.yaml").write_text(settings, encoding="utf-8")
    write_seeds(folder, count)

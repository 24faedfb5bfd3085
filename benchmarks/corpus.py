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
    """Scraped texts in `folder/seeds/`, a hundred a subfolder."""
    for report in reports(first + count):
        if report.number < first:
            continue
        path = folder / f"seeds/{report.number // 100:04}/{report.number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(raw_text(report), encoding="utf-8")


def write_site(folder: Path, count: int) -> None:
    """A whole site of `count` seeds."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text("title: Benchmark\nbase_url: https://bench.example/\n", encoding="utf-8")
    write_seeds(folder, count)


def write_hugo_content(folder: Path, content: Path) -> None:
    """Our `content/` as Hugo wants it: the same texts, with taxonomies for what we work out ourselves."""
    for path in sorted(content.rglob("*.md")):
        _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
        year, month, day = path.parts[-4:-1]
        date = f"{year}-{month}-{day}"
        extra = f"date: {date}\nsources: [desk-{int(day) % 12}]\ndays: [{date}]\nmonths: [{year}-{month}]\n"
        topic = _TOPICS[sum(map(ord, path.stem)) % 12]
        keep = "".join(
            line
            for line in matter.splitlines(keepends=True)
            if not line.startswith(("generated:", "seed:", "published:"))
        )
        target = folder / "content/news" / f"{year}{month}{day}-{path.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{keep}{extra}topics: [{topic}]\n---\n{body}", encoding="utf-8")

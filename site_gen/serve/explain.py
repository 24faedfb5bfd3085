"""Explains a file line by line beside what was read from it, as `parse --explain` does, for a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from site_gen.errors import Diagnostic
from site_gen.markdown import frontmatter
from site_gen.model import Article, Reading, ReadingOptions, Ruling, Seed
from site_gen.read import decoding, read

_MOST_LINES: Final = 3_000
_MOST_WIDTH: Final = 2_000
_MOST_ARTICLES: Final = 100
_SHOWN: Final = ("authors", "published", "modified", "source", "url", "lang", "topics", "variants", "related")


class Line(msgspec.Struct, frozen=True):
    """A line of the file, the reader's ruling on it, and its problems."""

    number: int
    text: str
    verdict: str = ""
    rules: str = ""
    problems: tuple[Diagnostic, ...] = ()


class FoundArticle(msgspec.Struct, frozen=True):
    """An article as names and values to show; the title is empty if nothing could be read."""

    title: str
    fields: tuple[tuple[str, str], ...]
    body: str
    rulings: tuple[Ruling, ...]  # those without a line


class Explained(msgspec.Struct, frozen=True):
    """A file and what was read from it."""

    lines: tuple[Line, ...]
    is_cut: bool
    articles: tuple[FoundArticle, ...]
    problems: tuple[Diagnostic, ...]


def explain_seed(seed: Seed, options: ReadingOptions) -> Explained:
    """Explain a seed."""
    readings = read(seed, options)
    problems = [it for reading in readings for it in reading.diagnostics]
    rulings = [ruling for reading in readings for ruling in reading.rulings]
    return Explained(*_lines(_text(seed, options), rulings, problems), _articles(readings), tuple(problems))


def explain_content(path: str, data: bytes) -> Explained:
    """Explain a content file."""
    text = data.decode("utf-8-sig", "replace")
    parsed = frontmatter.parse(text, path)
    reading = Reading(parsed.article, tuple(parsed.diagnostics))
    return Explained(*_lines(text, (), parsed.diagnostics), _articles([reading]), tuple(parsed.diagnostics))


def _text(seed: Seed, options: ReadingOptions) -> str:
    unpacked = decoding.unpack(seed.data, seed.path, options.max_bytes)
    if not isinstance(unpacked, bytes):
        return ""
    text = decoding.decode(unpacked, seed.path, seed.origin.content_type if seed.origin else "")
    return text.text if isinstance(text, decoding.Text) else ""


def _lines(text: str, rulings: Iterable[Ruling], problems: Iterable[Diagnostic]) -> tuple[tuple[Line, ...], bool]:
    """The first lines of a text, and whether it was cut."""
    decided: dict[int, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        decided[ruling.line].append(ruling)
    wrong: dict[int | None, list[Diagnostic]] = defaultdict(list)
    for it in problems:
        wrong[it.line].append(it)
    lines = text.split("\n")
    shown = tuple(
        Line(at, line[:_MOST_WIDTH], *_verdict(decided[at]), tuple(wrong[at]))
        for at, line in enumerate(lines[:_MOST_LINES], 1)
    )
    return shown, len(lines) > _MOST_LINES


def _verdict(rulings: Sequence[Ruling]) -> tuple[str, str]:
    verdicts = {ruling.verdict for ruling in rulings}
    rules = ", ".join(dict.fromkeys(ruling.rule for ruling in rulings))
    return (verdicts.pop() if len(verdicts) == 1 else "kept" if verdicts else ""), rules


def _articles(readings: Sequence[Reading]) -> tuple[FoundArticle, ...]:
    return tuple(_found(reading.article, reading.rulings) for reading in readings[:_MOST_ARTICLES] if reading.article)


def _found(article: Article, rulings: Iterable[Ruling]) -> FoundArticle:
    fields = ((name, _printed(getattr(article, name))) for name in _SHOWN)
    return FoundArticle(
        title=article.title,
        fields=tuple((name, text) for name, text in fields if text),
        body=article.body,
        rulings=tuple(ruling for ruling in rulings if not ruling.line),
    )


def _printed(value: str | Sequence[str] | None) -> str:
    return value or "" if value is None or isinstance(value, str) else "\n".join(value)

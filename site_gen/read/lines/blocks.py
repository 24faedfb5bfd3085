"""A plain text as lines and blocks: bullets known, hard-wrapped lines joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from site_gen.read.lines.scraps import rule_for
from site_gen.read.lines.wrapping import goes_on, joined, wrapping_of

Bullet = Literal["", "-", "1."]

# Such as "- item", "• item", "* item", "·item"; a long dash begins speech in many languages, not a list.
_BULLET: Final = re.compile(r"(?:[•●▪◦‣·∙○■►▶]\s*|[-*–]\s+)(?=\S)")
# The line and paragraph separators of Unicode end lines too.
_LINE_END: Final = re.compile(r"[\n\u2028\u2029]")
# Such as "1. item", "2) item".
_NUMBER: Final = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_INVISIBLE: Final = " \u200b\u200c\u200d\u2060\ufeff\u00ad"


class Block(msgspec.Struct, frozen=True):
    """A paragraph, heading or list item on one line, and where in the seed it stands."""

    line: int
    text: str
    bullet: Bullet = ""
    scrap: str | None = None  # the rule that knows it as a scrap of the page


_WIDE: Final = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


def width(text: str) -> int:
    """How much a line says, in Latin letters: a character of Chinese, Japanese or Korean says as much as two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def count_words(text: str) -> int:
    """The words of a line; in scripts that write without spaces two characters count as one."""
    words = len(text.split())
    return words if text.isascii() else words + len(_UNSPACED.findall(text)) // 2


def split(text: str) -> list[Block]:
    """The blocks of a clean text; blank lines only part them."""
    lines = [_spaced(line).strip(_INVISIBLE) for line in _lines(text)]
    return list(_blocks(lines))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text.isascii() else _LINE_END.split(text)


def _spaced(line: str) -> str:
    """The line with one space between words; clean ASCII has no spaces but " " and tabs, and only " " is printable."""
    is_plain = "\t" not in line if line.isascii() else line.isprintable()
    return line if is_plain and "  " not in line else " ".join(line.split())


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    wrapping = wrapping_of(lines)
    start, last, text = 0, "", ""
    for number, line in enumerate(lines, 1):
        if text and not (line and goes_on(last, line, wrapping)):
            yield _block(start, text)
            text = ""
        last = line
        if line:
            start = start if text else number
            text = joined(text, line, wrapping) if text else line
    if text:
        yield _block(start, text)


def _block(line: int, text: str) -> Block:
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    kind: Bullet = "-" if bullet else "1." if _NUMBER.match(text) else ""
    return Block(line, text, kind, rule_for(text))

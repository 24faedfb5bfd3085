"""A plain text as lines and blocks: bullets known, hard-wrapped lines joined again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from site_gen.read.lines.scraps import rule_for

Bullet = Literal["", "-", "1."]

# Such as "- item", "• item", "* item", "·item"; a long dash begins speech in many languages, not a list.
_BULLET: Final = re.compile(r"(?:[•●▪◦‣·∙○■►▶]\s*|[-*–]\s+)(?=\S)")
# The line and paragraph separators of Unicode end lines too.
_LINE_END: Final = re.compile(r"[\n\u2028\u2029]")
# Such as "1. item", "2) item".
_NUMBER: Final = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_WIDEST_WRAP: Final = 100
_LONG_LINE: Final = 45  # characters of a line that may be broken for want of room
_BEGINS_BYLINE: Final = frozenset("by von par por di door af av przez published updated posted".split())
_LONG_DIVIDED: Final = 25  # and of one that ends in a divided word
_DIVIDED: Final = re.compile(r"[^\W\d_]{2}-$")  # "the engi-", and "neers say" on the next line
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
    width = _wrap_width(lines)
    return list(_blocks(lines, width))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text.isascii() else _LINE_END.split(text)


def _spaced(line: str) -> str:
    """The line with one space between words; clean ASCII has no spaces but " " and tabs, and only " " is printable."""
    is_plain = "\t" not in line if line.isascii() else line.isprintable()
    return line if is_plain and "  " not in line else " ".join(line.split())


def _blocks(lines: Sequence[str], width: int) -> Iterator[Block]:
    start, last = 0, ""
    parts: list[str] = []
    for number, line in enumerate(lines, 1):
        is_wrapped = bool(parts and line and width and _goes_on(last, line, width))
        is_broken = bool(parts and line and not is_wrapped and _is_broken(last, line))
        if parts and not (is_wrapped or is_broken):
            yield _block(start, parts)
            parts = []
        last = line
        if is_broken and _DIVIDED.search(parts[-1]):  # a program that wraps breaks at hyphens that are there anyway
            word, _, line = line.partition(" ")
            parts[-1] = parts[-1][:-1] + word
        if line:
            start = start if parts else number
            parts.append(line)
    if parts:
        yield _block(start, parts)


def _block(line: int, parts: Sequence[str]) -> Block:
    text = _joined(parts)
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    kind: Bullet = "-" if bullet else "1." if _NUMBER.match(text) else ""
    return Block(line, text, kind, rule_for(text))


def _joined(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    text = parts[0]
    for part in parts[1:]:
        unspaced = _is_unspaced(text[-1]) and _is_unspaced(part[0])
        text += part if unspaced else f" {part}"
    return text


def _is_unspaced(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line was broken because its next word did not fit any more."""
    if _BULLET.match(following) or _NUMBER.match(following):
        return False
    word = following.partition(" ")[0]
    return len(line) + 1 + len(word) > width


def _is_broken(line: str, following: str) -> bool:
    """Whether a long line ends in the middle of a sentence, and the next one goes on with it and is no byline."""
    if not following[0].islower() or len(line) < (_LONG_DIVIDED if line[-1] == "-" else _LONG_LINE):
        return False
    goes_on = len(following) >= _LONG_LINE or following[-1] in '.!?…"”,-'
    is_cut = line[-1].islower() or line[-1].isdigit() or line[-1] in ",-"
    return goes_on and is_cut and following.partition(" ")[0] not in _BEGINS_BYLINE


def _wrap_width(lines: Sequence[str]) -> int:
    """The column at which the text was wrapped by hand; 0 where lines are paragraphs."""
    lengths = [len(line) for line in lines if line]
    if not lengths or max(lengths) > _WIDEST_WRAP or max(lengths) < 40:
        return 0
    width = max(lengths)
    pairs = [(one, two) for one, two in itertools.pairwise(lines) if one and two]
    full = sum(_goes_on(one, two, width) for one, two in pairs)
    return width if pairs and full >= 3 and full * 2 >= len(pairs) else 0

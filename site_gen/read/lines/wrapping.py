"""Lines that were broken for want of room, by a program or in a column of print, and the words divided there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from site_gen.language.frequency import commonness

_WIDEST: Final = 100
_NARROWEST: Final = 24
_LEAST_WIDTH: Final = 40
_LONG_LINE: Final = 45  # characters of a line that may be broken for want of room
_BEGINS_BYLINE: Final = frozenset("by von par por di door af av przez published updated posted".split())
_LONG_DIVIDED: Final = 25  # and of one that ends in a divided word
_DIVIDED: Final = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]$")  # "the engi-", and "neers say" on the next line
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_END: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BEGINS_ITEM: Final = re.compile(r"(?:[•●▪◦‣·∙○■►▶]\s*|[-*–]\s+|\d{1,3}[.)]\s+)(?=\S)")
_FULL: Final = 0.55  # of a column's width, that its lines fill at least
_MANY_FULL: Final = 0.8  # of them
_LOWER: Final = 0.35  # of the lines that go on with a small letter
_LEAST: Final = 3  # lines that go on
_KNOWN: Final = 3.5  # as common as a word that is in the table of common words
# Languages that write compounds in one word, by their small words: a division in them is no hyphen of the word's own.
_COMPOUNDING: Final = frozenset("und der die das het een och og ja nicht ikke inte är ist".split())


class Wrapping(msgspec.Struct, frozen=True):
    """How a text was wrapped: its width by count, or that of a column of print; 0 where lines are paragraphs."""

    width: int
    column: int
    divides: bool  # whether words that are one elsewhere are divided at ends of lines
    compounds: bool  # whether its language writes compounds in one word
    words: frozenset[str]  # those with a hyphen in them


def wrapping_of(lines: Sequence[str]) -> Wrapping:
    """How the lines of a text were wrapped."""
    width = _wrap_width(lines)
    pairs = [(one, two) for one, two in itertools.pairwise(lines) if one and two[:1].islower() and _DIVIDED.search(one)]
    words = [word for line in lines for word in line.split()] if pairs else []
    return Wrapping(
        width=width,
        column=_column(lines),
        divides=any(commonness("".join(_halves(one, two))) >= _KNOWN for one, two in pairs),
        compounds=any(word in _COMPOUNDING for word in words),
        words=frozenset(word.strip(".,;:!?\"'“”()").casefold() for word in words if "-" in word[1:-1]),
    )


def goes_on(line: str, following: str, wrapping: Wrapping) -> bool:
    """Whether a line was broken in the middle of a paragraph, and the next one goes on with it."""
    if wrapping.width and _is_full(line, following, wrapping.width):
        return True
    if wrapping.column and len(line) >= _FULL * wrapping.column and not _BEGINS_ITEM.match(following):
        is_full = not wrapping.width and len(line) >= _MANY_FULL * wrapping.column
        is_cut = is_full or not _SENTENCE_END.search(line)
        is_divided = following[0].islower() and _DIVIDED.search(line) is not None
        if is_divided or (is_cut and following.partition(" ")[0].casefold() not in _BEGINS_BYLINE):
            return True
    return _is_broken(line, following)


def joined(before: str, after: str, wrapping: Wrapping) -> str:
    """Two lines of a paragraph as one; a word that was divided between them is whole again."""
    divided = _DIVIDED.search(before)
    if not divided or not after[:1].islower():
        unspaced = _is_unspaced(before[-1]) and _is_unspaced(after[0])
        return before + after if unspaced else f"{before} {after}"
    return before + after if _has_hyphen(before, after, wrapping) else before[:-1] + after


def _halves(before: str, after: str) -> tuple[str, str]:
    """The end of a line up to its hyphen, and the word that the next one begins with."""
    divided, rest = _DIVIDED.search(before), _FIRST_WORD.match(after)
    return (divided[1].casefold() if divided else "", rest[0].casefold() if rest else "")


def _has_hyphen(before: str, after: str, wrapping: Wrapping) -> bool:
    """Whether a word has its hyphen also where it is not divided: "well-earned", not "win-dow".

    A program that wraps lines breaks them at hyphens that are there anyway; print divides words.
    """
    start, end = _halves(before, after)
    if f"{start}-{end}" in wrapping.words or "-" in before.rpartition(" ")[2][:-1]:
        return True
    if wrapping.compounds or commonness(start + end) >= _KNOWN:
        return False
    if wrapping.width and not wrapping.divides:
        return True
    return min(commonness(start), commonness(end)) >= _KNOWN and len(start) > 2 and len(end) > 2


def _is_unspaced(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether a line was broken because its next word did not fit any more."""
    if _BEGINS_ITEM.match(following):
        return False
    word = following.partition(" ")[0]
    return len(line) + 1 + len(word) > width


def _is_broken(line: str, following: str) -> bool:
    """Whether a long line ends in the middle of a sentence, and the next one goes on with it and is no byline."""
    if not following[0].islower() or len(line) < (_LONG_DIVIDED if line[-1] == "-" else _LONG_LINE):
        return False
    is_long = len(following) >= _LONG_LINE or following[-1] in '.!?…"”,-'
    is_cut = line[-1].islower() or line[-1].isdigit() or line[-1] in ",-"
    return is_long and is_cut and following.partition(" ")[0] not in _BEGINS_BYLINE


def _wrap_width(lines: Sequence[str]) -> int:
    """The column at which the text was wrapped by hand; 0 where lines are paragraphs."""
    width = max(map(len, lines), default=0)
    if not _LEAST_WIDTH <= width <= _WIDEST:
        return 0
    pairs = [(one, two) for one, two in itertools.pairwise(lines) if one and two]
    full = sum(_is_full(one, two, width) for one, two in pairs)
    return width if pairs and full >= _LEAST and full * 2 >= len(pairs) else 0


def _column(lines: Sequence[str]) -> int:
    """The width of a column of print, whose lines are ragged or end in divided words; 0 where lines are paragraphs."""
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    broken = [pair for paragraph in _paragraphs(lines) for pair in itertools.pairwise(paragraph)]
    full = [pair for pair in broken if len(pair[0]) >= _FULL * width]
    lower = sum(two[0].islower() or bool(_DIVIDED.search(one)) for one, two in full)
    is_column = len(full) >= _LEAST and len(full) >= _MANY_FULL * len(broken) and lower >= _LOWER * len(full)
    return width if is_column else 0


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Runs of lines that end as a sentence does; the lines of a byline or of a list do not."""
    run: list[str] = []
    for line in (*lines, ""):
        if line:
            run.append(line)
            continue
        if len(run) > 1 and _SENTENCE_END.search(run[-1]):
            yield run
        run = []

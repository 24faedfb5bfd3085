"""Words as numbers: what grouping keeps of a headline and of a body, small enough to be filed with the article.

A term is the beginning of a word, which is the same in most of its forms, in 32 bits: 24 that stand for it, four for
how common the word is, and four that say what it is here. Which of a body's words are rarest is settled when it is
read, by the background alone, so that what is kept of it never changes with other news.
"""

from __future__ import annotations

import math
import re
import struct
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final
from zlib import crc32

from site_gen.language.frequency import commonness
from site_gen.language.small_words import is_small
from site_gen.stories.two.words import words

LETTERS: Final = 6  # of a word that make its term
LEAD: Final = 60  # words at the beginning of a body
KEPT: Final = 48  # terms of a body
_MOST_TELLING: Final = 12  # of those …
_ENOUGH: Final = 32  # … of a body that has so many
_LOOKED_AT: Final = 1_500  # characters of a body
_TITLE: Final = 1_000  # … and of a headline

# The flags of a term: it may be a name or is a number, it stands in the lead, and how often it stands in the body.
NAME: Final = 1
IN_LEAD: Final = 2
TWICE: Final = 4
OFTEN: Final = 8
_OFTEN: Final = 4  # times
FLAGS: Final = 4  # bits
COMMON: Final = 4  # bits of how common it is …
LEAST_COMMON: Final = 2.0  # … from here …
COMMON_STEP: Final = 0.4  # … in steps of so much
SHIFT: Final = FLAGS + COMMON
_CODE: Final = 32 - FLAGS  # bits of a term without its flags
_IS_CODE: Final = (1 << _CODE) - 1
_IS_STEP: Final = (1 << COMMON) - 1

_MOST_KNOWN: Final = 1 << 18  # pieces of text whose terms are kept in memory
_MOST_IN_TITLES: Final = 1 << 16  # … and of headlines
_FEWEST: Final = 2  # terms of a body that can tell anything
_MANY: Final = 15  # times; more count as so many
_ENDS_SENTENCE: Final = '.!?:“"”'
# "](https://…)", "<p>", "https://…": no words of the text.
_MARKUP: Final = re.compile(r"\]\([^)\n]*\)|<[^>\n]{1,200}>|https?://\S+")


def title_terms(title: str) -> list[int]:
    """The terms of a headline in their order; small words have none."""
    pieces = title[:_TITLE].split()
    found = list(chain.from_iterable(map(_KNOWN_IN_TITLES.__getitem__, pieces)))
    # The first word has a capital letter whatever it is.
    if found and not pieces[0][0].isdecimal() and _KNOWN_IN_TITLES[pieces[0]]:
        found[0] &= ~NAME
    return found


def body_terms(body: str) -> bytes:
    """What grouping keeps of a body: its most telling terms, those of the lead marked; nothing of a few words."""
    body = body[: 2 * _LOOKED_AT]
    if "](" in body or "<" in body or "://" in body:
        body = _MARKUP.sub(" ", body)
    pieces = body[:_LOOKED_AT].split()
    times = Counter(chain.from_iterable(map(_KNOWN.__getitem__, pieces)))
    if len(times) < _FEWEST:
        return b""
    places = _places()
    ranked = sorted(
        [
            key if often == 1 else places[min(often, _MANY)][key & 15] << _CODE | key & _IS_CODE
            for key, often in times.items()
        ]
    )
    often_there = {
        key & _IS_CODE: TWICE | (OFTEN if often >= _OFTEN else 0) for key, often in times.items() if often > 1
    }
    lead = pieces[:LEAD]
    in_lead = {key & _IS_CODE for key in chain.from_iterable(map(_KNOWN.__getitem__, lead))}
    names = _names(lead)
    kept = [
        code << FLAGS | (IN_LEAD if code in in_lead else 0) | (NAME if code in names else 0) | often_there.get(code, 0)
        for code in [key & _IS_CODE for key in ranked[:KEPT]]
    ]
    return struct.pack(f"<{len(kept)}I", *sorted(kept))


def most_telling(terms: bytes) -> bytes:
    """The dozen of a body's terms that tell most of it; nothing of a short one, whose summary says it all.

    They stay the same when a text is mended, and change when it becomes one about something else.
    """
    found = struct.unpack(f"<{len(terms) // 4}I", terms)
    if len(found) < _ENOUGH:
        return b""
    places = _places()
    ranked = sorted((places[_OFTEN if it & OFTEN else 1 + (it & TWICE) // TWICE][it >> FLAGS & 15], it) for it in found)
    kept = sorted(term for _, term in ranked[:_MOST_TELLING])
    return struct.pack(f"<{len(kept)}I", *kept)


def words_and_steps(text: str) -> dict[int, int]:
    """The words of a text that are no numbers, each with how common it is, in steps."""
    pieces = [piece for piece in text.split() if not piece[0].isdecimal()]
    codes = [key & _IS_CODE for key in chain.from_iterable(map(_KNOWN.__getitem__, pieces))]
    return {code >> COMMON: code & _IS_STEP for code in codes}


def unpacked(terms: bytes) -> dict[int, int]:
    """The same of terms that were kept."""
    return {term >> SHIFT: term >> FLAGS & _IS_STEP for term in struct.unpack(f"<{len(terms) // 4}I", terms)}


def _names(pieces: Sequence[str]) -> set[int]:
    """The codes of what may be names: words with a capital letter inside a sentence, and numbers."""
    return {
        key & _IS_CODE
        for before, piece in zip((".", *pieces), pieces, strict=False)
        if not piece[0].islower() and (before[-1] not in _ENDS_SENTENCE or piece[0].isdecimal()) and _is_name(piece)
        for key in _KNOWN[piece]
    }


def _is_name(piece: str) -> bool:
    core = piece.lstrip("“\"'‘(«„[¿¡*_#")
    return bool(core) and (core[0].isupper() or core[0].isdecimal())


def common(step: int) -> float:
    """How common the words of a step are, as `frequency.commonness` has it."""
    return LEAST_COMMON + step * COMMON_STEP


@cache
def _places() -> tuple[tuple[int, ...], ...]:
    """The places of words by how much they tell in a body of 250, the most telling first: times -> step -> place."""
    tells = [max(0.02, min(8.1, (9 - common(step)) * math.log(10) - math.log(250))) for step in range(16)]
    worth = [[(1 + math.log(max(often, 1))) * much for much in tells] for often in range(_MANY + 1)]
    place = {value: at for at, value in enumerate(sorted({value for row in worth for value in row}, reverse=True))}
    return tuple(tuple(place[value] for value in row) for row in worth)


class _KnownKeys(dict[str, tuple[int, ...]]):
    """The words of what stands between two spaces: news repeats it, so that they are worked out once.

    A word's key is its code, and above it its place among the words of a body that has it once, so that keys are in the
    order in which a body's words are kept; one number of both, because numbers are sorted five times as fast as pairs.
    """

    def __missing__(self, piece: str) -> tuple[int, ...]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        once = _places()[1]
        codes = [_code(word) for word in words(piece) if not is_small(word)]
        found = self[piece] = tuple(once[code & 15] << _CODE | code for code in codes)
        return found


_KNOWN: Final = _KnownKeys()


class _KnownInTitles(dict[str, tuple[int, ...]]):
    """The terms of what stands between two spaces of a headline."""

    def __missing__(self, piece: str) -> tuple[int, ...]:
        if len(self) >= _MOST_IN_TITLES:
            self.clear()
        found = self[piece] = tuple((key & _IS_CODE) << FLAGS | _is_name(piece) for key in _KNOWN[piece])
        return found


_KNOWN_IN_TITLES: Final = _KnownInTitles()


def _code(word: str) -> int:
    """A term without its flags: what stands for the word, and how common it is."""
    stem = word if word[0].isdecimal() else word[:LETTERS]
    step = round((commonness(word) - LEAST_COMMON) / COMMON_STEP)
    return crc32(stem.encode(errors="surrogatepass")) >> 8 << COMMON | min(max(step, 0), 15)

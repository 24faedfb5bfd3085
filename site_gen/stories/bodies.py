"""A body as a few numbers that tell whether two bodies share text, so that a brief need not carry the body."""

from __future__ import annotations

import re
import struct
import unicodedata
from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import count
from typing import Final
from zlib import crc32

from site_gen.text import bare_words

# Scripts without spaces: each of their letters counts as a word.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Knuth's multiplier: neighbouring numbers land far from each other, and the small ones are a fair sample of all.
_SPREAD: Final = 2654435761
_FIVE: Final = (31**4, 31**3, 31**2, 31, 1)  # what makes one number of five
_MOST: Final = 63
_MOST_KNOWN: Final = 200_000
_FEW: Final = 50  # bodies that are done without numpy
_MADE: Final = count()
# Bodies that share so much are one text, whatever the headlines say.
REPRINT: Final = 0.5


def fingerprint(body: str) -> bytes:
    """At most 64 numbers of four bytes: how thinly the body is sampled, then the sampled runs of five words, in order.

    Of two bodies each keeps or drops a run by the same rule, so the part that they share can be told from the samples.
    """
    numbers = list(map(_NUMBERS.__getitem__, _words(body)))
    if len(_NUMBERS) > _MOST_KNOWN:
        _NUMBERS.clear()
    # Importing numpy costs as much as a few hundred bodies without it; after one edit that would be most of a build.
    runs = _runs_at_once(numbers) if next(_MADE) >= _FEW else _runs_one_by_one(numbers)
    thinness = 0
    if len(runs) > _MOST:  # as thin as leaves out the first run that is too many
        thinness = 33 - runs[_MOST].bit_length()
        runs = runs[: bisect_left(runs, 1 << (32 - thinness))]
    different = list(dict.fromkeys(runs))
    return struct.pack(f"<{1 + len(different)}I", thinness, *different) if different else b""


def runs_of(fingerprint: bytes) -> tuple[int, ...]:
    """The sampled runs of words."""
    return struct.unpack(f"<{len(fingerprint) // 4}I", fingerprint)[1:]


def _runs_at_once(numbers: list[int]) -> list[int]:
    """The smallest runs of five words as numbers, in order, and one more than are kept."""
    import numpy as np

    if len(numbers) < len(_FIVE):
        return []
    words = np.frombuffer(array("I", numbers), dtype=np.uint32)
    runs = np.correlate(words, np.array(_FIVE, dtype=np.uint32))
    found: list[int] = np.sort(runs * np.uint32(_SPREAD))[: _MOST + 1].tolist()
    return found


def _runs_one_by_one(numbers: list[int]) -> list[int]:
    """The same without numpy."""
    of_five = zip(numbers, numbers[1:], numbers[2:], numbers[3:], numbers[4:], strict=False)
    runs = ((a * 923521 + b * 29791 + c * 961 + d * 31 + e) * _SPREAD & 0xFFFFFFFF for a, b, c, d, e in of_five)
    return sorted(runs)[: _MOST + 1]


class _Numbers(dict[str, int]):
    """A number for every word, worked out at its first sight: news repeats its words."""

    def __missing__(self, word: str) -> int:
        number = self[word] = crc32(word.encode())
        return number


_NUMBERS: Final = _Numbers()


def _words(body: str) -> list[str]:
    text = body.casefold()
    if not text.isascii():
        text = _UNSPACED.sub(r" \g<0> ", unicodedata.normalize("NFKC", text))
    return bare_words(text)


def containment(a: bytes, b: bytes) -> float:
    """How much of the shorter body stands in the other one, from 0 to 1; 0 where either is too short to tell."""
    if not a or not b:
        return 0.0
    limit = 1 << (32 - max(a[0], b[0]))  # thinness is at most 32, so the first byte tells
    left, right = _sampled(a, limit), _sampled(b, limit)
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer >= 8 else 0.0


@lru_cache(maxsize=5_000)
def _sampled(fingerprint: bytes, limit: int) -> frozenset[int]:
    """The runs of a body that a thinner sample keeps too; asked for again with every other body."""
    runs = runs_of(fingerprint)
    return frozenset(runs[: bisect_left(runs, limit)])


@lru_cache(maxsize=2_000)
def is_reprint(a: bytes, b: bytes) -> bool:
    """Whether one of two bodies holds most of the other, from their fingerprints."""
    return containment(a, b) >= REPRINT

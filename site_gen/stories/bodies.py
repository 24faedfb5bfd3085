"""A body as a few numbers that tell whether two bodies share text, so that a brief need not carry the body."""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final

from site_gen.language.plain import UNSPACED, bare_words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Scripts without spaces: each of their letters counts as a word.
# ASCII text in small letters, with a space for all else.
_SMALL: Final = bytes(ord(chr(it).lower()) if chr(it).isalnum() and it < 128 else 32 for it in range(256))
# A word is the number that its bytes are the digits of, the first one the lowest, in this base and modulo 2³².
_BASE: Final = 0x01000193
_INVERSE: Final = pow(_BASE, -1, 1 << 32)
# Knuth's multiplier: neighbouring numbers land far from each other, and the small ones are a fair sample of all.
_SPREAD: Final = 2654435761
_FIVE: Final = (31**4, 31**3, 31**2, 31, 1)  # what makes one number of five
_MOST: Final = 63
_LONG: Final = 1 << 17  # bytes of a body that is done without numpy, for its tables would be long
_FEW: Final = 50  # bodies that are done without numpy
_MADE: Final = count()
# Bodies that share so much are one text, whatever the headlines say.
REPRINT: Final = 0.5
# Sampled runs of the shorter of two bodies, with fewer of which it is too short to tell.
FEWEST_RUNS: Final = 8


def fingerprint(body: str) -> bytes:
    """At most 64 numbers of four bytes: how thinly the body is sampled, then the sampled runs of five words, in order.

    Of two bodies each keeps or drops a run by the same rule, so the part that they share can be told from the samples.
    """
    words = _words(body)
    # Importing numpy costs as much as a few hundred bodies without it; after one edit that would be most of a build.
    is_worth = next(_MADE) >= _FEW and len(words) <= _LONG
    runs = _runs_at_once(words) if is_worth else _runs_one_by_one(words)
    thinness = 0
    if len(runs) > _MOST:  # as thin as leaves out the first run that is too many
        thinness = 33 - runs[_MOST].bit_length()
        runs = runs[: bisect_left(runs, 1 << (32 - thinness))]
    different = list(dict.fromkeys(runs))
    return struct.pack(f"<{1 + len(different)}I", thinness, *different) if different else b""


def runs_of(fingerprint: bytes) -> tuple[int, ...]:
    """The sampled runs of words."""
    return struct.unpack(f"<{len(fingerprint) // 4}I", fingerprint)[1:]


def _words(body: str) -> bytes:
    """The words of a body in UTF-8, with spaces around each."""
    if body.isascii():
        return b" %b " % body.encode().translate(_SMALL)
    text = UNSPACED.sub(r" \g<0> ", unicodedata.normalize("NFKC", body.casefold()))
    return f" {' '.join(bare_words(text))} ".encode()


def _runs_at_once(words: bytes) -> list[int]:
    """The smallest runs of five words as numbers, in order, and one more than are kept."""
    import numpy as np

    codes = np.frombuffer(words, dtype=np.uint8)
    spaces = (codes == 32).nonzero()[0]
    powers, inverses, five = _tables()
    # The number of a word is what its bytes add to the sum so far, brought down to where counting starts anew.
    sums = (codes * powers[: len(codes)]).cumsum(dtype=np.uint32)
    before = spaces[:-1]
    numbers = (sums[spaces[1:] - 1] - sums[before]) * inverses[before]
    numbers = numbers[numbers != 0]  # there is nothing between two spaces
    if len(numbers) < len(_FIVE):
        return []
    runs = np.correlate(numbers, five) * np.uint32(_SPREAD)
    found: list[int] = np.sort(runs)[: _MOST + 1].tolist()
    return found


@cache
def _tables() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """For each place in a body the power of the base, and what brings down a word that starts after it."""
    import numpy as np

    powers, inverses = (
        np.cumprod(np.full(_LONG, base, dtype=np.uint32), dtype=np.uint32) for base in (_BASE, _INVERSE)
    )
    return powers, inverses * np.uint32(_INVERSE), np.array(_FIVE, dtype=np.uint32)


def _runs_one_by_one(words: bytes) -> list[int]:
    """The same without numpy."""
    numbers = [number for number in map(_number, words.split()) if number]
    of_five = zip(numbers, numbers[1:], numbers[2:], numbers[3:], numbers[4:], strict=False)
    runs = ((a * 923521 + b * 29791 + c * 961 + d * 31 + e) * _SPREAD & 0xFFFFFFFF for a, b, c, d, e in of_five)
    return sorted(runs)[: _MOST + 1]


@lru_cache(maxsize=10_000)
def _number(word: bytes) -> int:
    """The number of a word: its bytes as digits, the first one the lowest."""
    number = 0
    for code in reversed(word):
        number = number * _BASE + code & 0xFFFFFFFF
    return number


def containment(a: bytes, b: bytes) -> float:
    """How much of the shorter body stands in the other one, from 0 to 1; 0 where either is too short to tell."""
    if not a or not b:
        return 0.0
    limit = 1 << (32 - max(a[0], b[0]))  # thinness is at most 32, so the first byte tells
    left, right = _sampled(a, limit), _sampled(b, limit)
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer >= FEWEST_RUNS else 0.0


@lru_cache(maxsize=5_000)
def _sampled(fingerprint: bytes, limit: int) -> frozenset[int]:
    """The runs of a body that a thinner sample keeps too; asked for again with every other body."""
    runs = runs_of(fingerprint)
    return frozenset(runs[: bisect_left(runs, limit)])


@lru_cache(maxsize=2_000)
def is_reprint(a: bytes, b: bytes) -> bool:
    """Whether one of two bodies holds most of the other, from their fingerprints."""
    return containment(a, b) >= REPRINT

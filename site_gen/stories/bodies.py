"""A body as a few numbers that tell whether two bodies share text, so that a brief need not carry the body."""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache
from typing import Final
from zlib import crc32

from site_gen.text import bare_words

# Scripts without spaces: each of their letters counts as a word.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Knuth's multiplier: neighbouring numbers land far from each other, and the small ones are a fair sample of all.
_SPREAD: Final = 2654435761
_MOST: Final = 63
_MOST_KNOWN: Final = 200_000
# Bodies that share so much are one text, whatever the headlines say.
REPRINT: Final = 0.5


def fingerprint(body: str) -> tuple[int, ...]:
    """At most 64 numbers: how thinly the body is sampled, then the sampled runs of five words, in order.

    Of two bodies each keeps or drops a run by the same rule, so the part that they share can be told from the samples.
    """
    import numpy as np

    numbers = np.frombuffer(array("I", map(_NUMBERS.__getitem__, _words(body))), dtype=np.uint32)
    if len(_NUMBERS) > _MOST_KNOWN:
        _NUMBERS.clear()
    count = max(0, len(numbers) - 4)
    runs = numbers[:count]
    for place in range(1, 5):
        runs = runs * np.uint32(31) + numbers[place : place + count]
    runs = np.sort(runs * np.uint32(_SPREAD))
    thinness = 0
    while len(runs) > _MOST:
        thinness += 1
        runs = runs[: runs.searchsorted(np.uint32(1 << (32 - thinness)))]
    return (thinness, *dict.fromkeys(runs.tolist())) if len(runs) else ()


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


def containment(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """How much of the shorter body stands in the other one, from 0 to 1; 0 where either is too short to tell."""
    if not a or not b:
        return 0.0
    limit = 1 << (32 - max(a[0], b[0]))
    left, right = _sampled(a, limit), _sampled(b, limit)
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer >= 8 else 0.0


@lru_cache(maxsize=50_000)
def _sampled(fingerprint: tuple[int, ...], limit: int) -> frozenset[int]:
    """The runs of a body that a thinner sample keeps too; asked for again with every other body."""
    return frozenset(run for run in fingerprint[1:] if run < limit)


@lru_cache(maxsize=100_000)
def is_reprint(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether one of two bodies holds most of the other, from their fingerprints."""
    return containment(a, b) >= REPRINT

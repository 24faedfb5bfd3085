"""A body as a few numbers that tell whether two bodies share text, so that a brief need not carry the body."""

from __future__ import annotations

from typing import Final
from zlib import crc32

from site_gen.stories.words import text_words

# Knuth's multiplier: neighbouring numbers land far from each other, and the small ones are a fair sample of all.
_SPREAD: Final = 2654435761
_ALL: Final = 0xFFFFFFFF
_MOST: Final = 63
# Bodies that share so much are one text, whatever the headlines say.
REPRINT: Final = 0.5


def fingerprint(body: str) -> tuple[int, ...]:
    """At most 64 numbers: how thinly the body is sampled, then the sampled runs of five words, in order.

    Of two bodies each keeps or drops a run by the same rule, so the part that they share can be told from the samples.
    """
    numbers = [crc32(word.encode()) for word in text_words(body)]
    shifted = zip(numbers, numbers[1:], numbers[2:], numbers[3:], numbers[4:], strict=False)
    runs = {((((a * 31 + b) * 31 + c) * 31 + d) * 31 + e) * _SPREAD & _ALL for a, b, c, d, e in shifted}
    thinness = 0
    while len(runs) > _MOST:
        thinness += 1
        runs = {run for run in runs if run < 1 << (32 - thinness)}
    return (thinness, *sorted(runs)) if runs else ()


def containment(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """How much of the shorter body stands in the other one, from 0 to 1; 0 where either is too short to tell."""
    if not a or not b:
        return 0.0
    limit = 1 << (32 - max(a[0], b[0]))
    left, right = ({run for run in it[1:] if run < limit} for it in (a, b))
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer >= 8 else 0.0


def is_reprint(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether one of two bodies holds most of the other, from their fingerprints."""
    return containment(a, b) >= REPRINT

"""A long stream in windows of days, so that an article added touches the stories near it and no others."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_DAY: Final = 24.0
# A quarter of an hour, near enough: no stream is so dense that it must be cut finer.
_SHORTEST: Final = _DAY / 128
# Sparse days share a window; the longest is 64 days, so that the seasons of a small digest do not weigh on each other.
_LONGEST: Final = 64 * _DAY

# Windows reach so many hours into the next ones, but no further than so many articles.
_REACH: Final = 72.0
_AFTER: Final = 300


class Window(NamedTuple):
    """Places in a stream that is in order: from `start` to `end` its own articles, to `after` those within reach."""

    start: int
    end: int
    after: int


def windows(hours: Sequence[float], *, whole: int, size: int) -> list[Window]:
    """The windows of a stream, from the hour of each article in order; those without a time, an infinite one, are last.

    Where more than a tenth has no time, time says too little to cut by, and all are one window.
    """
    count = len(hours)
    dated = bisect_left(hours, math.inf)
    if count <= whole or (count - dated) * 10 > count:
        return [Window(0, count, count)] if count else []
    ends = [*_ends(hours[:dated], size), count]
    return [
        Window(start, end, bisect_right(hours, hours[end - 1] + _REACH, end, max(end, min(end + _AFTER, dated))))
        for start, end in zip([0, *ends], ends, strict=False)
        if start < end
    ]


def _ends(hours: Sequence[float], size: int) -> Iterator[int]:
    """Where each window ends: at the end of 64 days by the calendar, or of a part of them that is small enough."""
    start = 0
    while start < len(hours):
        origin = hours[start] // _LONGEST * _LONGEST
        end = bisect_left(hours, origin + _LONGEST, start)
        yield from _halves(hours, start, end, origin=origin, length=_LONGEST, size=size)
        start = end


def _halves(hours: Sequence[float], start: int, end: int, *, origin: float, length: float, size: int) -> Iterator[int]:
    if end - start <= size or length <= _SHORTEST:
        yield end
        return
    half = length / 2
    middle = bisect_left(hours, origin + half, start, end)
    yield from _halves(hours, start, middle, origin=origin, length=half, size=size)
    yield from _halves(hours, middle, end, origin=origin + half, length=half, size=size)

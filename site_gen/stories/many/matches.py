"""Which terms two rows share, for many pairs of rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from site_gen.stories.many.rows import Ints

_AT_ONCE: Final = 1 << 16  # entries that are put in order at once


class Matches(NamedTuple):
    """The terms that pairs share."""

    pairs: Ints  # of all pairs those that are looked at here
    pair: Ints  # of each shared term the pair, by its place in `pairs`
    left: Ints  # … its entry in the left row
    right: Ints  # … and in the right one


def matches(starts: Ints, ids: Ints, left: Ints, right: Ints) -> Iterator[Matches]:
    """What the rows of each pair share, a part of the pairs at a time; the ids of a row differ."""
    if not len(ids):
        return
    lengths = np.diff(starts)
    bits = max(int(lengths.max(initial=0)) - 1, 1).bit_length()
    numbers = np.int64 if int(ids.max()) + 2 >> (30 - bits) else np.int32
    widest = np.maximum(lengths[left], lengths[right])
    by_width = np.argsort(widest, kind="stable")  # so that short rows are not filled up to the longest
    first = 0
    while first < len(by_width):
        step = max(1, _AT_ONCE // max(2 * int(widest[by_width[first]]), 1))
        some = by_width[first : first + step]
        first += step
        mine, theirs = left[some], right[some]
        both: Ints = np.concatenate(
            [_keys(starts, ids, lengths, mine, bits), _keys(starts, ids, lengths, theirs, bits) | (1 << bits)],
            axis=1,
            dtype=numbers,
        )
        both.sort(axis=1)  # twice as fast in 32 bits as in 64, which are needed where there are very many ids
        term = both >> (bits + 1)
        pair, at = ((term[:, 1:] == term[:, :-1]) & (term[:, 1:] > 0)).nonzero()
        low = (1 << bits) - 1
        yield Matches(
            some, pair, starts[mine][pair] + (both[pair, at] & low), starts[theirs][pair] + (both[pair, at + 1] & low)
        )


def _keys(starts: Ints, ids: Ints, lengths: Ints, rows: Ints, bits: int) -> Ints:
    """For each row its entries: the id, a bit for the side, and the place in the row. Sorted, what is shared meets.

    Id 0 stands for no entry.
    """
    place = np.arange(int(lengths[rows].max(initial=0)))
    at = np.minimum(starts[rows][:, None] + place, len(ids) - 1)
    keys: Ints = np.where(place < lengths[rows][:, None], (ids[at] + 1) << (bits + 1) | place, 0)
    return keys

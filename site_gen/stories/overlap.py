"""What two sparse rows have in common, for many pairs of rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from site_gen.stories.terms import Floats, Ints

# A table of this size stays in the processor's cache; a block of rows is spread over it.
_TABLE: Final = 1 << 18
_WIDTH: Final = 1 << 12
_SPREAD: Final = 40503


class Meetings(NamedTuple):
    """Where rows of a run of pairs meet: in order of the pairs, then of the entries of the right row."""

    pairs: slice
    pair: Ints  # from the start of the run
    mine: Ints  # the entry of the left row …
    theirs: Ints  # … and that of the right row, which have one id


def dots(starts: Ints, ids: Ints, left: Ints, right: Ints, weight: Floats) -> Floats:
    """For each pair of rows, `left` in order: the sum over shared ids of the product of their entries' weights."""
    sums = np.zeros(len(left))
    for met in meetings(starts, ids, left, right):
        products = weight[met.mine] * weight[met.theirs]
        sums[met.pairs] = np.bincount(met.pair, weights=products, minlength=met.pairs.stop - met.pairs.start)
    return sums


def meetings(starts: Ints, ids: Ints, left: Ints, right: Ints) -> Iterator[Meetings]:
    """The entries that the rows of each pair share, for `left` in order.

    A block of left rows is spread over a small table, and the ids of the right rows are looked up in it; ids that fall
    on one place of the table are too few to matter.
    """
    width = min(_WIDTH, 1 << int(ids.max(initial=1)).bit_length())
    place = (ids if width < _WIDTH else ids * _SPREAD & (_WIDTH - 1)).astype(np.int32)
    starts, ids = starts.astype(np.int32), ids.astype(np.int32)
    lengths = np.diff(starts)
    owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    table = np.full(_TABLE, -1, dtype=np.int32)
    block = _TABLE // width
    for first in range(0, len(lengths), block):
        low, high = np.searchsorted(left, (first, first + block)).tolist()
        if low == high:
            continue
        mine = np.arange(starts[first], starts[min(first + block, len(lengths))], dtype=np.int32)
        spots = (owners[mine] - first) * width + place[mine]
        table[spots] = mine
        some = right[low:high]
        sizes = lengths[some]
        shift = starts[some] - (np.cumsum(sizes, dtype=np.int32) - sizes)
        pair = np.repeat(np.arange(high - low, dtype=np.int32), sizes)
        theirs = np.arange(len(pair), dtype=np.int32) + shift[pair]
        met = table[((left[low:high] - first).astype(np.int32) * width)[pair] + place[theirs]]
        found = np.flatnonzero(met >= 0)
        met, theirs = met[found], theirs[found]
        if width == _WIDTH:
            same = ids[met] == ids[theirs]
            found, met, theirs = found[same], met[same], theirs[same]
        yield Meetings(slice(low, high), pair[found], met, theirs)
        table[spots] = -1

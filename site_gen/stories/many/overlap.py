"""What two sparse rows have in common, for many pairs of rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from site_gen.stories.many.terms import Floats, Ints

# A table of so many places stays near the processor: half as many or twice as many cost a tenth more.
_TABLE: Final = 1 << 19


class Lookup(NamedTuple):
    """The entries of the right rows of some pairs, and what the left rows have under the same ids."""

    pairs: Ints
    begins: Ints  # where the entries of each pair begin
    theirs: Ints  # the entries of the right rows, one row after the other
    values: Floats  # of the left row's entry of the same id, 0 where it has none

    def sums(self, values: Floats) -> Floats:
        """The sum of the values of each pair."""
        sums: Floats = np.add.reduceat(values, self.begins)
        return sums


def dots(starts: Ints, ids: Ints, left: Ints, right: Ints, weight: Floats) -> Floats:
    """For each pair of rows, `left` in order: the sum over shared ids of the product of their entries' weights."""
    sums = np.zeros(len(left))
    for found in lookups(starts, ids, left, right, weight):
        sums[found.pairs] = found.sums(found.values * weight[found.theirs])
    return sums


def shared(starts: Ints, ids: Ints, left: Ints, right: Ints, worth: Floats) -> Floats:
    """For each pair of rows, `left` in order: the sum over shared ids of what they are worth, in whichever row."""
    sums = np.zeros(len(left))
    for found in lookups(starts, ids, left, right, worth):
        sums[found.pairs] = found.sums(found.values)
    return sums


def lookups(starts: Ints, ids: Ints, left: Ints, right: Ints, values: Floats) -> Iterator[Lookup]:
    """The pairs a part at a time, `left` in order; those whose right row is empty are left out.

    A block of left rows is spread over a small table, and the ids of the right rows are looked up in it.
    """
    lengths = np.diff(starts)
    pairs = np.flatnonzero(lengths[right])
    left, right = left[pairs], right[pairs]
    width = int(ids.max(initial=0)) + 1
    block = max(1, _TABLE // width)
    table = np.zeros(block * width)
    for first in range(0, len(lengths), block):
        low, high = np.searchsorted(left, (first, first + block)).tolist()
        if low == high:
            continue
        own = lengths[first : first + block]
        mine = slice(starts[first], starts[first + len(own)])
        spots = ids[mine] + np.repeat(np.arange(len(own)) * width, own)
        table[spots] = values[mine]
        sizes = lengths[right[low:high]]
        begins = np.cumsum(sizes) - sizes
        theirs = np.repeat(starts[right[low:high]] - begins, sizes) + np.arange(sizes.sum())
        sought = ids[theirs] + np.repeat((left[low:high] - first) * width, sizes)
        yield Lookup(pairs[low:high], begins, theirs, table[sought])
        table[spots] = 0

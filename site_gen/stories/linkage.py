"""Links between rows to stories: the two that are most alike join first, as long as they are alike on average.

The average over all pairs holds a story together by its centre; a path of look-alikes joins nothing.
"""

from __future__ import annotations

import numpy as np

from site_gen.stories.terms import Flags, Floats, Ints


def join(sizes: Ints, left: Ints, right: Ints, total: Floats, *, threshold: float, favour: float) -> Ints:
    """The smallest row of every row's story.

    Rows stand for `sizes` articles each; `total` is the likeness of two rows times both their sizes. A pair that is
    not listed has none; a large negative one keeps two rows apart. Pairs of stories that are each other's best join
    at the same time: the order of the rows breaks ties, nothing else does. `favour` below 1 lets large stories join
    a little sooner.
    """
    story = np.arange(len(sizes))
    size = sizes.astype(np.float64)
    left, right, total = _merged(left, right, total)
    while len(left):
        link = total / (size[left] * size[right]) ** favour
        good = link >= threshold
        if not good.any():
            break
        mutual = _mutual(left[good], right[good], link[good], len(size))
        winner, loser = left[good][mutual], right[good][mutual]
        size[winner] += size[loser]
        target = np.arange(len(sizes))
        target[loser] = winner
        story = target[story]
        left, right, total = _merged(target[left], target[right], total)
    return story


def _mutual(left: Ints, right: Ints, link: Floats, rows: int) -> Flags:
    """Which pairs are the best of both of their rows."""
    order = np.lexsort((right, left, -link))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    best = np.full(rows, len(order))
    np.minimum.at(best, left, rank)
    np.minimum.at(best, right, rank)
    mutual: Flags = (best[left] == rank) & (best[right] == rank)
    return mutual


def _merged(left: Ints, right: Ints, total: Floats) -> tuple[Ints, Ints, Floats]:
    """Pairs in order, the same pair once with the sum of its totals, a row never paired with itself."""
    low, high = np.minimum(left, right), np.maximum(left, right)
    apart = low != high
    low, high, total = low[apart], high[apart], total[apart]
    order = np.lexsort((high, low))
    low, high, total = low[order], high[order], total[order]
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    at = np.flatnonzero(first)
    return low[at], high[at], np.add.reduceat(total, at) if len(at) else total

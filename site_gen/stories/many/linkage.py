"""Links between rows to stories: the two that are most alike join first, as long as they are alike on average.

The average over all pairs holds a story together by its centre; a path of look-alikes joins nothing.
"""

from __future__ import annotations

import numpy as np

from site_gen.stories.many.terms import Floats, Ints


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
    link = total / (size[left] * size[right]) ** favour
    while len(good := np.flatnonzero(link >= threshold)):
        winner, loser = _mutual(left[good], right[good], link[good], len(size))
        size[winner] += size[loser]
        target = np.arange(len(sizes))
        target[loser] = winner
        story = target[story]
        changed = np.zeros(len(sizes), dtype=bool)
        changed[winner] = changed[loser] = True
        touched = np.flatnonzero(changed[left] | changed[right])
        new = _merged(target[left[touched]], target[right[touched]], total[touched])
        # What was merged takes the first of the places that came free; the others stay empty.
        used, free = touched[: len(new[0])], touched[len(new[0]) :]
        left[used], right[used], total[used] = new
        link[used] = new[2] / (size[new[0]] * size[new[1]]) ** favour
        left[free], right[free], total[free], link[free] = 0, 0, 0, -1
        if len(free) * 8 > len(link):
            alive = np.flatnonzero(left != right)
            left, right, total, link = left[alive], right[alive], total[alive], link[alive]
    return story


def _mutual(left: Ints, right: Ints, link: Floats, rows: int) -> tuple[Ints, Ints]:
    """The pairs that are the best of both of their rows; of equals the first."""
    best = np.zeros(rows)
    np.maximum.at(best, left, link)
    np.maximum.at(best, right, link)
    mutual = (link == best[left]) & (link == best[right])
    left, right = left[mutual], right[mutual]
    key = left * rows + right
    first = np.full(rows, rows * rows)
    np.minimum.at(first, left, key)
    np.minimum.at(first, right, key)
    chosen = (first[left] == key) & (first[right] == key)
    return left[chosen], right[chosen]


def _merged(left: Ints, right: Ints, total: Floats) -> tuple[Ints, Ints, Floats]:
    """Pairs in order, the same pair once with the sum of its totals, a row never paired with itself."""
    low, high = np.minimum(left, right), np.maximum(left, right)
    apart = np.flatnonzero(low != high)
    key = low[apart] << 32 | high[apart]
    order = np.argsort(key, kind="stable")
    key, total = key[order], total[apart][order]
    at = np.flatnonzero(np.diff(key, prepend=-1))
    return key[at] >> 32, key[at] & 0xFFFFFFFF, np.add.reduceat(total, at) if len(at) else total

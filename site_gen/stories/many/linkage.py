"""Links between rows to stories: the two that are likeliest one event join first, as long as they are so on average.

The average over all pairs holds a story together by its centre; a path of look-alikes joins nothing.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from site_gen.stories.many.rows import Flags, Floats, Ints

# Large stories join a little sooner than their average says, because a long story says the same in many ways: by this
# power of the number of pairs, and at most so many times sooner, else two long stories of one theme would be one.
_FAVOUR: Final = 0.3
_MOST_FAVOUR: Final = 2.6


def join(start: Ints, settled: Flags, left: Ints, right: Ints, chance: Floats, *, threshold: float) -> Ints:
    """The smallest row of every row's story.

    `start` is the story of each row at first; a story with a settled row joins no other such story. A pair that is not
    listed is no event; a large negative chance keeps two rows apart. Pairs of stories that are each other's best join
    at the same time: the order of the rows breaks ties, nothing else does.
    """
    story = start.copy()
    size = np.bincount(start, minlength=len(start)).astype(np.float64)
    fixed = np.zeros(len(start), dtype=bool)
    fixed[start[settled]] = True
    left, right, total = _merged(start[left], start[right], chance)
    link = _links(left, right, total, size, fixed)
    while len(good := np.flatnonzero(link >= threshold)):
        winner, loser = _mutual(left[good], right[good], link[good], len(size))
        size[winner] += size[loser]
        fixed[winner] |= fixed[loser]
        target = np.arange(len(start))
        target[loser] = winner
        story = target[story]
        changed = np.zeros(len(start), dtype=bool)
        changed[winner] = changed[loser] = True
        touched = changed[left] | changed[right]
        new = _merged(target[left[touched]], target[right[touched]], total[touched])
        left, right, total = (
            np.concatenate([old[~touched], it]) for old, it in zip((left, right, total), new, strict=True)
        )
        link = np.concatenate([link[~touched], _links(*new, size, fixed)])
    return _smallest(story)


def _links(left: Ints, right: Ints, total: Floats, size: Floats, fixed: Flags) -> Floats:
    """How alike two stories are on average; nothing where both are settled."""
    pairs = size[left] * size[right]
    link = total / pairs * np.minimum(pairs**_FAVOUR, _MOST_FAVOUR)
    link[fixed[left] & fixed[right]] = -1
    return link


def _smallest(story: Ints) -> Ints:
    """Stories named by their first row."""
    first = np.full(len(story), len(story))
    np.minimum.at(first, story, np.arange(len(story)))
    named: Ints = first[story]
    return named


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

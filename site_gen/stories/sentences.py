"""The words that two headlines share: how many, how rare, and whether they stand in one sentence."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from site_gen.stories.overlap import meetings
from site_gen.stories.terms import Flags, Floats, Ints, Terms


class Shared(NamedTuple):
    """Of each pair of headlines; small words do not count."""

    evidence: Floats  # the rarity of the shared words together
    squares: Floats  # of their rarity
    shared: Floats  # their number

    def of(self, at: Ints) -> Shared:
        """The same of some pairs."""
        return Shared(self.evidence[at], self.squares[at], self.shared[at])


def shared_words(words: Terms, left: Ints, right: Ints) -> Shared:
    """What the two rows of each pair share; `left` is in order."""
    told = np.flatnonzero(words.rarity[words.ids] > 0)
    ids, starts = words.ids[told], np.searchsorted(told, words.starts)
    rarity = words.rarity[ids]
    found = Shared(*np.zeros((3, len(left))))
    for met in meetings(starts, ids, left, right):
        count = met.pairs.stop - met.pairs.start
        worth = rarity[met.mine]
        found.evidence[met.pairs] = np.bincount(met.pair, weights=worth, minlength=count)
        found.squares[met.pairs] = np.bincount(met.pair, weights=worth**2, minlength=count)
        found.shared[met.pairs] = np.bincount(met.pair, minlength=count)
    return found


def are_one_sentence(words: Terms, left: Ints, right: Ints) -> Flags:
    """Whether the shared words stand in one order, and wherever one has other words, the other has others too.

    Small words and single letters do not count, which may stand anywhere; `left` is in order.
    """
    letter = np.array([len(word) == 1 and word.isalpha() for word in words.vocabulary], dtype=bool)
    told = np.flatnonzero((words.rarity[words.ids] > 0) & ~letter[words.ids])
    ids, starts = words.ids[told], np.searchsorted(told, words.starts)
    same = np.zeros(len(left), dtype=bool)
    for met in meetings(starts, ids, left, right):
        ends = left[met.pairs][met.pair], right[met.pairs][met.pair]
        opens = np.diff(met.pair, prepend=-1) != 0
        before = [
            here - np.where(opens, starts[rows], np.concatenate([[0], here[:-1] + 1]))
            for here, rows in zip((met.mine, met.theirs), ends, strict=True)
        ]
        closes = np.flatnonzero(np.diff(met.pair, append=-1))
        after = [
            starts[rows[closes] + 1] - here[closes] - 1 for here, rows in zip((met.mine, met.theirs), ends, strict=True)
        ]
        broken = (before[0] < 0) | ((before[0] == 0) != (before[1] == 0))
        wrong = np.bincount(met.pair, weights=broken, minlength=met.pairs.stop - met.pairs.start)
        wrong[met.pair[closes]] += (after[0] == 0) != (after[1] == 0)
        same[met.pairs] = wrong == 0
    return same

"""The words that two headlines share: how many, how rare, and whether they stand in one sentence."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from site_gen.stories.many.overlap import lookups
from site_gen.stories.many.terms import Flags, Floats, Ints, Terms


class SharedWords(NamedTuple):
    """Of each pair of headlines; small words do not count."""

    evidence: Floats  # the rarity of the shared words together
    squares: Floats  # of their rarity
    shared: Floats  # their number

    def of(self, at: Ints) -> SharedWords:
        """The same of some pairs."""
        return SharedWords(self.evidence[at], self.squares[at], self.shared[at])


def shared_words(words: Terms, left: Ints, right: Ints) -> SharedWords:
    """What the two rows of each pair share; `left` is in order."""
    told = np.flatnonzero(((words.rarity > 0) & (words.frequencies > 1))[words.ids])
    ids, starts = words.ids[told], np.searchsorted(told, words.starts)
    shared = SharedWords(*np.zeros((3, len(left))))
    for found in lookups(starts, ids, left, right, words.rarity[ids]):
        shared.evidence[found.pairs] = found.sums(found.values)
        shared.squares[found.pairs] = found.sums(found.values**2)
        shared.shared[found.pairs] = found.sums(np.sign(found.values))
    return shared


def are_one_sentence(words: Terms, left: Ints, right: Ints) -> Flags:
    """Whether the shared words stand in one order, and wherever one has other words, the other has others too.

    Small words and single letters do not count, which may stand anywhere; `left` is in order.
    """
    letter = np.array([len(word) == 1 and word.isalpha() for word in words.vocabulary], dtype=bool)
    told = np.flatnonzero(((words.rarity > 0) & ~letter)[words.ids])
    ids, starts = words.ids[told], np.searchsorted(told, words.starts)
    same = np.zeros(len(left), dtype=bool)
    places = np.arange(1.0, len(ids) + 1)
    for found in lookups(starts, ids, left, right, places):
        met = np.flatnonzero(found.values)
        pair = np.searchsorted(found.begins, met, side="right") - 1
        meets = found.values[met].astype(np.int64) - 1, found.theirs[met]
        rows = left[found.pairs[pair]], right[found.pairs[pair]]
        opens = np.diff(pair, prepend=-1) != 0
        before = [
            here - np.where(opens, starts[those], np.concatenate([[0], here[:-1] + 1]))
            for here, those in zip(meets, rows, strict=True)
        ]
        closes = np.flatnonzero(np.diff(pair, append=-1))
        after = [starts[those[closes] + 1] - here[closes] - 1 for here, those in zip(meets, rows, strict=True)]
        broken = (before[0] < 0) | ((before[0] == 0) != (before[1] == 0))
        wrong = np.bincount(pair, weights=broken, minlength=len(found.pairs))
        wrong[pair[closes]] += (after[0] == 0) != (after[1] == 0)
        same[found.pairs] = wrong == 0
    return same

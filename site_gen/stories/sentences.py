"""The words that two headlines share: how many, how rare, and whether they stand in one sentence."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from site_gen.stories.overlap import Meetings, meetings
from site_gen.stories.terms import Flags, Floats, Ints, Terms


class Shared(NamedTuple):
    """Of each pair of headlines."""

    evidence: Floats  # the rarity of the shared words together
    squares: Floats  # of their rarity
    shared: Floats  # the number of shared words that are not small
    is_one_sentence: Flags  # they stand in one order, and wherever one has other words, the other has others too

    def of(self, at: Ints) -> Shared:
        """The same of some pairs."""
        return Shared(self.evidence[at], self.squares[at], self.shared[at], self.is_one_sentence[at])


def wording_shared(words: Terms, left: Ints, right: Ints) -> Shared:
    """What the two rows of each pair share; `left` is in order."""
    rarity = words.rarity[words.ids]
    # A single letter is an article or an initial, and stands anywhere.
    letter = np.array([len(word) == 1 and word.isalpha() and word.isascii() for word in words.vocabulary], dtype=bool)
    telling = (rarity > 0) & ~letter[words.ids]
    many = len(left)
    found = Shared(np.zeros(many), np.zeros(many), np.zeros(many), np.zeros(many, dtype=bool))
    before = np.concatenate([[0], np.cumsum(telling)])  # telling words before each entry
    for met in meetings(words.starts, words.ids, left, right):
        count = met.pairs.stop - met.pairs.start
        worth = rarity[met.mine]
        found.evidence[met.pairs] = np.bincount(met.pair, weights=worth, minlength=count)
        found.squares[met.pairs] = np.bincount(met.pair, weights=worth**2, minlength=count)
        found.shared[met.pairs] = np.bincount(met.pair, weights=worth > 0, minlength=count)
        told = np.flatnonzero(telling[met.mine])
        met = Meetings(met.pairs, met.pair[told], met.mine[told], met.theirs[told])
        found.is_one_sentence[met.pairs] = _aligned(words, before, left[met.pairs], right[met.pairs], met)
    return found


def _aligned(words: Terms, before: Ints, left: Ints, right: Ints, met: Meetings) -> Flags:
    """Whether telling words are missing on both sides or on none, before, between and after those that are shared."""
    mine, theirs = before[met.mine], before[met.theirs]
    opens = np.diff(met.pair, prepend=-1) != 0
    ends_before = before[words.starts[left[met.pair]]], before[words.starts[right[met.pair]]]
    gap = [
        here - np.where(opens, start, np.concatenate([[0], here[:-1] + 1]))
        for here, start in zip((mine, theirs), ends_before, strict=True)
    ]
    broken = (gap[0] < 0) | ((gap[0] == 0) != (gap[1] == 0))
    closes = np.flatnonzero(np.diff(met.pair, append=-1))
    pair = met.pair[closes]
    after = [before[words.starts[rows[pair] + 1]] - here[closes] - 1 for rows, here in ((left, mine), (right, theirs))]
    wrong = np.bincount(met.pair, weights=broken, minlength=len(left))
    wrong[pair] += (after[0] == 0) != (after[1] == 0)
    aligned: Flags = wrong == 0
    return aligned

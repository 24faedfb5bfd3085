"""Which pairs of rows are worth a close look: those that share rare terms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np

from site_gen.stories.bodies import runs_of
from site_gen.stories.many.rows import Rows
from site_gen.stories.many.terms import Flags, Floats, Ints, Terms, stem_terms

# Pairs per row that the terms may bring forth, the rarest terms first, and how many of a row's best go on.
BUDGET: Final = 200
KEPT: Final = 100
# Of many rows fewer, so that the pairs in all stay few.
PAIRS: Final = 400_000
# How much of what two rows say must be shared, by its rarity.
SHARE: Final = 0.08
# In a part of a long stream rare words are not yet told from others, so more is asked for.
SHARE_IN_PART: Final = 0.12
# … and so much more for the logarithm of half days apart.
_APART: Final = 0.03
# Of a body so many runs of words are looked up.
_SAMPLED: Final = 12
# A weight is kept in so many bits beside the pair's number, so that one sort of whole numbers does both.
_BITS: Final = 14
_UNIT: Final = 64


def candidates(found: Rows, *, is_part: bool) -> tuple[Ints, Ints]:
    """Pairs of rows, left before right, in order, each once: every row of the window with those it shares most with."""
    left, right = _by_words(found, SHARE_IN_PART if is_part else SHARE)
    more_left, more_right = _by_bodies([head.fingerprint for head in found.heads])
    if len(more_left):
        key = np.unique(np.concatenate([left, more_left]) * len(found.heads) + np.concatenate([right, more_right]))
        left, right = key // len(found.heads), key % len(found.heads)
    own = left < found.own
    return left[own], right[own]


def _by_words(found: Rows, share: float) -> tuple[Ints, Ints]:
    terms = stem_terms(found.words)
    rows = terms.rows
    left, right, weight = _sharing(terms)
    shift = rows.bit_length()
    key = (left << shift | right) << _BITS | (weight * _UNIT).astype(np.int64)
    key.sort()
    pair = key >> _BITS
    at = np.flatnonzero(pair[1:] != pair[:-1]) + 1
    at = np.concatenate([[0], at]) if len(pair) else at
    if not len(at):
        return at, at
    key &= (1 << _BITS) - 1
    pair, total = pair[at], np.add.reduceat(key, at) / _UNIT
    left, right = pair >> shift, pair & ((1 << shift) - 1)
    worth = np.sqrt(terms.sums(terms.rarity)).clip(0.1)
    part = total / (worth[left] * worth[right])
    left, right, part = _where(part >= share, left, right, part)
    part -= _asked_for(found, left, right)
    left, right, part = _where(part >= share, left, right, part)
    kept = _among_best(left, right, part, rows)
    return left[kept], right[kept]


def _where(good: Flags, left: Ints, right: Ints, part: Floats) -> tuple[Ints, Ints, Floats]:
    at = np.flatnonzero(good)
    return left[at], right[at], part[at]


def _asked_for(found: Rows, left: Ints, right: Ints) -> Floats:
    """How much more two rows must share because they lie apart in time."""
    early, late = found.earliest, found.latest
    gap = np.maximum(early[left] - late[right], early[right] - late[left]).clip(0)
    return np.where(np.isnan(gap), 0, _APART * np.log1p(gap / 12))


def _sharing(terms: Terms) -> tuple[Ints, Ints, Floats]:
    """Every two rows that share a term, once for each such term, with its rarity; the commonest terms are left out."""
    often = terms.frequencies
    order = np.argsort(often, kind="stable")
    spent = np.cumsum((often * (often - 1) // 2)[order])
    told = np.zeros(len(often), dtype=bool)
    told[order[spent <= min(BUDGET * terms.rows, max(3 * PAIRS, BUDGET // 4 * terms.rows))]] = True
    told &= (often > 1) & (terms.rarity > 0)
    entries = told[terms.ids]
    ids, owners = terms.ids[entries], terms.owners()[entries]
    by_term = np.argsort(ids, kind="stable")
    ids, owners = ids[by_term], owners[by_term]
    after = np.searchsorted(ids, ids, side="right") - np.arange(len(ids)) - 1  # entries of the same term that follow
    first = np.repeat(np.arange(len(ids)), after)
    step = np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after) + 1
    return owners[first], owners[first + step], terms.rarity[ids[first]]


def _among_best(left: Ints, right: Ints, part: Floats, rows: int) -> Ints:
    """Pairs that are among the best of one of their rows."""
    kept = min(KEPT, max(KEPT // 4, PAIRS // max(rows, 1)))
    ends = np.concatenate([left, right])
    counts = np.bincount(ends, minlength=rows)
    if not len(counts) or counts.max() <= kept:
        return np.arange(len(left))
    # The row, how little is shared, and the pair in one whole number, because those sort fastest.
    little = ((1 - part.clip(0, 1)) * 1023).astype(np.int64)
    key = (ends << 43) | (np.concatenate([little, little]) << 33) | np.arange(len(ends))
    key.sort()
    place = np.arange(len(ends)) - np.repeat(np.cumsum(counts) - counts, counts)
    best = np.zeros(len(left), dtype=bool)
    best[(key[place < kept] & ((1 << 33) - 1)) % len(left)] = True
    return np.flatnonzero(best)


def _by_bodies(prints: Sequence[bytes]) -> tuple[Ints, Ints]:
    """Pairs of rows whose bodies share one of the runs of words that are the first to be sampled."""
    homes: dict[int, list[int]] = {}
    for row, fingerprint in enumerate(prints):
        for run in runs_of(fingerprint)[:_SAMPLED]:
            homes.setdefault(run, []).append(row)
    pairs = sorted({pair for rows in homes.values() for pair in combinations(rows[:KEPT], 2)})
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]

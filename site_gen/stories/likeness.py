"""How likely two headlines report one event: a few measures, each of which can only speak one way."""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from site_gen.stories.bodies import containment
from site_gen.stories.rows import Rows
from site_gen.stories.terms import Floats, Ints, Terms
from site_gen.stories.vetoes import vetoes


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """What each measure adds to the logarithm of the odds that two headlines are one event."""

    bias: float = -1.5
    pieces: float = 9.8  # the square root of the cosine of their pieces of words
    evidence: float = 1.55  # the rarity of their shared words together, levelling off
    shared: float = 0.85  # the logarithm of the number of shared words
    length: float = -1.27  # the logarithm of the number of words of the shorter one
    days: float = -0.59  # three days apart, at most nine
    hours: float = -2.46  # the logarithm of half days apart
    undated: float = -2.1  # one of them has no date
    crowd: float = -0.96  # the logarithm of how many others were published near them
    source: float = -1.2  # both from one source
    body: float = 12.0  # how much of the shorter body the other one holds
    softness: float = 2.0  # the odds are rooted so, because the measures repeat each other


WEIGHTS: Final = Weights()
# Two headlines whose languages are less alike than this are likely of one event only in part.
_ONE_LANGUAGE: Final = 0.6
# What a veto leaves of the likeness.
_VETOED: Final = 0.25
# Bodies that share so much are one text, whatever the headlines say.
REPRINT: Final = 0.5
# A table of this size stays in the processor's cache; a block of rows is spread over it.
_BLOCK: Final = 128
_WIDTH: Final = 1 << 13


def likeness(rows: Rows, left: Ints, right: Ints, weights: Weights = WEIGHTS) -> Floats:
    """For each pair a value from 0 to 1; `left` is in order."""
    odds = _title_odds(rows, left, right, weights) + _time_odds(rows, left, right, weights)
    odds += weights.source * ((rows.source[left] == rows.source[right]) & (rows.source[left] >= 0))
    crowd = _crowd(rows)
    odds += weights.crowd * ((crowd[left] + crowd[right]) / 2 - 7)
    shared = _bodies(rows, left, right)
    odds += weights.body * shared
    chance = 1 / (1 + np.exp(-odds / weights.softness))
    tongue = np.einsum("ij,ij->i", rows.tongue[left], rows.tongue[right])
    known = rows.tongue.any(1)
    chance *= np.where(known[left] & known[right], (tongue / _ONE_LANGUAGE).clip(0, 1), 1)
    chance[_vetoed(rows, left, right, chance)] *= _VETOED
    chance[shared >= REPRINT] = 1
    return chance.astype(np.float32)


def _title_odds(rows: Rows, left: Ints, right: Ints, weights: Weights) -> Floats:
    evidence, shared = _overlap(rows.words, left, right, rows.words.rarity)
    squares = rows.pieces.rarity**2
    product, _ = _overlap(rows.pieces, left, right, squares)
    norm = np.sqrt(rows.pieces.sums(squares)).clip(1e-6)
    length = np.diff(rows.words.starts)
    return (
        weights.bias
        + weights.pieces * np.sqrt(product / (norm[left] * norm[right]))
        + weights.evidence * np.tanh(evidence / (3 * np.log(rows.words.rows + 400)))
        + weights.shared * np.log1p(shared)
        + weights.length * np.log1p(np.minimum(length[left], length[right]))
    )


def _time_odds(rows: Rows, left: Ints, right: Ints, weights: Weights) -> Floats:
    early, late = rows.earliest, rows.latest
    gap = np.maximum(early[left] - late[right], early[right] - late[left]).clip(0)
    known = weights.days * (gap / 72).clip(None, 3) + weights.hours * np.log1p(gap / 12)
    return np.where(np.isnan(gap), weights.undated, known)


def _crowd(rows: Rows) -> Floats:
    """The logarithm of how many rows lie within a day and a half of each row; of all rows where it has no date."""
    dated = np.sort(rows.earliest[~np.isnan(rows.earliest)])
    undated = len(rows.earliest) - len(dated)
    near = np.searchsorted(dated, rows.earliest + 36) - np.searchsorted(dated, rows.earliest - 36) + undated
    return np.log(np.where(np.isnan(rows.earliest), len(rows.earliest), near).clip(1)).astype(np.float32)


def _vetoed(rows: Rows, left: Ints, right: Ints, chance: Floats) -> Ints:
    return np.array(
        [
            at
            for at in np.flatnonzero(chance >= 0.3).tolist()
            if vetoes(rows.wordings[left[at]], rows.wordings[right[at]])
        ],
        dtype=np.int64,
    )


def _bodies(rows: Rows, left: Ints, right: Ints) -> Floats:
    shared = np.zeros(len(left), dtype=np.float32)
    prints = [head.fingerprint for head in rows.heads]
    told = np.array([bool(it) for it in prints])
    for at in np.flatnonzero(told[left] & told[right]).tolist():
        shared[at] = containment(prints[left[at]], prints[right[at]])
    return shared


def _overlap(terms: Terms, left: Ints, right: Ints, values: Floats) -> tuple[Floats, Floats]:
    """For each pair the sum of a value over the terms that both rows hold, and their number.

    A block of left rows is spread over a small table, and the terms of the right rows are looked up in it; terms that
    fall on one place of the table are too few to matter.
    """
    place = (terms.ids * 40503) & (_WIDTH - 1)
    lengths, owners, worth = np.diff(terms.starts), terms.owners(), values[terms.ids]
    total = np.zeros(len(left), dtype=np.float32)
    count = np.zeros(len(left), dtype=np.float32)
    for first in range(0, terms.rows, _BLOCK):
        low, high = np.searchsorted(left, (first, first + _BLOCK))
        if low == high:
            continue
        table = np.full(_BLOCK * _WIDTH, -1, dtype=np.int32)
        mine = slice(terms.starts[first], terms.starts[min(first + _BLOCK, terms.rows)])
        table[(owners[mine] - first) * _WIDTH + place[mine]] = terms.ids[mine]
        sizes = lengths[right[low:high]]
        ends = np.cumsum(sizes)
        entry = np.arange(ends[-1]) + np.repeat(terms.starts[right[low:high]] - (ends - sizes), sizes)
        base = np.repeat((left[low:high] - first) * _WIDTH, sizes)
        found = np.flatnonzero(table[base + place[entry]] == terms.ids[entry])
        pair = np.searchsorted(ends, found, side="right")
        total[low:high] = np.bincount(pair, weights=worth[entry[found]], minlength=high - low)
        count[low:high] = np.bincount(pair, minlength=high - low)
    return total, count

"""How likely two headlines report one event: a few measures, each of which can only speak one way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from site_gen.stories.bodies import REPRINT, containment
from site_gen.stories.rows import Rows
from site_gen.stories.terms import Floats, Ints, Terms
from site_gen.stories.vetoes import vetoes
from site_gen.stories.words import without_name, wording


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """What each measure adds to the logarithm of the odds that two headlines are one event."""

    bias: float = -1.43
    pieces: float = 9.46  # the square root of the cosine of their pieces of words
    words: float = 0.43  # the cosine of their words
    evidence: float = 3.76  # the rarity of their shared words together, levelling off
    shared: float = 1.92  # the logarithm of the number of shared words
    length: float = -2.28  # the logarithm of the number of words of the shorter one
    hours: float = -3.1  # the logarithm of half days apart
    undated: float = -2.65  # one of them has no date
    crowd: float = -1.07  # the logarithm of how many others were published near them
    source: float = -1.76  # both from one source
    body: float = 12.0  # how much of the shorter body the other one holds
    softness: float = 2.0  # the odds are rooted so, because the measures repeat each other


WEIGHTS: Final = Weights()
# Of two headlines that no stream surrounds every shared word must earn its place by being rare.
PAIR_WEIGHTS: Final = Weights(
    bias=0.16,
    pieces=1.9,
    words=3.03,
    evidence=6.19,
    shared=-3.22,
    length=0.0,
    hours=-1.41,
    undated=-2.1,
    crowd=0.0,
    source=0.0,
    softness=1.0,
)
# Two headlines whose languages are less alike than this are likely of one event only in part.
_ONE_LANGUAGE: Final = 1.0
# The logarithm of how many articles three days have, where it changes nothing.
_USUAL_CROWD: Final = 7.0
# … and where fewer do not make a likeness likelier: a small digest has few articles on each of many things.
_SPARSE: Final = 6.4
# Pairs less alike than this hold no story together, so nobody asks what speaks against them.
_WORTH_A_VETO: Final = 0.35
# In fewer headlines than this every word is rare, so one word is no evidence.
_ENOUGH_TO_KNOW_RARE: Final = 500
_FEWEST: Final = 2
# What a veto leaves of the likeness.
_VETOED: Final = 0.0
# A table of this size stays in the processor's cache; a block of rows is spread over it.
_BLOCK: Final = 128
_WIDTH: Final = 1 << 13


def likeness(rows: Rows, left: Ints, right: Ints, weights: Weights = WEIGHTS) -> Floats:
    """For each pair a value from 0 to 1; `left` is in order."""
    title_odds, words_shared = _title_odds(rows, left, right, weights)
    odds = title_odds + _time_odds(rows, left, right, weights)
    odds += weights.source * ((rows.source[left] == rows.source[right]) & (rows.source[left] >= 0))
    length = np.diff(rows.words.starts)
    shortest = np.minimum(length[left], length[right])
    crowd = _crowd(rows).clip(_SPARSE)
    odds += weights.crowd * ((crowd[left] + crowd[right]) / 2 - _USUAL_CROWD)
    shared = _bodies(rows, left, right)
    odds += weights.body * shared
    chance: Floats = 1 / (1 + np.exp(-odds / weights.softness))
    tongue = np.einsum("ij,ij->i", rows.tongue[left], rows.tongue[right])
    known = rows.tongue.sum(1) > 0
    chance *= np.where(known[left] & known[right], (tongue / _ONE_LANGUAGE).clip(0, 1), 1)
    chance[_vetoed(rows, left, right, chance)] = _VETOED
    if rows.words.rows < _ENOUGH_TO_KNOW_RARE:
        chance[(words_shared < _FEWEST) & (words_shared < shortest)] = 0
    chance[shared >= REPRINT] = 1
    return chance


def _title_odds(rows: Rows, left: Ints, right: Ints, weights: Weights) -> tuple[Floats, Floats]:
    """What the headlines say, and how many words they share."""
    rarity = rows.words.rarity
    evidence, squares, shared = _overlap(rows.words, left, right, [rarity, rarity**2, (rarity > 0).astype(np.float64)])
    (product,) = _overlap(rows.pieces, left, right, [rows.pieces.rarity**2])
    length = np.diff(rows.words.starts)
    odds: Floats = (
        weights.bias
        + weights.pieces * np.sqrt(product / _norms(rows.pieces, left, right))
        + weights.words * squares / _norms(rows.words, left, right)
        + weights.evidence * np.tanh(evidence / (2.5 * np.log(rows.words.rows + 400)))
        + weights.shared * np.log1p(shared)
        + weights.length * np.log1p(np.minimum(length[left], length[right]))
    )
    return odds, shared


def _norms(terms: Terms, left: Ints, right: Ints) -> Floats:
    norm = np.sqrt(terms.sums(terms.rarity**2)).clip(0.1)
    norms: Floats = norm[left] * norm[right]
    return norms


def _time_odds(rows: Rows, left: Ints, right: Ints, weights: Weights) -> Floats:
    early, late = rows.earliest, rows.latest
    gap = np.maximum(early[left] - late[right], early[right] - late[left]).clip(0)
    return np.where(np.isnan(gap), weights.undated, weights.hours * np.log1p(gap / 12))


def _crowd(rows: Rows) -> Floats:
    """The logarithm of how many rows lie within a day and a half of each row; of all rows where it has no date.

    Where the rows do not reach so far, those beyond are as dense as those that are here.
    """
    early = rows.earliest
    dated = np.sort(early[~np.isnan(early)])
    if not len(dated):
        return np.full(len(early), np.log(max(len(early), 1)))
    near = np.searchsorted(dated, early + 36) - np.searchsorted(dated, early - 36)
    reach = np.minimum(early + 36, dated[-1]) - np.maximum(early - 36, dated[0])
    near = near * 72 / reach.clip(36) + len(early) - len(dated)
    crowd: Floats = np.log(np.where(np.isnan(early), len(early), near).clip(1))
    return crowd


def _vetoed(rows: Rows, left: Ints, right: Ints, chance: Floats) -> Ints:
    cores = [wording(without_name(head.title)) for head in rows.heads]
    return np.array(
        [at for at in np.flatnonzero(chance >= _WORTH_A_VETO).tolist() if vetoes(cores[left[at]], cores[right[at]])],
        dtype=np.int64,
    )


def _bodies(rows: Rows, left: Ints, right: Ints) -> Floats:
    shared = np.zeros(len(left))
    prints = [head.fingerprint for head in rows.heads]
    told = np.array([bool(it) for it in prints])
    for at in np.flatnonzero(told[left] & told[right]).tolist():
        shared[at] = containment(prints[left[at]], prints[right[at]])
    return shared


def _overlap(terms: Terms, left: Ints, right: Ints, values: Sequence[Floats]) -> list[Floats]:
    """For each pair the sum of each value over the terms that both rows hold.

    A block of left rows is spread over a small table, and the terms of the right rows are looked up in it; terms that
    fall on one place of the table are too few to matter.
    """
    place = (terms.ids * 40503) & (_WIDTH - 1)
    lengths, owners = np.diff(terms.starts), terms.owners()
    worth = [value[terms.ids] for value in values]
    sums = [np.zeros(len(left)) for _ in values]
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
        entry = entry[found]
        for total, each in zip(sums, worth, strict=True):
            total[low:high] = np.bincount(pair, weights=each[entry], minlength=high - low)
    return sums

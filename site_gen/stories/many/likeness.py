"""How likely two headlines report one event: a few measures, each of which can only speak one way."""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from site_gen.stories.bodies import REPRINT, containment
from site_gen.stories.many.closer_look import scrutinise
from site_gen.stories.many.one_sentence import SharedWords, are_one_sentence, shared_words
from site_gen.stories.many.overlap import shared
from site_gen.stories.many.rows import Rows
from site_gen.stories.many.terms import Floats, Ints, Terms
from site_gen.stories.two.vetoes import vetoes
from site_gen.stories.two.words import without_name, wording


class LikenessWeights(msgspec.Struct, frozen=True, kw_only=True):
    """What each measure adds to the logarithm of the odds that two headlines are one event."""

    bias: float = -1.63
    pieces: float = 6.5  # the square root of the cosine of their pieces of words
    evidence: float = 2.9  # the rarity of their shared words together, levelling off
    shared: float = 0.62  # the logarithm of the number of shared words
    length: float = -1.51  # the logarithm of the number of words of the shorter one
    hours: float = -2.2  # the logarithm of half days apart
    undated: float = -1.76  # one of them has no date
    crowd: float = -0.97  # the logarithm of how many others were published near them
    source: float = -1.6  # both from one source
    body: float = 12.0  # how much of the shorter body the other one holds
    language: float = 4.0  # the logarithm of how far they are in one language
    softness: float = 1.0  # the odds are rooted so, because the measures repeat each other


WEIGHTS: Final = LikenessWeights()
# The logarithm of how many articles three days have, where it changes nothing.
_USUAL_CROWD: Final = 7.0
# … and where fewer do not make a likeness likelier: a small digest has few articles on each of many things.
_SPARSE: Final = 6.4
# Pairs less alike than this hold no story together, so nobody asks what speaks against them.
_WORTH_A_VETO: Final = 0.35
# Among few, company may make more of less.
_FAINT: Final = 0.15
# In fewer headlines than this every word is rare, so one word is no evidence.
_ENOUGH_TO_KNOW_RARE: Final = 500
_FEWEST: Final = 2
# What a veto leaves of the likeness where rows are few: it speaks against one story, also where a third headline is
# like both. Many reports of one event outweigh it.
_VETOED_AMONG_FEW: Final = -1.0
# Pairs below the floor are left out where the pieces of words can hardly mend them: the root of their cosine seldom has
# more than that of the words' one and this.
_PIECES_ADD: Final = 0.1


def likeness(rows: Rows, left: Ints, right: Ints, floor: float, weights: LikenessWeights = WEIGHTS) -> Floats:
    """For each pair a value from 0 to 1, or less where something is said against it; `left` is in order.

    Pairs that hardly reach `floor` are 0 after a first look.
    """
    words = shared_words(rows.words, left, right)
    cosine = words.squares / _norms(rows.words, left, right)
    odds = _word_odds(rows, left, right, words, weights) + _outer_odds(rows, left, right, weights)
    body = _bodies(rows, left, right)
    odds += weights.body * body
    least = weights.softness * np.log(floor / (1 - floor))
    hopeful = odds + weights.pieces * (np.sqrt(cosine) + _PIECES_ADD) >= least
    at = np.flatnonzero(hopeful | (body >= REPRINT))
    left, right, words, body = left[at], right[at], words.of(at), body[at]
    pieces = rows.pieces
    product = shared(pieces.starts, pieces.ids, left, right, pieces.squares)
    odds = odds[at] + weights.pieces * np.sqrt(product / (pieces.norms[left] * pieces.norms[right]))
    odds += weights.language * _one_language(rows, left, right)
    found: Floats = 1 / (1 + np.exp(-odds / weights.softness))
    few = rows.words.rows < _ENOUGH_TO_KNOW_RARE
    if few:
        length = np.diff(rows.words.starts)
        found[(words.shared < _FEWEST) & (words.shared < np.minimum(length[left], length[right]))] = 0
    found = _scrutinised(rows, left, right, found) if few else _unless_vetoed(rows, left, right, found)
    found[body >= REPRINT] = 1
    chance = np.zeros(len(hopeful))
    chance[at] = found
    return chance


def _word_odds(rows: Rows, left: Ints, right: Ints, words: SharedWords, weights: LikenessWeights) -> Floats:
    length = np.diff(rows.words.starts)
    logarithm = np.log1p(np.arange(length.max(initial=0) + 1))
    odds: Floats = weights.evidence * np.tanh(words.evidence / (2.5 * np.log(rows.words.rows + 400)))
    odds += weights.bias
    odds += weights.shared * logarithm[words.shared.astype(np.int64)]
    odds += weights.length * logarithm[np.minimum(length[left], length[right])]
    return odds


def _outer_odds(rows: Rows, left: Ints, right: Ints, weights: LikenessWeights) -> Floats:
    """What time, source and the number of others say."""
    odds = _time_odds(rows, left, right, weights)
    odds += weights.source * ((rows.source[left] == rows.source[right]) & (rows.source[left] >= 0))
    crowd = _crowd(rows).clip(_SPARSE)
    odds += weights.crowd * ((crowd[left] + crowd[right]) / 2 - _USUAL_CROWD)
    return odds


def _one_language(rows: Rows, left: Ints, right: Ints) -> Floats:
    """The logarithm of how far both are in one language; 0 where a language is not known."""
    known = rows.tongue.sum(1) > 0
    alike = np.ones(len(left))
    told = np.flatnonzero(known[left] & known[right])
    alike[told] = np.einsum("ij,ij->i", rows.tongue[left[told]], rows.tongue[right[told]])
    logarithm: Floats = np.log(alike.clip(0.02, 1))
    return logarithm


def _norms(terms: Terms, left: Ints, right: Ints) -> Floats:
    norm = np.sqrt(terms.sums(terms.rarity**2)).clip(0.1)
    norms: Floats = norm[left] * norm[right]
    return norms


def _time_odds(rows: Rows, left: Ints, right: Ints, weights: LikenessWeights) -> Floats:
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


def _scrutinised(rows: Rows, left: Ints, right: Ints, chance: Floats) -> Floats:
    """The likeness of few after every pair that may be worth something was compared word by word."""
    at = np.flatnonzero(chance >= _FAINT)
    pairs = list(zip(left[at].tolist(), right[at].tolist(), strict=True))
    verdicts = scrutinise(rows.heads, pairs, chance[at].tolist())
    found = chance.copy()
    found[at] = [_VETOED_AMONG_FEW if it.against else it.chance for it in verdicts]
    return found


def _unless_vetoed(rows: Rows, left: Ints, right: Ints, chance: Floats) -> Floats:
    """The likeness without the pairs against which something is said: one sentence with something else in it."""
    at = np.flatnonzero(chance >= _WORTH_A_VETO)
    at = at[are_one_sentence(rows.words, left[at], right[at])]
    cores = {row: wording(without_name(rows.heads[row].title)) for row in {*left[at].tolist(), *right[at].tolist()}}
    pairs = zip(at.tolist(), left[at].tolist(), right[at].tolist(), strict=True)
    found = chance.copy()
    found[[place for place, a, b in pairs if vetoes(cores[a], cores[b])]] = 0
    return found


def _bodies(rows: Rows, left: Ints, right: Ints) -> Floats:
    held = np.zeros(len(left))
    prints = [head.fingerprint for head in rows.heads]
    told = np.array([bool(it) for it in prints])
    for at in np.flatnonzero(told[left] & told[right]).tolist():
        held[at] = containment(prints[left[at]], prints[right[at]])
    return held

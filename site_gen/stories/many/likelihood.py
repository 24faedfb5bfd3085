"""How likely each pair of rows reports one event: by itself, and as the others see it that are like both."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from site_gen.stories.many.matches import matches
from site_gen.stories.many.measures import Measures
from site_gen.stories.many.rows import Flags, Floats, Ints
from site_gen.stories.many.weights import (
    COMPANY_OF_HEADLINES,
    COMPANY_WITH_BODIES,
    HEADLINES,
    WITH_BODIES,
    Company,
    Weights,
)

# Pairs less likely than this hold no story together, and company makes nothing of them.
FAINT: Final = 0.02
# … and those less likely than this are no company.
_COMPANY: Final = 0.1
_SURE: Final = 1e-6


def likelihood(measures: Measures, with_bodies: Flags) -> Floats:
    """For each pair how likely it is one event by itself, from 0 to 1."""
    odds = np.where(with_bodies, log_odds(measures, WITH_BODIES), log_odds(measures, HEADLINES))
    return _chance(odds)


def log_odds(measures: Measures, weights: Weights) -> Floats:
    """The logarithm of the odds that each pair is one event."""
    odds = np.full(len(measures.title), float(weights.bias))
    for name, weight in zip(Weights._fields[1:], weights[1:], strict=True):
        if weight:
            odds += weight * value_of(measures, name)
    return odds


def value_of(measures: Measures, name: str) -> Floats:
    """The measure that a weight is for."""
    value: Floats = getattr(measures, name.removeprefix("root_"))
    return np.sqrt(value.clip(0)) if name.startswith("root_") else value


class Companions(NamedTuple):
    """Of each pair the logarithms of its odds by itself, of how many others are like both, and like either."""

    alone: Floats
    shared: Floats
    crowd: Floats


def companions(left: Ints, right: Ints, chance: Floats, rows: int, known: tuple[Ints, Ints]) -> Companions:
    """What other rows say of each pair; `known` are pairs of rows that are one event for sure."""
    told = np.flatnonzero(chance >= _COMPANY)
    ends = np.concatenate([left[told], right[told], known[0], known[1]])
    others = np.concatenate([right[told], left[told], known[1], known[0]])
    weight = np.concatenate([chance[told], chance[told], np.ones(2 * len(known[0]))])
    order = np.argsort(ends * max(rows, 1) + others, kind="stable")
    ends, others, weight = ends[order], others[order], weight[order]
    starts = np.searchsorted(ends, np.arange(rows + 1))
    shared = np.zeros(len(left))
    mine, theirs = left[told], right[told]
    for found in matches(starts, others, mine, theirs):
        both = np.bincount(found.pair, weight[found.left] * weight[found.right], found.pairs.stop - found.pairs.start)
        shared[told[found.pairs]] = both
    crowd = np.bincount(ends, weight, rows)
    sure = chance.clip(_SURE, 1 - _SURE)
    return Companions(
        np.log(sure / (1 - sure)),
        np.log1p(shared),
        np.log1p((np.minimum(crowd[left], crowd[right]) - np.where(chance >= _COMPANY, chance, 0)).clip(0)),
    )


def in_company(found: Companions, with_bodies: Flags, chance: Floats) -> Floats:
    """How likely each pair is one event, others considered; what is faint by itself stays nothing."""
    odds = np.where(with_bodies, _weighed(found, COMPANY_WITH_BODIES), _weighed(found, COMPANY_OF_HEADLINES))
    return np.where(chance >= FAINT, _chance(odds), 0.0)


def _weighed(found: Companions, weights: Company) -> Floats:
    bias, *others = weights
    return bias + sum((weight * value for weight, value in zip(others, found, strict=True)), np.zeros(len(found.alone)))


def _chance(odds: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-odds.clip(-50, 50)))
    return chance

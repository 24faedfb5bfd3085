"""How likely each pair of rows reports one event, by what the two have in common and nothing else."""

from __future__ import annotations

from typing import Final

import numpy as np

from site_gen.stories.many.measures import Measures
from site_gen.stories.many.rows import Flags, Floats
from site_gen.stories.many.weights import HEADLINES, WITH_BODIES, Weights

# Pairs less likely than this hold no story together.
FAINT: Final = 0.02


def likelihood(measures: Measures, with_bodies: Flags) -> Floats:
    """For each pair how likely it is one event, from 0 to 1."""
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


def _chance(odds: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-odds.clip(-50, 50)))
    return chance

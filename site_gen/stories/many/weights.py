"""What each measure adds to the odds that two articles report one event, as `benchmarks/fit_grouping.py` found it."""

from __future__ import annotations

from typing import Final, NamedTuple


class Weights(NamedTuple):
    """What a measure of a pair adds to the logarithm of the odds; `root_…` is of a measure's square root."""

    bias: float
    root_title: float = 0.0
    body: float = 0.0
    root_pieces: float = 0.0
    told: float = 0.0
    names: float = 0.0
    evidence: float = 0.0
    strangers: float = 0.0
    days: float = 0.0
    undated: float = 0.0
    source: float = 0.0
    words: float = 0.0


class Company(NamedTuple):
    """What the other articles that two are like add to what the two say by themselves."""

    bias: float = 0.0
    alone: float = 1.0  # for the logarithm of the odds of the two by themselves
    shared: float = 0.0  # for the logarithm of how many others are like both
    crowd: float = 0.0  # … and of how many are like the one of them that fewer are like


WITH_BODIES: Final = Weights(
    bias=-5.33,
    root_title=1.51,
    body=10.1,
    told=3.38,
    names=0.555,
    strangers=-0.219,
    days=-0.839,
    undated=-2.58,
    source=-0.0641,
)
COMPANY_WITH_BODIES: Final = Company(
    bias=-0.505,
    alone=0.874,
    shared=3.01,
    crowd=-0.779,
)
HEADLINES: Final = Weights(
    bias=-10.1,
    root_title=4.72,
    root_pieces=4.9,
    evidence=1.05,
    strangers=-0.416,
    days=-2.14,
    undated=-1.52,
    source=-1.54,
    words=-0.469,
)
COMPANY_OF_HEADLINES: Final = Company(
    bias=-0.549,
    alone=0.931,
    shared=-1.15,
    crowd=2.24,
)

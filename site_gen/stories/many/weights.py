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
    strangers: float = 0.0
    days: float = 0.0
    undated: float = 0.0
    source: float = 0.0


WITH_BODIES: Final = Weights(
    bias=-5.28,
    root_title=1.51,
    body=11.7,
    told=3.3,
    names=0.561,
    strangers=-0.254,
    days=-0.826,
    undated=-2.45,
    source=-1.25,
)
HEADLINES: Final = Weights(
    bias=-5.57,
    root_title=7.75,
    root_pieces=2.39,
    strangers=-0.672,
    days=-2.25,
    undated=-1.9,
    source=-1.25,
)

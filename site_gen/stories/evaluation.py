"""How well pairs are told apart, measured on pairs that somebody labelled."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from site_gen.stories.comparison import SAME


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Precision and recall of a threshold on labelled pairs."""

    threshold: float
    precision: float
    recall: float
    f1: float


def evaluate(labelled: Iterable[tuple[float, bool]], threshold: float = SAME) -> Evaluation:
    """Pairs of a score and whether it is one event, judged at a threshold."""
    pairs = list(labelled)
    taken = sum(score >= threshold for score, _ in pairs)
    true = sum(same for _, same in pairs)
    right = sum(same and score >= threshold for score, same in pairs)
    return Evaluation(
        threshold=threshold,
        precision=right / taken if taken else 1.0,
        recall=right / true if true else 1.0,
        f1=2 * right / (taken + true) if taken + true else 1.0,
    )


def suggest(labelled: Iterable[tuple[float, bool]]) -> Evaluation:
    """The threshold with the best balance of precision and recall; of equals the highest."""
    pairs = sorted(labelled, reverse=True)
    true = sum(same for _, same in pairs)
    best, threshold, right = 0.0, SAME, 0
    for taken, (score, same) in enumerate(pairs, 1):
        right += same
        last_of_its_score = taken == len(pairs) or pairs[taken][0] < score
        balance = 2 * right / (taken + true)
        if last_of_its_score and balance > best:
            best, threshold = balance, score
    return evaluate(pairs, threshold)

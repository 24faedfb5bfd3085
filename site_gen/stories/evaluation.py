"""How well the grouping agrees with what people say: precision and recall, and the threshold that would do best.

Agreement is counted over pairs of articles: two that people put together, or keep apart, and that the grouping does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from site_gen.model import Headline
from site_gen.stories import Decisions, GroupingOptions, compare_all, group_at
from site_gen.stories.two import SAME

_STEPS: Final = tuple(round(step * 0.05, 2) for step in range(4, 17))


class Agreement(msgspec.Struct, frozen=True, order=True):
    """Pairs by what people and the grouping say of them."""

    both: int  # say that they are one story
    only_grouped: int  # the grouping alone says so: wrong merges
    only_people: int  # people alone say so: merges that were missed

    @property
    def precision(self) -> float:
        """Of the pairs that the grouping puts together, the share that belongs together."""
        return _share(self.both, self.only_grouped)

    @property
    def recall(self) -> float:
        """Of the pairs that belong together, the share that the grouping puts together."""
        return _share(self.both, self.only_people)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _share(2 * self.both, self.only_grouped + self.only_people)


class Labelled(msgspec.Struct, frozen=True):
    """Two articles and what people say of them."""

    a: Headline
    b: Headline
    same: bool


class Evaluation(msgspec.Struct, frozen=True):
    """How a labelled set came out."""

    what: str  # of the set, for people
    now: float  # the threshold in force
    found: Agreement
    best: float  # the threshold with the best F1; of equals the one nearest to that in force
    at_best: Agreement


def evaluate_pairs(pairs: Sequence[Labelled]) -> Evaluation:
    """Pairs, as `group --pairs` sees them."""
    compared = compare_all([(pair.a, pair.b) for pair in pairs])

    def at(threshold: float) -> Agreement:
        said = (it.same if threshold == SAME else it.score >= threshold and not it.vetoes for it in compared)
        return agreement((pair.same, found) for pair, found in zip(pairs, said, strict=True))

    what = f"labelled pairs: {len(pairs):,}, the same: {sum(pair.same for pair in pairs):,}"
    return _evaluation(what, SAME, {threshold: at(threshold) for threshold in _thresholds(SAME)})


def evaluate_clusters(
    stories: Mapping[str, str], headlines: Sequence[Headline], options: GroupingOptions
) -> Evaluation:
    """Articles whose `stories` people know, grouped as a whole."""
    ids = [headline.id for headline in headlines]
    people = _pairs(Counter(stories[id_] for id_ in ids))

    def counted(found: Mapping[str, str]) -> Agreement:
        both = _pairs(Counter((found[id_], stories[id_]) for id_ in ids))
        return Agreement(both, _pairs(Counter(found.values())) - both, people - both)

    count = len({stories[id_] for id_ in ids})
    tried = _tried(headlines, options, counted)
    return _evaluation(f"labelled articles: {len(ids):,}, stories: {count:,}", options.threshold, tried)


def evaluate_decisions(
    labels: Sequence[tuple[str, str, bool]], headlines: Sequence[Headline], options: GroupingOptions
) -> Evaluation:
    """What an editor said of pairs of a site's articles, against what the grouping makes of all of them by itself."""

    def counted(found: Mapping[str, str]) -> Agreement:
        return agreement((same, found[a] == found[b]) for a, b, same in labels)

    merged = sum(same for _, _, same in labels)
    what = f"pairs that the editor decided: {len(labels):,}, merged: {merged:,}"
    return _evaluation(what, options.threshold, _tried(headlines, options, counted))


def _tried(
    headlines: Sequence[Headline], options: GroupingOptions, counted: Callable[[Mapping[str, str]], Agreement]
) -> dict[float, Agreement]:
    thresholds = _thresholds(options.threshold)
    found = group_at(headlines, Decisions(), thresholds)
    return {threshold: counted(stories) for threshold, stories in zip(thresholds, found, strict=True)}


def _thresholds(now: float) -> tuple[float, ...]:
    return tuple(dict.fromkeys((now, *_STEPS)))


def _evaluation(what: str, now: float, tried: Mapping[float, Agreement]) -> Evaluation:
    best = max(tried, key=lambda threshold: (tried[threshold].f1, -abs(threshold - now)))
    return Evaluation(what, now, tried[now], best, tried[best])


def agreement(said: Iterable[tuple[bool, bool]]) -> Agreement:
    """From what people say and what the grouping says, pair by pair."""
    counts = Counter(said)
    return Agreement(counts[True, True], counts[False, True], counts[True, False])


def _pairs(sizes: Mapping[object, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 1.0

"""Every article to its story: pairs that share rare words are weighed, and what is likely one event on average joins.

The order of things: articles in time | those that news can touch | rows of terms | candidates | measures |
likelihood | what speaks against | how much is enough | linkage. Published stories stay what they are (`settled`), so
that a new article costs a look at those near it in time and changes only the story that it joins.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from site_gen.errors import Diagnostic
from site_gen.model import Headline
from site_gen.stories.addresses import same_address
from site_gen.stories.times import in_order

if TYPE_CHECKING:
    from site_gen.stories.many.rows import Floats, Ints


class GroupingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How readily articles become one story."""

    threshold: float = 0.48  # how likely the articles of a story are one event on average, from 0 to 1


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor decided about article ids, over any score."""

    together: tuple[tuple[str, ...], ...] = ()  # each is one story
    apart: tuple[tuple[str, str], ...] = ()  # never one story


DEFAULT_OPTIONS: Final = GroupingOptions()
NO_DECISIONS: Final = Decisions()
NOTHING_SETTLED: Final[Mapping[str, str]] = {}
# Outweighs every score.
_FORCED: Final = 1e7


def group(
    headlines: Iterable[Headline],
    options: GroupingOptions = DEFAULT_OPTIONS,
    decisions: Decisions = NO_DECISIONS,
    settled: Mapping[str, str] = NOTHING_SETTLED,
    problems: list[Diagnostic] | None = None,
) -> dict[str, str]:
    """Id of every article -> id of its story: that of its first article, the earliest published, then the smallest id.

    `settled` says which story a published article is in: those stories keep their ids and articles, whatever comes
    later; a new article may join one of them. A pair that cannot be compared is left apart and added to `problems`.
    """
    compared = _compare(headlines, decisions, settled, [] if problems is None else problems)
    return _stories(compared, options.threshold)


def group_at(
    headlines: Iterable[Headline], decisions: Decisions, thresholds: Iterable[float]
) -> Iterator[dict[str, str]]:
    """What `group` finds at each threshold; the articles are compared once for all."""
    compared = _compare(headlines, decisions, NOTHING_SETTLED, [])
    for threshold in thresholds:
        yield _stories(compared, threshold)


class _Compared(NamedTuple):
    """The articles in order, which of them were looked at, and how likely pairs of those are one event."""

    ordered: tuple[Headline, ...]
    looked_at: tuple[int, ...]  # places in `ordered`
    home: Mapping[str, str]  # the stories of published articles
    settled: Ints  # for each that was looked at the first of its published story, -1 where it has none
    left: Ints
    right: Ints
    chance: Floats


def _compare(
    headlines: Iterable[Headline], decisions: Decisions, settled: Mapping[str, str], problems: list[Diagnostic]
) -> _Compared:
    import numpy as np

    from site_gen.stories.many.pairs import weigh

    ordered = tuple(sorted(headlines, key=in_order))
    home = _home(ordered, settled, decisions)
    looked_at = _near_news(ordered, home)
    heads = tuple(map(ordered.__getitem__, looked_at))
    first: dict[str, int] = {}
    numbers = [first.setdefault(home[head.id], place) if head.id in home else -1 for place, head in enumerate(heads)]
    published = np.array(numbers, dtype=np.int64)
    left, right, chance = weigh(heads, published, problems)
    if one := same_address(heads):
        decisions = msgspec.structs.replace(decisions, together=(*decisions.together, *one))
    forced = _forced({head.id: place for place, head in enumerate(heads)}, decisions)
    both = (np.concatenate(pair) for pair in zip((left, right, chance), forced, strict=True))
    return _Compared(ordered, looked_at, home, published, *both)


def _home(ordered: Sequence[Headline], settled: Mapping[str, str], decisions: Decisions) -> dict[str, str]:
    """The stories of published articles, without those that an editor split since, which are grouped anew.

    An article whose id is a published story's own, such as a first report that was gone for a while, is of that story.
    """
    if not settled:
        return {}
    own = {story: story for story in settled.values()} | dict(settled)
    split = {own[a] for a, b in decisions.apart if a in own and own.get(b) == own[a]}
    return {head.id: own[head.id] for head in ordered if head.id in own and own[head.id] not in split}


def _near_news(ordered: Sequence[Headline], home: Mapping[str, str]) -> tuple[int, ...]:
    """Places of the articles that are not published yet and of all that may be of one event with one of them."""
    from site_gen.stories.many.candidates import HORIZON

    if not home:
        return tuple(range(len(ordered)))
    hours = [in_order(head)[0] for head in ordered]
    fresh = [hour for hour, head in zip(hours, ordered, strict=True) if head.id not in home]
    if not fresh:
        return ()
    if fresh[-1] == math.inf:  # not known when: it may be of any event
        return tuple(range(len(ordered)))
    spans = _spans(fresh, HORIZON + 24)
    return tuple(
        place
        for place, hour in enumerate(hours)
        if hour == math.inf or any(start <= hour <= end for start, end in spans)
    )


def _spans(hours: Sequence[float], reach: float) -> list[tuple[float, float]]:
    """The times within reach of some hours, which are in order."""
    spans: list[tuple[float, float]] = []
    for hour in hours:
        if spans and hour - reach <= spans[-1][1]:
            spans[-1] = (spans[-1][0], hour + reach)
        else:
            spans.append((hour - reach, hour + reach))
    return spans


def _stories(found: _Compared, threshold: float) -> dict[str, str]:
    import numpy as np

    from site_gen.stories.many.linkage import join
    from site_gen.stories.many.prior import enough

    ordered, home = found.ordered, found.home
    ids = [ordered[place].id for place in found.looked_at]
    start = np.where(found.settled >= 0, found.settled, np.arange(len(ids)))
    judged = np.abs(found.chance) <= 1  # the others are decisions
    least = enough(threshold, found.settled, found.left[judged], found.right[judged], found.chance[judged])
    joined = join(start, found.settled >= 0, found.left, found.right, found.chance, threshold=least)
    name: dict[int, str] = {}  # of the first row of a story
    for row, number in enumerate(joined.tolist()):
        if ids[row] in home:
            name[number] = home[ids[row]]
        else:
            name.setdefault(number, ids[row])
    taken = {**home, **{id_: name[number] for id_, number in zip(ids, joined.tolist(), strict=True)}}
    return {head.id: taken[head.id] for head in ordered}


def _forced(place: Mapping[str, int], decisions: Decisions) -> tuple[Ints, Ints, Floats]:
    """Links that outweigh every score, for and against, between the articles that a decision names."""
    import numpy as np

    pairs = [(a, b, _FORCED) for those in decisions.together for a, b in pairwise(those)]
    pairs += [(a, b, -_FORCED * _FORCED) for a, b in decisions.apart]
    known = [(place[a], place[b], much) for a, b, much in pairs if a in place and b in place and place[a] != place[b]]
    left = np.array([min(a, b) for a, b, _ in known], dtype=np.int64)
    right = np.array([max(a, b) for a, b, _ in known], dtype=np.int64)
    return left, right, np.array([much for _, _, much in known], dtype=np.float64)

"""Every article to its story: windows of days one by one, then the stories of windows that touch.

What happens in a window depends on it and the days after it alone, so an engine may keep the `Links` of every
`GroupingBlock`:
`assemble(blocks, map(link, blocks))` is `group`, whether the links are new or kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from site_gen.model import Headline
from site_gen.stories.addresses import same_address
from site_gen.stories.settling import keep_settled
from site_gen.stories.times import in_order
from site_gen.stories.windows import Window, windows

if TYPE_CHECKING:
    from site_gen.stories.many.terms import Floats, Ints


class GroupingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How readily articles become one story."""

    threshold: float = 0.36  # how alike the articles of a story are on average, from 0 to 1
    whole: int = 12_000  # a stream no longer than this is compared all at once
    window: int = 5000  # of a longer one so many articles, unless one day has more


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor decided about article ids, over any score."""

    together: tuple[tuple[str, ...], ...] = ()  # each is one story
    apart: tuple[tuple[str, str], ...] = ()  # never one story


class GroupingBlock(msgspec.Struct, frozen=True):
    """A window and those articles after it that it may share stories with."""

    own: tuple[Headline, ...]
    after: tuple[Headline, ...]
    decisions: Decisions
    options: GroupingOptions
    is_part: bool = False  # of a longer stream


class Links(msgspec.Struct, frozen=True):
    """What was found in a block, as arrays of numbers in bytes, which cost nothing to keep."""

    stories: bytes  # for each own article the place of its story's first
    own: bytes  # places in `own` and …
    after: bytes  # … in `after` that are linked …
    much: bytes  # … and how much they are


DEFAULT_OPTIONS: Final = GroupingOptions()
NO_DECISIONS: Final = Decisions()
NOTHING_SETTLED: Final[Mapping[str, str]] = {}
# Large stories join a little sooner than their average says, because a long story says the same in many ways.
FAVOUR: Final = 0.7
# Pairs less alike than this count as not alike at all, before and after their company has its say.
FLOOR: Final = 0.016
FLOOR_IN_PART: Final = 0.04
FAINT: Final = 0.04
_FORCED: Final = 1e7


def group(
    headlines: Iterable[Headline],
    options: GroupingOptions = DEFAULT_OPTIONS,
    decisions: Decisions = NO_DECISIONS,
    settled: Mapping[str, str] = NOTHING_SETTLED,
) -> dict[str, str]:
    """Id of every article -> id of its story: that of its lead, the earliest published, then the smallest id.

    `settled` says which story a published article is in: those stories keep their ids and articles, whatever comes
    later; a new article may join one of them.
    """
    parts = blocks(headlines, options, decisions)
    return keep_settled(assemble(parts, map(link, parts)), settled)


def blocks(
    headlines: Iterable[Headline],
    options: GroupingOptions = DEFAULT_OPTIONS,
    decisions: Decisions = NO_DECISIONS,
) -> tuple[GroupingBlock, ...]:
    """The work of grouping in parts that know nothing of each other."""
    placed = sorted([(in_order(headline), headline) for headline in headlines], key=itemgetter(0))
    ordered = [headline for _, headline in placed]
    if one := same_address(ordered):
        decisions = msgspec.structs.replace(decisions, together=(*decisions.together, *one))
    cut = windows([hour for (hour, _), _ in placed], whole=options.whole, size=options.window)
    return tuple(block(ordered, window, decisions, options, is_part=len(cut) > 1) for window in cut)


def block(
    ordered: Sequence[Headline], window: Window, decisions: Decisions, options: GroupingOptions, *, is_part: bool
) -> GroupingBlock:
    """The work of one window of articles that are in order."""
    own = tuple(ordered[window.start : window.end])
    return GroupingBlock(own, tuple(ordered[window.end : window.after]), _concerning(decisions, own), options, is_part)


def link(block: GroupingBlock) -> Links:
    """Stories of one window, and how its articles are linked to those after it."""
    return _join_own(block, _compare(block), block.options.threshold)


def group_at(
    headlines: Iterable[Headline], options: GroupingOptions, thresholds: Iterable[float]
) -> Iterator[dict[str, str]]:
    """What `group` finds at each threshold; the articles are compared once for all."""
    parts = blocks(headlines, options)
    compared = list(map(_compare, parts))
    for threshold in thresholds:
        at = msgspec.structs.replace(options, threshold=threshold)
        links = [_join_own(*both, threshold) for both in zip(parts, compared, strict=True)]
        yield assemble([msgspec.structs.replace(part, options=at) for part in parts], links)


class _Compared(NamedTuple):
    """Rows of a block and how alike they are."""

    own: int
    sizes: Ints
    member: Ints
    left: Ints
    right: Ints
    total: Floats


def _compare(block: GroupingBlock) -> _Compared:
    import numpy as np

    from site_gen.stories.many.candidates import candidates
    from site_gen.stories.many.company import by_company
    from site_gen.stories.many.likeness import likeness
    from site_gen.stories.many.rows import rows
    from site_gen.stories.many.terms import keep_memory

    keep_memory()
    alone = {id_ for pair in block.decisions.apart for id_ in pair}
    found = rows(block.own, block.after, alone)
    left, right = candidates(found, is_part=block.is_part)
    floor = FLOOR_IN_PART if block.is_part else FLOOR
    alike = likeness(found, left, right, floor)
    against = alike < 0
    good = alike >= floor
    near = by_company(left[good], right[good], alike[good], len(found.sizes), is_part=block.is_part)
    left, right = np.concatenate([left[good], left[against]]), np.concatenate([right[good], right[against]])
    alike = np.concatenate([near, alike[against]])
    told = (alike >= FAINT) | (alike < 0)
    left, right, alike = left[told], right[told], alike[told]
    total = alike * found.sizes[left] * found.sizes[right]
    return _Compared(found.own, found.sizes, found.member, left, right, total)


def _join_own(block: GroupingBlock, found: _Compared, threshold: float) -> Links:
    import numpy as np

    from site_gen.stories.many.linkage import join

    left, right, total = found.left, found.right, found.total
    inside = right < found.own
    home = {headline.id: row for headline, row in zip(block.own, found.member.tolist(), strict=False)}
    forced = _forced(home, block.decisions)
    story = join(
        found.sizes[: found.own],
        np.concatenate([left[inside], forced[0]]),
        np.concatenate([right[inside], forced[1]]),
        np.concatenate([total[inside], forced[2]]),
        threshold=threshold,
        favour=FAVOUR,
    )
    first = np.full(len(found.sizes), len(found.member))
    np.minimum.at(first, found.member, np.arange(len(found.member)))
    own = len(block.own)
    return Links(
        stories=_packed(first[story[found.member[:own]]]),
        own=_packed(first[left[~inside]]),
        after=_packed(first[right[~inside]] - own),
        much=total[~inside].astype(np.float32).tobytes(),
    )


def assemble(parts: Sequence[GroupingBlock], links: Iterable[Links]) -> dict[str, str]:
    """Stories of all windows from the links of each; stories of neighbours join as articles do."""
    if not parts:
        return {}
    ids = [headline.id for block in parts for headline in block.own]
    starts = [0, *accumulate(len(block.own) for block in parts)]
    leads = leads_of(ids, starts, links, _all(parts), parts[0].options)
    return dict(zip(ids, map(ids.__getitem__, leads.tolist()), strict=True))


def leads_of(
    ids: Sequence[str], starts: Sequence[int], links: Iterable[Links], decisions: Decisions, options: GroupingOptions
) -> Ints:
    """For each article the place of its story's first, where the windows start at `starts`."""
    import numpy as np

    from site_gen.stories.many.linkage import join

    story, left, right, much = _unpacked(starts, links)
    named = {id_ for those in (*decisions.together, *decisions.apart) for id_ in those}
    forced = _forced({id_: place for place, id_ in enumerate(ids) if id_ in named} if named else {}, decisions)
    is_first = story == np.arange(len(story))
    member = (np.cumsum(is_first) - 1)[story]
    joined = join(
        np.bincount(member, minlength=int(is_first.sum())),
        member[np.concatenate([left, forced[0]])],
        member[np.concatenate([right, forced[1]])],
        np.concatenate([much, forced[2]]),
        threshold=options.threshold,
        favour=FAVOUR,
    )
    leads: Ints = np.flatnonzero(is_first)[joined[member]]
    return leads


def _packed(places: Ints) -> bytes:
    import numpy as np

    return places.astype(np.int32).tobytes()


def _unpacked(starts: Sequence[int], links: Iterable[Links]) -> tuple[Ints, Ints, Ints, Floats]:
    """For every article the place of the first of its story in its window, and the links between windows."""
    import numpy as np

    places: list[list[Ints]] = [[], [], []]
    much: list[Floats] = []
    for start, end, found in zip(starts, starts[1:], links, strict=False):
        for those, packed, first in zip(
            places, (found.stories, found.own, found.after), (start, start, end), strict=True
        ):
            those.append(np.frombuffer(packed, dtype=np.int32).astype(np.int64) + first)
        much.append(np.frombuffer(found.much, dtype=np.float32).astype(np.float64))
    story, left, right = (np.concatenate([np.zeros(0, dtype=np.int64), *those]) for those in places)
    return story, left, right, np.concatenate([np.zeros(0), *much])


def _concerning(decisions: Decisions, own: Sequence[Headline]) -> Decisions:
    """Of the decisions those that name an article of the window."""
    if not (decisions.together or decisions.apart):
        return decisions
    ids = {headline.id for headline in own}
    return Decisions(
        together=tuple(it for it in decisions.together if not ids.isdisjoint(it)),
        apart=tuple(it for it in decisions.apart if not ids.isdisjoint(it)),
    )


def _all(parts: Sequence[GroupingBlock]) -> Decisions:
    return Decisions(
        together=tuple(dict.fromkeys(it for block in parts for it in block.decisions.together)),
        apart=tuple(dict.fromkeys(it for block in parts for it in block.decisions.apart)),
    )


def _forced(home: Mapping[str, int], decisions: Decisions) -> tuple[Ints, Ints, Floats]:
    """Links that outweigh every score, for and against, between the homes of the articles that a decision names."""
    import numpy as np

    pairs = [(a, b, _FORCED) for those in decisions.together for a, b in pairwise(those)]
    pairs += [(a, b, -_FORCED * _FORCED) for a, b in decisions.apart]
    known = [(home[a], home[b], much) for a, b, much in pairs if a in home and b in home and home[a] != home[b]]
    left = np.array([min(a, b) for a, b, _ in known], dtype=np.int64)
    right = np.array([max(a, b) for a, b, _ in known], dtype=np.int64)
    return left, right, np.array([much for _, _, much in known], dtype=np.float64)

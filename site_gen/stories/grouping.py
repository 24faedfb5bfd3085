"""Every article to its story: windows of days one by one, then the stories of windows that touch.

What happens in a window depends on it and the days after it alone, so an engine may keep the `Links` of every `Block`:
`assemble(blocks, map(link, blocks))` is `group`, whether the links are new or kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.model import Headline
from site_gen.stories.times import in_order, span
from site_gen.stories.windows import windows

if TYPE_CHECKING:
    from site_gen.stories.terms import Floats, Ints


class GroupingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How readily articles become one story."""

    threshold: float = 0.33  # how alike the articles of a story are on average, from 0 to 1
    whole: int = 20_000  # a stream no longer than this is compared all at once
    window: int = 500  # of a longer one so many articles, unless one day has more


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor decided about article ids, over any score."""

    together: tuple[tuple[str, ...], ...] = ()  # each is one story
    apart: tuple[tuple[str, str], ...] = ()  # never one story


class Block(msgspec.Struct, frozen=True):
    """A window and those articles after it that it may share stories with."""

    own: tuple[Headline, ...]
    after: tuple[Headline, ...]
    decisions: Decisions
    options: GroupingOptions


class Links(msgspec.Struct, frozen=True):
    """What was found in a block."""

    stories: tuple[int, ...]  # for each own article the place of its story's first
    across: tuple[tuple[int, int, float], ...]  # own place, place in `after`, how alike


DEFAULT_OPTIONS: Final = GroupingOptions()
NO_DECISIONS: Final = Decisions()
# Large stories join a little sooner than their average says, because a long story says the same in many ways.
FAVOUR: Final = 0.75
# Pairs less alike than this count as not alike at all.
FLOOR: Final = 0.02
# Windows reach so many hours into the next one.
_REACH: Final = 72.0
_FORCED: Final = 1e7


def group(
    headlines: Iterable[Headline],
    options: GroupingOptions = DEFAULT_OPTIONS,
    decisions: Decisions = NO_DECISIONS,
) -> dict[str, str]:
    """Id of every article -> id of its story's lead: the earliest published, then the smallest id."""
    parts = blocks(headlines, options, decisions)
    return assemble(parts, map(link, parts))


def blocks(
    headlines: Iterable[Headline],
    options: GroupingOptions = DEFAULT_OPTIONS,
    decisions: Decisions = NO_DECISIONS,
) -> tuple[Block, ...]:
    """The work of grouping in parts that know nothing of each other."""
    ordered = sorted(headlines, key=in_order)
    if not ordered:
        return ()
    cut = windows(ordered, options.window) if len(ordered) > options.whole else (tuple(ordered),)
    afters = [_within_reach(own, after) for own, after in zip(cut, (*cut[1:], ()), strict=True)]
    return tuple(
        Block(own, after, _concerning(decisions, own), options) for own, after in zip(cut, afters, strict=True)
    )


def link(block: Block) -> Links:
    """Stories of one window, and how its articles are linked to those after it."""
    import numpy as np

    from site_gen.stories.candidates import candidates
    from site_gen.stories.company import by_company
    from site_gen.stories.likeness import likeness
    from site_gen.stories.linkage import join
    from site_gen.stories.rows import rows

    alone = {id_ for pair in block.decisions.apart for id_ in pair}
    found = rows(block.own, block.after, alone)
    left, right = candidates(found)
    alike = likeness(found, left, right)
    good = alike >= FLOOR
    left, right = left[good], right[good]
    alike = by_company(left, right, alike[good], len(found.sizes))
    total = alike * found.sizes[left] * found.sizes[right]
    inside = right < found.own
    home = {headline.id: row for headline, row in zip(block.own, found.member.tolist(), strict=False)}
    forced = _forced(home, block.decisions)
    story = join(
        found.sizes[: found.own],
        np.concatenate([left[inside], forced[0]]),
        np.concatenate([right[inside], forced[1]]),
        np.concatenate([total[inside], forced[2]]),
        threshold=block.options.threshold,
        favour=FAVOUR,
    )
    first = np.full(len(found.sizes), len(found.member))
    np.minimum.at(first, found.member, np.arange(len(found.member)))
    own = len(block.own)
    across = zip(first[left[~inside]].tolist(), first[right[~inside]].tolist(), total[~inside].tolist(), strict=True)
    return Links(
        stories=tuple(first[story[found.member[:own]]].tolist()),
        across=tuple((place, after - own, much) for place, after, much in across),
    )


def assemble(parts: Sequence[Block], links: Iterable[Links]) -> dict[str, str]:
    """Stories of all windows from the links of each; stories of neighbours join as articles do."""
    import numpy as np

    from site_gen.stories.linkage import join

    story: list[int] = []
    edges: list[tuple[int, int, float]] = []
    for block, found in zip(parts, links, strict=True):
        start = len(story)
        story += [start + place for place in found.stories]
        edges += [(start + own, start + len(block.own) + after, much) for own, after, much in found.across]
    ids = [headline.id for block in parts for headline in block.own]
    edges += zip(
        *(it.tolist() for it in _forced(dict(zip(ids, range(len(ids)), strict=True)), _all(parts))), strict=True
    )
    firsts, member, sizes = np.unique(np.array(story, dtype=np.int64), return_inverse=True, return_counts=True)
    left = member[np.array([edge[0] for edge in edges], dtype=np.int64)]
    right = member[np.array([edge[1] for edge in edges], dtype=np.int64)]
    total = np.array([edge[2] for edge in edges], dtype=np.float64)
    threshold = parts[0].options.threshold if parts else 0.0
    leads = firsts[join(sizes, left, right, total, threshold=threshold, favour=FAVOUR)[member]].tolist()
    return {id_: ids[lead] for id_, lead in zip(ids, leads, strict=True)}


def _within_reach(own: Sequence[Headline], after: Sequence[Headline]) -> tuple[Headline, ...]:
    last = span(own[-1])[0]
    return tuple(headline for headline in after if span(headline)[0] - last <= _REACH)


def _concerning(decisions: Decisions, own: Sequence[Headline]) -> Decisions:
    """Of the decisions those that name an article of the window."""
    ids = {headline.id for headline in own}
    return Decisions(
        together=tuple(it for it in decisions.together if not ids.isdisjoint(it)),
        apart=tuple(it for it in decisions.apart if not ids.isdisjoint(it)),
    )


def _all(parts: Sequence[Block]) -> Decisions:
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

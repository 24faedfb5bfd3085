"""What grouping can know of bodies: one that shares no text with another says nothing to it, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from site_gen.model import Headline
from site_gen.stories.bodies import runs_of
from site_gen.stories.grouping import GroupingBlock


def essence(block: GroupingBlock) -> GroupingBlock:
    """The block without the fingerprints that have no run of words in common with another; `link` finds the same in it.

    So the essence of a window stays the same when a body is edited, unless the text stands in another article too.
    """
    shared = _shared_runs((*block.own, *block.after))

    def bare(headline: Headline) -> Headline:
        if shared.isdisjoint(runs_of(headline.fingerprint)):
            return msgspec.structs.replace(headline, fingerprint=b"")
        return headline

    return msgspec.structs.replace(block, own=tuple(map(bare, block.own)), after=tuple(map(bare, block.after)))


def _shared_runs(headlines: Iterable[Headline]) -> set[int]:
    """The runs of words that stand in more than one body."""
    seen: set[int] = set()
    shared: set[int] = set()
    for headline in headlines:
        runs = runs_of(headline.fingerprint)
        shared.update(seen.intersection(runs))
        seen.update(runs)
    return shared

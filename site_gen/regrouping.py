"""Grouping that remembers: a new article regroups the days that it may belong to, an edited body mostly nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec

from site_gen.digests import digest
from site_gen.edition import Matching
from site_gen.memo import Memo, StartWorkers, Step
from site_gen.model import Headline
from site_gen.stories import (
    Block,
    Comparison,
    Decisions,
    GroupingOptions,
    Links,
    assemble,
    blocks,
    compare,
    essence,
    link,
    runs_of,
)


def name_essence(block: Block) -> bytes:
    """The step from a window to the name of all that grouping can see of it."""
    return digest(essence(block))


def compare_pair(pair: tuple[Headline, Headline]) -> Comparison:
    """The step from two headlines to the reason why they are, or are not, one story."""
    return compare(*pair)


ESSENCE: Final = Step("essence", name_essence, bytes, is_kept=True)
LINK: Final = Step("link", link, Links)
COMPARE: Final = Step("compare", compare_pair, Comparison, is_kept=True)


class Assembled(msgspec.Struct, frozen=True):
    """Id of every article -> id of its story's lead, as last found, and what it was found in."""

    name: bytes
    stories: dict[str, str]


class Regrouping:
    """The windows of the articles that were grouped last, and the functions that `edit` groups with."""

    def __init__(self, memo: Memo, workers: StartWorkers = None) -> None:
        self._memo = memo
        self._workers = workers
        self._parts: list[Block] = []
        self._names: list[bytes] = []
        self.matching = Matching(self._group, self._compare)

    def keeps_stories(self, before: Headline, after: Headline) -> bool:
        """Whether an article's body may become another one without another grouping; if so, it does here."""
        near = [at for at, part in enumerate(self._parts) if _holds(part, before.id)]
        parts = [_exchanged(self._parts[at], after) for at in near]
        runs = frozenset((*runs_of(before.fingerprint), *runs_of(after.fingerprint)))
        if all(_is_alone(part, before.id, runs) for part in parts):  # the essence is the same, and need not be made
            names = [self._names[at] for at in near]
        else:
            names = self._memo.map(ESSENCE, list(map(digest, parts)), parts.__getitem__)
        moved = [number for number, at in enumerate(near) if names[number] != self._names[at]]
        if moved:
            was = self._memo.map(
                LINK, [self._names[near[at]] for at in moved], lambda at: essence(self._parts[near[moved[at]]])
            )
            if was != self._memo.map(LINK, [names[at] for at in moved], lambda at: essence(parts[moved[at]])):
                return False
        for at, part, name in zip(near, parts, names, strict=True):
            self._parts[at], self._names[at] = part, name
        return True

    def _group(
        self, headlines: Sequence[Headline], options: GroupingOptions, decisions: Decisions
    ) -> Mapping[str, str]:
        memo = self._memo
        parts = self._parts = list(blocks(headlines, options, decisions))
        names = self._names = memo.map(ESSENCE, list(map(digest, parts)), parts.__getitem__)
        name = digest(names)
        known = memo.recall("stories", Assembled)
        if known and known.name == name:
            memo.still(LINK.name, names)
            return known.stories
        stories = assemble(parts, memo.map(LINK, names, lambda at: essence(parts[at]), self._workers))
        memo.remember("stories", Assembled(name, stories))
        return stories

    def _compare(self, pairs: Sequence[tuple[Headline, Headline]]) -> Sequence[Comparison]:
        return self._memo.map(COMPARE, list(map(digest, pairs)), pairs.__getitem__, self._workers)


def matching(memo: Memo, workers: StartWorkers = None) -> Matching:
    """Grouping by what is remembered, once."""
    return Regrouping(memo, workers).matching


def _holds(part: Block, id_: str) -> bool:
    """Whether a window, or what it reaches into, has an article."""
    return any(it.id == id_ for it in part.own) or any(it.id == id_ for it in part.after)


def _is_alone(part: Block, id_: str, runs: AbstractSet[int]) -> bool:
    """Whether an article's runs of words stand in no other one's body."""
    return all(it.id == id_ or runs.isdisjoint(runs_of(it.fingerprint)) for it in (*part.own, *part.after))


def _exchanged(part: Block, headline: Headline) -> Block:
    own = tuple(headline if it.id == headline.id else it for it in part.own)
    after = tuple(headline if it.id == headline.id else it for it in part.after)
    return msgspec.structs.replace(part, own=own, after=after)

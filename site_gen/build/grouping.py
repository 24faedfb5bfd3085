"""Grouping that remembers: a new article regroups the days that it may belong to, an edited body mostly nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec

from site_gen.edition import Matching, Pairs
from site_gen.engine.memo import Memo, StartWorkers, Step
from site_gen.hashing import digest
from site_gen.model import Headline
from site_gen.stories import (
    NOTHING_SETTLED,
    Comparison,
    Decisions,
    GroupingBlock,
    GroupingOptions,
    Links,
    assemble,
    blocks,
    compare,
    essence,
    link,
    runs_of,
)
from site_gen.stories.settling import keep_settled


def name_essence(block: GroupingBlock) -> bytes:
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
        self._parts: list[GroupingBlock] = []
        self._names: list[bytes] = []  # of their essences
        self.matching = Matching(self._group, self._compare)

    @property
    def windows(self) -> list[tuple[GroupingBlock, bytes]]:
        """The windows of the articles that were grouped last, with the names of their essences."""
        return list(zip(self._parts, self._names, strict=True))

    def _group(
        self,
        headlines: Sequence[Headline],
        options: GroupingOptions,
        decisions: Decisions,
        settled: Mapping[str, str] = NOTHING_SETTLED,
    ) -> Mapping[str, str]:
        memo = self._memo
        parts = self._parts = list(blocks(headlines, options, decisions))
        names = self._names = memo.map(ESSENCE, list(map(digest, parts)), parts.__getitem__)
        name = digest(names)
        known = memo.recall("stories", Assembled)
        if known and known.name == name:
            memo.still(LINK.name, names)
            return keep_settled(known.stories, settled)
        stories = assemble(parts, memo.map(LINK, names, lambda at: essence(parts[at]), self._workers))
        memo.remember("stories", Assembled(name, stories))
        return keep_settled(stories, settled)

    def _compare(self, pairs: Pairs) -> Sequence[Comparison]:
        return compared(self._memo, pairs, self._workers)


def matching(memo: Memo, workers: StartWorkers = None) -> Matching:
    """Grouping by what is remembered, once."""
    return Regrouping(memo, workers).matching


def compared(memo: Memo, pairs: Pairs, workers: StartWorkers = None) -> Sequence[Comparison]:
    """Why each pair is, or is not, one story."""
    return memo.map(COMPARE, list(map(digest, pairs)), pairs.__getitem__, workers)


def exchanged(
    memo: Memo, part: GroupingBlock, name: bytes, before: Headline, after: Headline
) -> tuple[GroupingBlock, bytes] | None:
    """A window and the name of its essence, where an article has another body; nothing where that groups otherwise."""
    edited = _exchanged(part, after)
    runs = frozenset((*runs_of(before.fingerprint), *runs_of(after.fingerprint)))
    if _is_alone(part, before.id, runs):  # the essence is the same, and need not be made
        return edited, name
    (renamed,) = memo.map(ESSENCE, [digest(edited)], lambda _: edited)
    is_same = renamed == name or _links(memo, name, part) == _links(memo, renamed, edited)
    return (edited, renamed) if is_same else None


def _links(memo: Memo, name: bytes, part: GroupingBlock) -> Links:
    (links,) = memo.map(LINK, [name], lambda _: essence(part))
    return links


def _is_alone(part: GroupingBlock, id_: str, runs: AbstractSet[int]) -> bool:
    """Whether an article's runs of words stand in no other one's body."""
    return all(it.id == id_ or runs.isdisjoint(runs_of(it.fingerprint)) for it in (*part.own, *part.after))


def _exchanged(part: GroupingBlock, headline: Headline) -> GroupingBlock:
    own = tuple(headline if it.id == headline.id else it for it in part.own)
    after = tuple(headline if it.id == headline.id else it for it in part.after)
    return msgspec.structs.replace(part, own=own, after=after)

"""Cached grouping: a new article regroups the days around it, and an edited body mostly nothing."""

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
    """Step: a window → the name of everything that grouping can see of it."""
    return digest(essence(block))


def compare_pair(pair: tuple[Headline, Headline]) -> Comparison:
    """Step: two headlines → whether they are one story, and why."""
    return compare(*pair)


ESSENCE: Final = Step("essence", name_essence, bytes, is_kept=True)
LINK: Final = Step("link", link, Links)
COMPARE: Final = Step("compare", compare_pair, Comparison, is_kept=True)


class Assembled(msgspec.Struct, frozen=True):
    """The story of every article as last found (id → id of the lead), and the name of the windows behind it."""

    name: bytes
    stories: dict[str, str]


class Regrouping:
    """Functions for `edit` to group with, and the windows that they grouped last."""

    def __init__(self, memo: Memo, workers: StartWorkers = None) -> None:
        self._memo = memo
        self._workers = workers
        self._parts: list[GroupingBlock] = []
        self._names: list[bytes] = []  # of their essences
        self.matching = Matching(self._group, self._compare)

    @property
    def windows(self) -> list[tuple[GroupingBlock, bytes]]:
        """The windows that were grouped last, each with the name of its essence."""
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
        return compare_pairs(self._memo, pairs, self._workers)


def matching(memo: Memo, workers: StartWorkers = None) -> Matching:
    """Functions for `edit` to group with, for a single use."""
    return Regrouping(memo, workers).matching


def compare_pairs(memo: Memo, pairs: Pairs, workers: StartWorkers = None) -> Sequence[Comparison]:
    """Compare pairs of headlines: whether each is one story, and why."""
    return memo.map(COMPARE, list(map(digest, pairs)), pairs.__getitem__, workers)


def swap_body(
    memo: Memo, part: GroupingBlock, name: bytes, before: Headline, after: Headline
) -> tuple[GroupingBlock, bytes] | None:
    """A window with an article's new body, and the name of its essence; None if the grouping would change."""
    edited = _swap_body(part, after)
    runs = frozenset((*runs_of(before.fingerprint), *runs_of(after.fingerprint)))
    if _is_alone(part, before.id, runs):  # the essence is the same, so there is no need to make it
        return edited, name
    (renamed,) = memo.map(ESSENCE, [digest(edited)], lambda _: edited)
    is_same = renamed == name or _links(memo, name, part) == _links(memo, renamed, edited)
    return (edited, renamed) if is_same else None


def _links(memo: Memo, name: bytes, part: GroupingBlock) -> Links:
    (links,) = memo.map(LINK, [name], lambda _: essence(part))
    return links


def _is_alone(part: GroupingBlock, id_: str, runs: AbstractSet[int]) -> bool:
    """True if an article's runs of words appear in no other body."""
    return all(it.id == id_ or runs.isdisjoint(runs_of(it.fingerprint)) for it in (*part.own, *part.after))


def _swap_body(part: GroupingBlock, headline: Headline) -> GroupingBlock:
    own = tuple(headline if it.id == headline.id else it for it in part.own)
    after = tuple(headline if it.id == headline.id else it for it in part.after)
    return msgspec.structs.replace(part, own=own, after=after)

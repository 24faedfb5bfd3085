"""Grouping that remembers: what was grouped before is not grouped again, and two articles are compared once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from site_gen.edition import Matching, Pairs
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, StartWorkers, Step
from site_gen.errors import Diagnostic
from site_gen.model import Headline
from site_gen.stories import NOTHING_SETTLED, Comparison, Decisions, GroupingOptions, explain, explain_all, group


def compare_pair(pair: tuple[Headline, Headline]) -> Comparison:
    """The step from two articles to the reason why they are, or are not, one story."""
    return explain(*pair)


COMPARE: Final = Step("compare", compare_pair, Comparison, is_kept=True, run_all=explain_all)


class Assembled(msgspec.Struct, frozen=True):
    """Id of every article -> id of its story, as last found, what it was found in, and what went wrong."""

    name: bytes
    stories: dict[str, str]
    problems: tuple[Diagnostic, ...] = ()


def matching(memo: Memo, workers: StartWorkers = None) -> Matching:
    """Grouping by what is remembered."""
    problems: list[Diagnostic] = []

    def regroup(
        headlines: Sequence[Headline],
        options: GroupingOptions,
        decisions: Decisions,
        settled: Mapping[str, str] = NOTHING_SETTLED,
    ) -> Mapping[str, str]:
        name = _name(headlines, options, decisions, settled)
        known = memo.recall("stories", Assembled)
        if not known or known.name != name:
            found: list[Diagnostic] = []
            stories = group(headlines, options, decisions, settled, found)
            known = Assembled(name, stories, tuple(found))
            memo.remember("stories", known)
        problems[:] = known.problems
        return known.stories

    return Matching(regroup, lambda pairs: compare_pairs(memo, pairs, workers), problems)


def _name(
    headlines: Sequence[Headline], options: GroupingOptions, decisions: Decisions, settled: Mapping[str, str]
) -> bytes:
    """A name for all that grouping depends on: where every article is settled that is who they are."""
    if settled and all(it.id in settled for it in headlines):
        own = [(it.id, settled[it.id]) for it in headlines]
        return digest(("settled", own, decisions))
    return digest((headlines, options, decisions, dict(settled)))


def compare_pairs(memo: Memo, pairs: Pairs, workers: StartWorkers = None) -> Sequence[Comparison]:
    """Compare pairs of headlines: whether each is one story, and why."""
    return memo.map(COMPARE, list(map(digest, pairs)), pairs.__getitem__, workers)

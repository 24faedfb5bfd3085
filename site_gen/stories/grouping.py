"""Every article to its story; the same stories for any order of the input."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from site_gen.model import Headline
from site_gen.stories.words import words


class GroupingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two articles must be to be one story."""

    threshold: float = 0.5


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor decided about article ids, over any score."""

    together: tuple[tuple[str, ...], ...] = ()  # each is one story
    apart: tuple[tuple[str, str], ...] = ()  # never one story


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Why two articles are, or are not, one story."""

    score: float  # from 0 to 1
    same: bool  # one event
    variant: bool  # one headline in two wordings
    shared: tuple[str, ...] = ()  # the rare words that both have
    vetoes: tuple[str, ...] = ()  # what speaks against it, in words
    rule: str = ""  # the reason, in words


DEFAULT_OPTIONS = GroupingOptions()
NO_DECISIONS = Decisions()


def compare(a: Headline, b: Headline, options: GroupingOptions = DEFAULT_OPTIONS) -> Comparison:
    """How alike two articles are, on their own, with the reason."""
    left, right = set(words(a.title)), set(words(b.title))
    shared = left & right
    score = len(shared) / max(len(left | right), 1)
    same = score >= options.threshold
    return Comparison(
        score=score, same=same, variant=left == right, shared=tuple(sorted(shared)), rule=f"{score:.2f} of the words"
    )


def group(
    headlines: Iterable[Headline],
    options: GroupingOptions = DEFAULT_OPTIONS,  # noqa: ARG001
    decisions: Decisions = NO_DECISIONS,
) -> dict[str, str]:
    """Id of every article -> id of its story's lead: the earliest published, then the smallest id."""
    ordered = sorted(headlines, key=lambda it: (it.published or "9999", it.id))
    leads: dict[tuple[str, ...], str] = {}
    alone = {id_ for pair in decisions.apart for id_ in pair}
    own = {it.id: (it.id,) if it.id in alone else () for it in ordered}
    return {it.id: leads.setdefault((*sorted(words(it.title)), *own[it.id]) or (it.id,), it.id) for it in ordered}

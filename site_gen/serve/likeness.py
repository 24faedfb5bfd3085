"""Stories that may be one event with another: what an editor would merge it with, the likeliest first."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from site_gen.edition import headline
from site_gen.model import Story
from site_gen.stories import explain_all
from site_gen.stories.terms import SHIFT, title_terms

_COMPARED: Final = 30  # stories that share the rarest words, which are then compared as grouping does
_COMMON: Final = 0.05  # of all stories: a word of more of them finds nothing
_FEW: Final = 20  # stories that any word may have


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """A story near another one."""

    story: Story
    score: float  # how likely both are one event, from 0 to 1
    shared: tuple[str, ...]  # telling words that both headlines have, the rarest first


class Likeness:
    """Finds the stories near to a story, by the words of its lead."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = {story.id: story for story in stories}
        self._terms = {story.id: _terms(story) for story in stories}
        self._having: dict[int, list[str]] = defaultdict(list)
        for id_, terms in self._terms.items():
            for term in terms:
                self._having[term].append(id_)

    def near(self, stories: Iterable[Story]) -> list[list[Near]]:
        """For each story those near to it, the likeliest first."""
        asked = [(story, self._candidates(story)) for story in stories]
        return self._compared(asked)

    def among(self, story: Story, others: Sequence[Story]) -> list[Near]:
        """Other stories, the likeliest first; those that are equally likely stay in their order."""
        return self._compared([(story, others)])[0]

    def _compared(self, asked: Sequence[tuple[Story, Sequence[Story]]]) -> list[list[Near]]:
        pairs = [(headline(story.lead), headline(other.lead)) for story, others in asked for other in others]
        compared = iter(explain_all(pairs) if pairs else ())
        found = []
        for _, others in asked:
            near = [(other, next(compared)) for other in others]
            near.sort(key=lambda it: -it[1].score)
            found.append([Near(story=other, score=it.score, shared=it.shared) for other, it in near])
        return found

    def _candidates(self, story: Story) -> list[Story]:
        """The stories that share the rarest words with a story."""
        most = max(_FEW, len(self._stories) * _COMMON)
        weight: Counter[str] = Counter()
        for term in self._terms.get(story.id, ()):
            having = self._having[term]
            if len(having) <= most:
                for id_ in having:
                    weight[id_] += round(1000 * math.log(1 + len(self._stories) / len(having)))
        del weight[story.id]
        best = sorted(weight, key=lambda id_: (-weight[id_], id_))[:_COMPARED]
        return [self._stories[id_] for id_ in best]


def _terms(story: Story) -> frozenset[int]:
    return frozenset(term >> SHIFT for text in (story.lead.title, story.lead.summary) for term in title_terms(text))

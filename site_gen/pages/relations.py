"""Which stories lead on to which: what their texts point to, and what came before on the same subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen.model import Story
from site_gen.text import slugify

_LOOK_BACK: Final = 40  # stories of the same topic
_WORD: Final = re.compile(r"[^\W_]{4,}")


class Relations:
    """Looks up related stories; links that no text asks for point backwards only, so that news changes no old page."""

    def __init__(self, stories: Sequence[Story], limit: int) -> None:
        self._limit = limit
        self._by_headline: dict[str, Story] = {}
        self._by_topic: dict[str, list[Story]] = {}
        self._place: dict[str, int] = {}
        self._words: dict[str, frozenset[str]] = {}
        for story in reversed(stories):
            same_topic = self._by_topic.setdefault(story.topics[0], [])
            self._place[story.id] = len(same_topic)
            same_topic.append(story)
            self._words[story.id] = frozenset(_WORD.findall(story.lead.title.casefold()))
            for brief in story.reports:
                for title in (brief.title, *brief.variants):
                    self._by_headline.setdefault(slugify(title), story)

    def related(self, story: Story) -> list[Story]:
        """The stories that the reports point to, then the most alike of the topic's earlier ones."""
        asked = (self._by_headline.get(slugify(title)) for brief in story.reports for title in brief.related)
        found = {other.id: other for other in asked if other and other.id != story.id}
        place, same_topic = self._place[story.id], self._by_topic[story.topics[0]]
        earlier = same_topic[max(0, place - _LOOK_BACK) : place][::-1]
        words = self._words[story.id]
        alike = sorted(earlier, key=lambda other: -len(words & self._words[other.id]))
        for other in alike:
            if len(found) >= self._limit:
                break
            found.setdefault(other.id, other)
        return list(found.values())

    def pointers(self, story: Story) -> tuple[str, ...]:
        """The headlines that the reports point to and that this site does not have."""
        titles = dict.fromkeys(title for brief in story.reports for title in brief.related)
        return tuple(title for title in titles if slugify(title) not in self._by_headline)

    def neighbours(self, story: Story) -> tuple[Story | None, Story | None]:
        """The older and the newer story of the first topic."""
        place, same_topic = self._place[story.id], self._by_topic[story.topics[0]]
        older = same_topic[place - 1] if place else None
        newer = same_topic[place + 1] if place + 1 < len(same_topic) else None
        return older, newer

"""Which stories lead on to which: what their texts point to, and what came before on the same subject."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from site_gen.language.plain import slugify
from site_gen.model import Story

_LOOK_BACK: Final = 40  # stories of the same topic
_WORD: Final = re.compile(r"[^\W_]{4,}")


class Relations:
    """Looks up related stories; links that no text asks for point backwards only, so that news changes no old page."""

    def __init__(self, stories: Sequence[Story], limit: int) -> None:
        self._limit = limit
        self._stories = stories
        self._by_topic: dict[str, list[Story]] = {}
        self._place: dict[str, int] = {}
        self._alike: dict[str, list[list[int]]] = {}  # topic -> for each of its stories the places of those like it
        for story in reversed(stories):
            same_topic = self._by_topic.setdefault(story.topics[0], [])
            self._place[story.id] = len(same_topic)
            same_topic.append(story)

    def related(self, story: Story) -> list[Story]:
        """The stories that the reports point to, then the most alike of the topic's earlier ones."""
        titles = [title for brief in story.reports for title in brief.related]
        asked = (self._by_headline.get(slugify(title)) for title in titles)
        found = {other.id: other for other in asked if other and other.id != story.id}
        topic = story.topics[0]
        same_topic = self._by_topic[topic]
        if topic not in self._alike:
            self._alike[topic] = _alike(same_topic, self._limit)
        for place in self._alike[topic][self._place[story.id]]:
            if len(found) >= self._limit:
                break
            found.setdefault(same_topic[place].id, same_topic[place])
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

    @functools.cached_property
    def _by_headline(self) -> dict[str, Story]:
        """Of stories with one headline the oldest; worked out where a text points to another at all."""
        found: dict[str, Story] = {}
        for story in reversed(self._stories):
            for brief in story.reports:
                for title in (brief.title, *brief.variants):
                    found.setdefault(slugify(title), story)
        return found


def _alike(stories: Iterable[Story], limit: int) -> list[list[int]]:
    """For each of a topic's stories, which come oldest first, the places of earlier ones that are most like it."""
    having: dict[str, list[int]] = {}  # word -> the last stories whose headline has it
    words = (frozenset(_WORD.findall(story.lead.title.casefold())) for story in stories)
    return [_most_alike(those, place, having, limit) for place, those in enumerate(words)]


def _most_alike(words: Iterable[str], place: int, having: dict[str, list[int]], limit: int) -> list[int]:
    """The places just before, those with the most words in common first, then the newest; notes who has the words."""
    start = max(0, place - _LOOK_BACK)
    hits: list[int] = []
    for word in words:
        places = having.setdefault(word, [])
        if places and places[0] < start:
            del places[: bisect_left(places, start)]
        hits += places
        places.append(place)
    shared = Counter(hits)
    found = sorted(shared, reverse=True)
    found.sort(key=shared.__getitem__, reverse=True)  # of equals the newest stays first
    if len(found) < limit:
        found += (other for other in range(place - 1, start - 1, -1) if other not in shared)
    return found[:limit]

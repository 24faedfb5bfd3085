"""Which stories lead on to which: what came before on the same subject, and what their texts point to."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from site_gen.language.plain import slugify
from site_gen.model import Story
from site_gen.pages.subjects import FindSubjects


class Relations:
    """Looks up related stories; links that no text asks for point backwards only, so that news changes no old page."""

    def __init__(self, stories: Sequence[Story], limit: int, find: FindSubjects) -> None:
        self._limit = limit
        self._find = find
        self._stories = stories
        self._by_topic: dict[str, list[Story]] = {}
        self._place: dict[str, int] = {}
        for story in reversed(stories):
            same_topic = self._by_topic.setdefault(story.topics[0], [])
            self._place[story.id] = len(same_topic)
            same_topic.append(story)

    def related(self, story: Story) -> Sequence[Story]:
        """The earlier stories on the same subject, if any."""
        return self._alike.get(story.id, ())

    def pointers(self, story: Story) -> list[tuple[str, Story | None]]:
        """The headlines that the reports point to, each with its story, if this site has it; none that is related."""
        titles = dict.fromkeys(title for brief in story.reports for title in brief.related)
        found = ((title, self._by_headline.get(slugify(title))) for title in titles)
        known = {story.id, *(other.id for other in self.related(story))}
        pointers: list[tuple[str, Story | None]] = []
        for title, other in found:
            if other is None or other.id not in known:
                pointers.append((title, other))
            if other:
                known.add(other.id)
        return pointers

    def neighbours(self, story: Story) -> tuple[Story | None, Story | None]:
        """The older and the newer story of the first topic."""
        place, same_topic = self._place[story.id], self._by_topic[story.topics[0]]
        older = same_topic[place - 1] if place else None
        newer = same_topic[place + 1] if place + 1 < len(same_topic) else None
        return older, newer

    @functools.cached_property
    def _alike(self) -> dict[str, list[Story]]:
        oldest_first = self._stories[::-1]
        alike = self._find(oldest_first, self._limit)
        return {
            story.id: [oldest_first[place] for place in places]
            for story, places in zip(oldest_first, alike, strict=True)
            if places
        }

    @functools.cached_property
    def _by_headline(self) -> dict[str, Story]:
        """Of stories with one headline the oldest; worked out where a text points to another at all."""
        found: dict[str, Story] = {}
        for story in reversed(self._stories):
            for brief in story.reports:
                for title in (brief.title, *brief.variants):
                    found.setdefault(slugify(title), story)
        return found

"""Stories as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from site_gen.content.topics.taxonomy import OTHER
from site_gen.edition.labels import label_of
from site_gen.language.plain import count_words, direction
from site_gen.model import Brief, Story, Topic
from site_gen.pages.addresses import Addresses
from site_gen.pages.views import Link, Section, Teaser

_WORDS_A_MINUTE = 230


def teaser(story: Story, topics: Mapping[str, Topic], addresses: Addresses) -> Teaser:
    """A story as lists show it: its headline, a summary, who reported it."""
    lead = story.lead
    first, *more = sources(story) or [""]
    return Teaser(
        id=story.id,
        url=addresses.story(story.permalink),
        title=story.title,
        summary=lead.summary,
        lang=lead.lang,
        dir=direction(lead.lang),
        published=story.published,
        topic=None if story.topics[0] == OTHER.slug else topic_link(story.topics[0], topics, addresses),
        source=first,
        more=tuple(more),
        reports=len(story.reports),
        independent=story.independent,
        label=label_of(lead),
        undated=lead.dated == "seen",
    )


def topic_link(slug: str, topics: Mapping[str, Topic], addresses: Addresses) -> Link:
    """A link to a topic's page."""
    return Link(url=addresses.topic(slug), text=topics[slug].name)


def sources(story: Story) -> list[str]:
    """Who reported a story, the lead's source first."""
    return list(dict.fromkeys(brief.source for brief in story.reports if brief.source))


def day_of(story: Story) -> str:
    """The day of a story's edition, `YYYY-MM-DD`: that of its permalink."""
    return story.permalink[:10].replace("/", "-")


def grown(stories: Iterable[Story]) -> dict[str, dict[str, int]]:
    """Day -> the ids of older stories that got reports on it, newest first, with how many."""
    found: dict[str, dict[str, int]] = {}
    for story in stories:
        for brief in story.reports:
            day = day_of_report(brief)
            if day > day_of(story):
                on_day = found.setdefault(day, {})
                on_day[story.id] = on_day.get(story.id, 0) + 1
    return found


def day_of_report(brief: Brief) -> str:
    """The day of a report's edition, `YYYY-MM-DD`: that of its permalink."""
    return brief.permalink[:10].replace("/", "-")


def with_growth(counts: Mapping[str, int], teasers: Mapping[str, Teaser], most: int) -> tuple[Teaser, ...]:
    """The teasers of stories that grew, with how many reports they got, at most `most` of them."""
    shown = list(counts.items())[:most]
    return tuple(msgspec.structs.replace(teasers[story_id], grown=count) for story_id, count in shown)


def by_day(stories: Iterable[Story], teasers: Mapping[str, Teaser], addresses: Addresses) -> tuple[Section, ...]:
    """Stories, newest first, under the headings of their days."""
    return tuple(
        Section(
            id=f"day-{day}",
            heading=Link(url=addresses.day(day), text=day),
            day=day,
            teasers=tuple(teasers[story.id] for story in group),
        )
        for day, group in groupby(stories, day_of)
    )


def minutes(words: int) -> int:
    """Reading time, at least one minute."""
    return max(1, round(words / _WORDS_A_MINUTE))


def chunks(stories: Sequence[Story], size: int) -> tuple[Sequence[Story], list[Sequence[Story]]]:
    """The front of a list and its full pages, oldest first; `stories` come newest first.

    Pages are numbered from the oldest, so a full page never changes when news arrives: only the front does, which
    shows the stories that do not fill a page yet and, while they are less than half a page, the full page before them.
    """
    oldest_first = stories[::-1]
    full, rest = divmod(len(stories), size)
    if full and rest * 2 < size:
        full -= 1
    pages = [oldest_first[number * size : (number + 1) * size][::-1] for number in range(full)]
    return oldest_first[full * size :][::-1], pages


def brief_words(brief: Brief) -> int:
    """Words of a headline and its summary, as the front page shows them."""
    return count_words(f"{brief.title} {brief.summary}")

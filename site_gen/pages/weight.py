"""What leads the front page: the rules by which stories are weighed, and which of them may lead at all.

docs/front-page.md says them to editors. Times are compared with the newest one of the edition, never with a clock, so
that the same news gives the same page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from site_gen.language.dates import instant
from site_gen.model import Story

_MOST_SOURCES: Final = 10  # more of them say no more
_HOURS_A_SOURCE: Final = 12  # a story this much older weighs as much as one source less
_MOST_AGE: Final = 4  # sources that age can cost
_COMPLETE: Final = 0.5  # for a story that says in a sentence what happened
_A_SENTENCE: Final = 40  # characters of a summary


def weight(story: Story, newest: datetime, sources: int = 0) -> tuple[float, datetime, str]:
    """How much a story weighs: heavier ones are greater. `sources` is how many count, where it is not all of them."""
    latest = max(instant(brief.published) for brief in story.reports)
    age = max(0.0, (newest - latest).total_seconds() / 3600 / _HOURS_A_SOURCE)
    complete = _COMPLETE if len(story.lead.summary) >= _A_SENTENCE else 0.0
    return min(sources or story.independent, _MOST_SOURCES) - min(age, _MOST_AGE) + complete, latest, story.id


def newest_of(stories: Iterable[Story]) -> datetime:
    """When the last report of `stories` was published; there is at least one."""
    return max(instant(brief.published) for story in stories for brief in story.reports)


def may_lead(story: Story, languages: Collection[str]) -> bool:
    """Whether a story may stand on top: its day is known, and it is in one of the site's languages."""
    return story.lead.dated != "seen" and is_own(story, languages)


def is_own(story: Story, languages: Collection[str]) -> bool:
    """Whether a story is in one of the site's languages."""
    return story.lead.lang.partition("-")[0].lower() in languages

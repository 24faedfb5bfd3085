"""What is new in a story that grew: which reports came, and whether a figure of theirs is another than before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from site_gen.edition.figures import Figure, figures
from site_gen.model import Brief, Story
from site_gen.pages.teasers import day_of_report


class News(NamedTuple):
    """What came to a story on a day and after it."""

    reports: int
    sources: int
    figure: str  # "31 → 40 dead", where both are printed


def news_of(story: Story, since: str) -> News:
    """What came to `story` since the day `since`."""
    fresh = [brief for brief in story.reports if day_of_report(brief) >= since]
    old = [brief for brief in story.reports if day_of_report(brief) < since]
    sources = {brief.source or brief.id for brief in fresh}
    return News(len(fresh), len(sources), _figure(old, fresh))


def _figure(old: Iterable[Brief], fresh: Iterable[Brief]) -> str:
    before, after = _figures(old), _figures(fresh)
    for what, now in after.items():
        if what in before and now.value > before[what].value:
            return f"{before[what].printed} → {now.printed} {what}"
    return ""


def _figures(briefs: Iterable[Brief]) -> dict[str, Figure]:
    """What is counted -> the highest number that is printed of it."""
    return figures(f"{brief.title}. {brief.summary}" for brief in briefs)

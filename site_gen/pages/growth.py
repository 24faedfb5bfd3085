"""What is new in a story that grew: which reports came, and whether a figure of theirs is another than before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from site_gen.model import Brief, Story
from site_gen.pages.teasers import day_of_report

# What is counted in news and only ever one thing in a story: "31 dead", "40 Tote".
_COUNTED: Final = (
    "dead|killed|injured|wounded|missing|arrested|rescued|evacuated|hospitalised|hospitalized|"
    "tote|verletzte|vermisste|verletzt|vermisst|festgenommen|"
    "morts|blessés|disparus|tués|muertos|heridos|desaparecidos|mortos|feridos|desaparecidos|morti|feriti|dispersi"
)
# 31 dead · 1,200 people injured
_FIGURE: Final = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{3}})*|\d+) (?:people |menschen )?({_COUNTED})\b", re.IGNORECASE
)


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
    for what, (value, printed) in after.items():
        if what in before and value > before[what][0]:
            return f"{before[what][1]} → {printed} {what}"
    return ""


def _figures(briefs: Iterable[Brief]) -> dict[str, tuple[int, str]]:
    """What is counted -> the highest number that is printed of it."""
    found: dict[str, tuple[int, str]] = {}
    for brief in briefs:
        for printed, what in _FIGURE.findall(f"{brief.title}. {brief.summary}"):
            value = int(re.sub(r"\D", "", printed))
            known = found.get(what.lower())
            if known is None or value > known[0]:
                found[what.lower()] = (value, printed)
    return found

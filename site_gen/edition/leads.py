"""The order of a story's reports, and which of them leads: the one whose headline and text stand for the story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_gen.language.clock import by_day
from site_gen.model import Brief


def in_order(reports: Iterable[Brief]) -> list[Brief]:
    """Reports by time; one that has only a day comes after those with a time on it."""
    return sorted(reports, key=lambda brief: (by_day(brief.published), brief.id))


def best(reports: Sequence[Brief], chosen: str | None) -> list[Brief]:
    """Reports in order behind the one that leads: the one that an editor has `chosen`, else the best."""
    ordered = in_order(reports)
    lead = next((brief for brief in ordered if brief.id == chosen), None) or _best(ordered)
    return [lead, *(brief for brief in ordered if brief is not lead)]


def _best(ordered: Sequence[Brief]) -> Brief:
    return ordered[0]

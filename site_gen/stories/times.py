"""When an article was published, as far as it is known: an hour, a day or nothing."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from site_gen.model import Headline

Span = tuple[float, float]  # the earliest and the latest it can be, in hours since 1970
UNKNOWN: Final[Span] = (float("nan"), float("nan"))


def in_order(headline: Headline) -> tuple[float, str]:
    """What sorts articles: the earliest first, then by id; those without a time last."""
    hour = hours(headline.published)[0]
    return (math.inf if math.isnan(hour) else hour, headline.id)


def span(headline: Headline) -> Span:
    """The hour it was published, or the whole day where only that is known; without an offset it is UTC."""
    return hours(headline.published)


@lru_cache(maxsize=5_000)
def hours(published: str | None) -> Span:
    """The span of a time as text."""
    if not published:
        return UNKNOWN
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return UNKNOWN
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    hour = when.timestamp() / 3600
    return (hour, hour + 24) if len(published) <= 10 else (hour, hour)

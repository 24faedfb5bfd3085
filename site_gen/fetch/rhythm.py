"""How often a feed has news and how often it wants to be asked, read from the feed itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.fetch.records import Rhythm, seconds_of, text_of
from site_gen.model import Article

_WEEK: Final = 7 * 86_400
_HEAD: Final = 20_000
_TTL: Final = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
# <sy:updatePeriod>hourly</sy:updatePeriod>, and how often in it
_PERIOD: Final = re.compile(r"<(?:\w+:)?updatePeriod[^<>]*>\s*(\w+)\s*<", re.IGNORECASE)
_FREQUENCY: Final = re.compile(r"<(?:\w+:)?updateFrequency[^<>]*>\s*(\d{1,4})\s*<", re.IGNORECASE)
_PERIODS: Final = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}  # minutes
_SKIP_HOURS: Final = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_SKIP_DAYS: Final = re.compile(r"<skipDays>(.{0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_HOUR: Final = re.compile(r"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY: Final = re.compile(r"<day>\s*(\w{6,9})\s*</day>", re.IGNORECASE)


def rhythm_of(data: bytes, articles: Sequence[Article], before: Rhythm, now: float, *, has_news: bool) -> Rhythm:
    """The rhythm of a feed that was just read."""
    text = data.decode("utf-8", "replace")
    head = text[:_HEAD] + text[-_HEAD // 4 :]
    times = sorted(
        at for it in articles if it.published and it.dated is None and 0 < (at := seconds_of(it.published)) <= now
    )
    hours = _SKIP_HOURS.search(head)
    days = _SKIP_DAYS.search(head)
    return Rhythm(
        week=sum(at >= now - _WEEK for at in times),
        newest=text_of(times[-1]) if times else "",
        span=int((times[-1] - times[0]) // 60) if times else 0,
        entries=len(times),
        quiet=0 if has_news else before.quiet + 1,
        ttl=_asked_minutes(head),
        skip_hours=tuple(sorted({int(hour) % 24 for hour in _HOUR.findall(hours[1])})) if hours else (),
        skip_days=tuple(sorted({day.lower() for day in _DAY.findall(days[1])})) if days else (),
    )


def without_news(before: Rhythm) -> Rhythm:
    """The rhythm after an answer that brought nothing."""
    return msgspec.structs.replace(before, quiet=before.quiet + 1)


def joined(before: Rhythm, part: Rhythm, fresh: int, seconds: float) -> Rhythm:
    """The rhythm after `fresh` entries came alone, so many seconds after the answer before."""
    pace = round(fresh * _WEEK / max(seconds, 3_600))
    week = pace if before.week == 0 else (before.week + pace + 1) // 2
    return msgspec.structs.replace(before, week=week, newest=part.newest or before.newest, quiet=0)


def _asked_minutes(head: str) -> int:
    ttl = _TTL.search(head)
    found = int(ttl[1]) if ttl else 0
    period = _PERIOD.search(head)
    if period and period[1].lower() in _PERIODS:
        frequency = _FREQUENCY.search(head)
        found = max(found, _PERIODS[period[1].lower()] // max(1, int(frequency[1]) if frequency else 1))
    return found

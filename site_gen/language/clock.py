"""One clock: every moment as the place tells it where the site, or a source, stands."""

from __future__ import annotations

import datetime
import functools
from zoneinfo import ZoneInfo

from site_gen.language.dates import instant

Order = tuple[str, bool, datetime.datetime]


@functools.cache
def zone(name: str) -> ZoneInfo:
    """A zone of the tz database."""
    return ZoneInfo(name)


@functools.lru_cache(maxsize=50_000)
def in_zone(iso: str, timezone: str) -> str:
    """The moment as clocks of a zone tell it; a time without a zone is told by those clocks. A day stays a day."""
    if len(iso) <= 10:
        return iso
    if timezone == "UTC" and iso.endswith("+00:00"):
        return iso
    moment = datetime.datetime.fromisoformat(iso)
    there = zone(timezone)
    try:
        local = moment.astimezone(there) if moment.tzinfo else moment.replace(tzinfo=there)
    except OverflowError:  # the first or the last hours that a calendar has
        return iso[:10]
    offset = local.utcoffset() or datetime.timedelta()
    # Before 1900 clocks differed by seconds, which dates in feeds cannot say.
    if offset.seconds % 60:
        local = local.astimezone(datetime.timezone(datetime.timedelta(minutes=round(offset.total_seconds() / 60))))
    return local.isoformat(timespec="seconds")


@functools.lru_cache(maxsize=50_000)
def starts(iso: str, timezone: str) -> datetime.datetime:
    """The moment; of a day its first one in a zone."""
    if len(iso) > 10:
        return instant(in_zone(iso, timezone))
    return datetime.datetime.fromisoformat(iso).replace(tzinfo=zone(timezone))


def today(now: str, timezone: str) -> str:
    """The day that it is `now` in a zone."""
    return instant(now).astimezone(zone(timezone)).date().isoformat()


@functools.lru_cache(maxsize=50_000)
def by_day(iso: str) -> Order:
    """What sorts moments that are told by one clock: a day without a time comes after all times on it."""
    return iso[:10], len(iso) <= 10, instant(iso)

"""When a feed is due: a pure function of what is known of it and of the time."""

from __future__ import annotations

import datetime
import hashlib
from typing import Final, NamedTuple

import msgspec

from site_gen.fetch.records import FeedRecord, Rhythm, seconds_of, text_of

MINUTE: Final = 60
HOUR: Final = 3_600
DAY: Final = 86_400
WEEK: Final = 7 * DAY
LONGEST: Final = DAY  # a feed that answers is asked once a day at the least
_MOST_JITTER: Final = 30 * MINUTE
_QUIET: Final = LONGEST - _MOST_JITTER
_TELLING: Final = 3  # entries from which a pace can be told
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Due(NamedTuple):
    """Whether a feed is due, and why, or why not and when it will be."""

    is_due: bool
    why: str
    next: float = 0


def due(record: FeedRecord | None, now: float, every: float, *, ask_all: bool = False) -> Due:
    """Whether a feed is due now; `ask_all` asks early, but never within `every` seconds of the last request."""
    if record is None or not record.tried:
        return Due(True, "never asked")
    if record.gone:
        return Due(False, "gone for good (410 twice): take it out of site.yaml")
    tried, planned = seconds_of(record.tried), seconds_of(record.next)
    at = max(planned, tried + every)
    if tried > now:  # the clock was set back
        return Due(False, "the clock was set back", now + every)
    if now >= at:
        return Due(True, record.due or "due")
    if ask_all and now >= tried + every:
        return Due(True, "asked for all")
    return Due(False, f"not due before {text_of(at)}: {record.due}", at)


def set_back(record: FeedRecord, now: float, every: float) -> FeedRecord:
    """A record whose times lie in the future, as if it had been asked just now: a clock that jumps causes no burst."""
    return msgspec.structs.replace(
        record,
        tried=text_of(now),
        next=text_of(now + jittered(every, record.url)),
        due="the clock was set back",
        full=min(record.full, text_of(now)),
    )


def interval(rhythm: Rhythm, now: float, every: float) -> tuple[float, str]:
    """How long to wait after an answer, before jitter, and why: by the feed's own news and what it asks for."""
    wait, why = _by_news(rhythm, now, every)
    for asked, reason in ((rhythm.fresh, "the server's headers"), (rhythm.ttl * MINUTE, "the feed's own ttl")):
        if min(asked, LONGEST) > wait:
            wait, why = min(asked, LONGEST), reason
    unread = _before_entries_leave(rhythm, now)
    if unread < wait:
        wait, why = unread, "before its entries leave it"
    return (wait, why) if wait > every else (every, "the least interval")


def _by_news(rhythm: Rhythm, now: float, every: float) -> tuple[float, str]:
    newest = seconds_of(rhythm.newest)
    if newest:
        gap = min(WEEK / rhythm.week if rhythm.week else WEEK, _gap_within(rhythm, now))
        wait = max(gap / 2, (now - newest) / 4)
        return min(wait, _QUIET), f"{rhythm.week} entries a week"
    wait = every * 2 ** min(rhythm.quiet / 2, 20)
    return min(wait, _QUIET), f"{rhythm.quiet} answers without news"


def _gap_within(rhythm: Rhythm, now: float) -> float:
    """How far apart the entries are that a feed holds: a busy one reaches back less than a week."""
    reach = now - seconds_of(rhythm.newest) + rhythm.span * MINUTE
    return reach / rhythm.entries if rhythm.entries >= _TELLING else float("inf")


def _before_entries_leave(rhythm: Rhythm, now: float) -> float:
    """Half of the time in which all that a feed holds may have been replaced; of few entries nobody knows a pace."""
    if not rhythm.newest:
        return float("inf")
    silence = now - seconds_of(rhythm.newest)
    return max(rhythm.span * MINUTE, silence) / 2


def jittered(wait: float, url: str) -> float:
    """A little more than `wait`, by the address: the same each time, and not the same for all feeds."""
    share = int.from_bytes(hashlib.sha256(url.encode()).digest()[:4]) / 2**32
    return wait + min(wait * 0.1, _MOST_JITTER) * share


def outside_skipped(at: float, rhythm: Rhythm) -> float:
    """The first moment from `at` on that a feed does not ask to be left alone in; its hours and days are GMT."""
    hours, days = set(rhythm.skip_hours), set(rhythm.skip_days)
    if not (hours or days) or len(hours) >= 24 or len(days) >= 7:
        return at
    for _ in range(24 * 8):
        then = datetime.datetime.fromtimestamp(at, datetime.UTC)
        if then.hour not in hours and _DAYS[then.weekday()] not in days:
            return at
        at = (then.replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=1)).timestamp()
    return at


def backoff(first: float, failures: int, most: float) -> float:
    """The wait after so many failures in a row: `first`, and twice as long each time."""
    return float(min(most, first * 2 ** min(failures - 1, 40)))

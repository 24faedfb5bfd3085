"""What an answer means for a feed and its host: records in, records out; the time is an argument."""

from __future__ import annotations

from typing import Final

import msgspec

from site_gen.fetch.headers import fresh_for, is_sendable, retry_after
from site_gen.fetch.http import Answer, Fault
from site_gen.fetch.moves import learnt
from site_gen.fetch.records import FeedRecord, HostRecord, Rhythm, seconds_of, text_of
from site_gen.fetch.schedule import DAY, HOUR, LONGEST, MINUTE, backoff, interval, jittered, outside_skipped

_LONGEST_HOLD: Final = 7 * DAY
_FIRST_429: Final = 10 * MINUTE
_MOST_429: Final = 6 * HOUR
_FIRST_FAILURE: Final = 30 * MINUTE
_FULL_AGAIN_AFTER: Final = 8 * DAY
_MEANT: Final = {
    401: "asks for a password (401)",
    403: "refuses us (403)",
    404: "is not there (404)",
    410: "is gone (410)",
    429: "asks for fewer requests (429)",
}


def validators(record: FeedRecord, now: float) -> dict[str, str]:
    """The conditional headers for the next request: what the server gave, byte for byte."""
    if not record.full or now - seconds_of(record.full) >= _FULL_AGAIN_AFTER:
        return {}
    found = {"If-None-Match": record.etag} if record.etag else {}
    if is_sendable(record.modified):
        found["If-Modified-Since"] = record.modified
    return found


def after_answer(record: FeedRecord, answer: Answer, rhythm: Rhythm, now: float, every: float) -> FeedRecord:
    """The record after a feed came, or was said to be unchanged; its seeds are in their places."""
    etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    if answer.status == 304:
        etag, modified = etag or record.etag, modified or record.modified
    if answer.status != 304 or {"cache-control", "expires"} & answer.headers.keys():
        rhythm = msgspec.structs.replace(rhythm, fresh=round(min(fresh_for(answer.headers), LONGEST)))
    wait, why = interval(rhythm, now, every)
    record = learnt(record, answer.hops, now)
    return msgspec.structs.replace(
        record,
        etag=etag,
        modified=modified,
        validators_of=answer.url if etag or modified else "",
        full=record.full if answer.status in {304, 226} and record.full else text_of(now),
        tried=text_of(now),
        succeeded=text_of(now),
        next=text_of(outside_skipped(now + jittered(wait, record.url), rhythm)),
        due=why,
        failures=0,
        failing="",
        status=answer.status,
        reason="",
        missing="",
        gone_first="",
        proposed="",
        searched="",
        rhythm=rhythm,
    )


def after_failure(record: FeedRecord, found: Answer | Fault, reason: str, now: float, every: float) -> FeedRecord:
    """The record after a failure: asked again later and later, and never given up but for 410."""
    status = found.status or 0
    failures = record.failures + 1
    wait, why = _wait(found, failures, now)
    dead = msgspec.structs.replace(record, address="") if record.address and status in {404, 410} else record
    gone_first, is_gone = record.gone_first, False
    if status == 410:
        gone_first = record.gone_first or text_of(now)
        is_gone = now - seconds_of(gone_first) >= DAY
    return msgspec.structs.replace(
        dead,
        tried=text_of(now),
        next=text_of(now + jittered(max(wait, every), record.url)),
        due=why,
        failures=failures,
        failing=record.failing or text_of(now),
        status=status,
        reason=reason,
        missing=(record.missing or text_of(now)) if status == 404 else record.missing,
        gone_first=gone_first,
        gone=is_gone,
    )


def after_no_network(record: FeedRecord, reason: str, now: float, every: float) -> FeedRecord:
    """The record where it is our own network that failed: it counts against nobody."""
    later = text_of(now + jittered(every, record.url))
    return msgspec.structs.replace(record, tried=text_of(now), next=later, due="our network failed", reason=reason)


def _wait(found: Answer | Fault, failures: int, now: float) -> tuple[float, str]:
    status = found.status or 0
    if isinstance(found, Answer) and status >= 400:
        asked = retry_after(found.headers, now)
        if asked is not None and asked > 0:
            return min(asked, _LONGEST_HOLD), "the server's Retry-After"
    if status == 429:
        return backoff(_FIRST_429, failures, _MOST_429), "too many requests"
    if status == 410:
        return DAY, "gone, asked once more"
    if isinstance(found, Answer) and 400 <= status < 500 and status != 408:
        return DAY, f"once a day after {status}"
    return backoff(_FIRST_FAILURE, failures, _LONGEST_HOLD), f"failure {failures} in a row"


def held(host: HostRecord | None, name: str, found: Answer | Fault, now: float) -> HostRecord | None:
    """What is known of a host after an answer; None where that is nothing new."""
    if isinstance(found, Fault):
        return None
    if found.status < 400:
        return msgspec.structs.replace(host, strikes=0) if host and host.strikes else None
    asked = retry_after(found.headers, now)
    if asked is not None and asked > 0:
        until = text_of(now + min(asked, _LONGEST_HOLD))
        return HostRecord(host=name, until=until, reason=f"it answered {found.status} with Retry-After")
    if found.status == 429:
        strikes = (host.strikes if host else 0) + 1
        until = text_of(now + backoff(_FIRST_429, strikes, _MOST_429))
        return HostRecord(host=name, until=until, reason="it answered 429", strikes=strikes)
    return None


def held_until(host: HostRecord | None, now: float) -> float:
    """Until when a host must be left alone; 0 where it may be asked."""
    until = min(seconds_of(host.until), now + _LONGEST_HOLD) if host else 0
    return until if until > now else 0


def reason_of(found: Answer | Fault) -> str:
    """Why an answer is a failure, in words."""
    if isinstance(found, Fault):
        return found.reason
    if found.headers.get("cf-mitigated"):
        return (
            f"Cloudflare asks for a browser ({found.status}, cf-mitigated: {found.headers['cf-mitigated'][:30]}); "
            "fetch from another network, or ask the publisher to let feeds through"
        )
    if found.status in _MEANT:
        return _MEANT[found.status]
    if found.status >= 500:
        return f"has a fault of its own ({found.status})"
    return f"answers {found.status}"

"""What is known of feeds, hosts and pages between two runs: the lines of the state file.

Times are ISO 8601 in UTC, so that a person can read them.
"""

from __future__ import annotations

import datetime
from typing import Final, Literal

import msgspec

Outcome = Literal["ok", "fail", "skip"]
_LOG: Final = 5  # attempts that a feed's record holds


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One request for a feed or a page and what came of it, or why there was none; `--json` prints these."""

    source: str
    url: str
    outcome: Outcome
    due: str = ""  # why it was due; empty where it was not
    status: int | None = None
    bytes: int = 0
    ms: int = 0
    next: str | None = None
    reason: str = ""


class LogEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An attempt as a feed's record holds it."""

    at: str
    outcome: Outcome
    due: str = ""
    status: int | None = None
    bytes: int = 0
    ms: int = 0
    next: str = ""
    reason: str = ""


class Rhythm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How often a feed has news, and what it asks of those who poll it."""

    week: int = 0  # entries of the seven days before it was last read
    newest: str = ""
    span: int = 0  # minutes from its oldest entry to its newest
    entries: int = 0
    quiet: int = 0  # answers without news in a row
    ttl: int = 0  # minutes
    fresh: int = 0  # seconds, as its headers say
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[str, ...] = ()


class FeedRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="feed"):
    """One feed, by the address that `site.yaml` names."""

    url: str
    source: str = ""
    file: str = ""  # where its bytes lie
    digest: str = ""  # of the bytes that were read into seeds
    etag: str = ""
    modified: str = ""
    validators_of: str = ""  # the address that gave them
    full: str = ""  # when it last answered in full
    tried: str = ""
    succeeded: str = ""
    next: str = ""
    due: str = ""  # why it is due then
    failures: int = 0
    failing: str = ""  # since when
    status: int = 0
    reason: str = ""  # of the last failure
    missing: str = ""  # since when it answers 404
    gone_first: str = ""  # when it first answered 410
    gone: bool = False
    address: str = ""  # learnt: what is asked instead of `url`
    moving_to: str = ""  # where it leads for good, as it says since `moving_since`
    moving_since: str = ""
    proposed: str = ""  # a feed that its site names, where this one is missing
    searched: str = ""  # when the site was asked for it
    rhythm: Rhythm = Rhythm()
    log: tuple[LogEntry, ...] = ()

    @property
    def asked(self) -> str:
        """The address that is asked."""
        return self.address or self.url


class HostRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="host"):
    """A server that asked to be left alone for a while."""

    host: str
    until: str = ""
    reason: str = ""
    strikes: int = 0  # in a row, without saying how long to wait


class RobotsRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="robots"):
    """What a site says of robots."""

    origin: str
    at: str
    status: int = 0
    text: str = ""


class PageRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="page"):
    """The page of an entry whose text is short."""

    url: str
    source: str
    feed: str
    guid: str = ""
    title: str = ""
    published: str = ""
    summary: str = ""  # the beginning of the feed's text
    length: int = 0  # of that text
    verdict: Literal["wanted", "taken", "refused", "failed"]
    at: str = ""
    next: str = ""
    tries: int = 0
    reason: str = ""
    file: str = ""
    text: str = ""  # digest of the text that was taken


class AskedRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="asked"):
    """That somebody was about to ask: all that is known where the run ended before the answer."""

    url: str
    at: str
    page: bool = False


Record = FeedRecord | HostRecord | RobotsRecord | PageRecord | AskedRecord


def text_of(seconds: float) -> str:
    """A moment in ISO 8601."""
    return datetime.datetime.fromtimestamp(round(seconds), datetime.UTC).isoformat().replace("+00:00", "Z")


def seconds_of(text: str) -> float:
    """A moment as seconds since 1970; 0 where there is none."""
    if not text:
        return 0
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return 0
    return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).timestamp()


def logged(record: FeedRecord, attempt: Attempt, now: float) -> FeedRecord:
    """The record with an attempt in its log."""
    entry = LogEntry(
        at=text_of(now), outcome=attempt.outcome, due=attempt.due, status=attempt.status, bytes=attempt.bytes,
        ms=attempt.ms, next=attempt.next or "", reason=attempt.reason,
    )  # fmt: skip
    return msgspec.structs.replace(record, log=(*record.log, entry)[-_LOG:])

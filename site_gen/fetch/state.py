"""The state file: sorted JSON Lines beside `site.yaml`, written whole at the end of a run.

During a run each answer is noted in a journal as soon as its seeds are in their places, and each question before it is
put. A run that was killed leaves the journal behind; the next one reads it, so that nothing is asked twice.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from site_gen.engine.snapshots import write_whole
from site_gen.errors import ContentError, Diagnostic, SiteGenError
from site_gen.fetch.records import (
    AskedRecord,
    FeedRecord,
    HostRecord,
    PageRecord,
    Record,
    RobotsRecord,
    seconds_of,
    text_of,
)

STATE: Final = "fetch-state.jsonl"
JOURNAL: Final = ".cache/fetch-journal.jsonl"
_DAY: Final = 86_400
_decode = msgspec.json.Decoder(Record).decode
_encode = msgspec.json.Encoder().encode
_Key = tuple[str, str]


class StateError(SiteGenError):
    """The state file cannot be read or written."""


class State:
    """All records, by kind and name; safe to use from several threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._records: dict[_Key, Record] = {}
        self._is_changed = False
        self._journal: int | None = None
        for line in _lines(root / STATE, is_journal=False):
            self._records[_key(line)] = line
        noted = list(_lines(root / JOURNAL, is_journal=True))
        self.recovered = [it for it in noted if isinstance(it, AskedRecord) and not _is_answered(it, noted)]
        for record in noted:
            if not isinstance(record, AskedRecord):
                self._records[_key(record)] = record
        self._is_changed = self.is_left_open = bool(noted)  # by a run that was killed

    def feed(self, url: str) -> FeedRecord | None:
        """What is known of a feed."""
        found = self._records.get(("feed", url))
        return found if isinstance(found, FeedRecord) else None

    def host(self, host: str) -> HostRecord | None:
        """What is known of a host."""
        found = self._records.get(("host", host))
        return found if isinstance(found, HostRecord) else None

    def robots(self, origin: str) -> RobotsRecord | None:
        """What a site says of robots."""
        found = self._records.get(("robots", origin))
        return found if isinstance(found, RobotsRecord) else None

    def page(self, url: str) -> PageRecord | None:
        """What is known of a page."""
        found = self._records.get(("page", url))
        return found if isinstance(found, PageRecord) else None

    def feeds(self) -> list[FeedRecord]:
        """All feeds."""
        return [it for it in self._records.values() if isinstance(it, FeedRecord)]

    def pages(self) -> list[PageRecord]:
        """All pages."""
        return [it for it in self._records.values() if isinstance(it, PageRecord)]

    def hosts(self) -> list[HostRecord]:
        """All hosts."""
        return [it for it in self._records.values() if isinstance(it, HostRecord)]

    def note(self, *records: Record) -> None:
        """Keep records, and write them down at once."""
        with self._lock:
            for record in records:
                if not isinstance(record, AskedRecord):
                    self._records[_key(record)] = record
            self._is_changed = True
            self._append(b"".join(_encode(record) + b"\n" for record in records))

    def drop(self, records: Iterable[Record]) -> None:
        """Forget records once the state is written."""
        for record in records:
            self._is_changed |= self._records.pop(_key(record), None) is not None

    def write(self) -> None:
        """Write the state whole where it changed; the journal has done its work then."""
        if self._is_changed:
            lines = [_encode(self._records[key]) + b"\n" for key in sorted(self._records)]
            try:
                write_whole(self._root / STATE, b"".join(lines))
            except OSError as error:
                raise _unusable(STATE, error, "written") from error
            self._is_changed = False
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None
        with contextlib.suppress(FileNotFoundError):
            (self._root / JOURNAL).unlink()

    def _append(self, data: bytes) -> None:
        path = self._root / JOURNAL
        try:
            if self._journal is None:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._journal = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            os.write(self._journal, data)
        except OSError as error:
            raise _unusable(JOURNAL, error, "written") from error


def recover(state: State, every: float) -> None:
    """Take what a killed run was asking as asked, and write it down: nothing is asked again before its time."""
    for asked in state.recovered:
        reason = "the run ended before the answer"
        if asked.page:
            if page := state.page(asked.url):
                later = text_of(seconds_of(asked.at) + _DAY)
                state.note(msgspec.structs.replace(page, at=asked.at, next=later, tries=page.tries + 1, reason=reason))
            continue
        record = state.feed(asked.url) or FeedRecord(url=asked.url)
        later = text_of(seconds_of(asked.at) + every)
        state.note(msgspec.structs.replace(record, tried=asked.at, next=later, due=reason))
    state.recovered = []
    state.write()


def _lines(path: Path, *, is_journal: bool) -> Iterator[Record]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unusable(path.name, error, "read") from error
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield _decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            if is_journal:  # the line that was being written when the run was killed
                return
            hint = "take the line out, or the version of this file from before; without it feeds are asked in full"
            raise StateError(Diagnostic(STATE, number, "fetch-state", f"is not a record: {error}", hint)) from error


def _is_answered(asked: AskedRecord, noted: list[Record]) -> bool:
    """Whether an answer was noted after the question."""
    after = noted[noted.index(asked) + 1 :]
    kind = PageRecord if asked.page else FeedRecord
    return any(isinstance(it, kind) and it.url == asked.url for it in after)


def _key(record: Record) -> _Key:
    if isinstance(record, HostRecord):
        return "host", record.host
    if isinstance(record, RobotsRecord):
        return "robots", record.origin
    if isinstance(record, PageRecord):
        return "page", record.url
    return "feed", record.url


def _unusable(path: str, error: OSError, verb: str) -> ContentError:
    hint = "make room or mend the permissions; what was there is still whole"
    return ContentError(Diagnostic(path, None, "fetch-state", f"cannot be {verb}: {error.strerror}", hint))

"""One attempt at one feed: the question, its answer stored, and the record that follows from it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from site_gen.config.site_yaml import Config
from site_gen.errors import SiteGenError
from site_gen.fetch import deciding
from site_gen.fetch.discover import feed_of_site
from site_gen.fetch.full_text import wanted_pages
from site_gen.fetch.hosts import Hosts
from site_gen.fetch.http import Answer, Fault, HttpOptions, Question, Turn, ask, host_of, sendable
from site_gen.fetch.moves import is_dead
from site_gen.fetch.records import AskedRecord, Attempt, FeedRecord, PageRecord, logged, seconds_of, text_of
from site_gen.fetch.rhythm import without_news
from site_gen.fetch.robots import Robots
from site_gen.fetch.sources import SourceFeed, secrets_of
from site_gen.fetch.state import State
from site_gen.fetch.store import Came, NoFeedError, StoredFeed, has_feed, page_path, take_feed
from site_gen.model import FetchedFrom, ReadingOptions

ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)
_SEARCH_AFTER: Final = 7 * 86_400
_IM_USED: Final = 226


class FetchRun(msgspec.Struct, frozen=True, kw_only=True):
    """What all attempts of a run share."""

    root: Path
    config: Config
    state: State
    hosts: Hosts
    robots: Robots
    http: HttpOptions
    now: float

    @property
    def every(self) -> float:
        """Seconds between two requests for a feed, at the least."""
        return self.config.fetch.every * 60

    @property
    def reading(self) -> ReadingOptions:
        """How readers read."""
        return msgspec.structs.replace(self.config.limits, lang=self.config.language)

    def noted(self, question: AskedRecord) -> Turn:
        """Turns of hosts in which a question is noted before it is first put: one that still waits was not asked."""
        waiting = [question]

        @contextlib.contextmanager
        def turn(host: str) -> Iterator[None]:
            with self.hosts.turn(host):
                if waiting:
                    self.state.note(waiting.pop())
                yield

        return turn


class FeedAttempt(msgspec.Struct, frozen=True, kw_only=True):
    """What came of asking for a feed, beside what was noted."""

    line: Attempt
    before: FeedRecord
    found: Answer | Fault | None = None  # None: nothing was asked
    fresh: int = 0


def attempt_feed(feed: SourceFeed, why: str, run: FetchRun) -> FeedAttempt:
    """Ask for a feed that is due, and note what came of it once it is stored."""
    record = run.state.feed(feed.url) or FeedRecord(url=feed.url)
    record = msgspec.structs.replace(record, source=feed.source)
    secrets = secrets_of(feed)
    if isinstance(secrets, str):
        line = Attempt(source=feed.source, url=feed.url, outcome="fail", due=why, reason=secrets)
        return FeedAttempt(line=line, before=record)
    return _OneFeed(feed, why, run, record, secrets).attempt()


def store_answer(feed: SourceFeed, found: Answer, why: str, run: FetchRun) -> FeedAttempt:
    """Keep the answer of a feed that somebody asked for already: it counts as an attempt."""
    record = run.state.feed(feed.url) or FeedRecord(url=feed.url)
    return _OneFeed(feed, why, run, msgspec.structs.replace(record, source=feed.source), {}).store(found)


def place_of(feed: SourceFeed, run: FetchRun) -> StoredFeed:
    """Where the bytes of a feed lie."""
    return StoredFeed(root=run.root, folder=feed.folder, stem=feed.stem, options=run.reading)


class _OneFeed:
    """A feed that is being asked for."""

    def __init__(self, feed: SourceFeed, why: str, run: FetchRun, record: FeedRecord, secrets: dict[str, str]) -> None:
        self.feed = feed
        self.why = why
        self.run = run
        self.record = record
        self.secrets = secrets
        self.place = place_of(feed, run)
        self.has_conditions = False
        self.turn = run.noted(AskedRecord(url=feed.url, at=text_of(run.now)))

    def attempt(self) -> FeedAttempt:
        before = self.record
        found = self._ask(before.asked)
        if is_dead(found) and before.moving_to:
            # It said for less than a week where it moves to, and died: then that was true.
            self.record = msgspec.structs.replace(before, address=before.moving_to, moving_to="", moving_since="")
            found = self._ask(before.moving_to)
            if not _is_good(found):
                self.record = before
        if isinstance(found, Fault) and found.kind == "held":
            return self._left_alone(found, before)
        self._note_host(found)
        return self.store(found)

    def store(self, found: Answer | Fault) -> FeedAttempt:
        """Keep what came, and note what follows from it."""
        before = self.record
        if not _is_good(found):
            return self._failed(found, deciding.reason_of(found), before)
        assert isinstance(found, Answer)  # noqa: S101 - as `_is_good` says
        if found.status == 304:
            if self.has_conditions:
                return self._came(found, None, before)
            return self._failed(found, "answers 304 (not modified) to a request without conditions", before)
        try:
            origin = FetchedFrom(content_type=found.headers.get("content-type", ""), url=found.url)
            came = take_feed(
                self.place, before, found.body, origin, self.run.now, is_part=found.status == _IM_USED
            )  # fmt: skip
        except NoFeedError as error:
            return self._failed(found, str(error), before)
        return self._came(found, came, before)

    def _ask(self, url: str) -> Answer | Fault:
        run, feed = self.run, self.feed
        conditions = deciding.validators(self.record, run.now) if has_feed(self.place) else {}
        self.has_conditions = bool(conditions)
        question = Question(
            url=url,
            limit=run.config.fetch.max_feed,
            accept=ACCEPT,
            headers={"A-IM": "feed"},
            validators=conditions,
            validators_of=self.record.validators_of,
            secrets=self.secrets if host_of(url) == host_of(feed.url) else {},
            check_certificate=feed.check_certificate,
        )
        found = ask(question, run.http, self.turn)
        if isinstance(found, Fault) and found.kind == "broken":
            found = ask(question, run.http, self.turn)
        return found

    def _note_host(self, found: Answer | Fault) -> None:
        name = host_of(found.url)
        if news := deciding.held(self.run.state.host(name), name, found, self.run.now):
            self.run.state.note(news)

    def _came(self, found: Answer, came: Came | None, before: FeedRecord) -> FeedAttempt:
        run, feed = self.run, self.feed
        rhythm = came.rhythm if came else without_news(before.rhythm)
        record = deciding.after_answer(self.record, found, rhythm, run.now, run.every)
        pages: list[PageRecord] = []
        if came:
            record = msgspec.structs.replace(record, file=came.file, digest=came.digest)
            wanted = wanted_pages(
                came.fresh, feed.source, feed.url, run.now, full_text=feed.full_text, is_first=came.is_first
            )
            pages = [page for page in wanted if run.state.page(page.url) is None and not self._lies_there(page)]
        fresh = len(came.fresh) if came else 0
        said = "not modified" if came is None else "the same bytes" if came.is_same else f"{fresh} new entries"
        line = self._line("ok", found, record, said)
        run.state.note(*pages, logged(record, line, run.now))
        return FeedAttempt(line=line, before=before, found=found, fresh=fresh)

    def _lies_there(self, page: PageRecord) -> bool:
        """Whether the page was taken before, by a run whose state is lost."""
        path = page_path(self.feed.folder, page.title, page.url, (page.published or page.at)[:7])
        return (self.run.root / path).is_file()

    def _failed(self, found: Answer | Fault, reason: str, before: FeedRecord) -> FeedAttempt:
        run = self.run
        record = deciding.after_failure(self.record, found, reason, run.now, run.every)
        record = self._with_proposal(record)
        line = self._line("fail", found, record, reason)
        run.state.note(logged(record, line, run.now))
        return FeedAttempt(line=line, before=before, found=found)

    def _left_alone(self, found: Fault, before: FeedRecord) -> FeedAttempt:
        """A host on the way asked for silence before its turn came: no failure of the feed."""
        run, record = self.run, before
        if found.hops:
            until = deciding.held_until(run.state.host(host_of(found.url)), run.now)
            at = max(until, run.now + run.every)
            record = msgspec.structs.replace(before, tried=text_of(run.now), next=text_of(at), due=found.reason)
        line = self._line("skip", None, record, found.reason)
        run.state.note(record)
        return FeedAttempt(line=line, before=before)

    def _with_proposal(self, record: FeedRecord) -> FeedRecord:
        """Where a feed is missing for a week, ask its site once a week for the one that took its place."""
        run, now = self.run, self.run.now
        is_long_gone = record.status == 404 and record.missing and now - seconds_of(record.missing) >= _SEARCH_AFTER
        if not is_long_gone or (record.searched and now - seconds_of(record.searched) < _SEARCH_AFTER):
            return record
        try:
            proposed = feed_of_site(
                self.feed.site or sendable(self.feed.url), record.url, run.http, run.hosts, run.robots
            )
        except SiteGenError:
            proposed = ""
        return msgspec.structs.replace(record, proposed=proposed, searched=text_of(now))

    def _line(self, outcome: str, found: Answer | Fault | None, record: FeedRecord, reason: str) -> Attempt:
        return Attempt(
            source=self.feed.source,
            url=self.feed.url,
            outcome="ok" if outcome == "ok" else "fail" if outcome == "fail" else "skip",
            due=self.why,
            status=found.status if found else None,
            bytes=len(found.body) if isinstance(found, Answer) else 0,
            ms=found.ms if found else 0,
            next=record.next or None,
            reason=reason,
        )


def _is_good(found: Answer | Fault) -> bool:
    return isinstance(found, Answer) and found.status in {200, 304, _IM_USED} and not found.headers.get("cf-mitigated")

"""A run: what is due is asked, host by host, first the feeds and then the pages of what is new in them.

lock → read the state → decide what is due → ask → store → note → write the state
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen import __version__
from site_gen.engine.recovery import sweep
from site_gen.fetch import deciding
from site_gen.fetch.http import Fault, host_of
from site_gen.fetch.records import Attempt, FeedRecord, logged, seconds_of, text_of
from site_gen.fetch.schedule import Due, due, set_back
from site_gen.fetch.sources import SourceFeed, SourceList
from site_gen.fetch.state import State, recover

if TYPE_CHECKING:
    from site_gen.fetch.attempts import FeedAttempt, FetchRun

LOCK: Final = ".cache/fetch-lock.sqlite"
_FORGET_AFTER: Final = 30 * 86_400
_LEAST_HOSTS: Final = 3  # that must be silent before the fault is our own
Tell = Callable[[int, int], None]  # so many of so many are asked


class RunOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is asked for."""

    now: float
    ask_all: bool = False
    dry_run: bool = False
    sources: tuple[str, ...] = ()  # empty: all


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did."""

    lines: tuple[Attempt, ...]
    asked: int = 0  # feeds
    failed: tuple[str, ...] = ()  # feeds that were asked and did not come
    fresh: int = 0  # new entries
    pages: int = 0  # full texts taken
    remarks: tuple[str, ...] = ()  # gone feeds, learnt and proposed addresses, certificates that are not checked
    is_our_network: bool = False


class FeedPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A feed, what is known of it, and whether it is due."""

    feed: SourceFeed
    record: FeedRecord | None
    due: Due


def user_agent(sources: SourceList) -> str:
    """Who asks, and where a publisher can see what for."""
    return sources.config.fetch.user_agent or f"site-gen/{__version__} (+{sources.config.base_url})"


def plan(sources: SourceList, state: State, options: RunOptions) -> list[FeedPlan]:
    """Every feed that may be asked in this run, and whether it is due; in their order of asking."""
    every = sources.config.fetch.every * 60
    found = []
    for feed in sources.feeds:
        if options.sources and feed.source not in options.sources:
            continue
        record = state.feed(feed.url) or _moved_here(feed.url, state)
        planned = due(record, options.now, every, ask_all=options.ask_all)
        host = state.host(host_of(record.asked if record else feed.url))
        until = deciding.held_until(host, options.now)
        if host and until and not (record and record.gone):
            planned = Due(False, f"'{host.host}' is left alone until {text_of(until)}: {host.reason}", until)
        found.append(FeedPlan(feed=feed, record=record, due=planned))
    # Who waits longest comes first: what one run could not reach is the beginning of the next.
    return sorted(found, key=lambda it: (it.record.tried if it.record else "", _turn(it.feed.url, options.now)))


def fetch(root: Path, sources: SourceList, options: RunOptions, tell: Tell | None = None) -> Fetched:
    """Ask for what is due and store what came; the caller holds the lock."""
    state = State(root)
    every = sources.config.fetch.every * 60
    if state.is_left_open and not options.dry_run:
        seeds = root / sources.config.folders.seeds
        if seeds.is_dir():
            sweep(seeds, ".")
        recover(state, every)
    planned = plan(sources, state, options)
    skipped = [_skipped(it) for it in planned if not it.due.is_due]
    if options.dry_run:
        return Fetched(lines=(*skipped, *(_would_ask(it) for it in planned if it.due.is_due)))
    for it in planned:
        if it.record and not it.due.is_due and seconds_of(it.record.tried) > options.now:
            state.note(set_back(it.record, options.now, every))
        elif it.record and it.record.url != it.feed.url:
            state.note(msgspec.structs.replace(it.record, url=it.feed.url, address="", moving_to="", moving_since=""))
    asked = [it for it in planned if it.due.is_due]
    if not asked and not _pages_wait(state, options):
        done = Fetched(lines=tuple(skipped))
    else:
        done = _FeedRun(root, sources, state, options, tell).run(asked, skipped)
        _forget(state, sources, options.now)
    state.write()
    return msgspec.structs.replace(done, remarks=tuple(remarks(sources, state, options)))


def remarks(sources: SourceList, state: State, options: RunOptions) -> Iterable[str]:
    """What a person should know of sources, said on each run until something is done about it."""
    for feed in sources.feeds:
        if options.sources and feed.source not in options.sources:
            continue
        record = state.feed(feed.url)
        if not feed.check_certificate:
            yield f"{feed.source}: the certificate of {feed.url} is not checked (check_certificate: false)"
        if record is None:
            continue
        if record.gone:
            yield f"{feed.source}: {feed.url} is gone for good (410); 'site-gen sources remove' takes it out"
        if record.address:
            hint = "'site-gen fetch --apply-moves' writes it to site.yaml"
            yield f"{feed.source}: {feed.url} has moved to {record.address}; {hint}"
        if record.proposed:
            said = f"is missing since {record.missing}; its site names {record.proposed}"
            yield f"{feed.source}: {feed.url} {said}: if that is it, put it into site.yaml"


def shared_of(root: Path, sources: SourceList, state: State, options: RunOptions) -> FetchRun:
    """What all attempts of a run share."""
    from site_gen.fetch.addresses import networks
    from site_gen.fetch.attempts import FetchRun
    from site_gen.fetch.hosts import Hosts
    from site_gen.fetch.http import HttpOptions
    from site_gen.fetch.robots import Robots

    import_module("urllib3.connection")  # before threads would do so at once, and meet half of it
    settings = sources.config.fetch
    http = HttpOptions(user_agent=user_agent(sources), allow=networks(settings.allow), timeout=settings.timeout)
    hosts = Hosts(root, lambda host: held_reason(state, host, options.now))
    robots = Robots(state, hosts, http, options.now)
    return FetchRun(
        root=root, config=sources.config, state=state, hosts=hosts, robots=robots, http=http, now=options.now
    )


def held_reason(state: State, host: str, now: float) -> str:
    """Why a host must be left alone; empty where it may be asked."""
    found = state.host(host)
    until = deciding.held_until(found, now)
    return f"'{host}' is left alone until {text_of(until)}: {found.reason}" if found and until else ""


class _FeedRun:
    """A run in which something is asked."""

    def __init__(self, root: Path, sources: SourceList, state: State, options: RunOptions, tell: Tell | None) -> None:
        self._shared = shared_of(root, sources, state, options)
        self._state = state
        self._options = options
        self._feeds = {feed.url: feed for feed in sources.feeds}
        self._tell = tell or (lambda _done, _total: None)
        self._lock = threading.Lock()
        self._done = self._total = 0
        self._ends = time.monotonic() + sources.config.fetch.budget
        self._lines: list[Attempt] = []
        self._attempts: list[FeedAttempt] = []

    def run(self, asked: Sequence[FeedPlan], skipped: Sequence[Attempt]) -> Fetched:
        """Feeds, then pages."""
        by_host: dict[str, list[FeedPlan]] = defaultdict(list)
        for it in asked:
            by_host[host_of(it.record.asked if it.record else it.feed.url)].append(it)
        self._total = len(asked)
        self._share([functools.partial(self._ask_feeds, them) for them in by_host.values()])
        is_our_network = self._forgive_if_all_failed()
        taken = 0 if is_our_network else self._ask_pages()
        self._shared.hosts.leave()
        failed = tuple(it.line.url for it in self._attempts if it.line.outcome == "fail")
        return Fetched(
            lines=(*skipped, *self._lines, *self._shared.robots.lines),
            asked=sum(it.found is not None for it in self._attempts),
            failed=failed,
            fresh=sum(it.fresh for it in self._attempts),
            pages=taken,
            is_our_network=is_our_network,
        )

    def _ask_feeds(self, planned: Sequence[FeedPlan]) -> None:
        from site_gen.fetch.attempts import attempt_feed

        for it in planned:
            host = host_of(it.record.asked if it.record else it.feed.url)
            if reason := held_reason(self._state, host, self._options.now) or self._out_of_time():
                self._say(_skipped(it, reason))
                continue
            done = attempt_feed(it.feed, it.due.why, self._shared)
            with self._lock:
                self._attempts.append(done)
            self._say(done.line)

    def _ask_pages(self) -> int:
        from site_gen.fetch.pages import SeenParagraphs, attempt_page, pages_due

        names = self._options.sources or {feed.source for feed in self._feeds.values()}
        by_host = pages_due(self._state.pages(), names, self._options.now)
        self._total += sum(map(len, by_host.values()))
        seen = SeenParagraphs()
        taken: list[Attempt] = []

        def ask_host(host: str) -> None:
            for page in by_host[host]:
                feed = self._feeds.get(page.feed)
                if feed is None or self._out_of_time():
                    continue
                line = attempt_page(page, feed, seen, self._shared)
                self._say(line)
                if line.outcome == "ok":
                    taken.append(line)

        self._share([functools.partial(ask_host, host) for host in by_host])
        return len(taken)

    def _share(self, work: Sequence[Callable[[], None]]) -> None:
        """Do pieces of work, each a host's, so many at once; our own first error is raised once all have ended."""
        waiting = iter(work)
        errors: list[BaseException] = []

        def go_on() -> None:
            while not errors:
                with self._lock:
                    piece = next(waiting, None)
                if piece is None:
                    return
                try:
                    piece()
                except BaseException as error:  # noqa: BLE001 - raised below, in the thread that asked
                    errors.append(error)

        many = min(self._shared.config.fetch.concurrency, len(work))
        threads = [threading.Thread(target=go_on, daemon=True) for _ in range(many)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]

    def _forgive_if_all_failed(self) -> bool:
        """Whether no host answered at all, of three or more: then it is our network, and counts against nobody."""
        asked = [it for it in self._attempts if it.found is not None]
        silent = [it for it in asked if isinstance(it.found, Fault) and it.found.status is None and not it.found.hops]
        hosts = {host_of(it.before.asked) for it in asked}
        if len(silent) < len(asked) or len(hosts) < _LEAST_HOSTS:
            return False
        for it in asked:
            every = self._shared.every
            record = deciding.after_no_network(it.before, it.line.reason, self._options.now, every)
            self._state.note(logged(record, it.line, self._options.now))
        return True

    def _out_of_time(self) -> str:
        return "the run is out of time; it comes first in the next one" if time.monotonic() > self._ends else ""

    def _say(self, line: Attempt) -> None:
        with self._lock:
            self._lines.append(line)
            self._done += 1
            self._tell(self._done, self._total)


def _skipped(planned: FeedPlan, reason: str = "") -> Attempt:
    record = planned.record
    at = planned.due.next
    return Attempt(
        source=planned.feed.source,
        url=planned.feed.url,
        outcome="skip",
        next=text_of(at) if at else None if record is None or record.gone else record.next or None,
        reason=reason or planned.due.why,
    )


def _would_ask(planned: FeedPlan) -> Attempt:
    return Attempt(
        source=planned.feed.source, url=planned.feed.url, outcome="skip", due=planned.due.why, reason="would be asked"
    )


def _pages_wait(state: State, options: RunOptions) -> bool:
    wanted = (it for it in state.pages() if it.verdict == "wanted" and seconds_of(it.next) <= options.now)
    return any(not options.sources or it.source in options.sources for it in wanted)


def _moved_here(url: str, state: State) -> FeedRecord | None:
    """What is known of a feed under the address that it moved from."""
    return next((it for it in state.feeds() if it.address == url), None)


def _forget(state: State, sources: SourceList, now: float) -> None:
    """Let go of what no feed needs any more."""
    from site_gen.fetch.pages import outlived

    urls = {feed.url for feed in sources.feeds}
    old = [it for it in state.feeds() if it.url not in urls and now - seconds_of(it.tried) > _FORGET_AFTER]
    free = [it for it in state.hosts() if not it.strikes and not deciding.held_until(it, now)]
    state.drop(itertools.chain(old, free, outlived(state.pages(), now)))


def _turn(url: str, now: float) -> str:
    """Where a feed stands among those that wait equally long: elsewhere in each run."""
    return hashlib.sha256(f"{now:.0f} {url}".encode()).hexdigest()

"""A source more: the feed of an address that a person typed is found, described, and kept as its first fetch."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from site_gen.config import editing, site_yaml
from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.fetch.addresses import is_allowed, networks
from site_gen.fetch.attempts import ACCEPT, FeedAttempt, store_answer
from site_gen.fetch.deciding import held, reason_of
from site_gen.fetch.discover import FoundFeed, common_places, described, feed_links
from site_gen.fetch.http import Answer, Fault, Question, ask, host_of, sendable
from site_gen.fetch.moves import leads_to
from site_gen.fetch.pipeline import RunOptions, shared_of
from site_gen.fetch.records import text_of
from site_gen.fetch.sources import SourceList, load_sources, url_problem
from site_gen.fetch.state import State, recover
from site_gen.fetch.store import NoFeedError
from site_gen.model import SourceRule


class NoSourceError(SiteGenError):
    """There is no feed to add."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What was added, or that it was there."""

    name: str
    feed: str
    entries: int = 0
    allowed: tuple[str, ...] = ()  # networks that may be asked from now on
    is_there: bool = False


def add(root: Path, url: str, now: float, *, name: str = "", full_text: bool | None = None) -> Added:
    """Find the feed of `url` and write it into `site.yaml`; what was read is stored. The caller holds the lock."""
    if problem := url_problem(url):
        raise NoSourceError(Diagnostic(url, None, "source", *problem))
    sources = load_sources(root)
    if known := _known(url, sources):
        return Added(name=known.name, feed=(known.feeds or ("",))[0], is_there=True)
    allowed = _to_allow(url, sources)
    config = msgspec.structs.replace(
        sources.config,
        fetch=msgspec.structs.replace(sources.config.fetch, allow=(*sources.config.fetch.allow, *allowed)),
    )
    sources = msgspec.structs.replace(sources, config=config)
    state = State(root)
    if state.is_left_open:
        recover(state, config.fetch.every * 60)
    found = _Search(root, sources, state, now).find(url)
    if known := _known(found.url, sources):
        state.write()
        return Added(name=known.name, feed=found.url, is_there=True)
    text = site_yaml.text_of(root)
    for network in allowed:
        text = editing.allow_network(text, network)
    site = found.site or ("" if sendable(url) == found.url else url)
    site = url if not _is_feed_of(found, url) else site
    fields = {"name": name or _free_name(found, sources), "feed": found.url}
    fields |= {key: value for key, value in (("url", site), ("lang", found.lang)) if value}
    text = editing.add_sources(text, [fields if full_text is None else {**fields, "full_text": full_text}])
    write_whole(root / site_yaml.NAME, text.encode())
    stored = _store(root, found, state, now)
    state.write()
    return Added(name=fields["name"], feed=found.url, entries=stored.fresh if stored else 0, allowed=allowed)


def _store(root: Path, found: FoundFeed, state: State, now: float) -> FeedAttempt | None:
    sources = load_sources(root)
    run = shared_of(root, sources, state, RunOptions(now=now))
    feed = next((it for it in sources.feeds if it.url == found.url), None)
    return store_answer(feed, found.answer, "added", run) if feed else None


class _Search:
    """The search for a feed, each address asked once."""

    def __init__(self, root: Path, sources: SourceList, state: State, now: float) -> None:
        self._run = shared_of(root, sources, state, RunOptions(now=now))
        self._limit = sources.config.fetch.max_feed
        self._asked: set[str] = set()

    def find(self, url: str) -> FoundFeed:
        """The feed at an address, or of the page there; raises `NoSourceError`."""
        first = self._ask(url)
        if isinstance(first, Fault) or first.status != 200:
            hint = "check the address in a browser"
            raise NoSourceError(Diagnostic(url, None, "source", reason_of(first), hint))
        if found := self._described(url, first):
            return found
        for link in [*feed_links(first), *common_places(first.url)]:
            if sendable(link) in self._asked:
                continue
            answer = self._ask(link)
            if isinstance(answer, Answer) and answer.status == 200 and (found := self._described(link, answer)):
                return found
        hint = "name the feed itself: 'site-gen sources add https://news.example/feed.xml'"
        raise NoSourceError(
            Diagnostic(url, None, "source", "no feed found on this page, nor where feeds usually are", hint)
        )

    def _ask(self, url: str) -> Answer | Fault:
        self._asked.add(sendable(url))
        question = Question(url=url, limit=self._limit, accept=f"{ACCEPT}, text/html;q=0.5", headers={"A-IM": "feed"})
        found = ask(question, self._run.http, self._run.hosts.turn)
        self._asked |= {hop.url for hop in found.hops}
        self._run.hosts.leave()
        name = host_of(found.url)
        if news := held(self._run.state.host(name), name, found, self._run.now):
            self._run.state.note(news)
            self._run.state.write()
        return found

    def _described(self, url: str, answer: Answer) -> FoundFeed | None:
        try:
            found = described(answer, self._run.reading)
        except NoFeedError:
            return None
        # Where the address leads for good is the one to write down; where it leads today is not.
        return msgspec.structs.replace(found, url=leads_to(answer.hops) or sendable(url))


def _is_feed_of(found: FoundFeed, url: str) -> bool:
    return found.url == sendable(url) or found.answer.url == sendable(url)


def _known(url: str, sources: SourceList) -> SourceRule | None:
    """The source that an address is of already."""
    wanted = _bare(url)
    return next((it for it in sources.config.sources if it.feeds and wanted in map(_bare, (*it.feeds, it.url))), None)


def _bare(url: str) -> str:
    try:
        return sendable(url).rstrip("/") if url else "-"
    except ValueError:
        return url


def _free_name(found: FoundFeed, sources: SourceList) -> str:
    from site_gen.content.folders import folder_of

    taken = {folder_of(it.name) for it in sources.config.sources}
    host = host_of(found.url)
    for name in (found.title, f"{found.title} ({host})", *(f"{found.title} {number}" for number in range(2, 1000))):
        if folder_of(name) not in taken:
            return name
    raise AssertionError("a thousand sources of one name")


def _to_allow(url: str, sources: SourceList) -> tuple[str, ...]:
    """The private addresses of a host that a person typed: who types them means them."""
    parts = urlsplit(url)
    allow = networks(sources.config.fetch.allow)
    try:
        rows = socket.getaddrinfo(parts.hostname, parts.port or 80, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    found = dict.fromkeys(ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows)
    return tuple(f"{it}/{it.max_prefixlen}" for it in found if not is_allowed(it, allow))


def moved(root: Path, now: float) -> list[tuple[str, str]]:
    """Write the addresses that feeds have moved to into `site.yaml`: old and new. The caller holds the lock."""
    sources = load_sources(root)
    state = State(root)
    if state.is_left_open:
        recover(state, sources.config.fetch.every * 60)
    text = before = site_yaml.text_of(root)
    done: list[tuple[str, str]] = []
    for feed in sources.feeds:
        record = state.feed(feed.url)
        if record and record.address and not any(record.address == it.url for it in sources.feeds):
            text = editing.change_feed(text, feed.url, record.address)
            done.append((feed.url, record.address))
    if text != before:
        write_whole(root / site_yaml.NAME, text.encode())
    for old, new in done:
        record = state.feed(old)
        if record:
            state.note(
                msgspec.structs.replace(record, url=new, address="", due=record.due or f"moved at {text_of(now)}")
            )
            state.drop([record])
    state.write()
    return done

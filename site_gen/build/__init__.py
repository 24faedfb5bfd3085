"""Builds a site the shortest way that is sure: nothing to do, the short cut, or the whole way.

That there is nothing to do is found out before anything heavy is imported.
"""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.build import inputs
from site_gen.build.inputs import Listing, Stamp
from site_gen.build.session import Session
from site_gen.build.way import NOTHING, WholeWayError, sure
from site_gen.config import site_yaml
from site_gen.config.site_yaml import Config
from site_gen.engine.diagnostics import lasting
from site_gen.engine.file_looks import FileLook, all_look_as_before
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, Step, exclusive, is_damaged
from site_gen.engine.recovery import said, sweep
from site_gen.engine.snapshots import FileChange, forget, forget_all
from site_gen.errors import ChangedError, Diagnostic
from site_gen.model import Built, Ingested, Published
from site_gen.publish.record import count_files, forget_keys, is_as_left

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from site_gen.build.site import Made

CACHE: Final = ".cache/site-gen.sqlite"
LOCK: Final = ".cache/lock.sqlite"
_TRIES: Final = 5  # attempts, when a file changes while the build reads it


class Remembered(msgspec.Struct, frozen=True):
    """The last build's result, and the span of time in which the same inputs make the same site."""

    stamp: Stamp
    inputs: bytes  # stands for the inputs of the last build that went the whole way
    since: str  # ISO 8601; empty if no article has expired yet
    until: str  # ISO 8601; empty if none will
    built: Built
    looked_at: tuple[FileLook, ...] = ()  # files beside texts, and those that were missing


@contextlib.contextmanager
def open_memo(root: Path, on_wait: Callable[[], None] | None = None) -> Iterator[Memo]:
    """Open the cache of the site in `root`, for one command at a time: a second one calls `on_wait`, and waits."""
    with said(root / CACHE), exclusive(root / LOCK, on_wait), Memo(root / CACHE) as memo:
        yield memo


def forget_results(memo: Memo) -> None:
    """Let the next build make everything again; the paths of published files stay, because pruning needs them."""
    from site_gen.build.shortcut.rows import forget_all as forget_rows

    memo.forget()
    forget_all(memo)
    forget_rows(memo)
    forget_keys(memo)


class Configured(msgspec.Struct, frozen=True):
    """The configuration, and what is wrong with single sources in it."""

    config: Config
    diagnostics: tuple[Diagnostic, ...] = ()


def configured(text: str, memo: Memo, *, base_url: str = "") -> Configured:
    """The configuration in `text` of `site.yaml`, cached because YAML is slow to read; raises `ConfigError`."""
    try:
        (found,) = memo.map(CONFIG, [digest((text, base_url))], lambda _: (text, base_url))
    except sqlite3.Error as error:
        if not is_damaged(error):
            raise
        memo.renew()
        return _parse((text, base_url))
    return found


def _parse(said: tuple[str, str]) -> Configured:
    text, base_url = said
    parsed = site_yaml.parse_with_faults(text, base_url=base_url)
    # As the cache gives it back: YAML may have put a date into `theme:`, which is text from then on.
    found = Configured(parsed.config, parsed.diagnostics)
    return msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Configured)


CONFIG: Final = Step("config", _parse, Configured)


def build(
    root: Path,
    config: Config,
    memo: Memo,
    *,
    now: str = "",
    drafts: bool = False,
    workers: Callable[[int], Executor | None] | None = None,
    keep: Callable[[Made], None] | None = None,
    session: Session | None = None,
    changed: frozenset[str] | None = None,
) -> Built:
    """Bring `content/` up to date with `seeds/`, and `output/` with both.

    `now` is the time in ISO 8601, or empty for the clock's; the output depends on it only through articles that expire
    and articles that have no date. `keep` is called with the result if the build went the whole way. A program that
    builds again and again passes its `session`, and as `changed` every file that changed since the last build, if it
    watches them. Raises `SiteGenError` if nothing can be published; the last output then stays.
    """
    now = now or datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    for _ in range(_TRIES):
        try:
            attempt = _Attempt(root, config, memo, session or Session(), now, drafts=drafts)
            return attempt.run(changed, workers, keep)
        except ChangedError as error:
            changed = None
            found = error  # a file was saved just now, or the cache is wrong about it: try again
            forget(memo, [it.path for it in error.diagnostics])
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
            memo.renew()
    raise found


class _Attempt:
    """One attempt to bring a site up to date from what the last build left."""

    def __init__(self, root: Path, config: Config, memo: Memo, session: Session, now: str, *, drafts: bool) -> None:
        self._root = root
        self._config = config
        self._memo = memo
        self._session = session
        self._now = now
        self._drafts = drafts
        self._last = memo.recall("build", Remembered)
        # A program that builds again and again is told about changes, and nobody else writes to its output.
        self._is_as_left = self._last is not None and (
            session.has_built or is_as_left(root / config.folders.output, memo)
        )
        self._listing: Listing | None = None

    def run(
        self,
        told: frozenset[str] | None,
        workers: Callable[[int], Executor | None] | None,
        keep: Callable[[Made], None] | None,
    ) -> Built:
        """Bring the site up to date the shortest way that is sure to be right."""
        try:
            return self._short(told)
        except WholeWayError as reason:
            return self._long(workers, keep, str(reason))

    def _short(self, told: frozenset[str] | None) -> Built:
        """Build if nothing changed, or only bodies did; raises `WholeWayError` if more may have."""
        memo = self._memo
        self._session.report(told)
        last = sure(self._last, "no finished build is known here")
        if not self._is_as_left:
            raise WholeWayError("a file of the output is gone, or somebody changed it")
        if not _is_time(last, self._now):
            raise WholeWayError("an article expired, or is not yet expired at this time")
        if last.looked_at and not all_look_as_before(self._root, last.looked_at):
            raise WholeWayError("a file beside a text changed")
        if self._session.has_built and told is not None:
            stamp = inputs.stamp_unlisted(self._root, self._config, last.stamp, drafts=self._drafts)
            edits = inputs.changed_among(self._root, self._config, memo, last.stamp, stamp, told)
        else:
            self._listing = inputs.list_inputs(self._root, self._config)
            stamp = inputs.stamp(self._listing, self._config, drafts=self._drafts)
            edits = inputs.changed_content(self._root, self._config, memo, last.stamp, stamp, self._listing)
        built = self._amended(last.built, edits) if edits else _skip(last.built, memo)
        if edits:
            stamp = inputs.with_memory(self._root, self._config, stamp)
        if edits or stamp != last.stamp:
            self._remember(msgspec.structs.replace(last, stamp=stamp), built)
        self._session.has_built = True
        return built

    def _long(
        self, workers: Callable[[int], Executor | None] | None, keep: Callable[[Made], None] | None, reason: str
    ) -> Built:
        """Build from everything that there is to read."""
        from site_gen.build.site import make_site

        root, config, memo = self._root, self._config, self._memo
        if known := self._session.known_inputs():
            found = inputs.update_inputs(root, config, memo, *known)
        else:
            self._listing = self._listing or inputs.list_inputs(root, config)
            found = inputs.snapshot_inputs(root, config, memo, self._listing)
        self._session.begin()
        if self._last is None:
            sweep(root, config.folders.content, config.folders.output)
        self._begin()
        found = inputs.record_seen_inputs(found, memo)
        made = make_site(
            root,
            config,
            found,
            memo,
            now=self._now,
            drafts=self._drafts,
            workers=workers,
            is_output_as_left=self._is_as_left,
            reason=reason,
        )
        self._remember(self._remembered(made), made.built)
        self._session.end(made.inputs)
        if keep:
            keep(made)
        return made.built

    def _amended(self, last: Built, edits: Sequence[FileChange]) -> Built:
        from site_gen.build.shortcut import amend

        theme = self._listing.theme if self._listing else inputs.theme_of(self._root, self._config)
        return amend(self._root, self._config, theme, self._memo, last, edits, self._now, self._begin)

    def _begin(self) -> None:
        """Record that the output may be half done, until `_remember` says otherwise."""
        self._memo.forgo("build")

    def _remembered(self, made: Made) -> Remembered:
        from site_gen.language.dates import instant

        moment = instant(self._now)
        past = [time for time in made.expiries if instant(time) <= moment]
        coming = [time for time in made.expiries if instant(time) > moment]
        return Remembered(
            stamp=inputs.stamp_of(made.inputs, self._config, drafts=self._drafts),
            inputs=made.inputs.name(self._config, drafts=self._drafts),
            since=max(past, key=instant, default=""),
            until=min(coming, key=instant, default=""),
            built=made.built,
            looked_at=made.looked_at,
        )

    def _remember(self, remembered: Remembered, built: Built) -> None:
        """Store the result, unless a page could not be put in place: then the next build tries again."""
        if built.published.diagnostics:
            self._begin()
        else:
            slim = msgspec.structs.replace(
                built,
                published=Published((), 0, 0, 0),
                ingested=Ingested(built.ingested.articles),
                diagnostics=lasting(built.diagnostics),
            )
            if self._listing:
                inputs.record_listing(self._listing, self._config, self._memo, self._last.stamp if self._last else None)
            self._memo.remember("build", msgspec.structs.replace(remembered, built=slim))


def last_way(memo: Memo) -> tuple[str, str] | None:
    """The way that the last build went, and why; None if no finished build is known."""
    last = memo.recall("build", Remembered)
    return (last.built.way, last.built.reason) if last else None


def next_change(memo: Memo) -> str:
    """When the site changes by itself, in ISO 8601, because an article comes or goes; empty if that is not known."""
    last = memo.recall("build", Remembered)
    return last.until if last else ""


def name_of_inputs(memo: Memo) -> bytes:
    """The name of the inputs of the last build that went the whole way; empty if there was none."""
    last = memo.recall("build", Remembered)
    return last.inputs if last else b""


def _is_time(last: Remembered, now: str) -> bool:
    """True if no article expired or came back between the last build and `now`."""
    if not (last.since or last.until):
        return True
    from site_gen.language.dates import instant

    moment = instant(now)
    is_later = not last.since or instant(last.since) <= moment
    is_earlier = not last.until or moment < instant(last.until)
    return is_later and is_earlier


def _skip(built: Built, memo: Memo) -> Built:
    published = Published((), 0, count_files(memo), 0, built.published.diagnostics)
    ingested = Ingested(built.ingested.articles, diagnostics=built.ingested.diagnostics)
    return msgspec.structs.replace(
        built, published=published, ingested=ingested, way=NOTHING, reason="no input and no page changed"
    )

"""A build in short: nothing to do is found out first, before anything heavy is even imported."""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.build import inputs
from site_gen.build.inputs import Glance, Sight
from site_gen.config import site_yaml
from site_gen.config.site_yaml import Config
from site_gen.engine.memo import Memo, Step, exclusive, is_damaged
from site_gen.engine.recovery import said, sweep
from site_gen.engine.snapshots import FileChange
from site_gen.errors import ChangedError
from site_gen.hashing import digest
from site_gen.model import Built, Ingested, Published

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from site_gen.build.site import Made

CACHE: Final = ".cache/site-gen.sqlite"
LOCK: Final = ".cache/lock.sqlite"
_TRIES: Final = 5  # times that files are looked at again because one changed meanwhile
_GLIMPSE: Final = 20_000  # published files that are looked at, at most, where nothing else says that one is amiss


class Remembered(msgspec.Struct, frozen=True):
    """What the last build did, and the span of time in which the same inputs make the same site."""

    glance: Glance
    inputs: bytes  # stands for the inputs of the last build that went the whole way
    since: str  # ISO 8601, empty where no article has expired yet
    until: str  # … or none will
    built: Built


@contextlib.contextmanager
def open_memo(root: Path, on_wait: Callable[[], None] | None = None) -> Iterator[Memo]:
    """The cache of the site in `root`, for one command at a time: a second one calls `on_wait`, and waits."""
    with said(root / CACHE), exclusive(root / LOCK, on_wait), Memo(root / CACHE) as memo:
        yield memo


def configured(text: str, memo: Memo, *, base_url: str = "") -> Config:
    """The configuration that `text` of `site.yaml` holds; raises `ConfigError`. Reading YAML costs more than a look."""
    try:
        (config,) = memo.map(CONFIG, [digest((text, base_url))], lambda _: (text, base_url))
    except sqlite3.Error as error:
        if not is_damaged(error):
            raise
        memo.renew()
        return _parse((text, base_url))
    return config


def _parse(said: tuple[str, str]) -> Config:
    text, base_url = said
    config = site_yaml.parse(text, base_url=base_url)
    # As the cache gives it back: YAML may have put a date into `theme:`, which is text from then on.
    return msgspec.msgpack.decode(msgspec.msgpack.encode(config), type=Config)


CONFIG: Final = Step("config", _parse, Config)


def build(
    root: Path,
    config: Config,
    memo: Memo,
    *,
    now: str = "",
    drafts: bool = False,
    workers: Callable[[int], Executor | None] | None = None,
    keep: Callable[[Made], None] | None = None,
    changed: frozenset[str] | None = None,
) -> Built:
    """Ingest, then make every page that is not as it should be.

    `now` is the time in ISO 8601, the clock's when empty; the output depends on it only through articles that expire
    and articles that have no date. `keep` is given what was made, where the build went the whole way. `changed` names
    all files that changed since the last build of this program, where somebody watches them. Raises `SiteGenError` when
    nothing can be published; the last output then stays.
    """
    now = now or datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    for _ in range(_TRIES):
        try:
            attempt = _Attempt(root, config, memo, now, drafts=drafts)
            return attempt.short(changed) or attempt.long(workers, keep)
        except ChangedError as error:
            changed = None
            found = error  # a file was saved just now, or the cache has it wrong: look again
            memo.write("delete from seen where path = ?", [(it.path,) for it in error.diagnostics])
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
            memo.renew()
    raise found


class _Attempt:
    """A site as it was left, and the two ways to bring it up to date."""

    def __init__(self, root: Path, config: Config, memo: Memo, now: str, *, drafts: bool) -> None:
        self._root = root
        self._config = config
        self._memo = memo
        self._now = now
        self._drafts = drafts
        self._last = memo.recall("build", Remembered)
        # A program that builds again and again is told when something changed, and nobody else writes to its output.
        self._is_as_left = self._last is not None and (memo.has_built or _is_as_left(root, config, memo))
        self._sight: Sight | None = None

    def short(self, told: frozenset[str] | None) -> Built | None:
        """The build where nothing changed but bodies, if anything at all; nothing where more may have."""
        memo, last = self._memo, self._last
        memo.told = None if told is None or memo.told is None else memo.told | told
        if not (last and self._is_as_left and _is_time(last, self._now)):
            return None
        if memo.has_built and told is not None:
            glance = inputs.glance_told(self._root, self._config, last.glance, drafts=self._drafts)
            edits = inputs.edited_told(self._root, self._config, memo, last.glance, glance, told)
        else:
            self._sight = inputs.see(self._root, self._config)
            glance = inputs.glance(self._sight, self._config, drafts=self._drafts)
            edits = inputs.edited(self._root, self._config, memo, last.glance, glance, self._sight)
        if edits is None:
            return None
        built = self._amended(last.built, edits) if edits else _nothing_done(last.built, memo)
        if built:
            if edits or glance != last.glance:
                self._remember(msgspec.structs.replace(last, glance=glance), built)
            memo.has_built = memo.keeps
        return built

    def long(self, workers: Callable[[int], Executor | None] | None, keep: Callable[[Made], None] | None) -> Built:
        """The build that looks at everything."""
        from site_gen.build.site import make_site

        root, config, memo = self._root, self._config, self._memo
        if memo.has_built and memo.looked_at and memo.told is not None:
            found = inputs.look_again(root, config, memo, memo.looked_at, memo.told)
        else:
            self._sight = self._sight or inputs.see(root, config)
            found = inputs.look(root, config, memo, self._sight)
        memo.looked_at = None  # until this build is done
        if self._last is None:
            sweep(root, config.folders.content, config.folders.output)
        self._begin()
        found = inputs.seen_by_build(found, memo)
        made = make_site(
            root,
            config,
            found,
            memo,
            now=self._now,
            drafts=self._drafts,
            workers=workers,
            is_output_as_left=self._is_as_left,
        )
        self._remember(self._remembered(made), made.built)
        memo.has_built = memo.keeps
        if memo.keeps:
            memo.looked_at, memo.told = made.inputs, frozenset()
        if keep:
            keep(made)
        return made.built

    def _amended(self, last: Built, edits: Sequence[FileChange]) -> Built | None:
        from site_gen.build.shortcut import amend

        theme = self._sight.theme if self._sight else inputs.theme_of(self._root, self._config)
        return amend(self._root, self._config, theme, self._memo, last, edits, self._begin)

    def _begin(self) -> None:
        """From here on the output may be neither what it was nor what it shall be, until it is said what was done."""
        self._memo.forgo("build")

    def _remembered(self, made: Made) -> Remembered:
        from site_gen.language.dates import instant

        moment = instant(self._now)
        past = [time for time in made.expiries if instant(time) <= moment]
        coming = [time for time in made.expiries if instant(time) > moment]
        return Remembered(
            glance=inputs.glanced(made.inputs, self._config, drafts=self._drafts),
            inputs=made.inputs.name(self._config, drafts=self._drafts),
            since=max(past, key=instant, default=""),
            until=min(coming, key=instant, default=""),
            built=made.built,
        )

    def _remember(self, remembered: Remembered, built: Built) -> None:
        """File what was done, unless a page could not be put in its place: the next build shall try again."""
        if built.published.diagnostics:
            self._begin()
        else:
            slim = msgspec.structs.replace(
                built, published=Published((), 0, 0, 0), ingested=Ingested(built.ingested.articles)
            )
            if self._sight:
                inputs.leave(self._sight, self._config, self._memo, self._last.glance if self._last else None)
            self._memo.remember("build", msgspec.structs.replace(remembered, built=slim))


def name_of_inputs(memo: Memo) -> bytes:
    """What the last build that went the whole way was made from; empty where the next one shall do so."""
    last = memo.recall("build", Remembered)
    return last.inputs if last else b""


def _is_time(last: Remembered, now: str) -> bool:
    """Whether the last build's site is that of `now` too: articles may expire."""
    if not (last.since or last.until):
        return True
    from site_gen.language.dates import instant

    moment = instant(now)
    is_later = not last.since or instant(last.since) <= moment
    is_earlier = not last.until or moment < instant(last.until)
    return is_later and is_earlier


def _is_as_left(root: Path, config: Config, memo: Memo) -> bool:
    """Whether the files that we published are there as we left them, as far as a glimpse of them says.

    Of a large site a build looks at every second file, or fourth, …, and the next build at those beside them. So a
    folder of many files that is gone is missed at once, and a single file as soon as its turn has come.
    """
    ((count,),) = memo.rows("select count(*) from published")
    parts = 1
    while count > parts * _GLIMPSE:
        parts *= 2
    turn = _turn(memo) if parts > 1 else 0
    output = f"{root / config.folders.output}/"
    rows = memo.rows("select path, size, mtime from published where rowid % ? = ?", (parts, turn % parts))
    try:
        for path, size, mtime in rows:
            status = os.stat(output + path)  # noqa: PTH116 - a Path a page costs more than the look
            if status.st_mtime_ns != mtime or status.st_size != size:
                return False
    except OSError:
        return False
    if parts > 1:
        _end_turn(memo, turn)
    return True


def _turn(memo: Memo) -> int:
    """Which files are looked at this time: a number that grows, or any where it is not known."""
    try:
        return int(_turns(memo).read_bytes())
    except (OSError, ValueError):
        return time.time_ns()


def _end_turn(memo: Memo, turn: int) -> None:
    """Let the next build look at other files. Where that cannot be said there is no room to mend a file either."""
    with contextlib.suppress(OSError):
        _turns(memo).write_bytes(str(turn + 1).encode())


def _turns(memo: Memo) -> Path:
    """A file beside the cache, gone with it; a row in the cache would have the disk wait at every build."""
    return memo.path.with_name(f"{memo.path.name}-turn")


def _nothing_done(built: Built, memo: Memo) -> Built:
    ((count,),) = memo.rows("select count(*) from published")
    published = Published((), 0, count, 0, built.published.diagnostics)
    ingested = Ingested(built.ingested.articles, diagnostics=built.ingested.diagnostics)
    return msgspec.structs.replace(built, published=published, ingested=ingested)

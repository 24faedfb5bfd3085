"""The one thread that builds: it owns the cache and everything kept between builds, and takes jobs in turn.

Nothing else builds, reads the cache or writes decisions; callers await the answer without blocking anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import datetime
import gc
import sqlite3
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from site_gen.build import CACHE, LOCK, build, name_of_inputs, next_change
from site_gen.build.inputs import decisions_of
from site_gen.build.session import Session
from site_gen.build.site import Made
from site_gen.config import site_yaml
from site_gen.config.site_yaml import Config
from site_gen.edition import decisions as editorial
from site_gen.editor import decide as deciding
from site_gen.editor.decide import Decided, Plan
from site_gen.engine.memo import Memo, exclusive
from site_gen.engine.recovery import said
from site_gen.engine.workers import pool
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.dates import instant
from site_gen.model import Built
from site_gen.serve.story_index import StoryIndex, index_stories
from site_gen.serve.watch import ALL

_DRAFTS_CACHE: Final = ".cache/preview/site-gen.sqlite"
_DRAFTS_OUTPUT: Final = ".cache/preview/output"
_Answer = TypeVar("_Answer")


class Outcome(msgspec.Struct, frozen=True):
    """The outcome of a build: its result, unless it was stopped, and the problems."""

    config: Config
    built: Built | None
    problems: tuple[Diagnostic, ...]


class _Cache:
    """The cache file, kept open between builds, because opening it takes longer than many an edit."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._memo: Memo | None = None
        self._inode = 0
        self.session = Session()  # of builds with this cache

    def open(self) -> Memo:
        """The cache; opened again if somebody deleted the file."""
        if self._memo and not (self.path.exists() and self.path.stat().st_ino == self._inode):
            self.close()
        if self._memo is None:
            self._memo = Memo(self.path, {})
            self.session = Session()
            self._inode = self.path.stat().st_ino
        return self._memo

    def close(self) -> None:
        if self._memo:
            self._memo.__exit__()
        self._memo = None


class SiteBuilder:
    """Builds the site in `root` when asked; use it as a context manager."""

    def __init__(self, root: Path, say: Callable[[str], None], *, drafts: bool) -> None:
        self._root = root
        self._say = say
        self._drafts = drafts
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="build")
        self._building = 0  # the thread's number while it builds
        self._is_configured = False  # as site.yaml says now
        self._cache = _Cache(root / (_DRAFTS_CACHE if drafts else CACHE))
        self._made_from = b""
        self._faults: tuple[Diagnostic, ...] = ()  # of single sources in site.yaml
        self._next_change = ""  # when the site changes by itself, as the last build knows
        self._made: Made | None = None  # by the last build
        self._index: StoryIndex | None = None  # of the same build, made when it is first needed
        self.config = self._first_config()

    def __enter__(self) -> SiteBuilder:
        return self

    def __exit__(self, *_: object) -> None:
        """Stop at once, even in the middle of a build: that leaves whole files, and the next build repairs the rest."""
        if self._building:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._building), ctypes.py_object(SystemExit))
        self._thread.submit(self._cache.close)
        self._thread.shutdown()

    @property
    def output(self) -> Path:
        """The output folder."""
        return self._root / self.config.folders.output

    async def rebuild(self, changed: frozenset[str]) -> Outcome:
        """Build; `changed` are the paths that changed since the last time."""
        outcome = await self._run(lambda: self._rebuild(changed))
        self._thread.submit(_tidy)
        return outcome

    @property
    def seconds_to_change(self) -> float | None:
        """How long the last build stays right by itself: until an article comes or expires; None where none will."""
        now = datetime.datetime.now(datetime.UTC)
        coming = [*(self._made.expiries if self._made else ()), *filter(None, (self._next_change,))]
        return min(((it - now).total_seconds() for it in map(instant, coming) if it > now), default=None)

    async def index(self) -> StoryIndex:
        """The stories of the last build, as the desk sees them."""
        return await self._run(self._story_index)

    async def decide(self, plan: Callable[[Config], Plan]) -> Decided:
        """Write an editor's decision; raises `SiteGenError` if that is not possible."""
        return await self._run(lambda: self._decide(plan))

    async def take_back(self, decided: Decided) -> Decided:
        """Undo a decision; raises `SiteGenError` if that is not possible."""
        return await self._run(lambda: deciding.take_back(self._root, decided))

    async def _run(self, job: Callable[[], _Answer]) -> _Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, job)

    def _first_config(self) -> Config:
        try:
            return self._load_config()
        except SiteGenError:
            return self._placed(Config(title=self._root.resolve().name))

    def _load_config(self) -> Config:
        parsed = site_yaml.parse_with_faults(site_yaml.text_of(self._root))
        self._faults = parsed.diagnostics
        return self._placed(parsed.config)

    def _placed(self, config: Config) -> Config:
        """The configuration with an output folder of its own for drafts, which must never be in output/."""
        if not self._drafts:
            return config
        folders = msgspec.structs.replace(config.folders, output=_DRAFTS_OUTPUT)
        return msgspec.structs.replace(config, folders=folders)

    def _rebuild(self, changed: frozenset[str]) -> Outcome:
        """Build; whatever goes wrong is an outcome too, so that the preview survives it."""
        self._building = threading.get_ident()
        gc.disable()  # checking everything that is kept would cost as much as the build
        try:
            built = self._build(changed)
        except SiteGenError as error:
            return Outcome(self.config, None, error.diagnostics)
        except Exception as error:  # noqa: BLE001 - a mistake of ours or a full disk: the last good pages stay up
            self._say("".join(traceback.format_exception(error)).rstrip())
            return Outcome(self.config, None, (_unforeseen(error),))
        finally:
            gc.enable()
            self._building = 0
        return Outcome(self.config, built, (*self._faults, *built.diagnostics))

    def _build(self, changed: frozenset[str]) -> Built:
        if changed & {site_yaml.NAME, ALL} or not self._is_configured:
            self._is_configured = False
            self.config = self._load_config()
            self._is_configured = True
        with self._memo() as memo, pool(None) as start:
            kept: list[Made] = []
            built = build(
                self._root,
                self.config,
                memo,
                drafts=self._drafts,
                workers=start,
                keep=kept.append,
                session=self._cache.session,
                changed=None if ALL in changed else changed,
            )
            made_from = name_of_inputs(memo)
            self._next_change = next_change(memo)
        if kept or made_from != self._made_from:  # by another command, if not here
            self._index, self._made = None, kept[-1] if kept else None
        self._made_from = made_from
        return built

    @contextlib.contextmanager
    def _memo(self) -> Iterator[Memo]:
        """The cache, while no other command uses it."""
        with said(self._cache.path), exclusive(self._root / LOCK, self._say_waiting):
            try:
                yield self._cache.open()
            except sqlite3.Error:
                self._cache.close()
                raise

    def _say_waiting(self) -> None:
        self._say("another build of this site is running; waiting for it")

    def _story_index(self) -> StoryIndex:
        if self._index is None and self._made:
            made = self._made
            self._index = StoryIndex(made.edition, made.briefs, editorial.read(made.inputs.decisions))
        if self._index is None:
            with self._memo() as memo:
                text = self._readable_decisions()
                self._index = index_stories(self._root, self.config, memo, _now(), text, drafts=self._drafts)
        return self._index

    def _readable_decisions(self) -> str:
        """The text of `editorial.yaml`; empty if it cannot be read, which the build reports."""
        try:
            text = decisions_of(self._root)
            editorial.read(text)
        except SiteGenError:
            return ""
        return text

    def _decide(self, plan: Callable[[Config], Plan]) -> Decided:
        case = self._story_index().case(decisions_of(self._root))
        return deciding.decide_on(self._root, case, plan(self.config))


def _tidy() -> None:
    """Collect garbage while nobody waits; what is left will live long, and is not checked again."""
    gc.collect()
    gc.freeze()


def _unforeseen(error: Exception) -> Diagnostic:
    kind = type(error).__name__
    return Diagnostic(
        "site-gen", None, "unforeseen", f"{kind}: {error}", "the terminal says more; any change tries again"
    )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")

"""Watches the disk: changed paths, reported after a moment of quiet, by watchfiles; polls only where no events come."""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from site_gen.config.site_yaml import NAME as CONFIG
from site_gen.model import EDITORIAL

ALL: Final = "."  # among changed paths: anything may have changed while nothing was watched
_QUIET_MS: Final = 10  # without another change: then the changes so far are reported
_MOST_MS: Final = 100  # after which changes are reported anyway
_LOOK_EVERY_S: Final = 5.0  # to find out whether a change came without an event
_SHARE_OF_LOOKS: Final = 50  # … or so many times what a look costs
_LATE_S: Final = 1.5  # that an event may take
_FILLING_S: Final = 0.5  # to wait for an empty file: most editors empty a file before they write it
# Network disks, and folders of another system that a container or a virtual machine shows.
_SILENT: Final = frozenset(
    "nfs nfs4 cifs smb3 smbfs 9p vboxsf virtiofs prl_fs fakeowner drvfs fuseblk davfs afs".split()
)
_TOP: Final = frozenset({CONFIG, EDITORIAL})
_Look = tuple[int, int]  # size and time


class Changes(NamedTuple):
    """Paths that changed, relative to the site's folder, and when the first of them was seen."""

    paths: frozenset[str]
    since: float


class Watch:
    """Watches a site's inputs: `run` it as a task, and wait for `changes`.

    A folder among the changed paths stands for everything in it: files put into a new folder at once are not reported.
    """

    def __init__(self, root: Path, folders: Iterable[str], say: Callable[[str], None]) -> None:
        self._say = say
        self._root = root.resolve()
        self._folders = tuple(folders)
        self._changed: set[str] = set()
        self._since = 0.0  # when the first of them was seen
        self._any = asyncio.Event()
        self._restart = asyncio.Event()
        self._stopped = False
        self._told: set[str] = set()
        self._reported: set[str] = set()  # since the last look for silent changes
        self._polls = False  # because no events come

    def follow(self, folders: Iterable[str]) -> None:
        """Watch other folders from now on."""
        if tuple(folders) != self._folders:
            self._folders = tuple(folders)
            self._restart.set()

    def stop(self) -> None:
        """Let `run` end."""
        self._stopped = True
        self._restart.set()

    async def changes(self) -> Changes:
        """Wait for a change; returns everything that changed since the last call."""
        await self._any.wait()
        self._any.clear()
        found = Changes(frozenset(self._changed), self._since)
        self._changed.clear()
        return found

    async def run(self) -> None:
        """Watch until `stop`; start over whenever one of the folders comes or goes."""
        while not self._stopped:
            self._restart = asyncio.Event()
            inside = [path for path in self._paths() if path.is_dir()]
            beside = {self._root, *(_nearest(path.parent) for path in self._paths())}
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._watch(beside, recursive=False))
                if inside:
                    tasks.create_task(self._watch(inside, recursive=True))
                if not self._polls:
                    tasks.create_task(self._look_for_silent_changes())
                await asyncio.sleep(0)  # both watch now; what they missed before is checked
                self._note([str(self._root)])

    def _paths(self) -> list[Path]:
        return [self._root / name for name in self._folders]

    async def _look_for_silent_changes(self) -> None:
        """Poll from the first change on that came without an event, as on disks that others write to."""
        restart = self._restart
        before: dict[str, _Look] | None = None
        while not restart.is_set():
            began = time.monotonic()
            looks = await asyncio.to_thread(_looks, self._root, self._paths())
            cost = time.monotonic() - began
            changed = {path for path, _ in looks.items() ^ before.items()} if before is not None else set()
            if changed and not await _is_set(restart, _LATE_S):
                silent = [path for path in changed if not self._is_reported(path)]
                if silent and ALL not in self._reported:
                    self._say_once("files changed and no event came; looking at the folders every second instead")
                    self._polls = True
                    restart.set()
                if silent:
                    self._note([str(self._root)])
            before = looks
            self._reported.clear()
            await _is_set(restart, max(_LOOK_EVERY_S, _SHARE_OF_LOOKS * cost))

    def _is_reported(self, path: str) -> bool:
        """Whether a path, or a folder that it is in, was among the changes since the last look."""
        return path in self._reported or any(str(it) in self._reported for it in Path(path).parents if str(it) != ALL)

    async def _watch(self, paths: Iterable[Path], *, recursive: bool) -> None:
        silent = silent_file_system(self._root)
        if silent or self._polls:
            if silent:
                self._say_once(f"'{silent}' sends no file events; looking at the folders every second instead")
                self._polls = True
            await self._follow(paths, recursive=recursive, poll=True)
            return
        try:
            await self._follow(paths, recursive=recursive, poll=False)
        except OSError as error:
            self._say(f"cannot watch folders ({error}); looking at them every second instead")
            await self._follow(paths, recursive=recursive, poll=True)

    async def _follow(self, paths: Iterable[Path], *, recursive: bool, poll: bool) -> None:
        from watchfiles import awatch

        restart = self._restart
        async for changes in awatch(
            *paths,
            recursive=recursive,
            debounce=_MOST_MS,
            step=_QUIET_MS,
            stop_event=restart,
            watch_filter=_is_input if recursive else self._is_at_the_top,
            ignore_permission_denied=True,
            force_polling=poll or None,
            poll_delay_ms=1000,
        ):
            end = time.monotonic() + _FILLING_S
            while any(_is_empty(path) for _, path in changes) and time.monotonic() < end:
                await asyncio.sleep(_QUIET_MS / 1000)
            self._note(path for _, path in changes)
            if not recursive and not all(self._is_input_file(Path(path)) for _, path in changes):
                restart.set()

    def _say_once(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self._say(text)

    def _note(self, paths: Iterable[str]) -> None:
        found = {Path(os.path.relpath(path, self._root)).as_posix() for path in paths}
        if not self._changed:
            self._since = time.time()
        self._changed |= found
        self._reported |= found
        self._any.set()

    def _is_at_the_top(self, _: object, path: str) -> bool:
        """True for a configuration file or a hook, and for a folder of inputs or one on the way to it."""
        found = Path(path)
        return self._is_input_file(found) or any(found == folder or found in folder.parents for folder in self._paths())

    def _is_input_file(self, path: Path) -> bool:
        return path.parent == self._root and (path.name in _TOP or path.suffix == ".py")


async def _is_set(event: asyncio.Event, seconds: float) -> bool:
    """Whether an event is set within so many seconds."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()


def _looks(root: Path, folders: Iterable[Path]) -> dict[str, _Look]:
    """How all files look that are inputs, as stat shows them, by path."""
    found = [entry for entry in _entries(str(root)) if entry.name in _TOP or entry.name.endswith(".py")]
    waiting = [str(folder) for folder in folders]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                found.append(entry)
    looks: dict[str, _Look] = {}
    for entry in found:
        with contextlib.suppress(OSError):  # gone meanwhile
            status = entry.stat()
            looks[entry.path[len(str(root)) + 1 :].replace(os.sep, "/")] = (status.st_size, status.st_mtime_ns)
    return looks


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What lies in a folder and is an input by its name."""
    try:
        with os.scandir(folder) as entries:
            return [it for it in entries if _is_input(None, it.name)]
    except OSError:
        return []


def silent_file_system(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The kind of the file system that a folder lies on, if it tells nobody of changes from elsewhere; else empty."""
    try:
        rows = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return ""  # not Linux, where watchfiles knows better
    place = folder.resolve()
    at = [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]
    above = [(point, kind) for point, kind in at if place.is_relative_to(point)]
    kind = max(above, key=lambda it: len(it[0]), default=("", ""))[1]
    return kind if kind in _SILENT or kind.startswith("fuse.") else ""


def _is_input(_: object, path: str) -> bool:
    """False for the parts and backups that editors and our own atomic writes leave for a moment."""
    name = os.path.basename(path)  # noqa: PTH119 - a Path for each of a million changes is slow
    return not name.startswith(".") and not name.endswith(("~", ".swp", ".part"))


def _is_empty(path: str) -> bool:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == 0


def _nearest(path: Path) -> Path:
    """The folder, or the nearest existing one above it."""
    return path if path.is_dir() else _nearest(path.parent)

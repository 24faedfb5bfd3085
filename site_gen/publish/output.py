"""The output folder: writes only what changed, whole files only, and touches nothing that a person put there."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Final, NamedTuple

from site_gen.engine.memo import Memo
from site_gen.engine.reading import bytes_of
from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic, OutputError
from site_gen.language.plain import GENERATOR
from site_gen.model import Published
from site_gen.publish.compress import RECORD, CopiesOfFiles, sweep_copies
from site_gen.publish.record import Row, drop, files, next_turn, record

_BATCH: Final = 512  # pages made and recorded together
# Every file that a maker writes carries this mark, so that we recognise our own when the cache is lost.
_MARK: Final = GENERATOR.encode()

# "2025/12/04/slug/index.html", "topics/sport/page/2/index.html", "sitemap-2025-12.xml"
_OWN_PLACE: Final = re.compile(r"(?:\d{4}|topics|sources|feeds|search)/|sitemap-[\w-]+\.xml$")


class Place(NamedTuple):
    """The place of a page; a worker on this machine may put it there itself."""

    folder: str  # ends with `/`
    name: str  # of the folder, in messages
    path: str
    is_new: bool  # its folder was missing, so nothing is in its way


class Put(NamedTuple):
    """A page in its place: whether it had to be written, its size and its time."""

    is_written: bool
    size: int
    mtime: int
    is_added: bool = False  # nothing was there


Prepare = Callable[[Sequence[str]], None]
Make = Callable[[Sequence[str]], Iterable[tuple[str, bytes | Put | Diagnostic]]]


class Output:
    """The output folder, and what earlier builds recorded about it."""

    def __init__(
        self, folder: Path, name: str, memo: Memo, *, is_as_left: bool, only: Sequence[str] | None = None
    ) -> None:
        self.folder = f"{folder}/"
        self.name = name
        self.memo = memo
        known = files(memo, only)
        self.is_forgotten = not known and only is None  # what earlier builds left there, if anything
        self.known = dict(_own(self.folder, name)) if self.is_forgotten else known
        if not (self.is_forgotten or is_as_left or only is not None):
            # Somebody else wrote here: an old output that was put back brings pages that are gone since.
            self.known |= _own(self.folder, name, known)
        self.ours: frozenset[str] = frozenset()  # paths of the owner's files in `root/`
        self._is_as_left = is_as_left  # the whole folder, as far as the build's check can say
        self._ways: dict[str, _Way] = {}  # to folders, as first seen

    def is_as_left(self, path: str) -> bool:
        """True if a file is as an earlier build left it, as far as we know."""
        return path in self.known and (self._is_as_left or self.looks_as_left(path))

    def looks_as_left(self, path: str) -> bool:
        """True if stat shows a file as an earlier build left it."""
        return _looks(self.folder + path) == self.known[path][1:]

    def lies_behind_a_link(self, path: str) -> bool:
        """True if the file, or a folder on the way to it, is a link."""
        way = self._way(path.rpartition("/")[0])
        return way is _Way.LINK or (way is _Way.FOLDER and os.path.islink(self.folder + path))  # noqa: PTH114

    def lies_below_a_file(self, path: str) -> bool:
        """True if something that is no folder stands where the file's folder should be, or a folder in its place."""
        way = self._way(path.rpartition("/")[0])
        return way is _Way.FILE or (way is _Way.FOLDER and os.path.isdir(self.folder + path))  # noqa: PTH112

    def is_new(self, path: str) -> bool:
        """True if the file's folder was missing when this build first looked: so nothing is in its way."""
        return self._way(path.rpartition("/")[0]) is _Way.MISSING

    def place(self, path: str) -> Place:
        """The place of a file."""
        return Place(self.folder, self.name, path, self.is_new(path))

    def _way(self, folder: str) -> _Way:
        """What is at a folder's path, checked once; below a missing folder nothing has to be checked."""
        if not folder:
            return _Way.FOLDER
        known = self._ways.get(folder)
        if known is None:
            above = self._way(folder.rpartition("/")[0])
            known = self._ways[folder] = above if above is not _Way.FOLDER else _lies(self.folder + folder)
        return known


class _Way(Enum):
    """What is at the path of a folder."""

    FOLDER = auto()
    LINK = auto()  # or below one
    FILE = auto()  # or below one, where a folder has to be
    MISSING = auto()


def _lies(folder: str) -> _Way:
    try:
        status = os.lstat(folder)
    except OSError:
        return _Way.MISSING
    if stat.S_ISLNK(status.st_mode):
        return _Way.LINK
    return _Way.FOLDER if stat.S_ISDIR(status.st_mode) else _Way.FILE


def publish(output: Output, keys: Mapping[str, bytes], prepare: Prepare, make: Make) -> Published:
    """Bring `output` up to date with `keys`, which has a key for every path.

    `prepare` sees all stale paths before anything is written, and may raise. For each path, `make` returns bytes, or
    says that it put the page in place, or what went wrong; then the old file stays. Paths are made in the order of
    `keys`, so that pages come before the lists that link to them; deletions come last. A kill leaves whole files, and
    the next call repairs the rest. Raises `OutputError` if nothing can be written.
    """
    known = output.known
    stale = [path for path, key in keys.items() if not (output.is_as_left(path) and known[path][0] == key)]
    refused = {path: found for path in stale if (found := _obstacle(path, output))}
    stale = [path for path in stale if path not in refused]
    turn = 0
    if stale:
        prepare(stale)
        turn = next_turn(output.memo)
    left = [path for path in known if path not in keys]
    copies = _copies(output, [*stale, *left], keys)
    written: dict[bool, list[str]] = {True: [], False: []}  # by whether they are new
    made: list[str] = []
    failed: list[Diagnostic] = []
    for batch in _batches(stale):
        rows = []
        output.memo.tell("write", len(made) + len(failed), len(stale))
        for path, result in make(batch):
            if isinstance(result, Diagnostic):
                failed.append(result)
                continue
            done = result if isinstance(result, Put) else put(result, output.place(path))
            was = known[path][0] if path in known else None
            if done.is_written:
                written[done.is_added].append(path)
                done = _in_time(done, path, keys[path], output)
            rows.append(Row(path, keys[path], done.size, done.mtime, was, turn))
            made.append(path)
        record(output.memo, rows)
    if stale:
        output.memo.tell("write", len(stale), len(stale))
    gone = _prune(output, left)
    copies.renew()
    return Published(
        made=tuple(made),
        written=sum(map(len, written.values())),
        unchanged=len(keys) - len(stale) - len(refused),
        removed=len(gone),
        diagnostics=(*refused.values(), *failed),
        added=tuple(written[True]),
        changed=tuple(written[False]),
        gone=tuple(gone),
    )


def _copies(output: Output, paths: Iterable[str], keys: Mapping[str, bytes]) -> CopiesOfFiles:
    """The compressed copies of files that will be written or deleted: out of the way."""
    folder = Path(output.folder)
    if output.is_forgotten:
        known = output.known
        sweep_copies(folder, lambda path: path in keys or path in known)
    return CopiesOfFiles(folder, output.memo.path.parent / RECORD, paths)


def _in_time(done: Put, path: str, key: bytes, output: Output) -> Put:
    """A file that was made once more from the same as before has the time that it had, so that it is not sent again."""
    was, size, mtime = output.known.get(path, (b"", -1, 0))
    if was != key or size != done.size:
        return done
    with contextlib.suppress(OSError):
        os.utime(output.folder + path, ns=(mtime, mtime))
        return done._replace(mtime=mtime)
    return done


def _batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    return (paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH))


def _obstacle(path: str, output: Output) -> Diagnostic | None:
    """The reason why a page must not be written (a link on the way, or a file that we did not make), or None."""
    shown = f"{output.name}/{path}"
    if output.lies_behind_a_link(path):
        return Diagnostic(
            shown, None, "output-link", "lies behind a link", "replace the link with a folder", cost="page"
        )
    if output.lies_below_a_file(path):
        message = "cannot be written: a file stands where a folder has to be, or a folder in its place"
        hint = "move or rename what is in the way, or empty the output folder"
        return Diagnostic(shown, None, "output-way", message, hint, cost="page")
    if path in output.known or output.is_new(path) or path in output.ours or _looks(output.folder + path) is None:
        return None
    try:
        data = bytes_of(output.folder + path)
    except (PermissionError, IsADirectoryError, FileNotFoundError):
        return None
    except OSError:  # a pipe, which a person put there
        data = b""
    if _MARK in data:
        return None
    hint = "move or rename it if the site should have this page"
    return Diagnostic(shown, None, "foreign-file", "was not made by site-gen, so it stays", hint, "warning")


def put(data: bytes, place: Place) -> Put:
    """Write a page unless the file has the same bytes already; raises `OutputError` if it cannot be written."""
    file = place.folder + place.path
    try:
        looks = None if place.is_new else _looks(file)
        is_there = looks is not None and _holds(file, looks, data)
        status = os.stat(file) if is_there else write_whole(file, data)  # noqa: PTH116 - a Path costs as much as writing
    except OSError as error:
        shown = f"{place.name}/{place.path}"
        hint = "make room or fix the permissions; what was there is still whole"
        raise OutputError(Diagnostic(shown, None, "output", f"cannot be written: {error.strerror}", hint)) from error
    return Put(not is_there, status.st_size, status.st_mtime_ns, looks is None)


def _holds(path: str, looks: tuple[int, int], data: bytes) -> bool:
    if looks[0] != len(data):
        return False
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(len(data) + 1) == data


def _looks(path: str) -> tuple[int, int] | None:
    """Size and time of a file; None if there is none."""
    try:
        status = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - a Path for each page costs more than stat
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _prune(output: Output, gone: Iterable[str]) -> list[str]:
    """Delete files that an earlier build wrote and nobody changed, and the folders that this leaves empty."""
    removed, dropped = [], []
    for path in gone:
        if output.looks_as_left(path) and not output.lies_behind_a_link(path):
            Path(output.folder + path).unlink(missing_ok=True)
            removed.append(path)
            for parent in list(Path(path).parents)[:-1]:
                with contextlib.suppress(OSError):
                    Path(output.folder, parent).rmdir()
        dropped.append(path)
    drop(output.memo, dropped)
    return removed


def _own(folder: str, name: str, known: Container[str] = ()) -> Iterator[tuple[str, tuple[bytes, int, int]]]:
    """The files that we wrote, without the cache that says so: they are where only we put files, and carry our mark.

    Those that are known are left out.
    """

    def stop(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            hint = "make it a folder that can be read"
            raise OutputError(Diagnostic(f"{name}/", None, "output", f"{error.strerror}", hint)) from error

    for here, _, names in os.walk(folder, onerror=stop):
        for file in names:
            path = f"{here}/{file}"[len(folder) :].lstrip("/")
            looks = _looks(folder + path) if path not in known and _OWN_PLACE.match(path) else None
            if looks and _MARK in Path(folder + path).read_bytes():
                yield path, (b"", *looks)

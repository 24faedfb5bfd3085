"""Snapshots of folders: the files in them, what changed since the last build; and files written whole."""

from __future__ import annotations

import os
import stat
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, Table
from site_gen.engine.reading import MOST, bytes_of
from site_gen.engine.walk import StatRow, Walked, stat_row, unreadable
from site_gen.errors import Diagnostic, changed

_TABLE = Table("""
create table if not exists seen (path text primary key, size int, mtime int, inode int, hashed int, digest blob);
create index if not exists young on seen (path) where hashed = 0;
""")
_HELD = 64_000_000  # bytes that a snapshot holds
_QUERY_ROWS = 500
_SEEN = "select path, size, mtime, inode from seen where path > ? and path < ?"
_UNREADABLE = b""  # instead of a digest
_SURE_AFTER_NS = 50_000_000  # clocks of file systems tick every few ms
_SURE_AFTER_COARSE_NS = 2_100_000_000  # … or every one or two seconds


class Ref(msgspec.Struct, frozen=True, order=True):
    """A file as a snapshot saw it; `path` is relative to the site's folder, with `/`."""

    path: str
    digest: bytes


class SeenRows(NamedTuple):
    """Differences from what the last build saw: rows to write, and the paths of files that are gone."""

    fresh: tuple[tuple[object, ...], ...] = ()
    gone: tuple[str, ...] = ()


class Snapshot(msgspec.Struct, frozen=True):
    """The files of a folder at one moment, in the order of their paths, and the problems of reading them."""

    root: str
    refs: tuple[Ref, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    name: bytes = b""  # a digest of `refs`
    stamp: bytes = b""  # as `walk` gives it; empty if the folder was not walked
    held: dict[str, bytes] = {}  # bytes that were read for their digest, for the time of a build
    seen_rows: SeenRows = SeenRows()

    def load(self, ref: Ref, *, again: bool = False) -> bytes:
        """The bytes of a file; raises `ChangedError` if they differ by now, because results are filed by digest.

        They stay in memory if they will be needed `again`.
        """
        held = self.held.get(ref.path) if again else self.held.pop(ref.path, None)
        if held is not None:
            return held
        try:
            data = bytes_of(f"{self.root}/{ref.path}", MOST)
        except OSError as error:
            raise changed(ref.path) from error
        if digest(data) != ref.digest:
            raise changed(ref.path)
        return data


def snapshot(root: Path, folder: str, memo: Memo, walked: Walked) -> Snapshot:
    """A snapshot of `folder`; a file is read only if it looks different than it did to the last build."""
    rows = _TABLE.rows(memo, "select * from seen where path > ? and path < ?", _below(folder))
    seen = {row[0]: row for row in rows}
    refs: list[Ref] = []
    fresh: list[tuple[object, ...]] = []
    diagnostics = list(walked.diagnostics)
    held: dict[str, bytes] = {}
    room = _HELD
    for looks in walked.files:
        path = looks[0]
        known = seen.pop(path, None)
        if known and known[:4] == looks and known[4]:
            refs.append(Ref(path, known[5]))
            continue
        now = time.time_ns()
        try:
            data = bytes_of(f"{root}/{path}", MOST)
        except OSError as error:
            diagnostics.append(unreadable(path, error))
            fresh.append((*looks, False, _UNREADABLE))
            continue
        key = digest(data)
        room -= len(data)
        if room >= 0:
            held[path] = data
        refs.append(Ref(path, key))
        fresh.append((*looks, _is_sure(looks, now), key))
    refs.sort(key=lambda ref: ref.path)
    seen_rows = SeenRows(tuple(fresh), tuple(seen))
    return Snapshot(str(root), tuple(refs), tuple(diagnostics), digest(refs), walked.stamp, held, seen_rows)


class FileChange(NamedTuple):
    """A file whose bytes differ from what the last build saw, and its new row."""

    before: Ref
    after: Ref
    data: bytes
    seen: tuple[object, ...]


class _FolderLooks(msgspec.Struct, frozen=True):
    """How a folder looked to the last build, by stat."""

    stamp: bytes
    folders: dict[str, bytes]  # by path, those in it too: a name for how the files right there looked
    diagnostics: tuple[Diagnostic, ...]


def record_looks(folder: str, memo: Memo, walked: Walked) -> None:
    """Record how a folder looks, so that the next build compares only the files of folders that differ."""
    memo.remember(f"looks of {folder}", _FolderLooks(walked.stamp, walked.stamps(), tuple(walked.diagnostics)))


def list_different(folder: str, memo: Memo, walked: Walked, before: bytes) -> list[str] | None:
    """The files that look different than they did to the last build, whose stamp was `before`.

    None if files came or went, or if another one cannot be read.
    """
    left = memo.recall(f"looks of {folder}", _FolderLooks)
    is_known = left is not None and left.stamp == before
    said = left.diagnostics if left else ()
    if tuple(walked.diagnostics) != said or (said and not is_known):
        return None
    if left and is_known:
        differ = {path for path, _ in left.folders.items() ^ walked.stamps().items()}
        files = [looks for it in walked.folders if it.path in differ for looks in it.files()]
        seen = [row for path in differ for row in _seen_right_in(path, memo)]
    else:
        files = walked.files
        seen = _TABLE.rows(memo, _SEEN, _below(folder))
    is_now = {looks[0] for looks in set(files).difference(seen)}
    was = {looks[0] for looks in set(seen).difference(files)}
    return sorted(is_now) if is_now == was else None


def _seen_right_in(folder: str, memo: Memo) -> list[StatRow]:
    return _TABLE.rows(memo, f"{_SEEN} and instr(substr(path, ?), '/') = 0", (*_below(folder), len(folder) + 2))


def list_young(memo: Memo) -> list[str]:
    """The files that the last build read so soon after they were written that their time stamps cannot be trusted."""
    return [path for (path,) in _TABLE.rows(memo, "select path from seen where hashed = 0 order by path")]


def compare_files(root: Path, folder: str, paths: Iterable[str], memo: Memo) -> list[FileChange] | None:
    """The files among `paths` whose bytes differ from what the last build saw, or None if one came or went.

    It is filed of the others that they are the same, so that nobody compares them again.
    """
    inside = (root / folder).resolve()
    found, same = [], []
    for path in paths:
        if not (root / path).resolve().is_relative_to(inside):
            return None
        rows = _TABLE.rows(memo, "select digest from seen where path = ?", (path,))
        try:
            looks, now = stat_row(path, os.stat(root / path)), time.time_ns()  # noqa: PTH116
            data = bytes_of(f"{root}/{path}", MOST)
        except OSError:
            if rows != [(_UNREADABLE,)]:
                return None
            continue
        if not rows or rows[0][0] == _UNREADABLE:
            return None
        after = Ref(path, digest(data))
        row = (*looks, _is_sure(looks, now), after.digest)
        if rows[0][0] == after.digest:
            same.append(row)
        else:
            found.append(FileChange(Ref(path, rows[0][0]), after, data, row))
    record_seen(memo, SeenRows(tuple(same)))
    return found


def has_been_folder(root: Path, path: str, memo: Memo) -> bool:
    """True if there is a folder at a path, or was one with files in it."""
    below = "select 1 from seen where path > ? and path < ? limit 1"
    return (root / path).is_dir() or bool(_TABLE.rows(memo, below, _below(path)))


def recall_refs(paths: Sequence[str], memo: Memo) -> list[Ref] | None:
    """Files as the last build saw them, or None if it did not see one of them."""
    found: dict[str, bytes] = {}
    for start in range(0, len(paths), _QUERY_ROWS):
        some = paths[start : start + _QUERY_ROWS]
        marks = ",".join("?" * len(some))
        found.update(_TABLE.rows(memo, f"select path, digest from seen where path in ({marks})", some))  # noqa: S608 - only marks
    return [Ref(path, found[path]) for path in paths] if len(found) == len(set(paths)) else None


def record_seen(memo: Memo, seen_rows: SeenRows) -> None:
    """Record what a build saw. Only builds may do this: what differs from it is the work of the next build."""
    _TABLE.write(memo, "insert or replace into seen values (?, ?, ?, ?, ?, ?)", seen_rows.fresh)
    _TABLE.write(memo, "delete from seen where path = ?", ((path,) for path in seen_rows.gone))


def forget(memo: Memo, paths: Iterable[str]) -> None:
    """Let the next build read some files again, whatever the last one saw of them."""
    _TABLE.write(memo, "delete from seen where path = ?", ((path,) for path in paths))


def forget_all(memo: Memo) -> None:
    """Let the next build read every file again."""
    _TABLE.write(memo, "delete from seen", [()])


def update_snapshot(
    before: Snapshot, folder: str, changed: Iterable[str], *, wanted: Callable[[str], bool]
) -> Snapshot | None:
    """A snapshot in which only the `changed` files are read again, or None if that is not enough."""
    root = Path(before.root)
    inner = [path for path in changed if path.startswith(f"{folder}/") and not is_hidden(path)]
    if not inner:
        return before
    refs = list(before.refs)
    fresh: list[tuple[object, ...]] = []
    gone: list[str] = []
    for path in inner:
        if before.diagnostics or not (root / path).resolve().is_relative_to((root / folder).resolve()):
            return None
        place = bisect_left(refs, path, key=lambda ref: ref.path)
        is_known = place < len(refs) and refs[place].path == path
        if is_known and not os.path.lexists(root / path):
            del refs[place]
            gone.append(path)
            continue
        try:
            status = os.stat(root / path)  # noqa: PTH116
            data = bytes_of(f"{root}/{path}", MOST) if wanted(path) else b""
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        if wanted(path):
            ref = Ref(path, digest(data))
            refs[place : place + is_known] = [ref]
            looks = stat_row(path, status)
            fresh.append((*looks, _is_sure(looks, time.time_ns()), ref.digest))
    return Snapshot(before.root, tuple(refs), name=digest(refs), seen_rows=SeenRows(tuple(fresh), tuple(gone)))


def is_hidden(path: str) -> bool:
    """True if a file, or a folder on the way to it, is hidden; such files are skipped."""
    return any(part.startswith(".") for part in path.split("/"))


def inside(folder: Path, path: str) -> Path | None:
    """The file or folder at `path` below a folder, or None if there is none or it lies elsewhere."""
    found = folder / path
    try:
        return found if found.exists() and found.resolve().is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None


def write_whole(path: Path | str, data: bytes) -> os.stat_result:
    """Put `data` at `path`; a reader sees the old file or the new one, never a part. Returns its status."""
    folder, name = os.path.split(path)
    part = os.path.join(folder, f".{name[:80]}.{os.getpid()}.part")  # noqa: PTH118 - a Path for each file costs as much as the write
    try:
        status = _write(part, data, folder)
        os.replace(part, path)  # noqa: PTH105
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return status


def _write(path: str, data: bytes, folder: str) -> os.stat_result:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o666)
    except FileNotFoundError:
        make_folder(folder)
        handle = os.open(path, flags, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        return os.fstat(handle)
    finally:
        os.close(handle)


def make_folder(folder: str) -> None:
    """Make a folder and those above it; mostly only the last one is missing, so that is tried first."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - a Path for each folder costs as much as the folder
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    except FileExistsError:
        return


def _is_sure(looks: StatRow, now: int) -> bool:
    """True if a later change would show in the time stamp; else the file is hashed again next time."""
    _, _, mtime, _ = looks
    is_coarse = mtime % 1_000_000_000 == 0
    return now - mtime > (_SURE_AFTER_COARSE_NS if is_coarse else _SURE_AFTER_NS)


def _below(folder: str) -> tuple[str, str]:
    """The two paths that all files of a folder lie between: `0` comes right after `/`."""
    return f"{folder}/", f"{folder}0"

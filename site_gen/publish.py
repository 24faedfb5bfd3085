"""The output folder: only what changed is written, whole files only, and nothing that a person put there is touched."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.errors import Diagnostic, OutputError
from site_gen.files import write_whole
from site_gen.memo import Memo
from site_gen.outcome import Published
from site_gen.text import GENERATOR

_BATCH: Final = 256  # pages that are made and recorded together
# Every file that a maker writes says who made it; so our own are known again when the cache is lost.
_MARK: Final = GENERATOR.encode()

Prepare = Callable[[Sequence[str]], None]
Make = Callable[[Sequence[str]], Iterable[tuple[str, bytes | Diagnostic]]]


class _Folder(msgspec.Struct, frozen=True):
    """What lies in the output folder: size and time of every file, and the folders that are links."""

    files: dict[str, tuple[int, int]]
    links: frozenset[str]


def publish(output: Path, keys: Mapping[str, bytes], prepare: Prepare, make: Make, memo: Memo, name: str) -> Published:
    """Bring `output` in line with `keys`, a key for every path.

    `prepare` sees all stale paths before anything is written, and may raise. `make` gives the bytes of the paths it is
    asked for, or says what went wrong; the old file then stays. Paths are made in the order of `keys`, so that pages
    stand before the lists that link to them; deletions come last. A kill leaves whole files, and the next call heals
    the rest. Raises `OutputError` when nothing can be written.
    """
    known = {row[0]: row[1:] for row in memo.rows("select path, key, size, mtime from published")}
    folder = _look(output)
    refused = {path: found for path in keys if (found := _obstacle(path, folder, known, output, name))}
    stale = [path for path, key in keys.items() if path not in refused and not _is_as_left(path, key, known, folder)]
    if stale:
        prepare(stale)
    written = 0
    made: list[str] = []
    failed: list[Diagnostic] = []
    for batch in _batches(stale):
        rows = []
        for path, data in make(batch):
            if isinstance(data, Diagnostic):
                failed.append(data)
                continue
            is_new, status = _write(f"{output}/{path}", data, path in folder.files, f"{name}/{path}")
            written += is_new
            rows.append((path, keys[path], status.st_size, status.st_mtime_ns))
            made.append(path)
        memo.write("insert or replace into published values (?, ?, ?, ?)", rows)
    removed = _prune(output, [path for path in known if path not in keys], known, folder, memo)
    unchanged = len(keys) - len(stale) - len(refused)
    return Published(tuple(made), written, unchanged, removed, (*refused.values(), *failed))


def _batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    return (paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH))


def _is_as_left(path: str, key: bytes, known: Mapping[str, tuple[bytes, int, int]], folder: _Folder) -> bool:
    return path in known and known[path][0] == key and folder.files.get(path) == known[path][1:]


def _obstacle(
    path: str, folder: _Folder, known: Mapping[str, tuple[bytes, int, int]], output: Path, name: str
) -> Diagnostic | None:
    """Why a page may not be written: a file that we did not make, or a link on the way."""
    if folder.links and any(f"{parent}" in folder.links for parent in Path(path).parents):
        return Diagnostic(f"{name}/{path}", None, "output-link", "lies behind a link", "replace the link by a folder")
    if path in known or path not in folder.files or path.startswith("static/"):
        return None
    if _MARK in (output / path).read_bytes():
        return None
    hint = "move it away, or rename it, if the site shall have this page"
    return Diagnostic(f"{name}/{path}", None, "foreign-file", "is not from site-gen, so it stays", hint, "warning")


def _write(path: str, data: bytes, is_there: bool, shown: str) -> tuple[bool, os.stat_result]:
    """Write a page unless it is there already; whether it was written, and what lies there now."""
    try:
        if is_there and _holds(path, data):
            return False, os.stat(path)  # noqa: PTH116 - a Path a page costs as much as the write
        return True, write_whole(path, data)
    except OSError as error:
        hint = "make room or mend the permissions; what was there is still whole"
        raise OutputError(Diagnostic(shown, None, "output", f"cannot be written: {error.strerror}", hint)) from error


def _holds(path: str, data: bytes) -> bool:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(len(data) + 1) == data


def _prune(
    output: Path, gone: Iterable[str], known: Mapping[str, tuple[bytes, int, int]], folder: _Folder, memo: Memo
) -> int:
    """Delete what an earlier build wrote and nobody changed since, and the folders that this leaves empty."""
    removed, rows = 0, []
    for path in gone:
        if folder.files.get(path) == known[path][1:]:
            (output / path).unlink(missing_ok=True)
            removed += 1
            for parent in list(Path(path).parents)[:-1]:
                with contextlib.suppress(OSError):
                    (output / parent).rmdir()
        rows.append((path,))
    memo.write("delete from published where path = ?", rows)
    return removed


def _look(output: Path) -> _Folder:
    files: dict[str, tuple[int, int]] = {}
    links: set[str] = set()
    waiting = [""]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(output / here))
        except FileNotFoundError:
            continue
        for entry in entries:
            path = here + entry.name
            if entry.is_symlink():
                links.add(path)
            elif entry.is_dir():
                waiting.append(path + "/")
            else:
                status = entry.stat()
                files[path] = (status.st_size, status.st_mtime_ns)
    return _Folder(files, frozenset(links))

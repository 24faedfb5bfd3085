"""Gzip and Brotli copies of a built site's files, for hosts that send them as they are: nginx, Caddy, Apache.

Making them is a step after the build: output/ is whole without them. From then on they belong to the build: a file's
copies are taken away before it is written or deleted, so that nothing old is ever sent, and made anew when all is done.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import msgspec

from site_gen.engine.snapshots import write_whole
from site_gen.language.plain import GENERATOR

_TEXTS: Final = (
    ".html", ".css", ".js", ".mjs", ".xml", ".json", ".svg", ".txt", ".md", ".opml", ".webmanifest", ".ico",
)  # fmt: skip
RECORD: Final = "compressed.json"  # in the folder of the cache
MARK: Final = GENERATOR.encode()
_SUFFIXES: Final = (".gz", ".br")
_LEAST: Final = 500  # bytes; a smaller file fits into one packet with its headers

State = tuple[int, int]  # size and time of a file
Compress = Callable[[bytes], bytes]


class Copies(msgspec.Struct, frozen=True):
    """A file and its copies (by suffix) as the last run left them."""

    original: State
    copies: dict[str, State]


class CopiesOfFiles:
    """The copies of files that a build is about to write or delete: deleted now, and made again by `renew`."""

    def __init__(self, output: Path, record: Path, paths: Iterable[str]) -> None:
        self._output = output
        self._record = record
        known = _known(record)
        self._paths = [path for path in paths if path in known]
        for path in self._paths:
            for suffix in known.pop(path).copies:
                (output / (path + suffix)).unlink(missing_ok=True)
        if self._paths:
            write_whole(record, msgspec.json.encode(known))

    def renew(self) -> None:
        """Make the copies of the files that still exist."""
        if not self._paths:
            return
        makers, known = _makers(), _known(self._record)
        for path in self._paths:
            file = self._output / path
            state = _state_or_none(file)
            if state and _is_worth_it(path, state):
                known[path] = _copy(self._output, path, makers)
        write_whole(self._record, msgspec.json.encode(known))


def sweep_copies(output: Path, is_ours: Callable[[str], bool]) -> None:
    """Remove all copies of our files when the record of them is lost."""
    for suffix in _SUFFIXES:
        for copy in output.rglob(f"*{suffix}"):
            path = copy.relative_to(output).as_posix().removesuffix(suffix)
            is_copy = path.endswith(_TEXTS) and copy.is_file() and not copy.is_symlink()
            if is_copy and (is_ours(path) or MARK in _unpacked(copy)):
                copy.unlink(missing_ok=True)
                _drop_empty(output, path)


def _unpacked(copy: Path) -> bytes:
    """The unpacked bytes of a copy; empty if they cannot be read."""
    try:
        if copy.suffix == ".gz":
            return gzip.decompress(copy.read_bytes())
        import brotli

        return bytes(brotli.decompress(copy.read_bytes()))
    except Exception:  # noqa: BLE001 - whatever a library raises for bytes that are no such copy
        return b""


class Compressed(msgspec.Struct, frozen=True):
    """How many copies a run made, kept and removed."""

    made: int
    unchanged: int
    removed: int
    suffixes: tuple[str, ...]


def compress(output: Path, record: Path) -> Compressed:
    """Bring the copies in `output` up to date with its files; the file `record` remembers what was written."""
    makers = _makers()
    known = _known(record)
    files = {path: state for path, state in _files(output).items() if _is_worth_it(path, state)}
    stale = [path for path, state in files.items() if not _is_as_left(output, path, state, known.get(path), makers)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # both libraries let other threads run
        made = dict(pool.map(lambda path: (path, _copy(output, path, makers)), stale))
    removed = sum(
        _remove(output, path + suffix, state)
        for path, copies in known.items()
        for suffix, state in copies.copies.items()
        if path not in files or suffix not in makers
    )
    now = {path: made.get(path) or known[path] for path in files}
    write_whole(record, msgspec.json.encode(now))
    unchanged = (len(files) - len(stale)) * len(makers)
    return Compressed(len(stale) * len(makers), unchanged, removed, tuple(makers))


def _makers() -> Mapping[str, Compress]:
    makers: dict[str, Compress] = {".gz": functools.partial(gzip.compress, compresslevel=9, mtime=0)}
    with contextlib.suppress(ImportError):
        import brotli

        makers[".br"] = functools.partial(brotli.compress, mode=brotli.MODE_TEXT, quality=9)
    return makers


def _known(record: Path) -> dict[str, Copies]:
    try:
        return msgspec.json.decode(record.read_bytes(), type=dict[str, Copies])
    except (OSError, msgspec.DecodeError):
        return {}  # it only saves time: all copies are made again


def _files(output: Path) -> dict[str, State]:
    paths = sorted(path for path in output.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(output).as_posix(): _state(path) for path in paths}


def _is_worth_it(path: str, state: State) -> bool:
    return path.endswith(_TEXTS) and state[0] >= _LEAST


def _is_as_left(output: Path, path: str, state: State, known: Copies | None, makers: Mapping[str, Compress]) -> bool:
    if known is None or known.original != state or known.copies.keys() != makers.keys():
        return False
    return all(_state_or_none(output / (path + suffix)) == copy for suffix, copy in known.copies.items())


def _copy(output: Path, path: str, makers: Mapping[str, Compress]) -> Copies:
    original = output / path
    data, state = original.read_bytes(), _state(original)
    copies = {}
    for suffix, make in makers.items():
        target = output / (path + suffix)
        write_whole(target, make(data))
        os.utime(target, ns=(state[1], state[1]))  # nginx wants both to have the same time
        copies[suffix] = _state(target)
    return Copies(state, copies)


def _remove(output: Path, path: str, state: State) -> bool:
    """Delete a copy if nobody changed it, and the folders that this leaves empty."""
    if _state_or_none(output / path) != state:
        return False
    (output / path).unlink()
    _drop_empty(output, path)
    return True


def _drop_empty(output: Path, path: str) -> None:
    for parent in list(Path(path).parents)[:-1]:
        with contextlib.suppress(OSError):
            (output / parent).rmdir()


def _state(path: Path) -> State:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _state_or_none(path: Path) -> State | None:
    try:
        return _state(path)
    except OSError:
        return None

"""The cache: results filed under the digest of the whole argument, in one SQLite file, with nothing to invalidate.

A cache only saves time: if it is missing, from another version or corrupt, the build makes everything again.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import site
import sqlite3
import sys
import sysconfig
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

import msgspec

from site_gen.engine.hashing import digest
from site_gen.engine.reading import bytes_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

# Number of pieces of work -> the executor to share it, or None if that is not worth it.
StartWorkers = Callable[[int], "Executor | None"] | None
Tell = Callable[[str, int, int], None]  # step, number done, number in all
_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")

_LAYOUT: Final = 6
_WAIT_MS: Final = 3_600_000
_TABLES: Final = """
create table if not exists result (key blob primary key, value blob not null);
create table if not exists last (name text primary key, value blob);
"""
# Large pages: a body fills one of SQLite's usual ones, and files of those are half as large again.
_SETTINGS: Final = "pragma page_size = 16384; pragma journal_mode = wal; pragma synchronous = normal;"
_QUERY_ROWS: Final = 500
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FORMAT)
_REPORT_EVERY: Final = 64
_SEAL: Final = 4  # bytes of a value's checksum
_WAVE: Final = 4_000  # results made before they are filed
_SHARE: Final = 200  # pieces of work sent to a worker together
_TOGETHER: Final = 100  # pieces of work done together if that is faster


@functools.cache
def context() -> bytes:
    """The digest of what every result depends on besides its argument: our sources and the libraries' versions."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    present = [folder for folder in sorted(folders) if os.path.isdir(folder)]  # noqa: PTH112
    libraries = [name for folder in present for name in os.listdir(folder) if name.endswith(".dist-info")]  # noqa: PTH208
    return digest((_sources(), sorted(libraries)))


def _sources() -> bytes:
    """The digest of this program's sources; worked out again when one looks changed."""
    home = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - a Path for each file is slow
    walk = os.walk(home)
    paths = sorted(f"{here}/{name}" for here, _, names in walk for name in names if name.endswith((".py", ".mo")))
    seen = [(path, os.stat(path)) for path in paths]  # noqa: PTH116
    looks = digest([(path, it.st_size, it.st_mtime_ns, it.st_ctime_ns, it.st_ino) for path, it in seen])
    kept = f"{home}/__pycache__/sources.digest"
    with contextlib.suppress(OSError):
        known = bytes_of(kept)
        if known.startswith(looks) and len(known) == 2 * len(looks):
            return known[len(looks) :]
    name = digest(list(map(bytes_of, paths)))
    if not sys.dont_write_bytecode:
        with contextlib.suppress(OSError):
            part = f"{kept}.{os.getpid()}"
            with open(part, "wb") as file:  # noqa: PTH123
                file.write(looks + name)
            os.replace(part, kept)  # noqa: PTH105
    return name


@contextlib.contextmanager
def exclusive(path: Path, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Lock other processes out until the end; `on_wait` is called before waiting for one that holds the lock.

    SQLite's lock is the same on every system, and gone with the process that holds it, however that ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _locked(path, on_wait)
    try:
        yield
    finally:
        connection.close()


def _locked(path: Path, on_wait: Callable[[], None] | None) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("begin exclusive")
    except sqlite3.DatabaseError as error:
        if is_damaged(error):  # it holds no data
            connection.close()
            path.unlink()
            return _locked(path, on_wait)
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        if on_wait:
            on_wait()
        connection.execute(f"pragma busy_timeout = {_WAIT_MS}")
        connection.execute("begin exclusive")
    return connection


class Step(NamedTuple, Generic[_Argument, _Result]):
    """A pure function and the name that its results are filed by; top-level, so that it can be sent to workers."""

    name: str
    run: Callable[[_Argument], _Result]
    result: type[_Result]
    is_kept: bool = False  # in memory too, in a program that builds again and again
    run_all: Callable[[Sequence[_Argument]], list[_Result]] | None = None  # the same for several, if that is faster


class Memo:
    """The cache file; use it as a context manager, so that results are kept even when the build stops."""

    def __init__(self, path: Path, kept: dict[bytes, Any] | None = None) -> None:
        self.path = path
        self._kept = kept  # results of one program's earlier builds
        self._schemas: set[str] = set()  # of the tables that exist
        self._touched: set[bytes] = set()
        self._has_grown = False
        self.tell: Tell = _tell_nobody  # called with the progress of a step
        self._connection = self._open()

    def __enter__(self) -> Memo:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._connection.commit()
        self._connection.close()

    def map(
        self,
        step: Step[_Argument, _Result],
        keys: Sequence[bytes],
        argument: Callable[[int], _Argument],
        workers: StartWorkers = None,
    ) -> list[_Result]:
        """The step's result for every key, made if it is missing; `argument(n)` is the argument of the nth key."""
        filed = self._filed(step.name, keys)
        self._touched.update(filed)
        kept: dict[bytes, _Result] = self._kept if step.is_kept and self._kept is not None else {}
        known = {key: kept[key] for key in filed if key in kept}
        known.update(self._lookup(step, [key for key in filed if key not in known]))
        missing = [place for place, key in enumerate(filed) if key not in known]
        # In waves, so that memory holds neither all arguments nor all encoded results at once.
        executor = workers(len(missing)) if workers and missing else None
        for start in range(0, len(missing), _WAVE):
            wave = missing[start : start + _WAVE]
            arguments = map(argument, wave)
            tell = _part_of(self.tell, start, len(missing))
            encoded: dict[bytes, bytes] = {}
            for place, (result, value) in zip(wave, _run(step, arguments, len(wave), executor, tell), strict=True):
                known[filed[place]], encoded[filed[place]] = result, with_checksum(value)
            self._file(encoded)
        kept.update(known)
        return [known[key] for key in filed]

    def find(self, step: Step[_Argument, _Result], keys: Sequence[bytes]) -> list[_Result] | None:
        """The step's result for every key; None if one is missing."""
        filed = self._filed(step.name, keys)
        kept: dict[bytes, _Result] = self._kept if step.is_kept and self._kept is not None else {}
        found = {key: kept[key] for key in filed if key in kept}
        found.update(self._lookup(step, [key for key in filed if key not in found]))
        kept.update(found)
        return [found[key] for key in filed] if all(key in found for key in filed) else None

    def still(self, name: str, keys: Sequence[bytes]) -> None:
        """Have `drop_unused` keep results of a step that were not needed this time."""
        self._touched.update(self._filed(name, keys))

    def remember(self, name: str, value: object) -> None:
        """Store the last value under a name, for `recall`."""
        self.write("insert or replace into last values (?, ?)", [(name, with_checksum(msgspec.msgpack.encode(value)))])

    def recall(self, name: str, kind: type[_Result]) -> _Result | None:
        """The value that was stored last under a name; None if there is none, or none of this version."""
        rows = self.rows("select value from last where name = ?", (name,))
        if not rows or not _is_whole(rows[0][0]):
            return None
        try:
            return msgspec.msgpack.decode(rows[0][0][_SEAL:], type=kind)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None

    def forgo(self, name: str) -> None:
        """Delete the value under a name."""
        self.write("delete from last where name = ?", [(name,)])

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of a query (Any: SQLite rows have the columns' types)."""
        return self._connection.execute(query, values).fetchall()

    def write(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        """Write rows at once; they survive a kill."""
        self._connection.executemany(query, rows)
        self._connection.commit()

    def require(self, schema: str) -> None:
        """Create a table unless it exists."""
        if schema not in self._schemas:
            self._connection.executescript(schema)
            self._schemas.add(schema)

    def forget(self) -> None:
        """Drop every result."""
        self._connection.executescript("delete from result; delete from last;")
        self._connection.commit()

    def renew(self) -> None:
        """Replace a damaged cache by an empty one."""
        self._connection.close()
        self._remove()
        self._schemas.clear()
        self._connection = self._connect()

    def drop_unused(self, still: Callable[[], Iterable[tuple[str, Sequence[bytes]]]]) -> None:
        """Keep the file small: once most results are stale, drop those that this build did not need.

        `still` names, by step and keys, more results to keep.
        """
        if not self._has_grown:
            return
        self._has_grown = False
        if self._kept:
            for key in [key for key in self._kept if key not in self._touched]:
                del self._kept[key]
        (count,) = self._connection.execute("select count(*) from result").fetchone()
        if count < 2 * len(self._touched) + 1000:
            self._touched.clear()
            return
        for name, keys in still():
            self._touched.update(self._filed(name, keys))
        stale = [(key,) for (key,) in self._connection.execute("select key from result") if key not in self._touched]
        if len(stale) * 2 > count:
            self.write("delete from result where key = ?", stale)
        self._touched.clear()

    def _filed(self, name: str, keys: Sequence[bytes]) -> list[bytes]:
        named = digest((name, context()))
        return [named + key for key in keys]

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not is_damaged(error):
                raise
            self._remove()
            return self._connect()

    def _remove(self) -> None:
        for leftover in self.path.parent.glob(self.path.name + "*"):
            leftover.unlink()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=60)
        try:
            connection.executescript(_SETTINGS)
            (layout,) = connection.execute("pragma user_version").fetchone()
            if layout not in (0, _LAYOUT):
                raise sqlite3.DatabaseError("layout of another version")
            connection.executescript(_TABLES + f"pragma user_version = {_LAYOUT};")
            connection.execute("select count(*) from last").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _lookup(self, step: Step[_Argument, _Result], keys: Sequence[bytes]) -> dict[bytes, _Result]:
        found: dict[bytes, _Result] = {}
        if len(keys) > _QUERY_ROWS and not self._has(step):
            return found
        decode = msgspec.msgpack.Decoder(step.result).decode
        for start in range(0, len(keys), _QUERY_ROWS):
            some = keys[start : start + _QUERY_ROWS]
            marks = ",".join("?" * len(some))
            rows = self.rows(f"select key, value from result where key in ({marks})", some)  # noqa: S608 - only marks
            found.update((key, decode(memoryview(value)[_SEAL:])) for key, value in rows if _is_whole(value))
        return found

    def _has(self, step: Step[_Argument, _Result]) -> bool:
        """True if there is any result of a step."""
        (first,) = self._filed(step.name, [b""])
        return bool(self.rows("select 1 from result where key between ? and ? limit 1", (first, first + b"\xff" * 17)))

    def _file(self, fresh: dict[bytes, bytes]) -> None:
        if fresh:
            self._has_grown = True
            self.write("insert or replace into result values (?, ?)", fresh.items())


class Table:
    """A table of the cache file, created when it is first used; only the room that owns it has its SQL."""

    def __init__(self, schema: str) -> None:
        self._schema = schema

    def rows(self, memo: Memo, query: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of a query (Any: as for `Memo.rows`)."""
        memo.require(self._schema)
        return memo.rows(query, values)

    def write(self, memo: Memo, query: str, rows: Iterable[Sequence[object]]) -> None:
        """Write rows at once; they survive a kill."""
        memo.require(self._schema)
        memo.write(query, rows)


def is_damaged(error: sqlite3.Error) -> bool:
    """True if the SQLite file itself is bad, and not its disk or its permissions."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED


def with_checksum(value: bytes) -> bytes:
    """A value with its checksum, because SQLite does not notice a disk that loses a bit."""
    return zlib.crc32(value).to_bytes(_SEAL) + value


def without_checksum(value: bytes) -> memoryview | None:
    """The value without its checksum; None if it is damaged."""
    return memoryview(value)[_SEAL:] if _is_whole(value) else None


def _is_whole(with_checksum: bytes) -> bool:
    return int.from_bytes(with_checksum[:_SEAL]) == zlib.crc32(memoryview(with_checksum)[_SEAL:])


def _run(
    step: Step[_Argument, _Result], arguments: Iterable[_Argument], count: int, executor: Executor | None, tell: Tell
) -> Iterator[tuple[_Result, bytes]]:
    """Results, each with its encoding for the cache."""
    run = step.run_all or functools.partial(_one_by_one, step.run)
    arguments = iter(arguments)
    if executor is None:
        encode = msgspec.msgpack.Encoder().encode
        shares = _shares(arguments, _TOGETHER if step.run_all else 1)
        made = itertools.chain.from_iterable(map(run, shares))
        return ((it, encode(it)) for it in _reported(step.name, made, count, tell))
    decode = msgspec.msgpack.Decoder(step.result).decode
    shares = _shares(arguments, max(1, min(_SHARE, count // 16)))
    values = itertools.chain.from_iterable(executor.map(functools.partial(_encoded, run), shares))
    return ((decode(value), value) for value in _reported(step.name, values, count, tell))


def _shares(arguments: Iterator[_Argument], size: int) -> Iterator[list[_Argument]]:
    while some := list(itertools.islice(arguments, size)):
        yield some


def _one_by_one(run: Callable[[_Argument], _Result], arguments: Sequence[_Argument]) -> list[_Result]:
    return list(map(run, arguments))


def _encoded(run: Callable[[Sequence[_Argument]], list[_Result]], arguments: Sequence[_Argument]) -> list[bytes]:
    """Encoded results, which are much cheaper to send than the results themselves."""
    return list(map(msgspec.msgpack.Encoder().encode, run(arguments)))


def _reported(name: str, results: Iterable[_Result], total: int, tell: Tell) -> Iterator[_Result]:
    if total:
        tell(name, 0, total)
    for number, result in enumerate(results, 1):
        if number % _REPORT_EVERY == 0 or number == total:
            tell(name, number, total)
        yield result


def _part_of(tell: Tell, before: int, total: int) -> Tell:
    """Reports progress on a part of the work as progress on the whole."""
    return lambda step, done, _: tell(step, before + done, total)


def _tell_nobody(_step: str, _done: int, _total: int) -> None:
    pass

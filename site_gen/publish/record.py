"""What lies in the output folder, as the last builds left it: the table `published`, a row a file.

Small and light to import: a build that finds nothing to do asks it too.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from site_gen.engine.memo import Memo, Table

_TABLE: Final = Table("""
create table if not exists published (path text primary key, key blob, size int, mtime int, was blob, turn int);
""")
_MOST_CHECKED: Final = 20_000  # files that a build looks at, at most, if nothing else says that one is amiss


class PublishedFile(NamedTuple):
    """A file as a build left it."""

    size: int
    mtime: int  # in nanoseconds
    key: bytes  # of what it was made from
    was: bytes | None  # its key before that, None if it was new
    builds_ago: int  # of those that made anything, 0 for the last one


class Row(NamedTuple):
    """A file as the table has it."""

    path: str
    key: bytes
    size: int
    mtime: int
    was: bytes | None
    turn: int  # number of the build that made it, among those that made anything


def count_files(memo: Memo) -> int:
    """How many pages and other files there are."""
    ((number,),) = _TABLE.rows(memo, "select count(*) from published")
    return int(number)


def files(memo: Memo, only: Sequence[str] | None = None) -> dict[str, tuple[bytes, int, int]]:
    """Key, size and time of every file by path, or of those that are asked for."""
    columns = "select path, key, size, mtime from published"
    if only is None:
        return {path: (key, size, mtime) for path, key, size, mtime in _TABLE.rows(memo, columns)}
    rows = (row for path in only for row in _TABLE.rows(memo, f"{columns} where path = ?", (path,)))
    return {path: (key, size, mtime) for path, key, size, mtime in rows}


def find_file(memo: Memo, path: str) -> PublishedFile | None:
    """A file; None if no build made it."""
    query = "select size, mtime, key, was, (select max(turn) from published) - turn from published where path = ?"
    rows = _TABLE.rows(memo, query, (path,))
    return PublishedFile(*rows[0]) if rows else None


def record(memo: Memo, rows: Iterable[Row]) -> None:
    """File what was put into the output folder."""
    _TABLE.write(memo, "insert or replace into published values (?, ?, ?, ?, ?, ?)", rows)


def drop(memo: Memo, paths: Iterable[str]) -> None:
    """File that files are gone."""
    _TABLE.write(memo, "delete from published where path = ?", ((path,) for path in paths))


def forget_keys(memo: Memo) -> None:
    """Let the next build make every file; the paths stay, which pruning needs."""
    _TABLE.write(memo, "update published set key = x''", [()])


def next_turn(memo: Memo) -> int:
    """The number of this build among those that make anything; the last row is always of the one before."""
    rows = _TABLE.rows(memo, "select turn from published order by rowid desc limit 1")
    return 1 + (int(rows[0][0]) if rows else 0)


def is_as_left(folder: Path, memo: Memo) -> bool:
    """Whether the files of the output folder are there as builds left them, as far as a sample of them says.

    In a large site a build looks at every second file, or fourth, …, and the next build at those beside them. So a
    folder of many files that is gone is noticed at once, and a single file as soon as its turn has come.
    """
    count = count_files(memo)
    parts = 1
    while count > parts * _MOST_CHECKED:
        parts *= 2
    part = _part(memo) if parts > 1 else 0
    output = f"{folder}/"
    rows = _TABLE.rows(memo, "select path, size, mtime from published where rowid % ? = ?", (parts, part % parts))
    try:
        for path, size, mtime in rows:
            status = os.stat(output + path)  # noqa: PTH116 - a Path a page costs more than the stat
            if status.st_mtime_ns != mtime or status.st_size != size:
                return False
    except OSError:
        return False
    if parts > 1:
        _end_part(memo, part)
    return True


def _part(memo: Memo) -> int:
    """Which files are checked this time: a number that grows, or any if it is not known."""
    try:
        return int(_part_file(memo).read_bytes())
    except (OSError, ValueError):
        return time.time_ns()


def _end_part(memo: Memo, part: int) -> None:
    """Let the next build check other files. If that cannot be written, there is no room to repair a file either."""
    with contextlib.suppress(OSError):
        _part_file(memo).write_bytes(str(part + 1).encode())


def _part_file(memo: Memo) -> Path:
    """A file beside the cache, gone with it; a row in the cache would have the disk wait at every build."""
    return memo.path.with_name(f"{memo.path.name}-turn")

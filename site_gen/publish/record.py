"""The record of published files: the table `published`, with a row for each file.

Quick to import, because a build that finds nothing to do needs it too.
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
_MOST_CHECKED: Final = 20_000  # files that a build checks, unless it finds one that is wrong


class PublishedFile(NamedTuple):
    """A file as a build left it."""

    size: int
    mtime: int  # in nanoseconds
    key: bytes  # of what it was made from
    was: bytes | None  # its key before that, None if it was new
    builds_ago: int  # among builds that made anything; 0 for the last one


class Row(NamedTuple):
    """A row of the table."""

    path: str
    key: bytes
    size: int
    mtime: int
    was: bytes | None
    turn: int  # number of the build that made it, among those that made anything


def count_files(memo: Memo) -> int:
    """The number of published files."""
    ((number,),) = _TABLE.rows(memo, "select count(*) from published")
    return int(number)


def files(memo: Memo, only: Sequence[str] | None = None) -> dict[str, tuple[bytes, int, int]]:
    """Key, size and time of every file by path, or of `only` some."""
    columns = "select path, key, size, mtime from published"
    if only is None:
        return {path: (key, size, mtime) for path, key, size, mtime in _TABLE.rows(memo, columns)}
    rows = (row for path in only for row in _TABLE.rows(memo, f"{columns} where path = ?", (path,)))
    return {path: (key, size, mtime) for path, key, size, mtime in rows}


def find_file(memo: Memo, path: str) -> PublishedFile | None:
    """The record of a file; None if no build made it."""
    query = "select size, mtime, key, was, (select max(turn) from published) - turn from published where path = ?"
    rows = _TABLE.rows(memo, query, (path,))
    return PublishedFile(*rows[0]) if rows else None


def record(memo: Memo, rows: Iterable[Row]) -> None:
    """Record what was put into the output folder."""
    _TABLE.write(memo, "insert or replace into published values (?, ?, ?, ?, ?, ?)", rows)


def drop(memo: Memo, paths: Iterable[str]) -> None:
    """Delete the records of files that are gone."""
    _TABLE.write(memo, "delete from published where path = ?", ((path,) for path in paths))


def forget_keys(memo: Memo) -> None:
    """Let the next build make every file; the paths stay, because pruning needs them."""
    _TABLE.write(memo, "update published set key = x''", [()])


def next_turn(memo: Memo) -> int:
    """The number of this build among those that make anything; the last row always belongs to the one before."""
    rows = _TABLE.rows(memo, "select turn from published order by rowid desc limit 1")
    return 1 + (int(rows[0][0]) if rows else 0)


def is_as_left(folder: Path, memo: Memo) -> bool:
    """True if the files of the output folder are as builds left them, judging by a sample.

    In a large site a build checks every second file, or fourth and so on, and the next build those beside them. So it
    notices at once if a folder of many files is gone, and a single file when its turn comes.
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
            status = os.stat(output + path)  # noqa: PTH116 - a Path for each page costs more than stat
            if status.st_mtime_ns != mtime or status.st_size != size:
                return False
    except OSError:
        return False
    if parts > 1:
        _end_part(memo, part)
    return True


def _part(memo: Memo) -> int:
    """The number of this check, which says which files it covers; any number if it is not known."""
    try:
        return int(_part_file(memo).read_bytes())
    except (OSError, ValueError):
        return time.time_ns()


def _end_part(memo: Memo, part: int) -> None:
    """Let the next build check other files. If this cannot be written, there is no room to repair a file either."""
    with contextlib.suppress(OSError):
        _part_file(memo).write_bytes(str(part + 1).encode())


def _part_file(memo: Memo) -> Path:
    """A file beside the cache, deleted with it; a row in the cache would cost a disk write in every build."""
    return memo.path.with_name(f"{memo.path.name}-turn")

"""Looks of single files by stat, so that a build can tell without opening them whether they changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

YOUNG_NS: Final = 2_100_000_000  # a file may change once more within the tick of a coarse clock
Looks = tuple[int, int, int]  # size, time, inode
NOTHING: Final[Looks] = (-1, -1, -1)


class FileLook(msgspec.Struct, frozen=True):
    """The look of a file, or that it was missing; `path` is relative to the site's folder."""

    path: str
    looks: Looks


def look_at(root: Path, path: str) -> Looks:
    """The look of a file; one that is hidden, or a link to elsewhere, counts as missing."""
    place = root / path
    try:
        status = os.stat(place)  # noqa: PTH116
        is_inside = place.resolve().is_relative_to(root.resolve())
    except OSError:
        return NOTHING
    if not place.is_file() or not is_inside or any(part.startswith(".") for part in path.split("/")):
        return NOTHING
    return status.st_size, max(status.st_mtime_ns, status.st_ctime_ns), status.st_ino


def all_look_as_before(root: Path, before: Iterable[FileLook]) -> bool:
    """True if all files, missing ones too, look as they did."""
    now = time.time_ns()
    return all(look_at(root, it.path) == it.looks and not 0 <= now - it.looks[1] < YOUNG_NS for it in before)

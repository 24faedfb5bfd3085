"""Repairs after a build that went wrong: deletes half-written files, and puts SQLite's errors into words."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from site_gen.engine.memo import is_damaged
from site_gen.errors import CacheError, Diagnostic

# ".index.html.4711.part", which `snapshots.write_whole` renames to "index.html"
_PART: Final = re.compile(r"\..+\.\d+\.part")


def sweep(root: Path, *folders: str) -> None:
    """Delete the files that a killed build of the site in `root` was writing; only the holder of its lock may."""
    _sweep(root, os.listdir(root))  # noqa: PTH208 - names, as os.walk gives them
    for folder in folders:
        for here, _, names in os.walk(root / folder):
            _sweep(Path(here), names)


def _sweep(folder: Path, names: list[str]) -> None:
    for name in names:
        if _PART.fullmatch(name):
            with contextlib.suppress(OSError):
                (folder / name).unlink()


@contextlib.contextmanager
def said(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the cache at `path` into a `CacheError` that a person can read."""
    try:
        _make_folder(path)
        yield
    except sqlite3.Error as error:
        if is_damaged(error):
            hint = f"delete '{path.parent.name}/'; the next build makes it again"
            raise CacheError(Diagnostic("/".join(path.parts[-2:]), None, "cache", f"{error}", hint)) from error
        raise _unusable(path, str(error)) from error


def _make_folder(cache: Path) -> None:
    """Make the folder of a cache; raises `CacheError` if that is not possible."""
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(cache, str(error.strerror)) from error


def _unusable(path: Path, reason: str) -> CacheError:
    hint = f"make room or fix the permissions of '{path.parent.name}/'; the last good pages stay"
    return CacheError(Diagnostic("/".join(path.parts[-2:]), None, "cache", f"cannot be used: {reason}", hint))

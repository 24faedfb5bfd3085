"""Walks folders by stat alone, which every build does with every file of its inputs.

So there is no Python call for a single file here, except stat itself.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from site_gen.engine.hashing import digest
from site_gen.errors import Diagnostic

# With the folder open, the system need not look up its path for every file; not all systems can do that.
_OPENS: Final = os.listdir in os.supports_fd and os.stat in os.supports_dir_fd
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)

# Path, size, time of change in ns, inode. A file's mtime can be set back, its ctime cannot: the later one counts.
StatRow = tuple[str, int, int, int]

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[list[str], list[tuple[int, int, int, int]]]).decode


class Kind(NamedTuple):
    """The wanted files: those with these endings, or all `others`; no ending may be the end of another one."""

    endings: tuple[str, ...]
    others: bool = False

    def has(self, name: str) -> bool:
        """True if a file of this name is wanted."""
        return name.endswith(self.endings) is not self.others

    def has_all(self, names: Sequence[str]) -> bool:
        """True if files of all these names are wanted."""
        text = "/".join((*names, ""))
        return sum(text.count(f"{ending}/") for ending in self.endings) == (0 if self.others else len(names))


class Folder(NamedTuple):
    """The wanted files directly in a folder."""

    path: str
    packed: bytes  # by name: size, both times, inode; packed, because most builds only compare it whole

    def files(self) -> list[StatRow]:
        """The stat rows of the files."""
        both = zip(*_unpack(self.packed), strict=True)
        return [(f"{self.path}/{name}", size, max(times), inode) for name, (size, *times, inode) in both]


class Walked(NamedTuple):
    """The files of a folder and of those below it, in an order that depends on names alone."""

    folders: list[Folder]
    diagnostics: list[Diagnostic]
    stamp: bytes  # a name for how they look

    @property
    def files(self) -> list[StatRow]:
        """The stat rows of all files."""
        return [looks for folder in self.folders for looks in folder.files()]

    def stamps(self) -> dict[str, bytes]:
        """For every folder, a digest of how the files directly in it look."""
        return {folder.path: digest(folder.packed) for folder in self.folders}


def walk(root: Path, folder: str, wanted: Kind) -> Walked:
    """Stat every wanted file in `folder`.

    Hidden files are skipped; links may not lead out of the folder; each folder is entered once.
    """
    walking = _Walk(root, folder, wanted)
    folders = list(walking.folders())
    return Walked(folders, walking.diagnostics, digest((folders, walking.diagnostics)))


def stat_row(path: str, status: os.stat_result) -> StatRow:
    """The stat row of a file."""
    return path, status.st_size, max(status.st_mtime_ns, status.st_ctime_ns), status.st_ino


def unreadable(path: str, error: OSError) -> Diagnostic:
    """The problem that a file or folder cannot be read."""
    reason = error.strerror or str(error)
    return Diagnostic(path, None, "unreadable", f"cannot be read: {reason}", "check the file's name and permissions")


class _Walk:
    """One walk, and the folders still to enter."""

    def __init__(self, root: Path, folder: str, wanted: Kind) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._root = root
        self._inside = (root / folder).resolve()
        self._wanted = wanted
        self._waiting = [folder]
        self._entered: set[tuple[int, int]] = set()

    def folders(self) -> Iterable[Folder]:
        """Every folder."""
        while self._waiting:
            here = self._waiting.pop()
            names, statuses = self._look(here)
            # In most folders there is nothing but files that are wanted.
            are_files = all(map(stat.S_ISREG, {it.st_mode for it in statuses}))
            if not (are_files and self._wanted.has_all(names)):
                names, statuses = self._sort_out(here, names, statuses)
            if names:
                looks = [(it.st_size, it.st_mtime_ns, it.st_ctime_ns, it.st_ino) for it in statuses]
                yield Folder(here, _pack((names, looks)))

    def _look(self, here: str) -> tuple[list[str], list[os.stat_result]]:
        """The names in a folder, and their stat results; links are not followed."""
        path = f"{self._root}/{here}"
        try:
            handle = os.open(path, _FOLDER) if _OPENS else None
            try:
                names = self._names(here, os.listdir(path if handle is None else handle))  # noqa: PTH208
                return self._statuses(here, names, "" if _OPENS else f"{path}/", handle)
            finally:
                if handle is not None:
                    os.close(handle)
        except FileNotFoundError:
            return [], []
        except OSError as error:
            self.diagnostics.append(unreadable(here, error))
            return [], []

    def _names(self, here: str, names: list[str]) -> list[str]:
        """The names that are not hidden, in order."""
        names.sort()
        text = "/".join(("", *names))
        if not text.isascii():
            for name in [name for name in names if not _is_utf8(name)]:
                printable = f"{here}/{name}".encode(errors="backslashreplace").decode()
                self.diagnostics.append(unreadable(printable, OSError("its name is not UTF-8")))
                names.remove(name)
        return [name for name in names if name[0] != "."] if "/." in text else names

    def _statuses(
        self, here: str, names: list[str], before: str, handle: int | None
    ) -> tuple[list[str], list[os.stat_result]]:
        """The stat result of each name, and the names without those that cannot be read."""
        look = os.stat
        try:
            return names, [look(before + name, dir_fd=handle, follow_symlinks=False) for name in names]
        except OSError:
            found: dict[str, os.stat_result] = {}
            for name in names:
                try:
                    found[name] = look(before + name, dir_fd=handle, follow_symlinks=False)
                except OSError as error:
                    self.diagnostics.append(unreadable(f"{here}/{name}", error))
            return list(found), list(found.values())

    def _sort_out(
        self, here: str, names: list[str], statuses: list[os.stat_result]
    ) -> tuple[list[str], list[os.stat_result]]:
        """The wanted files in a folder; folders are put aside to be entered later."""
        files: dict[str, os.stat_result] = {}
        for name, status in zip(names, statuses, strict=True):
            path = f"{here}/{name}"
            if stat.S_ISLNK(status.st_mode):
                try:
                    status = (self._root / path).stat()
                except OSError as error:
                    self.diagnostics.append(unreadable(path, error))
                    continue
                if not (self._root / path).resolve().is_relative_to(self._inside):
                    self.diagnostics.append(_leads_out(path))
                    continue
            place = status.st_dev, status.st_ino
            if stat.S_ISREG(status.st_mode) and self._wanted.has(name):
                files[name] = status
            elif stat.S_ISDIR(status.st_mode) and place not in self._entered:
                self._entered.add(place)
                self._waiting.append(path)
            elif not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
                self.diagnostics.append(_no_file(path))
        return list(files), list(files.values())


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_file(path: str) -> Diagnostic:
    message = "is a pipe or a device and no file; it is not opened"
    return Diagnostic(path, None, "no-file", message, "take it out of the folder", "warning")


def _leads_out(path: str) -> Diagnostic:
    message = "is a link that leads out of its folder"
    return Diagnostic(path, None, "link-outside", message, "copy the file into the folder")

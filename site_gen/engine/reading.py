"""Bytes of files: a pipe is never waited for, and a device is never read."""

from __future__ import annotations

import errno
import os
import stat
from typing import Final

MOST: Final = 250_000_000  # bytes of a file that may hold articles
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def bytes_of(path: str | os.PathLike[str], most: int | None = None) -> bytes:
    """The bytes of a file; raises `OSError` for what is none, and for more than `most` bytes."""
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device and no file")
        if most is not None and status.st_size > most:
            raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB")
        return _all(handle, status.st_size)
    finally:
        os.close(handle)


def text_of(path: str | os.PathLike[str]) -> str:
    """The text of a file in UTF-8; raises `OSError`, or `UnicodeDecodeError`."""
    return bytes_of(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _all(handle: int, size: int) -> bytes:
    """All bytes of an open file, also when it grows or shrinks meanwhile."""
    first = os.read(handle, size + 1)
    if len(first) == size:
        return first
    parts = [first]
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)

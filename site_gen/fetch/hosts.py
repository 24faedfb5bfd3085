"""Manners towards hosts: one request at a time, a pause between two, and silence where a host asked for it."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

PAUSE: Final = 1.0  # seconds between two requests to a host
LONGEST_DELAY: Final = 60.0
LAST_ASKED: Final = ".cache/fetch-asked.json"


class HostHeldError(Exception):
    """A host asked to be left alone."""


class Hosts:
    """The hosts of a run; `is_held` says why a host must not be asked now, or nothing."""

    def __init__(self, root: Path, is_held: Callable[[str], str]) -> None:
        self._path = root / LAST_ASKED
        self._is_held = is_held
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._free: dict[str, float] = _last_asked(self._path)
        self._delays: dict[str, float] = {}
        self.has_asked = False

    @contextlib.contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked, and keep others from it meanwhile; raises `HostHeldError`."""
        with self._lock:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            if reason := self._is_held(host):
                raise HostHeldError(reason)
            wait = self._free.get(host, 0) - time.time()
            if wait > 0:
                time.sleep(min(wait, LONGEST_DELAY))
            self.has_asked = True
            try:
                yield
            finally:
                self._free[host] = time.time() + self._delays.get(host, PAUSE)

    def slow_down(self, host: str, delay: float) -> None:
        """Leave more time between requests, as the host's robots.txt asks; from the last one on."""
        wanted = max(PAUSE, min(delay, LONGEST_DELAY))
        if host in self._free:
            self._free[host] += wanted - self._delays.get(host, PAUSE)
        self._delays[host] = wanted

    def leave(self) -> None:
        """Write down when each host may be asked again, for a run that follows at once."""
        if self.has_asked:
            soon = {host: round(at, 1) for host, at in sorted(self._free.items()) if at > time.time()}
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_text(json.dumps(soon))


def _last_asked(path: Path) -> dict[str, float]:
    try:
        found = json.loads(path.read_text())
        latest = time.time() + LONGEST_DELAY
        return {str(host): min(float(at), latest) for host, at in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}

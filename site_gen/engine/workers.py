"""Processes to spread pure steps over, started only when somebody asks for them."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Executor

_MOST: Final = 16
_WORTH: Final = 3_000  # pieces of work; below, workers cost more than they save
_WORTH_IF_ASKED: Final = 100
_MUCH: Final = 30_000


class Hands(NamedTuple):
    """Workers, and whether they know all that this process knew when it asked for them."""

    executor: Executor
    know_all: bool


class Pool:
    """Processes that start once somebody asks for help with work that is worth it."""

    def __init__(self, count: int, worth: int) -> None:
        self._count = count
        self._worth = worth
        self._started: Executor | None = None

    def __call__(self, work: int) -> Executor | None:
        """Workers for so many pieces of work; nobody where they would cost more than they save."""
        if work >= self._worth and self._started is None:
            self._start(_method(work))
        return self._started if work >= self._worth else None

    def anew(self, work: int) -> Hands | None:
        """Workers that start now, as forks if that is possible, so that nothing which is known need travel to them."""
        if work < self._worth:
            return None
        self.end()
        method = _method(work)
        return Hands(self._start(method), method == "fork")

    def end(self) -> None:
        """Send the workers home."""
        if self._started:
            self._started.shutdown(cancel_futures=True)
        self._started = None

    def _start(self, method: str) -> Executor:
        from site_gen.engine.crew import Crew

        self._started = Crew(self._count, method)
        return self._started


@contextlib.contextmanager
def pool(workers: int | None) -> Iterator[Pool | None]:
    """`workers` processes, this one among them; without a number, as many as it may use cores. One is nobody to ask."""
    count = workers or min(_MOST, _cores())
    if count < 2:
        yield None
        return
    here = Pool(count, _WORTH_IF_ASKED if workers else _WORTH)
    try:
        yield here
    finally:
        here.end()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _method(work: int) -> str:
    """How to start a process: a fork costs 8 ms instead of 100, but is not safe where other threads hold locks.

    A fork also holds on to all that its parent had in memory: for much work that is more than the time is worth.
    """
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if is_safe and work < _MUCH else "spawn"

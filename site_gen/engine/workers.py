"""Starts processes to share the work of pure steps, once there is enough of it.

`shared_work` is imported with the first process, so that a build with nothing to do does not pay for it.
"""

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


class Started(NamedTuple):
    """Workers that were just started; forks have everything that this process had in memory then."""

    executor: Executor
    are_forks: bool


class Pool:
    """Processes that start once there is enough work."""

    def __init__(self, count: int, worth: int) -> None:
        self._count = count
        self._worth = worth
        self._started: Executor | None = None

    def __call__(self, work: int) -> Executor | None:
        """Workers for `work` pieces of work, or None if they would cost more than they save."""
        if work >= self._worth and self._started is None:
            self._start(_method(work))
        return self._started if work >= self._worth else None

    def restart(self, work: int) -> Started | None:
        """Workers that start now, as forks if possible: forks inherit this process's memory, so nothing is sent."""
        if work < self._worth:
            return None
        self.end()
        method = _method(work)
        return Started(self._start(method), method == "fork")

    def end(self) -> None:
        """End the workers."""
        if self._started:
            self._started.shutdown(cancel_futures=True)
        self._started = None

    def _start(self, method: str) -> Executor:
        from site_gen.engine.shared_work import SharedWork

        self._started = SharedWork(self._count, method)
        return self._started


@contextlib.contextmanager
def pool(workers: int | None) -> Iterator[Pool | None]:
    """A pool of `workers` processes including this one, or one per core; None if this is the only one."""
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
    """How to start a process: a fork is quicker, but not safe while other threads may hold locks.

    A fork also keeps everything that its parent had in memory, which costs too much when there is a lot of work.
    """
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if is_safe and work < _MUCH else "spawn"

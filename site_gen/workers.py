"""Processes to spread pure steps over, started only when somebody asks for them."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from concurrent.futures import Executor

_MOST: Final = 16
_WORTH: Final = 3_000  # pieces of work; below, workers cost more than they save
_WORTH_IF_ASKED: Final = 100
_MUCH: Final = 30_000


@contextlib.contextmanager
def pool(workers: int | None) -> Iterator[Callable[[int], Executor | None] | None]:
    """A function that starts `workers` processes once, when it is asked for help with work that is worth it.

    Without a number, as many as this process may use cores. For one worker there is nobody to ask.
    """
    count = workers or min(_MOST, _cores())
    if count < 2:
        yield None
        return
    started: list[Executor] = []
    worth = _WORTH_IF_ASKED if workers else _WORTH

    def start(work: int) -> Executor | None:
        if work < worth:
            return None
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        if not started:
            context = multiprocessing.get_context(_method(work))
            started.append(ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent))
        return started[0]

    try:
        yield start
    finally:
        for executor in started:
            executor.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Let this worker end when its build is killed; by itself it would wait for work for ever."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _method(work: int) -> str:
    """How to start a process: a fork costs 8 ms instead of 100, but is not safe where other threads hold locks.

    A fork also holds on to all that its parent had in memory: for much work that is more than the time is worth.
    """
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if is_safe and work < _MUCH else "spawn"

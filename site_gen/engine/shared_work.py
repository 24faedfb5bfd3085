"""An executor whose asking process does a share of the work itself instead of waiting."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any, Final

_AHEAD: Final = 2  # shares of work queued for each process, so that none is idle
_ASIDE: Final = 8  # results of the asking process that are held back for those of others before it waits too


class SharedWork(Executor):
    """The asking process and `count - 1` more, started by `method` (fork or spawn)."""

    def __init__(self, count: int, method: str) -> None:
        others = count - 1
        self._ahead = _AHEAD * others
        self._others = ProcessPoolExecutor(others, mp_context=get_context(method), initializer=_end_with_parent)
        self._others.submit(int)  # the first piece of work starts the processes

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a function in another process."""
        return self._others.submit(fn, *args, **kwargs)

    def map(
        self, fn: Callable[..., Any], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[Any]:
        """Results in order; `timeout` is for single results of other processes."""
        items = zip(*iterables, strict=False)
        shares = iter(lambda: tuple(islice(items, chunksize)), ())
        waiting: deque[Future[Any] | list[Any]] = deque()  # work of others, and results of this process
        theirs = 0
        while True:
            for share in islice(shares, max(0, self._ahead - theirs)):
                waiting.append(self.submit(_each, fn, share))
                theirs += 1
            if not waiting:
                return
            first = waiting[0]
            is_behind = isinstance(first, Future) and not first.done()
            if is_behind and len(waiting) - theirs < _ASIDE and (share := next(shares, ())):
                waiting.append(_each(fn, share))
                continue
            waiting.popleft()
            if isinstance(first, Future):
                theirs -= 1
                yield from first.result(timeout)
            else:
                yield from first

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the other processes."""
        self._others.shutdown(wait, cancel_futures=cancel_futures)


def _each(fn: Callable[..., Any], share: Iterable[tuple[Any, ...]]) -> list[Any]:
    return [fn(*arguments) for arguments in share]


def _end_with_parent() -> None:
    """End this process when its build is killed; by itself it would wait for work for ever."""
    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()

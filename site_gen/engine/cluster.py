"""A Dask cluster as the executor of a build that is too large for one machine.

Values are sent, files are not: workers see no folder of the site. Each answers only if it runs exactly the program
and libraries that the publisher runs, so that the bytes are those of one machine.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import logging
import re
import sys
import threading
import unicodedata
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor
from importlib import metadata
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

from site_gen import __version__
from site_gen.engine.hashing import digest
from site_gen.errors import ClusterError, Diagnostic

_CONNECT_S: Final = 5
_POLL_S: Final = 2
_POLLS_WITHOUT_WORKERS: Final = 15
_TRANSFER_S: Final = 60  # after which a result that does not come is asked for again
_WORTH: Final = 100  # pieces of work; below, sending takes longer than the work
_AHEAD: Final = 2  # shares queued for each thread of a worker; few, so that memory stays small
# Workers may have several threads; the steps are made for processes, and Python code would not run faster side by side.
_ONE_AT_A_TIME: Final = threading.Lock()
# Such as tcp://10.0.0.1:8786 or tls://[::1]:8786.
_ADDRESS: Final = re.compile(r"(?:tcp|tls|wss?)://[^/\s]+:\d+")
# "jinja2~=3.1.6; extra == 'x'" -> "jinja2"
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


class WorkShare(NamedTuple):
    """A part of a step's work, as sent to a worker."""

    run: Callable[..., Any]  # Any: any step
    arguments: tuple[tuple[Any, ...], ...]
    program: bytes


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Callable[[int], Executor | None]]:
    """Connect to the scheduler at `address`; gives a function from an amount of work to an executor.

    Raises `ClusterError` if nobody answers there, or if another program does.
    """
    client = _connect(address)
    executor = _Shares(client, address)
    try:
        _check_scheduler(client, address)
        _check_workers(client, address)
        yield lambda count: executor if count >= _WORTH else None
    finally:
        executor.shutdown()
        with contextlib.suppress(Exception):  # what was built stands, whatever the cluster does next
            client.close(timeout=_CONNECT_S)


@functools.cache
def program() -> dict[str, str]:
    """The versions that the output's bytes depend on: our sources, Python, the libraries that we need."""
    here = Path(__file__).parent
    sources = sorted((*here.rglob("*.py"), *here.rglob("*.mo")))
    own = digest([(path.relative_to(here).as_posix(), path.read_bytes()) for path in sources]).hex()[:12]
    return {
        "site-gen": f"{__version__} (sources {own})",
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "Unicode": unicodedata.unidata_version,
        **_libraries("site-gen"),
    }


def run_share(share: WorkShare) -> list[Any] | None:
    """Do a share of work on a worker; None if this worker runs another program (Any: results of any step)."""
    if share.program != digest(program()):
        return None
    with _ONE_AT_A_TIME:
        return [share.run(*arguments) for arguments in share.arguments]


class _Shares(Executor):
    """A cluster as an executor, with items sent together, and a few shares in flight rather than all.

    Dask's own executor takes the results of a worker that dies just when it is done for an error.
    """

    def __init__(self, client: Any, address: str) -> None:  # Any: distributed has no types
        self._client = client
        self._address = address

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,  # noqa: ARG002 - not kept, for workers may come and go
        chunksize: int = 1,
    ) -> Iterator[Any]:
        items = zip(*iterables, strict=False)
        shares = (WorkShare(fn, some, digest(program())) for some in _batches(items, chunksize))
        return self._results(shares)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing to do: whoever closes the client takes back what nobody waits for any more."""

    def _results(self, shares: Iterator[WorkShare]) -> Iterator[Any]:
        wanted = _AHEAD * max(1, sum(self._threads().values()))
        waiting = deque(self._share(it) for it in itertools.islice(shares, wanted))
        while waiting:
            answer = self._answer(waiting.popleft())
            waiting.extend(self._share(it) for it in itertools.islice(shares, 1))
            if answer is None:
                _check_workers(self._client, self._address)
                _fail(self._address, "a worker runs another program", "start workers with the same site-gen")
            yield from answer

    def _share(self, share: WorkShare) -> Any:  # distributed.Future
        return self._client.submit(run_share, share, pure=False)

    def _answer(self, future: Any) -> list[Any] | None:  # distributed.Future
        """The results of a share. Dask replaces a worker that dies; the build stops if it cannot."""
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        lonely = 0
        try:
            while True:
                if self._is_done(future):
                    with contextlib.suppress(TimeoutError):
                        answer: list[Any] | None = future.result(timeout=_TRANSFER_S)
                        return answer
                lonely = 0 if self._threads() else lonely + 1
                if lonely >= _POLLS_WITHOUT_WORKERS:
                    _fail(self._address, "all workers are gone", "start workers, then build again")
        except (CancelledError, CommClosedError) as error:
            _lost(self._address, error)
        except KilledWorker as error:
            hint = "give workers more memory, and look into their logs; the last good pages stay"
            _fail(self._address, "several workers died over the same work", hint, error)

    def _is_done(self, future: Any) -> bool:  # distributed.Future
        """Whether a share is done, or will be after a short while."""
        from distributed import wait

        try:
            with self._client.as_current():
                wait([future], timeout=_POLL_S)  # type: ignore[no-untyped-call]  # Dask's
        except TimeoutError:
            return False
        return True

    def _threads(self) -> dict[str, int]:
        """The number of threads of each worker that is connected now."""
        try:
            threads: dict[str, int] = dict(self._client.nthreads())
        except Exception as error:  # noqa: BLE001 - a dead connection has many names
            _lost(self._address, error)
        return threads


def _batches(items: Iterator[tuple[Any, ...]], size: int) -> Iterator[tuple[tuple[Any, ...], ...]]:
    while some := tuple(itertools.islice(items, size)):
        yield some


def _connect(address: str) -> Any:  # distributed.Client, imported lazily
    if not _ADDRESS.fullmatch(address):
        _fail(address, "is not the address of a scheduler", "write it as tcp://HOST:8786")
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        if error.name not in {"distributed", "dask"}:
            raise
        _fail(address, "needs Dask, which is not installed", "pip install 'site-gen[cluster]'", error)
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is raised
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions are compared below
            return Client(address, timeout=_CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask's
    except OSError as error:
        hint = "start one with 'dask scheduler' and name it as tcp://HOST:8786, or build without --scheduler"
        _fail(address, "no scheduler answers there", hint, error)


def _check_scheduler(client: Any, address: str) -> None:
    found = client.get_versions()
    theirs, ours = found["scheduler"]["packages"], found["client"]["packages"]
    for name in ("dask", "distributed"):
        if theirs.get(name) != ours[name]:
            said = f"the scheduler has {name} {theirs.get(name)}, this machine has {ours[name]}"
            _fail(address, said, "install the same versions on both, as in requirements.lock")


def _check_workers(client: Any, address: str) -> None:
    """Raise `ClusterError` unless there are workers and all of them run this program."""
    try:
        client.wait_for_workers(1, timeout=_CONNECT_S)
    except TimeoutError as error:
        _fail(address, "has no workers", f"start some with 'dask worker {address}'", error)
    ours = program()
    for worker, theirs in sorted(client.run(program, on_error="return").items()):
        if not isinstance(theirs, dict):
            hint = "install site-gen there, the same version as here"
            _fail(address, f"worker {worker} cannot run site-gen: {theirs}", hint)
        if theirs != ours:
            hint = "install the same versions there, as in requirements.lock"
            _fail(address, f"worker {worker} has {_difference(theirs, ours)}", hint)


def _difference(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """The first thing that differs, in words."""
    name = next(name for name in (*ours, *theirs) if ours.get(name) != theirs.get(name))
    return f"{name} {theirs.get(name, 'not at all')}, this machine has {ours.get(name, 'none')}"


def _libraries(name: str) -> dict[str, str]:
    """The versions of everything that a distribution needs, directly or not; optional extras do not count."""
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        for needed in metadata.requires(waiting.pop()) or ():
            match = _NAME.match(needed)
            if match is None or "extra ==" in needed:
                continue
            library = match[0].lower().replace("_", "-")
            with contextlib.suppress(metadata.PackageNotFoundError):
                if library not in found:
                    found[library] = metadata.version(library)
                    waiting.append(library)
    return dict(sorted(found.items()))


def _lost(address: str, error: BaseException) -> NoReturn:
    _fail(address, "the scheduler is gone", "start it again, then build again; the last good pages stay", error)


def _fail(address: str, message: str, hint: str, cause: BaseException | None = None) -> NoReturn:
    raise ClusterError(Diagnostic(address, None, "cluster", message, hint)) from cause

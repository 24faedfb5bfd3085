"""Shows progress: a bar in a terminal, lines in a log, JSON Lines for a program; nothing in the first second."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from site_gen.engine.memo import Tell
    from site_gen.errors import Diagnostic
    from site_gen.model import Built

# What people read for a step that may take long; others are told to nobody but programs.
_PHASES: Final = {
    "fetch": "asking servers",
    "read": "reading seeds",
    "load": "reading content",
    "link": "grouping articles",
    "pages": "laying out pages",
    "body": "rendering Markdown",
    "write": "writing pages",
}
_PATIENCE_S: Final = 1.0
_LINE_EVERY_S: Final = 10.0
_EVENT_EVERY_S: Final = 1.0
_FRAME_EVERY_S: Final = 0.1
_BAR: Final = 30  # characters
_WIDEST: Final = max(map(len, _PHASES.values()))


@contextlib.contextmanager
def progress(*, as_json: bool, say: Callable[[str], None]) -> Iterator[Tell]:
    """The function to report progress to."""
    if as_json:
        yield _events()
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and "CI" not in os.environ:
        with _bar() as tell:
            yield tell
    else:
        yield _lines(say)


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics as events."""
    import msgspec

    for diagnostic in diagnostics:
        _event("diagnostic", **msgspec.to_builtins(diagnostic))


def print_changes(built: Built, root: str, *, as_json: bool) -> None:
    """Print what changed in the output, for tools that deploy or purge: `+`, `~` or `-` and a path, or events."""
    from urllib.parse import quote

    published = built.published
    signs = {"+": ("added", published.added), "~": ("changed", published.changed), "-": ("removed", published.gone)}
    for sign, (kind, paths) in signs.items():
        for path in sorted(paths):
            if as_json:
                shown = path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
                _event(kind, path=path, url=root + quote(shown))
            else:
                print(f"{sign} {path}")


def print_summary(built: Built, seconds: float) -> None:
    """Print what a build did, as its last event."""
    counts = {f"{kind}s": sum(it.severity == kind for it in built.diagnostics) for kind in ("error", "warning")}
    counts["dropped"] = sum(it.code == "dropped" for it in built.diagnostics)
    done, published = built.ingested, built.published
    _event(
        "summary",
        articles=built.articles, stories=built.stories, added=len(done.added), updated=len(done.updated),
        rendered=len(published.made), written=published.written, skipped=published.unchanged,
        removed=published.removed, **counts, seconds=round(seconds, 3),
    )  # fmt: skip


def _event(event: str, **values: Any) -> None:  # Any: whatever JSON can say
    from msgspec.json import encode

    print(encode({"event": event, **values}).decode(), flush=True)


def _events() -> Tell:
    due: dict[str, float] = {}

    def tell(step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step in _PHASES and (done in {0, total} or now >= due[step]):
            due[step] = now + _EVENT_EVERY_S
            _event("phase", phase=step, done=done, total=total)

    return tell


def _lines(say: Callable[[str], None]) -> Tell:
    """Prints a line when something longer begins, and one every ten seconds."""
    last = time.monotonic()
    told = ""

    def tell(step: str, done: int, total: int) -> None:
        nonlocal last, told
        now = time.monotonic()
        wait = _LINE_EVERY_S if step == told else _PATIENCE_S
        if step not in _PHASES or done == total or now < last + wait:
            return
        last, told = now, step
        say(f"{_PHASES[step]}: {done:,} of {total:,}")

    return tell


@contextlib.contextmanager
def _bar() -> Iterator[Tell]:
    """A line that is written anew when progress is reported, without a thread, so that workers may still be forked."""
    due = time.monotonic() + _PATIENCE_S
    is_shown = False

    def tell(step: str, done: int, total: int) -> None:
        nonlocal due, is_shown
        now = time.monotonic()
        if step not in _PHASES or (now < due and not (is_shown and done == total)):
            return
        due, is_shown = now + _FRAME_EVERY_S, True
        filled = _BAR * done // max(total, 1)
        bar = "━" * filled + " " * (_BAR - filled)
        line = f"{_PHASES[step]:{_WIDEST}} {bar} {done:,} of {total:,}"
        sys.stderr.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        if is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

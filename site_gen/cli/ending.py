"""How a command ends: what was found and done, in words, and the exit code that it calls for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from site_gen.errors import Diagnostic

if TYPE_CHECKING:
    from site_gen.model import Built

_STOPS: Final = frozenset({"template"})  # codes of diagnostics that mean exit code 2


def say(text: str) -> None:
    """Print a line for people."""
    print(text, file=sys.stderr, flush=True)


def finish(
    site: Path, diagnostics: Sequence[Diagnostic], *, strict: bool, last: str = "", seconds: float | None = None
) -> None:
    """Print what was found and exit with the code that it calls for."""
    from site_gen.messages import describe, summary

    for text in describe(diagnostics, site):
        say(text)
    count, took = summary(diagnostics), ""
    if seconds is not None:
        count, took = count or "no warnings", f"{seconds:.1f} s"
    if last or count:
        say("; ".join(part for part in (last, count, took) if part))
    if any(it.code in _STOPS for it in diagnostics):
        sys.exit(2)
    fatal = {"error", "warning"} if strict else {"error"}
    if any(it.severity in fatal for it in diagnostics):
        sys.exit(1)


def closing_line(built: Built) -> str:
    """What a build did."""
    from site_gen.messages import plural

    done, published = built.ingested, built.published
    ingested = (
        f"{plural(len(done.added), 'article')} added, {len(done.updated):,} updated; "
        if done.added or done.updated
        else ""
    )
    return (
        f"{ingested}{plural(built.articles, 'article')} in {plural(built.stories, 'story', 'stories')}; "
        f"{plural(len(published.made), 'page')} rendered, {published.unchanged:,} unchanged, "
        f"{published.removed:,} removed; {published.written:,} written"
    )

"""Ends a command: prints what was found and done, and exits with the right code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from site_gen.errors import Diagnostic

if TYPE_CHECKING:
    from site_gen.model import Built

_STOPS: Final = frozenset({"template"})  # codes of diagnostics for which no page at all was made
_COLOURS: Final = {"error": "31", "warning": "33"}
_NAMED: Final = 6  # files that are named in one line
# Notes that are named together, by their codes.
_LISTED: Final = {"passed-over": "ignored, because they are not articles", "dropped": "dropped by hooks"}


def say(text: str) -> None:
    """Print a line for people."""
    print(text, file=sys.stderr, flush=True)


def finish(
    site: Path, diagnostics: Sequence[Diagnostic], *, strict: bool, last: str = "", is_built: bool = False
) -> None:
    """Print the diagnostics and exit with the code that they call for.

    0 if the site is whole, whatever is wrong with single files; 1 if a page that was there could not be made, or the
    site breaks its own policy; 2 if the output is not up to date.
    """
    report(site, diagnostics, last=last, is_built=is_built)
    costs = {"output" if it.code in _STOPS else it.cost for it in diagnostics}
    is_said = any(it.severity != "info" for it in diagnostics)
    code = 2 if "output" in costs else 1 if "page" in costs or (strict and is_said) else 0
    if code:
        sys.exit(code)


def report(site: Path, diagnostics: Sequence[Diagnostic], *, last: str = "", is_built: bool = False) -> None:
    """Print the diagnostics, and a last line that counts them."""
    from site_gen.engine.diagnostics import describe, summary

    paint = _painted if has_colours() else str
    for text in describe(diagnostics, site):
        say(paint(text))
    for code, words in _LISTED.items():
        paths = [it.path for it in diagnostics if it.code == code and it.severity == "info"]
        if paths:
            more = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
            say(f"{words}: {', '.join(paths[:_NAMED])}{more}")
    count = summary(diagnostics) or ("no warnings" if is_built else "")
    if last or count:
        say("; ".join(part for part in (last, count) if part))


def has_colours() -> bool:
    """True if the terminal shows colours and its owner wants them (https://no-color.org/)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _painted(text: str) -> str:
    """A diagnostic with its severity in colour and its hint dimmed."""
    first, _, rest = text.partition("\n")
    for severity, colour in _COLOURS.items():
        first = first.replace(f": {severity}: ", f": \x1b[{colour}m{severity}\x1b[0m: ", 1)
    return f"{first}\n\x1b[2m{rest}\x1b[0m" if rest else first


def headline(built: Built, seconds: float, output: str) -> str:
    """The line that says what the output holds now."""
    from site_gen.language.plain import plural

    stories, articles = plural(built.stories, "story", "stories"), plural(built.articles, "article")
    return f"Built {stories} from {articles} in {seconds:.1f} s → {output}/"


def closing_line(built: Built) -> str:
    """The line that says what a build did."""
    from site_gen.language.plain import plural

    done, published = built.ingested, built.published
    ingested = (
        f"{plural(len(done.added), 'article')} added, {len(done.updated):,} updated; "
        if done.added or done.updated
        else ""
    )
    waiting = f"{plural(built.waiting, 'article')} held back until the time they are dated; " if built.waiting else ""
    count = sum(it.code == "dropped" for it in built.diagnostics)
    dropped = f"{plural(count, 'article')} dropped by hooks; " if count else ""
    return (
        f"{ingested}{waiting}{dropped}"
        f"{plural(len(published.made), 'page')} rendered, {published.unchanged:,} unchanged, "
        f"{published.removed:,} removed; {published.written:,} written"
    )

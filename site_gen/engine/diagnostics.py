"""Diagnostics as lines for people, each with the line of the file that it names, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from site_gen.errors import Diagnostic
from site_gen.language.plain import plural

_MOST = 200  # diagnostics printed one by one
_ON_A_LINE = 4  # files
_MOST_ALIKE = 24  # files that are named of those with one fault
PASSED_OVER = "passed-over"  # the code of files that are no articles
_ALIKE = (PASSED_OVER, "seed-not-text")  # codes of files that share a line
_SAID = ("zone-change", "taken-as-one", "filed-twice")  # codes of notes that are printed
_MOST_SAID = 20  # notes
# Codes of what is said by the build that found it, and by none after it.
_SAID_ONCE = frozenset({"no-memory", "taken-as-one", "zone-change"})


def describe(diagnostics: Iterable[Diagnostic], root: Path) -> list[str]:
    """Diagnostics as lines to print, errors last, where the eye falls first; few notes are worth a line.

    Files that are passed over for one reason share a line, and a hint that stands above already is not said again, so
    that a folder of odd files fits on a screen.
    """
    diagnostics = _together(diagnostics)
    shown = sorted((it for it in diagnostics if it.severity != "info"), key=lambda it: it.severity == "error")
    lines = [_with_excerpt(it, root) for it in _with_hints_once(shown[-_MOST:])]
    if len(shown) > _MOST:
        lines.insert(0, f"{len(shown) - _MOST} more before these; fix some and build again to see them")
    return [*_notes(diagnostics), *lines]


def lasting(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics that are said on each build, until they are mended."""
    return tuple(it for it in diagnostics if it.code not in _SAID_ONCE)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or nothing."""
    found = list(diagnostics)
    counts = [(sum(it.severity == kind for it in found), kind) for kind in ("error", "warning")]
    return ", ".join(plural(count, kind) for count, kind in counts if count)


def _notes(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Lines for the notes that are printed, the first ones of each kind."""
    for code in _SAID:
        said = [it for it in diagnostics if it.code == code and it.severity == "info"]
        yield from map(str, _with_hints_once(said[:_MOST_SAID]))
        if len(said) > _MOST_SAID:
            yield f"{plural(len(said) - _MOST_SAID, 'more article')} of that kind; 'site-gen build --json' prints all"


def _together(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics; files that are no articles for the same reason in one, a few at a time."""
    found: list[Diagnostic] = []
    by_reason: dict[tuple[str, str, str], tuple[int, list[str]]] = {}
    for it in diagnostics:
        if it.code not in _ALIKE:
            found.append(it)
            continue
        _, paths = by_reason.setdefault((it.message, it.hint, it.severity), (len(found), []))
        if not paths:
            found.append(it)
        paths.append(it.path)
    lines = {place: list(_lines_of(found[place], paths)) for place, paths in by_reason.values()}
    return [line for place, it in enumerate(found) for line in lines.get(place, [it])]


def _lines_of(first: Diagnostic, paths: Sequence[str]) -> Iterator[Diagnostic]:
    """Lines that name files with one fault, a few on each; of very many, how many more there are."""
    for start in range(0, min(len(paths), _MOST_ALIKE), _ON_A_LINE):
        names = ", ".join(paths[start : min(start + _ON_A_LINE, _MOST_ALIKE)])
        more = len(paths) - _MOST_ALIKE if start + _ON_A_LINE >= _MOST_ALIKE else 0
        yield msgspec.structs.replace(first, path=f"{names} and {more:,} more" if more > 0 else names)


def _with_hints_once(shown: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    said: set[tuple[str, str]] = set()
    for it in shown:
        hint = it.severity, it.hint
        yield msgspec.structs.replace(it, hint="") if hint in said else it
        said.add(hint)


def _with_excerpt(diagnostic: Diagnostic, root: Path) -> str:
    """A diagnostic as lines, with the line of the file that it names."""
    text, _, hint = str(diagnostic).partition("\n")
    line = _line(root / diagnostic.path, diagnostic.line)
    return "\n".join(part for part in (text, f"  | {line}" if line else "", hint) if part)


def _line(path: Path, number: int | None) -> str:
    if number is None or not path.is_file():
        return ""
    with path.open(encoding="utf-8", errors="replace") as file:
        found = next((line for at, line in enumerate(file, 1) if at == number), "")
    return "".join(char for char in found.strip() if char.isprintable())[:100]

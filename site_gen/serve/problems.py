"""Describes problems for the error overlay in browsers, each with the lines around its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from site_gen.config.theme import default_folder
from site_gen.engine.hashing import digest
from site_gen.engine.snapshots import inside
from site_gen.errors import Diagnostic

_MOST: Final = 50  # problems of a kind that are sent
_AROUND: Final = 2  # lines before and after
_MOST_BYTES: Final = 2_000_000  # of a file with an excerpt
_MOST_WIDTH: Final = 300


def describe_for_browsers(problems: Iterable[Diagnostic], root: Path) -> dict[str, Any]:
    """Errors and warnings, the errors with excerpts, and a name by which a browser recognises the errors."""
    found = list(problems)
    errors = [it for it in found if it.severity == "error"]
    warnings = [it for it in found if it.severity == "warning"]
    return {
        "name": digest(tuple(errors)).hex() if errors else "",
        "errors": [_described(it, root) for it in errors[:_MOST]],
        "warnings": [_described(it, root) for it in warnings[:_MOST]],
        "counts": {"error": len(errors), "warning": len(warnings)},
    }


def source_text(root: Path, path: str) -> str | None:
    """The text of a file of the site or of the default theme; None if it is too large or elsewhere."""
    places = [(root, path)]
    if path.startswith("templates/"):
        places.append((default_folder(), path.removeprefix("templates/")))
    for folder, name in places:
        file = inside(folder, name)
        if file and file.is_file() and file.stat().st_size <= _MOST_BYTES:
            return file.read_bytes().decode("utf-8-sig", "replace")
    return None


def excerpt(text: str, line: int) -> list[dict[str, Any]]:
    """The lines around one, with their numbers; lines are counted as editors do."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = max(1, line - _AROUND)
    shown = lines[first - 1 : line + _AROUND]
    return [{"line": at, "text": it[:_MOST_WIDTH], "hit": at == line} for at, it in enumerate(shown, first)]


def _described(diagnostic: Diagnostic, root: Path) -> dict[str, Any]:
    text = source_text(root, diagnostic.path) if diagnostic.line else None
    return {
        "path": diagnostic.path,
        "line": diagnostic.line,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "excerpt": excerpt(text, diagnostic.line) if text and diagnostic.line else [],
    }

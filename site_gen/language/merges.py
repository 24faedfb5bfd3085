"""What git and jj leave in a file whose merge nobody finished: "<<<<<<< HEAD", "=======", ">>>>>>> branch"."""

from __future__ import annotations

import re
from typing import Final

from site_gen.errors import Diagnostic

_FIRST: Final = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
# "=======", or what jj writes: "%%%%%%% Changes from base to side #1", "+++++++ Contents of side #2"
_MIDDLE: Final = re.compile(r"^(?:={7}$|(?:%{7}|\+{7}|-{7}) .+$)", re.MULTILINE)
_LAST: Final = re.compile(r"^>{7}(?: .*)?$", re.MULTILINE)
# One mark alone, such as "<<<<<<< HEAD" or ">>>>>>> 1a2b3c4 (Mend the date)"
_ALONE: Final = re.compile(
    r"^(?:<{7}|>{7}) (?:\S+(?: \(.*\))?|Updated upstream|Stashed changes|Conflict \d.*)$", re.MULTILINE
)
_QUOTED: Final = re.compile(r"^>{2,6}(?: |$)", re.MULTILINE)
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,}).*$", re.MULTILINE)


def unfinished_merge(text: str, path: str) -> Diagnostic | None:
    """Names the lines of the first conflict that a merge left in a text; code that only shows one is none."""
    if "<" not in text and ">" not in text:  # one sign is found much faster than seven
        return None
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    bare = text.replace("\r\n", "\n")
    first = next((it for it in _FIRST.finditer(bare) if not _is_fenced(bare, it.start())), None)
    middle = _MIDDLE.search(bare, first.end()) if first else None
    last = _LAST.search(bare, middle.end()) if middle else None
    if not (first and middle and last):
        return _left_over(bare, path)
    begin, between, end = (bare.count("\n", 0, it.start()) + 1 for it in (first, middle, last))
    where = f"'{first[0][:40]}' in line {begin}, '{middle[0][:7]}' in line {between}, '>>>>>>>' in line {end}"
    message = f"holds a merge conflict: {where}"
    hint = "keep the lines that are right, and delete the others with the marks"
    return Diagnostic(path, begin, "merge-conflict", message, hint)


def _left_over(text: str, path: str) -> Diagnostic | None:
    """Names the one mark that somebody left who ended a merge by hand; a mail that quotes quotations has none."""
    if _QUOTED.search(text):
        return None
    found = next((it for it in _ALONE.finditer(text) if not _is_fenced(text, it.start())), None)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    message = f"holds what a merge conflict left: '{found[0][:40]}' in line {line}"
    return Diagnostic(
        path, line, "merge-conflict", message, "delete this line, and see that the lines around are right"
    )


def _is_fenced(text: str, place: int) -> bool:
    """Whether a place lies in a block of code."""
    opened = ""
    for fence in _FENCE.finditer(text, 0, place):
        if not opened:
            opened = fence[1]
        elif fence[1].startswith(opened):
            opened = ""
    return bool(opened)

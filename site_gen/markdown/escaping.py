"""Plain text as Markdown that shows it letter by letter: nothing in it is markup by accident."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = r"\`*[]_~&<"
_INLINE: Final = re.compile(r"[\\`*\[\]]|(?<=\])\(|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~")
_ENTITY: Final = re.compile(r"&(?=#?\w{1,40};)")
# Unlike a backslash, an entity also holds where a program takes Markdown for HTML.
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])")
# At the start of a line: "# heading", "> quote", "- item", "12. item", "===", "---", "~~~", "| table", ": definition".
_LINE_START: Final = re.compile(
    r"^(\s*)(?:(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+(?=\s*$)|={3}|~{3}|-{2,}(?=\s*$)|-{3}|\||:(?=\s))|(\d{1,9})([.)])(?=\s|$))",
    re.MULTILINE,
)
_STARTERS: Final = " #>|=-+~:0123456789"


def escape(text: str) -> str:
    """The text, whose lines are lines of a paragraph."""
    text = escape_inline(text)
    return escape_starts(text) if text[:1] in _STARTERS or "\n" in text else text


def escape_inline(text: str) -> str:
    """Text that does not begin a line."""
    # Nine looks for one character each are over sooner than one for any of nine.
    if not any(map(text.__contains__, _SPECIAL)):
        return text
    text = _INLINE.sub(lambda match: f"\\{match[0]}", text)
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))


def escape_starts(text: str) -> str:
    """Markdown, with what would begin a block at the start of a line escaped."""
    return _LINE_START.sub(_escape_start, text)


def _escape_start(found: re.Match[str]) -> str:
    space, mark, number, point = found.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{point}"

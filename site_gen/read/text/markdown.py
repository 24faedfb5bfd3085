"""Blocks of plain text as Markdown that says the same: nothing in it is markup by accident."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen.read.lines.blocks import Block

# "# heading", "> quote", "- item", "+ item", "===", "| table", "~~~": at the start of a paragraph only
_OPENING: Final = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[=~]{3,}|-{3,}$|\||:(?=\s))")
# Such as "1. ", "2) ".
_NUMBER: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_INLINE: Final = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~")
_SPECIAL: Final = r"\`*[]_~&<"
_ENTITY: Final = re.compile(r"&(?=#?\w{1,31};)")
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])")


def write(blocks: Sequence[Block]) -> str:
    """Paragraphs parted by blank lines; bullets that follow each other are one list."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        is_listed = block.bullet == "-"
        parts.append("\n" if is_listed and before and before.bullet == "-" else "\n\n")
        parts.append(f"- {escape(block.text)}" if is_listed else escape(block.text))
        before = block
    return "".join(parts).strip("\n")


def escape(text: str) -> str:
    """One line of text as Markdown that renders as that text."""
    # Nine looks for one character each are over sooner than one for any of nine.
    if any(map(text.__contains__, _SPECIAL)):
        text = _INLINE.sub(lambda match: "".join(f"\\{char}" for char in match[0]), text)
        text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))
    if _OPENING.match(text):
        return f"\\{text}"
    return _NUMBER.sub(r"\1\\\2", text, count=1) if text[:1].isdigit() and _NUMBER.match(text) else text

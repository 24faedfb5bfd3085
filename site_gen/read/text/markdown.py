"""Blocks of plain text as Markdown that says the same: nothing in it is markup by accident."""

from __future__ import annotations

from collections.abc import Sequence

from site_gen.markdown.escaping import escape
from site_gen.read.lines.blocks import Block


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

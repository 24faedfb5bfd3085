"""Reads and updates the memory of articles: see `content.memory`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from site_gen.build.inputs import memory_of
from site_gen.config.site_yaml import Config
from site_gen.content.memory import Memory, dump, is_correction, parse, text_name, updated_text, utc
from site_gen.errors import unwritable
from site_gen.model import MEMORY, Brief


def note_edits(root: Path, config: Config, edited: Sequence[Brief], now: str) -> str | None:
    """The lines to add to the memory for articles with other texts; None if a text counts as a correction by now.

    Only their lines are read.
    """
    lines = memory_of(root, config).text
    records = _records(lines, [brief.id for brief in edited])
    when = utc(now)
    added = []
    for brief in edited:
        record = records.get(brief.id)
        if record is not None and record.text == text_name(brief):
            continue
        if record is None or is_correction(record, brief, when):
            return None
        added.append(updated_text(record, brief, when))
    break_ = "" if lines.endswith("\n") or not lines else "\n"
    return break_ + "".join(dump({record.id: record}) for record in added) if added else ""


def append(root: Path, config: Config, lines: str) -> None:
    """Append lines to the memory; the next whole build sorts them in."""
    shown = f"{config.folders.content}/{MEMORY}"
    try:
        with (root / shown).open("ab") as file:
            file.write(lines.encode())
    except OSError as error:
        raise unwritable(shown, error) from error


def _records(text: str, ids: Iterable[str]) -> Memory:
    lines: list[str] = []
    for id_ in ids:
        lines += re.findall(rf'^\{{"id":"{re.escape(id_)}".*$', text, re.MULTILINE)
    return parse("\n".join(lines))

"""Ids of articles that a person wrote and moved: they have none in their files, and are known by where they stand.

A file that is renamed, or laid into another day's folder, is the article that was remembered at its old place if its
text is the same, and from then on the one that the memory has at its new address.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_gen.content.memory import ArticleRecord, Memory, text_name
from site_gen.engine.hashing import digest
from site_gen.model import Brief


def id_of_path(path: str) -> str:
    """The id of an article whose file names none."""
    return digest(("id", path)).hex()[:16]


def with_kept_ids(briefs: Sequence[Brief], memory: Memory, folder: str) -> list[Brief]:
    """The articles, under the ids that they had before their files were moved within the `folder` of the content."""
    moved = [brief for brief in briefs if brief.id not in memory and brief.id == id_of_path(brief.path)]
    if not moved:
        return list(briefs)
    there = {brief.id for brief in briefs}
    gone = [record for record in memory.values() if record.id not in there and _is_of_a_path(record, folder)]
    kept: dict[str, str] = {}
    for brief in moved:
        same = [record for record in gone if record.at == brief.permalink]
        same = same or [record for record in gone if record.text == text_name(brief)]
        if len(same) == 1 and same[0].id not in kept.values():
            kept[brief.path] = same[0].id
    return [msgspec.structs.replace(it, id=kept[it.path]) if it.path in kept else it for it in briefs]


def _is_of_a_path(record: ArticleRecord, folder: str) -> bool:
    """Whether the id of a record comes from a file's place, as that of a person's own article does."""
    return any(id_of_path(f"{folder}/{at.strip('/')}.md") == record.id for at in (record.at, *record.was) if at)

"""What articles of a person keep: their ids, where their files name none, and their days, where no folder does.

A file that is renamed, or laid into another day's folder, is the article that was remembered at its old place if its
text is the same, and from then on the one that the memory has at its new address. The address of an article that lies
in no folder of a day has the day that it was published on when it was first read.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from site_gen.content.memory import ArticleRecord, Memory, text_name
from site_gen.engine.hashing import digest
from site_gen.language.dates import instant
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
    gone = [record for record in memory.values() if record.id not in there]
    of_paths = [record for record in gone if _is_of_a_path(record, folder)]
    kept: dict[str, str] = {}
    for brief in moved:
        same = [record for record in gone if record.at == brief.permalink]
        same = same or [record for record in of_paths if record.text == text_name(brief)]
        if len(same) == 1 and same[0].id not in kept.values():
            kept[brief.path] = same[0].id
    return [msgspec.structs.replace(it, id=kept[it.path]) if it.path in kept else it for it in briefs]


def with_kept_days(briefs: Sequence[Brief], memory: Memory) -> list[Brief]:
    """The articles, at the addresses that they had before `timezone` told another day for the same moment."""
    taken = {brief.permalink for brief in briefs}
    return [
        msgspec.structs.replace(brief, permalink=record.at)
        if (record := memory.get(brief.id)) and record.at not in taken and _is_same_moment(brief, record.at)
        else brief
        for brief in briefs
    ]


def _is_same_moment(brief: Brief, at: str) -> bool:
    """Whether the day of an address is that of the article in another zone; a day that its folders name is theirs."""
    if len(brief.published) <= 10 or brief.permalink[10:] != at[10:] or f"/{brief.permalink[:10]}/" in brief.path:
        return False
    moment = instant(brief.published)
    days = {(moment + datetime.timedelta(hours=hours)).date().isoformat() for hours in (-12, 0, 14)}
    return at[:10].replace("/", "-") in days


def _is_of_a_path(record: ArticleRecord, folder: str) -> bool:
    """Whether the id of a record comes from a file's place, as that of a person's own article does."""
    places = (f"{folder}/{at.strip('/')}" for at in (record.at, *record.was) if at)
    return any(record.id in (id_of_path(f"{it}.md"), id_of_path(f"{it}/index.md")) for it in places)

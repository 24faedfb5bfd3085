"""Says what another `timezone` would move: articles that it tells another day than the one they are filed under.

Nothing moves: an article keeps its address, and stands in the edition of the day that the address names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from site_gen.build.ingest import Content
from site_gen.config.site_yaml import NAME, Config
from site_gen.config.yaml_lines import line_of, tree_of
from site_gen.content.memory import Memory
from site_gen.engine.memo import Memo
from site_gen.errors import Diagnostic
from site_gen.language.clock import in_zone
from site_gen.language.plain import plural
from site_gen.model import Brief

_KNOWN: Final = "timezone"  # the name under which the cache keeps that of the last build
_NAMED: Final = 3  # articles
# "published: 2026-03-06 17:02:02" in front matter
_WITHOUT_ZONE: Final = re.compile(rb"^published: *['\"]?\d{4}-\d\d-\d\d[T ][\d:.]+['\"]? *\r?$", re.MULTILINE)


def zone_change(root: Path, config: Config, content: Content, memo: Memo) -> Iterator[Diagnostic]:
    """What is said of a `timezone` that is another one than the last build's, or that no build is known to have had."""
    was = memo.recall(_KNOWN, str)
    if was == config.timezone:
        return
    moved = list(_elsewhere(content.briefs, content.memory, was, config.timezone))
    files = content.inputs.content
    shifted = [ref for ref in files.refs if _WITHOUT_ZONE.search(files.load(ref))] if was else []
    if not (moved or shifted):
        return
    tree = tree_of(root)
    line = line_of((_KNOWN,), tree) if tree else None
    said = []
    if moved:
        more = f" and {len(moved) - _NAMED:,} more" if len(moved) > _NAMED else ""
        names = ", ".join(f"'{brief.path}'" for brief in moved[:_NAMED])
        keep = "keeps its address and its" if len(moved) == 1 else "keep their addresses and their"
        said.append(f"{plural(len(moved), 'article')} of another day there {keep} day's page: {names}{more}")
    if shifted:
        counted = plural(len(shifted), "time")
        said.append(f"{counted} without a zone {'counts' if len(shifted) == 1 else 'count'} as of there")
    before = f" instead of {was}" if was else ""
    message = f"the site stands in {config.timezone}{before}; {'; '.join(said)}"
    yield Diagnostic(NAME, line, "zone-change", message, "", "info")


def remember_zone(config: Config, memo: Memo) -> None:
    """Let the next build know what was said."""
    memo.remember(_KNOWN, config.timezone)


def _elsewhere(briefs: Iterable[Brief], memory: Memory, was: str | None, timezone: str) -> Iterator[Brief]:
    """Articles that are filed under the day of the zone that `was`, or one that nobody chose, and not of this zone."""
    for brief in briefs:
        day = brief.permalink[:10].replace("/", "-")
        if len(brief.published) <= 10 or in_zone(brief.published, timezone)[:10] == day:
            continue
        record = memory.get(brief.id)
        is_chosen = not brief.generated or (record is not None and record.was)
        if in_zone(brief.published, was)[:10] == day if was else not is_chosen:
            yield brief

"""The desk's inbox: what came since the editor's last look, the doubtful first, and where that look is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Final

import msgspec

from site_gen.content.memory import Memory
from site_gen.edition.decisions import Decision
from site_gen.engine.snapshots import write_whole
from site_gen.language.dates import instant
from site_gen.model import Edition, Story
from site_gen.serve.likeness import Likeness, Near
from site_gen.stories import oddity

STATE: Final = ".cache/inbox.json"
_NEAR_MISS: Final = 0.15  # how likely two stories are one event, from where on an editor may want to know
_MOST_ROWS: Final = 100
_MOST_NEAR: Final = 2  # near misses of one story
_MOST_AWAY: Final = 2_000


class LastLook(msgspec.Struct, frozen=True):
    """What an editor has seen: everything filed until a time, and rows that were put away since."""

    until: str = ""  # ISO 8601; empty before the first look
    away: tuple[str, ...] = ()


class InboxRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story, or two that may be one, to decide on."""

    key: str  # another one as soon as there is news of it
    why: str
    stories: tuple[Story, ...]


class Inbox(msgspec.Struct, frozen=True, kw_only=True):
    """Rows in the order in which they are worth a look."""

    near: tuple[InboxRow, ...]
    odd: tuple[InboxRow, ...]
    new: tuple[InboxRow, ...]
    more: int  # new stories that are not shown
    latest: str  # when the last article was filed


def read_look(root: Path) -> LastLook:
    """What was seen so far; nothing where nobody looked yet, or the file cannot be read."""
    try:
        return msgspec.json.decode((root / STATE).read_bytes(), type=LastLook)
    except (OSError, msgspec.DecodeError):
        return LastLook()


def write_look(root: Path, look: LastLook) -> None:
    """Remember what was seen."""
    write_whole(root / STATE, msgspec.json.encode(msgspec.structs.replace(look, away=look.away[-_MOST_AWAY:])))


def inbox(
    edition: Edition,
    decisions: Sequence[Decision],
    likeness: Likeness,
    filed: Mapping[str, str],
    look: LastLook,
    threshold: float,
) -> Inbox:
    """What to look at; `filed` says when each article was first read, `threshold` from when on grouping joins two."""
    at = {story.id: _filed(story, filed) for story in edition.stories}
    news = {id_: when for id_, when in at.items() if _is_new(when, look)}
    fresh = [story for story in edition.stories if story.id in news]
    away = frozenset(look.away)
    near = [row for row in _near_misses(fresh, likeness, decisions, threshold) if row.key not in away]
    odd = [row for row in _odd(fresh) if row.key not in away]
    in_doubt = {story.id for row in odd for story in row.stories}
    new = [row for row in _new(fresh, news, filed, look) if row.key not in away and row.stories[0].id not in in_doubt]
    return Inbox(
        near=tuple(near[:_MOST_ROWS]),
        odd=tuple(odd[:_MOST_ROWS]),
        new=tuple(new[:_MOST_ROWS]),
        more=max(0, len(new) - _MOST_ROWS),
        latest=max(filed.values(), key=instant, default=""),
    )


def filed_when(memory: Memory) -> dict[str, str]:
    """When each article was first read, as far as that is known."""
    return {id_: record.filed for id_, record in memory.items() if record.filed}


def _filed(story: Story, filed: Mapping[str, str]) -> str:
    """When the last report of a story was first read; empty if all were there before anybody noted it."""
    return max((filed[it.id] for it in story.reports if it.id in filed), key=instant, default="")


def _is_new(filed: str, look: LastLook) -> bool:
    """True if something was filed since the last look; before the first look everything is new."""
    return not look.until or (filed != "" and instant(filed) > instant(look.until))


def _near_misses(
    fresh: Sequence[Story], likeness: Likeness, decisions: Sequence[Decision], threshold: float
) -> Iterator[InboxRow]:
    """Pairs of stories that are nearly likely enough to be one, of which one has news, the likeliest first."""
    apart = {frozenset(pair) for it in decisions if it.kind == "split" for pair in combinations(it.ids, 2)}
    found: dict[frozenset[str], tuple[float, InboxRow]] = {}
    for story, near in zip(fresh, likeness.near(fresh), strict=True):
        likely = [it for it in near if it.score >= _NEAR_MISS and not _are_apart(story, it.story, apart)]
        for it in likely[:_MOST_NEAR]:
            found.setdefault(frozenset((story.id, it.story.id)), (it.score, _pair(story, it, threshold)))
    yield from (row for _, row in sorted(found.values(), key=lambda it: (-it[0], it[1].key)))


def _are_apart(one: Story, other: Story, apart: set[frozenset[str]]) -> bool:
    return any(frozenset((a.id, b.id)) in apart for a, b in product(one.reports, other.reports))


def _pair(story: Story, near: Near, threshold: float) -> InboxRow:
    shared = f"both headlines say {', '.join(near.shared[:5])}; " if near.shared else ""
    said = f"{shared}likeness {near.score:.2f}, and {threshold:.2f} would be one story"
    ids = sorted((story.id, near.story.id))
    return InboxRow(key=f"near {' '.join(ids)}", why=said, stories=(story, near.story))


def _odd(fresh: Sequence[Story]) -> Iterator[InboxRow]:
    for story in fresh:
        said = oddity([brief.title for brief in story.reports])
        if said:
            yield InboxRow(key=f"odd {story.id} {len(story.reports)}", why=said, stories=(story,))


def _new(
    fresh: Sequence[Story], news: Mapping[str, str], filed: Mapping[str, str], look: LastLook
) -> Iterator[InboxRow]:
    for story in sorted(fresh, key=lambda it: instant(news[it.id] or it.published), reverse=True):
        sources = ", ".join(tuple(dict.fromkeys(it.source for it in story.reports if it.source))[:4])
        came = sum(_is_new(filed.get(it.id, ""), look) for it in story.reports)
        grown = f"{came} of {len(story.reports)} reports came since" if came < len(story.reports) else ""
        said = " · ".join(filter(None, (grown, sources)))
        yield InboxRow(key=f"new {story.id} {news[story.id]}", why=said, stories=(story,))

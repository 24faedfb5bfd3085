"""The last build in rows: stories and bundles of pages, each found by its name.

With them, the short cut finds what an edited body changes without reading the rest of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Final, TypeVar

import msgspec

from site_gen.build.shortcut.packing import Packed, name_of, pack, story_ids, story_of
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, Table, with_checksum, without_checksum
from site_gen.model import Brief, Story
from site_gen.pages import Bundle
from site_gen.pages.views import SiteView
from site_gen.publish.plan import Plan

_STANDING, _STORY, _HOME, _FEED, _WINDOW = "site_row", "story", "home", "feed", "window"
_UNKNOWN: Final = b""  # a key that no row has, so that the next build writes it again
_TABLE: Final = Table("""
create table if not exists shortcut (kind text, name text, key blob, value blob, primary key (kind, name));
""")
_BATCH: Final = 1_000
_Place = tuple[float, str]  # of an article in the stream, as `stories.in_order` says
_Row = TypeVar("_Row")


class SiteRow(msgspec.Struct, frozen=True):
    """The values that a site has once."""

    view: SiteView
    last: dict[str, str]  # maker → path of the last page of its kind


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story without its reports, the bundle of its pages, and the feeds that carry it, in order."""

    id: str
    permalink: str
    former: tuple[str, ...]
    joined: tuple[str, ...]
    title: str
    topics: tuple[str, ...]
    published: str
    updated: str
    independent: int
    reasons: tuple[str, ...]
    reports: tuple[str, ...]  # paths of content files, the lead first
    modified: tuple[str | None, ...]  # when each was, as the memory has it
    sources: tuple[str | None, ...]  # whose each is, by the one name of its source
    filed: tuple[tuple[str, ...], ...]  # the topics of each, as the memory has them
    permalinks: tuple[str, ...]  # of each, as the memory has it
    bundle: Packed
    feeds: tuple[str, ...]

    def story(self, briefs: Mapping[str, Brief]) -> Story:
        """The story with its reports; `briefs` has them by path."""
        reports = tuple(
            _as_shown(briefs[path], modified, source, topics, permalink)
            for path, modified, source, topics, permalink in zip(
                self.reports, self.modified, self.sources, self.filed, self.permalinks, strict=True
            )
        )
        return Story(
            id=self.id,
            permalink=self.permalink,
            former=self.former,
            joined=self.joined,
            title=self.title,
            lead=reports[0],
            reports=reports,
            topics=self.topics,
            published=self.published,
            updated=self.updated,
            independent=self.independent,
            reasons=self.reasons,
        )


def leave_rows(memo: Memo, view: SiteView, plan: Plan) -> None:
    """Write the rows of a site: its pages as planned."""
    ShortcutRows(memo).write(SiteRow(view, dict(plan.last)), list(zip(plan.bundles, plan.keys, strict=True)))


def forget_all(memo: Memo) -> None:
    """Delete all rows, so that the next build goes the whole way."""
    _TABLE.write(memo, "delete from shortcut", [()])


class ShortcutRows:
    """Reads rows, and writes those that changed."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def write(self, site_row: SiteRow, bundles: Sequence[tuple[Bundle, bytes]]) -> None:
        """Write all rows: bundles with their keys."""
        feeds = [(bundle, key) for bundle, key in bundles if story_of(bundle) is None]
        carriers: dict[str, list[str]] = {}
        for bundle, _ in feeds:
            for id_ in story_ids(bundle):
                carriers.setdefault(id_, []).append(name_of(bundle))
        self._keep(_STORY, _stories(bundles, carriers))
        self._keep(_HOME, _homes(bundles))
        self._keep(_FEED, ((name_of(bundle), key, partial(pack, bundle)) for bundle, key in feeds))
        self._memo.remember(_STANDING, site_row)

    def site_row(self) -> SiteRow | None:
        """The values that a site has once; None if no build wrote them."""
        return self._memo.recall(_STANDING, SiteRow)

    def home(self, id_: str) -> str:
        """The id of an article's story."""
        rows = _TABLE.rows(self._memo, "select key from shortcut where kind = ? and name = ?", (_HOME, id_))
        return bytes(rows[0][0]).decode() if rows else id_

    def stories(self, ids: Iterable[str]) -> dict[str, StoryRow]:
        """Stories, by id."""
        return self._rows(_STORY, ids, StoryRow)

    def feeds(self, names: Iterable[str]) -> dict[str, Packed]:
        """Bundles of feeds, by name."""
        return self._rows(_FEED, names, Packed)

    def put_story(self, story: Story, before: StoryRow) -> None:
        """Write the row of a story whose reports have new bodies."""
        row = msgspec.structs.replace(before, independent=story.independent, reasons=story.reasons)
        self._put([(_STORY, story.id, _UNKNOWN, row)])

    def _rows(self, kind: str, names: Iterable[str], type_: type[_Row]) -> dict[str, _Row]:
        """Rows by name; those that are missing or damaged are left out."""
        decode = msgspec.msgpack.Decoder(type_).decode
        query = "select name, value from shortcut where kind = ? and name = ?"
        rows = (row for name in names for row in _TABLE.rows(self._memo, query, (kind, name)))
        whole = ((name, without_checksum(value)) for name, value in rows)
        return {name: decode(value) for name, value in whole if value is not None}

    def _keep(self, kind: str, rows: Iterable[tuple[str, bytes, Callable[[], object]]]) -> None:
        """Replace all rows of a kind (name, key, value); a row whose key is the same is not written."""
        known = dict(_TABLE.rows(self._memo, "select name, key from shortcut where kind = ?", (kind,)))
        fresh = ((kind, name, key, make()) for name, key, make in rows if known.pop(name, None) != key)
        while batch := list(islice(fresh, _BATCH)):
            self._put(batch)
        _TABLE.write(self._memo, "delete from shortcut where kind = ? and name = ?", ((kind, name) for name in known))

    def _put(self, rows: Iterable[tuple[str, str, bytes, object]]) -> None:
        encoded = ((*names, with_checksum(msgspec.msgpack.encode(row))) for *names, row in rows)
        _TABLE.write(self._memo, "insert or replace into shortcut values (?, ?, ?, ?)", encoded)


_Named = Iterator[tuple[str, bytes, Callable[[], object]]]


def _stories(bundles: Iterable[tuple[Bundle, bytes]], carriers: Mapping[str, Sequence[str]]) -> _Named:
    for bundle, key in bundles:
        if story := story_of(bundle):
            feeds = carriers.get(story.id, ())
            yield story.id, digest((key, feeds)), partial(_story_row, story, bundle, feeds)


def _story_row(story: Story, bundle: Bundle, feeds: Iterable[str]) -> StoryRow:
    return StoryRow(
        id=story.id,
        permalink=story.permalink,
        former=story.former,
        joined=story.joined,
        title=story.title,
        topics=story.topics,
        published=story.published,
        updated=story.updated,
        independent=story.independent,
        reasons=story.reasons,
        reports=tuple(brief.path for brief in story.reports),
        modified=tuple(brief.modified for brief in story.reports),
        sources=tuple(brief.source for brief in story.reports),
        filed=tuple(brief.topics for brief in story.reports),
        permalinks=tuple(brief.permalink for brief in story.reports),
        bundle=pack(bundle),
        feeds=tuple(feeds),
    )


def _as_shown(brief: Brief, modified: str | None, source: str | None, topics: tuple[str, ...], permalink: str) -> Brief:
    if (brief.modified, brief.source, brief.topics, brief.permalink) == (modified, source, topics, permalink):
        return brief
    return msgspec.structs.replace(brief, modified=modified, source=source, topics=topics, permalink=permalink)


def _homes(bundles: Iterable[tuple[Bundle, bytes]]) -> _Named:
    """A row for every report that did not give its story its id, with the story's id as key."""
    for bundle, _ in bundles:
        if story := story_of(bundle):
            yield from ((brief.id, story.id.encode(), _nothing) for brief in story.reports if brief.id != story.id)


def _nothing() -> None:
    return None

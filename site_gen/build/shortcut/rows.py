"""What the last build stands on, in rows: stories, bundles of pages, windows of grouping, each found by its name.

So what an edited body changes is found and made without the rest of the site being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Final, TypeVar

import msgspec

from site_gen.build.shortcut.packing import Packed, carried, name_of, pack, story_of
from site_gen.engine.memo import Memo, Table, sealed, unsealed
from site_gen.hashing import digest
from site_gen.model import Brief, Headline, Story
from site_gen.pages import Bundle
from site_gen.pages.views import SiteView
from site_gen.publish.plan import Plan
from site_gen.stories import GroupingBlock, in_order

_STANDING, _STORY, _HOME, _FEED, _WINDOW = "standing", "story", "home", "feed", "window"
_UNKNOWN: Final = b""  # a key that no row has, so that the next build writes it again
_TABLE: Final = Table("""
create table if not exists shortcut (kind text, name text, key blob, value blob, primary key (kind, name));
""")
_BATCH: Final = 1_000
_Place = tuple[float, str]  # of an article in the stream, as `stories.in_order` says
_Row = TypeVar("_Row")


class Span(msgspec.Struct, frozen=True):
    """Where a window's articles stand in the stream: its own, and those that it reaches into, if any."""

    own: tuple[_Place, _Place]
    after: tuple[_Place, _Place] | None

    def holds(self, place: _Place) -> bool:
        """Whether an article is among them."""
        return any(first <= place <= last for first, last in (self.own, *((self.after,) if self.after else ())))


class Standing(msgspec.Struct, frozen=True):
    """What is kept once."""

    view: SiteView
    last: dict[str, str]  # by what makes it the last page of a kind
    spans: tuple[Span, ...]  # of the windows, by number


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story without its reports, the bundle of its pages, and the feeds that carry it, in their order."""

    id: str
    permalink: str
    former: tuple[str, ...]
    title: str
    topics: tuple[str, ...]
    published: str
    updated: str
    independent: int
    reasons: tuple[str, ...]
    reports: tuple[str, ...]  # paths of content files, the lead first
    modified: tuple[str | None, ...]  # when each was, as the memory has it
    sources: tuple[str | None, ...]  # whose each is, by the one name of its source
    bundle: Packed
    feeds: tuple[str, ...]

    def story(self, briefs: Mapping[str, Brief]) -> Story:
        """The story with its reports, which are given by path."""
        reports = tuple(
            _as_shown(briefs[path], modified, source)
            for path, modified, source in zip(self.reports, self.modified, self.sources, strict=True)
        )
        return Story(
            id=self.id,
            permalink=self.permalink,
            former=self.former,
            title=self.title,
            lead=reports[0],
            reports=reports,
            topics=self.topics,
            published=self.published,
            updated=self.updated,
            independent=self.independent,
            reasons=self.reasons,
        )


class WindowRow(msgspec.Struct, frozen=True):
    """A window without its articles, and the name of its essence."""

    bare: GroupingBlock
    own: tuple[str, ...]  # paths of content files
    after: tuple[str, ...]
    name: bytes

    def block(self, headlines: Mapping[str, Headline]) -> GroupingBlock:
        """The window with its articles, which are given by path."""
        own, after = (tuple(map(headlines.__getitem__, paths)) for paths in (self.own, self.after))
        return msgspec.structs.replace(self.bare, own=own, after=after)


def leave_rows(
    memo: Memo, view: SiteView, plan: Plan, windows: Sequence[tuple[GroupingBlock, bytes]], briefs: Iterable[Brief]
) -> None:
    """File all that a site stands on now: its pages as planned, its windows with the names of their essences."""
    standing = Standing(view, dict(plan.last), tuple(span(part) for part, _ in windows))
    paths = {brief.id: brief.path for brief in briefs}
    ShortcutRows(memo).write(standing, list(zip(plan.bundles, plan.keys, strict=True)), windows, paths)


def forget_all(memo: Memo) -> None:
    """Let the next build go the whole way."""
    _TABLE.write(memo, "delete from shortcut", [()])


class ShortcutRows:
    """Reads the rows, and writes those that changed."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def write(
        self,
        standing: Standing,
        bundles: Sequence[tuple[Bundle, bytes]],
        windows: Sequence[tuple[GroupingBlock, bytes]],
        paths: Mapping[str, str],
    ) -> None:
        """File all that the site stands on now: bundles with their keys, windows with the names of their essences.

        `paths` are those of the articles, by id.
        """
        feeds = [(bundle, key) for bundle, key in bundles if story_of(bundle) is None]
        carriers: dict[str, list[str]] = {}
        for bundle, _ in feeds:
            for id_ in carried(bundle):
                carriers.setdefault(id_, []).append(name_of(bundle))
        self._keep(_STORY, _stories(bundles, carriers))
        self._keep(_HOME, _homes(bundles))
        self._keep(_FEED, ((name_of(bundle), key, partial(pack, bundle)) for bundle, key in feeds))
        self._keep(_WINDOW, _windows(windows, paths))
        self._memo.remember(_STANDING, standing)

    def standing(self) -> Standing | None:
        """What is kept once; nothing where no build left anything."""
        return self._memo.recall(_STANDING, Standing)

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

    def window(self, number: int) -> WindowRow | None:
        """A window."""
        return self._rows(_WINDOW, [str(number)], WindowRow).get(str(number))

    def put_story(self, story: Story, before: StoryRow) -> None:
        """File a story whose reports have other bodies now."""
        row = msgspec.structs.replace(before, independent=story.independent, reasons=story.reasons)
        self._put([(_STORY, story.id, _UNKNOWN, row)])

    def put_window(self, number: int, row: WindowRow) -> None:
        """File a window that has another essence now."""
        self._put([(_WINDOW, str(number), _UNKNOWN, row)])

    def _rows(self, kind: str, names: Iterable[str], type_: type[_Row]) -> dict[str, _Row]:
        """Rows by name; those that are missing or damaged are left out."""
        decode = msgspec.msgpack.Decoder(type_).decode
        query = "select name, value from shortcut where kind = ? and name = ?"
        rows = (row for name in names for row in _TABLE.rows(self._memo, query, (kind, name)))
        whole = ((name, unsealed(value)) for name, value in rows)
        return {name: decode(value) for name, value in whole if value is not None}

    def _keep(self, kind: str, rows: Iterable[tuple[str, bytes, Callable[[], object]]]) -> None:
        """Let these be all rows of a kind: name, key, value; what is there under its key already is not written."""
        known = dict(_TABLE.rows(self._memo, "select name, key from shortcut where kind = ?", (kind,)))
        fresh = ((kind, name, key, make()) for name, key, make in rows if known.pop(name, None) != key)
        while batch := list(islice(fresh, _BATCH)):
            self._put(batch)
        _TABLE.write(self._memo, "delete from shortcut where kind = ? and name = ?", ((kind, name) for name in known))

    def _put(self, rows: Iterable[tuple[str, str, bytes, object]]) -> None:
        encoded = ((*names, sealed(msgspec.msgpack.encode(row))) for *names, row in rows)
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
        title=story.title,
        topics=story.topics,
        published=story.published,
        updated=story.updated,
        independent=story.independent,
        reasons=story.reasons,
        reports=tuple(brief.path for brief in story.reports),
        modified=tuple(brief.modified for brief in story.reports),
        sources=tuple(brief.source for brief in story.reports),
        bundle=pack(bundle),
        feeds=tuple(feeds),
    )


def _as_shown(brief: Brief, modified: str | None, source: str | None) -> Brief:
    if (brief.modified, brief.source) == (modified, source):
        return brief
    return msgspec.structs.replace(brief, modified=modified, source=source)


def _homes(bundles: Iterable[tuple[Bundle, bytes]]) -> _Named:
    """For every report that did not give its story its id, the story's id as key."""
    for bundle, _ in bundles:
        if story := story_of(bundle):
            yield from ((brief.id, story.id.encode(), _nothing) for brief in story.reports if brief.id != story.id)


def _nothing() -> None:
    return None


def _itself(row: WindowRow) -> WindowRow:
    return row


def _windows(windows: Iterable[tuple[GroupingBlock, bytes]], paths: Mapping[str, str]) -> _Named:
    for number, (part, name) in enumerate(windows):
        row = _window(part, name, paths)
        yield str(number), digest(row), partial(_itself, row)


def _window(part: GroupingBlock, name: bytes, paths: Mapping[str, str]) -> WindowRow:
    own, after = (tuple(paths[it.id] for it in articles) for articles in (part.own, part.after))
    return WindowRow(msgspec.structs.replace(part, own=(), after=()), own, after, name)


def span(part: GroupingBlock) -> Span:
    """Where the articles of a window stand."""
    after = (in_order(part.after[0]), in_order(part.after[-1])) if part.after else None
    return Span((in_order(part.own[0]), in_order(part.own[-1])), after)

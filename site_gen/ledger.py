"""What the last build stands on, in rows: stories, bundles of pages, windows of grouping, each found by its name.

So what an edited body changes is found and made without the rest of the site being read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, TypeVar

import msgspec

from site_gen.digests import digest
from site_gen.memo import Memo
from site_gen.model import Brief, Headline, Story
from site_gen.pages import Bundle, Packed, carriers, name_of, pack
from site_gen.stories import Block, in_order
from site_gen.views import SiteView

_STANDING, _STORY, _HOME, _BUNDLE, _WINDOW = "standing", "story", "home", "bundle", "window"
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
    """A story without its reports, and the bundles that carry it, in the order of their publication."""

    title: str
    topics: tuple[str, ...]
    published: str
    updated: str
    independent: int
    reasons: tuple[str, ...]
    reports: tuple[str, ...]  # paths of content files, the lead first
    carriers: tuple[str, ...] = ()

    def story(self, briefs: Mapping[str, Brief]) -> Story:
        """The story with its reports, which are given by path."""
        reports = tuple(map(briefs.__getitem__, self.reports))
        return Story(
            id=reports[0].id,
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

    bare: Block
    own: tuple[str, ...]  # paths of content files
    after: tuple[str, ...]
    name: bytes

    def block(self, headlines: Mapping[str, Headline]) -> Block:
        """The window with its articles, which are given by path."""
        own, after = (tuple(map(headlines.__getitem__, paths)) for paths in (self.own, self.after))
        return msgspec.structs.replace(self.bare, own=own, after=after)


class Ledger:
    """Reads the rows, and writes those that changed."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def write(
        self,
        standing: Standing,
        stories: Sequence[Story],
        bundles: Sequence[Bundle],
        windows: Sequence[tuple[Block, bytes]],
        paths: Mapping[str, str],
    ) -> None:
        """File all that the site stands on now; a window is given with its essence's name, `paths` are those of ids."""
        places = carriers(bundles)
        homes = ((brief.id, story.id) for story in stories for brief in story.reports[1:])
        self._keep(_STORY, ((story.id, _row(story, places.get(story.id, ()))) for story in stories))
        self._keep(_HOME, homes)
        self._keep(_BUNDLE, ((name_of(bundle), pack(bundle)) for bundle in bundles))
        self._keep(_WINDOW, ((str(at), _window(part, name, paths)) for at, (part, name) in enumerate(windows)))
        self._memo.remember(_STANDING, standing)

    def standing(self) -> Standing | None:
        """What is kept once; nothing where no build left anything."""
        return self._memo.recall(_STANDING, Standing)

    def home(self, id_: str) -> str:
        """The id of an article's story."""
        return next(iter(self._rows(_HOME, [id_], str).values()), id_)

    def stories(self, ids: Sequence[str]) -> dict[str, StoryRow]:
        """Stories, by id."""
        return self._rows(_STORY, ids, StoryRow)

    def bundles(self, names: Sequence[str]) -> dict[str, Packed]:
        """Bundles, by name."""
        return self._rows(_BUNDLE, names, Packed)

    def window(self, number: int) -> WindowRow | None:
        """A window."""
        return self._rows(_WINDOW, [str(number)], WindowRow).get(str(number))

    def put_story(self, story: Story, before: StoryRow) -> None:
        """File a story whose reports have other bodies now."""
        self._put(_STORY, [(story.id, _row(story, before.carriers))])

    def put_window(self, number: int, row: WindowRow) -> None:
        """File a window that has another essence now."""
        self._put(_WINDOW, [(str(number), row)])

    def _rows(self, kind: str, names: Sequence[str], type_: type[_Row]) -> dict[str, _Row]:
        """Rows by name; those that are missing or damaged are left out."""
        decode = msgspec.msgpack.Decoder(type_).decode
        query = "select name, key, value from ledger where kind = ? and name = ?"
        rows = [row for name in names for row in self._memo.rows(query, (kind, name))]
        return {name: decode(value) for name, key, value in rows if digest(value) == key}

    def _keep(self, kind: str, rows: Iterable[tuple[str, object]]) -> None:
        """Let these be all rows of a kind; what is there already is not written."""
        known = dict(self._memo.rows("select name, key from ledger where kind = ?", (kind,)))
        rows = iter(rows)
        while batch := list(islice(rows, _BATCH)):
            self._put(kind, batch, known)
        self._memo.write("delete from ledger where kind = ? and name = ?", ((kind, name) for name in known))

    def _put(self, kind: str, rows: Iterable[tuple[str, object]], known: dict[str, bytes] | None = None) -> None:
        known = {} if known is None else known
        encoded = [(name, msgspec.msgpack.encode(row)) for name, row in rows]
        keyed = [(kind, name, digest(value), value) for name, value in encoded]
        fresh = [row for row in keyed if known.pop(row[1], None) != row[2]]
        self._memo.write("insert or replace into ledger values (?, ?, ?, ?)", fresh)


def _row(story: Story, places: Iterable[str]) -> StoryRow:
    return StoryRow(
        title=story.title,
        topics=story.topics,
        published=story.published,
        updated=story.updated,
        independent=story.independent,
        reasons=story.reasons,
        reports=tuple(brief.path for brief in story.reports),
        carriers=tuple(places),
    )


def _window(part: Block, name: bytes, paths: Mapping[str, str]) -> WindowRow:
    own, after = (tuple(paths[it.id] for it in articles) for articles in (part.own, part.after))
    return WindowRow(msgspec.structs.replace(part, own=(), after=()), own, after, name)


def span(part: Block) -> Span:
    """Where the articles of a window stand."""
    after = (in_order(part.after[0]), in_order(part.after[-1])) if part.after else None
    return Span((in_order(part.own[0]), in_order(part.own[-1])), after)

"""Packs bundles into rows: ids stand for the stories, so that a row stays the same when a body is edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import msgspec

from site_gen.engine.hashing import Named
from site_gen.model import Story
from site_gen.pages.feed_bundles import FeedContext, feed_pages
from site_gen.pages.layout import Bundle, Frame, Page
from site_gen.pages.story_bundles import StoryContext, story_pages

_STORY, _FEED = "story", "feed"
_Make = Callable[[Frame, Any], Iterable[Page]]
_KINDS: Final[dict[str, tuple[type[Any], _Make]]] = {
    _STORY: (StoryContext, story_pages),
    _FEED: (FeedContext, feed_pages),
}


class Packed(msgspec.Struct, frozen=True):
    """A bundle without its stories."""

    kind: str
    stories: tuple[str, ...]  # ids
    argument: msgspec.Raw  # where ids stand for the stories


def name_of(bundle: Bundle) -> str:
    """The name of a feed's bundle: the feed's address."""
    address: str = bundle.argument.share.place.rss
    return address


def story_of(bundle: Bundle) -> Story | None:
    """The story whose pages are in a bundle; None if the bundle is a feed."""
    return bundle.argument.story.value if isinstance(bundle.argument, StoryContext) else None


def story_ids(bundle: Bundle) -> tuple[str, ...]:
    """The ids of the stories that a bundle carries."""
    argument = bundle.argument
    stories = (argument.story,) if isinstance(argument, StoryContext) else argument.stories
    return tuple(named.value.id for named in stories)


def pack(bundle: Bundle) -> Packed:
    """Pack a bundle into a row."""
    kind = _STORY if isinstance(bundle.argument, StoryContext) else _FEED
    argument = msgspec.Raw(msgspec.msgpack.encode(bundle.argument, enc_hook=_id))
    return Packed(kind, story_ids(bundle), argument)


def unpack(packed: Packed, stories: Mapping[str, Named[Story]]) -> Bundle:
    """Unpack a bundle; `stories` has its stories by id."""
    kind, make = _KINDS[packed.kind]
    argument = msgspec.msgpack.decode(packed.argument, type=kind, dec_hook=lambda _, id_: stories[id_])
    return Bundle(argument, make)


def _id(named: Named[Story]) -> str:
    return named.value.id

"""Feeds without entries: feedgen makes one of each kind with marks in it, and the others are that one filled in.

What feedgen does not support (RFC 5005, WebSub, the language, the style sheet) is an extension, which feedgen calls
with its trees. This is a room of its own so that lxml is loaded only when a feed is make_frame.
"""

from __future__ import annotations

import datetime
import functools
import html
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
from feedgen.feed import FeedGenerator
from lxml import etree

from site_gen import __version__
from site_gen.language.plain import GENERATOR
from site_gen.makers.feeds.escapes import between_tags, in_attribute
from site_gen.pages.file_views import FeedPlace, FeedView

_ATOM: Final = "http://www.w3.org/2005/Atom"
_HISTORY: Final = "http://purl.org/syndication/history/1.0"  # RFC 5005
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES: Final = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
_ENDS: Final = {"rss": "  </channel>\n</rss>\n", "atom": "</feed>\n"}  # entries stand before it

# Fields with what a feed has of its own; the rest is that of all the site's feeds, or of many.
_OWN: Final = ("title", "description", "home", "rss", "atom", "id")
_PLACES: Final = ("current", "older", "newer")
_MARKED_DAY: Final = datetime.datetime(1000, 1, 1, tzinfo=datetime.UTC)  # in place of `updated`, which has to be a date
_AS_WRITTEN: Final = {"rss": "Wed, 01 Jan 1000 00:00:00 +0000", "atom": "1000-01-01T00:00:00+00:00"}
# A mark in place of a text, which is written in another way after a quotation mark: \ue000feed:home\ue000 -> home
_MARK: Final = re.compile('(?<=")\ue000feed:(\\w+)\ue000|\ue000feed:(\\w+)\ue000')

Tree = Any  # an element of lxml, which has no types


def framed(view: FeedView, maker: str, updated: str, entries: str) -> bytes:
    """The feed as feedgen writes it, with its entries, which come last."""
    texts = {name: getattr(view, name) for name in _OWN} | {"updated": updated}
    if maker == "rss" and "<" in view.description:  # readers take it for HTML, as they do an item's
        texts["description"] = html.escape(view.description, quote=False)
    for name in _PLACES:
        if place := getattr(view, name):
            texts[name] = getattr(place, maker)
    start, parts = _pattern(_marked(view), maker)
    filled = "".join([escape(texts[name]) + after for escape, name, after in parts])
    # Encoded separately, because ASCII text is much faster to encode.
    return (start + filled).encode() + entries.encode() + _ENDS[maker].encode()


def _marked(view: FeedView) -> FeedView:
    """The feed with marks in place of its own texts, but empty texts left empty."""
    marks: dict[str, Any] = {name: _mark(name) if getattr(view, name) else "" for name in _OWN}
    for name in _PLACES:
        if getattr(view, name):
            marks[name] = FeedPlace(rss=_mark(name), atom=_mark(name))
    return msgspec.structs.replace(view, entries=(), updated="", json="", **marks)


def _mark(name: str) -> str:
    return f"\ue000feed:{name}\ue000"


@functools.lru_cache(maxsize=50)
def _pattern(view: FeedView, maker: str) -> tuple[str, list[tuple[Callable[[str], str], str, str]]]:
    """A feed up to its entries: its start, then for each text its escape, its name and what follows it."""
    frame = make_frame(view, maker, _MARKED_DAY).decode().replace(_AS_WRITTEN[maker], _mark("updated"))
    start, *pieces = _MARK.split(frame[: frame.rindex(_ENDS[maker])])
    return start, [
        (in_attribute if quoted else between_tags, quoted or plain, after)
        for quoted, plain, after in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    ]


def make_frame(view: FeedView, maker: str, updated: datetime.datetime) -> bytes:
    """Make a feed without entries, by feedgen."""
    feed = FeedGenerator()
    feed.register_extension("frame", _Frame)
    feed.frame.view = view
    feed.frame.maker = maker
    feed.id(view.id)
    feed.title(view.title)
    feed.description(view.description)
    feed.language(view.lang)
    feed.generator(GENERATOR, version=__version__)
    if maker == "rss":
        feed.link(href=view.home, rel="alternate")
        feed.lastBuildDate(updated)
        feed.docs("http://www.rssboard.org/rss-specification")
        feed.ttl(view.ttl)
        return bytes(feed.rss_str(pretty=True))
    feed.link([{"href": view.home, "rel": "alternate", "type": "text/html"}])
    feed.updated(updated)
    feed.author({"name": view.publisher, "uri": view.root})
    return bytes(feed.atom_str(pretty=True))


class _Frame:
    """The extension that adds links, the archive mark, the style sheet and the language to a feed."""

    view: FeedView
    maker: str

    def extend_ns(self) -> dict[str, str]:
        """The name spaces that the root declares, so that no element has to."""
        spaces = {"dc": _DUBLIN_CORE} if self.maker == "rss" else {}
        return spaces | ({"fh": _HISTORY} if self.view.current else {})

    def extend_rss(self, root: Tree) -> Tree:
        """The channel with its links; called before the items are added, which come last."""
        root.set(_LANG, self.view.lang)
        (channel,) = root
        self._add(root, channel, f"{{{_ATOM}}}link")
        return root

    def extend_atom(self, root: Tree) -> Tree:
        """The feed with its links; feedgen writes Atom's elements without a name space."""
        self._add(root, root, "link")
        return root

    def _add(self, root: Tree, parent: Tree, tag: str) -> None:
        for relation, kind, address in _links(self.view, self.maker):
            link = etree.SubElement(parent, tag, href=address, rel=relation)
            if kind:
                link.set("type", kind)
        if self.view.current:
            etree.SubElement(parent, f"{{{_HISTORY}}}archive")
        if self.view.stylesheet:
            style = f'href="{html.escape(self.view.stylesheet)}" type="text/css"'
            root.addprevious(etree.ProcessingInstruction("xml-stylesheet", style))


def _links(view: FeedView, maker: str) -> Iterator[tuple[str, str, str]]:
    """A feed's links (relation, type, address); `maker` names the field of its format."""
    kind = _TYPES[maker]
    places = {"current": view.current, "prev-archive": view.older, "next-archive": view.newer}
    yield "self", kind, getattr(view, maker)
    yield from ((relation, kind, getattr(place, maker)) for relation, place in places.items() if place)
    if view.hub:
        yield "hub", "", view.hub

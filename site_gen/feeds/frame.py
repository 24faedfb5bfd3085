"""What feedgen has no words for, as an extension of it: RFC 5005, WebSub, the language, the style sheet.

feedgen calls these with the trees that it makes. A room of its own, because lxml is not loaded before a feed is made.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from site_gen.views import FeedView

_ATOM: Final = "http://www.w3.org/2005/Atom"
_HISTORY: Final = "http://purl.org/syndication/history/1.0"  # RFC 5005
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES: Final = {"rss": "application/rss+xml", "atom": "application/atom+xml"}

Tree = Any  # an element of lxml, which has no types


class FeedFrame:
    """Links, the mark of an archive, the style sheet and the language of a feed."""

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
    """The relation, type and address of what a feed belongs to; `maker` names the field of its format."""
    kind = _TYPES[maker]
    places = {"current": view.current, "prev-archive": view.older, "next-archive": view.newer}
    yield "self", kind, getattr(view, maker)
    yield from ((relation, kind, getattr(place, maker)) for relation, place in places.items() if place)
    if view.hub:
        yield "hub", "", view.hub

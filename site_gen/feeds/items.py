"""The entries of RSS and Atom, as feedgen's feeds take them.

feedgen asks an entry of its own for an element after it checked every field of it; ours makes the element from what it
shows, at half the cost. A room of its own, because lxml is not loaded before a feed is made.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from email.utils import format_datetime
from typing import Any, Final

from feedgen.entry import FeedEntry
from lxml.etree import CDATA, Element, SubElement

from site_gen.dates import instant
from site_gen.feeds.entries import content, names, stamped, summary
from site_gen.views import EntryView, FeedView

_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# </b>, &amp; in plain text: a reader that guesses may take it for HTML, so it is written as HTML that shows the same
_MARKUP: Final = re.compile(r"</\w+>|&#?\w+;")

Tree = Any  # an element of lxml, which has no types


class Item(FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """A story or a report in a feed."""

    def __init__(self, shown: EntryView, feed: FeedView, bodies: Mapping[str, str]) -> None:
        self._shown = shown
        self._feed = feed
        self._bodies = bodies

    def register_extension(self, *_: object) -> None:
        """Take none: all is in the element already."""

    def rss_entry(self, extensions: bool = True) -> Tree:  # noqa: ARG002 - as in feedgen
        """The `item` of RSS 2.0; its own `author` must be an e-mail address, so Dublin Core's `creator` names them."""
        shown = self._shown
        item = self._element("item")
        _add(item, "title", shown.title)
        _add(item, "link", shown.url)
        # Readers take a description for HTML, so the signs of plain text are written as HTML writes them.
        _add(item, "description", html.escape(summary(shown), quote=False))
        if shown.body:
            _add(item, f"{{{_CONTENT}}}encoded", CDATA(content(shown, self._bodies)))
        _add(item, "guid", shown.guid).set("isPermaLink", "false")
        for topic in shown.topics:
            _add(item, "category", topic)
        _add(item, "pubDate", format_datetime(instant(shown.published)))
        if shown.source_feed:
            _add(item, "source", shown.source).set("url", shown.source_feed)
        for name in names(shown, self._feed):
            _add(item, _CREATOR, name)
        return item

    def atom_entry(self, extensions: bool = True) -> Tree:  # noqa: ARG002 - as in feedgen
        """The `entry` of Atom, with texts that nobody can mistake, and the original before the link to open."""
        shown = self._shown
        entry = self._element("entry")
        _add(entry, "id", shown.guid)
        _add_plain(entry, "title", shown.title)
        _add(entry, "updated", stamped(shown.guid, shown.updated).isoformat())
        for name in names(shown, self._feed):
            _add(SubElement(entry, "author"), "name", name)
        if shown.body:
            _add(entry, "content", content(shown, self._bodies)).set("type", "html")
        if shown.original:
            SubElement(entry, "link", href=shown.original, rel="via")
        SubElement(entry, "link", href=shown.url)
        _add_plain(entry, "summary", summary(shown))
        for topic in shown.topics:
            SubElement(entry, "category", term=topic, label=topic)
        _add(entry, "published", instant(shown.published).isoformat())
        return entry

    def _element(self, name: str) -> Tree:
        lang = self._shown.lang
        return Element(name, {_LANG: lang} if lang and lang != self._feed.lang else None)


def _add(parent: Tree, name: str, text: str | CDATA) -> Tree:
    child = SubElement(parent, name)
    child.text = text
    return child


def _add_plain(parent: Tree, name: str, text: str) -> None:
    if _MARKUP.search(text):
        _add(parent, name, html.escape(text, quote=False)).set("type", "html")
    else:
        _add(parent, name, text)

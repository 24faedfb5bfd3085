"""RSS and Atom by feedgen, with what feedgen leaves out: authors without e-mail, our order and times, RFC 5005, WebSub.

feedgen would drop authors that have no e-mail address, put the newest entry last and stamp the clock's time. What it
has no words for is added to its tree by an extension of our own, which is how feedgen means it to be done.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING

from site_gen import __version__
from site_gen.dates import instant
from site_gen.feeds.entries import content, names, stamped, summary
from site_gen.text import GENERATOR
from site_gen.views import EntryView, FeedView

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator


def rss(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """RSS 2.0 with the Atom, Dublin Core and Content modules."""
    feed = _feed(view, "rss")
    feed.link(href=view.home, rel="alternate")
    feed.lastBuildDate(instant(view.updated))
    feed.docs("http://www.rssboard.org/rss-specification")
    feed.ttl(view.ttl)
    for shown in view.entries:
        entry = _entry(feed, shown, view)
        entry.link(href=shown.url, rel="alternate")
        entry.guid(shown.guid, permalink=False)
        # Readers take a description for HTML, so the signs of plain text are written as HTML writes them.
        entry.description(html.escape(summary(shown), quote=False))
        entry.category([{"term": topic} for topic in shown.topics])
        entry.frame.names = names(shown, view)
        if shown.body:
            entry.content(content(shown, bodies), type="CDATA")
        if shown.source_feed:
            entry.source(url=shown.source_feed, title=shown.source)
    return bytes(feed.rss_str(pretty=True))


def atom(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """Atom 1.0 (RFC 4287)."""
    feed = _feed(view, "atom")
    feed.link([{"href": view.home, "rel": "alternate", "type": "text/html"}])
    feed.updated(max((stamped(it.guid, it.updated) for it in view.entries), default=instant(view.updated)))
    feed.author({"name": view.publisher, "uri": view.root})
    for shown in view.entries:
        entry = _entry(feed, shown, view)
        entry.updated(stamped(shown.guid, shown.updated))
        entry.link(href=shown.url, rel="alternate", type="text/html")
        entry.frame.via = shown.original
        entry.summary(summary(shown))
        entry.author([{"name": name} for name in names(shown, view)])
        entry.category([{"term": topic, "label": topic} for topic in shown.topics])
        if shown.body:
            entry.content(content(shown, bodies), type="html")
    return bytes(feed.atom_str(pretty=True))


def _feed(view: FeedView, maker: str) -> FeedGenerator:
    from feedgen.feed import FeedGenerator

    from site_gen.feeds.frame import EntryFrame, FeedFrame

    feed = FeedGenerator()
    feed.register_extension("frame", FeedFrame, EntryFrame)
    feed.frame.view = view
    feed.frame.maker = maker
    feed.id(view.id)
    feed.title(view.title)
    feed.description(view.description)
    feed.language(view.lang)
    feed.generator(GENERATOR, version=__version__)
    return feed


def _entry(feed: FeedGenerator, shown: EntryView, view: FeedView) -> FeedEntry:
    entry = feed.add_entry(order="append")
    entry.id(shown.guid)
    entry.title(shown.title)
    entry.published(instant(shown.published))
    entry.frame.lang = "" if shown.lang == view.lang else shown.lang
    return entry

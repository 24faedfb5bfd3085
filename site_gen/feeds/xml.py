"""RSS and Atom by feedgen, with what feedgen leaves out: authors without e-mail, our order and times, RFC 5005, WebSub.

feedgen would drop authors that have no e-mail address, put the newest entry last and stamp the clock's time. What it
has no words for is added to its tree by an extension of our own (`frame`), and entries make their elements (`items`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from site_gen import __version__
from site_gen.dates import instant
from site_gen.feeds.entries import stamped
from site_gen.text import GENERATOR
from site_gen.views import FeedView

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator


def rss(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """RSS 2.0 with the Atom, Dublin Core and Content modules."""
    feed = _feed(view, "rss", bodies)
    feed.link(href=view.home, rel="alternate")
    feed.lastBuildDate(instant(view.updated))
    feed.docs("http://www.rssboard.org/rss-specification")
    feed.ttl(view.ttl)
    return bytes(feed.rss_str(pretty=True))


def atom(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """Atom 1.0 (RFC 4287)."""
    feed = _feed(view, "atom", bodies)
    feed.link([{"href": view.home, "rel": "alternate", "type": "text/html"}])
    feed.updated(max((stamped(it.guid, it.updated) for it in view.entries), default=instant(view.updated)))
    feed.author({"name": view.publisher, "uri": view.root})
    return bytes(feed.atom_str(pretty=True))


def _feed(view: FeedView, maker: str, bodies: Mapping[str, str]) -> FeedGenerator:
    from feedgen.feed import FeedGenerator

    from site_gen.feeds.frame import FeedFrame
    from site_gen.feeds.items import Item

    feed = FeedGenerator()
    feed.register_extension("frame", FeedFrame)
    feed.frame.view = view
    feed.frame.maker = maker
    feed.id(view.id)
    feed.title(view.title)
    feed.description(view.description)
    feed.language(view.lang)
    feed.generator(GENERATOR, version=__version__)
    for shown in view.entries:
        feed.add_entry(Item(shown, view, bodies), order="append")
    return feed

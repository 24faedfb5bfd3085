"""Feeds and the files for machines: RSS and Atom by feedgen, JSON Feed 1.1, OPML, sitemaps, robots.txt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final

import msgspec

from site_gen import __version__
from site_gen.dates import instant
from site_gen.text import GENERATOR
from site_gen.views import EntryView, FeedView, OutlineView, RobotsView, SitemapIndexView, SitemapView

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator


# href="/x/" in a body -> an address that means the same in a feed reader
_ROOT_RELATIVE: Final = re.compile(r'(?<=\bhref=")/(?!/)')


def make(maker: str, view: Any, bodies: Mapping[str, str]) -> bytes:
    """A file for machines as `maker` writes it (Any: each maker has its own view)."""
    return MAKERS[maker](view, bodies)


def rss(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """RSS 2.0 with the Atom, Dublin Core and Content modules."""
    feed = _feed(view, bodies, full_text_as="CDATA")
    feed.link(href=view.rss, rel="self", type="application/rss+xml")
    feed.link(href=view.home, rel="alternate")
    feed.ttl(view.ttl)
    return bytes(feed.rss_str(pretty=True))


def atom(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """Atom 1.0 (RFC 4287)."""
    feed = _feed(view, bodies, full_text_as="html")
    feed.link([{"href": view.home, "rel": "alternate", "type": "text/html"}])
    feed.link({"href": view.atom, "rel": "self", "type": "application/atom+xml"})
    return bytes(feed.atom_str(pretty=True))


def json(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.home,
        "feed_url": view.json,
        "description": view.description,
        "language": view.lang,
        "authors": [{"name": view.publisher, "url": view.root}],
        "_generator": {"about": "https://www.jsonfeed.org/mappingrssandatom/", "name": GENERATOR},
        "items": [_item(entry, bodies, view.root) for entry in view.entries],
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=1) + b"\n"


def sitemap(view: SitemapView, _: Mapping[str, str]) -> bytes:
    """A sitemap (https://www.sitemaps.org/protocol.html)."""
    rows = (f"<url><loc>{escape(url)}</loc>{_lastmod(time)}</url>\n" for url, time in view.entries)
    return _sitemap_file("urlset", rows)


def sitemapindex(view: SitemapIndexView, _: Mapping[str, str]) -> bytes:
    """An index of sitemaps, past the 50,000 addresses that one may hold."""
    rows = (f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in view.sitemaps)
    return _sitemap_file("sitemapindex", rows)


def robots(view: RobotsView, _: Mapping[str, str]) -> bytes:
    """robots.txt (RFC 9309)."""
    return f"# {GENERATOR}\nUser-agent: *\nAllow: /\n\nSitemap: {view.sitemap}\n".encode()


def opml(view: OutlineView, _: Mapping[str, str]) -> bytes:
    """OPML 2.0: every feed of the site, to import into a feed reader."""
    rows = "\n".join(
        f'  <outline type="rss" text="{escape(title)}" title="{escape(title)}"'
        f' xmlUrl="{escape(feed)}" htmlUrl="{escape(home)}"/>'
        for title, feed, home in view.feeds
    )
    head = f"<head><title>{escape(view.title)}</title></head>"
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<!-- {GENERATOR} -->'
    return f"{opening}\n{head}\n<body>\n{rows}\n</body>\n</opml>\n".encode()


MAKERS: Final[dict[str, Callable[[Any, Mapping[str, str]], bytes]]] = {
    "rss": rss,
    "atom": atom,
    "json": json,
    "sitemap": sitemap,
    "sitemapindex": sitemapindex,
    "robots": robots,
    "opml": opml,
}


def _feed(view: FeedView, bodies: Mapping[str, str], *, full_text_as: str) -> FeedGenerator:
    """A feedgen feed with our own order and times: left alone, it reverses entries and stamps the clock's time."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.id(view.id)
    feed.title(view.title)
    feed.description(view.description)
    feed.language(view.lang)
    feed.generator(GENERATOR, version=__version__)
    feed.author({"name": view.publisher})
    feed.updated(instant(view.updated))
    feed.lastBuildDate(instant(view.updated))
    feed.docs("https://www.rssboard.org/rss-specification")
    for shown in view.entries:
        entry = feed.add_entry(order="append")
        entry.id(shown.guid)
        entry.guid(shown.guid, permalink=False)
        entry.title(shown.title)
        entry.link(href=shown.url, rel="alternate")
        entry.published(instant(shown.published))
        entry.updated(instant(shown.updated))
        entry.description(shown.summary or shown.title, isSummary=True)
        names = shown.authors or ((shown.source,) if shown.source else ())
        entry.author([{"name": name} for name in names or (view.publisher,)])
        entry.dc.dc_creator(list(names) or [view.publisher])
        entry.category([{"term": topic, "label": topic} for topic in shown.topics])
        if shown.body:
            entry.content(_absolute(bodies[shown.body], view.root), type=full_text_as)
    return feed


def _item(entry: EntryView, bodies: Mapping[str, str], root: str) -> dict[str, object]:
    names = entry.authors or ((entry.source,) if entry.source else ())
    item: dict[str, object] = {
        "id": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary or entry.title,
        "date_published": instant(entry.published).isoformat(),
        "date_modified": instant(entry.updated).isoformat(),
        "tags": entry.topics,
        "language": entry.lang,
    }
    if entry.original:
        item["external_url"] = entry.original
    if names:
        item["authors"] = [{"name": name} for name in names]
    if entry.body:
        item["content_html"] = _absolute(bodies[entry.body], root)
    else:
        item["content_text"] = entry.summary or entry.title
    return item


def _absolute(html: str, root: str) -> str:
    return _ROOT_RELATIVE.sub(lambda _: "/".join(root.split("/")[:3]) + "/", html)


def _lastmod(time: str) -> str:
    return f"<lastmod>{instant(time).isoformat() if len(time) > 10 else time}</lastmod>" if time else ""


def _sitemap_file(kind: str, rows: Any) -> bytes:  # any iterable of text
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {GENERATOR} -->\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{opening}<{kind} xmlns="{space}">\n{"".join(rows)}</{kind}>\n'.encode()

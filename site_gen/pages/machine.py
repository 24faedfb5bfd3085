"""Files for machines: feeds, the list of feeds, sitemaps, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_gen.model import Story
from site_gen.pages.desk import Desk, Page, newest
from site_gen.pages.feeds import feed_view
from site_gen.views import FeedLink, FeedsView, OutlineView, RobotsView, SitemapIndexView, SitemapView

_SITEMAP_MOST = 50_000  # addresses of one sitemap (sitemaps.org protocol)
_FEED_FORMATS = ("rss", "atom", "json")


def subscribe_pages(desk: Desk) -> Iterator[Page]:
    """The page that says how to subscribe, and the same list for feed readers."""
    yield from feed_pages(desk, desk.feed, desk.at.home(), list(desk.stories))
    topics = tuple(desk.at.feed(desk.topics[slug].name, desk.at.topic(slug)) for slug in desk.by_topic)
    sources = tuple(desk.at.feed(name, desk.at.source(name)) for name in desk.by_source)
    opml = desk.at.top("feeds.opml")
    meta = desk.meta("feeds", desk.say.text("Subscribe"), desk.at.named("feeds"), (desk.home,))
    view = FeedsView(meta=meta, site=desk.feed, topics=topics, sources=sources, opml=opml)
    yield desk.page(desk.at.named("feeds"), "feeds", view)
    outlines = tuple(
        (feed.title, feed.absolute_rss, feed.absolute_rss.removesuffix("feed.xml"))
        for feed in (desk.feed, *topics, *sources)
    )
    yield desk.page(opml, "opml", OutlineView(title=desk.options.title, feeds=outlines))


def feed_pages(desk: Desk, feed: FeedLink, front: str, stories: list[Story]) -> Iterator[Page]:
    """The three feeds of a page; `stories` come newest first."""
    options = desk.options
    is_site = feed is desk.feed
    view = feed_view(
        feed if is_site else msgspec.structs.replace(feed, title=f"{feed.title} – {options.title}"),
        front,
        stories[: options.feed],
        desk.topics,
        desk.at,
        publisher=options.title,
        description=options.description,
        lang=options.lang,
        ttl=options.ttl,
        full_text=options.full_text,
    )
    bodies = tuple(dict.fromkeys(entry.body for entry in view.entries if entry.body))
    for maker, address in zip(_FEED_FORMATS, (feed.rss, feed.atom, feed.json), strict=True):
        yield desk.page(address, maker, view, bodies)


def robot_pages(desk: Desk) -> Iterator[Page]:
    """Sitemaps and robots.txt."""
    entries = [(desk.at.absolute(desk.at.story(s.lead.permalink)), s.updated) for s in desk.stories]
    entries += [(desk.at.absolute(desk.at.topic(slug)), newest(stories)) for slug, stories in desk.by_topic.items()]
    entries.append((desk.at.absolute(desk.at.home()), newest(desk.stories)))
    parts = [entries[start : start + _SITEMAP_MOST] for start in range(0, len(entries), _SITEMAP_MOST)]
    main = desk.at.top("sitemap.xml")
    if len(parts) == 1:
        yield desk.page(main, "sitemap", SitemapView(entries=tuple(parts[0])))
    else:
        names = [desk.at.top(f"sitemap-{number}.xml") for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            yield desk.page(name, "sitemap", SitemapView(entries=tuple(part)))
        yield desk.page(main, "sitemapindex", SitemapIndexView(sitemaps=tuple(map(desk.at.absolute, names))))
    yield desk.page(desk.at.top("robots.txt"), "robots", RobotsView(sitemap=desk.at.absolute(main)))

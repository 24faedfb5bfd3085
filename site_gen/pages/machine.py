"""Files for machines: the list of feeds, sitemaps, robots.txt, what the host shall send along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_gen.dates import instant
from site_gen.pages.desk import Bundle, Desk, Page, newest
from site_gen.pages.hosting import header_rules
from site_gen.pages.sitemaps import news_items, parts
from site_gen.pages.subscribing import feed_bundles
from site_gen.views import (
    FeedsView,
    HeadersView,
    NewsSitemapView,
    OutlineView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)

_SOURCES: Final = 60  # whose feeds the page shows: those with the most stories; all are in the OPML


def site_feeds(desk: Desk) -> Iterator[Bundle]:
    """The feeds of all stories, and their archives."""
    yield from feed_bundles(desk, desk.feed, desk.at.home(), desk.stories)


def subscribe_pages(desk: Desk) -> Iterator[Page]:
    """The page that says how to subscribe, and the same list for feed readers."""
    topics = tuple(desk.at.feed(desk.topics[slug].name, desk.at.topic(slug)) for slug in desk.by_topic)
    sources = tuple(desk.at.feed(name, desk.at.source(name)) for name in desk.by_source)
    opml = desk.at.top("feeds.opml")
    meta = desk.meta("feeds", desk.say.text("Subscribe"), desk.at.named("feeds"), (desk.home,))
    shown = frozenset(desk.busiest(_SOURCES))
    view = FeedsView(
        meta=meta,
        site=desk.feed,
        topics=topics,
        sources=tuple(feed for feed in sources if feed.title in shown),
        opml=opml,
        all_sources=desk.at.named("sources") if len(sources) > len(shown) else "",
    )
    yield desk.page(desk.at.named("feeds"), "feeds", view)
    outlines = tuple(
        (feed.title, feed.absolute_rss, feed.absolute_rss.removesuffix("feed.xml"))
        for feed in (desk.feed, *topics, *sources)
    )
    yield desk.page(opml, "opml", OutlineView(title=desk.options.title, feeds=outlines))


def robot_pages(desk: Desk) -> Iterator[Page]:
    """Sitemaps and robots.txt."""
    at = desk.at
    lists = [(at.absolute(at.home()), newest(desk.stories))]
    lists += [(at.absolute(at.topic(slug)), newest(stories)) for slug, stories in desk.by_topic.items()]
    lists += [(at.absolute(at.source(name)), newest(stories)) for name, stories in desk.by_source.items()]
    stories = [(at.absolute(at.story(story.lead.permalink)), story.updated) for story in desk.stories]
    months = [story.lead.permalink[:7].replace("/", "-") for story in desk.stories]
    main, news = at.top("sitemap.xml"), at.top("news-sitemap.xml")
    maps = parts(list(dict.fromkeys(lists)), list(zip(months, stories, strict=True)))
    if len(maps) == 1:
        yield desk.page(main, "sitemap", SitemapView(entries=maps[""]))
    else:
        listed = []
        for name, entries in maps.items():
            address = at.top(f"sitemap-{name}.xml")
            listed.append((at.absolute(address), max((time for _, time in entries), key=instant)))
            yield desk.page(address, "sitemap", SitemapView(entries=entries))
        yield desk.page(main, "sitemapindex", SitemapIndexView(sitemaps=tuple(listed)))
    items = news_items(desk.stories, at)
    if items:
        yield desk.page(news, "newssitemap", NewsSitemapView(name=desk.options.title, items=items))
    sitemaps = (at.absolute(main), at.absolute(news)) if items else (at.absolute(main),)
    yield desk.page(at.top("robots.txt"), "robots", RobotsView(sitemaps=sitemaps))


def host_pages(desk: Desk) -> Iterator[Page]:
    """What Netlify and Cloudflare Pages shall send along, where the editor asks for it."""
    if desk.options.headers:
        yield desk.page(desk.at.top("_headers"), "headers", HeadersView(rules=header_rules(desk.at)))

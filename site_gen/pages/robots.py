"""Files for machines: the list of feeds, sitemaps, robots.txt, what the host shall send along."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from site_gen.language.dates import instant
from site_gen.model import Story
from site_gen.pages.feed_bundles import feed_bundles
from site_gen.pages.file_views import (
    HeadersView,
    NewsSitemapView,
    OutlineView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)
from site_gen.pages.headers import header_rules
from site_gen.pages.layout import Bundle, Layout, Page, newest
from site_gen.pages.sitemaps import Entry, news_items, parts
from site_gen.pages.teasers import day_of
from site_gen.pages.views import FeedsView

_SOURCES: Final = 60  # whose feeds the page shows: those with the most stories; all are in the OPML


def site_feeds(layout: Layout) -> Iterator[Bundle]:
    """The feeds of all stories, and their archives."""
    yield from feed_bundles(layout, layout.feed, layout.at.home(), layout.stories)


def subscribe_pages(layout: Layout) -> Iterator[Page]:
    """The page that says how to subscribe, and the same list for feed readers."""
    topics = tuple(layout.at.feed(layout.topics[slug].name, layout.at.topic(slug)) for slug in layout.by_topic)
    sources = tuple(layout.at.feed(name, layout.at.source(name)) for name in layout.by_source)
    opml = layout.at.top("feeds.opml")
    meta = layout.meta(
        "feeds", layout.say.text("Subscribe"), layout.at.named("feeds"), (layout.home,), _about_feeds(layout)
    )
    shown = frozenset(layout.busiest(_SOURCES))
    view = FeedsView(
        meta=meta,
        site=layout.feed,
        topics=topics,
        sources=tuple(feed for feed in sources if feed.title in shown),
        opml=opml,
        all_sources=layout.at.named("sources") if len(sources) > len(shown) else "",
    )
    yield layout.page(layout.at.named("feeds"), "feeds", view)
    outlines = tuple(
        (feed.title, feed.absolute_rss, feed.absolute_rss.removesuffix("feed.xml"))
        for feed in (layout.feed, *topics, *sources)
    )
    yield layout.page(opml, "opml", OutlineView(title=layout.options.title, feeds=outlines))


def _about_feeds(layout: Layout) -> str:
    said = layout.say.text(
        "Follow %(site)s, one of its topics or sources in a feed reader: no account, no e-mail address."
    )
    return said % {"site": layout.options.title}


def robot_pages(layout: Layout) -> Iterator[Page]:
    """Sitemaps and robots.txt."""
    at = layout.at
    lists = [(at.absolute(at.home()), newest(layout.stories))]
    lists += [(at.absolute(at.topic(slug)), newest(stories)) for slug, stories in layout.by_topic.items()]
    lists += [(at.absolute(at.source(name)), newest(stories)) for name, stories in layout.by_source.items()]
    lists += [(at.absolute(at.named(page.name)), "") for page in layout.own.pages]
    lists += [(at.absolute(at.named(name)), newest(layout.stories)) for name in ("topics", "sources", "archive")]
    tools = ((layout.options.has_feeds, "feeds"), (layout.options.search, "search"))
    lists += [(at.absolute(at.named(name)), "") for is_there, name in tools if is_there]
    lists += _of_days(layout)
    stories = [(at.absolute(at.story(story.permalink)), story.updated) for story in layout.stories]
    months = [story.permalink[:7].replace("/", "-") for story in layout.stories]
    main, news = at.top("sitemap.xml"), at.top("news-sitemap.xml")
    maps = parts(_once(lists, {address for address, _ in stories}), list(zip(months, stories, strict=True)))
    if len(maps) == 1:
        yield layout.page(main, "sitemap", SitemapView(entries=maps[""]))
    else:
        listed = []
        for name, entries in maps.items():
            address = at.top(f"sitemap-{name}.xml")
            listed.append((at.absolute(address), max((time for _, time in entries if time), key=instant, default="")))
            yield layout.page(address, "sitemap", SitemapView(entries=entries))
        yield layout.page(main, "sitemapindex", SitemapIndexView(sitemaps=tuple(listed)))
    items = news_items(layout.stories, at)
    if items:
        yield layout.page(news, "newssitemap", NewsSitemapView(name=layout.options.title, items=items))
    sitemaps = (at.absolute(main), at.absolute(news)) if items else (at.absolute(main),)
    yield layout.page(at.top("robots.txt"), "robots", RobotsView(sitemaps=sitemaps, lines=layout.own.robots))


def _once(lists: Iterable[Entry], others: Collection[str]) -> list[Entry]:
    """Each address once, although a page of one's own may claim that of another page; without `others`."""
    found: dict[str, str] = {}
    for address, time in lists:
        if address not in others:
            found[address] = found.get(address) or time
    return list(found.items())


def _of_days(layout: Layout) -> list[Entry]:
    """The pages of months and days, as far as they have no number."""
    changed: dict[str, list[Story]] = {}
    for story in layout.stories:
        day = day_of(story)
        changed.setdefault(layout.at.day(day), []).append(story)
        changed.setdefault(layout.at.month(day), []).append(story)
    return [(layout.at.absolute(address), newest(stories)) for address, stories in changed.items()]


def host_pages(layout: Layout) -> Iterator[Page]:
    """What Netlify and Cloudflare Pages shall send along, where the editor asks for it."""
    if layout.options.headers:
        view = HeadersView(rules=header_rules(layout.at, layout.options.allowed), lines=layout.own.headers)
        yield layout.page(layout.at.top("_headers"), "headers", view)

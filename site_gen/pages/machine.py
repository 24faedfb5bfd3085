"""Files for machines: feeds, the list of feeds, sitemaps, robots.txt, what the host shall send along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from site_gen.dates import instant
from site_gen.model import Story
from site_gen.pages.desk import Desk, Page, newest
from site_gen.pages.feeds import feed_views, report_entry
from site_gen.pages.hosting import header_rules
from site_gen.pages.sitemaps import news_items, parts
from site_gen.views import (
    EntryView,
    FeedLink,
    FeedsView,
    HeadersView,
    NewsSitemapView,
    OutlineView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)

_OWN_FEED_FROM = 2  # reports, from which on a story has feeds of its own


def subscribe_pages(desk: Desk) -> Iterator[Page]:
    """The page that says how to subscribe, and the same list for feed readers."""
    yield from feed_pages(desk, desk.feed, desk.at.home(), desk.stories)
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


def feed_pages(
    desk: Desk, feed: FeedLink, front: str, stories: Sequence[Story], *, archived: bool = True
) -> Iterator[Page]:
    """The three feeds of a page, and their archives."""
    entries = _newest_first([desk.entries[story.id] for story in stories])
    yield from _feed_files(desk, feed, front, entries, archived=archived)


def story_feed(desk: Desk, story: Story) -> FeedLink | None:
    """Where a story's own feeds stand, if it has reports enough to follow."""
    if len(story.reports) < _OWN_FEED_FROM:
        return None
    return desk.at.feed(story.title, desk.at.story(story.lead.permalink))


def story_feed_pages(desk: Desk) -> Iterator[Page]:
    """The feeds of every story that grew: its reports."""
    for story in desk.stories:
        feed = story_feed(desk, story)
        if feed:
            entries = [
                report_entry(brief, story.topics, desk.topics, desk.rules, desk.at, full_text=desk.options.full_text)
                for brief in story.reports
            ]
            front = desk.at.story(story.lead.permalink)
            yield from _feed_files(desk, feed, front, _newest_first(entries), archived=False)


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


def _newest_first(entries: Sequence[EntryView]) -> list[EntryView]:
    """By the moment, which is not the order of days that pages keep: days follow the writer's clock."""
    return sorted(entries, key=lambda entry: (instant(entry.published), entry.guid), reverse=True)


def _feed_files(
    desk: Desk, feed: FeedLink, front: str, entries: Sequence[EntryView], *, archived: bool
) -> Iterator[Page]:
    title, is_site = desk.options.title, feed is desk.feed
    named = feed if is_site else msgspec.structs.replace(feed, title=f"{feed.title} – {title}")
    about = desk.options.description if is_site else ""
    views = feed_views(named, about, front, entries, desk.at, desk.feed_options, archived=archived)
    for place, view in views:
        bodies = tuple(dict.fromkeys(entry.body for entry in view.entries if entry.body))
        yield desk.page(place.rss, "rss", view, bodies)
        yield desk.page(place.atom, "atom", view, bodies)
        if view.current is None:
            yield desk.page(place.json, "json", view, bodies)

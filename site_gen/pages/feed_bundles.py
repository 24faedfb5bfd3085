"""The feeds of the site, of topics, sources and stories, in three formats, and the archives of what is older."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from site_gen.engine.hashing import Named
from site_gen.language.dates import instant
from site_gen.model import Story
from site_gen.pages.feed_views import FeedSlice, feed_view, report_entry, shares, story_entry
from site_gen.pages.file_views import EntryView
from site_gen.pages.layout import Bundle, Frame, Layout, Page
from site_gen.pages.views import FeedLink

_OWN_FEED_FROM: Final = 2  # reports, from which on a story has feeds of its own


class FeedContext(msgspec.Struct, frozen=True, kw_only=True):
    """A feed of stories, or one of its archives."""

    share: FeedSlice
    about: str
    front: str
    stories: tuple[Named[Story], ...]


def feed_bundles(layout: Layout, feed: FeedLink, front: str, stories: Sequence[Story]) -> Iterator[Bundle]:
    """The three feeds of a page, and the archives of the site's own: all stories are in those."""
    in_order = sorted(stories, key=lambda story: layout.rank[story.id])
    is_site = feed is layout.feed
    titled = feed if is_site else msgspec.structs.replace(feed, title=f"{feed.title} – {layout.options.title}")
    size = layout.options.feed
    for share in shares(titled, front, len(in_order), layout.at, size=size, archived=is_site):
        ids = [story.id for story in in_order[share.start : share.end]]
        shown = tuple(map(layout.named.__getitem__, ids))
        about = layout.options.description if is_site else ""
        yield Bundle(FeedContext(share=share, about=about, front=front, stories=shown), feed_pages)


def feed_pages(frame: Frame, shared: FeedContext) -> Iterator[Page]:
    """A feed of stories in its formats."""
    full_text = frame.options.full_text
    entries = [
        story_entry(named.value, frame.topics, frame.rules, frame.at, frame.say.timezone, full_text=full_text)
        for named in shared.stories
    ]
    yield from _formats(frame, shared.share, shared.about, shared.front, entries)


def story_feed(frame: Frame, story: Story) -> FeedLink | None:
    """Where a story's own feeds stand, if it has reports enough to follow."""
    if len(story.reports) < _OWN_FEED_FROM or not frame.options.has_feeds:
        return None
    return frame.at.feed(story.title, frame.at.story(story.permalink))


def story_feed_pages(frame: Frame, story: Story) -> Iterator[Page]:
    """The feeds of a story that grew: its reports, by the moment, which is not the order of days that pages keep."""
    feed = story_feed(frame, story)
    if feed is None:
        return
    full_text = frame.options.full_text
    entries = [
        report_entry(brief, story.topics, frame.topics, frame.rules, frame.at, frame.say.timezone, full_text=full_text)
        for brief in story.reports
    ]
    entries.sort(key=lambda entry: (instant(entry.published), entry.guid), reverse=True)
    named = msgspec.structs.replace(feed, title=f"{feed.title} – {frame.options.title}")
    front = frame.at.story(story.permalink)
    (share,) = shares(named, front, len(entries), frame.at, size=frame.options.feed, archived=False)
    pages = list(_formats(frame, share, "", front, entries[: share.end]))
    yield from pages
    for permalink in (*story.former, *story.joined):  # who follows a feed there goes on to get it
        places = frame.at.feed(story.title, frame.at.story(permalink))
        for page, place in zip(pages, (places.rss, places.atom, places.json), strict=True):
            yield msgspec.structs.replace(page, path=frame.at.file(place))


def _formats(frame: Frame, share: FeedSlice, about: str, front: str, entries: Sequence[EntryView]) -> Iterator[Page]:
    view = feed_view(share, about, front, entries, frame.at, frame.feed_options)
    bodies = tuple(dict.fromkeys(entry.body for entry in entries if entry.body))
    yield frame.page(share.place.rss, "rss", view, bodies)
    yield frame.page(share.place.atom, "atom", view, bodies)
    if share.current is None:  # JSON Feed knows no archives
        yield frame.page(share.place.json, "json", view, bodies)

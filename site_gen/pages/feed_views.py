"""What a feed holds: the newest entries, and the older ones in archives that never change again (RFC 5005)."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from site_gen.language.clock import starts
from site_gen.language.dates import instant
from site_gen.model import Brief, SourceRule, Story, Topic
from site_gen.pages.addresses import Addresses
from site_gen.pages.enclosures import enclosures_of, image_enclosure
from site_gen.pages.file_views import EntryView, FeedPlace, FeedView
from site_gen.pages.views import FeedLink

_NAMESPACE: Final = bytes.fromhex("5b1b7a1e6a0b5c3e9f350d3c6d3f7a11")
_STYLE: Final = "static/feed.css"
_ARCHIVE_LENGTHS: Final = (100, 30, 10, 5, 3, 2, 1)


class FeedOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What all feeds of a site share."""

    publisher: str
    lang: str
    ttl: int
    size: int  # entries of a feed
    hub: str
    full_text: bool


@functools.lru_cache(maxsize=100_000)
def permanent_id(name: str) -> str:
    """A `urn:uuid:` (RFC 9562) that stands for a story or a feed whatever happens to its title and address."""
    # What `uuid.uuid5` answers, in a third of its time: every build asks for every story's.
    number = bytearray(hashlib.sha1(_NAMESPACE + name.encode(), usedforsecurity=False).digest()[:16])
    number[6] = number[6] & 0x0F | 0x50
    number[8] = number[8] & 0x3F | 0x80
    text = number.hex()
    return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class FeedSlice(msgspec.Struct, frozen=True, kw_only=True):
    """A feed or one of its archives: where it stands, what is beside it, and the places of its entries in the whole."""

    place: FeedLink
    current: FeedPlace | None  # of an archive: its feed
    older: FeedPlace | None
    newer: FeedPlace | None
    start: int
    end: int


def shares(
    feed: FeedLink, front: str, count: int, addresses: Addresses, *, size: int, archived: bool
) -> list[FeedSlice]:
    """The feed of the page at `front`, then its archives if it has any; the `count` entries come newest first.

    Archives are numbered from the oldest and full, so that new entries change the feed and, once in a while, add an
    archive. Together with the feed they hold everything; some entries are in both, as RFC 5005 allows.
    """
    length = archive_length(size)
    full = max(0, count - 1) // length if archived else 0
    places = [feed] + [addresses.feed_archive(feed.title, front, number) for number in range(full, 0, -1)]
    ends = [min(size, count)] + [count - (number - 1) * length for number in range(full, 0, -1)]
    at = [_place(place, addresses) for place in places]
    return [
        FeedSlice(
            place=place,
            current=at[0] if number else None,
            older=at[number + 1] if number + 1 < len(at) else None,
            newer=at[number - 1] if number > 1 else None,
            start=ends[number] - length if number else 0,
            end=ends[number],
        )
        for number, place in enumerate(places)
    ]


def archive_length(size: int) -> int:
    """Entries of an archive beside a feed of `size`: a round number, which stays where the feed grows a little."""
    return next(length for length in _ARCHIVE_LENGTHS if length <= max(1, size))


def feed_view(
    share: FeedSlice,
    description: str,
    front: str,
    entries: Sequence[EntryView],
    addresses: Addresses,
    options: FeedOptions,
) -> FeedView:
    """What a feed or an archive shows."""
    place = share.place
    return FeedView(
        title=place.title,
        description=description or place.title,
        home=addresses.absolute(front),
        root=addresses.root,
        rss=place.absolute_rss,
        atom=addresses.absolute(place.atom),
        json=addresses.absolute(place.json),
        id=permanent_id("feed " + front.removeprefix(addresses.base)),
        lang=options.lang,
        updated=max((entry.updated for entry in entries), key=instant, default="1970-01-01"),
        ttl=options.ttl,
        publisher=options.publisher,
        entries=tuple(entries),
        stylesheet=addresses.top(_STYLE),
        hub="" if share.current else options.hub,
        current=share.current,
        older=share.older,
        newer=share.newer,
    )


def story_guid(story: Story) -> str:
    """The id of a story in every feed."""
    return permanent_id("story " + story.id)


def story_entry(
    story: Story,
    topics: Mapping[str, Topic],
    rules: Mapping[str, SourceRule],
    addresses: Addresses,
    timezone: str,
    *,
    full_text: bool,
) -> EntryView:
    """A story as feeds of many stories carry it: its lead, under an id that never changes."""
    entry = report_entry(story.lead, story.topics, topics, rules, addresses, timezone, full_text=full_text)
    source = next((brief.source for brief in story.reports if brief.source), "")
    return msgspec.structs.replace(
        entry,
        guid=story_guid(story),
        url=addresses.absolute(addresses.story(story.permalink)),
        title=story.title,
        published=_moment(story.published, timezone),
        updated=_moment(story.updated, timezone),
        source=source,
        source_feed=_source_feed(source, rules, addresses),
    )


def report_entry(
    brief: Brief,
    slugs: Sequence[str],
    topics: Mapping[str, Topic],
    rules: Mapping[str, SourceRule],
    addresses: Addresses,
    timezone: str,
    *,
    full_text: bool,
) -> EntryView:
    """A report as the feed of its story carries it."""
    return EntryView(
        guid=permanent_id("report " + brief.id),
        url=addresses.absolute(addresses.story(brief.permalink)),
        title=brief.title,
        summary=brief.summary,
        body=brief.body if full_text else "",
        authors=brief.authors,
        published=_moment(brief.published, timezone),
        updated=_moment(max(brief.published, brief.modified or brief.published, key=instant), timezone),
        topics=tuple(topics[slug].name for slug in slugs),
        source=brief.source or "",
        original=brief.url or "",
        lang=brief.lang,
        source_feed=_source_feed(brief.source or "", rules, addresses),
        enclosures=(*enclosures_of(brief), *image_enclosure(brief, addresses)),
        image=addresses.root + brief.image.path if brief.image else "",
    )


def _moment(iso: str, timezone: str) -> str:
    """The moment as feeds say it, which know no days: a day begins at its midnight where the site stands."""
    return iso if len(iso) > 10 else starts(iso, timezone).isoformat()


def _source_feed(name: str, rules: Mapping[str, SourceRule], addresses: Addresses) -> str:
    """The source's own feed where the editor named it, else the one that this site has of it."""
    if not name:
        return ""
    own = rules[name].feeds if name in rules else ()
    return own[0] if own else addresses.feed(name, addresses.source(name)).absolute_rss


def _place(feed: FeedLink, addresses: Addresses) -> FeedPlace:
    return FeedPlace(rss=feed.absolute_rss, atom=addresses.absolute(feed.atom))

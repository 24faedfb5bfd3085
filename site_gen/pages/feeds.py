"""What feeds, sitemaps and the list of feeds hold."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from site_gen.dates import instant
from site_gen.model import Story, Topic
from site_gen.pages.addresses import Addresses
from site_gen.pages.teasers import sources
from site_gen.views import EntryView, FeedLink, FeedView

_NAMESPACE = uuid.UUID("5b1b7a1e-6a0b-5c3e-9f35-0d3c6d3f7a11")


def permanent_id(name: str) -> str:
    """A `urn:uuid:` (RFC 9562) that stands for a story or a feed whatever happens to its title and address."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def feed_view(
    feed: FeedLink,
    home: str,
    stories: Sequence[Story],
    topics: dict[str, Topic],
    addresses: Addresses,
    *,
    publisher: str,
    description: str,
    lang: str,
    ttl: int,
    full_text: bool,
) -> FeedView:
    """The feed of a page; `stories` come newest first, as many as the feed shall hold."""
    updated = max((story.updated for story in stories), key=instant, default="1970-01-01")
    return FeedView(
        title=feed.title,
        description=description or feed.title,
        home=addresses.absolute(home),
        root=addresses.root,
        rss=feed.absolute_rss,
        atom=addresses.absolute(feed.atom),
        json=addresses.absolute(feed.json),
        id=permanent_id("feed " + home.removeprefix(addresses.base)),
        lang=lang,
        updated=updated,
        ttl=ttl,
        publisher=publisher,
        entries=tuple(
            _entry(story, topics, addresses, full_text=full_text)
            for story in sorted(stories, key=lambda story: instant(story.published), reverse=True)
        ),
    )


def _entry(story: Story, topics: dict[str, Topic], addresses: Addresses, *, full_text: bool) -> EntryView:
    lead = story.lead
    return EntryView(
        guid=permanent_id("story " + story.id),
        url=addresses.absolute(addresses.story(lead.permalink)),
        title=story.title,
        summary=lead.summary,
        body=lead.body if full_text else "",
        authors=lead.authors,
        published=lead.published,
        updated=story.updated,
        topics=tuple(topics[slug].name for slug in story.topics),
        source=", ".join(sources(story)),
        original=lead.url or "",
        lang=lead.lang,
    )

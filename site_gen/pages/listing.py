"""The lists of the site: topics and sources."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.model import SourceRule, Story
from site_gen.pages.addresses import source_slug
from site_gen.pages.desk import Bundle, Desk, Page
from site_gen.pages.lists import paged
from site_gen.pages.subscribing import feed_bundles
from site_gen.views import Link


def topic_pages(desk: Desk) -> Iterator[Page]:
    """Every topic that has stories."""
    for slug, stories in desk.by_topic.items():
        topic = desk.topics[slug]
        others = tuple(link for other, link in desk.nav if other != slug and not desk.topics[other].hidden)
        trail = (desk.home, Link(url=desk.at.named("topics"), text=desk.say.text("Topics")))
        yield from _list(desk, "topic", topic.name, "", desk.at.topic(slug), stories, trail, others, "")


def topic_feeds(desk: Desk) -> Iterator[Bundle]:
    """The feeds of every topic."""
    for slug, stories in desk.by_topic.items():
        front = desk.at.topic(slug)
        yield from feed_bundles(desk, desk.at.feed(desk.topics[slug].name, front), front, stories)


def source_feeds(desk: Desk) -> Iterator[Bundle]:
    """The feeds of every source."""
    for name, stories in _sources(desk):
        front = desk.at.source(name)
        yield from feed_bundles(desk, desk.at.feed(name, front), front, stories)


def source_pages(desk: Desk) -> Iterator[Page]:
    """Every source that has stories."""
    for name, stories in _sources(desk):
        rule = desk.rules.get(name, SourceRule(name=name))
        others = tuple(Link(url=desk.at.source(other), text=other) for other in desk.by_source if other != name)
        trail = (desk.home, Link(url=desk.at.named("sources"), text=desk.say.text("Sources")))
        title = desk.say.text("News from %(source)s") % {"source": name}
        address = desk.at.source(name)
        yield from _list(desk, "source", name, "", address, stories, trail, others[:12], rule.url, title)


def _sources(desk: Desk) -> Iterator[tuple[str, list[Story]]]:
    """Sources with their stories; names that are written alike in an address share a page."""
    slugs: dict[str, str] = {}
    for name, stories in desk.by_source.items():
        if slugs.setdefault(source_slug(name), name) == name:
            yield name, stories


def _list(
    desk: Desk,
    kind: str,
    title: str,
    about: str,
    front: str,
    stories: list[Story],
    trail: tuple[Link, ...],
    neighbours: tuple[Link, ...],
    home_url: str,
    name: str = "",
) -> Iterator[Page]:
    own = desk.at.feed(title, front)
    pages = paged(
        stories,
        desk.teasers,
        desk.at,
        kind=kind,
        title=title,
        about=about,
        front=front,
        size=desk.options.page,
        feeds=(own, desk.feed),
        trail=trail,
        neighbours=neighbours,
        home_url=home_url,
        numbered=desk.say.text("%(title)s, page %(number)s"),
        name=name,
    )
    for address, view in pages:
        yield desk.page(address, "list", view)

"""The lists of the site: topics and sources."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.model import SourceRule, Story
from site_gen.pages.addresses import source_slug
from site_gen.pages.feed_bundles import feed_bundles
from site_gen.pages.layout import Bundle, Layout, Page
from site_gen.pages.lists import paged
from site_gen.pages.views import Link, RedirectView


def topic_pages(layout: Layout) -> Iterator[Page]:
    """Every topic that has stories or had some: who kept its address finds it."""
    for slug in layout.shown_topics:
        topic, stories = layout.topics[slug], layout.by_topic.get(slug, [])
        others = tuple(link for other, link in layout.nav if other != slug and not layout.topics[other].hidden)
        trail = (layout.home, Link(url=layout.at.named("topics"), text=layout.say.text("Topics")))
        yield from list_pages(layout, "topic", topic.name, "", layout.at.topic(slug), stories, trail, others, "")


def topic_feeds(layout: Layout) -> Iterator[Bundle]:
    """The feeds of every topic; who follows one that is empty now gets what comes."""
    for slug in layout.shown_topics:
        front = layout.at.topic(slug)
        named = layout.at.feed(layout.topics[slug].name, front)
        yield from feed_bundles(layout, named, front, layout.by_topic.get(slug, []))


def source_feeds(layout: Layout) -> Iterator[Bundle]:
    """The feeds of every source."""
    for name, stories in _sources(layout):
        front = layout.at.source(name)
        yield from feed_bundles(layout, layout.at.feed(name, front), front, stories)


def source_pages(layout: Layout) -> Iterator[Page]:
    """Every source that has stories."""
    for name, stories in _sources(layout):
        rule = layout.rules.get(name, SourceRule(name=name))
        others = tuple(Link(url=layout.at.source(other), text=other) for other in layout.by_source if other != name)
        trail = (layout.home, Link(url=layout.at.named("sources"), text=layout.say.text("Sources")))
        title = layout.say.text("News from %(source)s") % {"source": name}
        address = layout.at.source(name)
        yield from list_pages(layout, "source", name, "", address, stories, trail, others[:12], rule.url, title)


def moved_lists(layout: Layout) -> Iterator[Page]:
    """What stands at the former addresses of topics and sources: the way to the new ones."""
    for front, target, title, _ in _moved(layout):
        meta = layout.meta("redirect", layout.say.text("Moved: %(title)s") % {"title": title}, target)
        yield layout.page(front, "redirect", RedirectView(meta=meta, target=target, title=title))


def moved_feeds(layout: Layout) -> Iterator[Bundle]:
    """The feeds of topics and sources at their former addresses, where readers know them."""
    for front, _, title, stories in _moved(layout):
        yield from feed_bundles(layout, layout.at.feed(title, front), front, stories)


def _moved(layout: Layout) -> Iterator[tuple[str, str, str, list[Story]]]:
    """Former address, address, title and stories of the lists that have moved."""
    for kind, was, name in layout.moved:
        if kind == "topic" and name in layout.shown_topics:
            stories = layout.by_topic.get(name, [])
            yield layout.at.topic(was), layout.at.topic(name), layout.topics[name].name, stories
        elif kind == "source" and name in layout.by_source:
            yield layout.at.source(was), layout.at.source(name), name, layout.by_source[name]


def _sources(layout: Layout) -> Iterator[tuple[str, list[Story]]]:
    """Sources with their stories; names that are written alike in an address share a page."""
    slugs: dict[str, str] = {}
    for name, stories in layout.by_source.items():
        if slugs.setdefault(source_slug(name), name) == name:
            yield name, stories


def list_pages(
    layout: Layout,
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
    """The pages of a list of stories, each with the feeds that stand beside the first."""
    own = layout.at.feed(title, front)
    pages = paged(
        stories,
        layout.teasers,
        layout.at,
        kind=kind,
        title=title,
        about=about,
        front=front,
        size=layout.options.page,
        feeds=(own, layout.feed),
        trail=trail,
        neighbours=neighbours,
        home_url=home_url,
        numbered=layout.say.text("%(title)s, page %(number)s"),
        describe=layout.described,
        name=name,
    )
    for address, view in pages:
        yield layout.page(address, "list", view)

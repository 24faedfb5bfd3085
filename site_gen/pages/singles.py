"""Pages that there are one of: the front page, all topics, all sources, not found."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.pages.desk import Desk, Page
from site_gen.pages.front import front_view
from site_gen.views import IndexView, Link, PlainView


def front_page(desk: Desk) -> Iterator[Page]:
    """The front page."""
    meta = desk.meta("home", desk.options.title, desk.at.home())
    view = front_view(
        desk.stories,
        desk.pinned,
        desk.teasers,
        desk.nav,
        desk.at,
        meta=meta,
        most=desk.options.front_page,
        fill=desk.options.front_page_fill,
        section=desk.options.section,
        grown=desk.grown,
    )
    yield desk.page(desk.at.home(), "home", view)


def index_pages(desk: Desk) -> Iterator[Page]:
    """All topics, all sources, not found."""
    sources = tuple(
        Link(url=desk.at.source(name), text=name, count=len(stories)) for name, stories in desk.by_source.items()
    )
    topics = tuple(
        Link(url=desk.at.topic(slug), text=desk.topics[slug].name, count=len(stories))
        for slug, stories in desk.by_topic.items()
    )
    trail = (desk.home,)
    for name, title, links in (
        ("topics", desk.say.text("Topics"), topics),
        ("sources", desk.say.text("Sources"), sources),
    ):
        meta = desk.meta(name, title, desk.at.named(name), trail)
        yield desk.page(desk.at.named(name), "index", IndexView(meta=meta, heading=meta.title, links=links))
    lost = desk.meta("404", desk.say.text("Page not found"), desk.at.top("404.html"))
    yield desk.page(desk.at.top("404.html"), "404", PlainView(meta=lost))

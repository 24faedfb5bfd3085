"""Pages that there are one of: the front page, all topics, all sources, not found."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_gen.pages.front import front_view, in_order
from site_gen.pages.layout import Layout, Page
from site_gen.pages.views import IndexView, Link, PlainView


def front_page(layout: Layout) -> Iterator[Page]:
    """The front page."""
    meta = layout.meta("home", layout.options.title, layout.at.home())
    view = front_view(layout, meta)
    if not layout.options.description and view.shown:
        said = layout.counted(layout.options.title, view.stories, next(in_order(view)).title)
        view = msgspec.structs.replace(view, meta=msgspec.structs.replace(meta, description=said))
    yield layout.page(layout.at.home(), "home", view)


def index_pages(layout: Layout) -> Iterator[Page]:
    """All topics, all sources, not found."""
    sources = tuple(
        Link(url=layout.at.source(name), text=name, count=len(stories)) for name, stories in layout.by_source.items()
    )
    topics = tuple(
        Link(url=layout.at.topic(slug), text=layout.topics[slug].name, count=len(stories))
        for slug, stories in layout.by_topic.items()
    )
    trail = (layout.home,)
    for name, title, links in (
        ("topics", layout.say.text("Topics"), topics),
        ("sources", layout.say.text("Sources"), sources),
    ):
        names = layout.say.text(", ").join(link.text for link in sorted(links, key=lambda link: -link.count)[:8])
        meta = layout.meta(name, title, layout.at.named(name), trail, f"{title}: {names}" if names else "")
        yield layout.page(layout.at.named(name), "index", IndexView(meta=meta, heading=meta.title, links=links))
    lost = layout.meta("404", layout.say.text("Page not found"), layout.at.top("404.html"))
    yield layout.page(layout.at.top("404.html"), "404", PlainView(meta=lost))

"""Pages that there are one of: the front page, the archive, all topics, all sources, not found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_gen.pages.desk import Desk, Page
from site_gen.pages.front import front_view
from site_gen.pages.teasers import day_of
from site_gen.views import ArchiveView, IndexView, Link, Month, PlainView


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
    """All topics, all sources, the archive, not found."""
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
    archive = desk.meta("archive", desk.say.text("Archive"), desk.at.named("archive"), trail)
    months = ArchiveView(meta=archive, months=_archive_months(desk), sources=sources)
    yield desk.page(desk.at.named("archive"), "archive", months)
    lost = desk.meta("404", desk.say.text("Page not found"), desk.at.top("404.html"))
    yield desk.page(desk.at.top("404.html"), "404", PlainView(meta=lost))


def _archive_months(desk: Desk) -> tuple[Month, ...]:
    months = []
    for month, group in groupby(desk.stories, lambda story: day_of(story)[:7]):
        counts = [(day, len(list(stories))) for day, stories in groupby(group, day_of)]
        days = tuple(Link(url=desk.at.day(day), text=day, count=count) for day, count in counts)
        total = sum(count for _, count in counts)
        months.append(Month(month=month, url=desk.at.month(month), count=total, days=days))
    return tuple(months)

"""The archive: the edition of every day, every month, the way to both; long ones in pages, numbered from the oldest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec

from site_gen.model import Story
from site_gen.pages.layout import Layout, Page
from site_gen.pages.teasers import by_day, chunks, day_of, with_growth
from site_gen.pages.views import ArchiveView, Link, ListView, Month, Pager, RedirectView, Section, Teaser, Year

_A_DAY: Final = 5  # stories of a day that its month shows
_MONTHS: Final = 6  # of the archive that show their days; older ones are links
_SOURCES: Final = 60  # that the archive shows: those with the most stories

_DAY: Final = re.compile(r"\d{4}/\d\d/\d\d/")  # 2025/12/04/a-story/

Piece = tuple[int, int, tuple[Section, ...]]  # the number of a page (0 is the front), its stories, what it shows


def day_pages(layout: Layout) -> Iterator[Page]:
    """The edition of every day, under its topics."""
    days = [(day, list(group)) for day, group in groupby(layout.stories, day_of)]
    size = layout.options.page * 3 // 2 + 1
    for place, (day, stories) in enumerate(days):
        newest, full = chunks(stories, size)
        numbered = ((number, full[number - 1]) for number in range(len(full), 0, -1))
        pieces = [(number, len(part), _by_topic(part, layout)) for number, part in [(0, newest), *numbered]]
        month = Link(url=layout.at.month(day), text=layout.say.month(day))
        yield from _pages(
            layout,
            "day",
            layout.say.weekday_day(day),
            layout.at.day(day),
            len(stories),
            pieces,
            newer=layout.at.day(days[place - 1][0]) if place else "",
            older=layout.at.day(days[place + 1][0]) if place + 1 < len(days) else "",
            trail=(layout.home, layout.archive_link(), month),
            grown=with_growth(layout.grown.get(day, {}), layout.teasers, layout.options.page),
            day=day,
        )


def month_pages(layout: Layout) -> Iterator[Page]:
    """Every month: its days, each with a few of its stories."""
    months = [(month, list(group)) for month, group in groupby(layout.stories, lambda story: day_of(story)[:7])]
    for place, (month, stories) in enumerate(months):
        newest, full = _day_chunks(by_day(stories, layout.teasers, layout.at), layout.options.page * 2)
        numbered = ((number, full[number - 1]) for number in range(len(full), 0, -1))
        pieces = [(number, _count(days), _shortened(days)) for number, days in [(0, newest), *numbered]]
        yield from _pages(
            layout,
            "month",
            layout.say.month(month),
            layout.at.month(month),
            len(stories),
            pieces,
            newer=layout.at.month(months[place - 1][0]) if place else "",
            older=layout.at.month(months[place + 1][0]) if place + 1 < len(months) else "",
            trail=(layout.home, layout.archive_link()),
        )


def moved_days(layout: Layout) -> Iterator[Page]:
    """What stands at days and months whose stories all have another address now: the way to the newest of those."""
    days = {day_of(story) for story in layout.stories}
    moved: dict[str, str] = {}
    for story in layout.stories:
        for address in (*story.former, *(brief.permalink for brief in story.reports)):
            if _DAY.match(address):
                moved.setdefault(address[:10].replace("/", "-"), day_of(story))
    for day, home in moved.items():
        if day not in days:
            yield _moved(layout, layout.at.day(day), layout.at.day(home), layout.say.weekday_day(home))
    months = {day[:7] for day in days}
    for month, home in {day[:7]: moved[day][:7] for day in sorted(moved)}.items():
        if month not in months:
            yield _moved(layout, layout.at.month(month), layout.at.month(home), layout.say.month(home))


def _moved(layout: Layout, front: str, target: str, title: str) -> Page:
    meta = layout.meta("redirect", layout.say.text("Moved: %(title)s") % {"title": title}, target)
    return layout.page(front, "redirect", RedirectView(meta=meta, target=target, title=title))


def archive_page(layout: Layout) -> Iterator[Page]:
    """The newest months with their days, the months before by year, the sources that have the most."""
    months = _months(layout)
    years = groupby(months[_MONTHS:], lambda month: month.month[:4])
    sources = tuple(
        Link(url=layout.at.source(name), text=name, count=len(layout.by_source[name]))
        for name in layout.busiest(_SOURCES)
    )
    view = ArchiveView(
        meta=layout.meta(
            "archive", layout.say.text("Archive"), layout.at.named("archive"), (layout.home,), _about_archive(layout)
        ),
        months=tuple(months[:_MONTHS]),
        years=tuple(
            Year(
                year=year,
                months=tuple(Link(url=it.url, text=it.month, count=it.count) for it in group),
            )
            for year, group in years
        ),
        sources=sources,
        all_sources=layout.at.named("sources") if len(layout.by_source) > len(sources) else "",
    )
    yield layout.page(layout.at.named("archive"), "archive", view)


def _described(name: str, sections: Sequence[Section], count: int, layout: Layout) -> str:
    """What a page says of itself: nothing of the stories of other pages, so that full ones do not change."""
    first = next((teaser.title for section in sections for teaser in section.teasers), "")
    return layout.counted(name, count, first)


def _about_archive(layout: Layout) -> str:
    pattern = layout.say.plural(
        "Every day since %(day)s, with %(num)s story.",
        "Every day since %(day)s, with %(num)s stories.",
        len(layout.stories),
    )
    since = layout.say.day(day_of(layout.stories[-1])) if layout.stories else ""
    return pattern % {"day": since, "num": layout.say.number(len(layout.stories))} if since else ""


def _pages(
    layout: Layout,
    kind: str,
    title: str,
    front: str,
    count: int,
    pieces: Sequence[Piece],
    *,
    newer: str,
    older: str,
    trail: tuple[Link, ...],
    grown: tuple[Teaser, ...] = (),
    day: str = "",
) -> Iterator[Page]:
    """The pages of a day or a month, the newest first; `newer` and `older` are the fronts of its neighbours."""
    addresses = [layout.at.page(front, number) if number else front for number, *_ in pieces]
    around = [newer, *addresses, older]
    for place, (number, stories, sections) in enumerate(pieces):
        name = layout.say.text("%(title)s, page %(number)s") % {"title": title, "number": number} if number else title
        steps = (*trail, Link(url=front, text=title)) if number else trail
        view = ListView(
            meta=layout.meta(
                kind, name, addresses[place], steps, _described(name, sections, stories if number else count, layout)
            ),
            heading=name,
            about="",
            count=stories if number else count,
            sections=sections,
            pager=Pager(newer=around[place], older=around[place + 2]),
            feed=None,
            neighbours=(),
            day=day,
            grown=() if number else grown,
        )
        yield layout.page(addresses[place], "list", view)


def _by_topic(stories: Sequence[Story], layout: Layout) -> tuple[Section, ...]:
    groups: dict[str, list[Teaser]] = {}
    for story in stories:
        groups.setdefault(story.topics[0], []).append(layout.teasers[story.id])
    return tuple(
        Section(id=f"topic-{place}", heading=link, day="", teasers=tuple(groups[slug]))
        for place, (slug, link) in enumerate(layout.nav)
        if slug in groups
    )


def _day_chunks(days: Sequence[Section], size: int) -> tuple[list[Section], list[list[Section]]]:
    """As `chunks`, but in whole days, of which a month shows a few stories; `days` come newest first."""
    pages: list[list[Section]] = [[]]
    for day in reversed(days):
        if pages[-1] and _shown(pages[-1]) + min(_A_DAY, len(day.teasers)) > size:
            pages.append([])
        pages[-1].insert(0, day)
    front = pages.pop()
    if pages and _shown(front) * 2 < size:
        front += pages.pop()
    return front, pages


def _shown(days: Sequence[Section]) -> int:
    return sum(min(_A_DAY, len(day.teasers)) for day in days)


def _count(days: Sequence[Section]) -> int:
    return sum(len(day.teasers) for day in days)


def _shortened(days: Sequence[Section]) -> tuple[Section, ...]:
    return tuple(msgspec.structs.replace(day, teasers=day.teasers[:_A_DAY], count=len(day.teasers)) for day in days)


def _months(layout: Layout) -> list[Month]:
    months = []
    for month, group in groupby(layout.stories, lambda story: day_of(story)[:7]):
        counts = [(day, len(list(stories))) for day, stories in groupby(group, day_of)]
        days = tuple(Link(url=layout.at.day(day), text=day, count=count) for day, count in counts)
        total = sum(count for _, count in counts)
        months.append(Month(month=month, url=layout.at.month(month), count=total, days=days))
    return months

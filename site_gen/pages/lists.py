"""Topics, sources, months and days: lists of stories under the headings of their days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from site_gen.model import Story
from site_gen.pages.addresses import Addresses
from site_gen.pages.teasers import by_day, chunks
from site_gen.views import FeedLink, Link, ListView, Meta, Pager, Section, Teaser

_A_DAY = 5  # stories of a day that its month shows


def paged(
    stories: Sequence[Story],
    teasers: Mapping[str, Teaser],
    addresses: Addresses,
    *,
    kind: str,
    title: str,
    about: str,
    front: str,
    size: int,
    feeds: tuple[FeedLink, ...],
    trail: tuple[Link, ...],
    neighbours: tuple[Link, ...],
    home_url: str,
    numbered: str,
    name: str = "",
    lang: str = "",
) -> Iterator[tuple[str, ListView]]:
    """The pages of a topic or a source as addresses and views, the newest first; `stories` come newest first.

    `title` heads the pages, `name` (the same where it is empty) is what browsers and search engines show; `numbered`
    is the pattern of older pages' titles: `%(title)s, page %(number)s`.
    """
    newest, full = chunks(stories, size)
    pages = [(front, newest), *((addresses.page(front, number), page) for number, page in _numbered(full))]
    for place, (address, shown) in enumerate(pages):
        number = len(full) - place + 1
        is_front = address == front
        heading = title if is_front else numbered % {"title": title, "number": number}
        full_name = name or title
        yield (
            address,
            ListView(
                meta=Meta(
                    kind=kind,
                    title=full_name if is_front else numbered % {"title": full_name, "number": number},
                    description=about or heading,
                    canonical=addresses.absolute(address),
                    feeds=feeds,
                    trail=trail if is_front else (*trail, Link(url=front, text=title)),
                ),
                heading=heading,
                about=about if is_front else "",
                count=len(stories) if is_front else len(shown),
                sections=by_day(shown, teasers, addresses),
                pager=Pager(
                    newer=pages[place - 1][0] if place else "",
                    older=pages[place + 1][0] if place + 1 < len(pages) else "",
                ),
                feed=feeds[0],
                neighbours=neighbours if is_front else (),
                home_url=home_url if is_front else "",
                lang=lang,
            ),
        )


def day_view(
    stories: Sequence[Story],
    teasers: Mapping[str, Teaser],
    *,
    meta: Meta,
    pager: Pager,
    by_topic: Sequence[Link],
    grown: tuple[Teaser, ...],
) -> ListView:
    """A day's edition, under its topics, then the older stories that grew on it."""
    sections = tuple(
        Section(id=f"topic-{place}", heading=link, day="", teasers=shown)
        for place, link in enumerate(by_topic)
        if (shown := tuple(teasers[story.id] for story in stories if teasers[story.id].topic == link))
    )
    return ListView(
        meta=meta,
        heading=meta.title,
        about="",
        count=len(stories),
        sections=sections,
        pager=pager,
        feed=None,
        neighbours=(),
        grown=grown,
    )


def month_view(
    stories: Sequence[Story], teasers: Mapping[str, Teaser], addresses: Addresses, *, meta: Meta, pager: Pager
) -> ListView:
    """A month: its days, each with a few of its stories, so that the page stays small however much there was."""
    days = by_day(stories, teasers, addresses)
    counted = tuple(
        msgspec.structs.replace(
            section,
            heading=Link(url=addresses.day(section.day), text=section.day, count=len(section.teasers)),
            teasers=section.teasers[:_A_DAY],
        )
        for section in days
    )
    return ListView(
        meta=meta,
        heading=meta.title,
        about="",
        count=len(stories),
        sections=counted,
        pager=pager,
        feed=None,
        neighbours=(),
    )


def _numbered(full: Sequence[Sequence[Story]]) -> list[tuple[int, Sequence[Story]]]:
    return list(enumerate(full, 1))[::-1]

"""Topics and sources: lists of stories under the headings of their days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from site_gen.model import Story
from site_gen.pages.addresses import Addresses
from site_gen.pages.teasers import by_day, chunks
from site_gen.pages.views import FeedLink, Link, ListView, Meta, Pager, Teaser


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
    describe: Callable[[str, Sequence[Story]], str],
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
                    description=about
                    or describe(full_name if is_front else f"{full_name} {number}", stories if is_front else shown),
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
                source=title if kind == "source" else "",
                lang=lang,
            ),
        )


def _numbered(full: Sequence[Sequence[Story]]) -> list[tuple[int, Sequence[Story]]]:
    return list(enumerate(full, 1))[::-1]

"""What sitemaps list: every story by month, so that a new one changes a single file, and the news of the last days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from site_gen.language.dates import instant
from site_gen.model import Story
from site_gen.pages.addresses import Addresses
from site_gen.pages.file_views import NewsItem

_MOST: Final = 50_000  # addresses of one sitemap (sitemaps.org protocol)
_NEWS_MOST: Final = 1_000  # of a sitemap of the news
_NEWS_AGE: Final = datetime.timedelta(days=2)

Entry = tuple[str, str]  # an address and the time of its last change


def parts(
    lists: Sequence[Entry], stories: Sequence[tuple[str, Entry]], *, most: int = _MOST
) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of every sitemap under its name; one without a name while one is enough.

    `stories` come newest first, each with its month. Past `most`, a month has a sitemap of its own, and one that is
    too long has several, filled from the oldest: names and what they hold stay as the site grows.
    """
    if len(lists) + len(stories) <= most:
        return {"": (*lists, *(entry for _, entry in stories))}
    months: dict[str, list[Entry]] = {}
    for month, entry in reversed(stories):
        months.setdefault(month, []).append(entry)
    maps = {f"lists-{number}": part for number, part in enumerate(_split(lists, most), 1)}
    for month, entries in months.items():
        maps |= {
            f"{month}-{number}" if number > 1 else month: part for number, part in enumerate(_split(entries, most), 1)
        }
    return maps


def news_items(stories: Sequence[Story], addresses: Addresses) -> tuple[NewsItem, ...]:
    """The stories of two days, as seen from the newest one, not from the clock: the same edition, the same file."""
    if not stories:
        return ()
    start = max(instant(story.published) for story in stories) - _NEWS_AGE
    items = (
        NewsItem(
            url=addresses.absolute(addresses.story(story.permalink)),
            title=story.title,
            lang=_news_language(story.lead.lang),
            published=story.published,
        )
        for story in sorted(stories, key=lambda story: instant(story.published), reverse=True)
        if instant(story.published) >= start
    )
    return tuple(items)[:_NEWS_MOST]


def _news_language(tag: str) -> str:
    """As Google News wants it: ISO 639, but `zh-cn` or `zh-tw` for Chinese."""
    main, *rest = tag.lower().split("-")
    if main != "zh":
        return main
    return "zh-tw" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-cn"


def _split(entries: Sequence[Entry], most: int) -> list[tuple[Entry, ...]]:
    return [tuple(entries[start : start + most]) for start in range(0, len(entries), most)]

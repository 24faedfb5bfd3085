"""Names of sites and sections at the ends of headlines: "Ferry sails again | The Example Times".

One headline proves nothing; that most headlines of a source end alike does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from site_gen.model import Article

_PARTS: Final = (" | ", " - ", " – ", " — ", " · ", " :: ")
_ENOUGH: Final = 3  # headlines
_MOST_WORDS: Final = 6  # of a name


def without_affixes(articles: Sequence[Article]) -> list[Article]:
    """The articles with what most headlines of their source begin or end with taken off their own."""
    totals = Counter(article.source for article in articles)
    endings = Counter((article.source, ending) for article in articles for ending in _ending(article.title))
    openings = Counter((article.source, opening) for article in articles for opening in _opening(article.title))
    proven_endings = {affix for affix, count in endings.items() if _is_proven(count, totals[affix[0]])}
    proven_openings = {affix for affix, count in openings.items() if _is_proven(count, totals[affix[0]])}
    return [_bare(article, proven_endings, proven_openings) for article in articles]


def _is_proven(count: int, total: int) -> bool:
    return count >= _ENOUGH and count * 2 > total


def _bare(article: Article, endings: set[tuple[str | None, str]], openings: set[tuple[str | None, str]]) -> Article:
    title = article.title
    for ending in _ending(title):
        if (article.source, ending) in endings:
            title = title.removesuffix(ending)
    for opening in _opening(title):
        if (article.source, opening) in openings:
            title = title.removeprefix(opening)
    return article if title == article.title else msgspec.structs.replace(article, title=title)


def _ending(title: str) -> Iterable[str]:
    """The last part of a headline with the sign before it, where it may be a name."""
    at, part = max((title.rfind(part), part) for part in _PARTS)
    if at > 0 and _may_be_a_name(title[at + len(part) :]):
        yield title[at:]


def _opening(title: str) -> Iterable[str]:
    places = [(title.find(part), part) for part in _PARTS if part in title]
    if places:
        at, part = min(places)
        if _may_be_a_name(title[:at]) and title[at + len(part) :].strip():
            yield title[: at + len(part)]


def _may_be_a_name(text: str) -> bool:
    return bool(text.strip()) and len(text.split()) <= _MOST_WORDS

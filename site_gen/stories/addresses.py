"""Articles with one address are one article, whatever their headlines say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_gen.model import Headline


def same_address(headlines: Iterable[Headline]) -> tuple[tuple[str, ...], ...]:
    """The ids of those that share an address, in the order of the articles; a site's front page is nobody's address."""
    groups: dict[str, list[Headline]] = {}
    for headline in headlines:
        if headline.url:
            groups.setdefault(_last(headline.url), []).append(headline)
    return tuple(ids for group in groups.values() if len(group) > 1 for ids in _same(group))


def _last(url: str) -> str:
    """The last part of the path, which all ways to one page have in common: cheap to find, and rarely shared."""
    path = url.partition("#")[0].partition("?")[0].rstrip("/").lower()
    return path.removesuffix("/amp").removesuffix(".amp").rpartition("/")[2]


def _same(group: list[Headline]) -> Iterator[tuple[str, ...]]:
    from site_gen.language.urls import canonical, is_home

    homes: dict[str, list[str]] = {}
    for headline in group:
        address = canonical(headline.url)
        if address and not is_home(address):
            homes.setdefault(address.partition("://")[2].removeprefix("www.").rstrip("/"), []).append(headline.id)
    return (tuple(ids) for ids in homes.values() if len(ids) > 1)

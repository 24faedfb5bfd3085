"""Makes files for machines: feeds in three formats, OPML, sitemaps, robots.txt, headers for hosts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from site_gen.makers.feeds.json_feed import json
from site_gen.makers.feeds.sitemaps import newssitemap, robots, sitemap, sitemapindex
from site_gen.makers.feeds.texts import headers, opml
from site_gen.makers.feeds.xml import atom, rss

__all__ = ["MAKERS", "make"]

MAKERS: Final[dict[str, Callable[[Any, Mapping[str, str]], bytes]]] = {
    "rss": rss,
    "atom": atom,
    "json": json,
    "sitemap": sitemap,
    "sitemapindex": sitemapindex,
    "newssitemap": newssitemap,
    "robots": robots,
    "opml": opml,
    "headers": headers,
}


def make(maker: str, view: Any, bodies: Mapping[str, str]) -> bytes:
    """Make a file by the name of its maker (Any: each maker has its own view)."""
    return MAKERS[maker](view, bodies)

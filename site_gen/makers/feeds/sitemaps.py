"""Makes files for search engines: sitemaps, the news sitemap, robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from site_gen.language.dates import instant
from site_gen.language.plain import GENERATOR
from site_gen.pages.file_views import NewsSitemapView, RobotsView, SitemapIndexView, SitemapView

_FOR_ALL: Final = re.compile(r"^\s*user-agent\s*:\s*\*", re.IGNORECASE | re.MULTILINE)  # "User-agent: *"
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_SPACE: Final = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap(view: SitemapView, _: Mapping[str, str]) -> bytes:
    """A sitemap (https://www.sitemaps.org/protocol.html)."""
    return _file("urlset", (f"<url>{_place(url, time)}</url>\n" for url, time in view.entries))


def sitemapindex(view: SitemapIndexView, _: Mapping[str, str]) -> bytes:
    """An index of sitemaps, for more than the 50,000 addresses that one may hold."""
    return _file("sitemapindex", (f"<sitemap>{_place(url, time)}</sitemap>\n" for url, time in view.sitemaps))


def newssitemap(view: NewsSitemapView, _: Mapping[str, str]) -> bytes:
    """A sitemap of the last days for Google News (https://www.google.com/schemas/sitemap-news/0.9)."""
    name = escape(view.name)
    rows = (
        f"<url><loc>{escape(item.url)}</loc><news:news>"
        f"<news:publication><news:name>{name}</news:name><news:language>{item.lang}</news:language></news:publication>"
        f"<news:publication_date>{_time(item.published)}</news:publication_date>"
        f"<news:title>{escape(item.title)}</news:title></news:news></url>\n"
        for item in view.items
    )
    return _file("urlset", rows, f' xmlns:news="{_NEWS_SPACE}"')


def robots(view: RobotsView, _: Mapping[str, str]) -> bytes:
    """robots.txt (RFC 9309)."""
    named = {line.partition(":")[2].strip() for line in view.lines.splitlines() if line.lower().startswith("sitemap:")}
    sitemaps = "".join(f"Sitemap: {url}\n" for url in view.sitemaps if url not in named)
    has_all = _FOR_ALL.search(view.lines) is not None  # a second group for all robots would only be joined with it
    groups = "" if has_all else "User-agent: *\nAllow: /\n\n"
    own = f"{view.lines.strip()}\n\n" if view.lines.strip() else ""
    return f"# {GENERATOR}\n{groups}{own}{sitemaps}".encode()


def _place(url: str, time: str) -> str:
    return f"<loc>{escape(url)}</loc>" + (f"<lastmod>{_time(time)}</lastmod>" if time else "")


def _time(time: str) -> str:
    """A date as W3C writes it; a time needs its zone."""
    return instant(time).isoformat() if len(time) > 10 else time


def _file(kind: str, rows: Iterable[str], more: str = "") -> bytes:
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {GENERATOR} -->\n'
    return f'{opening}<{kind} xmlns="{_SPACE}"{more}>\n{"".join(rows)}</{kind}>\n'.encode()

"""Sitemaps as the schemas of sitemaps.org and of Google News want them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from site_gen.check.rss_rules import Tree
from site_gen.check.rules import Finding, plain_fault, uri_fault, w3c_fault

_SPACE: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS: Final = "{http://www.google.com/schemas/sitemap-news/0.9}"
_ORDER: Final = ("loc", "lastmod", "changefreq", "priority")
_MOST: Final = 50_000
_NEWS_MOST: Final = 1_000
_MOST_BYTES: Final = 52_428_800
_LONGEST: Final = 2_048
_FREQUENCIES: Final = frozenset("always hourly daily weekly monthly yearly never".split())
_NEWS_LANGUAGE: Final = re.compile(r"zh-cn|zh-tw|[a-z]{2,3}")


def sitemap_findings(root: Tree, size: int, site_root: str) -> Iterator[Finding]:
    """What is wrong with a sitemap or an index of sitemaps of the site at `site_root`."""
    kinds = {f"{_SPACE}urlset": "url", f"{_SPACE}sitemapindex": "sitemap"}
    kind = kinds.get(root.tag)
    if kind is None:
        yield Finding(root.sourceline, "is neither a sitemap nor an index of sitemaps")
        return
    rows = [row for row in root if isinstance(row.tag, str)]
    if not rows:
        yield Finding(root.sourceline, "is empty")
    if len(rows) > _MOST or size > _MOST_BYTES:
        yield Finding(None, f"has {len(rows):,} addresses in {size:,} bytes, over {_MOST:,} or {_MOST_BYTES:,}")
    for row in rows:
        if row.tag != f"{_SPACE}{kind}":
            yield Finding(row.sourceline, f"holds an unknown element '{row.tag}'")
            continue
        yield from (Finding(row.sourceline, fault) for fault in _row_faults(row, kind, site_root))
    counts = Counter(places(root))
    yield from (Finding(None, f"names '{url}' {count} times") for url, count in counts.items() if count > 1)
    if sum(row.find(f"{_NEWS}news") is not None for row in rows) > _NEWS_MOST:
        yield Finding(None, f"has more than {_NEWS_MOST:,} news")


def places(root: Tree) -> list[str]:
    """The addresses that a sitemap names."""
    return [(element.text or "").strip() for element in root.iter(f"{_SPACE}loc")]


def _row_faults(row: Tree, kind: str, site_root: str) -> Iterator[str]:
    names = [child.tag.removeprefix(_SPACE) for child in row if isinstance(child.tag, str)]
    own = [name for name in names if not name.startswith("{")]
    known = _ORDER if kind == "url" else _ORDER[:2]
    if own != [name for name in known if name in own]:
        yield f"holds {own}, not {list(known)} in this order"
    place = row.findtext(f"{_SPACE}loc") or ""
    fault = uri_fault(place)
    if fault:
        yield f"an address {fault}"
    elif not place.startswith(site_root):
        yield f"names '{place}', which is not below '{site_root}'"
    if len(place) >= _LONGEST:
        yield f"names an address of {len(place):,} characters"
    time = row.findtext(f"{_SPACE}lastmod")
    if time is not None and w3c_fault(time):
        yield f"lastmod {w3c_fault(time)}"
    often, weight = row.findtext(f"{_SPACE}changefreq"), row.findtext(f"{_SPACE}priority")
    if often is not None and often not in _FREQUENCIES:
        yield f"changefreq is unknown: '{often}'"
    if weight is not None and not re.fullmatch(r"0(?:\.\d+)?|1(?:\.0+)?", weight):
        yield f"priority is not between 0 and 1: '{weight}'"
    news = row.find(f"{_NEWS}news")
    if news is not None:
        yield from _news_faults(news)


def _news_faults(news: Tree) -> Iterator[str]:
    names = [child.tag.removeprefix(_NEWS) for child in news]
    if names != ["publication", "publication_date", "title"]:
        yield f"news hold {names}, not publication, publication_date, title"
        return
    publication, date, title = news
    if plain_fault(publication.findtext(f"{_NEWS}name")):
        yield "the publication has no name"
    language = publication.findtext(f"{_NEWS}language") or ""
    if not _NEWS_LANGUAGE.fullmatch(language):
        yield f"the publication has no language that Google News knows: '{language}'"
    if w3c_fault(date.text):
        yield f"publication_date {w3c_fault(date.text)}"
    if not (title.text or "").strip():
        yield "news have no title"

"""The headline of a page: the wording that most of its places agree on, without the site's name.

Exact on the development pages: first <h1> .66, JSON-LD .39 (.85 where present), og:title .57, agreement of all .89.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from site_gen import text as plain
from site_gen.readers.page import Page, names

# How much each place is believed; the candidate whose places sum up highest wins.
_WEIGHTS: Final = {"h1": 1.0, "ld": 1.0, "og": 0.9, "twitter": 0.4, "meta": 0.4, "title": 0.7}
_SEPARATOR: Final = re.compile(
    r"\s+[-|–—·•:»«~/\\]+\s+|\s*[|»：｜]\s*|\s+::\s+|:\s+"
)  # "Story - Site", "Politics | Story"
_WORD: Final = re.compile(r"[^\W_]+")
_MAX: Final = 400


def title(page: Page, address: str | None) -> str | None:
    """The headline, or nothing where the page has none."""
    sites = frozenset(filter(None, map(_key, _site_names(page, address))))
    support: dict[str, float] = {}
    wording: dict[str, str] = {}
    places = list(_places(page))
    whole = {_key(text) for _, text in places}
    for place, text in places:
        for rank, form in enumerate(_forms(text, sites, whole)):
            key = _key(form)
            if not key or key in sites:
                continue
            wording.setdefault(key, form)
            # A part of a title counts, but less than the whole, so that it wins only where another place says it.
            support[key] = support.get(key, 0) + _WEIGHTS[place] * (1 if rank == 0 else 0.9)
    if not support:
        return next((text for _, text in places if _key(text)), None)
    best = max(support, key=lambda key: (support[key], -list(support).index(key)))
    return wording[best]


def _places(page: Page) -> Iterator[tuple[str, str]]:
    seen = 0
    for element in page.tree.iter("h1"):
        text = _tidy(" ".join(element.itertext()))
        if text and seen < 4:
            seen += 1
            yield "h1", text
    for place, text in (
        ("ld", page.article_ld.get("headline")),
        ("og", page.first("og:title")),
        ("twitter", page.first("twitter:title")),
        ("meta", page.first("parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline")),
        ("title", page.tree.findtext(".//head/title") or page.tree.findtext(".//title")),
    ):
        tidy = _tidy(text) if isinstance(text, str) else ""
        if tidy:
            yield place, tidy


def _tidy(text: str) -> str:
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    return plain.one_line(text)[:_MAX]


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _forms(text: str, sites: frozenset[str], whole: Iterable[str]) -> Iterator[str]:
    """The text without the parts that name the site, then what other places prove to be the headline within it."""
    parts = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(text)), (len(text), len(text))]
    first, last = 0, len(parts) - 1
    while last - first > 1 and _is_site(text[parts[last - 1][1] :], sites):
        last -= 1
    while last - first > 1 and _is_site(text[: parts[first + 1][0]], sites):
        first += 1
    bare = text[parts[first][1] : parts[last][0]].strip()
    yield bare
    for begin in range(first, last):
        for end in range(begin + 1, last + 1):
            form = text[parts[begin][1] : parts[end][0]].strip()
            if form != bare and _key(form) in whole:
                yield form


def _is_site(part: str, sites: frozenset[str]) -> bool:
    key = _key(part)
    return key in sites or key.replace(" ", "") in {site.replace(" ", "") for site in sites}


def _site_names(page: Page, address: str | None) -> Iterator[str]:
    yield from page.meta.get("og:site_name", ())
    yield from page.meta.get("application-name", ())
    yield from page.meta.get("apple-mobile-web-app-title", ())
    for key in ("publisher", "isPartOf", "sourceOrganization"):
        yield from names(page.article_ld.get(key))
    yield from _of_nodes(page.ld)
    if address:
        host = re.sub(r"^https?://(?:www\.)?", "", address).partition("/")[0]
        yield host
        yield from (label for label in host.split(".")[:-1] if len(label) > 2)


def _of_nodes(nodes: tuple[dict[str, Any], ...]) -> Iterator[str]:
    from site_gen.readers.page import types

    for node in nodes:
        if {"Organization", "WebSite", "NewsMediaOrganization"} & set(types(node)):
            yield from names(node.get("name"))
            yield from names(node.get("alternateName"))

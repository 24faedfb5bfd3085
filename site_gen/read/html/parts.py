"""Articles that a site spreads over several pages: which of them a page is, and at which address the first one stands.

An address that ends in a number says nothing by itself, for lists of articles have pages too; the page must lead to
the others, or call itself the second one.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin, urlsplit, urlunsplit

import msgspec

from site_gen.read.html.page import HtmlPage

_PAGE: Final = (
    r"(?:page|pages|seite|página|pagina|paged?|strona|sida|sidan|side|sivu|страница|стр\.?|сторінка|sayfa|stránka"
    r"|strana|oldal|halaman|trang|pag\.?)"
)
_OF: Final = r"(?:of|/|von|de|sur|di|van|av|af|z|ze|из|з|dari|från)"
_KEYS: Final = "page|pg|pag|paged|pagewanted|seite|pagina|strona|sida|side|sivu|sayfa|strana|halaman"
# Such as "?page=2", "?seite=2", "&p=2".
_IN_QUERY: Final = re.compile(rf"(?:^|&)(?:(?P<word>{_KEYS})|p)=(?P<number>\d{{1,2}})(?=&|$)", re.IGNORECASE)
# "/a/story/page/2/", "/story-page-2.html", "/story/seite-2", "/story/2/", "/story_2.html", "/story,2.html"
_IN_PATH: Final = re.compile(
    rf"(?:[/_-](?P<word>{_KEYS})[-_/]?|(?<=[^/])/|[_,-]p?)(?P<number>\d{{1,2}})(?=(?:\.\w{{3,5}})?/?$)",
    re.IGNORECASE,
)
# "Page 2 of 3", "Seite 2/3", "第2页", "2ページ目", "2페이지"
_SAID: Final = re.compile(
    rf"\b{_PAGE}\s?(?P<one>\d{{1,2}})(?!\d)(?:\s?{_OF}\s?\d{{1,2}}\b)?|第\s?(?P<two>\d{{1,2}})\s?[页頁]"
    r"|(?P<three>\d{1,2})\s?(?:ページ目?|페이지)",
    re.IGNORECASE,
)
_AT_END: Final = re.compile(rf"\s*(?:[-–—|:·,(\[]\s*)?(?:{_SAID.pattern})\s*[)\]]?\s*$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
# What a list of pages says beside numbers: "Pages: 1 2", "1 | 2 | Next page »", "Weiter"
_IN_LIST: Final = re.compile(
    rf"(?:{_PAGE}|{_OF}|next|previous|prev|first|last|continue|go|to|weiter|nächste|vorherige|zurück|zur|suivante?"
    r"|précédente?|siguiente|anterior|próxima|avanti|successiva|precedente|volgende|vorige|nästa|föregående|næste"
    r"|forrige|neste|seuraava|edellinen|następna|poprzednia|далее|назад|следующая|次|次へ|前へ|下一?页|上一?页|다음|이전"
    r"|[\d\W_])+",
    re.IGNORECASE,
)
_LONGEST_LIST: Final = 200  # characters
_MAY_BE_NUMBERED: Final = re.compile(r"\d(?:[/&]|\.\w{3,5}|$)")
_MOST: Final = 50  # pages of an article
_MOST_LINKS: Final = 3_000
_Element = Any  # lxml has no types


class PagePart(msgspec.Struct, frozen=True):
    """One page of an article, counted from 1, and the address of the whole, which is that of its first page."""

    number: int
    first: str
    is_named: bool = True  # by a word before the number, as in "page/2"; a bare number may be that of an article


def take_part(page: HtmlPage) -> PagePart | None:
    """Which page of an article of several this is; None for its first one, and for a page that stands alone.

    The list of its pages goes out of the tree, for it is no text.
    """
    own = [it for it in dict.fromkeys((page.url, *page.meta.get("og:url", ()), page.base)) if it]
    found = next((part for url in own if (part := _split(url))), None)
    first = found.first if found else page.url
    if not first:
        return None
    links, leads_to_first = _links_to_others(page, first)
    said = _said(page)
    number = _left_out(links) if links else 0
    for link in links:
        _cut_list(link)
    if found and (said == found.number or (links and (found.is_named or leads_to_first))):
        return found
    return PagePart(number, first) if number and (not said or said == number) else None


def without_page_number(headline: str, part: PagePart | None) -> str:
    """A headline without the "Page 2 of 3" at its end."""
    return (_AT_END.sub("", headline) or headline) if part else headline


def _split(url: str) -> PagePart | None:
    """The number in an address, and the address without it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    query = _IN_QUERY.search(parts.query)
    path = None if query else _IN_PATH.search(parts.path)
    match = query or path
    number = int(match["number"]) if match else 0
    if match is None or not 0 < number <= _MOST:
        return None
    left = (_IN_QUERY.sub("", parts.query, count=1).lstrip("&"), parts.path)
    if path:
        left = parts.query, parts.path[: path.start()] + parts.path[path.end() :]
    first = urlunsplit((parts.scheme, parts.netloc, left[1] or "/", left[0], ""))
    return PagePart(number, first, match["word"] is not None)


def _links_to_others(page: HtmlPage, first: str) -> tuple[list[_Element], bool]:
    """The links of a page to others of the article, in its head or in its text, and whether one leads to the first."""
    base = page.base or page.url or first
    found: list[_Element] = []
    leads_to_first = False
    for link in islice(page.tree.iter("a", "link"), _MOST_LINKS):
        if link.tag == "link" and not {"prev", "next"} & set((link.get("rel") or "").lower().split()):
            continue
        href = link.get("href") or ""
        may_be_first = link.tag == "link" or (link.text or "").strip() == "1"
        if not (may_be_first or _MAY_BE_NUMBERED.search(href)):
            continue
        url = _whole(href, base)
        at = _split(url)
        is_first = may_be_first and _bare(url) == _bare(first)
        leads_to_first = leads_to_first or is_first
        if is_first or (at and _bare(at.first) == _bare(first)):
            found.append(link)
    return found, leads_to_first


def _whole(href: str, base: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def _bare(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/?").removesuffix(".html")


def _said(page: HtmlPage) -> int:
    """The number that the page gives itself in its title, or 0."""
    title = page.tree.findtext(".//head/title") or page.tree.findtext(".//title") or ""
    found = _SAID.search(title)
    number = int(next(filter(None, found.groups()), 0)) if found else 0
    return number if number <= _MOST else 0


def _left_out(links: list[_Element]) -> int:
    """The one number that stands among the links to the other pages and is no link itself, or 0."""
    holder = next((it.getparent() for it in links if it.tag == "a"), None)
    for _ in range(3):
        if holder is None:
            return 0
        linked = [number for link in holder.iter("a") if (number := _NUMBER.search("".join(link.itertext())))]
        every = _NUMBER.findall(" ".join(holder.itertext()))
        left = [int(it) for it in every if it not in {number[0] for number in linked}]
        if linked and left:
            return left[0] if len(left) == 1 and 1 < left[0] <= _MOST else 0
        holder = holder.getparent()
    return 0


def _cut_list(link: _Element) -> None:
    """Take out the largest element around a link that says no more than a list of pages does."""
    largest = None
    element = link if link.tag == "a" else None
    while element is not None and element.tag not in ("body", "html", "main", "article"):
        text = "".join(element.itertext())
        if len(text) > _LONGEST_LIST or not _IN_LIST.fullmatch(text):
            break
        largest, element = element, element.getparent()
    if largest is not None and largest.getparent() is not None:
        largest.drop_tree()

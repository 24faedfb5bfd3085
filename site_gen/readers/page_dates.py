"""When a page was published and changed: JSON-LD, then meta elements, then <time>, then the line under the headline.

Right on the development pages, where present: JSON-LD .94, article:published_time .91, other meta .97, first <time> .81,
the address .96. A date of change is never given out as the date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from site_gen.readers.page import Page

_PUBLISHED: Final = (
    "article:published_time og:published_time article:published og:article:published_time article_published_time "
    "datepublished date.issued dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date "
    "parsely-pub-date sailthru.date cxenseparse:publishtime prism.publicationdate citation_publication_date "
    "publisheddate published-date published_date publishdate publish-date publish_date pubdate pub_date date pdate "
    "datecreated article.published article.created published release_date originalpublicationdate displaydate rnews:datepublished "
    "bt:pubdate lp.article:published_time article_date_original dcsext.articlefirstpublished ptime timestamp"
).split()
_MODIFIED: Final = (
    "article:modified_time og:updated_time article:modified og:modified_time datemodified dcterms.modified dc.date.modified "
    "last-modified lastmod modified-date modified_date last_updated_date dateupdated"
).split()
# "2023-05-08T10:00:00+02:00", "2023-05-08 10:00:00", "20230508T100000Z", "2023-05-08"
_ISO: Final = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?(?![\d/])",
    re.IGNORECASE,
)
_MILLISECONDS: Final = re.compile(r"(1\d{9})(?:\d{3})?$")
# "/2023/05/08/", "/2023-05-08-", "/20230508/"
_IN_URL: Final = re.compile(r"[/_-]((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_BYLINE: Final = re.compile(r"date|time|publi|posted|byline|meta|info|stamp|author|dachzeile|credit", re.IGNORECASE)
_UPDATED: Final = re.compile(r"updat|modif|aktualis|edited|mis à jour|actualiz|revis|last", re.IGNORECASE)
_NEAR: Final = 60  # elements around the headline


class Dates(msgspec.Struct, frozen=True):
    """What a page says of its dates; `dated` names how the day is known where the page does not say it."""

    published: str | None = None
    modified: str | None = None
    dated: str | None = None


def dates(page: Page, address: str | None, lang: str | None) -> Dates:
    """The dates of a page; better none than a wrong one."""
    modified = next(filter(None, map(iso, _modified(page))), None)
    published = next(filter(None, map(iso, _declared(page))), None) or _shown(page, lang)
    if published:
        return Dates(published, modified if modified and modified[:10] >= published[:10] else None)
    by_url = day_in_url(address)
    return Dates(by_url, modified if by_url else None, "url" if by_url else None)


def iso(value: Any) -> str | None:  # Any: whatever JSON holds
    """An exact date in one of the forms that machines write."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, (str, int)):
        return None
    text = str(value).strip()
    found = _ISO.match(text)
    if found:
        return _checked(found)
    stamp = _MILLISECONDS.match(text)
    if stamp:
        from datetime import UTC, datetime

        return datetime.fromtimestamp(int(stamp[1]), UTC).isoformat()
    return _parse(text, None)


def day_in_url(address: str | None) -> str | None:
    """`2023-05-08` of `https://example.com/2023/05/08/story`."""
    found = _IN_URL.search(address or "")
    return _day(int(found[1]), int(found[3]), int(found[4])) if found else None


def _checked(found: re.Match[str]) -> str | None:
    year, month, day_of_month, hour, minute, second, zone = found.groups()
    day = _day(int(year), int(month), int(day_of_month))
    if not day or not hour or int(hour) > 23 or int(minute) > 59:
        return day
    if zone:
        zone = "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    return f"{day}T{hour}:{minute}:{min(int(second or 0), 59):02d}{zone or ''}"


def _day(year: int, month: int, day_of_month: int) -> str | None:
    from datetime import date

    try:
        return date(year, month, day_of_month).isoformat() if 1990 <= year <= 2100 else None
    except ValueError:
        return None


def _parse(text: str, lang: str | None) -> str | None:
    from site_gen import dates as worldly

    return worldly.parse_date(text[:200], lang=lang)


def _declared(page: Page) -> Iterator[Any]:
    yield page.article_ld.get("datePublished")
    for name in _PUBLISHED:
        yield from page.meta.get(name, ())[:1]
    yield page.article_ld.get("dateCreated")
    for node in page.ld:
        if node.get("datePublished") and "Comment" not in str(node.get("@type")):
            yield node.get("datePublished")
    for element in page.tree.iter():
        if element.get("itemprop") == "datePublished":
            yield element.get("content") or element.get("datetime")


def _modified(page: Page) -> Iterator[Any]:
    yield page.article_ld.get("dateModified")
    for name in _MODIFIED:
        yield from page.meta.get(name, ())[:1]


def _shown(page: Page, lang: str | None) -> str | None:
    """The date that a reader sees under the headline."""
    elements = list(page.tree.iter())
    heads = [at for at, element in enumerate(elements) if element.tag == "h1"]
    times = [element for element in elements if element.tag == "time"]
    for element in sorted(times[:8], key=_is_update):
        if not _is_update(element):
            found = iso(element.get("datetime")) or _parse(" ".join(element.itertext()), lang)
            if found:
                return found
    start = heads[0] if heads else 0
    for element in [*elements[start + 1 : start + _NEAR], *elements[max(0, start - 12) : start]]:
        found = _in_byline(element, lang)
        if found:
            return found
    return None


def _is_update(element: Any) -> bool:
    parent = element.getparent()
    before = (
        (element.getprevious() is not None and element.getprevious().tail) or (parent is not None and parent.text) or ""
    )
    label = " ".join(filter(None, (element.get("class"), element.get("itemprop"), before[-40:])))
    return bool(_UPDATED.search(label))


def _in_byline(element: Any, lang: str | None) -> str | None:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "a", "h1", "h2"):
        return None
    text = " ".join("".join(element.itertext()).split()) if len(element) < 8 else ""
    marked = _BYLINE.search(f"{element.get('class')} {element.get('id')} {element.get('itemprop')}")
    if not 6 <= len(text) <= (150 if marked else 60) or not any(map(str.isdigit, text)) or _UPDATED.search(text):
        return None
    return _parse(text, lang)

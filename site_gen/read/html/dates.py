"""When a page was published and changed: JSON-LD, then meta elements, then <time>, then the line under the headline.

Right on the development pages, where present: JSON-LD .94, article:published_time .91, other meta .97, first <time>
.81, the address .96; in this order, and the earlier of what is declared and what is shown: .94, wrong .04.
A date of change is never given out as the date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from site_gen.read.html.page import HtmlPage

_PUBLISHED: Final = (
    "article:published_time og:published_time article:published og:article:published_time article_published_time "
    "datepublished date.issued dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date "
    "parsely-pub-date sailthru.date cxenseparse:publishtime prism.publicationdate citation_publication_date "
    "publisheddate published-date published_date publishdate publish-date publish_date pubdate pub_date date pdate "
    "datecreated article.published article.created published release_date originalpublicationdate displaydate "
    "rnews:datepublished bt:pubdate lp.article:published_time article_date_original dcsext.articlefirstpublished "
    "ptime timestamp"
).split()
_MODIFIED: Final = (
    "article:modified_time og:updated_time article:modified og:modified_time datemodified dcterms.modified "
    "dc.date.modified last-modified lastmod modified-date modified_date last_updated_date dateupdated"
).split()
# Such as 2023-05-08T10:00:00+02:00, 2023-05-08 10:00:00, 20230508T100000Z, or the day alone.
_ISO: Final = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?(?![\d/])",
    re.IGNORECASE,
)
_MILLISECONDS: Final = re.compile(r"(1\d{9})(?:\d{3})?$")
# "/2023/05/08/", "/2023-05-08-", "/20230508/"
_IN_URL: Final = re.compile(r"[/_-]((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_BYLINE: Final = re.compile(r"date|time|publi|posted|byline|meta|info|stamp|author|dachzeile|credit", re.IGNORECASE)
_UPDATED: Final = re.compile(r"updat|modif|aktualis|edited|mis à jour|actualiz|revis|last", re.IGNORECASE)
_NO_BYLINE: Final = frozenset({"script", "style", "a", "h1", "li", "body", "html", "main"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LINE: Final = 180  # characters of a byline
_TALK: Final = re.compile(r"(?:^|[\s_-])(?:comments?|disqus|respond|responses?|replies)(?:$|[\s_-])", re.IGNORECASE)
_NEAR: Final = 60  # elements around the headline


_Element = Any  # lxml has no types


class Dates(msgspec.Struct, frozen=True):
    """What a page says of its dates; `dated` names how the day is known where the page does not say it."""

    published: str | None = None
    modified: str | None = None
    dated: str | None = None


def dates(page: HtmlPage, address: str | None, lang: str | None) -> Dates:
    """The dates of a page; better none than a wrong one."""
    modified = next(filter(None, map(iso, _modified(page))), None)
    declared = next(filter(None, map(iso, _declared(page))), None)
    published = _as_its_readers_saw(declared, page, address, lang) if declared else _shown(page, lang)
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
        zone = zone if int(zone[1:3]) <= 14 and int(zone[4:]) < 60 else ""  # no clock differs so much
    return f"{day}T{hour}:{minute}:{min(int(second or 0), 59):02d}{zone or ''}"


def _day(year: int, month: int, day_of_month: int) -> str | None:
    from datetime import date

    try:
        return date(year, month, day_of_month).isoformat() if 1990 <= year <= 2100 else None
    except ValueError:
        return None


def _parse(text: str, lang: str | None) -> str | None:
    from site_gen.language import dates as worldly

    return worldly.parse_date(text[:200], lang=lang)


def _as_its_readers_saw(declared: str, page: HtmlPage, address: str | None, lang: str | None) -> str:
    """The earlier day that stands beside the headline, or in the address where the declared one is Greenwich's next.

    A site that moves to a new system declares the day of its move; a paper of the far west is dated by its own evening.
    """
    shown = _shown(page, lang)
    if shown and shown[:10] < declared[:10]:
        return shown
    by_url = day_in_url(address)
    is_in_greenwich = declared[10:11] == "T" and declared[19:] in ("", "+00:00")
    return by_url if by_url and is_in_greenwich and by_url == _day_before(declared) else declared


def _day_before(moment: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(moment[:10]) - timedelta(days=1)).isoformat()


def _declared(page: HtmlPage) -> Iterator[Any]:
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


def _modified(page: HtmlPage) -> Iterator[Any]:
    yield page.article_ld.get("dateModified")
    for name in _MODIFIED:
        yield from page.meta.get(name, ())[:1]


def _shown(page: HtmlPage, lang: str | None) -> str | None:
    """The date that a reader sees beside the headline: the nearest one, below it before above it."""
    holders = page.tree.iter("section", "div", "ol", "ul", "article")
    talk = {inner for it in holders if _is_talk(it) for inner in it.iter()}
    elements = [it for it in page.tree.iter("*") if it not in talk]
    heading = next((at for at, element in enumerate(elements) if element.tag == "h1"), None)
    if heading is None:
        return next(filter(None, (_in_byline(element, lang) for element in elements[: 3 * _NEAR])), None)
    below, above = elements[heading + 1 : heading + _NEAR], elements[max(0, heading - _NEAR // 4) : heading]
    found = next(filter(None, (_in_byline(element, lang) for element in [*below, *reversed(above)])), None)
    return found or next(filter(None, (_in_time(element, lang) for element in elements if element.tag == "time")), None)


def _is_talk(element: _Element) -> bool:
    """Whether these are the comments of readers, whose times are theirs."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _TALK.search(named) is not None and next(element.iter("h1"), None) is None


def _in_byline(element: _Element, lang: str | None) -> str | None:
    if element.tag == "time":
        return _in_time(element, lang)
    marked = _BYLINE.search(f"{element.get('class')} {element.get('id')} {element.get('itemprop')}")
    if element.tag in _NO_BYLINE or len(element) > 8 or (element.tag in _HEADINGS and not marked):
        return None
    text = " ".join(" ".join(element.itertext()).split())
    is_line = 6 <= len(text) <= (_LINE if marked else 60) and any(map(str.isdigit, text))
    if not is_line or _is_update(element):
        return None
    return _only_date(text, lang) if not _UPDATED.search(text) else _before_update(text, lang)


def _before_update(line: str, lang: str | None) -> str | None:
    """The date of a line that has one of change as well: the one that its own words are about."""
    from site_gen.language import dates as worldly

    found = worldly.find_dates(line, lang=lang)
    ends = [0, *(it.end for it in found)]
    words = [line[end : it.start] for end, it in zip(ends, found, strict=False)]
    of_change = [_UPDATED.search(it) is not None for it in words]
    own = [it.iso for it, is_change in zip(found, of_change, strict=True) if not is_change]
    return own[0] if len(found) == 2 and len(own) == 1 else None


def _only_date(line: str, lang: str | None) -> str | None:
    from site_gen.language import dates as worldly

    found = worldly.find_dates(line, lang=lang)
    return found[0].iso if len(found) == 1 else None


def _in_time(element: _Element, lang: str | None) -> str | None:
    if _is_update(element):
        return None
    return iso(element.get("datetime")) or _parse(" ".join("".join(element.itertext()).split()), lang)


def _is_update(element: _Element) -> bool:
    """Whether the words before a date, or the name of its element, say that it is one of change."""
    parent, previous = element.getparent(), element.getprevious()
    before = (
        [previous.tail, "".join(previous.itertext())]
        if previous is not None
        else [parent.text]
        if parent is not None
        else []
    )
    return bool(_UPDATED.search(" ".join([*(text[-40:] for text in before if text), element.get("class") or ""])))

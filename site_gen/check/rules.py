"""Rules that every format of feeds and sitemaps shares: what an address, a date, a language and safe HTML look like."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, Final, NamedTuple

from site_gen.errors import Severity

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

# https://host.example/x, urn:uuid:…, tag:… -> a full address without blanks and other signs that RFC 3986 forbids
_ADDRESS: Final = re.compile(r"(?:https?://[^\s<>\"{}|\\^`/?#]+[^\s<>\"{}|\\^`]*|(?:urn|tag|mailto):[^\s<>\"]+)")
# 2025-12-04T09:30:00+01:00, 2025-12-04T09:30:00.5Z
_RFC3339: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# Thu, 04 Dec 2025 09:30:00 +0000
_RFC822: Final = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|UT|[+-]\d{4})")
# 2025, 2025-12, 2025-12-04, or a time of RFC 3339, its seconds optional
_W3C: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")  # en, zh-Hant-TW
_MARKUP: Final = re.compile(r"</(?:a|b|i|p|em|strong|div|span|h[1-6]|li|ul|script)>|&(?:amp|lt|gt|quot|nbsp|#\d+);")
_TAG: Final = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")  # <a href="/x/"> -> its name and its attributes
_REFERENCE: Final = re.compile(r"\s(?:href|src)=\"([^\"]*)\"")  # href="/x/"
_REFUSED: Final = frozenset("script style iframe frame object embed form meta link base".split())
_REFUSED_ATTRIBUTE: Final = re.compile(r"\s(?:on[a-z]+|style)\s*=", re.IGNORECASE)  # onclick=, style=
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")  # https:


class Finding(NamedTuple):
    """What a rule has against a file."""

    line: int | None
    message: str
    severity: Severity = "error"


def address_fault(text: str | None) -> str:
    """Why a text is not a full address; nothing if it is."""
    if not text:
        return "is empty"
    return "" if _ADDRESS.fullmatch(text) else f"is not a full address: '{text}'"


def uri_fault(text: str | None) -> str:
    """Why a text is not a full address in the letters of RFC 3986, which RSS and sitemaps are held to."""
    fault = address_fault(text)
    return fault if fault or not text or text.isascii() else f"holds letters that are to be escaped: '{text}'"


def rfc3339_fault(text: str | None) -> str:
    """Why a text is not a time of RFC 3339."""
    if not text or not _RFC3339.fullmatch(text):
        return f"is not a time of RFC 3339: '{text or ''}'"
    return _calendar_fault(text)


def w3c_fault(text: str | None) -> str:
    """Why a text is not a date or a time as W3C writes it."""
    if not text or not _W3C.fullmatch(text):
        return f"is not a date as W3C writes it: '{text or ''}'"
    return _calendar_fault(text) if len(text) >= 10 else ""


def rfc822_fault(text: str | None) -> str:
    """Why a text is not a time of RFC 822 with four digits of the year, and the right day of the week."""
    if not text or not _RFC822.fullmatch(text):
        return f"is not a time of RFC 822: '{text or ''}'"
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return f"is not in the calendar: '{text}'"
    if "," in text and moment.strftime("%a") != text[:3]:
        return f"names the wrong day of the week: '{text}'"
    return "" if moment.year >= 1970 else f"is before 1970: '{text}'"


def language_fault(text: str | None) -> str:
    """Why a text is not a tag of BCP 47."""
    return "" if text and _LANGUAGE.fullmatch(text) else f"is not a language: '{text or ''}'"


def plain_fault(text: str | None) -> str:
    """Why a text that is read as plain text looks like HTML, or is empty."""
    if not text or not text.strip():
        return "is empty"
    return "holds HTML" if _MARKUP.search(text) else ""


def html_faults(html: str) -> Iterator[str]:
    """What a reader could not resolve or would not run in the HTML of an entry."""
    for name, attributes in _TAG.findall(html):
        if name.lower() in _REFUSED or (attributes and _REFUSED_ATTRIBUTE.search(attributes)):
            yield f"holds what readers refuse: '<{name}{attributes}>'"
        for reference in _REFERENCE.findall(attributes) if attributes else ():
            scheme = _SCHEME.match(reference)
            if scheme is None:
                yield f"holds a relative address: '{reference}'"
            elif scheme[0].lower() in {"javascript:", "data:", "vbscript:"}:
                yield f"holds what readers refuse: '{reference}'"


def xml_tree(data: bytes) -> Any:  # lxml has no types
    """The root of an XML file; raises lxml's `XMLSyntaxError`. No entity is expanded, nothing is fetched."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _calendar_fault(text: str) -> str:
    try:
        day = datetime.date.fromisoformat(text[:10])
        if len(text) > 10:
            datetime.datetime.fromisoformat(text)
    except ValueError:
        return f"is not in the calendar: '{text}'"
    return "" if day.year >= 1970 else f"is before 1970: '{text}'"

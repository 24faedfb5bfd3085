"""Newsletters saved as mail: the HTML part is read as a page, else the plain part as text."""

from __future__ import annotations

import email
import email.policy
import re
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

import msgspec

from site_gen.errors import Diagnostic
from site_gen.language import plain
from site_gen.model import Document, Reading, ReadingOptions
from site_gen.read import decoding, faults

_MOST_PARTS: Final = 100
_MOST_BOUNDARIES: Final = 500
_LONGEST_HEADER: Final = 2_000
_LONGEST_ADDRESS: Final = 300
_BOUNDARY: Final = re.compile(rb"^--", re.MULTILINE)


def read(document: Document, options: ReadingOptions) -> tuple[Reading, ...]:
    """The article of a seed of this kind."""
    return (read_mail(document.data, document.path, options),)


def read_mail(data: bytes, path: str, options: ReadingOptions) -> Reading:
    """One article; subject, sender and date of the headers go before those of the content."""
    if data.count(b"boundary") > _MOST_PARTS or len(_BOUNDARY.findall(data)) > _MOST_BOUNDARIES:
        return Reading(article=None, diagnostics=(faults.too_many_parts(path),))
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    html, text = _contents(message)
    reading = _read_content(html, text, path, options)
    if reading.article is None:
        return reading
    name, address = parseaddr(_header(message, "From")[:_LONGEST_ADDRESS])
    article = msgspec.structs.replace(
        reading.article,
        title=_header(message, "Subject") or reading.article.title,
        published=_sent(message) or reading.article.published,
        source=plain.one_line(name) or reading.article.source or address.partition("@")[2] or None,
        guid=_header(message, "Message-ID").strip("<>") or None,
    )
    known = {"seed-no-headline", "seed-no-date"} if article.published else {"seed-no-headline"}
    kept = tuple(fault for fault in reading.diagnostics if fault.code not in known)
    return Reading(article=article, diagnostics=kept, rulings=reading.rulings)


def _header(message: Message, name: str) -> str:
    raw = str(message.get(name, ""))[:_LONGEST_HEADER]
    try:
        parts = decode_header(raw)
        words = [
            part if isinstance(part, str) else part.decode(charset or "utf-8", "replace") for part, charset in parts
        ]
    except (ValueError, LookupError):  # a header that is not encoded as it says; binascii.Error is a ValueError
        words = [raw]
    return plain.one_line("".join(words))


def _sent(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):  # what the stdlib raises on dates that are none
        return None


def _contents(message: Message) -> tuple[str, str]:
    """The first HTML part and the first plain part."""
    found = {"text/html": "", "text/plain": ""}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in found and not found[kind] and part.get_content_disposition() != "attachment":
            found[kind] = _decoded(part)
    return found["text/html"], found["text/plain"]


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return plain.clean(payload.decode(part.get_content_charset() or "utf-8"))
    except (UnicodeError, LookupError):
        text = decoding.decode(payload, "")
        return "" if isinstance(text, Diagnostic) else text.text


def _read_content(html: str, text: str, path: str, options: ReadingOptions) -> Reading:
    if html.strip():
        from site_gen.read.html import read_html

        reading = read_html(html, path, options)
        if reading.article and reading.article.body:
            return reading
    if not text.strip():
        return Reading(article=None, diagnostics=(faults.no_article(path, "mail"),))
    from site_gen.read.text import read_text

    return read_text(text, path, options)

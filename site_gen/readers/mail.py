"""Newsletters saved as mail: the HTML part is read as a page, else the plain part as text."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

import msgspec

from site_gen import text as plain
from site_gen.model import Article, Reading, ReadingOptions
from site_gen.readers import decoding, faults

_MAX_PARTS: Final = 200


def read_mail(data: bytes, path: str, options: ReadingOptions) -> Reading:
    """One article: subject, sender and date from the headers where the content does not say better."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    html, text = _contents(message)
    reading = _read_content(html, text, path, options)
    if reading.article is None:
        return Reading(article=None, diagnostics=reading.diagnostics or (faults.no_article(path, "mail"),))
    name, address = parseaddr(_header(message, "From"))
    article = msgspec.structs.replace(
        reading.article,
        title=_header(message, "Subject") or reading.article.title,
        published=_sent(message) or reading.article.published,
        source=reading.article.source or plain.one_line(name) or address.partition("@")[2] or None,
        guid=_header(message, "Message-ID").strip("<>") or None,
    )
    kept = tuple(fault for fault in reading.diagnostics if fault.code not in _settled(article))
    return Reading(article=article, diagnostics=kept, rulings=reading.rulings)


def _settled(article: Article) -> frozenset[str]:
    return frozenset({"seed-no-headline"} | ({"seed-no-date"} if article.published else set()))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return plain.one_line(str(message.get(name, "")))
    except (ValueError, IndexError, TypeError, AttributeError):  # what the stdlib raises on malformed headers
        return ""


def _sent(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _contents(message: EmailMessage) -> tuple[str, str]:
    """The first HTML part and the first plain part."""
    found = {"text/html": "", "text/plain": ""}
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            break
        kind = part.get_content_type()
        if kind in found and not found[kind] and part.get_content_disposition() != "attachment":
            found[kind] = _decoded(part)
    return found["text/html"], found["text/plain"]


def _decoded(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8")
    except (UnicodeError, LookupError):
        text = decoding.decode(payload, "")
        return text.text if isinstance(text, decoding.Text) else ""


def _read_content(html: str, text: str, path: str, options: ReadingOptions) -> Reading:
    if html.strip():
        from site_gen.readers.html import read_html

        reading = read_html(plain.clean(html), path, options)
        if reading.article and reading.article.body:
            return reading
    if not text.strip():
        return Reading(article=None, diagnostics=(faults.no_article(path, "mail"),))
    from site_gen.readers.text import read_text

    return read_text(plain.clean(text), path, options)

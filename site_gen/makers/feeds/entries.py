"""Parts of entries that all feed formats share: authors, times, and text with absolute links."""

from __future__ import annotations

import datetime
import functools
import hashlib
import html
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urljoin, urlsplit

from site_gen.language.dates import instant
from site_gen.markdown.links import without_ids
from site_gen.pages.file_views import EntryView, FeedView

# <a title="x" href="/y/"> in a body -> the tag up to the address, and the address
_LINK: Final = re.compile(r'(<(?:a|img)\s(?:[^>]*?\s)?(?:href|src)=")([^"]*)')


def names(entry: EntryView, feed: FeedView) -> tuple[str, ...]:
    """The authors of an entry, or else its source, or else the site: RFC 4287 forbids having none."""
    return entry.authors or ((entry.source,) if entry.source else (feed.publisher,))


def summary(entry: EntryView) -> str:
    """The entry in a sentence or two."""
    return entry.summary or entry.title


def content(entry: EntryView, bodies: Mapping[str, str]) -> str:
    """The HTML of an entry, with absolute links, so that they work in a feed reader."""
    body = bodies[entry.body]
    # Most bodies have no link, and searching for one character is much faster than for several.
    if "=" not in body:
        return body
    body = without_ids(body)
    if 'href="' not in body and 'src="' not in body:
        return body
    return _LINK.sub(lambda match: match[1] + _absolute(match[2], entry.url), body)


def _absolute(address: str, base: str) -> str:
    plain = html.unescape(address)
    return address if urlsplit(plain).scheme else html.escape(urljoin(base, plain))


@functools.lru_cache(maxsize=10_000)
def stamped(guid: str, time: str) -> datetime.datetime:
    """The moment with a fraction of a second that belongs to the entry.

    Many sources date by the day alone, and two Atom entries should not share an `updated`: readers sort by it.
    """
    moment = instant(time)
    fraction = int.from_bytes(hashlib.blake2b(guid.encode(), digest_size=4).digest(), "big") % 1_000_000
    return moment if moment.microsecond else moment.replace(microsecond=fraction or 1)


@functools.lru_cache(maxsize=10_000)
def zoned(time: str) -> str:
    """The moment with its zone, as Atom and JSON Feed write it."""
    return instant(time).isoformat()

"""JSON Feed 1.1 as its specification words it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import msgspec

from site_gen.check.rules import Finding, address_fault, html_faults, language_fault, rfc3339_fault

_FEED: Final = frozenset(
    "version title home_page_url feed_url description user_comment next_url icon favicon authors language expired hubs "
    "items".split()
)
_ITEM: Final = frozenset(
    "id url external_url title content_html content_text summary image banner_image date_published date_modified "
    "authors tags language attachments".split()
)
_AUTHOR: Final = frozenset({"name", "url", "avatar"})


def json_findings(data: bytes, own_address: str) -> Iterator[Finding]:
    """What is wrong with a JSON Feed that stands at `own_address`."""
    try:
        feed = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        yield Finding(None, f"is not JSON: {error}")
        return
    if not isinstance(feed, dict) or feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield Finding(None, "is not a JSON Feed 1.1")
        return
    for fault in _feed_faults(feed, own_address):
        yield Finding(None, fault)
    items = feed.get("items")
    if not isinstance(items, list):
        yield Finding(None, "has no list of items")
        return
    for item in items:
        yield from (Finding(None, f"item '{item.get('id')}' {fault}") for fault in _item_faults(item))
    ids = Counter(str(item.get("id")) for item in items)
    yield from (Finding(None, f"has {count} items with id '{name}'") for name, count in ids.items() if count > 1)
    times = [str(item.get("date_published")) for item in items]
    if not any(map(rfc3339_fault, times)):
        moments = [datetime.fromisoformat(time) for time in times]
        if moments != sorted(moments, reverse=True):
            yield Finding(None, "does not have its newest item first")


def _feed_faults(feed: dict[str, Any], own_address: str) -> Iterator[str]:  # any JSON, so Any
    yield from _shape_faults(feed, _FEED)
    if not feed.get("title"):
        yield "has no title"
    if feed.get("feed_url") != own_address:
        yield f"names itself '{feed.get('feed_url')}', not '{own_address}'"
    for key in ("home_page_url", "feed_url", "next_url", "icon", "favicon"):
        if key in feed and address_fault(feed[key]):
            yield f"{key} {address_fault(feed[key])}"
    if feed.get("next_url") == feed.get("feed_url"):
        yield "goes on with itself"
    if "language" in feed and language_fault(feed["language"]):
        yield f"language {language_fault(feed['language'])}"
    yield from _author_faults(feed.get("authors", []))
    for hub in feed.get("hubs", []):
        if not isinstance(hub, dict) or not hub.get("type") or address_fault(hub.get("url")):
            yield "has a hub without type or url"


def _item_faults(item: dict[str, Any]) -> Iterator[str]:  # any JSON, so Any
    yield from _shape_faults(item, _ITEM)
    if not isinstance(item.get("id"), str) or not item.get("id"):
        yield "has no id"
    if not item.get("content_html") and not item.get("content_text"):
        yield "has neither content_html nor content_text"
    for key in ("url", "external_url", "image", "banner_image"):
        if key in item and address_fault(item[key]):
            yield f"{key} {address_fault(item[key])}"
    for key in ("date_published", "date_modified"):
        if key in item and rfc3339_fault(item[key]):
            yield f"{key} {rfc3339_fault(item[key])}"
    if "language" in item and language_fault(item["language"]):
        yield f"language {language_fault(item['language'])}"
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
        yield "has a tag that is not a text"
    yield from _author_faults(item.get("authors", []))
    yield from html_faults(str(item.get("content_html") or ""))


def _author_faults(authors: Any) -> Iterator[str]:  # any JSON, so Any
    for author in authors if isinstance(authors, list) else [None]:
        if not isinstance(author, dict) or not author or not author.keys() <= _AUTHOR or not all(author.values()):
            yield "has an author without name, url or avatar"


def _shape_faults(value: dict[str, Any], known: frozenset[str]) -> Iterator[str]:  # any JSON, so Any
    yield from (f"has an unknown key '{key}'" for key in value if key not in known and not key.startswith("_"))
    yield from (f"has an empty '{key}'" for key, held in value.items() if key != "items" and held in ("", [], {}, None))

"""JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from site_gen.language.plain import GENERATOR
from site_gen.makers.feeds.entries import content, names, summary, zoned
from site_gen.pages.file_views import EntryView, FeedView


def json(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.home,
        "feed_url": view.json,
        "description": view.description,
        "language": view.lang,
        "authors": [{"name": view.publisher, "url": view.root}],
        "_generator": {"about": "https://www.jsonfeed.org/mappingrssandatom/", "name": GENERATOR},
    }
    if view.hub:
        feed["hubs"] = [{"type": "WebSub", "url": view.hub}]
    feed["items"] = [_item(entry, view, bodies) for entry in view.entries]
    return msgspec.json.format(msgspec.json.encode(feed), indent=1) + b"\n"


def _item(entry: EntryView, view: FeedView, bodies: Mapping[str, str]) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "date_published": zoned(entry.published),
        "date_modified": zoned(entry.updated),
        "authors": [{"name": name} for name in names(entry, view)],
        "tags": entry.topics,
        "language": entry.lang,
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.original:
        item["external_url"] = entry.original
    if entry.image:
        item["image"] = entry.image
    if entry.enclosures:
        item["attachments"] = [
            {"url": it.url, "mime_type": it.type or "application/octet-stream"}
            | ({"size_in_bytes": int(it.length)} if it.length != "0" else {})
            for it in entry.enclosures
        ]
    if entry.body:
        item["content_html"] = content(entry, bodies)
    else:
        item["content_text"] = summary(entry)
    return item

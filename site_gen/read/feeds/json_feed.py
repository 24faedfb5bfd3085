"""JSON Feed 1.0 and 1.1 in, articles out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from site_gen.errors import Diagnostic
from site_gen.language import detection, plain, urls
from site_gen.markdown.escaping import escape
from site_gen.model import Document, Reading, ReadingOptions, Ruling
from site_gen.read import faults
from site_gen.read.feeds import FeedEntry, articles
from site_gen.read.feeds.body import body_of, headline, words_of_pictures
from site_gen.read.feeds.titles import one_line_of
from site_gen.read.feeds.trim import trim
from site_gen.read.feeds.when import read_date
from site_gen.read.html.dates import iso
from site_gen.read.people import listed

_Json = Any  # whatever the file holds


def read(document: Document, options: ReadingOptions) -> tuple[Reading, ...]:
    """The items of a feed as articles, in its order."""
    path = document.path
    try:
        feed = json.loads(document.text, strict=False)
    except (ValueError, RecursionError) as fault:
        return faults.unread(faults.bad_feed(path, str(fault)))
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return faults.unread(faults.no_article(path, "feed"))
    diagnostics: list[Diagnostic] = []
    if len(items) > options.max_articles:
        diagnostics.append(faults.cut_short(path, "items", options.max_articles))
    entries = [_entry(item, feed, options) for item in items[: options.max_articles] if isinstance(item, dict)]
    return articles(entries, path, diagnostics)


def _entry(item: dict[str, _Json], feed: dict[str, _Json], options: ReadingOptions) -> FeedEntry:
    base = urls.follow(_text(feed, "home_page_url")) or urls.follow(_text(feed, "feed_url"))
    link = _text(item, "url") or _text(item, "external_url")
    id_ = item.get("id")
    guid = plain.one_line(str(id_)) if isinstance(id_, (str, int)) and not isinstance(id_, bool) else ""
    url = urls.follow(link, base) or (urls.follow(guid) if guid.startswith("http") else None)
    as_html = _text(item, "content_html")
    written = as_html or _text(item, "content_text") or _text(item, "summary")
    lang = detection.tag(_text(item, "language")) or detection.tag(_text(feed, "language"))
    published, modified = (
        iso(item.get(key)) or read_date(_text(item, key), lang or options.lang)
        for key in ("date_published", "date_modified")
    )
    title, source = one_line_of(_text(item, "title")), one_line_of(_text(feed, "title")) or urls.host(base)
    is_text = bool(_text(item, "content_text")) and not as_html
    cut: list[str] = []
    body = body_of(written, url or base, is_plain=not as_html, is_text=is_text, cut=cut)
    title = title or ("" if body else words_of_pictures(as_html))
    trimmed = trim(body, title, source, url)
    title = headline(title, trimmed.body)
    tags = _list(item, "tags") or _text(item, "tags").split(",")
    said = item.get("date_published") or item.get("date_modified")
    return FeedEntry(
        title=title,
        body=_with_page(
            trimmed.body[: options.max_body], urls.published(_text(item, "external_url"), base), url, written
        ),
        is_cut=len(trimmed.body) > options.max_body,
        url=url or link or None,
        guid=guid or None,
        published=published or modified,
        modified=modified if published else None,
        authors=tuple(_authors(item)) or tuple(_authors(feed)),
        topics=tuple(dict.fromkeys(filter(None, (one_line_of(tag) for tag in tags if isinstance(tag, str)))))[:20],
        source=source,
        lang=lang,
        image=urls.published(_text(item, "image") or _text(item, "banner_image"), base),
        enclosures=tuple(_attachments(item, base)),
        related=trimmed.related,
        rulings=(*(Ruling(0, "widget", "cut", it) for it in cut), *trimmed.rulings),
        unread_date=str(said) if said and not (published or modified) else "",
    )


def _with_page(body: str, page: str | None, url: str | None, written: str) -> str:
    """A text with a link to the page that it is about, which a link log names beside the text and not in it."""
    if not page or urls.canonical(page) == urls.canonical(url) or page in written:
        return body
    shown = escape(urls.untracked(page).partition("://")[2].rstrip("/")[:100])
    return "\n\n".join(filter(None, (body, f"[{shown}]({urls.in_markdown(page)})")))


def _text(thing: dict[str, _Json], key: str) -> str:
    value = thing.get(key)
    return value if isinstance(value, str) else ""


def _list(thing: dict[str, _Json], key: str) -> list[_Json]:
    value = thing.get(key)
    return value if isinstance(value, list) else []


def _authors(thing: dict[str, _Json]) -> Iterator[str]:
    for author in _list(thing, "authors") or [thing.get("author"), thing.get("authors")]:
        name = _text(author, "name") if isinstance(author, dict) else author
        if isinstance(name, str):
            yield from listed(one_line_of(name))


def _attachments(item: dict[str, _Json], base: str | None) -> Iterator[dict[str, str]]:
    for attachment in _list(item, "attachments")[:20]:
        url = urls.follow(_text(attachment, "url"), base) if isinstance(attachment, dict) else None
        if url:
            yield {"url": url, "type": plain.one_line(_text(attachment, "mime_type"))}

"""Feeds in, articles out: RSS 0.9x, 1.0 and 2.0, RDF, CDF, Atom 0.3 and 1.0, by feedparser.

What a feed puts around a text is cut by `trim`, with a ruling; an address is whole, or it is none.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from site_gen.errors import Diagnostic
from site_gen.language import detection, plain, urls
from site_gen.language.plain import slugify
from site_gen.language.redirects import out_of_redirect
from site_gen.model import Article, Document, Reading, ReadingOptions, Ruling
from site_gen.read import bounds, faults
from site_gen.read.feeds.body import body_of, first_words, headline, words_of_pictures
from site_gen.read.feeds.exports import is_held_back
from site_gen.read.feeds.failures import is_failure
from site_gen.read.feeds.titles import one_line_of, title_of
from site_gen.read.feeds.trim import trim, without_suffix
from site_gen.read.feeds.when import day_first_in, read_date
from site_gen.read.feeds.whose import authors_in, authors_of, files_of, is_picture, outlet_of, without_authors

_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,300}\?>", re.IGNORECASE)
_SUBSET: Final = re.compile(
    r"<!DOCTYPE[^<>\[]{0,500}\[.*?\]\s*>", re.DOTALL | re.IGNORECASE
)  # <!DOCTYPE rss [ <!ENTITY ...> ]>
_ENTITY: Final = re.compile(r"<!ENTITY\b", re.IGNORECASE)
# What a channel has beside its entries, and feedparser fails on where it is broken: <width/>, </textinput>
_FURNITURE: Final = re.compile(r"</?(?:width|height|textinput|image)\b[^<>]*>", re.IGNORECASE)
# What blog programs file a text under that nobody filed
_NO_TERM: Final = frozenset(
    "uncategorized;uncategorised;unkategorisiert;allgemein;nicht kategorisiert;non classé;sin categoría;sin categorizar"
    ";sem categoria;senza categoria;geen categorie;okategoriserade;okategoriserad;ikke kategoriseret;ukategorisert"
    ";yleinen;luokittelematon;bez kategorii;nezařazené;nezaradené;kategorizálatlan;kategorisiz;genel;nekategorizirano"
    ";fără categorie;χωρίς κατηγορία;sense categoria;без рубрики;без категорії;некатегоризирани;未分类;未分類;미분류"
    ";tak berkategori;chưa phân loại;غير مصنف".split(";")
)
# An author's element and the first thousand characters of a text in it that is no name; feedparser would look for an
# address from each of its characters on.
_LONG_AUTHOR: Final = re.compile(
    r"(<(?:[\w.-]+:)?(?:author|creator|name|email|managingeditor|webmaster|publisher|owner|contributor)\b[^<>]{0,500}>\s*"
    r"(?:<!\[CDATA\[)?[^<]{1000})[^<]+",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"&(?!#?\w{1,31};)")  # a sign that begins no entity: "a?b=1&copy=2"
# An entry of a feed, up to the next one
_ENTRY: Final = re.compile(r"<(?:item|entry)\b.*?(?=<(?:item|entry)\b|\Z)", re.DOTALL | re.IGNORECASE)
_END_OF_FEED: Final = re.compile(r"</(?:[\w.-]{1,30}:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_OWN_TEXT: Final = re.compile(
    r"<(?:description|summary|content|content:encoded)\b[^<>]*>(?!\s*(?:<!\[CDATA\[\s*\]\]>)?\s*</)", re.IGNORECASE
)
_NO_YEAR: Final = 10_000
_LONGEST_NAME: Final = 80  # characters
_Parsed = Any  # feedparser has no types


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as any feed format gives it, before it is an article."""

    title: str = ""
    body: str = ""
    url: str | None = None
    guid: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    source: str | None = None
    lang: str | None = None
    image: str | None = None
    enclosures: tuple[dict[str, str], ...] = ()
    related: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    is_cut: bool = False  # its text is longer than the limits allow
    unread_date: str = ""  # a date that nobody can read


def read(document: Document, options: ReadingOptions) -> tuple[Reading, ...]:
    """The entries of a feed as articles, in its order."""
    path = document.path
    text = _SUBSET.sub(_without_entities, _DECLARATION.sub("", document.text, count=1))
    text, cut = bounds.bounded(text, options.max_nodes)
    text = _LONG_AUTHOR.sub(r"\1", text)
    text = _without_bare_signs(text)
    if "<media:description" in text:
        text = _ENTRY.sub(_with_own_description, text)
    if bounds.is_too_deep(text):
        return faults.unread(faults.bad_feed(path, "its elements are nested too deeply"))
    parsed = _parse(text) or _parse(_FURNITURE.sub("", text))
    if parsed is None:
        return faults.unread(faults.bad_feed(path, "its elements are in places where none may be"))
    entered = [item for item in parsed.entries if not is_held_back(item)]
    found = entered[: options.max_articles]
    day_first = day_first_in(text for item in found for text in _dates(item))
    version = str(parsed.get("version"))
    entries = [_entry(item, parsed.feed, options, day_first, version) for item in found]
    diagnostics = []
    if not parsed.entries and (parsed.bozo or not parsed.get("version")):
        diagnostics.append(faults.bad_feed(path, str(parsed.get("bozo_exception", "it is of no known kind"))))
    elif parsed.bozo and not _END_OF_FEED.search(text):
        diagnostics.append(faults.cut_off(path))
    if len(entered) < len(parsed.entries):
        diagnostics.append(faults.held_back(path, len(parsed.entries) - len(entered)))
    if cut or len(entered) > len(found):
        diagnostics.append(faults.cut_short(path, "entries", options.max_articles))
    return articles(entries, path, diagnostics)


def _without_bare_signs(text: str) -> str:
    """A feed whose "&" are signs where they begin no entity, but for sections that are text to the letter."""
    outside, *sections = text.split("<![CDATA[")
    pieces = [_BARE.sub("&amp;", outside)]
    for section in sections:
        inside, end, after = section.partition("]]>")
        pieces.append(inside + end + _BARE.sub("&amp;", after))
    return "<![CDATA[".join(pieces)


def _with_own_description(entry: re.Match[str]) -> str:
    """An entry that has a text: what describes its pictures is not taken for it, as feedparser would."""
    return re.sub(r"(</?media:)description\b", r"\1caption", entry[0]) if _OWN_TEXT.search(entry[0]) else entry[0]


def _parse(text: str) -> _Parsed | None:
    import feedparser

    try:
        return feedparser.parse(
            io.BytesIO(text.encode()),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except Exception:  # noqa: BLE001  # it raises what it likes on elements in the wrong place
        return None


def articles(entries: list[FeedEntry], path: str, diagnostics: list[Diagnostic]) -> tuple[Reading, ...]:
    """Articles of entries; an identity or a date that all entries share says nothing about any of them."""
    failed = [entry for entry in entries if is_failure(entry.title, entry.body)]
    if failed:
        diagnostics.append(faults.failures(path, len(failed), failed[0].title))
        entries = [entry for entry in entries if entry not in failed]
    silent = [entry for entry in entries if not (entry.title or entry.body)]
    if silent:
        diagnostics.append(faults.no_words(path, len(silent), silent[0].url or silent[0].guid or ""))
        entries = [it for it in entries if it.title or it.body or not _is_number(_name(it))]
    if not entries:
        return (Reading(None, tuple(diagnostics)),) if diagnostics else ()
    shared = _of_different(entries)
    if shared:
        diagnostics.append(faults.equal_guids(path))
    cut = [entry.title for entry in entries if entry.is_cut]
    if cut:
        diagnostics.append(faults.cut_entries(path, len(cut), cut[0]))
    unread = [entry.unread_date for entry in entries if entry.unread_date]
    if unread:
        diagnostics.append(faults.bad_dates(path, len(unread), unread[0]))
    undated = [entry.title or "an entry" for entry in entries if not (entry.published or entry.unread_date)]
    if undated:
        diagnostics.append(faults.undated_entries(path, len(undated), undated[0]))
    days = {entry.published for entry in entries}
    one_date = len(entries) > 2 and len(days) == 1 and None not in days
    if one_date:
        diagnostics.append(faults.equal_dates(path))
    readings = []
    for entry in entries:
        guid = None if entry.guid in shared or urls.is_home(entry.guid) else entry.guid
        article = _article(entry, guid, "feed" if one_date else None)
        readings.append(Reading(article=article, rulings=entry.rulings))
    first = msgspec.structs.replace(readings[0], diagnostics=(*diagnostics, *readings[0].diagnostics))
    return (first, *readings[1:])


def _of_different(entries: Iterable[FeedEntry]) -> frozenset[str]:
    """The identities that different entries share; an entry that a feed gives twice is one."""
    firsts: dict[str, FeedEntry] = {}
    named = [(entry.guid, entry) for entry in entries if entry.guid]
    return frozenset(guid for guid, entry in named if not _is_given_again(entry, firsts.setdefault(guid, entry)))


def _is_given_again(entry: FeedEntry, first: FeedEntry) -> bool:
    """Whether an entry is another one again: as it was, or in another version, which Atom allows."""
    alike = [one != "" and one == other for one, other in ((entry.title, first.title), (entry.body, first.body))]
    if entry is first or all(alike):
        return True
    words, others = ({*slugify(it.title).split("-")} for it in (entry, first))
    is_version = entry.published == first.published and len(words & others) * 2 >= len(words | others)
    return entry.url == first.url and (any(alike) or (is_version and entry.modified != first.modified))


def _article(entry: FeedEntry, guid: str | None, dated: str | None) -> Article:
    extra: dict[str, Any] = {}
    if entry.image:
        extra["image"] = entry.image
    if entry.enclosures:
        extra["enclosures"] = list(entry.enclosures)
    return Article(
        title=_name(entry),
        authors=entry.authors,
        published=entry.published,
        modified=entry.modified if entry.modified != entry.published else None,
        dated=dated,
        source=entry.source,
        url=entry.url,
        lang=entry.lang,
        topics=entry.topics,
        related=entry.related,
        body=entry.body,
        guid=guid,
        extra=extra,
    )


def _name(entry: FeedEntry) -> str:
    """What an entry is called: its title, its first words, else the address that it leads to, or what else it says."""
    file = entry.enclosures[0].get("url", "") if entry.enclosures else ""
    said = (
        entry.url or file or entry.guid or "",
        entry.published or "",
        ", ".join(entry.authors),
        entry.modified or "",
    )
    other = re.sub(r"^https?://(?:www\.)?", "", next(filter(None, said), "")).rstrip("/")
    return entry.title or first_words(entry.body) or (entry.body.strip() or other)[:_LONGEST_NAME]


def _is_number(name: str) -> bool:
    """Whether a name is but a counter, as of an entry that holds nothing else."""
    return not name or name.isdigit()


def _without_entities(found: re.Match[str]) -> str:
    """A document type without its own entities: nothing to expand, nothing to fetch."""
    return "" if _ENTITY.search(found[0]) else found[0]


def _dates(item: _Parsed) -> tuple[str | None, str | None]:
    """What an entry writes of when it was published and when it was changed."""
    return item.get("published") or item.get("created"), item.get("updated") if "updated" in item else None


def _entry(item: _Parsed, feed: _Parsed, options: ReadingOptions, day_first: bool | None, version: str) -> FeedEntry:
    base = _base(item, feed)
    # What counts clicks stands in place of the link, and the link beside it.
    link = item.get("feedburner_origlink") or item.get("pheedo_origlink") or item.get("link")
    by_name = next((it.get("href") for it in item.get("links", ()) if it.get("rel", "").endswith("/alternate")), None)
    link = link if link and (link != item.get("id") or not by_name) else by_name
    url = urls.follow(out_of_redirect(link) if link else None, base)
    content = _content(item)
    within = item.get("source") or {}
    source = outlet_of(item, feed, base)
    title = without_suffix(
        title_of(item, version),
        one_line_of(within.get("title")) or None,
    )
    cut: list[str] = []
    body = body_of(
        content.get("value", ""),
        urls.follow(content.get("base"), base) or url or base,
        is_plain=content.get("type") == "text/plain",
        cut=cut,
    )
    title = title or ("" if body else words_of_pictures(content.get("value", "")))
    trimmed = trim(body, title, source, url)
    title, behind = without_authors(headline(title, trimmed.body))
    lang = detection.tag(content.get("language")) or detection.tag(feed.get("language"))
    said = _dates(item)
    spare = [item.get("published_parsed") or item.get("created_parsed"), item.get("updated_parsed")]
    published, updated = (
        # "-0001-11-30T00:00:00+00:00" is what PHP makes of no date.
        (read_date(text, lang or options.lang, day_first) or _when(parts))
        if text and not text.startswith("-")
        else None
        for text, parts in zip(said, spare, strict=True)
    )
    images = [*item.get("media_thumbnail", ()), *filter(is_picture, item.get("media_content", ()))]
    return FeedEntry(
        title=title,
        body=trimmed.body[: options.max_body],
        is_cut=len(trimmed.body) > options.max_body,
        url=url or link or None,
        guid=plain.one_line(item.get("id") or "") or None,
        published=published or updated,
        modified=updated if published else None,
        authors=authors_of(item) or behind or authors_in(body) or (authors_of(feed) if "authors" in feed else ()),
        topics=_terms(item.get("tags", ())),
        source=source,
        lang=lang,
        image=next(filter(None, (urls.published(image.get("url"), base) for image in images)), None),
        enclosures=files_of(item, base),
        related=trimmed.related,
        rulings=(*(Ruling(0, "widget", "cut", it) for it in cut), *trimmed.rulings),
        unread_date=next(
            (text for text, when in zip(said, (published, updated), strict=True) if text and not when), ""
        ),
    )


def _base(item: _Parsed, feed: _Parsed) -> str | None:
    """What an entry's links are relative to: xml:base, the feed's own links, the source that it names, its identity."""
    declared = [(it.get("title_detail") or it.get("summary_detail") or {}).get("base") for it in (item, feed)]
    links = [link.get("href") for link in feed.get("links", ()) if link.get("rel") in ("alternate", "self", None)]
    places = [*declared[1:], feed.get("link"), *links, (item.get("source") or {}).get("href"), item.get("id")]
    base = next(filter(None, map(_web, places)), None)
    return urls.follow(declared[0], base) if declared[0] else base


def _web(url: str | None) -> str | None:
    found = urls.follow(url)
    return found if found and found.startswith("http") else None


def _content(item: _Parsed) -> _Parsed:
    contents = [content for content in item.get("content", ()) if (content.get("value") or "").strip()]
    as_html = [content for content in contents if content.get("type") != "text/plain"]
    if as_html or contents:
        return (as_html or contents)[0]
    summary = item.get("summary_detail") or {"value": item.get("summary") or ""}
    if not (summary.get("value") or "").strip() and (item.get("subtitle") or "").strip():
        return item.get("subtitle_detail") or {"value": item.get("subtitle")}
    return summary


def _when(parts: Any) -> str | None:  # Any: a struct_time, or what a broken date left
    if not parts:
        return None
    year, month, day, hour, minute, second = tuple(parts)[:6]
    if not 1970 < year < _NO_YEAR:
        return None
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{min(second, 59):02}+00:00"


def _terms(tags: Iterable[_Parsed]) -> tuple[str, ...]:
    terms = (one_line_of(tag.get("label") or tag.get("term")) for tag in tags)
    return tuple(dict.fromkeys(term for term in terms if 0 < len(term) <= 60 and term.casefold() not in _NO_TERM))[:20]

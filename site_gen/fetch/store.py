"""What was fetched, put into `seeds/`: the feed's bytes as they came, what it has dropped since, and pages.

Whatever happens, no entry is lost: what a feed no longer holds is written into files of its own before the feed is
replaced. Nothing is touched where nothing is new.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from site_gen.engine.snapshots import write_whole
from site_gen.errors import ContentError, Diagnostic
from site_gen.fetch.records import FeedRecord, Rhythm, seconds_of
from site_gen.fetch.rhythm import joined, rhythm_of, without_news
from site_gen.language.plain import slugify
from site_gen.markdown import frontmatter
from site_gen.model import Article, FetchedFrom, ReadingOptions, Seed
from site_gen.read import read
from site_gen.read.decoding import Text, decode, unpack
from site_gen.read.kinds import kind_of
from site_gen.read.origin import COMPANION, read_origin, write_origin

_DROPPED: Final = "dropped"
_FEEDS: Final = {"feed": ".xml", "json-feed": ".json"}
_BROKEN: Final = "feed-broken"


# Readers work one at a time: they load libraries when they are first needed, which threads must not do at once, and
# wait for the processor anyway.
READING: Final = threading.Lock()


class StoredFeed(msgspec.Struct, frozen=True, kw_only=True):
    """Where the bytes of a feed lie, and how they are read."""

    root: Path
    folder: str  # of the source, relative to the site's folder
    stem: str  # "feed", or "feed-3fa9c1" for a further feed of a source
    options: ReadingOptions


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer brought."""

    file: str
    digest: str
    rhythm: Rhythm
    fresh: tuple[Article, ...] = ()  # entries that were not known
    is_first: bool = False  # nothing was known of this feed
    is_same: bool = False  # the bytes are those that lie there


class NoFeedError(Exception):
    """An answer is no feed; says what it is."""


def digest_of(data: bytes) -> str:
    """A name for bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def take_feed(
    place: StoredFeed, record: FeedRecord, data: bytes, origin: FetchedFrom, now: float, *, is_part: bool = False
) -> Came:
    """Put a feed into its place; raises `NoFeedError`. With `is_part` it holds news alone: what was there stays."""
    digest = digest_of(data)
    before = _file_of(place)
    old_data = (place.root / before).read_bytes() if before else b""
    if before and data == old_data and record.digest == digest:
        return Came(file=before, digest=digest, rhythm=without_news(record.rhythm), is_same=True)
    kind, articles = _articles(data, origin, place)
    path = f"{place.folder}/{place.stem}{_FEEDS[kind]}"
    fresh, is_first = articles, True
    if before:
        # Where the state does not know these bytes, the last run was killed between the two: all may be new.
        is_first = record.digest != digest_of(old_data)
        old = _known_articles(old_data, before, place)
        names = {_name(it) for it in articles}
        dropped = [it for it in old if _name(it) not in names]
        known = (set() if data == old_data else {_name(it) for it in old}) | _dropped_names(place)
        fresh = [it for it in articles if _name(it) not in known]
        _write_dropped(place, dropped)
    if before != path or data != old_data:
        _write(place.root / f"{path}{COMPANION}", write_origin(origin))
        _write(place.root / path, data)
    if before and before != path:
        for gone in (before, before + COMPANION):
            with contextlib.suppress(FileNotFoundError):
                (place.root / gone).unlink()
    rhythm = rhythm_of(data, articles, record.rhythm, now, has_news=bool(fresh))
    if is_part:
        rhythm = joined(record.rhythm, rhythm, len(fresh), now - seconds_of(record.succeeded))
    return Came(file=path, digest=digest, rhythm=rhythm, fresh=tuple(fresh), is_first=is_first)


def read_feed_articles(data: bytes, origin: FetchedFrom, options: ReadingOptions) -> tuple[Article, ...]:
    """The entries of a feed; raises `NoFeedError`."""
    place = StoredFeed(root=Path(), folder="", stem="feed", options=options)
    return tuple(_articles(data, origin, place)[1])


def has_feed(place: StoredFeed) -> bool:
    """Whether the bytes of the feed lie in their place."""
    return _file_of(place) is not None


def take_page(root: Path, path: str, data: bytes, origin: FetchedFrom) -> None:
    """Put a page into its place, with what is known of it beside it."""
    _write(root / f"{path}{COMPANION}", write_origin(origin))
    _write(root / path, data)


def page_path(folder: str, title: str, url: str, month: str) -> str:
    """Where the page of an entry lies, so that a person finds it."""
    return f"{folder}/pages/{month}/{slugify(title, limit=60) or 'page'}-{digest_of(url.encode())[:8]}.html"


def _articles(data: bytes, origin: FetchedFrom, place: StoredFeed) -> tuple[str, list[Article]]:
    if not data.strip():
        raise NoFeedError("is empty")
    with READING:
        return _read_feed(data, origin, place)


def _read_feed(data: bytes, origin: FetchedFrom, place: StoredFeed) -> tuple[str, list[Article]]:
    unpacked = unpack(data, "feed", place.options.max_bytes)  # some servers have a feed as an archive
    if not isinstance(unpacked, bytes):
        raise NoFeedError(f"is no feed: {unpacked.message}")
    text = decode(unpacked, "feed", origin.content_type)
    if not isinstance(text, Text):
        raise NoFeedError(f"is no feed: {text.message}")
    kind = kind_of(text.text, "feed")
    if kind not in _FEEDS:
        what = "a web page" if kind == "html" else "text"
        raise NoFeedError(f"is {what}, not a feed; 'site-gen sources add' finds the feed of a page")
    readings = read(Seed(f"{place.stem}{_FEEDS[kind]}", data, origin), place.options)
    articles = [it.article for it in readings if it.article]
    faults = [
        fault for it in readings for fault in it.diagnostics if fault.severity == "error" or fault.code == _BROKEN
    ]
    if not articles and faults:
        raise NoFeedError(faults[0].message)
    return kind, articles


def _known_articles(data: bytes, path: str, place: StoredFeed) -> list[Article]:
    companion = place.root / f"{path}{COMPANION}"
    origin = read_origin(companion.read_bytes()) if companion.is_file() else FetchedFrom()
    try:
        return _articles(data, origin, place)[1]
    except NoFeedError:  # a person put something else there
        return []


def _file_of(place: StoredFeed) -> str | None:
    paths = (f"{place.folder}/{place.stem}{suffix}" for suffix in _FEEDS.values())
    return next((path for path in paths if (place.root / path).is_file()), None)


def _name(article: Article) -> str:
    """A name for an entry among those of its feed."""
    identity = article.guid or article.url or f"{article.title}\n{article.published}"
    return digest_of(identity.encode())


def _dropped_names(place: StoredFeed) -> set[str]:
    folder = place.root / place.folder / _DROPPED
    return {path.stem.rpartition("-")[2] for path in folder.glob("*/*.md")}


def _write_dropped(place: StoredFeed, articles: Sequence[Article]) -> None:
    """Keep entries that left the feed, a file each, by the month of their date."""
    known = _dropped_names(place) if articles else set()
    for article in articles:
        name = _name(article)
        if name in known:
            continue
        month = (article.published or "undated")[:7]
        path = f"{place.folder}/{_DROPPED}/{month}/{slugify(article.title, limit=60) or 'entry'}-{name}.md"
        _write(place.root / path, frontmatter.write(article).encode())


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        shown = str(PurePosixPath(*path.parts[-3:]))
        hint = "make room or mend the permissions; what was there is still whole"
        raise ContentError(Diagnostic(shown, None, "seeds", f"cannot be written: {error.strerror}", hint)) from error

"""Whose an entry is: the outlet that reports, the people who wrote it, and the files that come with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from site_gen.language import plain, urls
from site_gen.language.redirects import out_of_redirect
from site_gen.read.feeds.titles import one_line_of
from site_gen.read.lines.names import is_person
from site_gen.read.people import listed

_Parsed = Any  # feedparser has no types
# "gazette.example via keel" is what a link site says of a page that keel found there; "by keel", of keel's own.
_FOUND_BY: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+ (via|by) (\S{2,40})")

_BEHIND: Final = re.compile(r"(.{4,}?)\s+(?:--|[–—|])\s+by\s+(.{4,300})", re.IGNORECASE)
_IN_TEXT: Final = re.compile(r"^\**Author\(s\)\**:\** (.{3,1000})$", re.MULTILINE)
_HEAD: Final = 2_000  # characters that an entry may say before its text


def outlet_of(item: _Parsed, feed: _Parsed, base: str | None) -> str | None:
    """Who reports: the outlet that the entry names; of an entry that only leads on, the host of what it leads to."""
    named = one_line_of((item.get("source") or {}).get("title") or item.get("news_source"))
    link = item.get("link") or ""
    target = out_of_redirect(link)
    leads_on = target != link and urls.host(target) != urls.host(base)
    return named or (leads_on and urls.host(target)) or one_line_of(feed.get("title")) or urls.host(base)


def authors_of(item: _Parsed) -> tuple[str, ...]:
    """One author as the feed writes it, "jane@example.com (Jane Doe)" and all; several by their names."""
    several = [author.get("name") or author.get("email") for author in item.get("authors", ())]
    written = several if len(several) > 1 else [item.get("author"), *several][:1]
    names = (name for one in map(one_line_of, written) for name in listed(_without_finder(one)))
    return tuple(dict.fromkeys(names))[:20]


def authors_in(body: str) -> tuple[str, ...]:
    """The authors that a publisher names in the text alone: "Author(s): Anna Weir, Jo Lund"."""
    found = _IN_TEXT.search(body[:_HEAD])
    return listed(one_line_of(found[1])) if found else ()


def without_authors(title: str) -> tuple[str, tuple[str, ...]]:
    """A title without the authors that stand behind it, and who they are: "Tidal Trade -- by Anna Weir, Jo Lund"."""
    found = _BEHIND.fullmatch(title)
    names = listed(found[2]) if found else ()
    return (found[1], names) if found and names and all(map(is_person, names)) else (title, ())


def _without_finder(written: str) -> str:
    found = _FOUND_BY.fullmatch(written)
    if not found:
        return written
    return found[2] if found[1] == "by" else ""


def files_of(item: _Parsed, base: str | None) -> tuple[dict[str, str], ...]:
    """Audio, films and papers that come with an entry; of several forms of one the first, or the one meant for all."""
    written = item.get("enclosures") or _played(item.get("media_content", ()))
    found = (_file(it, urls.follow(it.get("href") or it.get("url"), base)) for it in written)
    return tuple(it for it in found if "url" in it)


def _played(media: Iterable[_Parsed]) -> list[_Parsed]:
    """What of an entry's media is heard or watched."""
    found = [it for it in media if _kind(it) in ("audio", "video") and "flash" not in str(it.get("type"))]
    meant = [it for it in found if str(it.get("isdefault")).lower() == "true"]
    return (meant or found)[:1]


def is_picture(media: _Parsed) -> bool:
    """Whether a `media:content` is a picture, by its type or its medium; one that has neither may be."""
    return _kind(media) == "image"


def _kind(media: _Parsed) -> str:
    return str(media.get("type") or media.get("medium") or "image").partition("/")[0]


def _file(link: _Parsed, url: str | None) -> dict[str, str]:
    found = {"url": url, "type": link.get("type"), "length": link.get("length") or link.get("filesize")}
    return {key: plain.one_line(str(value)) for key, value in found.items() if value}

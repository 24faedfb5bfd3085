"""What stands beside a fetched file, in a companion that ends in `.http`: lines as in the head of an answer."""

from __future__ import annotations

from typing import Final

import msgspec

from site_gen.model import Article, FetchedFrom, Reading

COMPANION: Final = ".http"
_NAMES: Final = {
    "Content-Type": "content_type",
    "Content-Location": "url",
    "Entry": "entry",
    "GUID": "guid",
    "Title": "title",
    "Published": "published",
}

# What a page need not say itself, because its entry does.
_SUPPLIED: Final = (("seed-no-date", "published"), ("seed-no-headline", "title"))


def is_companion(path: str) -> bool:
    """Whether a file says something of the one beside it, and is no seed itself."""
    return path.endswith(COMPANION)


def read_origin(data: bytes) -> FetchedFrom:
    """What a companion says; what it does not know is left out."""
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon and name in _NAMES:
            found[_NAMES[name]] = value.strip()
    return FetchedFrom(**found)


def write_origin(origin: FetchedFrom) -> bytes:
    """A companion that says the same."""
    lines = ((name, " ".join(str(getattr(origin, field)).split())) for name, field in _NAMES.items())
    return "".join(f"{name}: {value}\n" for name, value in lines if value).encode()


def with_origin(reading: Reading, origin: FetchedFrom) -> Reading:
    """The reading of a page that was fetched for an entry: the entry's article, told in the page's words.

    Readers of the site get an excerpt of it, as its text was fetched to be found and compared, not to be given on.
    """
    if reading.article is None or not origin.entry:
        return reading
    known = {code for code, value in _SUPPLIED if getattr(origin, value)}
    return msgspec.structs.replace(
        reading,
        article=_of_entry(reading.article, origin),
        diagnostics=tuple(it for it in reading.diagnostics if it.code not in known),
    )


def _of_entry(article: Article, origin: FetchedFrom) -> Article:
    return msgspec.structs.replace(
        article,
        title=origin.title or article.title,
        url=origin.entry,
        guid=origin.guid or article.guid,
        published=origin.published or article.published,
        dated=None if origin.published else article.dated,
        publish="excerpt",
    )

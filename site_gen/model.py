"""The nouns: frozen values that the rooms hand each other; behaviour lives in functions.

Times are ISO 8601 text: `YYYY-MM-DD` where only the day is known, else `YYYY-MM-DDTHH:MM:SS` with the offset where
it is known. Text compares, hashes, caches and prints the same everywhere; `dates` does the arithmetic.
The nouns are msgspec structs, not dataclasses: the same frozen values, made ten times faster and cached without glue.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from site_gen.errors import Diagnostic

Direction = Literal["ltr", "rtl"]


class Seed(msgspec.Struct, frozen=True):
    """One raw input file: its path relative to the site's folder, with `/`, and its bytes."""

    path: str
    data: bytes


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One report. A reader fills the first block, `ingest` the second, a person may write any of it."""

    title: str
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    dated: str | None = None  # how `published` is known when the text does not say: "url", "feed", "seen"
    source: str | None = None
    url: str | None = None
    lang: str | None = None  # BCP 47
    topics: tuple[str, ...] = ()  # as the source files it: section names, feed categories
    variants: tuple[str, ...] = ()  # other wordings of the headline, listed in the text
    related: tuple[str, ...] = ()  # headlines of other articles that the text points to
    body: str = ""  # Markdown
    guid: str | None = None  # a feed entry's own identity, when it is one

    id: str = ""
    slug: str = ""
    story: str | None = None
    draft: bool = False
    hidden: bool = False
    expires: str | None = None
    seed: str = ""
    generated: str = ""
    extra: dict[str, Any] = {}  # unknown front matter keys, kept for templates (any YAML value, so Any)


class Ruling(msgspec.Struct, frozen=True):
    """What a reader decided about a line or a part of a seed, and by which rule; `parse --explain` prints them."""

    line: int  # counts from 1; 0 where the format has no lines
    rule: str
    verdict: Literal["cut", "kept"]
    text: str


class Reading(msgspec.Struct, frozen=True):
    """What one article of a seed was read as; no article where it could not be, and the diagnostics say why."""

    article: Article | None
    diagnostics: tuple[Diagnostic, ...] = ()
    rulings: tuple[Ruling, ...] = ()


class ReadingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader may know beside the seed: limits that bound its work, and hints about the site."""

    max_bytes: int = 20_000_000  # of one seed, unpacked
    max_articles: int = 5_000  # of one seed
    max_body: int = 1_000_000  # characters of one article
    max_nodes: int = 200_000  # elements of one HTML page
    lang: str | None = None  # the language to assume where the seed does not say


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """What grouping may know of an article."""

    id: str
    title: str
    published: str | None = None
    source: str | None = None
    url: str | None = None
    fingerprint: tuple[int, ...] = ()  # of its body, as `stories.fingerprint` makes it

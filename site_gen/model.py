"""The nouns: frozen values that rooms pass to each other; behaviour lives in functions.

Times are ISO 8601 text: `YYYY-MM-DD` where only the day is known, else `YYYY-MM-DDTHH:MM:SS` with the offset where
it is known. Text compares, hashes, caches and prints the same everywhere; `dates` does the arithmetic.
The nouns are msgspec structs, not dataclasses: the same frozen values, made ten times faster and cached without glue.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from site_gen.errors import Diagnostic

EDITORIAL: Final = "editorial.yaml"  # where an editor's decisions stand
MEMORY: Final = "memory.jsonl"  # below the folder of the content: what is remembered of articles


class FetchedFrom(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The origin of a fetched file: what the server said about it, and the entry that a page belongs to."""

    content_type: str = ""
    url: str = ""  # of the file
    entry: str = ""  # address of the entry that the page was fetched for
    guid: str = ""  # … its identity
    title: str = ""
    published: str = ""


class Seed(msgspec.Struct, frozen=True):
    """One raw input file: its path relative to the site's folder, with `/`, and its bytes."""

    path: str
    data: bytes
    origin: FetchedFrom | None = None


class Document(msgspec.Struct, frozen=True):
    """A seed as its reader gets it: unpacked, and decoded with plain line ends."""

    path: str
    data: bytes
    text: str
    address: str | None = None  # where the file itself does not say where it was, and what brought it does


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
    publish: str | None = None  # "excerpt": readers get the beginning of its body; "full": all of it
    kind: str = ""  # of the seed: "feed", "html" …; is not written
    part: int = 0  # the number of a page of an article that is spread over several; is not written
    entry: int = 0  # its number in a seed that holds several; is not written

    id: str = ""
    slug: str = ""
    story: str | None = None
    draft: bool = False
    hidden: bool = False
    expires: str | None = None
    seed: str = ""
    copies: tuple[str, ...] = ()  # other seeds that hold it, which gave what this one has not
    generated: str = ""
    extra: dict[str, Any] = {}  # unknown front matter keys, kept for templates (any YAML value, so Any)


class Ruling(msgspec.Struct, frozen=True):
    """A reader's decision about a line or part of a seed, and its rule; `parse --explain` prints them."""

    line: int  # counts from 1; 0 where the format has no lines
    rule: str
    verdict: Literal["cut", "kept"]
    text: str


class Reading(msgspec.Struct, frozen=True):
    """One article of a seed as read; None if it could not be read, and then the diagnostics say why."""

    article: Article | None
    diagnostics: tuple[Diagnostic, ...] = ()
    rulings: tuple[Ruling, ...] = ()


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A term of the taxonomy; an article whose words hold enough of `keywords` is filed under it.

    A list of keywords is in the site's own languages; `{de: [...], fr: [...]}` says which language each list is in.
    """

    slug: str
    name: str = ""
    keywords: tuple[str, ...] | dict[str, tuple[str, ...]] = ()
    was: tuple[str, ...] = ()  # slugs that it had
    hidden: bool = False  # not in the navigation


class SourceRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source as set up in `site.yaml`."""

    name: str
    seeds: tuple[str, ...] = ()  # patterns below `seeds/` of what is its own, whatever the text says
    url: str = ""
    icon: str = ""  # its mark: a file of the theme's `static/`; empty: a letter
    topics: tuple[str, ...] = ()  # for its articles that say none
    lang: str = ""
    timezone: str = ""  # of its times without a zone; empty: the site's
    was: tuple[str, ...] = ()  # names that it had
    feed: str | tuple[str, ...] = ()  # what `fetch` asks
    full_text: bool | None = None  # fetch the pages of entries; None: of those whose text is short
    headers: dict[str, str] = {}  # that the server wants to see: "${NAME}" of the environment
    publish: Literal["", "full", "excerpt"] = (
        ""  # how much of its texts readers get; empty: an excerpt of fetched pages
    )
    check_certificate: bool = True

    @property
    def feeds(self) -> tuple[str, ...]:
        """The addresses that `fetch` asks."""
        return (self.feed,) * bool(self.feed) if isinstance(self.feed, str) else self.feed


class ReadingOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reader's options: limits to its work, and hints about the site."""

    max_bytes: int = 20_000_000  # of one seed, unpacked
    max_articles: int = 5_000  # of one seed
    max_body: int = 1_000_000  # characters of one article
    max_nodes: int = 200_000  # elements of one HTML page
    lang: str | None = None  # the language to assume where the seed does not say


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """An article as grouping sees it."""

    id: str
    title: str
    published: str | None = None
    is_dated: bool = True  # False: `published` is when it was first seen, and it may be older
    source: str | None = None
    url: str | None = None
    lang: str = ""  # as a tag; empty where it is not known
    fingerprint: bytes = b""  # of its body, as `stories.fingerprint` makes it
    terms: bytes = b""  # of its body, as `stories.body_terms` keeps them


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """An editor's own picture of a story, as it is published: two widths, which may be one."""

    path: str  # below the site's root, ready for an address
    small: str
    width: int
    height: int
    small_width: int
    bytes: int  # of the larger file
    type: str  # as in HTTP
    alt: str
    credit: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """An article without its body: all that other pages may know of it."""

    id: str
    path: str  # of the content file
    permalink: str  # `YYYY/MM/DD/slug/`
    title: str
    summary: str  # plain text
    authors: tuple[str, ...]
    published: str
    modified: str | None
    dated: str | None
    source: str | None
    url: str | None
    lang: str
    topics: tuple[str, ...]  # slugs of the taxonomy, the first is the main one
    filed_by: Literal["", "person", "words"] = ""  # who named the topics, where it is a person or the model of words
    variants: tuple[str, ...]
    related: tuple[str, ...]
    words: int
    body: str  # digest of the Markdown, empty if there is none
    fingerprint: bytes  # of the body, as `stories.fingerprint` makes it
    terms: bytes  # of the body, as `stories.body_terms` keeps them
    subject: bytes = b""  # of those the ones that tell most
    story: str | None
    draft: bool
    hidden: bool
    expires: str | None
    seed: str
    copies: tuple[str, ...] = ()  # other seeds that it was read from
    generated: str
    guid: str | None
    extra: dict[str, Any]  # any YAML value, so Any
    image: Picture | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Articles on one event; its id, permalink and date are those of the article that was filed first."""

    id: str
    permalink: str
    former: tuple[str, ...] = ()  # permalinks that lead here: those that it had, and those of reports that are hidden
    joined: tuple[str, ...] = ()  # permalinks of stories with feeds that an editor merged into it
    title: str  # the lead's, or as an editor has it
    lead: Brief
    reports: tuple[Brief, ...]  # the lead first, then by time
    topics: tuple[str, ...]
    published: str
    updated: str
    independent: int  # reports that are neither of a source nor of a text that came before
    reasons: tuple[str, ...]  # why each other report belongs to the lead


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one build publishes."""

    stories: tuple[Story, ...]  # newest first
    topics: tuple[Topic, ...]  # of the taxonomy, in its order
    sources: tuple[SourceRule, ...]  # as the editor described them
    pinned: tuple[str, ...] = ()  # ids of stories that stay in front, the first leads
    found: dict[str, str] = {}  # article -> its story before an editor joined any
    moved: tuple[tuple[str, str, str], ...] = ()  # lists with another address: kind, slug that was, name that is


class Published(msgspec.Struct, frozen=True):
    """The changes that a build made to the output folder."""

    made: tuple[str, ...]  # rendered, because their key changed or the file was not as we left it
    written: int  # of those, the ones whose bytes differ from what lay there
    unchanged: int
    removed: int
    diagnostics: tuple[Diagnostic, ...] = ()
    added: tuple[str, ...] = ()  # paths that were not there
    changed: tuple[str, ...] = ()  # paths with other bytes than before
    gone: tuple[str, ...] = ()


class Ingested(msgspec.Struct, frozen=True):
    """The changes that ingest made to `content/`."""

    articles: int
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a build, and the way it went: `nothing to do`, `short cut` or `whole way`, with the reason."""

    way: str
    reason: str
    articles: int
    waiting: int = 0  # articles whose time has not come
    stories: int
    published: Published
    ingested: Ingested
    diagnostics: tuple[Diagnostic, ...]

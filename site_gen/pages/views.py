"""What templates may see: one view a page kind, ready to print, no logic left but `if` and `for`.

Every address here is ready for `href`: it starts with the site's base path (`/` or `/x/`), or is absolute where the
name says so. Times are ISO 8601 text, as in `model`; templates print them with the filters `day`, `clock` and `month`.
Bodies are named by the digest of their Markdown, so that a view changes when a body does and stays small.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a page; travels to a worker encoded, at a third of the cost of pickling all that it is made of."""

    def __reduce__(self) -> tuple[Callable[..., View], tuple[object, ...]]:
        return _decoded, (type(self), msgspec.msgpack.encode(self))


def _decoded(kind: type[View], encoded: bytes) -> View:
    return msgspec.msgpack.decode(encoded, type=kind)


class Link(View, frozen=True, kw_only=True):
    """A link with its text."""

    url: str
    text: str
    lang: str = ""  # of the text, where it is not the page's
    count: int = 0  # how many stories wait behind it


class FeedLink(View, frozen=True, kw_only=True):
    """A feed to subscribe to, in its three formats."""

    title: str
    rss: str
    atom: str
    json: str
    absolute_rss: str  # to copy into a feed reader


class LogoView(View, frozen=True, kw_only=True):
    """A picture before the site's name: a file of the theme's `static/`, with the size that it is shown at."""

    file: str
    width: int
    height: int


class SiteView(View, frozen=True, kw_only=True):
    """What all pages share; a change here changes every page, so nothing that moves with the news belongs here."""

    title: str
    description: str
    url: str  # absolute, ends with `/`
    base: str  # base path, starts and ends with `/`
    lang: str
    dir: str
    nav: tuple[Link, ...]  # the topics
    feed: FeedLink | None  # of all stories; none where the site has no address yet
    tagline: str = ""
    logo: LogoView | None = None
    search: str = ""  # address of the search page, empty where the site has none
    picture: str = ""  # absolute address of the picture that networks show for the site
    header: tuple[Link, ...] = ()  # pages of the site's own, as its menus have them
    footer: tuple[Link, ...] = ()
    allowed: tuple[str, ...] = ()  # addresses of other hosts that pages may ask
    settings: dict[str, Any] = {}  # `theme:` of site.yaml, for templates of the site's own (any YAML value, so Any)


class Meta(View, frozen=True, kw_only=True):
    """What a page says of itself in its head."""

    kind: str  # "home", "story", "topic" …
    title: str
    description: str
    canonical: str  # absolute
    feeds: tuple[FeedLink, ...]  # the page's own first
    trail: tuple[Link, ...] = ()  # breadcrumb, home first, this page not in it
    picture: str = ""  # absolute address of the page's own share picture; without one the site's is shown
    lang: str = ""  # of the page's main text, where it is not the site's
    dir: str = ""


class Teaser(View, frozen=True, kw_only=True):
    """A story as lists show it."""

    id: str
    url: str
    title: str
    summary: str
    lang: str
    dir: str
    published: str
    topic: Link | None
    source: str  # of the lead, may be empty
    more: tuple[str, ...]  # the other sources
    reports: int
    grown: int = 0  # reports that came on the day of the list, where the story is older


class Section(View, frozen=True, kw_only=True):
    """A topic on the front page, or a day in a list."""

    id: str  # for anchors and aria-labelledby
    heading: Link | None  # to the topic's or the day's own page; not on that page itself
    day: str  # YYYY-MM-DD where the section is a day's
    teasers: tuple[Teaser, ...]
    count: int = 0  # of stories, where there are more than shown


class Pager(View, frozen=True, kw_only=True):
    """Neighbour pages of a list; the newest page is the front of the list."""

    newer: str = ""
    older: str = ""


class HomeView(View, frozen=True, kw_only=True):
    """Today's edition, finite."""

    meta: Meta
    day: str
    updated: str
    stories: int
    articles: int
    minutes: int
    lead: Teaser | None
    sections: tuple[Section, ...]
    earlier: Link | None  # the edition of the day before
    grown: tuple[Teaser, ...] = ()  # stories of earlier editions with reports of this day


class ListView(View, frozen=True, kw_only=True):
    """A topic, a source, a month or a day: days of teasers."""

    meta: Meta
    heading: str
    about: str
    count: int
    sections: tuple[Section, ...]
    pager: Pager
    feed: FeedLink | None
    neighbours: tuple[Link, ...]  # the other topics or sources, the days around
    home_url: str = ""  # a source's own site
    grown: tuple[Teaser, ...] = ()  # on a day's page: earlier stories with reports of this day
    lang: str = ""


class Month(View, frozen=True, kw_only=True):
    """A month of the archive and its days."""

    month: str  # YYYY-MM
    url: str
    count: int
    days: tuple[Link, ...]  # text is the ISO day


class Year(View, frozen=True, kw_only=True):
    """A year of the archive and its months."""

    year: str  # YYYY
    months: tuple[Link, ...]  # text is YYYY-MM


class ArchiveView(View, frozen=True, kw_only=True):
    """Every month that has stories, newest first."""

    meta: Meta
    months: tuple[Month, ...]  # the newest ones
    sources: tuple[Link, ...]
    years: tuple[Year, ...] = ()  # the months before
    all_sources: str = ""  # address of the whole list, where these are not all


class IndexView(View, frozen=True, kw_only=True):
    """All topics or all sources."""

    meta: Meta
    heading: str
    links: tuple[Link, ...]


class HeadlineView(View, frozen=True, kw_only=True):
    """One distinct headline of a story, with its near-identical wordings folded away."""

    title: str
    source: str
    published: str
    near: tuple[str, ...]
    lang: str


class ReportView(View, frozen=True, kw_only=True):
    """One report of a story: where it was published, and its own words where they cannot be read elsewhere."""

    title: str
    source: Link | None
    authors: tuple[str, ...]
    published: str
    modified: str
    url: str  # of the original, may be empty
    lang: str
    dir: str
    summary: str
    body: str  # digest of a body to show folded, empty where the original is linked
    page: str = ""  # address of its own page, where its text would make the story's too heavy


class EnclosureView(View, frozen=True, kw_only=True):
    """Audio, a film or a document that belongs to an article; it stays where it is and is linked."""

    url: str
    type: str  # as in HTTP, may be empty
    length: str  # bytes, "0" where nobody says
    name: str  # of the file


class StoryView(View, frozen=True, kw_only=True):
    """Articles on one event, the lead in full."""

    meta: Meta
    id: str
    title: str
    standfirst: str
    lang: str
    dir: str
    authors: tuple[str, ...]
    published: str
    modified: str
    minutes: int
    source: Link | None
    original: str  # where to read the lead at its source, may be empty
    topics: tuple[Link, ...]
    body: str  # digest of the lead's body
    quote: str  # a pull-quote, may be empty
    headlines: tuple[HeadlineView, ...]  # "also reported as"
    reports: tuple[ReportView, ...]  # all, the lead first
    timeline: tuple[ReportView, ...]  # oldest first, from three dated reports on; of a long one its start
    skipped: int = 0  # reports between `timeline` and `latest`
    latest: tuple[ReportView, ...] = ()  # the end of a long timeline
    independent: int = 1  # of the reports, by source and text
    reasons: tuple[str, ...]  # for each report but the lead why it is here
    related: tuple[Teaser, ...]
    pointers: tuple[str, ...]  # headlines the articles point to that this site does not have
    older: Link | None  # neighbours in the first topic
    newer: Link | None
    markdown: str = ""  # address of the Markdown copy
    enclosures: tuple[EnclosureView, ...] = ()  # of the lead
    extra: dict[str, Any] = {}  # unknown front matter keys of the lead (any YAML value, so Any)


class ReportPageView(View, frozen=True, kw_only=True):
    """A report of a large story that can be read nowhere else."""

    meta: Meta
    report: ReportView
    minutes: int
    story: Link


class FeedsView(View, frozen=True, kw_only=True):
    """How to subscribe, and every feed."""

    meta: Meta
    site: FeedLink
    topics: tuple[FeedLink, ...]
    sources: tuple[FeedLink, ...]
    opml: str
    all_sources: str = ""  # address of the whole list, where these are not all


class PlainView(View, frozen=True, kw_only=True):
    """A page with nothing but words of the theme: not found, about."""

    meta: Meta


class OwnPageView(View, frozen=True, kw_only=True):
    """A page of the site's own, which is no news."""

    meta: Meta
    title: str
    body: str  # digest of its HTML


class RedirectView(View, frozen=True, kw_only=True):
    """A permalink whose story moved into another."""

    meta: Meta
    target: str
    title: str


class SearchView(View, frozen=True, kw_only=True):
    """The search page: where its index is, and what results can be narrowed to."""

    meta: Meta
    index: str  # address of the list of shards
    topics: tuple[Link, ...]
    sources: tuple[str, ...]


class EntryView(View, frozen=True, kw_only=True):
    """A story as a feed carries it; addresses are absolute."""

    guid: str  # never changes
    url: str
    title: str
    summary: str
    body: str  # digest of the body, empty for a feed of summaries
    authors: tuple[str, ...]
    published: str
    updated: str
    topics: tuple[str, ...]
    source: str
    original: str  # where the lead was first published, may be empty
    lang: str
    source_feed: str = ""  # an RSS feed of the source
    enclosures: tuple[EnclosureView, ...] = ()


class FeedPlace(View, frozen=True, kw_only=True):
    """Where another part of a feed stands, in RSS and Atom; absolute. JSON Feed knows no archives."""

    rss: str
    atom: str


class FeedView(View, frozen=True, kw_only=True):
    """A feed in any format; addresses are absolute."""

    title: str
    description: str
    home: str  # the page that the feed belongs to
    root: str  # of the site
    rss: str
    atom: str
    json: str
    id: str  # never changes
    lang: str
    updated: str
    ttl: int  # minutes
    publisher: str
    entries: tuple[EntryView, ...]  # newest first
    stylesheet: str = ""  # so that a feed opened in a browser can be read
    hub: str = ""  # of WebSub
    current: FeedPlace | None = None  # the feed that this one is an archive of (RFC 5005)
    older: FeedPlace | None = None  # the archive before this feed
    newer: FeedPlace | None = None  # the archive after this one


class SitemapView(View, frozen=True, kw_only=True):
    """Addresses for search engines, each with the time of its last change."""

    entries: tuple[tuple[str, str], ...]


class SitemapIndexView(View, frozen=True, kw_only=True):
    """Where the sitemaps are, each with the time of its last change."""

    sitemaps: tuple[tuple[str, str], ...]


class NewsItem(View, frozen=True, kw_only=True):
    """A story as the sitemap of the news lists it."""

    url: str  # absolute
    title: str
    lang: str  # ISO 639, or `zh-cn` and `zh-tw`
    published: str


class NewsSitemapView(View, frozen=True, kw_only=True):
    """The stories of the last days."""

    name: str  # of the publication
    items: tuple[NewsItem, ...]  # newest first


class OutlineView(View, frozen=True, kw_only=True):
    """Every feed as OPML, to import into a feed reader."""

    title: str
    feeds: tuple[tuple[str, str, str], ...]  # title, feed, page; absolute

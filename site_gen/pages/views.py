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
    icons: dict[str, str] = {}  # source -> the file of the theme's `static/` that is its mark
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
    picture_size: tuple[int, int] = (1200, 630)
    picture_alt: str = ""  # empty: its title
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
    news: str = ""  # what they change: "31 → 40 dead"
    independent: int = 1  # of the reports, by source and text
    label: str = ""  # "analysis", "opinion" …, in English; empty for plain news
    undated: bool = False  # `published` is only when the story was first seen here


class Angle(View, frozen=True, kw_only=True):
    """Another headline of the lead story, as a source has it."""

    title: str
    url: str
    source: str
    label: str
    lang: str
    dir: str


class LeadView(View, frozen=True, kw_only=True):
    """The story that leads the front page, and how others put it."""

    teaser: Teaser
    angles: tuple[Angle, ...]  # headlines that differ
    also: tuple[str, ...]  # the other sources
    first: str = ""  # the source of the first report that has a time
    first_at: str = ""
    latest: str = ""  # when the last report with a time came, where that is another


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
    """The edition, finite: what leads, the top, then sections by weight."""

    meta: Meta
    day: str  # the newest one
    since: str  # the oldest one, where the page has several
    updated: str
    stories: int  # of these days
    shown: int  # of those, on this page
    articles: int
    sources: int
    minutes: int
    lead: LeadView | None
    top: tuple[Teaser, ...]
    sections: tuple[Section, ...]
    also: tuple[Teaser, ...] = ()  # of topics with a single story, and of none
    grown: tuple[Teaser, ...] = ()  # stories of earlier editions with reports of this day
    foreign: tuple[Teaser, ...] = ()  # in other languages than the site's
    rest: Link | None = None  # the newest day's own page, with its number of stories, where not all are here
    earlier: Link | None = None  # the edition before; `text` is its day, `count` its stories


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
    day: str = ""  # on a day's page
    source: str = ""  # on a source's pages
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
    number: int = 1  # in the story, the lead is 1
    group: int = 0  # reports with the same number are one text, or of one source
    built_on: str = ""  # whose text it repeats
    undated: bool = False  # `published` is only when it was first seen here
    label: str = ""  # "analysis", "opinion" …, in English; empty for plain news
    text: str = ""  # digest of its body, to be compared with the others


class ImageView(View, frozen=True, kw_only=True):
    """An editor's own picture of a story."""

    url: str
    small: str  # empty where the picture is no wider than that
    width: int
    height: int
    small_width: int
    alt: str
    credit: str


class EnclosureView(View, frozen=True, kw_only=True):
    """Audio, a film or a document that belongs to an article; it stays where it is and is linked."""

    url: str
    type: str  # as in HTTP, may be empty
    length: str  # bytes, "0" where nobody says
    name: str  # of the file


class EditionPlace(View, frozen=True, kw_only=True):
    """Where a story stands in the order of the front page."""

    number: int  # the first is 1
    count: int  # of stories there
    day: str  # of the edition; empty where the story is of another day
    next: Link | None  # the story after it


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
    headline: str = ""  # the lead's own, where an editor gave the story another
    variants: tuple[str, ...] = ()  # other wordings of the lead's headline that its text lists
    reports: tuple[ReportView, ...]  # all, the lead first
    coverage: tuple[ReportView, ...] = ()  # the same by the time, those without one last in their day
    sources: int = 1
    languages: int = 1
    independent: int = 1  # of the reports, by source and text
    first: ReportView | None = None  # the first of several that have a time
    latest: ReportView | None = None  # the last of them
    report_to: str = ""  # where readers report a wrong grouping
    reasons: tuple[str, ...]  # for each report but the lead why it is here
    related: tuple[Teaser, ...]
    pointers: tuple[Link, ...]  # headlines that the reports point to; no address where this site does not have them
    place: EditionPlace | None = None  # where the story is on the front page
    older: Link | None  # neighbours in the first topic, where it is not there
    newer: Link | None
    markdown: str = ""  # address of the Markdown copy
    enclosures: tuple[EnclosureView, ...] = ()  # of the lead
    image: ImageView | None = None
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
    months: tuple[Link, ...] = ()  # the archive for readers without scripts: `text` is YYYY-MM
    by_topic: tuple[Link, ...] = ()

"""What the makers of the files beside pages may see: feeds, search index, manifest, pictures, Markdown copies."""

from __future__ import annotations

from site_gen.pages.views import EnclosureView, View


class IndexedView(View, frozen=True, kw_only=True):
    """A story as the search index holds it."""

    url: str  # below the base path
    title: str
    summary: str
    day: str
    topics: tuple[str, ...]  # slugs
    sources: tuple[str, ...]
    lang: str  # where it is not the site's
    also: tuple[str, ...] = ()  # the other headlines it ran under
    authors: tuple[str, ...] = ()


class ShardView(View, frozen=True, kw_only=True):
    """A month of the search index, newest first."""

    stories: tuple[IndexedView, ...]


class ShardsView(View, frozen=True, kw_only=True):
    """The months of the search index, newest first, with the number of their stories."""

    shards: tuple[tuple[str, int], ...]  # address, stories


class OpenSearchView(View, frozen=True, kw_only=True):
    """How a browser searches the site from its own search field; addresses are absolute."""

    name: str
    description: str
    search: str
    icon: str
    lang: str


class PictureView(View, frozen=True, kw_only=True):
    """What a share picture says."""

    title: str
    site: str
    small: str  # source and day, or a tagline
    accent: str  # `#rrggbb`


class ManifestView(View, frozen=True, kw_only=True):
    """What a browser asks before it puts the site among its apps."""

    name: str
    description: str
    base: str
    lang: str
    dir: str
    colour: str  # `#rrggbb`
    icons: tuple[tuple[str, str], ...]  # file of `static/`, size


class CopyView(View, frozen=True, kw_only=True):
    """A story as Markdown: its front matter, the lead's text, and the reports that can be read nowhere else."""

    title: str
    url: str  # absolute
    authors: tuple[str, ...]
    published: str
    modified: str
    source: str
    original: str
    lang: str
    topics: tuple[str, ...]
    body: str  # digest of the lead's body
    more: tuple[tuple[str, str, str], ...]  # headline, source, digest of the body
    reports: tuple[tuple[str, str, str], ...]  # headline, source, address of the original


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


class RobotsView(View, frozen=True, kw_only=True):
    """What robots should know."""

    sitemaps: tuple[str, ...]
    lines: str = ""  # of the site's own


class HeaderRule(View, frozen=True, kw_only=True):
    """What the host sends along with the files that a pattern names."""

    paths: str  # `/*`
    headers: tuple[tuple[str, str], ...]


class HeadersView(View, frozen=True, kw_only=True):
    """What the host sends along with every file."""

    rules: tuple[HeaderRule, ...]
    lines: str = ""  # of the site's own


class OutlineView(View, frozen=True, kw_only=True):
    """Every feed as OPML, to import into a feed reader."""

    title: str
    feeds: tuple[tuple[str, str, str], ...]  # title, feed, page; absolute


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
    image: str = ""  # the editor's own picture, which is an enclosure too
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

"""What several pages of one edition need, worked out once, and what every page may use."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from site_gen.content.topics.taxonomy import OTHER
from site_gen.edition import outward_story
from site_gen.engine.hashing import Named, digest
from site_gen.language import urls
from site_gen.language.clock import by_day
from site_gen.language.dates import instant
from site_gen.language.interface import Wording
from site_gen.markdown.to_html import shorten
from site_gen.model import Edition, SourceRule, Story, Topic
from site_gen.pages.addresses import Addresses, source_slug
from site_gen.pages.feed_views import FeedOptions, story_guid
from site_gen.pages.relations import Relations
from site_gen.pages.subjects import FindSubjects, on_same_subject
from site_gen.pages.teasers import grown, teaser, topic_link
from site_gen.pages.views import Link, LogoView, Meta, SiteView

_SHORT: Final = 60  # characters of a description that says too little by itself
_HEADLINE: Final = 100  # characters of a headline in a description
_Value = TypeVar("_Value")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An output file to be: where it goes, what makes it, and all that it shows."""

    path: str
    maker: str  # a template's name without `.html`, or a feed format
    view: Any  # one of `views`, as the maker expects it
    bodies: tuple[str, ...] = ()  # digests of the bodies it prints
    texts: tuple[str, ...] = ()  # digests of the bodies that it carries as Markdown


class Bundle(NamedTuple):
    """Pages that depend on one argument and the frame: laid out only where that is not known by its digest already."""

    argument: Any  # a struct, so Any; `make` sees nothing else of the edition
    make: Callable[[Frame, Any], Iterable[Page]]


class LayoutOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the configuration that shapes pages."""

    title: str
    description: str
    root: str  # absolute, ends with `/`
    base: str
    lang: str
    dir: str
    settings: dict[str, Any]  # for the site's own templates (any YAML value, so Any)
    front_page: int
    front_page_fill: int
    section: int
    page: int
    related: int
    feed: int
    full_text: bool
    ttl: int
    navigation: int
    tagline: str = ""
    logo: LogoView | None = None
    accent: str = "#9a1b1b"  # of pictures and the manifest
    search: bool = False
    copies: bool = False  # stories as Markdown too
    story_pictures: bool = False
    hub: str = ""  # of WebSub
    has_feeds: bool = True  # not where the site has no address, for feeds would lead nowhere
    allowed: tuple[str, ...] = ()  # addresses of other hosts that pages may ask
    languages: tuple[str, ...] = ("en",)  # the site's own, as bare tags
    report_to: str = ""  # where readers report a wrong grouping: an address of the web or `mailto:`
    headers: bool = False  # write what Netlify and Cloudflare Pages shall send along


class OwnPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the site's own as its author wrote it."""

    name: str  # `imprint`, `about/team`
    title: str
    description: str
    lang: str  # where it is not the site's
    body: str  # digest of its HTML
    summary: str
    is_found: bool = True  # by the search
    was: tuple[str, ...] = ()  # addresses that lead to it, below the site's root


class OwnSiteFiles(msgspec.Struct, frozen=True, kw_only=True):
    """What a site has beside its news: its own pages, those that menus show, and lines for files that robots read."""

    pages: tuple[OwnPage, ...] = ()
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    robots: str = ""
    headers: str = ""

    def links(self, names: Sequence[str], base: str) -> tuple[Link, ...]:
        """Links to the pages of a menu."""
        titles = {page.name: page.title for page in self.pages}
        return tuple(Link(url=f"{base}{name}/", text=titles[name]) for name in names)


def _outward(rule: SourceRule) -> SourceRule:
    """A source with the addresses of it that may leave the product."""
    feeds = tuple(feed for feed in map(urls.published, rule.feeds) if feed)
    return msgspec.structs.replace(rule, url=urls.published(rule.url) or "", feed=feeds)


class Frame:
    """What pages may use that does not move with the news: the options, addresses, topics, words."""

    def __init__(
        self, topics: Iterable[Topic], sources: Iterable[SourceRule], options: LayoutOptions, wording: Wording
    ) -> None:
        self.options = options
        self.say = wording
        self.at = Addresses(options.root, options.base)
        self.topics = {topic.slug: topic for topic in topics}
        self.rules = {rule.name: _outward(rule) for rule in sources}
        self.feed_options = FeedOptions(
            publisher=options.title,
            lang=options.lang,
            ttl=options.ttl,
            size=options.feed,
            hub=options.hub,
            full_text=options.full_text,
        )
        self.languages = options.languages
        self.home = Link(url=self.at.home(), text=options.title)
        self.feed = self.at.feed(options.title, self.at.home())

    def key(self) -> bytes:
        """Stands for all that a page may take from the frame."""
        wording = (self.say.lang, self.say.timezone)
        return digest((tuple(self.topics.values()), tuple(self.rules.values()), self.options, wording))

    def page(
        self, address: str, maker: str, view: Any, bodies: tuple[str, ...] = (), texts: tuple[str, ...] = ()
    ) -> Page:  # any view, so Any
        """The page at an address."""
        if not self.options.has_feeds:
            view = _without_feeds(view)
        return Page(path=self.at.file(address), maker=maker, view=view, bodies=bodies, texts=texts)

    def meta(self, kind: str, title: str, address: str, trail: tuple[Link, ...] = (), description: str = "") -> Meta:
        """What a page says of itself."""
        if kind == "home":
            description = self.options.description
        description = description or f"{title} – {self.options.title}"
        return Meta(
            kind=kind,
            title=title,
            description=description or title,
            canonical=self.at.absolute(address),
            feeds=(self.feed,),
            trail=trail,
        )

    @staticmethod
    def is_other(slug: str) -> bool:
        """Whether a topic stands for having none: it is no section."""
        return slug == OTHER.slug

    def described(self, title: str, stories: Sequence[Story]) -> str:
        """What a list of stories, newest first, says of itself."""
        return self.counted(title, len(stories), stories[0].title if stories else "")

    def counted(self, title: str, count: int, latest: str) -> str:
        """How many stories a list has, and which is the first."""
        pattern = self.say.plural("%(title)s: %(num)s story.", "%(title)s: %(num)s stories.", count)
        said = pattern % {"title": title, "num": self.say.number(count)}
        last = self.say.text("Latest: %(headline)s")
        said = f"{said} {last % {'headline': shorten(latest, _HEADLINE)}}" if latest else said
        return said if len(said) >= _SHORT or self.options.title in said else f"{said} – {self.options.title}"

    def archive_link(self) -> Link:
        """The way back to the archive."""
        return Link(url=self.at.named("archive"), text=self.say.text("Archive"))


class OnDemand(dict[str, _Value]):
    """By the ids of stories what is worked out when it is first asked for: few builds ask for all."""

    def __init__(self, make: Callable[[str], _Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, id_: str) -> _Value:
        value = self[id_] = self._make(id_)
        return value


class Layout(Frame):
    """An edition, the options, and the lookups that pages share."""

    def __init__(
        self,
        edition: Edition,
        options: LayoutOptions,
        wording: Wording,
        own: OwnSiteFiles,
        kept_topics: Collection[str] = (),
        subjects: FindSubjects = on_same_subject,
    ) -> None:
        super().__init__(edition.topics, edition.sources, options, wording)
        self.own = own
        self.stories = tuple(map(outward_story, edition.stories))  # lists see no more of them
        self.pinned = edition.pinned
        self.moved = edition.moved
        self.by_topic = _grouped(self.stories, lambda story: story.topics, list(self.topics))
        self.shown_topics = tuple(slug for slug in self.topics if slug in self.by_topic or slug in kept_topics)
        self.by_source = _grouped(
            self.stories, lambda story: dict.fromkeys(b.source for b in story.reports if b.source)
        )
        self.by_source = _one_an_address(self.by_source, edition.stories)
        by_id = {story.id: story for story in edition.stories}
        self.named = OnDemand(lambda id_: Named(by_id[id_]))
        by_time = sorted(edition.stories, key=lambda story: (instant(story.published), story_guid(story)), reverse=True)
        self.rank = {story.id: place for place, story in enumerate(by_time)}  # in feeds, the newest first
        listed = {story.id: story for story in self.stories}
        self.teasers = OnDemand(lambda id_: teaser(listed[id_], self.topics, self.at))
        self.relations = Relations(self.stories, options.related, subjects)
        self.nav = [(slug, topic_link(slug, self.topics, self.at)) for slug in self.by_topic]

    @functools.cached_property
    def grown(self) -> dict[str, dict[str, int]]:
        """Day -> the ids of older stories that got reports on it, newest first, with how many."""
        return grown(self.stories)

    def busiest(self, most: int) -> list[str]:
        """The sources with the most stories, by name: pages that list sources stay light however many there are."""
        names = sorted(self.by_source, key=lambda name: -len(self.by_source[name]))[:most]
        return sorted(names)

    def view(self) -> SiteView:
        """What all pages share."""
        options = self.options
        shown = [link for slug, link in self.nav if not self.topics[slug].hidden and not self.is_other(slug)]
        return SiteView(
            title=options.title,
            description=options.description,
            url=options.root,
            base=options.base,
            lang=options.lang,
            dir=options.dir,
            nav=tuple(shown[: options.navigation]),
            feed=self.feed if options.has_feeds else None,
            tagline=options.tagline,
            logo=options.logo,
            search=self.at.named("search") if options.search else "",
            picture=self.at.absolute(self.at.site_picture()),
            settings=options.settings,
            header=self.own.links(self.own.header, options.base),
            footer=self.own.links(self.own.footer, options.base),
            allowed=options.allowed,
            icons={name: rule.icon for name, rule in self.rules.items() if rule.icon},
        )


def _without_feeds(view: Any) -> Any:  # any view, so Any
    """A view that leads to no feed."""
    if hasattr(view, "meta"):
        view = msgspec.structs.replace(view, meta=msgspec.structs.replace(view.meta, feeds=()))
    return msgspec.structs.replace(view, feed=None) if hasattr(view, "feed") else view


def _one_an_address(by_source: dict[str, list[Story]], stories: Sequence[Story]) -> dict[str, list[Story]]:
    """Sources whose names differ in signs or case alone have one address, so they are one in lists."""
    names: dict[str, list[str]] = {}
    for name in by_source:
        names.setdefault(source_slug(name), []).append(name)
    if len(names) == len(by_source):
        return by_source
    shown = {max(alike, key=lambda name: len(by_source[name])): alike for alike in names.values()}
    found = {}
    for name in sorted(shown):
        ids = {story.id for other in shown[name] for story in by_source[other]}
        found[name] = [story for story in stories if story.id in ids] if len(shown[name]) > 1 else by_source[name]
    return found


def newest(stories: Iterable[Story]) -> str:
    """When the last of `stories` changed; nothing where there are none."""
    return max((story.updated for story in stories), key=by_day, default="")


def _grouped(
    stories: Sequence[Story], names: Callable[[Story], Iterable[str]], order: Sequence[str] | None = None
) -> dict[str, list[Story]]:
    groups: dict[str, list[Story]] = {}
    for story in stories:
        for name in names(story):
            groups.setdefault(name, []).append(story)
    return {name: groups[name] for name in order or sorted(groups) if name in groups}

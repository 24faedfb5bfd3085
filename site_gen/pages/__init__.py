"""Every page of an edition, each with all that its maker needs: an edition in, pages out, nothing written yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec

from site_gen.dates import instant
from site_gen.errors import Diagnostic
from site_gen.model import Edition, SourceRule, Story
from site_gen.pages.addresses import Addresses, source_slug
from site_gen.pages.feeds import feed_view
from site_gen.pages.front import front_view
from site_gen.pages.lists import day_view, month_view, paged
from site_gen.pages.relations import Relations
from site_gen.pages.story import bodies_of, story_view
from site_gen.pages.teasers import day_of, teaser, topic_link
from site_gen.views import (
    ArchiveView,
    FeedLink,
    FeedsView,
    IndexView,
    Link,
    Meta,
    Month,
    OutlineView,
    Pager,
    PlainView,
    RedirectView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
    SiteView,
)
from site_gen.wording import Wording

_SITEMAP_MOST = 50_000  # addresses of one sitemap (sitemaps.org protocol)
_FEED_FORMATS = ("rss", "atom", "json")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An output file to be: where it goes, what makes it, and all that it shows."""

    path: str
    maker: str  # a template's name without `.html`, or a feed format
    view: Any  # one of `views`, as the maker expects it
    bodies: tuple[str, ...] = ()  # digests of the bodies it prints


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


class Site(msgspec.Struct, frozen=True):
    """What all pages share, and the pages: those that others link to come first."""

    view: SiteView
    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def lay_out(edition: Edition, options: LayoutOptions, wording: Wording) -> Site:
    """Every page of the site; a page depends on what its view holds and on nothing else."""
    return _Layout(edition, options, wording).site()


class _Layout:
    """One edition being laid out; what several pages need is worked out once."""

    def __init__(self, edition: Edition, options: LayoutOptions, wording: Wording) -> None:
        self.stories = edition.stories
        self.options = options
        self.say = wording
        self.at = Addresses(options.root, options.base)
        self.topics = {topic.slug: topic for topic in edition.topics}
        self.rules = {rule.name: rule for rule in edition.sources}
        self.by_topic = _grouped(edition.stories, lambda story: story.topics, list(self.topics))
        self.by_source = _grouped(
            edition.stories, lambda story: dict.fromkeys(b.source for b in story.reports if b.source)
        )
        self.teasers = {story.id: teaser(story, self.topics, self.at) for story in edition.stories}
        self.relations = Relations(edition.stories, options.related)
        self.home = Link(url=self.at.home(), text=options.title)
        self.feed = self.at.feed(options.title, self.at.home())
        self.nav = [(slug, topic_link(slug, self.topics, self.at)) for slug in self.by_topic]

    def site(self) -> Site:
        makers = (
            self._stories, self._redirects, self._topics, self._sources, self._days, self._months,
            self._singles, self._front, self._feeds, self._machine_files,
        )  # fmt: skip
        pages: dict[str, Page] = {}
        diagnostics = []
        for make in makers:
            for page in make():
                if page.path in pages:
                    diagnostics.append(_collision(page, pages[page.path]))
                else:
                    pages[page.path] = page
        return Site(self._view(), tuple(pages.values()), tuple(diagnostics))

    def _view(self) -> SiteView:
        options = self.options
        shown = [link for slug, link in self.nav if not self.topics[slug].hidden]
        return SiteView(
            title=options.title,
            description=options.description,
            url=options.root,
            base=options.base,
            lang=options.lang,
            dir=options.dir,
            nav=tuple(shown[: options.navigation]),
            feed=self.feed,
            settings=options.settings,
        )

    def _page(self, address: str, maker: str, view: Any, bodies: tuple[str, ...] = ()) -> Page:  # any view, so Any
        return Page(path=self.at.file(address), maker=maker, view=view, bodies=bodies)

    def _stories(self) -> Iterator[Page]:
        for story in self.stories:
            older, newer = self.relations.neighbours(story)
            topic = story.topics[0]
            view = story_view(
                story,
                self.topics,
                self.at,
                feeds=(self.at.feed(self.topics[topic].name, self.at.topic(topic)), self.feed),
                home=self.home,
                related=self.relations.related(story),
                pointers=self.relations.pointers(story),
                older=older,
                newer=newer,
            )
            yield self._page(self.at.story(story.lead.permalink), "story", view, bodies_of(view))

    def _redirects(self) -> Iterator[Page]:
        """The own address of a report that is not its story's lead leads to the story."""
        for story in self.stories:
            target = self.at.story(story.lead.permalink)
            for brief in story.reports[1:]:
                meta = self._meta("redirect", story.lead.title, target)
                yield self._page(
                    self.at.story(brief.permalink),
                    "redirect",
                    RedirectView(meta=meta, target=target, title=story.lead.title),
                )

    def _topics(self) -> Iterator[Page]:
        for slug, stories in self.by_topic.items():
            topic = self.topics[slug]
            others = tuple(link for other, link in self.nav if other != slug and not self.topics[other].hidden)
            trail = (self.home, Link(url=self.at.named("topics"), text=self.say.text("Topics")))
            yield from self._list("topic", topic.name, "", self.at.topic(slug), stories, trail, others, "")

    def _sources(self) -> Iterator[Page]:
        slugs: dict[str, str] = {}
        for name, stories in self.by_source.items():
            if slugs.setdefault(source_slug(name), name) != name:
                continue
            rule = self.rules.get(name, SourceRule(name=name))
            others = tuple(Link(url=self.at.source(other), text=other) for other in self.by_source if other != name)
            trail = (self.home, Link(url=self.at.named("sources"), text=self.say.text("Sources")))
            yield from self._list("source", name, "", self.at.source(name), stories, trail, others[:12], rule.url)

    def _list(
        self,
        kind: str,
        title: str,
        about: str,
        front: str,
        stories: list[Story],
        trail: tuple[Link, ...],
        neighbours: tuple[Link, ...],
        home_url: str,
    ) -> Iterator[Page]:
        own = self.at.feed(title, front)
        pages = paged(
            stories,
            self.teasers,
            self.at,
            kind=kind,
            title=title,
            about=about,
            front=front,
            size=self.options.page,
            feeds=(own, self.feed),
            trail=trail,
            neighbours=neighbours,
            home_url=home_url,
            page_word=self.say.text("page"),
        )
        for address, view in pages:
            yield self._page(address, "list", view)
        yield from self._feed_pages(own, front, stories)

    def _days(self) -> Iterator[Page]:
        days = [(day, list(group)) for day, group in groupby(self.stories, day_of)]
        nav = [link for _, link in self.nav]
        for place, (day, stories) in enumerate(days):
            newer = self.at.day(days[place - 1][0]) if place else ""
            older = self.at.day(days[place + 1][0]) if place + 1 < len(days) else ""
            address = self.at.day(day)
            month = Link(url=self.at.month(day), text=self.say.month(day))
            meta = self._meta("day", self.say.weekday_day(day), address, (self.home, self._archive_link(), month))
            view = day_view(stories, self.teasers, meta=meta, pager=Pager(newer=newer, older=older), by_topic=nav)
            yield self._page(address, "list", view)

    def _months(self) -> Iterator[Page]:
        months = [(month, list(group)) for month, group in groupby(self.stories, lambda story: day_of(story)[:7])]
        for place, (month, stories) in enumerate(months):
            newer = self.at.month(months[place - 1][0]) if place else ""
            older = self.at.month(months[place + 1][0]) if place + 1 < len(months) else ""
            address = self.at.month(month)
            meta = self._meta("month", self.say.month(month), address, (self.home, self._archive_link()))
            view = month_view(stories, self.teasers, self.at, meta=meta, pager=Pager(newer=newer, older=older))
            yield self._page(address, "list", view)

    def _singles(self) -> Iterator[Page]:
        sources = tuple(
            Link(url=self.at.source(name), text=name, count=len(stories)) for name, stories in self.by_source.items()
        )
        topics = tuple(
            Link(url=self.at.topic(slug), text=self.topics[slug].name, count=len(stories))
            for slug, stories in self.by_topic.items()
        )
        trail = (self.home,)
        for name, title, links in (("topics", "Topics", topics), ("sources", "Sources", sources)):
            meta = self._meta(name, self.say.text(title), self.at.named(name), trail)
            yield self._page(self.at.named(name), "index", IndexView(meta=meta, heading=meta.title, links=links))
        archive = self._meta("archive", self.say.text("Archive"), self.at.named("archive"), trail)
        months = ArchiveView(meta=archive, months=self._archive_months(), sources=sources)
        yield self._page(self.at.named("archive"), "archive", months)
        lost = self._meta("404", self.say.text("Page not found"), self.at.top("404.html"))
        yield self._page(self.at.top("404.html"), "404", PlainView(meta=lost))

    def _archive_months(self) -> tuple[Month, ...]:
        months = []
        for month, group in groupby(self.stories, lambda story: day_of(story)[:7]):
            counts = [(day, len(list(stories))) for day, stories in groupby(group, day_of)]
            days = tuple(Link(url=self.at.day(day), text=day, count=count) for day, count in counts)
            total = sum(count for _, count in counts)
            months.append(Month(month=month, url=self.at.month(month), count=total, days=days))
        return tuple(months)

    def _front(self) -> Iterator[Page]:
        meta = self._meta("home", self.options.title, self.at.home())
        view = front_view(
            self.stories,
            self.teasers,
            self.nav,
            self.at,
            meta=meta,
            most=self.options.front_page,
            fill=self.options.front_page_fill,
            section=self.options.section,
        )
        yield self._page(self.at.home(), "home", view)

    def _feeds(self) -> Iterator[Page]:
        yield from self._feed_pages(self.feed, self.at.home(), list(self.stories))
        topics = tuple(self.at.feed(self.topics[slug].name, self.at.topic(slug)) for slug in self.by_topic)
        sources = tuple(self.at.feed(name, self.at.source(name)) for name in self.by_source)
        opml = self.at.top("feeds.opml")
        meta = self._meta("feeds", self.say.text("Subscribe"), self.at.named("feeds"), (self.home,))
        view = FeedsView(meta=meta, site=self.feed, topics=topics, sources=sources, opml=opml)
        yield self._page(self.at.named("feeds"), "feeds", view)
        outlines = tuple(
            (feed.title, feed.absolute_rss, feed.absolute_rss.removesuffix("feed.xml"))
            for feed in (self.feed, *topics, *sources)
        )
        yield self._page(opml, "opml", OutlineView(title=self.options.title, feeds=outlines))

    def _feed_pages(self, feed: FeedLink, front: str, stories: list[Story]) -> Iterator[Page]:
        options = self.options
        is_site = feed is self.feed
        view = feed_view(
            feed if is_site else msgspec.structs.replace(feed, title=f"{feed.title} – {options.title}"),
            front,
            stories[: options.feed],
            self.topics,
            self.at,
            publisher=options.title,
            description=options.description,
            lang=options.lang,
            ttl=options.ttl,
            full_text=options.full_text,
        )
        bodies = tuple(dict.fromkeys(entry.body for entry in view.entries if entry.body))
        for maker, address in zip(_FEED_FORMATS, (feed.rss, feed.atom, feed.json), strict=True):
            yield self._page(address, maker, view, bodies)

    def _machine_files(self) -> Iterator[Page]:
        entries = [(self.at.absolute(self.at.story(s.lead.permalink)), s.updated) for s in self.stories]
        entries += [
            (self.at.absolute(self.at.topic(slug)), _newest(stories)) for slug, stories in self.by_topic.items()
        ]
        entries.append((self.at.absolute(self.at.home()), _newest(self.stories)))
        parts = [entries[start : start + _SITEMAP_MOST] for start in range(0, len(entries), _SITEMAP_MOST)]
        main = self.at.top("sitemap.xml")
        if len(parts) == 1:
            yield self._page(main, "sitemap", SitemapView(entries=tuple(parts[0])))
        else:
            names = [self.at.top(f"sitemap-{number}.xml") for number in range(1, len(parts) + 1)]
            for name, part in zip(names, parts, strict=True):
                yield self._page(name, "sitemap", SitemapView(entries=tuple(part)))
            yield self._page(main, "sitemapindex", SitemapIndexView(sitemaps=tuple(map(self.at.absolute, names))))
        yield self._page(self.at.top("robots.txt"), "robots", RobotsView(sitemap=self.at.absolute(main)))

    def _archive_link(self) -> Link:
        return Link(url=self.at.named("archive"), text=self.say.text("Archive"))

    def _meta(self, kind: str, title: str, address: str, trail: tuple[Link, ...] = ()) -> Meta:
        description = self.options.description if kind == "home" else f"{title} – {self.options.title}"
        return Meta(
            kind=kind,
            title=title,
            description=description or title,
            canonical=self.at.absolute(address),
            feeds=(self.feed,),
            trail=trail,
        )


def _grouped(stories: tuple[Story, ...], names: Any, order: list[str] | None = None) -> dict[str, list[Story]]:
    groups: dict[str, list[Story]] = {}
    for story in stories:
        for name in names(story):
            groups.setdefault(name, []).append(story)
    return {name: groups[name] for name in order or sorted(groups) if name in groups}


def _newest(stories: Any) -> str:
    return max((story.updated for story in stories), key=instant, default="")


def _collision(page: Page, other: Page) -> Diagnostic:
    message = f"two pages claim '{page.path}': a {other.maker} and a {page.maker}"
    return Diagnostic(page.path, None, "collision", message, "give the story another 'slug'")

"""Every page of an edition, each with all that its maker needs: an edition in, pages out, nothing written yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from site_gen.language.interface import Wording
from site_gen.model import Edition
from site_gen.pages.calendar import archive_page, day_pages, month_pages, moved_days
from site_gen.pages.companions import companion_pages
from site_gen.pages.indexes import front_page, index_pages
from site_gen.pages.layout import Bundle, Frame, Layout, LayoutOptions, OwnPage, OwnSiteFiles, Page
from site_gen.pages.own import own_pages
from site_gen.pages.robots import host_pages, robot_pages, site_feeds, subscribe_pages
from site_gen.pages.search import search_pages
from site_gen.pages.story_bundles import story_bundles
from site_gen.pages.subjects import FindSubjects, on_same_subject
from site_gen.pages.topics_and_sources import (
    moved_feeds,
    moved_lists,
    source_feeds,
    source_pages,
    topic_feeds,
    topic_pages,
)
from site_gen.pages.views import SiteView

__all__ = [
    "Bundle",
    "Frame",
    "LayoutOptions",
    "OwnPage",
    "OwnSiteFiles",
    "Page",
    "Site",
    "lay_out",
]

# In the order in which they are published: pages stand before the lists that link to them.
_FEEDS = (topic_feeds, source_feeds, moved_feeds, site_feeds)
_FOR_READERS = (*_FEEDS, subscribe_pages)  # need the site's address
_KINDS = (
    companion_pages, story_bundles, topic_pages, source_pages, moved_lists, *_FEEDS, day_pages, month_pages, moved_days,
    archive_page, index_pages, front_page, search_pages, subscribe_pages, robot_pages, host_pages,
    own_pages,
)  # fmt: skip


class Site:
    """What all pages share, and the pages, alone or in bundles: those that others link to come first."""

    def __init__(self, frame: Frame, view: SiteView, parts: Iterable[Page | Bundle]) -> None:
        self.frame = frame
        self.view = view
        self.parts = tuple(parts)


def lay_out(
    edition: Edition,
    options: LayoutOptions,
    wording: Wording,
    own: OwnSiteFiles | None = None,
    kept_topics: Collection[str] = (),
    subjects: FindSubjects = on_same_subject,
) -> Site:
    """Every page of the site; a page depends on what its view holds and on nothing else.

    `kept_topics` are slugs of topics that have a page although they have no story now. `subjects` finds related
    stories; one that remembers them saves time.
    """
    layout = Layout(edition, options, wording, own or OwnSiteFiles(), kept_topics, subjects)
    kinds = [make for make in _KINDS if options.has_feeds or make not in _FOR_READERS]
    return Site(layout, layout.view(), (part for make in kinds for part in make(layout)))

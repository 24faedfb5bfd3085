"""Every page of an edition, each with all that its maker needs: an edition in, pages out, nothing written yet."""

from __future__ import annotations

from site_gen.model import Edition
from site_gen.pages.beside import companion_pages
from site_gen.pages.calendar import archive_page, day_pages, month_pages
from site_gen.pages.carrying import carriers, exchanged
from site_gen.pages.desk import Bundle, Desk, Frame, LayoutOptions, Page
from site_gen.pages.finding import search_pages
from site_gen.pages.listing import source_pages, topic_pages
from site_gen.pages.machine import host_pages, robot_pages, subscribe_pages
from site_gen.pages.singles import front_page, index_pages
from site_gen.pages.stories import story_bundles
from site_gen.views import SiteView
from site_gen.wording import Wording

__all__ = ["Bundle", "Frame", "LayoutOptions", "Page", "Site", "carriers", "exchanged", "lay_out"]

# In the order in which they are published: pages stand before the lists that link to them.
_KINDS = (
    companion_pages, story_bundles, topic_pages, source_pages, day_pages, month_pages, archive_page,
    index_pages, front_page, search_pages, subscribe_pages, robot_pages, host_pages,
)  # fmt: skip


class Site:
    """What all pages share, and the pages, alone or in bundles: those that others link to come first."""

    def __init__(self, desk: Desk) -> None:
        self.frame: Frame = desk
        self.view: SiteView = desk.view()
        self.parts: tuple[Page | Bundle, ...] = tuple(part for make in _KINDS for part in make(desk))


def lay_out(edition: Edition, options: LayoutOptions, wording: Wording) -> Site:
    """Every page of the site; a page depends on what its view holds and on nothing else."""
    return Site(Desk(edition, options, wording))

"""Every page of an edition, each with all that its maker needs: an edition in, pages out, nothing written yet."""

from __future__ import annotations

import msgspec

from site_gen.errors import Diagnostic
from site_gen.model import Edition
from site_gen.pages.beside import companion_pages
from site_gen.pages.desk import Desk, LayoutOptions, Page
from site_gen.pages.finding import search_pages
from site_gen.pages.listing import day_pages, month_pages, source_pages, topic_pages
from site_gen.pages.machine import host_pages, robot_pages, story_feed_pages, subscribe_pages
from site_gen.pages.singles import front_page, index_pages
from site_gen.pages.stories import redirect_pages, story_pages
from site_gen.views import SiteView
from site_gen.wording import Wording

__all__ = ["LayoutOptions", "Page", "Site", "lay_out"]

# In the order in which they are published: pages stand before the lists that link to them.
_KINDS = (
    companion_pages, story_pages, redirect_pages, story_feed_pages, topic_pages, source_pages, day_pages, month_pages,
    index_pages, front_page, search_pages, subscribe_pages, robot_pages, host_pages,
)  # fmt: skip


class Site(msgspec.Struct, frozen=True):
    """What all pages share, and the pages: those that others link to come first."""

    view: SiteView
    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def lay_out(edition: Edition, options: LayoutOptions, wording: Wording) -> Site:
    """Every page of the site; a page depends on what its view holds and on nothing else."""
    desk = Desk(edition, options, wording)
    pages: dict[str, Page] = {}
    diagnostics = []
    for make in _KINDS:
        for page in make(desk):
            if page.path in pages:
                diagnostics.append(_collision(page, pages[page.path]))
            else:
                pages[page.path] = page
    return Site(desk.view(), tuple(pages.values()), tuple(diagnostics))


def _collision(page: Page, other: Page) -> Diagnostic:
    message = f"two pages claim '{page.path}': a {other.maker} and a {page.maker}"
    return Diagnostic(page.path, None, "collision", message, "give the story another 'slug'")

"""Pages of a site's own, which are no news: imprint, privacy, about; in menus, sitemap and search, in no feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from site_gen.language.plain import direction
from site_gen.pages.file_views import IndexedView
from site_gen.pages.layout import Layout, OwnPage, Page
from site_gen.pages.views import OwnPageView, RedirectView


def own_pages(frame: Layout) -> Iterator[Page]:
    """A page each, and the way there from the addresses that it had."""
    for page in frame.own.pages:
        address = frame.at.named(page.name)
        meta = frame.meta("page", page.title, address, (frame.home,))
        lang = page.lang if page.lang != frame.options.lang else ""
        meta = msgspec.structs.replace(
            meta,
            description=page.description or meta.description,
            lang=lang,
            dir=direction(lang) if lang and direction(lang) != frame.options.dir else "",
        )
        yield frame.page(address, "page", OwnPageView(meta=meta, title=page.title, body=page.body), (page.body,))
    for page in frame.own.pages:
        target = frame.at.named(page.name)
        moved = frame.meta("redirect", frame.say.text("Moved: %(title)s") % {"title": page.title}, target)
        for was in page.was:
            yield frame.page(
                f"{frame.at.base}{was}", "redirect", RedirectView(meta=moved, target=target, title=page.title)
            )


def indexed(own: Iterable[OwnPage]) -> tuple[IndexedView, ...]:
    """The pages as the search index holds them: without a day."""
    return tuple(
        IndexedView(
            url=f"{page.name}/", title=page.title, summary=page.summary, day="", topics=(), sources=(), lang=page.lang
        )
        for page in own
        if page.is_found
    )

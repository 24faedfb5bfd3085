"""Which pages a site has and what each depends on; bundles of pages are laid out only where that is not known yet."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from site_gen.digests import Named, digest
from site_gen.errors import Diagnostic
from site_gen.memo import Memo, Step
from site_gen.model import Story
from site_gen.pages import Bundle, Page, Site, carriers, exchanged

_KEPT: Final = 5_000  # bundles laid out for their keys that are kept for their making; more would only cost memory


class Planned(msgspec.Struct, frozen=True):
    """A page to be, by name: where it goes, what makes it, the digest of what it shows."""

    path: str
    maker: str
    view: bytes


class Plan:
    """All pages of a site, in the order in which they are published; or of a part, with what is `last` in the whole."""

    def __init__(self, site: Site, memo: Memo, last: Mapping[str, str] | None = None) -> None:
        self._frame = site.frame
        self._memo = memo
        self._bundles = [part for part in site.parts if isinstance(part, Bundle)]
        self._singles = {part.path: part for part in reversed(site.parts) if isinstance(part, Page)}
        self._kept: dict[int, dict[str, Page]] = {}
        self._home: dict[str, int] = {}  # path -> its bundle
        self.pages: dict[str, Planned] = {}
        self.diagnostics: list[Diagnostic] = []
        self._planned = self._known(range(len(self._bundles)))
        known = iter(enumerate(self._planned))
        for part in site.parts:
            number, planned = (-1, (_planned(part),)) if isinstance(part, Page) else next(known)
            for page in planned:
                other = self.pages.setdefault(page.path, page)
                if other is page:
                    self._home[page.path] = number
                else:
                    self.diagnostics.append(_collision(page, other))
        # By what makes it the last page of a kind.
        self.last = {page.maker: page.path for page in self.pages.values()} if last is None else last

    def exchange(self, story: Story) -> list[str] | None:
        """Put a story in the place of the one with its id, which no list can tell from it; the paths that changed.

        Nothing where other pages come of it: then the plan is good for nothing any more.
        """
        if self.diagnostics:
            return None
        named, numbers = Named(story), self._carriers.get(story.id, [])
        for number in numbers:
            self._bundles[number] = exchanged(self._bundles[number], named)
            self._kept.pop(number, None)
        changed: list[str] = []
        for number, planned in zip(numbers, self._known(numbers), strict=True):
            before, self._planned[number] = self._planned[number], planned
            if [(page.path, page.maker) for page in before] != [(page.path, page.maker) for page in planned]:
                return None
            changed += (page.path for page in planned if page != self.pages[page.path])
            self.pages |= {page.path: page for page in planned}
        return changed

    def page(self, path: str) -> Page:
        """A page with its view, laid out now if it was not before."""
        number = self._home[path]
        if number < 0:
            return self._singles[path]
        if number not in self._kept:
            self._kept = {number: self._laid_out(number)}
        return self._kept[number][path]

    @functools.cached_property
    def _carriers(self) -> dict[str, list[int]]:
        return carriers(self._bundles)

    def _known(self, numbers: Sequence[int]) -> list[tuple[Planned, ...]]:
        frame, bundles = self._frame.key(), [self._bundles[number] for number in numbers]
        keys = [digest((frame, bundle.make.__qualname__, bundle.argument)) for bundle in bundles]
        step = Step("pages", self._plan, tuple[Planned, ...], is_kept=True)
        return self._memo.map(step, keys, numbers.__getitem__)

    def _plan(self, number: int) -> tuple[Planned, ...]:
        pages = self._laid_out(number)
        if len(self._kept) < _KEPT:
            self._kept[number] = pages
        return tuple(map(_planned, pages.values()))

    def _laid_out(self, number: int) -> dict[str, Page]:
        bundle = self._bundles[number]
        return {page.path: page for page in bundle.make(self._frame, bundle.argument)}


def _planned(page: Page) -> Planned:
    return Planned(page.path, page.maker, digest(page))


def _collision(page: Planned, other: Planned) -> Diagnostic:
    message = f"two pages claim '{page.path}': a {other.maker} and a {page.maker}"
    return Diagnostic(page.path, None, "collision", message, "give the story another 'slug'")

"""Plans pages: each gets a key; bundles of pages are laid out only if their keys are not known yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, Step
from site_gen.errors import Diagnostic
from site_gen.pages import Bundle, Page, Site

_KEPT: Final = 5_000  # bundles laid out for their keys and kept until they are made; more would only cost memory


class Planned(msgspec.Struct, frozen=True):
    """A planned page: its path, its maker, and the digest of what it shows."""

    path: str
    maker: str
    view: bytes


class Plan:
    """All pages of a site in the order of publishing; or a part of them, with the `last` pages of the whole site."""

    def __init__(self, site: Site, memo: Memo, last: Mapping[str, str] | None = None) -> None:
        self._frame = site.frame
        frame = site.frame.key()
        self._memo = memo
        self.bundles = [part for part in site.parts if isinstance(part, Bundle)]
        self.keys = [digest((frame, it.make.__qualname__, it.argument)) for it in self.bundles]
        self._singles = {part.path: part for part in reversed(site.parts) if isinstance(part, Page)}
        self._kept: dict[int, dict[str, Page]] = {}
        self._home: dict[str, int] = {}  # path -> number of its bundle
        self.pages: dict[str, Planned] = {}
        self.diagnostics: list[Diagnostic] = []
        known = iter(enumerate(self._known()))
        for part in site.parts:
            number, planned = (-1, tuple(_planned([part]))) if isinstance(part, Page) else next(known)
            for page in planned:
                other = self.pages.setdefault(page.path, page)
                if other is page:
                    self._home[page.path] = number
                else:
                    self.diagnostics.append(_collision(page, other))
        # Maker -> path of the last page of its kind.
        self.last = {page.maker: page.path for page in self.pages.values()} if last is None else last

    def page(self, path: str) -> Page:
        """A page with its view, laid out if it was not yet."""
        number = self._home[path]
        if number < 0:
            return self._singles[path]
        if number not in self._kept:
            self._kept = {number: self._laid_out(number)}
        return self._kept[number][path]

    def is_of_bundle(self, path: str) -> bool:
        """True if a page depends on one story or one feed."""
        return self._home.get(path, -1) >= 0

    def _known(self) -> list[tuple[Planned, ...]]:
        step = Step("pages", self._plan, tuple[Planned, ...], is_kept=True)
        return self._memo.map(step, self.keys, lambda number: number)

    def _plan(self, number: int) -> tuple[Planned, ...]:
        pages = self._laid_out(number)
        if len(self._kept) < _KEPT:
            self._kept[number] = pages
        return tuple(_planned(pages.values()))

    def _laid_out(self, number: int) -> dict[str, Page]:
        bundle = self.bundles[number]
        return {page.path: page for page in bundle.make(self._frame, bundle.argument)}


def _planned(pages: Iterable[Page]) -> Iterator[Planned]:
    """Plan pages; pages with one view, such as a feed's formats, share its digest."""
    names: dict[int, bytes] = {}
    for page in pages:
        key = id(page.view)
        name = names.get(key)
        if name is None:
            name = names[key] = digest((page.view, page.bodies, page.texts))
        yield Planned(page.path, page.maker, name)


def _collision(page: Planned, other: Planned) -> Diagnostic:
    message = f"two pages claim '{page.path}': a {other.maker} and a {page.maker}"
    if page.maker == "page":  # one of the site's own, which comes last
        hint = "rename it: the site has a page of its own there"
        return Diagnostic(page.path, None, "collision", message, hint, "warning")
    return Diagnostic(page.path, None, "collision", message, "give the story another 'slug'")

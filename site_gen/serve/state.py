"""The state of a running preview, and the protocol by which handlers see it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from site_gen.editor.decide import Decided
from site_gen.errors import Diagnostic
from site_gen.model import Published
from site_gen.serve.access import Guard
from site_gen.serve.builder import SiteBuilder

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

_MOST_REMEMBERED: Final = 10_000  # pages; when one build makes more, all count as changed
_MOST_KEPT: Final = 50


class Editions:
    """The builds of this run by number, and the files that each changed."""

    def __init__(self) -> None:
        self._run = f"r{secrets.token_hex(4)}"  # livereload's script would take digits alone for a number, and round it
        self._number = 0
        self._all_since = 0  # the last build that may have changed every page
        self._changed: dict[str, int] = {}  # output file -> the last build that made it

    @property
    def stamp(self) -> str:
        """The stamp for a page that is served now."""
        return f"{self._run}.{self._number}"

    def note(self, published: Published) -> None:
        """Count a build that changed something."""
        self._number += 1
        if len(published.made) > _MOST_REMEMBERED or any(is_shared(path) for path in published.made):
            self._all_since = self._number
            self._changed.clear()
        else:
            self._changed |= dict.fromkeys(published.made, self._number)

    def is_old(self, stamp: str, file: str | None) -> bool:
        """True if a page that was served with `stamp` was made again since, or is gone."""
        run, _, number = stamp.partition(".")
        if run != self._run or not number.isdecimal() or file is None:
            return stamp != self.stamp
        return int(number) < max(self._all_since, self._changed.get(file, 0))


class Kept:
    """The pages that were opened last: while an article cannot be read, its page stays up as it was."""

    def __init__(self) -> None:
        self._pages: dict[str, bytes] = {}
        self.is_needed = False  # something cannot be read now

    def keep(self, address: str, page: bytes) -> None:
        """Remember a page as it was served."""
        self._pages.pop(address, None)
        self._pages[address] = page
        while len(self._pages) > _MOST_KEPT:
            del self._pages[next(iter(self._pages))]

    def get(self, address: str) -> bytes | None:
        """The page as it was served, if it is needed now; else None."""
        return self._pages.get(address) if self.is_needed else None


class DeskState:
    """The decisions of this run that can be undone, and the stories that were opened."""

    def __init__(self) -> None:
        self.history: list[Decided] = []
        self.opened: dict[str, str] = {}  # address below the base path -> id of the story at that address

    def last_said(self) -> str:
        """What an undo would take back, in words."""
        return "; ".join(self.history[-1].said) if self.history else ""


class Showing(Protocol):
    """The preview as handlers see it."""

    root: Path
    builder: SiteBuilder
    guard: Guard
    editions: Editions
    desk: DeskState
    kept: Kept
    timings: Sequence[Mapping[str, float]]
    found: tuple[Diagnostic, ...]
    is_built: bool

    @property
    def base(self) -> str: ...

    @property
    def output(self) -> Path: ...

    def tags(self, request: HTTPServerRequest) -> str: ...

    def desk_tag(self, request: HTTPServerRequest) -> str: ...

    def file_at(self, address: str) -> str | None: ...

    async def moved_to(self, address: str) -> str | None: ...

    def news(self) -> dict[str, Any]: ...  # as browsers get it, so Any


def is_shared(path: str) -> bool:
    """A static file, which any page may use."""
    return path.startswith("static/")

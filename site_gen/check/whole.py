"""What only shows when all pages are seen together: titles that repeat, and what a reader waits for."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urljoin

import msgspec

from site_gen.check.site import BuiltSite, PageFacts
from site_gen.errors import Diagnostic
from site_gen.language.plain import plural

# 2025/12/04/a-story/index.html
_STORY: Final = re.compile(r"\d{4}/\d\d/\d\d/[^/]+/index\.html")
_FEW: Final = 2  # pages that are named one by one where they have the same fault
_HOME_MOST: Final = 10_000  # bytes of gzip, here and below
_PAGE_MOST: Final = 8_000  # a story, a topic
_STYLE_MOST: Final = 3_500
_FIRST_PAINT_MOST: Final = 14_600  # what a server sends before it waits for an answer: 10 packets (RFC 6928)
_REQUESTS_MOST: Final = 4


def gathered(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems of all pages; one that many of them share is said once, for the first of them."""
    places: dict[tuple[str, str, str, str], list[Diagnostic]] = {}
    for it in found:
        places.setdefault((it.code, it.message, it.hint, it.severity), []).append(it)
    said = []
    for (*_, hint, _), alike in places.items():
        files = list(dict.fromkeys(it.path for it in alike))
        if len(files) <= _FEW:
            said += alike
            continue
        message = f"{alike[0].message}; so do {plural(len(files) - 1, 'more page')}"
        said.append(msgspec.structs.replace(alike[0], message=message, hint=hint))
    return tuple(said)


def repeated_titles(pages: Sequence[PageFacts], site: BuiltSite) -> Iterator[Diagnostic]:
    """Pages that search results and tabs could not tell apart."""
    owners: dict[str, str] = {}
    for page in pages:
        if page.is_redirect or not page.title:
            continue
        owner = owners.setdefault(page.title, page.path)
        if owner != page.path:
            message = f"has the same title as '{site.shown(owner)}': '{page.title}'"
            hint = "give one of the two another headline, or hide it"
            yield Diagnostic(site.shown(page.path), None, "same-title", message, hint, "warning")


def heavy(pages: Sequence[PageFacts], site: BuiltSite) -> Iterator[Diagnostic]:
    """What is over the budgets of a light site, in bytes as they travel; only ever a warning."""
    sizes: dict[str, int] = {}
    for path in sorted(site.files):
        if path.endswith(".css"):
            sizes[path] = len(gzip.compress((site.output / path).read_bytes(), 6, mtime=0))
            yield from _over(path, "", sizes[path], _STYLE_MOST, site)
    for page in pages:
        most = _budget(page.path)
        if most:
            is_story = _STORY.fullmatch(page.path) is not None
            without = (" without its text", page.size - page.text) if is_story else ("", page.size)
            yield from _over(page.path, *without, most, site)
        here = site.address(page.path)
        waited = [site.file(urljoin(here, address)) for address in page.first_paint]
        first = page.size - page.text + sum(_size(path, site, sizes) for path in dict.fromkeys(waited))
        yield from _over(page.path, " before anything is seen", first, _FIRST_PAINT_MOST, site)
        if page.requests > _REQUESTS_MOST:
            message = f"makes {plural(page.requests, 'request')}, over {_REQUESTS_MOST}"
            hint = "put styles into one file, let pictures wait with loading=lazy"
            yield Diagnostic(site.shown(page.path), None, "weight", message, hint, "warning")


def _budget(path: str) -> int:
    if path == "index.html":
        return _HOME_MOST
    return _PAGE_MOST if path.startswith("topics/") or _STORY.fullmatch(path) else 0


def _size(path: str, site: BuiltSite, sizes: dict[str, int]) -> int:
    if path not in sizes:
        file = site.output / path
        sizes[path] = len(gzip.compress(file.read_bytes(), 6, mtime=0)) if file.is_file() else 0
    return sizes[path]


def _over(path: str, what: str, size: int, most: int, site: BuiltSite) -> Iterator[Diagnostic]:
    if size > most:
        message = f"weighs {size:,} bytes{what} as gzip, over {most:,}"
        hint = "show fewer items in site.yaml under 'lists', or make the template smaller"
        yield Diagnostic(site.shown(path), None, "weight", message, hint, "warning")

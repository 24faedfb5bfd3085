"""The built site as a check sees it: its files, what each page says of itself, and where links lead."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from site_gen.check.privacy import Request
from site_gen.errors import Diagnostic
from site_gen.language.plain import escaped

_BUILD_AGAIN: Final = "build again; if it stays, mend the page or the template that links there"


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says and links to, as far as other pages and the whole site matter."""

    path: str
    title: str
    canonical: str
    is_redirect: bool
    ids: frozenset[str]
    links: tuple[Request, ...]  # each address once
    requests: int  # that a browser makes by itself, the page's own among them
    first_paint: tuple[str, ...]  # what it waits for before it shows anything
    size: int  # gzip
    text: int  # of that, what its paragraphs weigh


class BuiltSite(msgspec.Struct, frozen=True):
    """The output folder, what the configuration says of it, and the names that links may point to."""

    output: Path
    folder: str
    root: str
    relaxed: bool  # what asks other hosts is only a warning
    files: frozenset[str]
    allowed: tuple[str, ...] = ()  # addresses of other hosts that pages may ask

    def shown(self, path: str) -> str:
        """A file's name in messages."""
        return f"{self.folder}/{path}"

    def address(self, path: str) -> str:
        """The full address of a file."""
        shown = path.removesuffix("index.html") if path.endswith("/index.html") else path
        return self.root + escaped(shown.removeprefix("index.html"))

    def file(self, url: str) -> str:
        """The file that answers at a full address of this site."""
        path = unquote(urlsplit(url).path.removeprefix(urlsplit(self.root).path))
        return path + "index.html" if not path or path.endswith("/") else path


def broken(url: str, site: BuiltSite, anchors: dict[str, frozenset[str]]) -> str | None:
    """What is wrong with a full address, if it is of this site."""
    if not url.startswith(site.root):
        is_here = urlsplit(url)[:2] == urlsplit(site.root)[:2]
        return "leads out of the site's base path" if is_here else None
    target = site.file(url)
    if target not in site.files:
        return "leads nowhere"
    anchor = unquote(urlsplit(url).fragment)
    if anchor and anchor.lower() != "top" and target in anchors and anchor not in anchors[target]:
        return f"names '#{anchor}', which is not on that page"
    return None


def broken_links(pages: list[PageFacts], site: BuiltSite) -> list[Diagnostic]:
    """Every link and request that leads nowhere on this site."""
    anchors = {page.path: page.ids for page in pages}
    answers: dict[str, str | None] = {}
    host = "/".join(site.root.split("/")[:3])
    found = []
    for page in pages:
        here = site.address(page.path)
        for link in page.links:
            url = _absolute(link.address, here, host)
            if url not in answers:
                answers[url] = broken(url, site, anchors)
            problem = answers[url]
            if problem:
                message = f"'{link.address}' {problem}"
                found.append(Diagnostic(site.shown(page.path), link.line, "broken-link", message, _BUILD_AGAIN))
    return found


def _absolute(address: str, here: str, host: str) -> str:
    """What `urljoin` answers, ten times faster for the two kinds of address that pages are full of."""
    if address.startswith("/") and not address.startswith("//") and "/." not in address:
        return host + address
    return address if address.startswith(("https://", "http://")) else urljoin(here, address)

"""What makes a reader's browser ask for something, and whether it asks another host: that would tell on the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

import msgspec

from site_gen.errors import Cost, Diagnostic, Severity

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that make a browser ask for something, and the attributes that say what.
_LOADS: Final[dict[str, tuple[str, ...]]] = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "link": ("href",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "input": ("src",),
    "object": ("data",),
    "form": ("action",),
    "body": ("background",),
    "use": ("href",),
    "image": ("href",),
}
_LINKS_THAT_LOAD: Final = frozenset(
    "stylesheet icon preload prefetch prerender dns-prefetch preconnect manifest apple-touch-icon modulepreload".split()
)
# url(x.png), url("x.png"), @import "x.css" in a style sheet -> the address
_CSS_REQUEST: Final = re.compile(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s;]+)")
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)  # /* like this */
_COMMA: Final = re.compile(r",\s+")  # between the pictures of a srcset, which may hold commas themselves


class Request(msgspec.Struct, frozen=True):
    """Something that a page makes a browser ask for."""

    address: str
    line: int | None


def element_requests(element: HtmlElement) -> Iterator[Request]:
    """What an element makes a browser ask for."""
    tag = element.tag
    if tag == "style":
        yield from style_requests(element.text or "", (element.sourceline or 1) - 1)
    style = element.get("style")
    if style:
        yield from (Request(it.address, element.sourceline) for it in style_requests(style))
    attributes = _LOADS.get(tag, ())
    if tag == "link" and not _LINKS_THAT_LOAD & set((element.get("rel") or "").lower().split()):
        return
    for attribute in attributes:
        value = element.get(attribute)
        if value and attribute == "srcset":
            pictures = (part.split() for part in _COMMA.split(value))
            yield from (Request(words[0], element.sourceline) for words in pictures if words)
        elif value:
            yield Request(value.strip(), element.sourceline)


def style_requests(text: str, before: int = 0) -> Iterator[Request]:
    """What a style sheet makes a browser ask for; `before` lines stand above it."""
    bare = _CSS_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    for match in _CSS_REQUEST.finditer(bare):
        yield Request(match[1], before + bare.count("\n", 0, match.start()) + 1)


def is_foreign(address: str, root: str, allowed: Sequence[str] = ()) -> bool:
    """Whether an address is of another host than the site's, and none of those `allowed`."""
    full = urljoin(root, address)
    parts = urlsplit(full)
    is_elsewhere = parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(root).netloc
    return is_elsewhere and not any(_is_below(full, it) for it in allowed)


def _is_below(address: str, allowed: str) -> bool:
    """Whether a security policy that allows an address lets another one through: a folder opens all that is in it."""
    own, other = urlsplit(address), urlsplit(allowed)
    if (own.scheme, own.netloc.lower()) != (other.scheme, other.netloc.lower()):
        return False
    return own.path.startswith(other.path) if other.path.endswith("/") or not other.path else own.path == other.path


def third_party(path: str, request: Request, *, relaxed: bool) -> Diagnostic:
    """The problem of a page that asks another host."""
    message = f"makes readers' browsers ask another host: '{request.address}'"
    parts = urlsplit(urljoin("https://", request.address))
    allow = f"'privacy: {{allow: [https://{parts.netloc}/]}}' in site.yaml"
    hint = f"keep a copy of the file on the site, or let pages ask that host: {allow}"
    if relaxed:
        message += ", which the pages' security policy stops"
    severity: Severity = "warning" if relaxed else "error"
    cost: Cost = "itself" if relaxed else "page"
    return Diagnostic(path, request.line, "third-party", message, hint, severity, cost)


def foreign_requests(html: bytes, root: str, allowed: Sequence[str] = ()) -> tuple[Request, ...]:
    """What a page makes a browser ask of other hosts."""
    found = (request for element in parse(html).iter() for request in _requests(element))
    return tuple(request for request in found if is_foreign(request.address, root, allowed))


def parse(html: bytes) -> HtmlElement:
    """A page as a tree; one that is empty becomes an empty page."""
    from lxml import html as reader

    parser = reader.HTMLParser(encoding="utf-8", huge_tree=True)
    return reader.document_fromstring(html.strip() or b"<html></html>", parser=parser)


def _requests(element: Any) -> Iterator[Request]:  # comments are in the tree as well
    return element_requests(element) if isinstance(element.tag, str) else iter(())

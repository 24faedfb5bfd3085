"""A page as a reader, a screen reader and a search engine meet it: language, title, headings, words for pictures."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from site_gen.check.privacy import Request, element_requests, is_foreign, parse, third_party
from site_gen.check.site import BuiltSite, PageFacts
from site_gen.errors import Diagnostic, Severity

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_POINTERS: Final = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
_NO_PAGE: Final = frozenset({"hub", "preconnect", "dns-prefetch"})  # links to hosts, not to anything to open
_RUN: Final = frozenset({"", "module", "text/javascript", "application/javascript"})  # types of scripts that run
_TEXT: Final = frozenset({"p", "pre"})
_ICONS: Final = frozenset({"icon", "apple-touch-icon"})


def look(path: str, data: bytes, site: BuiltSite) -> tuple[PageFacts, list[Diagnostic]]:
    """What a page says, and what is wrong with it alone."""
    page = _Reading(path, site)
    tree = parse(data)
    for element in tree.iter():
        if isinstance(element.tag, str):
            page.meet(element)
    facts = PageFacts(
        path=path,
        title=page.title,
        canonical=page.canonicals[0] if page.canonicals else "",
        is_redirect=page.is_redirect,
        ids=frozenset(page.ids),
        links=tuple(page.links.values()),
        requests=1 + len(page.requests) + page.has_icon,
        first_paint=tuple(page.blocking),
        size=_packed(data),
        text=_packed(_text(tree)),
    )
    return facts, [*page.found, *page.whole()]


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


def _text(tree: HtmlElement) -> bytes:
    """What a page has to read, in paragraphs: it shows while it comes, and is as long as its writer wanted."""
    return "\n".join(it.text_content() for it in tree.iterfind(".//main//*") if it.tag in _TEXT).encode()


class _Reading:
    """One pass over a page, element by element."""

    def __init__(self, path: str, site: BuiltSite) -> None:
        self.path = path
        self.site = site
        self.found: list[Diagnostic] = []
        self.title = ""
        self.lang = ""
        self.canonicals: list[str] = []
        self.is_redirect = False
        self.ids: dict[str, None] = {}
        self.pointers: list[Request] = []
        self.links: dict[str, Request] = {}
        self.requests: dict[str, None] = {}
        self.has_icon = False
        self.blocking: list[str] = []
        self.headings: list[Request] = []
        self.policy = ""  # what its Content-Security-Policy says
        self.inline: list[tuple[str, int | None]] = []  # what a strict one stops, and where

    def meet(self, element: HtmlElement) -> None:
        """Take note of an element, and of what is wrong with it."""
        tag, line = element.tag, element.sourceline
        self._name(element, line)
        self._follow(element, tag, line)
        self.inline += [(it, line) for it in _inline(element, tag)]
        if tag in _HEADINGS:
            self.headings.append(Request(tag, line))
        elif tag == "html":
            self.lang = element.get("lang") or ""
        elif tag == "title" and not self.title and element.getparent().tag == "head":
            self.title = " ".join(element.text_content().split())
        elif tag == "meta":
            equivalent = (element.get("http-equiv") or "").lower()
            self.is_redirect |= equivalent == "refresh"
            if equivalent == "content-security-policy":
                self.policy = element.get("content") or ""
        elif tag == "img" and element.get("alt") is None:
            self.complain("no-alt", "has a picture without words", "add an alt text", line)
        elif tag == "a":
            if element.get("name"):
                self.ids[element.get("name")] = None
            if element.get("href") and not _has_words(element):
                self.complain("no-words", "has a link without words", "give the link a text", line)

    def _name(self, element: HtmlElement, line: int | None) -> None:
        name = element.get("id")
        if name is not None:
            if name in self.ids:
                self.complain("duplicate-id", f"has the id '{name}' twice", "give each element an id of its own", line)
            self.ids[name] = None
        for attribute in _POINTERS:
            names = element.get(attribute)
            if names:
                self.pointers += [Request(it, line) for it in names.split()]

    def _follow(self, element: HtmlElement, tag: str, line: int | None) -> None:
        relations = (element.get("rel") or "").lower().split() if tag == "link" else []
        if "canonical" in relations:
            self.canonicals.append(element.get("href") or "")
        href = element.get("href") if tag in {"a", "area", "link"} else None
        if href is not None and not _NO_PAGE & set(relations):
            self.links.setdefault(href.strip(), Request(href.strip(), line))
        for request in element_requests(element):
            self.links.setdefault(request.address, request)
            if is_foreign(request.address, self.site.root, self.site.allowed):
                self.found.append(third_party(self.site.shown(self.path), request, relaxed=self.site.relaxed))
            can_wait = element.get("loading") == "lazy" or tag == "form" or "manifest" in relations
            if _ICONS & set(relations):
                self.has_icon = True  # of several, a browser takes one
            elif not can_wait:
                self.requests[request.address] = None
            if "stylesheet" in relations or (tag == "script" and not {"defer", "async"} & set(element.keys())):
                self.blocking.append(request.address)

    def whole(self) -> Iterator[Diagnostic]:
        """What is wrong with the page once all of it was seen."""
        shown = self.site.shown(self.path)
        if not self.lang:
            yield Diagnostic(shown, 1, "no-lang", "says no language", "add lang to <html> in the template")
        if not self.title:
            yield Diagnostic(shown, 1, "no-title", "has no title", "fill the template's <title>")
        for pointer in self.pointers:
            if pointer.address not in self.ids:
                message = f"an element is named after '#{pointer.address}', which is not there"
                yield Diagnostic(shown, pointer.line, "no-id", message, "mend the template")
        if self.policy and "'unsafe-inline'" not in self.policy:
            for what, line in dict(reversed(self.inline)).items():
                message = f"has {what} in the page itself, which the page's own security policy stops"
                hint = "put it into a file below 'templates/static/', and name that file in the template"
                yield Diagnostic(shown, line, "inline", message, hint, "warning")
        if self.is_redirect:
            return
        yield from self._check_headings(shown)
        yield from self._check_canonical(shown)

    def _check_headings(self, shown: str) -> Iterator[Diagnostic]:
        levels = [_HEADINGS[heading.address] for heading in self.headings]
        if levels.count(1) != 1:
            yield Diagnostic(shown, None, "headings", f"has {levels.count(1)} main headings", "keep one <h1>")
        before = 0
        for heading, level in zip(self.headings, levels, strict=True):
            if level > before + 1:
                message = f"<h{level}> follows {f'<h{before}>' if before else 'nothing'}"
                hint = "go down by one heading at a time: screen readers jump by them"
                yield Diagnostic(shown, heading.line, "headings", message, hint, "warning")
            before = level

    def _check_canonical(self, shown: str) -> Iterator[Diagnostic]:
        own, hint = self.site.address(self.path), "print view.meta.canonical in the template's <head>"
        if len(self.canonicals) != 1:
            message = f"names {len(self.canonicals)} canonical addresses, not one"
            yield Diagnostic(shown, None, "canonical", message, hint, "warning")
        elif _plain(self.canonicals[0]) != _plain(own):
            message = f"names '{self.canonicals[0]}' as its address, but stands at '{own}'"
            yield Diagnostic(shown, None, "canonical", message, hint)

    def complain(self, code: str, message: str, hint: str, line: int | None, severity: Severity = "error") -> None:
        """File a problem of this page."""
        self.found.append(Diagnostic(self.site.shown(self.path), line, code, message, hint, severity))


def _inline(element: HtmlElement, tag: str) -> Iterator[str]:
    """What of an element a browser runs or shows only where a policy allows it in the page itself."""
    if tag == "script" and element.get("src") is None and (element.get("type") or "").lower() in _RUN:
        yield "a script"
    if tag == "style":
        yield "a style sheet"
    for name in element.keys():  # noqa: SIM118 - an element is no dictionary
        if name == "style":
            yield "styles of elements"
        elif name.startswith("on"):
            yield "scripts of elements (on…=)"


def _has_words(link: HtmlElement) -> bool:
    if link.text_content().strip() or link.get("aria-label") or link.get("aria-labelledby"):
        return True
    return any((image.get("alt") or "").strip() for image in link.iter("img"))


def _plain(address: str) -> str:
    from urllib.parse import unquote

    return unquote(address)

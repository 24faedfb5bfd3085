"""The main text of a page, by trafilatura, as Markdown.

Measured on the development pages (body F1): trafilatura fast .944, default .938, precision .941, fast with recall .948;
readability and justext, which its default mode asks too, take twice the time. Where it finds next to nothing on a page
full of text, the smallest element that holds most of the text is the article.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Final

from site_gen.markdown.from_html import markdown
from site_gen.read.html.after_extraction import trim
from site_gen.read.html.before_extraction import prune
from site_gen.read.html.own_blocks import flat, live_posts, short_article, whole_document, without_later_articles
from site_gen.read.html.page import HtmlPage

_TAGS: Final = {"list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr"}
_MARKS: Final = {"#b": "strong", "#i": "em"}
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HOLDERS: Final = ("p", "div", "section", "td", "article", "li", "blockquote", "span")
_BESIDE: Final = ("nav", "aside", "footer", "form", "button", "script", "style", "noscript")
_PARAGRAPH: Final = 80  # characters that an element holds itself
_TOO_LITTLE: Final = 0.1  # of the page's paragraphs
_MOST: Final = 0.7
_MAX_ELEMENTS: Final = 12_000  # an extractor takes over a second for more
_MAX_SIBLINGS: Final = 3_000  # and over a second for so many paragraphs in one place
_MOST_NESTED: Final = 10  # tables in tables
_Element = Any  # lxml has no types


def main_text(page: HtmlPage, headlines: Iterable[str], authors: Iterable[str]) -> str:
    """The article's body in Markdown, without headline, menus, share bars and comments."""
    base = page.base or page.url
    if _is_too_large(page.tree):
        return markdown(_densest(page.tree)[0], base)
    headlines = tuple(headlines)
    own = _own_blocks(page.tree, headlines)
    if own is not None:
        posts = own.get("kind") == "posts"  # the first of them may have a writer and a time of its own
        trim(own, headlines, () if posts else authors, keeps_links=True, keeps_byline=posts)
        if len(own):
            return markdown(own, base)
    found = _extract(page.tree, headlines)
    if found is None or len(found) == 0 or _length(found) < 1_000:
        held, total = _densest(page.tree)
        if found is None or _length(found) < _TOO_LITTLE * total:
            found = flat(deepcopy(held))
    trim(found, headlines, authors)
    return markdown(found, base)


def _own_blocks(tree: _Element, headlines: tuple[str, ...]) -> _Element | None:
    document = whole_document(tree)
    if document is not None:
        return document
    tree = deepcopy(tree)
    prune(tree)
    without_later_articles(tree, headlines[0] if headlines else None)
    posts = live_posts(tree)
    if posts is None:
        return short_article(tree)
    posts.set("kind", "posts")
    return posts


def _length(element: _Element) -> int:
    return len(" ".join("".join(element.itertext()).split()))


def _is_too_large(tree: _Element) -> bool:
    for elements, element in enumerate(tree.iter(), 1):
        if elements > _MAX_ELEMENTS or len(element) > _MAX_SIBLINGS:
            return True
    return any(sum(1 for _ in table.iterancestors("table")) > _MOST_NESTED for table in tree.iter("table"))


def _extract(tree: _Element, headlines: tuple[str, ...]) -> _Element | None:
    import trafilatura
    from trafilatura.settings import DEFAULT_CONFIG

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = deepcopy(tree)
    prune(tree)
    without_later_articles(tree, headlines[0] if headlines else None)
    starts = {_start(it): it.get("start") for it in tree.iter("ol") if it.get("start")}
    # Where it finds little it gives the page's words in one piece; what it found may be a short report all the same.
    for settings in (DEFAULT_CONFIG, _settings()):
        try:
            found: Any = trafilatura.bare_extraction(
                deepcopy(tree) if settings is DEFAULT_CONFIG else tree,
                fast=True,
                favor_recall=True,
                include_comments=False,
                include_links=True,
                include_formatting=True,
                with_metadata=False,
                config=settings,
            )
        except Exception:  # noqa: BLE001  # a fault of the extractor costs its better text, not the article
            return None
        if found is None or len(found.body) != 1 or found.body[0].tag != "p":
            break
    if found is None:
        return None
    body = _as_html(found.body)
    _number_lists(body, starts)
    return body


def _number_lists(body: _Element, starts: dict[str, str]) -> None:
    """Let lists begin with their own numbers, which an extractor does not keep."""
    for numbered in body.iter("ol") if starts else ():
        start = starts.get(_start(numbered))
        if start:
            numbered.set("start", start)


def _start(numbered: _Element) -> str:
    """The words of a list's first item."""
    first = next(iter(numbered), None)
    return "" if first is None else " ".join("".join(first.itertext()).split())


@functools.cache
def _settings() -> Any:  # trafilatura's configuration
    """Trafilatura's own settings, but that no text is too short."""
    from trafilatura.settings import use_config

    settings = use_config()
    for key in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        settings.set("DEFAULT", key, "1")
    return settings


def _as_html(body: _Element) -> _Element:
    """Trafilatura's own elements under their HTML names."""
    for element in body.iter("*"):
        rend = element.get("rend") or ""
        if element.tag == "head":
            element.tag = rend if rend in _HEADINGS else "h3"
        elif element.tag == "hi":
            element.tag = _MARKS.get(rend, "span")
        elif element.tag == "list" and rend == "ol":
            element.tag = "ol"
        elif element.tag == "cell":
            element.tag = "th" if element.get("role") == "head" else "td"
        elif element.tag == "code" and "\n" in "".join(element.itertext()).strip():
            element.tag = "pre"
        elif element.tag == "ref":
            element.tag = "a"
            element.set("href", element.get("target") or "")
        elif element.tag in _TAGS:
            element.tag = _TAGS[element.tag]
    return body


def _densest(tree: _Element) -> tuple[_Element, int]:
    """The smallest element that holds most of the page's paragraphs, and how many characters these are."""
    beside = {inner for element in tree.iter(*_BESIDE) for inner in element.iter()}
    within: dict[_Element, int] = {}
    total = 0
    for element in tree.iter(*_HOLDERS):
        size = 0 if element in beside else _own_length(element)
        if size > _PARAGRAPH:
            total += size
            for holder in (element, *element.iterancestors()):
                within[holder] = within.get(holder, 0) + size
    holders = [element for element, size in within.items() if size >= _MOST * total]
    return (min(holders, key=lambda element: (within[element], -_depth(element))) if holders else tree), total


def _own_length(element: _Element) -> int:
    own = [element.text or "", *(child.tail or "" for child in element)]
    return len(" ".join("".join(own).split()))


def _depth(element: _Element) -> int:
    return sum(1 for _ in element.iterancestors())

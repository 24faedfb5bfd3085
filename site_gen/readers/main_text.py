"""The main text of a page, by trafilatura, as Markdown; a plain conversion where the extractor finds nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Final

from site_gen.readers.page import Page
from site_gen.readers.page_trim import trim
from site_gen.readers.to_markdown import markdown

_TAGS: Final = {
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "lb": "br",
    "row": "tr",
    "cell": "td",
    "ref": "a",
    "code": "code",
}
_MARKS: Final = {"#b": "strong", "#i": "em"}
_MAX_ELEMENTS: Final = 15_000  # an extractor takes over a second for more
_Element = Any  # lxml has no types


def main_text(page: Page, headlines: Iterable[str]) -> str:
    """The article's body in Markdown, without headline, menus, share bars and comments."""
    if sum(1 for _ in page.tree.iter()) > _MAX_ELEMENTS:
        return markdown(page.tree, page.base or page.url)
    body = _extract(page.tree)
    if body is None:
        return ""
    trim(body, headlines)
    return markdown(body, page.base or page.url)


def _extract(tree: _Element) -> _Element | None:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        deepcopy(tree),
        fast=True,
        include_comments=False,
        include_links=True,
        include_formatting=True,
        with_metadata=False,
    )
    return _as_html(found.body) if found is not None else None


def _as_html(body: _Element) -> _Element:
    """Trafilatura's own elements under their HTML names."""
    for element in body.iter():
        if element.tag == "head":
            element.tag = element.get("rend") if element.get("rend") in ("h1", "h2", "h3", "h4", "h5", "h6") else "h3"
        elif element.tag == "hi":
            element.tag = _MARKS.get(element.get("rend") or "", "span")
        elif element.tag == "list" and element.get("rend") == "ol":
            element.tag = "ol"
        elif element.tag == "ref":
            element.tag = "a"
            element.set("href", element.get("target") or "")
        elif element.tag in _TAGS:
            element.tag = _TAGS[element.tag]
    return body

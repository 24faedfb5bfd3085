"""What a page hides, or offers beside its article: hover cards, words for screen readers, newsletters, other stories.

An extractor that looks at the text alone takes these for the article. Body F1 on the development pages: .955 without
this room, .956 without what is hidden, .957 without what is offered. Only small elements go, for a site may well name
the element around its whole text "related-content".
"""

from __future__ import annotations

import re
from typing import Any, Final

_LARGEST: Final = 600  # characters
_CANDIDATES: Final = ("div", "span", "section", "aside", "p", "ul", "ol", "li", "figure", "a", "h2", "h3", "h4")
_NOT_SEEN: Final = frozenset({"script", "style", "noscript"})
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A word of a class or an id: "sr-only", "c-newsletter__box", "article-related-list"
_BESIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:rollover|tooltip|popover|sr-only|visually-?hidden|screen-reader(?:-text)?|u-hidden|is-hidden"
    r"|newsletter|promo|related|recommend(?:ed|ations)?|read-?more|also-?read|outbrain|taboola|subscribe|signup|paywall"
    r"|advert(?:isement)?|sponsored|disclaimer|affiliate|trending|most-?read|popular|more-?stories|teaser|cross-?link)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_Element = Any  # lxml has no types


def prune(tree: _Element) -> None:
    """Take out of the page what stands beside its article."""
    for caption in list(tree.iter("caption")):
        _put_above(caption)
    for speaker in tree.xpath("//blockquote//footer"):  # extractors take it for the foot of the page
        speaker.tag = "p"
    for element in list(tree.iter(*_CANDIDATES)):
        parent = element.getparent()
        if parent is not None and (_is_hidden(element) or _is_beside(element)) and _is_small(element):
            element.drop_tree()


def _put_above(caption: _Element) -> None:
    """Make the caption of a table a paragraph above it, for extractors leave captions out."""
    table = caption.getparent()
    if table is not None and table.tag == "table" and table.getparent() is not None:
        caption.tail = None
        caption.tag = "p"
        table.addprevious(caption)


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _is_beside(element: _Element) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(named) > 1 and _BESIDE.search(named) is not None


def _is_small(element: _Element) -> bool:
    """Whether little text is in the element, not counting scripts and the space between its elements."""
    size = 0
    for inner in element.iter("*"):
        own = "" if inner.tag in _NOT_SEEN else inner.text or ""
        size += len(" ".join(own.split())) + len(" ".join((inner.tail or "").split()))
        if size > _LARGEST or inner.tag == "h1":
            return False
    return True

"""Markup cut to a size that parsers and extractors can take, before any of them sees it.

All extractors tried hang on one tag with 50,000 attributes or on 100,000 sibling paragraphs, feedparser on 50,000
nested elements. What is cut is far beyond what people write: 100 attributes of a tag, 1,000 elements within each other.
"""

from __future__ import annotations

import re
from typing import Any, Final

_MOST_ATTRIBUTES: Final = 100
_LONG_TAG: Final = 4_000  # characters; shorter tags cannot hold enough attributes to matter
_MANY_EQUAL_SIGNS: Final = 20_000
_DEEPEST: Final = 1_000
# A start tag to its first ">", which may be inside quotes: <p class="a">
_START_TAG: Final = re.compile(rf"<[a-zA-Z][^>]{{{_LONG_TAG},}}>?")
_ATTRIBUTE: Final = re.compile(r"""[^\s"'<>=/]+(?:\s{0,9}=\s{0,9}(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")
# A start tag with a hundred quoted attributes, whatever characters their values hold: <p a="<" b=">" ...
_CROWDED_TAG: Final = re.compile(
    rf"""(<[a-zA-Z][\w:-]*)(?:\s+[^\s"'<>=/]+\s*=\s*(?:"[^"]*"|'[^']*')){{{_MOST_ATTRIBUTES},}}"""
)
_TAG: Final = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)|<(/?)[a-zA-Z_][^<>]*?(/?)>", re.DOTALL)
_DEEPEST_OF_PAGES: Final = 100
# A tag of an element that others of its kind may stand in; a paragraph ends where the next one begins.
_NESTING_TAG: Final = re.compile(
    r"<(/?)(div|span|font|center|section|article|main|header|footer|aside|nav|form|fieldset|details|figure|blockquote|ul|ol"
    r"|li|dl|dd|table|tbody|tr|td|th|b|i|u|em|strong|small|big|tt|a|[a-z]+-[a-z-]+)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)


def bounded(text: str, max_nodes: int) -> tuple[str, bool]:
    """The text with at most `max_nodes` tags of at most a hundred attributes, and whether tags were cut off."""
    pieces = text.split("<", max_nodes)
    cut = len(pieces) > max_nodes and "<" in pieces[-1]
    if cut:
        text = "<".join(pieces[:-1])
    text = _START_TAG.sub(_with_fewer_attributes, text)
    if text.count("=") > _MANY_EQUAL_SIGNS:
        text = _CROWDED_TAG.sub(r"\1", text)
    return text, cut


def is_too_deep(text: str) -> bool:
    """Whether elements of an XML file nest deeper than any feed does."""
    depth = 0
    for tag in _TAG.finditer(text):
        if tag[1] is None:
            continue
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > _DEEPEST:
            return True
    return False


def _with_fewer_attributes(tag: re.Match[str]) -> str:
    attributes = _ATTRIBUTE.findall(tag[0])
    if len(attributes) <= _MOST_ATTRIBUTES:
        return tag[0]
    return " ".join(["<" + attributes[0], *attributes[1:_MOST_ATTRIBUTES]]) + ">"


def parsed(text: str) -> Any:  # an element: lxml has no types
    """The tree of a page, without comments; raises what lxml does where there is none.

    lxml reads nothing from an element on that is 256 deep, so elements within so many others go, and their words stay.
    """
    from lxml import html

    for attempt in (text, None):
        parser = html.HTMLParser(
            remove_comments=True, remove_pis=True, huge_tree=False, collect_ids=False, default_doctype=False
        )
        tree = html.document_fromstring(attempt if attempt is not None else _flattened(text), parser=parser)
        if not any("depth" in fault.message for fault in parser.error_log):
            break
    return tree


def _flattened(text: str) -> str:
    """The text without tags of elements that are within too many others."""
    pieces: list[str] = []
    within: list[tuple[str, bool]] = []
    end = 0
    for tag in _NESTING_TAG.finditer(text):
        name = tag[2].lower()
        if not tag[1]:
            is_kept = len(within) < _DEEPEST_OF_PAGES
            within.append((name, is_kept))
        elif within and within[-1][0] == name:
            is_kept = within.pop()[1]
        else:
            is_kept = len(within) < _DEEPEST_OF_PAGES
        if not is_kept:
            pieces.append(text[end : tag.start()])
            end = tag.end()
    return "".join((*pieces, text[end:]))

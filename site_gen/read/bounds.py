"""Markup cut to a size that parsers and extractors can take, before any of them sees it.

All extractors tried hang on one tag with 50,000 attributes or on 100,000 sibling paragraphs, feedparser on 50,000
nested elements. What is cut is far beyond what people write: 100 attributes of a tag, 1,000 elements within each other.
"""

from __future__ import annotations

import re
from typing import Final

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

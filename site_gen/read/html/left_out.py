"""What of a page is not in its article: a ruling for every piece of text, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from site_gen.language import plain
from site_gen.markdown.from_html import BLOCKS
from site_gen.model import Ruling

_SILENT: Final = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "option"})
_WORD: Final = re.compile(r"[^\W_]+")
_MOST: Final = 2_000  # pieces
_LONGEST: Final = 1_000  # characters of a piece that are shown
_Element = Any  # lxml has no types


def left_out(tree: _Element, body: str, *read: str | None) -> Iterator[Ruling]:
    """The pieces of a page that stand neither in the body nor among what was read of it otherwise."""
    kept = _key(" ".join((body, *filter(None, read))))
    seen: set[str] = set()
    for text in _pieces(tree):
        key = _key(text)
        if key and key not in seen and key not in kept:
            seen.add(key)
            yield Ruling(0, "beside the article", "cut", text[:_LONGEST])
            if len(seen) >= _MOST:
                return


def _key(text: str) -> str:
    """The words of a text between spaces, so that none is found in the middle of another."""
    words = " ".join(_WORD.findall(text.casefold()))
    return f" {words} " if words else ""


def _pieces(tree: _Element) -> Iterator[str]:
    """The text of every block, without that of the blocks in it."""
    run: list[str] = []
    stack: list[tuple[_Element, bool]] = [(tree, False)]
    while stack:
        element, is_over = stack.pop()
        is_block = element.tag in BLOCKS or element.tag == "br"
        if is_block and run:
            text = plain.one_line("".join(run))
            run = []
            if text:
                yield text
        if is_over:
            run.append(element.tail or "")
            continue
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            run.append(element.tail or "")
            continue
        run.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    text = plain.one_line("".join(run))
    if text:
        yield text

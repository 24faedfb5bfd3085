"""What an extractor leaves around an article: the headline said again, bylines, prompts, links to other articles.

Body F1 on the development pages: trafilatura .944, its recall mode .948, after this room .96.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from site_gen import text as plain
from site_gen.readers import bylines, headline_lists, scraps

_WORD: Final = re.compile(r"[^\W_]+")
_START: Final = 12  # blocks among which the headline may stand once more
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_Element = Any  # lxml has no types


def trim(body: _Element, headlines: Iterable[str]) -> None:
    """Remove from the extracted body, a flat list of blocks, those that are the page's and not the article's."""
    _cut_start(body, {_key(headline) for headline in headlines} - {""})
    for block in list(body):
        if _is_scrap(block):
            _remove(block)
    _cut_end(body)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _text(block: _Element) -> str:
    return plain.one_line("".join(block.itertext()))


def _remove(block: _Element) -> None:
    block.getparent().remove(block)


def _cut_start(body: _Element, headlines: set[str]) -> None:
    """Everything to the headline, and the byline below it."""
    blocks = list(body[:_START])
    said = [at for at, block in enumerate(blocks) if _key(_text(block)) in headlines]
    before = blocks[: said[-1]] if said else []
    if said and sum(len(_text(block)) for block in before) < 600:
        for block in blocks[: said[-1] + 1]:
            _remove(block)
    for block in list(body[:4]):
        text = _text(block)
        line = bylines.read_byline(text) if len(text) < 120 else None
        if line and line.certain:
            _remove(block)


def _is_scrap(block: _Element) -> bool:
    if block.tag in ("table", "pre", "blockquote"):
        return False
    text = _text(block)
    return bool(scraps.rule_for(text) or headline_lists.related_in(text) or headline_lists.is_pointer(text))


def _cut_end(body: _Element) -> None:
    """Headings with nothing below them, and links that lead away."""
    while len(body):
        block = body[-1]
        if block.tag not in _HEADINGS and not _is_link(block):
            break
        _remove(block)


def _is_link(block: _Element) -> bool:
    """A paragraph or list that is nothing but links."""
    text = len(_text(block))
    linked = sum(len(_text(link)) for link in block.iter("a"))
    return text > 0 and linked > 0.9 * text

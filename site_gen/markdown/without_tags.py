"""Markdown whose tags are words, as our pages show them, for programs that would take them for HTML."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])")  # what may begin a tag
# Code between backticks; "<https://growers.example/>", "<a@growers.example>"; "](<a b.png>)" and "]: <a b.png>"
_NO_TAG: Final = re.compile(
    r"(?P<mark>(?<!`)`+(?!`))(?:[^`]|(?!(?P=mark)(?!`))`+)*?(?<!`)(?P=mark)(?!`)"
    r"|<(?:https?://|mailto:)[^\s<>]*>|<[\w.+-]+@[\w.-]+>|(?:(?<=\]\()|(?<=\]: ))<[^<>\n]*>"
)
_LINES_OF_CODE: Final = frozenset({"fence", "code_block"})


def without_tags(markdown: str) -> str:
    """The text with each `<` that could begin a tag as an entity, but in code and in addresses."""
    lines = markdown.split("\n")
    tokens = _parser(html=False).parse(markdown)
    code = {at for token in tokens if token.type in _LINES_OF_CODE and token.map for at in range(*token.map)}
    written = _rewritten(lines, code, _words)
    if any(map(_is_tag, _all(_parser(html=True).parse(written)))):
        # Code that begins in a way of its own: better an entity in it than a tag beside it.
        return _rewritten(lines, code, _entities)
    return written


def _rewritten(lines: list[str], code: Collection[int], rewrite: Callable[[str], str]) -> str:
    """The text with its paragraphs rewritten, but not its lines of code."""
    parts = []
    for is_kept, group in itertools.groupby(enumerate(lines), key=lambda it: it[0] in code or not it[1].strip()):
        text = "\n".join(line for _, line in group)
        parts.append(text if is_kept else rewrite(text))
    return "\n".join(parts)


def _entities(text: str) -> str:
    return TAG.sub("&lt;", text)


def _words(text: str) -> str:
    parts, end = [], 0
    for found in _NO_TAG.finditer(text):
        parts += [_entities(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join((*parts, _entities(text[end:])))


def _is_tag(token: Token) -> bool:
    return token.type in {"html_block", "html_inline"}


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


@functools.cache
def _parser(*, html: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": html}).enable("table")

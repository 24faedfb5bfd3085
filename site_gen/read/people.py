"""The people in a text for authors, and who is none: a program's "admin" writes no article."""

from __future__ import annotations

import re
from typing import Final

from site_gen.read.lines.names import is_person

_LIST: Final = re.compile(r"\s*[,;|、，]\s*")
_AND: Final = re.compile(r"\s+(?:&|and|und|et|y|e|og|och|en)\s+")
_NOBODY: Final = re.compile(
    r"(?:(?:site |web ?)?admin(?:istrator)?|editors?|redaktion|webmaster|root|author|unknown|anonymous|none|null"
    r"|user|guest"
    r"|staff(?: writer)?|no-?reply.*|do-?not-?reply.*|blog|wordpress|nobody|n/a|default|test)$",
    re.IGNORECASE,
)


def listed(written: str) -> tuple[str, ...]:
    """The names in a list; what is no list of names stays as it is written."""
    parts = [part for part in _LIST.split(written) if part]
    if len(parts) > 1 and all(_is_name(name) for part in parts for name in _AND.split(part)):
        return tuple(parts)
    return (written,) if written else ()


def known(authors: tuple[str, ...]) -> tuple[str, ...]:
    """Authors one by one, without those that are nobody."""
    names: dict[str, str] = {}
    for author in authors:
        parts = _AND.split(author)
        for name in parts if len(parts) > 1 and all(map(_is_name, parts)) else [author]:
            if not _NOBODY.match(name):
                names.setdefault(name, name)
    return tuple(names)


def _is_name(text: str) -> bool:
    words = text.split()
    is_like_one = 2 <= len(words) <= 4 and all(
        word[0].isupper() and (word[-1].islower() or word[-1] == ".") for word in words
    )
    return is_person(text) or is_like_one

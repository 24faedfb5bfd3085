"""A headline as words: case, punctuation, dashes and entities gone, numbers whole, unspaced scripts cut in pairs."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final

# "1,200" and "3.5" are one word each; "mid-July" is two; "don't" is one.
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_MARKS: Final = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0640]+")


@lru_cache(maxsize=50_000)
def words(headline: str) -> tuple[str, ...]:
    """The words of a headline in their order, in one normal form; two wordings that differ only in type are equal."""
    if "&" in headline:
        headline = html.unescape(headline)
    plain = unicodedata.normalize("NFKD", headline.casefold())
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _MARKS.sub("", plain))
    return tuple(part for word in _WORD.findall(plain) for part in _parts(word))


def _parts(word: str) -> tuple[str, ...]:
    if word.isascii():
        if word[0].isdigit():
            return (number(word),)
        return (word.removesuffix("'s").replace("'", ""),)
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    if not _UNSPACED.search(word):
        return (word,)
    return tuple(_pairs(word))


def _pairs(word: str) -> list[str]:
    """Neighbouring letters two by two: "東京五輪" is 東京, 京五, 五輪."""
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]


def number(word: str) -> str:
    """One writing for one number: "1,200" and "1.200" are 1200, "3,5" is 3.5, "2.50" is 2.5, "007" is 7."""
    whole, _, rest = re.sub(r"[.,](?=\d{3}(?!\d))", "", word).replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole)}.{rest}" if rest else str(int(whole))

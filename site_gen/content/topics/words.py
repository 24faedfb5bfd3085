"""What the classifier reads of an article: its words, and pairs and triples of characters where no spaces part them."""

from __future__ import annotations

import re
import zlib
from typing import Final

BUCKETS: Final = 1 << 19  # rows of the model; words that share one blur each other
_BODY: Final = 1000  # characters of the body that count: news says early what it is about
_UNSPACED_BODY: Final = 200  # the same in scripts whose characters say more
_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f"
_WORD: Final = re.compile(rf"[\w{_MARKS}]+")
# Thai, Lao, Burmese, kana and Han.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]+")
_DENSE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LATIN: Final = "cp1252"  # holds most texts in Latin letters with their quotation marks, and is fast
_SMALL: Final = bytes(
    char.lower().encode(_LATIN)[0] if (char := bytes([code]).decode(_LATIN, "replace")).isalnum() else 32
    for code in range(256)
)
_ENDINGS: Final = ((6, 5), (9, 7))  # a word of so many letters counts by so many of its first ones too


def words_of(title: str, body: str) -> tuple[set[str], set[str]]:
    """The words of the headline, and those that the beginning of the body has beside them."""
    first = _words(title, len(title))
    return first, _words(body[:_BODY], _UNSPACED_BODY) - first


def is_dense(title: str) -> bool:
    """Whether a headline is written in Han or kana, of which a few characters say as much as a word."""
    return not title.isascii() and _DENSE.search(title) is not None


def _words(text: str, most_unspaced: int) -> set[str]:
    """The words of a text in small letters, of which only the beginning counts where no spaces part words."""
    try:
        return set(text.encode(_LATIN).translate(_SMALL).decode(_LATIN).split())
    except UnicodeEncodeError:
        text = text.lower()
    if not _UNSPACED.search(text):
        return set(_WORD.findall(text))
    text = text[:most_unspaced]
    runs = _UNSPACED.findall(text)
    grams = {run[at : at + size] for run in runs for size in (2, 3) for at in range(len(run) - size + 1)}
    return grams.union(_WORD.findall(_UNSPACED.sub(" ", text)))


def rows_of(word: str) -> list[int]:
    """The rows of the model that a word stands in: its own, and those of its beginnings."""
    if word.isdigit():
        return []
    beginnings = [f"{word[:kept]}*" for length, kept in _ENDINGS if len(word) >= length and not _UNSPACED.match(word)]
    return [zlib.crc32(text.encode()) % BUCKETS for text in (word, *beginnings)]

"""How common a word is in its language: the background against which the words of a few headlines are rare or not.

The table beside this file holds the commonest words of 28 languages. It is taken from wordfreq's lists
(https://github.com/rspeer/wordfreq), which are under CC BY-SA 4.0, and so is the table; the code is not.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

# A word that is in no list, and numbers by their shape: as the lists count, a year is far commoner than another number.
_UNKNOWN: Final = 3.0
_DIGIT: Final = 5.0  # tells less than other numbers: lists and prices are full of them
_SHORT_NUMBER: Final = 3.5
_YEAR: Final = 4.5
_NUMBER: Final = 2.6


def commonness(word: str) -> float:
    """How often a word is used: the logarithm, to base 10, of its number among a billion words."""
    if word[:1].isdecimal():
        return _of_number(word)
    return _table().get(word, _UNKNOWN)


def _of_number(word: str) -> float:
    if len(word) <= 2:
        return _DIGIT if len(word) == 1 else _SHORT_NUMBER
    return _YEAR if len(word) == 4 and word.startswith(("19", "20")) else _NUMBER


@cache
def _table() -> dict[str, float]:
    """Word -> how common it is in the language where it is commonest."""
    table: dict[str, float] = {}
    for line in Path(__file__).with_name("frequent_words.txt").read_text(encoding="utf-8").splitlines():
        common, _, words = line.partition(" ")
        table.update(dict.fromkeys(words.split(" "), float(common)))
    return table

"""Headlines as rows of weighted terms: words, their beginnings, and pieces that survive inflection and compounds.

Imported only where there is something to group, because numpy takes its time to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from site_gen.language.small_words import is_small, votes

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# A stream teaches how rare a term is; so many imagined headlines stand in for it while it is short. A small word stands
# in a fifth of them, any other in half of one.
IMAGINED: Final = 200
_RARE: Final = 0.5
_STEM: Final = 5
# An odd number whose bits are well mixed.
_MIX: Final = np.uint32(0x01000193)


class Terms(NamedTuple):
    """Rows of distinct term numbers, one after the other; row r is `ids[starts[r] : starts[r + 1]]`."""

    starts: Ints
    ids: Ints
    frequencies: Ints  # rows that hold the term
    rarity: Floats  # of each term: the logarithm of one in how many headlines holds it
    vocabulary: dict[str, int]

    @property
    def rows(self) -> int:
        return len(self.starts) - 1

    def owners(self) -> Ints:
        """The row of every entry of `ids`."""
        return np.repeat(np.arange(self.rows), np.diff(self.starts))

    def sums(self, values: Floats) -> Floats:
        """Sum of a value of the terms over each row."""
        sums: Floats = np.bincount(self.owners(), weights=values[self.ids], minlength=self.rows).astype(np.float64)
        return sums


class Pieces(NamedTuple):
    """Four letters in a row of each word, with its ends marked: "games" is _gam, game, ames, mes_.

    A piece is known by a hash of it, so that nothing need be looked up; few enough share one. Pieces that only one row
    has count in its norm, and are left out else.
    """

    starts: Ints
    ids: Ints
    squares: Floats  # of the rarity of each entry of `ids`
    norms: Floats  # of each row


class _Numbers(dict[str, int]):
    """Numbers for terms in the order in which they are met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


def word_terms(rows: Sequence[Sequence[str]]) -> Terms:
    """Each row's words in the order of the text; small words count for nothing."""
    numbers = _Numbers()
    entries = np.array([numbers[word] for row in rows for word in row], dtype=np.int64)
    owners = np.repeat(np.arange(len(rows)), np.array([len(row) for row in rows], dtype=np.int64))
    key = owners * max(len(numbers), 1) + entries
    order = np.argsort(key, kind="stable")
    first = np.sort(order[np.flatnonzero(np.diff(key[order], prepend=-1))])
    terms = _terms(owners[first], entries[first], len(rows), numbers)
    terms.rarity[[is_small(word) for word in numbers]] = 0
    return terms


def piece_terms(words: Terms) -> Pieces:
    """The pieces of each row's words, each once; those of small words are left out."""
    letters = np.array([len(word) for word in words.vocabulary], dtype=np.int64)
    # A word of one letter is filled up with the sign that follows it.
    text = "".join([f"_{word}_" for word in words.vocabulary]) + "_"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    hashes = np.zeros(max(len(codes) - 3, 0), dtype=np.uint32)
    for place in range(4):
        hashes = hashes * _MIX + codes[place : place + len(hashes)]
    numbers: Ints = np.unique(hashes, return_inverse=True)[1]
    count = (letters - 1).clip(1)
    told = np.flatnonzero(words.rarity[words.ids] > 0)
    cut = words.ids[told]
    places, of = _runs((np.cumsum(letters + 2) - letters - 2)[cut], count[cut])
    owners, ids = _distinct(words.owners()[told][of], numbers[places])
    frequencies = np.bincount(ids)
    by_frequency = np.arange(frequencies.max(initial=0) + 1)
    squares = (np.log((words.rows + IMAGINED) / (by_frequency + _RARE)).clip(0.05) ** 2)[frequencies[ids]]
    norms = np.sqrt(np.bincount(owners, weights=squares, minlength=words.rows)).clip(0.1)
    common = frequencies > 1
    told = np.flatnonzero(common[ids])
    starts = np.searchsorted(owners[told], np.arange(words.rows + 1))
    return Pieces(starts, (np.cumsum(common) - 1)[ids[told]], squares[told], norms)


def stem_terms(words: Terms) -> Terms:
    """The beginnings of words, which are the same in most of a word's forms; small words count for nothing."""
    numbers = _Numbers()
    stems = np.array([numbers[word[:_STEM]] for word in words.vocabulary], dtype=np.int64)
    terms = _terms(*_distinct(words.owners(), stems[words.ids]), words.rows, numbers)
    telling = np.zeros(len(numbers), dtype=bool)
    telling[stems[words.rarity > 0]] = True
    terms.rarity[~telling] = 0
    return terms


@cache
def keep_memory() -> None:
    """Lets what an array leaves be taken by the next one, where the C library would give it back to the system.

    glibc keeps as much as the largest array that it has seen go, up to 32 MB. Saves an eighth of the time of a stream.
    """
    np.empty(31 << 20, dtype=np.uint8)


def _runs(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Runs of whole numbers one after the other, and for each number which run it is of."""
    of = np.repeat(np.arange(len(lengths)), lengths)
    return np.arange(len(of)) + (starts - (np.cumsum(lengths) - lengths))[of], of


def _distinct(owners: Ints, ids: Ints) -> tuple[Ints, Ints]:
    """Each term of a row once, in order."""
    key = np.sort(owners << 32 | ids)
    key = key[np.flatnonzero(np.diff(key, prepend=-1))]
    return key >> 32, key & 0xFFFFFFFF


def _terms(owners: Ints, ids: Ints, rows: int, vocabulary: dict[str, int]) -> Terms:
    frequencies = np.bincount(ids, minlength=len(vocabulary))
    imagined = np.full(len(vocabulary), _RARE)
    imagined[[vocabulary[word] for word in votes() if word in vocabulary]] = IMAGINED / 5
    rarity = np.log((rows + IMAGINED) / (frequencies + imagined)).clip(0.05)
    return Terms(np.searchsorted(owners, np.arange(rows + 1)), ids, frequencies, rarity, vocabulary)

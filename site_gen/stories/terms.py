"""Headlines as rows of weighted terms: words, and pieces of words that survive inflection and compounds.

Imported only where there is something to group, because numpy takes its time to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from site_gen.stories.languages import is_small, votes

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# A stream teaches how rare a term is; so many imagined headlines stand in for it while it is short. A small word stands
# in a fifth of them, any other in half of one.
IMAGINED: Final = 200
_RARE: Final = 0.5
_STEM: Final = 5


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
    terms.rarity[[number for word, number in numbers.items() if is_small(word)]] = 0
    return terms


def piece_terms(words: Terms) -> Terms:
    """Four letters in a row of each word, with its ends marked: "games" is _gam, game, ames, mes_."""
    numbers = _Numbers()
    cut = [_pieces(word) for word in words.vocabulary]
    pieces = np.array([numbers[piece] for piece in chain.from_iterable(cut)], dtype=np.int64)
    lengths = np.array([len(it) for it in cut], dtype=np.int64)
    places, of = runs((np.cumsum(lengths) - lengths)[words.ids], lengths[words.ids])
    return _terms(*_distinct(words.owners()[of], pieces[places]), words.rows, numbers)


def stem_terms(words: Terms) -> Terms:
    """The beginnings of words, which are the same in most of a word's forms; small words count for nothing."""
    numbers = _Numbers()
    stems = np.array([numbers[word[:_STEM]] for word in words.vocabulary], dtype=np.int64)
    terms = _terms(*_distinct(words.owners(), stems[words.ids]), words.rows, numbers)
    telling = np.zeros(len(numbers), dtype=bool)
    telling[stems[words.rarity > 0]] = True
    terms.rarity[~telling] = 0
    return terms


def runs(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
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


@lru_cache(maxsize=200_000)
def _pieces(word: str) -> tuple[str, ...]:
    marked = f"_{word}_"
    return tuple(marked[at : at + 4] for at in range(len(marked) - 3)) or (marked,)

"""Headlines as rows of weighted terms: words, and pieces of words that survive inflection and compounds.

Imported only where there is something to group, because numpy takes its time to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
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


def word_terms(rows: Sequence[Sequence[str]]) -> Terms:
    """Each row's words; small words count for nothing."""
    terms = _terms(rows, lambda word: (word,))
    small = [number for word, number in terms.vocabulary.items() if is_small(word)]
    terms.rarity[small] = 0
    return terms


def piece_terms(rows: Sequence[Sequence[str]]) -> Terms:
    """Four letters in a row of each word, with its ends marked: "games" is _gam, game, ames, mes_."""
    return _terms(rows, _pieces)


def _terms(rows: Sequence[Sequence[str]], cut: Callable[[str], Iterable[str]]) -> Terms:
    vocabulary: dict[str, int] = {}
    known: dict[str, tuple[int, ...]] = {}
    ids: list[int] = []
    lengths: list[int] = []
    for row in rows:
        distinct: set[int] = set()
        for word in row:
            numbers = known.get(word)
            if numbers is None:
                numbers = known[word] = tuple(vocabulary.setdefault(piece, len(vocabulary)) for piece in cut(word))
            distinct.update(numbers)
        ids.extend(sorted(distinct))
        lengths.append(len(distinct))
    entries = np.array(ids, dtype=np.int64)
    frequencies = np.bincount(entries, minlength=len(vocabulary))
    imagined = np.full(len(vocabulary), _RARE)
    imagined[[vocabulary[word] for word in votes() if word in vocabulary]] = IMAGINED / 5
    rarity = np.log((len(rows) + IMAGINED) / (frequencies + imagined)).clip(0.05)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return Terms(starts, entries, frequencies, rarity, vocabulary)


@lru_cache(maxsize=200_000)
def _pieces(word: str) -> tuple[str, ...]:
    marked = f"_{word}_"
    return tuple(marked[at : at + 4] for at in range(len(marked) - 3)) or (marked,)

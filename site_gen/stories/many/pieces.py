"""Headlines in pieces of four letters, which survive inflection and compounds; asked for where there is no body."""

from __future__ import annotations

from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from site_gen.language.frequency import commonness
from site_gen.language.small_words import is_small
from site_gen.stories.many.matches import matches
from site_gen.stories.many.rows import Flags, Floats, Ints, Rows
from site_gen.stories.two.words import words

# An odd number whose bits are well mixed.
_MIX: Final = np.uint32(0x01000193)
# Pieces are known by so many bits of a hash, so that nothing need be looked up; few enough share one.
_BITS: Final = 20
_MOST: Final = 120  # pieces of a headline
# A piece is worth how much rarer than this its word is, and at least so much.
_RAREST: Final = 6.5
_LEAST: Final = 0.3


class Pieces(NamedTuple):
    """For each row the pieces of its headline's words, with their ends marked: "games" is _gam, game, ames, mes_."""

    starts: Ints
    ids: Ints
    worth: Floats  # of each entry: how rare the word is
    norms: Floats


def pieces_of(rows: Rows, used: Flags) -> Pieces:
    """The pieces of each row's words, of the rows that are used; small words have none."""
    asked = np.flatnonzero(used)
    texts = [[word for word in words(rows.heads[row].title) if not is_small(word)] for row in asked.tolist()]
    vocabulary = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
    # A word of one letter is filled up with the sign that follows it.
    text = "".join([f"_{word}_" for word in vocabulary]) + "_"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    hashes = np.zeros(max(len(codes) - 3, 0), dtype=np.uint32)
    for place in range(4):
        hashes = hashes * _MIX + codes[place : place + len(hashes)]
    letters = np.array([len(word) for word in vocabulary], dtype=np.int64)
    first = np.cumsum(letters + 2) - letters - 2
    counts = (letters - 1).clip(1)
    entries = np.fromiter((vocabulary[word] for word in chain.from_iterable(texts)), dtype=np.int64)
    owners = np.repeat(asked, [len(it) for it in texts])
    of = np.repeat(np.arange(len(entries)), counts[entries])
    step = np.arange(len(of)) - (np.cumsum(counts[entries]) - counts[entries])[of]
    ids = (hashes[first[entries[of]] + step] >> (32 - _BITS)).astype(np.int64)
    rare = np.array([max(_LEAST, _RAREST - commonness(word)) for word in vocabulary])
    key, at = np.unique(owners[of] << 32 | ids, return_index=True)
    owners, ids, worth = key >> 32, key & 0xFFFFFFFF, rare[entries[of[at]]]
    count = len(rows.heads)
    starts = np.searchsorted(owners, np.arange(count + 1))
    kept = np.arange(len(ids)) - starts[owners] < _MOST
    owners, ids, worth = owners[kept], ids[kept], worth[kept]
    starts = np.searchsorted(owners, np.arange(count + 1))
    return Pieces(starts, ids, worth, np.sqrt(np.bincount(owners, worth**2, count)).clip(0.1))


def shared_pieces(pieces: Pieces, left: Ints, right: Ints) -> Floats:
    """The cosine of the pieces of two rows."""
    shared = np.zeros(len(left))
    for found in matches(pieces.starts, pieces.ids, left, right):
        both = pieces.worth[found.left] * pieces.worth[found.right]
        shared[found.pairs] = np.bincount(found.pair, both, len(found.pairs))
    cosines: Floats = shared / (pieces.norms[left] * pieces.norms[right])
    return cosines

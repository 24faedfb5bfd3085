"""How rare each word is among headlines of its language: what is common in few French ones may be rare among all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from site_gen.language.small_words import LANGUAGES, is_small, votes
from site_gen.stories.two.synonyms import meanings
from site_gen.stories.two.words import HeadlineWords

# So many imagined headlines stand in for the real ones while those are few; a word of the trade stands in some of them.
_IMAGINED: Final = 200
_UNKNOWN: Final = 0.5
_OF_THE_TRADE: Final = 2.0
# Fewer headlines than this cannot show how rare a word is.
_ENOUGH: Final = 1000

_A_PAIR: Final = 2

Rarity = dict[str, float]
_Shares = list[float]


def learn(wordings: Iterable[HeadlineWords]) -> Rarity:
    """Word -> from 0, in every headline of its language, to 1, in a single one; small words have 0."""
    distinct = list(dict.fromkeys(wordings))
    if not distinct:
        return {}
    if len(distinct) <= _A_PAIR:
        return _of_a_pair(distinct[0].bag, distinct[-1].bag, len(distinct))
    often = Counter(word for it in distinct for word in it.bag)
    first = {it: _scaled(_summed(_votes(word) for word in it.bag), 0.5) for it in distinct}
    learnt = {word: _scaled(shares, 0, often[word] + 1) for word, shares in _by_word(first).items()}
    tongues = {
        it: _scaled(_summed(row for word in it.bag for row in (_votes(word), _votes(word), learnt[word])))
        for it in distinct
    }
    spoken = _summed(tongues.values())
    return {
        word: 0.0 if is_small(word) else _rarity(word, often[word], _dot(shares, spoken) / often[word])
        for word, shares in _by_word(tongues).items()
    }


def _of_a_pair(bag: frozenset[str], other: frozenset[str], headlines: int) -> Rarity:
    """The same of two headlines, which teach nothing of languages."""
    both = bag & other
    rarity = dict.fromkeys(bag | other, _scarcity(_UNKNOWN, 1, headlines + _IMAGINED))
    in_both = _scarcity(_UNKNOWN, headlines, headlines + _IMAGINED)
    for word in both:
        rarity[word] = in_both
    for word in rarity.keys() & meanings().keys():
        rarity[word] = _scarcity(_OF_THE_TRADE, headlines if word in both else 1, headlines + _IMAGINED)
    for word in filter(is_small, rarity):
        rarity[word] = 0.0
    return rarity


def _rarity(word: str, often: int, headlines: float) -> float:
    return _scarcity(_OF_THE_TRADE if word in meanings() else _UNKNOWN, often, max(headlines, often) + _IMAGINED)


@lru_cache(maxsize=10_000)
def _scarcity(known: float, often: int, among: float) -> float:
    return max(0.02, math.log(among / (often + known)) / math.log(max(among, _ENOUGH) / (1 + _UNKNOWN)))


def _votes(word: str) -> _Shares:
    shares = [0.0] * len(LANGUAGES)
    for language, share in votes().get(word, ()):
        shares[language] = share
    return shares


def _by_word(rows: dict[HeadlineWords, _Shares]) -> dict[str, _Shares]:
    """For each word the sum of its headlines' rows."""
    sums: dict[str, _Shares] = {}
    for it, row in rows.items():
        for word in it.bag:
            known = sums.get(word)
            sums[word] = row if known is None else [a + b for a, b in zip(known, row, strict=True)]
    return sums


def _summed(rows: Iterable[_Shares]) -> _Shares:
    return [sum(column) for column in zip([0.0] * len(LANGUAGES), *rows, strict=True)]


def _scaled(row: _Shares, more: float = 0.0, total: float = 0.0) -> _Shares:
    """The row divided by its sum and `more`, or by `total`; of a row of zeros every language is as likely."""
    by = total or sum(row) + more
    return [share / by for share in row] if by else [1 / len(row)] * len(row)


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))

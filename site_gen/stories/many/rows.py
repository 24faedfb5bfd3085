"""Articles as rows for comparison: those that are worded the same within a day share a row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from site_gen.language.small_words import LANGUAGES, votes
from site_gen.model import Headline
from site_gen.stories.many.terms import Floats, Ints, Pieces, Terms, piece_terms, word_terms
from site_gen.stories.times import Span, span
from site_gen.stories.two.words import words as words_of

# One in so many rows is hardly anybody.
_HARDLY: Final = 200

Tongues = npt.NDArray[np.float32]

# The same words more hours apart may be the next issue of a series.
_ONE_ROW: Final = 24.0


class Rows(NamedTuple):
    """What can be compared, row by row."""

    own: int  # rows of the window; those of the articles after it follow
    heads: tuple[Headline, ...]  # the first article of each row
    sizes: Ints  # articles of each row
    member: Ints  # the row of each article
    words: Terms
    pieces: Pieces
    earliest: Floats  # hours since 1970, NaN where not known
    latest: Floats
    source: Ints  # -1 where not known
    tongue: Tongues  # rows x languages, of length one


def rows(own: Sequence[Headline], after: Sequence[Headline] = (), alone: Collection[str] = ()) -> Rows:
    """Rows of articles that are already in order; an article whose id is in `alone` shares its row with none."""
    heads: list[Headline] = []
    member: list[int] = []
    spans: list[Span] = []
    texts: list[tuple[str, ...]] = []
    first = 0
    for part in (own, after):
        first = len(heads)
        _fold(part, alone, heads, member, spans, texts)
    words = word_terms(texts)
    return Rows(
        own=first,
        heads=tuple(heads),
        sizes=np.bincount(np.array(member, dtype=np.int64), minlength=len(heads)),
        member=np.array(member, dtype=np.int64),
        words=words,
        pieces=piece_terms(words),
        earliest=np.array([it[0] for it in spans]),
        latest=np.array([it[1] for it in spans]),
        source=_numbers([head.source for head in heads]),
        tongue=_tongues(words),
    )


def _fold(
    part: Sequence[Headline],
    alone: Collection[str],
    heads: list[Headline],
    member: list[int],
    spans: list[Span],
    texts: list[tuple[str, ...]],
) -> None:
    """Adds the rows of a part to `heads`, `spans` and `texts`, and the row of each article to `member`."""
    homes: dict[tuple[str, ...], int] = {}
    for headline in part:
        when = span(headline)
        words = words_of(headline.title)
        key = words or (headline.title,)
        home = homes.get(key)
        if home is not None and headline.id not in alone and not when[0] - spans[home][0] > _ONE_ROW:
            member.append(home)
            continue
        if headline.id not in alone:
            homes[key] = len(heads)
        member.append(len(heads))
        heads.append(headline)
        spans.append(when)
        texts.append(words)


def _numbers(names: Sequence[str | None]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) if name else -1 for name in names], dtype=np.int64)


def _tongues(words: Terms) -> Tongues:
    """Which language each row is in, as a direction: small words tell, and the words beside them learn it.

    Languages that are hardly anybody's are left out.
    """
    own = np.zeros((len(words.vocabulary), len(LANGUAGES)), dtype=np.float32)
    for word in votes().keys() & words.vocabulary.keys():
        for language, share in votes()[word]:
            own[words.vocabulary[word], language] = share
    telling = np.flatnonzero((own.sum(1) > 0)[words.ids])
    first = _sums(own[words.ids[telling]], np.searchsorted(telling, words.starts))
    spoken = np.bincount(first.argmax(1)[first.sum(1) > 0], minlength=len(LANGUAGES)) * _HARDLY > words.rows
    own, first = own[:, spoken], first[:, spoken]
    first /= first.sum(1, keepdims=True) + np.float32(0.5)
    by_word = np.argsort(words.ids, kind="stable")
    starts = np.concatenate([[0], np.cumsum(words.frequencies)])
    learnt = _sums(first[words.owners()[by_word]], starts) / (words.frequencies[:, None] + np.float32(1))
    tongues = _sums((2 * own + learnt)[words.ids], words.starts)
    norm = np.sqrt((tongues * tongues).sum(1, keepdims=True))
    norm[norm == 0] = 1
    tongues /= norm
    return tongues


def _sums(values: Tongues, starts: Ints) -> Tongues:
    """Sums of the values from each start to the next."""
    sums = np.zeros((len(starts) - 1, values.shape[1]), dtype=np.float32)
    filled = np.flatnonzero(starts[1:] > starts[:-1])
    if len(filled):
        sums[filled] = np.add.reduceat(values, starts[filled], axis=0)
    return sums

"""Which pairs of rows are worth a closer look: those that share rare terms and lie near enough in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

import numpy as np

from site_gen.stories.bodies import runs_of
from site_gen.stories.many.rows import IN_TITLE, Flags, Floats, Ints, Rows
from site_gen.stories.terms import IN_LEAD

# Reports further apart are of one event only where the text is one.
HORIZON: Final = 45 * 24.0  # hours
# The terms of a row by which others are looked up: the rarest of headline and lead.
_LOOKED_UP: Final = 12
# Pairs per row that terms may bring forth, the rarest terms first.
_BUDGET: Final = 80
# Of what two rows say in headline and lead they must share so much, by its rarity, and be among the nearest of one;
# where one has no text, more, because a headline is short.
_SHARE: Final = 0.025
_SHARE_OF_HEADLINES: Final = 0.06
_NEAREST: Final = 40
# Pairs that are gathered at once.
_AT_ONCE: Final = 1_500_000
# A run of words that stands in more bodies than this is nobody's text.
_MOST_HOMES: Final = 30
_SAMPLED: Final = 12  # runs of a body that are looked up


def candidates(rows: Rows, fresh: Flags) -> tuple[Ints, Ints]:
    """Pairs of rows, left before right, in order, each once; one of the two is fresh."""
    count = len(rows.heads)
    keys = (left * count + right for left, right in chain(_by_terms(rows, fresh), [_by_bodies(rows, fresh)]))
    key = np.concatenate(list(keys))
    key.sort()
    key = key[np.flatnonzero(np.diff(key, prepend=-1))]
    return key // max(count, 1), key % max(count, 1)


def is_near(rows: Rows, left: Ints, right: Ints) -> Flags:
    """Whether two rows are near enough in time for one event, as far as is known."""
    early, late = rows.early, rows.late
    with np.errstate(invalid="ignore"):
        gap = np.maximum(early[left] - late[right], early[right] - late[left])
    near: Flags = ~(gap > HORIZON) | np.isinf(early[left]) | np.isinf(early[right])
    return near


def _by_terms(rows: Rows, fresh: Flags) -> Iterator[tuple[Ints, Ints]]:
    """Pairs that share telling terms, the left rows a part at a time."""
    owners, ids, worth, follow, undated = _postings(rows)
    if not len(ids):
        return
    total = (follow - np.arange(len(ids)) - 1) + undated[1] - undated[0]
    spent = np.bincount(ids, weights=total, minlength=rows.vocabulary)
    order = np.argsort(spent, kind="stable")
    affordable = np.zeros(rows.vocabulary, dtype=bool)
    affordable[order[np.cumsum(spent[order]) <= _BUDGET * len(rows.heads)]] = True
    if not fresh.all():  # what no news has looks up nothing
        wanted = np.zeros(rows.vocabulary, dtype=bool)
        wanted[ids[fresh[owners]]] = True
        affordable &= wanted
    total = np.where(affordable[ids], total, 0)
    told = (rows.flags & (IN_TITLE | IN_LEAD)) > 0
    norm = np.sqrt(np.bincount(rows.owners()[told], rows.worth[1][told] ** 2, len(rows.heads))).clip(0.1)
    by_row = np.argsort(owners, kind="stable")
    ends = np.searchsorted(np.cumsum(total[by_row]), np.arange(0, total.sum() + 1, _AT_ONCE))
    bounds = np.searchsorted(owners[by_row], owners[by_row][np.minimum(ends[1:], len(ids) - 1)])  # at whole rows
    for start, end in zip([0, *bounds], [*bounds, len(ids)], strict=True):
        if start < end:
            some = by_row[start:end]
            yield _gathered(rows, fresh, some, (owners, worth, follow, undated, total), norm)


def _postings(rows: Rows) -> tuple[Ints, Ints, Floats, Ints, tuple[Ints, Ints]]:
    """The entries by which rows are looked up, by term and then by row: their rows, terms and worth.

    Then for each the place behind those that follow within the horizon, and from where to where those without a date
    stand.
    """
    told = np.flatnonzero((rows.flags & (IN_TITLE | IN_LEAD)) > 0)
    owners, ids, worth = rows.owners()[told], rows.ids[told], rows.worth[1][told]
    order = np.lexsort((ids, -worth, owners))
    place = np.arange(len(order)) - np.searchsorted(owners[order], np.arange(len(rows.heads)))[owners[order]]
    best = order[place < _LOOKED_UP]
    best = best[(np.bincount(ids[best], minlength=rows.vocabulary) > 1)[ids[best]]]
    best = best[np.lexsort((owners[best], ids[best]))]
    owners, ids, worth = owners[best], ids[best], worth[best]
    count = len(rows.heads)
    dated = int(np.searchsorted(rows.early, np.inf))
    reach = np.searchsorted(rows.early[:dated], rows.late + HORIZON, side="right")
    reach[dated:] = count
    key = ids * (count + 1) + owners
    follow = np.searchsorted(key, ids * (count + 1) + reach[owners])
    here = np.arange(len(ids)) + 1
    first = np.maximum(np.searchsorted(key, ids * (count + 1) + dated), here)
    last = np.where(owners < dated, np.searchsorted(key, ids * (count + 1) + count), first)
    return owners, ids, worth, np.maximum(follow, here), (first, np.maximum(last, first))


def _gathered(
    rows: Rows,
    fresh: Flags,
    some: Ints,
    postings: tuple[Ints, Floats, Ints, tuple[Ints, Ints], Ints],
    norm: Floats,
) -> tuple[Ints, Ints]:
    """The pairs that some entries bring forth, those that share enough and are among the nearest of a row."""
    owners, worth, follow, undated, total = postings
    some = some[total[some] > 0]
    near = follow[some] - some - 1
    later = undated[1][some] - undated[0][some]
    first = np.repeat(some, near + later)
    step = np.arange(len(first)) - np.repeat(np.cumsum(near + later) - near - later, near + later)
    behind = step - np.repeat(near, near + later)
    other = np.where(behind < 0, first + 1 + step, np.repeat(undated[0][some], near + later) + behind)
    left, right = owners[first], owners[other]
    wanted = fresh[left] | fresh[right]
    left, right, first, other = left[wanted], right[wanted], first[wanted], other[wanted]
    count = len(rows.heads)
    # What is shared is kept in 14 bits beside the pair, in 128ths, so that one sort of whole numbers does both.
    much = np.minimum(worth[first] * worth[other] * 128, (1 << 14) - 1).astype(np.int64)
    key = (left * count + right) << 14 | much
    key.sort()
    pair = key >> 14
    at = np.flatnonzero(np.diff(pair, prepend=-1))
    if not len(at):
        return at, at
    shared = np.add.reduceat(key & (1 << 14) - 1, at) / 128
    left, right = pair[at] // count, pair[at] % count
    part = shared / (norm[left] * norm[right])
    with_bodies = rows.has_body[left] & rows.has_body[right]
    good = part >= np.where(with_bodies, _SHARE, _SHARE_OF_HEADLINES)
    left, right, part = left[good], right[good], part[good]
    kept = _nearest(left, right, part, count)
    return left[kept], right[kept]


def _nearest(left: Ints, right: Ints, part: Floats, count: int) -> Ints:
    """Pairs that are among those that share most with one of their rows."""
    ends = np.concatenate([left, right])
    often = np.bincount(ends, minlength=count)
    if not len(ends) or often.max() <= _NEAREST:
        return np.arange(len(left))
    # The row, how little is shared, and the pair in one whole number, because those sort fastest.
    little = ((1 - part.clip(0, 1)) * 1023).astype(np.int64)
    key = ends << 42 | np.concatenate([little, little]) << 32 | np.arange(len(ends))
    key.sort()
    place = np.arange(len(ends)) - np.repeat(np.cumsum(often) - often, often)
    kept = np.zeros(len(left), dtype=bool)
    kept[(key[place < _NEAREST] & 0xFFFFFFFF) % len(left)] = True
    return np.flatnonzero(kept)


def _by_bodies(rows: Rows, fresh: Flags) -> tuple[Ints, Ints]:
    """Pairs whose bodies share one of the runs of words that are the first to be sampled, however long ago."""
    homes: dict[int, list[int]] = {}
    for row, head in enumerate(rows.heads):
        for run in runs_of(head.fingerprint)[:_SAMPLED]:
            homes.setdefault(run, []).append(row)
    shared: Iterator[Sequence[int]] = (those for those in homes.values() if 1 < len(those) <= _MOST_HOMES)
    pairs = {(a, b) for those in shared for at, a in enumerate(those) for b in those[at + 1 :] if fresh[a] or fresh[b]}
    both = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]

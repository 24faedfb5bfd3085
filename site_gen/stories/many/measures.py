"""What two rows have in common and what not: a few measures of each pair, which `weights` makes one likelihood of."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from site_gen.stories.many.candidates import HORIZON
from site_gen.stories.many.matches import matches
from site_gen.stories.many.pieces import pieces_of, shared_pieces
from site_gen.stories.many.rows import IN_BODY, IN_TITLE, Flags, Floats, Ints, Rows
from site_gen.stories.terms import IN_LEAD, NAME

_DAY: Final = 24.0
# Headlines that have less in common are no event, whatever their pieces say.
_WORTH_PIECES: Final = 0.15
# A text of few words is compared as if it had, beside them, some that the other has not: else one rare word in common
# would make most of it.
_UNSAID: Final = 200.0


class Measures(NamedTuple):
    """A value for each pair under each name; the first four are cosines weighted by rarity."""

    title: Floats  # of the headlines
    body: Floats  # of all that is kept
    pieces: Floats  # of the headlines' words in pieces of four letters, where `with_pieces` has found them
    text: Floats  # of the bodies alone
    told: Floats  # how much of one headline stands in the other's body, the larger of both
    names: Floats  # the logarithm of how rare the names and numbers are that both have in headline and lead
    strangers: Floats  # how rare the names and numbers are that each has and the other lacks
    days: Floats  # the logarithm of how many days apart
    undated: Floats  # one has no date
    source: Floats  # both are of one source
    words: Floats  # the logarithm of how many terms the headlines have


def measure(rows: Rows, norms: Norms, left: Ints, right: Ints) -> Measures:
    """The measures of the pairs of rows, whose norms are known."""
    sums = _sums(rows, left, right)
    title, body, text = (
        both / (norm[left] * norm[right]).clip(1e-6) for both, norm in zip(sums[:3], norms.cosines, strict=True)
    )
    told = np.maximum(sums.told_left / norms.title[left], sums.told_right / norms.title[right]).clip(0, 1)
    lone = np.minimum(norms.names[left] - sums.met_left, norms.names[right] - sums.met_right).clip(0)
    days, undated = _days(rows, left, right)
    same = (rows.source[left] == rows.source[right]) & (rows.source[left] >= 0)
    return Measures(
        title=title,
        body=body,
        pieces=np.zeros(len(left)),
        text=text,
        told=told,
        names=np.log1p(sums.names),
        strangers=lone / 10,
        days=np.log1p(days),
        undated=undated.astype(np.float64),
        source=same.astype(np.float64),
        words=(norms.words[left] + norms.words[right]) / 2,
    )


class _Sums(NamedTuple):
    """Of each pair, over the terms that both have."""

    title: Floats
    body: Floats
    text: Floats
    told_left: Floats  # of the left headline what stands in the right body
    told_right: Floats
    names: Floats
    met_left: Floats  # of the left row's names those that stand in the right headline or lead
    met_right: Floats


def _sums(rows: Rows, left: Ints, right: Ints) -> _Sums:
    sums = _Sums(*np.zeros((8, len(left))))
    in_title, worth = rows.flags & IN_TITLE > 0, rows.worth
    in_lead, is_name = rows.flags & (IN_TITLE | IN_LEAD) > 0, rows.flags & NAME > 0
    in_body = rows.flags & IN_BODY > 0
    for found in matches(rows.starts, rows.ids, left, right):
        a, b, count = found.left, found.right, len(found.pairs)
        both_lead = in_lead[a] & in_lead[b]
        body = worth[2][a] * worth[2][b]
        values = (
            worth[0][a] * worth[0][b] * (in_title[a] & in_title[b]),
            body,
            body * (in_body[a] & in_body[b]),
            worth[0][a] * (in_title[a] & in_body[b]),
            worth[0][b] * (in_title[b] & in_body[a]),
            worth[1][a] * worth[1][b] * (both_lead & is_name[a] & is_name[b]),
            worth[1][a] * (is_name[a] & both_lead),
            worth[1][b] * (is_name[b] & both_lead),
        )
        for total, value in zip(sums, values, strict=True):
            total[found.pairs] = np.bincount(found.pair, value, count)
    return sums


class Norms(NamedTuple):
    """Of each row."""

    cosines: tuple[Floats, Floats, Floats]  # of the weights of its terms, for the first three sums
    title: Floats  # the worth of the headline's terms
    names: Floats  # … and of its names and numbers, with those of the lead
    words: Floats


def norms_of(rows: Rows) -> Norms:
    """What the measures of a row's pairs are divided by."""
    owners, count = rows.owners(), len(rows.heads)
    in_title, in_lead = rows.flags & IN_TITLE > 0, rows.flags & (IN_TITLE | IN_LEAD) > 0
    in_body = rows.flags & IN_BODY > 0
    told = (in_title, in_title | in_body, in_body)
    worths = (rows.worth[0], rows.worth[2], rows.worth[2])
    title, body, text = (
        np.sqrt(np.bincount(owners, worth**2 * of, count) + unsaid)
        for worth, of, unsaid in zip(worths, told, (0, _UNSAID, _UNSAID), strict=True)
    )
    return Norms(
        (title, body, text),
        np.bincount(owners, rows.worth[0] * in_title, count).clip(1e-6),
        np.bincount(owners, rows.worth[1] * (in_lead & (rows.flags & NAME > 0)), count).astype(np.float64),
        np.log1p(np.bincount(owners, in_title, count)),
    )


def _days(rows: Rows, left: Ints, right: Ints) -> tuple[Floats, Flags]:
    """How many days lie between, 0 where it is not known, and where that is."""
    undated = rows.undated[left] | rows.undated[right]
    with np.errstate(invalid="ignore"):
        gap = np.maximum(rows.early[left] - rows.late[right], rows.early[right] - rows.late[left])
    return np.where(undated, 0, gap.clip(0, 4 * HORIZON) / _DAY), undated


def with_pieces(found: Measures, rows: Rows, left: Ints, right: Ints, asked: Flags) -> Measures:
    """The measures with the pieces of the headlines, for the pairs that are asked for and have no two bodies."""
    bare = ~(rows.has_body[left] & rows.has_body[right]) & (found.title >= _WORTH_PIECES)
    at = np.flatnonzero(asked & bare)
    if not len(at):
        return found
    used = np.zeros(len(rows.heads), dtype=bool)
    used[left[at]] = used[right[at]] = True
    pieces = np.zeros(len(left))
    pieces[at] = shared_pieces(pieces_of(rows, used), left[at], right[at])
    return found._replace(pieces=pieces)

"""Articles as rows of weighted terms: those of the headline, of the lead, and of the body as far as it is kept.

Imported only where there is something to group, because numpy takes its time to load.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from site_gen.model import Headline
from site_gen.stories.terms import FLAGS, IN_LEAD, LEAD, OFTEN, SHIFT, TWICE, common, title_terms
from site_gen.stories.times import span

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Small = npt.NDArray[np.uint8]

# Beside the flags of `terms`: the term stands in the headline, in the body.
IN_TITLE: Final = 16
IN_BODY: Final = 32
# Words in a headline, in headline and lead, and in a body as far as it is looked at.
LENGTHS: Final = (9, 9 + LEAD, 250)
# Terms of a body, with fewer of which the headlines alone tell more.
_ENOUGH: Final = 5
# No word is thought to be rarer than so: what stands in a few articles alone is rare enough.
_RAREST: Final = 3e-4
# A stream teaches which words are commoner in it than elsewhere, once more articles than these have one of them …
_FREE: Final = 4
# … and against so many imagined articles in which it is as common as elsewhere.
_IMAGINED: Final = 1000
# What stands in so many bodies of one source, a third of them, and in few of their headlines, is its furniture.
_FURNITURE_LEAST: Final = 4
_FURNITURE_SHARE: Final = 3


class Rows(NamedTuple):
    """What can be compared, row by row; the entries of row r, by id, stand from `starts[r]` to `starts[r + 1]`."""

    heads: tuple[Headline, ...]
    starts: Ints
    ids: Ints  # of terms
    flags: Small  # of each entry
    worth: tuple[Floats, Floats, Floats]  # of each entry: as a word of a headline, of headline and lead, of all
    early: Floats  # hours since 1970, infinite where not known
    late: Floats
    undated: Flags  # not known, or only when it was first seen
    source: Ints  # -1 where not known
    lang: Ints  # the same
    has_text: Flags  # anything of a body is kept
    has_body: Flags  # … and enough to weigh it
    vocabulary: int
    is_stream: bool  # rather than pairs that know nothing of each other

    def owners(self) -> Ints:
        """The row of every entry."""
        return np.repeat(np.arange(len(self.heads)), np.diff(self.starts))


def rows(heads: Sequence[Headline], *, is_stream: bool = True) -> Rows:
    """Rows of articles that are in order; a stream teaches what is common in it and in its sources."""
    owners, codes, flags = _entries(heads)
    source = _numbers([head.source for head in heads])
    ids, steps = _numbered(codes, owners * 0 if is_stream else owners // 2)
    if is_stream:
        kept = ~_furniture(owners, ids, flags, source)
        owners, ids, flags = owners[kept], ids[kept], flags[kept]
    spans = np.array([span(head) for head in heads], dtype=np.float64).reshape(-1, 2)
    spans[np.isnan(spans)] = math.inf
    worth = _worth(ids, flags, steps, len(heads) if is_stream else 0)
    kept_terms = np.array([len(head.terms) // 4 for head in heads], dtype=np.int64)
    return Rows(
        heads=tuple(heads),
        starts=np.searchsorted(owners, np.arange(len(heads) + 1)),
        ids=ids,
        flags=flags,
        worth=worth,
        early=spans[:, 0],
        late=spans[:, 1],
        undated=np.isinf(spans[:, 0]) | np.array([not head.is_dated for head in heads], dtype=bool),
        source=source,
        lang=_numbers([head.lang.partition("-")[0].lower() or None for head in heads]),
        has_text=kept_terms > 0,
        has_body=kept_terms >= _ENOUGH,
        vocabulary=len(steps),
        is_stream=is_stream,
    )


def _entries(heads: Sequence[Headline]) -> tuple[Ints, Ints, Small]:
    """Every term of every row once: its row, its number with how common it is, and its flags, in order."""
    titles = [title_terms(head.title) for head in heads]
    of_titles = np.fromiter(chain.from_iterable(titles), dtype=np.int64)
    of_bodies = np.frombuffer(b"".join([head.terms for head in heads]), dtype="<u4").astype(np.int64)
    row = np.arange(len(heads))
    owners = np.concatenate(
        [np.repeat(row, [len(it) for it in titles]), np.repeat(row, [len(head.terms) // 4 for head in heads])]
    )
    terms = np.concatenate([of_titles, of_bodies])
    flags = (terms & (1 << FLAGS) - 1) | np.where(np.arange(len(terms)) < len(of_titles), IN_TITLE, IN_BODY)
    # One sort puts the entries in order and those of one term of a row side by side.
    key = owners << 32 | terms >> FLAGS << FLAGS
    order = np.argsort(key, kind="stable")
    key, flags = key[order], flags[order]
    first = np.flatnonzero(np.diff(key >> SHIFT, prepend=-1))
    if not len(first):
        return first, first, flags.astype(np.uint8)
    key = key[first]
    return key >> 32, (key & 0xFFFFFFFF) >> FLAGS, np.bitwise_or.reduceat(flags, first).astype(np.uint8)


def _numbered(codes: Ints, apart: Ints) -> tuple[Ints, Ints]:
    """The terms numbered from 0, and for each number how common the word is; of two that share it the commoner one.

    A term has one number in all rows that `apart` has one number for.
    """
    known, ids = np.unique(apart << 32 | codes >> FLAGS, return_inverse=True)
    steps = np.zeros(len(known), dtype=np.int64)
    np.maximum.at(steps, ids, codes & (1 << FLAGS) - 1)
    return ids, steps


def _furniture(owners: Ints, ids: Ints, flags: Small, source: Ints) -> Flags:
    """Which entries stand in many bodies of their source and in few of its headlines: sign-up boxes, station names."""
    home = source[owners]
    in_body = (flags & IN_BODY) > 0
    width = int(ids.max(initial=0)) + 1
    key = (home + 1) * width + ids
    known, number = np.unique(key, return_inverse=True)
    bodies = np.bincount(number, weights=in_body, minlength=len(known))
    titles = np.bincount(number, weights=(flags & IN_TITLE) > 0, minlength=len(known))
    with_body = np.zeros(len(source) + 1)
    rows_with_body = np.unique(owners[in_body])
    np.add.at(with_body, source[rows_with_body] + 1, 1)
    among = with_body[known // width]
    many: Flags = (bodies >= _FURNITURE_LEAST) & (bodies * _FURNITURE_SHARE >= among) & (titles * 4 <= bodies)
    found: Flags = many[number] & ((flags & IN_TITLE) == 0)
    return found


def _worth(ids: Ints, flags: Small, steps: Ints, count: int) -> tuple[Floats, Floats, Floats]:
    """How much each entry tells in a headline, in headline and lead, and in all; what stands there often tells more.

    `count` is the number of articles in the stream, 0 where none is to be learnt from.
    """
    known = 10 ** (common(np.arange(1 << FLAGS)) - 9)  # type: ignore[arg-type]  # works on arrays too
    parts = (IN_TITLE, IN_TITLE | IN_LEAD, IN_TITLE | IN_BODY)
    worths = []
    for part, length in zip(parts, LENGTHS, strict=True):
        share = np.maximum(np.minimum(1, length * known)[steps], _RAREST)
        if count:
            often = np.bincount(ids[(flags & part) > 0], minlength=len(steps))
            share = share + np.maximum(often - _FREE, 0) / (count + _IMAGINED)
        worths.append(np.maximum(-np.log(np.minimum(share, 1)), 0.02)[ids])
    repeated = 1 + 0.69 * ((flags & TWICE) > 0) + 0.7 * ((flags & OFTEN) > 0)
    return worths[0], worths[1], worths[2] * repeated


def _numbers(names: Sequence[str | None]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) if name else -1 for name in names], dtype=np.int64)

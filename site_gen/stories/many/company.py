"""Likeness as the company of two headlines sees it: those that are like the same others are likelier one event.

Every row takes on a part of the rows that it is like; how alike two rows then are is the cosine between them. A row
that is like many shares itself out thinly, so the theme of a season joins less than what only a few have.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from site_gen.stories.many.overlap import dots
from site_gen.stories.many.terms import Floats, Ints

# So much of its company a row takes on; one with little company does not lean on it altogether.
_PART: Final = 1.35
_LEAST: Final = 0.35
# The value is drawn apart in its middle, so that averages of it tell one event from another.
_BIAS: Final = 0.6
_SLOPE: Final = 1.08
# In fewer rows than this most things are told once, and in a part of a long stream rare words are not yet told from
# others: company counts for less, and more is asked for.
_ENOUGH: Final = 500
_ENOUGH_IN_PART: Final = 8000
_ASKED: Final = 0.25


def by_company(left: Ints, right: Ints, alike: Floats, rows: int, *, is_part: bool) -> Floats:
    """For each pair a value from 0 to 1; the pairs are in order, each once, and a pair that is not listed has none."""
    few = max(1.0, (_ENOUGH_IN_PART if is_part else _ENOUGH) / max(rows, 1))
    ends, others = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.argsort(ends * rows + others)
    ends, others, weight = ends[order], others[order], np.concatenate([alike, alike])[order]
    starts = np.searchsorted(ends, np.arange(rows + 1))
    common = dots(starts, others, left, right, weight)
    lean = _PART / np.bincount(ends, weights=weight, minlength=rows).clip(min(1.0, _LEAST * few))
    norm = np.sqrt(1 + 2 * lean * np.bincount(ends, weights=weight**2, minlength=rows))
    near = (alike + (lean[left] + lean[right]) * (common + alike)) / (norm[left] * norm[right])
    near = near.clip(1e-6, 1 - 1e-6)
    drawn: Floats = 1 / (1 + np.exp(_BIAS) * few**_ASKED * ((1 - near) / near) ** _SLOPE)
    return drawn

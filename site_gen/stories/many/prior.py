"""How many articles of a stream report what others report too, and how much evidence a story needs there.

The weights were fitted where one article in five has a partner. Where most have one, the same evidence says more: by
as much as the odds of having a partner are greater, which are estimated from the stream itself (Saerens, Latinne and
Decaestecker 2002, "Adjusting the outputs of a classifier to new a priori probabilities"). Where fewer have one, no more
is asked; and a stream of a few articles says nothing about itself.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from site_gen.stories.many.rows import Floats, Ints

# The share of articles with a partner that the weights were fitted to.
_FITTED: Final = 0.2
# So many articles that are alone are added to every stream.
_UNSEEN: Final = 50
# Pairs less likely than this are noise, of which a large stream has much.
_TELLS: Final = 0.2
# The estimate is made twice, since what the first one adds is itself evidence; without an end it would run away.
_ROUNDS: Final = 2
_MOST: Final = 6.2  # times the odds, at most


def enough(threshold: float, published: Ints, left: Ints, right: Ints, chance: Floats) -> float:
    """How likely the articles of a story must be one event on average in this stream, where `threshold` is usual.

    `published` is the first row of each published row's story, -1 where it has none: such a row has a partner if its
    story has a second row. `left` and `right` are the rows of pairs, `chance` says how likely each is one event.
    """
    odds = chance / np.maximum(1 - chance, 1e-12)
    times = 1.0
    for _ in range(_ROUNDS):
        share = _share_with_partners(published, left, right, odds * times / (1 + odds * times))
        times = min(max(_odds(share) / _odds(_FITTED), 1.0), _MOST)
    return threshold / (threshold + (1 - threshold) * times)


def _odds(share: float) -> float:
    return share / (1 - share)


def _share_with_partners(published: Ints, left: Ints, right: Ints, chance: Floats) -> float:
    """The expected share of rows that are of one event with another row, from 0 to less than 1."""
    rows = len(published)
    telling = chance >= _TELLS
    partners = np.bincount(left[telling], chance[telling], rows) + np.bincount(right[telling], chance[telling], rows)
    is_published = published >= 0
    story = published[is_published]
    partners[is_published] = np.bincount(story, minlength=rows)[story] > 1
    return float(np.minimum(partners, 1).sum()) / (rows + _UNSEEN)

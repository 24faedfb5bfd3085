"""Near-identical wordings of one headline: shown once, all kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from site_gen.stories.words import words


def distinct_headlines(headlines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Headlines of one article or story with near-identical wordings folded under the first of them.

    Each inner tuple starts with the headline to show; the others differ from it in type, order or a word.
    """
    folded: list[list[str]] = []
    for headline in dict.fromkeys(headlines):
        home = next((wordings for wordings in folded if near_identical(wordings[0], headline)), None)
        if home is None:
            folded.append([headline])
            continue
        home.append(headline)
    return tuple(map(tuple, folded))


def near_identical(a: str, b: str) -> bool:
    """Whether two headlines of one event differ only in case, punctuation, order, or a changed word in six."""
    left, right = Counter(words(a)), Counter(words(b))
    most = max(left.total(), right.total())
    if not most:
        return a == b
    return most - (left & right).total() <= most // 6

"""Near-identical wordings of one headline: shown once, all kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from site_gen.stories.two.words import has_sign, without_name, words

# What stands before the name of a paper: " | Sport | The Daily Paper", " - The Daily Paper".
_SIGN: Final = re.compile(r"\s*\|\s+|\s+[–—-]\s+")
_MOST_OF_A_NAME: Final = 5  # words
# "LIVE: ", "UPDATE 1-", "Breaking News: " before a headline.
_BEFORE: Final = re.compile(r"^(?:[A-Z]+ \d-|\w+(?: \w+)?: )\s*(?=\S)")


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
    left, right = words(a), words(b)
    most = max(len(left), len(right))
    if not most:
        return a == b
    mine, theirs = set(left), set(right)
    # What stands twice can only add as much as it stands twice: settles nearly all pairs without counting.
    common = len(mine & theirs) + min(len(left) - len(mine), len(right) - len(theirs))
    if most - common > most // 6:
        return False
    return most - (Counter(left) & Counter(right)).total() <= most // 6


def same_wording(a: str, b: str) -> bool:
    """Whether two headlines are equal but for type and order, or one is the other between a label and a name."""
    mine, theirs = words(a), words(b)
    if _are_one(mine, theirs):
        return bool(mine) or a == b
    cores = [(core, theirs) for core in _cores(a)] + [(core, mine) for core in _cores(b)]
    return any(_are_one(words(core), others) for core, others in cores)


def _are_one(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two headlines have the same words in any order."""
    return set(left) == set(right) and sorted(left) == sorted(right)  # most have not even the same set


def is_bare(headline: str) -> bool:
    """Whether there is neither a label before the headline nor a name after it: no mark that would set them off."""
    return not (":" in headline or headline.endswith(")") or has_sign(headline))


def without_names(headline: str) -> str:
    """The headline without the names of a paper and its parts after it, as long as what is left is longer than they."""
    if not has_sign(headline):
        return headline
    for sign in reversed(list(_SIGN.finditer(headline))):
        rest, name = headline[: sign.start()], headline[sign.end() :]
        words_of_name = len(name.split())
        is_name = words_of_name <= _MOST_OF_A_NAME and not any(map(str.isdecimal, name))
        if not is_name or len(rest.split()) < max(3, words_of_name):
            break
        headline = rest
    return headline


def _cores(headline: str) -> list[str]:
    """The headline without the label before it, without the name after it, without both."""
    if is_bare(headline):
        return []
    cores = [without_name(headline)]
    if label := _BEFORE.match(headline):
        unlabelled = headline[label.end() :]
        cores += [unlabelled, without_name(unlabelled)]
    return [core for core in cores if core != headline and len(core) > len(headline) / 2]

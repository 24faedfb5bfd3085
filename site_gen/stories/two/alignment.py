"""Which word of one headline stands for which of another: the same, inflected, misspelt, a synonym, an abbreviation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from site_gen.stories.two.opposites import are_one_side, are_opposed, takes_side
from site_gen.stories.two.synonyms import meanings, numerals
from site_gen.stories.two.words import HeadlineWords

# How much of a word another stands for.
_SYNONYM: Final = 0.8
INFLECTED: Final = 0.9
_ALIKE: Final = 0.7
# From here on letters may be one name spelt in two ways: Hizbullah, Hezbollah.
_SPELT: Final = 0.75
# From here on a word has a counterpart.
KIN: Final = 0.5
# Two names that only look as if one were the other inflected.
_STRANGERS: Final = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "austria/australia niger/nigeria india/indiana guinea/guyana iceland/ireland slovakia/slovenia "
        "mauritius/mauritania bayer/bayern"
    ).split()
)
_HAVE_STRANGERS: Final = frozenset(word for pair in _STRANGERS for word in pair)
_ARTICLES: Final = (
    "وال",
    "بال",
    "لل",
    "ال",
)  # Arabic writes "the", "and the", "in the" and "for the" as one with its word.


class Alignment(NamedTuple):
    """For each distinct word of two headlines how much of it the other one has, from 0 to 1."""

    left: dict[str, float]
    right: dict[str, float]


def align(a: HeadlineWords, b: HeadlineWords) -> Alignment:
    """Every word with its best counterpart; a word is counterpart to one only, but what is repeated may be so twice."""
    left, right = dict.fromkeys(a.words, 0.0), dict.fromkeys(b.words, 0.0)
    for word in a.bag & b.bag:
        left[word] = right[word] = 1.0
    _match_runs(left, right, a, b)
    _match_runs(right, left, b, a)
    beside = maybe_kin(a.telling, b.telling)
    beside = [(word, other) for word, other in beside if not (left[word] and right[other])]
    _match_kin(left, right, beside)
    _match_again(left, right, beside)
    return Alignment(left, right)


@lru_cache(maxsize=20_000)
def kinship(word: str, other: str) -> float:
    """How much one word says of what the other says, from 0 to 1."""
    if word == other:
        return 1.0
    left, right = _known(word), _known(other)
    if left.figure or right.figure:
        return float(left.figure == right.figure)
    if left.is_listed and right.is_listed:
        if are_opposed(word, other) or frozenset((word, other)) in _STRANGERS:
            return 0.0
        if are_one_side(word, other) or not meanings().get(word, frozenset()).isdisjoint(meanings().get(other, ())):
            return _SYNONYM
    return _resemblance(left.bare, right.bare)


class _KnownWord(NamedTuple):
    """What is known of a word by itself; most pairs of words are told apart by that."""

    figure: str  # of a number; of other words nothing
    is_listed: bool  # among synonyms, opposites, or names that look alike
    bare: str  # without an article
    homes: tuple[str, ...]  # the figure or the first letter, and "listed": kin have one of them in common


@lru_cache(maxsize=20_000)
def _known(word: str) -> _KnownWord:
    number = numerals().get(word, word)
    is_listed = word in meanings() or takes_side(word) or word in _HAVE_STRANGERS
    figure, bare = number.rstrip("stndrh") if number[0].isdecimal() else "", _bare(word)
    start = figure or bare[0]
    return _KnownWord(figure, is_listed, bare, (start, "listed") if is_listed else (start,))


def maybe_kin(words: Iterable[str], others: Iterable[str]) -> list[tuple[str, str]]:
    """Words beside those of the others that they may be kin to; no other two are."""
    at_home: defaultdict[str, list[str]] = defaultdict(list)
    for other in others:
        for home in _known(other).homes:
            at_home[home].append(other)
    return [(word, other) for word in words for home in _known(word).homes for other in at_home.get(home, ())]


def lone_words(aligned: Alignment, a: HeadlineWords, b: HeadlineWords) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of each of two headlines that have no counterpart in the other."""
    left, right = aligned
    mine = [word for word in a.telling if left[word] < KIN]
    theirs = [word for word in b.telling if right[word] < KIN]
    return frozenset(mine), frozenset(theirs)


def is_number(word: str) -> bool:
    """Whether the word is a number, in digits or written out."""
    return bool(_known(word).figure)


def _resemblance(word: str, other: str) -> float:
    """Of two words how far they are one, from their letters."""
    short, long = sorted((len(word), len(other)))
    if not short or word[0] != other[0]:
        return 0.0
    start = 1
    while start < short and word[start] == other[start]:
        start += 1
    if start == short >= 3 and long - short <= 3:
        return INFLECTED
    if start >= 4 and start >= short - 1 and long - start <= 4:
        return INFLECTED
    if start >= 5 and long - start <= 5:
        return INFLECTED
    if start == short >= 4:
        return _ALIKE
    return _ALIKE if short >= 5 and _is_spelt_like(word, other) else 0.0


def _is_spelt_like(word: str, other: str) -> bool:
    """Whether most letters stand in one order in both; too few that both have at all settles nearly all pairs."""
    common = sum([min(word.count(letter), other.count(letter)) for letter in set(word).intersection(other)])
    if 2 * common < _SPELT * (len(word) + len(other)):
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SPELT


def _match_runs(sides: dict[str, float], others: dict[str, float], a: HeadlineWords, b: HeadlineWords) -> None:
    """Matches "rebelheld" with "rebel held", and "boe" with "bank of england"."""
    glued, starts = "".join(b.words), f"{_starts(b.words)} {_starts(b.telling)}"
    for word in [word for word in a.telling if not sides[word]]:
        # Hardly any word is a run: that is found out sooner than of which words it is one.
        run = _joined(word, b.words) if word in glued else ()
        if not run and 2 <= len(word) <= 5 and (word in starts or word[::2] in starts) and word.isalpha():
            run = _initials(word, b)
        if run:
            sides[word] = 1.0
            others.update((part, 1.0) for part in run)


def _joined(word: str, words: tuple[str, ...]) -> Sequence[str]:
    """The two neighbours that are written as one word."""
    return {before + after: (before, after) for before, after in pairwise(words)}.get(word, ())


def _initials(word: str, wording: HeadlineWords) -> Sequence[str]:
    """The words that an abbreviation stands for, with or without the small words among them."""
    letters = word[::2] if len(word) == 4 and word[::2] == word[1::2] else word  # "EE. UU." are Estados Unidos.
    for row in (wording.words, wording.telling):
        at = _starts(row).find(letters)
        if at >= 0:
            return row[at : at + len(letters)]
    return ()


def _starts(words: Sequence[str]) -> str:
    """The first letters of words."""
    return "".join([word[0] for word in words])


def _match_kin(left: dict[str, float], right: dict[str, float], beside: Iterable[tuple[str, str]]) -> None:
    """Matches words that have no counterpart yet, first those that are nearest kin."""
    kin = [(-kinship(word, other), word, other) for word, other in beside if not (left[word] or right[other])]
    for less, word, other in sorted(kin):
        if less and not (left[word] or right[other]):
            left[word] = right[other] = -less


def _match_again(left: dict[str, float], right: dict[str, float], beside: Iterable[tuple[str, str]]) -> None:
    """Lets a word without a counterpart share one that is already taken."""
    mine = [(word, other) for word, other in beside if not left[word] and right[other] == 1]
    theirs = [(word, other) for word, other in beside if not right[other] and left[word] == 1]
    for word, other in mine:
        left[word] = max(left[word], _SYNONYM * kinship(word, other))
    for word, other in theirs:
        right[other] = max(right[other], _SYNONYM * kinship(other, word))


def _bare(word: str) -> str:
    if not word.startswith(_ARTICLES):
        return word
    article = next(it for it in _ARTICLES if word.startswith(it))
    return word.removeprefix(article) if len(word) > len(article) + 2 else word

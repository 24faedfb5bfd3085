"""Which word of one headline stands for which of another: the same, inflected, misspelt, a synonym, an abbreviation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from site_gen.stories.languages import is_small
from site_gen.stories.opposites import are_one_side, are_opposed, takes_side
from site_gen.stories.synonyms import meanings, numerals
from site_gen.stories.words import Wording

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


def align(a: Wording, b: Wording) -> Alignment:
    """Every word with its best counterpart; a word is counterpart to one only, but what is repeated may be so twice."""
    left = {word: float(word in b.bag) for word in dict.fromkeys(a.words)}
    right = {word: float(word in a.bag) for word in dict.fromkeys(b.words)}
    _match_runs(left, b.words, right)
    _match_runs(right, a.words, left)
    mine, theirs = _lone(left), _lone(right)
    kin = [(-much, word, other) for word, other in maybe_kin(mine, theirs) if (much := kinship(word, other))]
    for less, word, other in sorted(kin):
        if not left[word] and not right[other]:
            left[word] = right[other] = -less
    _match_again(left, right)
    _match_again(right, left)
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


class _Known(NamedTuple):
    """What is known of a word by itself; most pairs of words are told apart by that."""

    figure: str  # of a number; of other words nothing
    is_listed: bool  # among synonyms, opposites, or names that look alike
    bare: str  # without an article
    start: str  # the figure, or the first letter: kin have the same, unless both are listed


@lru_cache(maxsize=20_000)
def _known(word: str) -> _Known:
    number = numerals().get(word, word)
    is_listed = word in meanings() or takes_side(word) or word in _HAVE_STRANGERS
    figure, bare = number.rstrip("stndrh") if number[0].isdecimal() else "", _bare(word)
    return _Known(figure, is_listed, bare, figure or bare[0])


def maybe_kin(words: Sequence[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words beside those of the others that they may be kin to; no other two are."""
    starts: dict[str, list[str]] = {}
    listed = []
    for other in others:
        known = _known(other)
        starts.setdefault(known.start, []).append(other)
        if known.is_listed:
            listed.append(other)
    for word in words:
        known = _known(word)
        yield from ((word, other) for other in starts.get(known.start, ()))
        if known.is_listed:
            yield from ((word, other) for other in listed)


def lone_words(sides: dict[str, float]) -> frozenset[str]:
    """The telling words of one headline that have no counterpart in the other."""
    return frozenset(word for word, much in sides.items() if much < KIN and not is_small(word))


def is_number(word: str) -> bool:
    """Whether the word is a number, in digits or written out."""
    return word[0].isdecimal() or word in numerals()


def _resemblance(word: str, other: str) -> float:
    """Of two words how far they are one, from their letters."""
    short, long = sorted((len(word), len(other)))
    if not short or word[0] != other[0]:
        return 0.0
    start = next((at for at in range(short) if word[at] != other[at]), short)
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
    common = sum(min(word.count(letter), other.count(letter)) for letter in set(word))
    if 2 * common < _SPELT * (len(word) + len(other)):
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SPELT


def _match_runs(sides: dict[str, float], words: tuple[str, ...], others: dict[str, float]) -> None:
    """Matches "rebelheld" with "rebel held", and "boe" with "bank of england"."""
    lone = _lone(sides)
    if not lone:
        return
    glued = "".join(words)
    is_joined = any(word in glued for word in lone)  # hardly ever, and found out sooner than which
    joined = {word + after: (word, after) for word, after in pairwise(words)} if is_joined else {}
    for word in lone:
        run = joined.get(word) or (_initials(word, words) if 2 <= len(word) <= 5 and word.isalpha() else ())
        if run:
            sides[word] = 1.0
            others.update((part, 1.0) for part in run)


def _initials(word: str, words: tuple[str, ...]) -> Sequence[str]:
    """The words that an abbreviation stands for, with or without the small words among them."""
    letters = word[::2] if word[::2] == word[1::2] and len(word) == 4 else word  # "EE. UU." are Estados Unidos.
    for row, starts in _rows(words):
        at = starts.find(letters)
        if at >= 0:
            return row[at : at + len(letters)]
    return ()


@lru_cache(maxsize=1_000)
def _rows(words: tuple[str, ...]) -> tuple[tuple[Sequence[str], str], ...]:
    """All words of a headline and the telling ones, each with their first letters."""
    telling = [word for word in words if not is_small(word)]
    return tuple((row, "".join([it[0] for it in row])) for row in (words, telling))


def _match_again(sides: dict[str, float], others: dict[str, float]) -> None:
    """Lets a word without a counterpart share one that is already taken."""
    lone = _lone(sides)
    if not lone:
        return
    taken = (word for word, much in others.items() if much == 1 and not is_small(word))
    for word, other in maybe_kin(lone, taken):
        sides[word] = max(sides[word], _SYNONYM * kinship(word, other))


def _lone(sides: dict[str, float]) -> list[str]:
    return [word for word, much in sides.items() if not much and not is_small(word)]


def _bare(word: str) -> str:
    if not word.startswith(_ARTICLES):
        return word
    article = next(it for it in _ARTICLES if word.startswith(it))
    return word.removeprefix(article) if len(word) > len(article) + 2 else word

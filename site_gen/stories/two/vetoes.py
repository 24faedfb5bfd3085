"""What keeps look-alikes apart: one sentence with another number, name or direction in it is another event."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations, product
from typing import Final

from site_gen.language.dates import day, without_dates
from site_gen.language.small_words import is_small
from site_gen.model import Headline
from site_gen.stories.two.alignment import INFLECTED, KIN, Alignment, align, is_number, kinship, lone_words
from site_gen.stories.two.opposites import are_opposed, sides, takes_side
from site_gen.stories.two.synonyms import numerals
from site_gen.stories.two.words import HeadlineWords, is_unspaced

# Of the words that two headlines share, how many each may have beside them, and they are still one sentence; where
# capital letters tell no names from other words, names are among them.
_BESIDE: Final = 1 / 2
_BESIDE_WITH_NAMES: Final = 1
# … and where words are letters two by two, which overlap, so that what is changed weighs more of them.
_BESIDE_UNSPACED: Final = 3 / 2
# The most telling words that name a series: "Weekly review: …".
_LABEL: Final = 4
# A number that is being counted up: "Death toll rises to 40".
_COUNTING: Final = frozenset("toll bilan cifra opferzahl bilanz balance balanco saldo".split())
# A date is written with its year, or with three numbers.
_YEARS: Final = re.compile(r"\d{4}|\d[./-]\d\d?[./-]\d\d")
_STEM: Final = 6  # letters of a word, which are the same in most of its forms
# Names and numbers that headlines in two languages must have in common.
_SURE_ACROSS: Final = 3
# A round number may stand for another one that is so near.
_ROUND: Final = 0.03

Slot = tuple[Sequence[str], Sequence[str]]  # words of one headline, and those in their place in the other


def against(a: Headline, b: Headline, mine: HeadlineWords, theirs: HeadlineWords) -> tuple[str, ...]:
    """What keeps two articles apart whatever else they share, given the words of their headlines."""
    if in_two_languages(a, b):
        return _across_languages(mine, theirs)
    return vetoes(mine, theirs) + dates_apart(a, b)


def too_little(mine: HeadlineWords, theirs: HeadlineWords) -> tuple[str, ...]:
    """What headlines have in common where that is one word alone, and no name: "Good news" and "Far away news"."""
    stems = {word[:_STEM]: word for word in mine.bag if not is_small(word)}
    both = {stem: stems[stem] for stem in stems.keys() & {word[:_STEM] for word in theirs.bag}}
    # The first word has a capital letter whatever it is; numbers and some scripts have none.
    named = {
        word[:_STEM]
        for headline in (mine, theirs)
        if headline.plain
        for word in headline.names
        if word != headline.words[0] or not word[0].islower()
    }
    if len(both) != 1 or not named.isdisjoint(both):
        return ()
    return (f"the headlines have one word in common, '{next(iter(both.values()))}', and no name",)


def in_two_languages(a: Headline, b: Headline) -> bool:
    """Whether two articles are known to be in different languages."""
    mine, theirs = (it.lang.partition("-")[0].lower() for it in (a, b))
    return bool(mine and theirs and mine != theirs)


def _across_languages(mine: HeadlineWords, theirs: HeadlineWords) -> tuple[str, ...]:
    """Other words are no other event there; names and numbers must carry it, and a place alone is no event."""
    numbers, others = mine.numbers - theirs.numbers, theirs.numbers - mine.numbers
    if numbers and others:
        return (f"numbers: {' '.join(sorted(numbers))}, not {' '.join(sorted(others))}",)
    both = len([word for word in mine.bag & theirs.bag if not is_small(word)])
    said = f"two languages: {both} names and numbers in both headlines, where {_SURE_ACROSS} are needed"
    return (said,) if both < _SURE_ACROSS else ()


def vetoes(a: HeadlineWords, b: HeadlineWords, aligned: Alignment | None = None) -> tuple[str, ...]:
    """What was changed between two headlines that are otherwise one sentence; nothing where they are two.

    `aligned` says what of one is in the other, where somebody knows already.
    """
    if a.words == b.words:
        return ()
    if said := _series(a, b) or _swapped(a, b):
        return (said,)
    shared = len(a.bag & b.bag)
    if shared < 2 or max(len(a.bag), len(b.bag)) > 4 * shared:
        return ()
    left, right = a.bag - b.bag, b.bag - a.bag
    if not (_telling(left, a) and _telling(right, b)) and max(len(left), len(right)) > 1:
        return ()  # Nothing that could make another event: the common case, so it is settled first.
    found = aligned or align(a, b)
    left, right = lone_words(found, a, b)
    met = len([much for much in found.left.values() if much >= INFLECTED])
    if max(_others(left, a) / _beside(a), _others(right, b) / _beside(b)) > met:
        return ()
    changed = (it for slot in _slots(a.words, b.words) for it in _changes(slot, (left, right), a, b))
    return tuple(dict.fromkeys(changed)) or _one_word(a.words, b.words)


def dates_apart(a: Headline, b: Headline) -> tuple[str, ...]:
    """What tells two headlines apart that differ in a date alone: another day, or the same source writing it twice."""
    if not (_YEARS.search(a.title) and _YEARS.search(b.title)) or a.title == b.title:
        return ()
    (mine, my_dates), (theirs, their_dates) = without_dates(a.title), without_dates(b.title)
    if mine != theirs or not (my_dates and their_dates):
        return ()
    is_series = a.source and a.source == b.source
    is_other_day = [day(it) for it in my_dates] != [day(it) for it in their_dates]
    return (f"dates: {a.title}, not {b.title}",) if is_series or is_other_day else ()


def _changes(
    slot: Slot, lone: tuple[frozenset[str], frozenset[str]], a: HeadlineWords, b: HeadlineWords
) -> Iterator[str]:
    """Numbers, names and directions that stand in the place of others, in words."""
    mine, theirs = (_numbers_apart(*them) for them in (slot, slot[::-1]))
    if mine and theirs and not _one_count(mine, theirs, a, b):
        yield f"numbers: {' '.join(mine)}, not {' '.join(theirs)}"
    names, others = _names(lone[0].intersection(slot[0]), a), _names(lone[1].intersection(slot[1]), b)
    if names and others:
        yield f"names: {' '.join(names)}, not {' '.join(others)}"
    yield from (f"{word}, not {other}" for word, other in product(*slot) if are_opposed(word, other))


def _slots(left: Sequence[str], right: Sequence[str]) -> list[Slot]:
    """Where one of two headlines has others than the other, in one sentence; nothing where they are two sentences."""
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    slots = [(left[i:j], right[k:m]) for step, i, j, k, m in steps if step != "equal"]
    sizes = [[sum(takes_side(word) or not is_small(word) for word in words) for words in slot] for slot in slots]
    return slots if all(min(size) == max(size) or 0 < min(size) == max(size) - 1 for size in sizes) else []


def _one_word(left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    """One word of a long sentence that gave place to one other: "the Belgian minister", "the Swiss minister"."""
    if len(left) < 6 or len(left) != len(right):
        return ()
    placed = [(mine, theirs) for mine, theirs in zip(left, right, strict=True) if mine != theirs]
    if len(placed) != 1 or any(is_small(it) or is_number(it) for it in placed[0]) or kinship(*placed[0]) >= KIN:
        return ()
    return (f"{placed[0][0]}, not {placed[0][1]}",)


def _series(a: HeadlineWords, b: HeadlineWords) -> str:
    """One label before two texts that share nothing: the issues of a series."""
    label = _undated(a.label) if b.label else ()
    if not label or label != _undated(b.label) or sum(not is_small(word) for word in label) > _LABEL:
        return ""
    mine, theirs = (frozenset(it.words[len(it.label) :]) for it in (a, b))
    if any(not is_small(word) for word in mine & theirs):
        return ""
    return f"issues of '{' '.join(label)}'"


def _undated(label: Sequence[str]) -> tuple[str, ...]:
    """A label without the number or the day that tells one issue from the next."""
    return tuple(word for word in label if not (is_number(word) or takes_side(word)))


def _swapped(a: HeadlineWords, b: HeadlineWords) -> str:
    """Two names that change places around other words: "Leeds beat Hull", "Hull beat Leeds"."""
    if a.bag != b.bag or len(a.words) != len(b.words):
        return ""
    differ = [at for at, (mine, theirs) in enumerate(zip(a.words, b.words, strict=True)) if mine != theirs]
    left, right = (words[differ[0] : differ[-1] + 1] for words in (a.words, b.words))
    for i, j in combinations(range(1, len(left)), 2):
        before, middle, after = left[:i], left[i:j], left[j:]
        names = [_names(b.names.intersection(words), a) for words in (before, after)]
        if right == (*after, *middle, *before) and all(names) and not all(map(is_small, middle)):
            return f"changed places: {' '.join(names[0])} and {' '.join(names[1])}"
    return ""


def _telling(words: frozenset[str], wording: HeadlineWords) -> bool:
    """Whether a name, a number or a direction is among the words."""
    return not all(map(words.isdisjoint, (wording.names, wording.numbers, sides())))


def _numbers_apart(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Numbers that are none of the others in their place."""
    return [word for word in words if is_number(word) and all(kinship(word, it) < KIN for it in others)]


def _one_count(left: Sequence[str], right: Sequence[str], a: HeadlineWords, b: HeadlineWords) -> bool:
    """Whether two numbers are one: one is the other rounded, or both are steps of a count that goes on."""
    if not (a.bag.isdisjoint(_COUNTING) or b.bag.isdisjoint(_COUNTING)):
        return True
    if not len(left) == len(right) == 1 or (left[0] in a.label and right[0] in b.label):
        return False  # Numbers of a label count issues.
    mine, theirs = _value(left[0]), _value(right[0])
    return mine is not None and theirs is not None and _rounds(mine, theirs)


def _value(number: str) -> float | None:
    """The value of a number in digits or written out; None of a version, such as 1.2.3."""
    try:
        value = float(numerals().get(number, number).rstrip("stndrh"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _rounds(one: float, other: float) -> bool:
    """Whether one of two large numbers is the other, rounded: 40000 and 39800; neighbours are counted, not rounded."""
    near = 1 < abs(one - other) <= _ROUND * min(one, other)
    return near and min(one, other) >= 50 and any(it % 10 ** (len(str(int(it))) - 1) == 0 for it in (one, other))


def _beside(wording: HeadlineWords) -> float:
    if wording.plain:
        return _BESIDE
    return _BESIDE_UNSPACED if is_unspaced(" ".join(wording.words)) else _BESIDE_WITH_NAMES


def _names(words: frozenset[str], wording: HeadlineWords) -> list[str]:
    return sorted(words & wording.names - wording.numbers)


def _others(words: frozenset[str], wording: HeadlineWords) -> int:
    """How many of telling words are neither numbers, names nor directions."""
    plain = words - wording.names if wording.plain else words
    return len(plain - wording.numbers - sides())

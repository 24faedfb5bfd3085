"""What keeps look-alikes apart: one sentence with another number, name or direction in it is another event."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from site_gen.stories.languages import is_small
from site_gen.stories.opposites import opposed, sides, takes_side
from site_gen.stories.words import Wording

# Of the words that two headlines share, how many each may have beside them, and they are still one sentence.
_BESIDE: Final = 1 / 2


def vetoes(a: Wording, b: Wording) -> tuple[str, ...]:
    """What was changed between two headlines that are otherwise one sentence; nothing where they are two."""
    if series := _series(a, b):
        return (series,)
    shared = len(a.bag & b.bag)
    if shared < 2 or max(len(a.bag), len(b.bag)) > 4 * shared:
        return ()
    left, right = a.bag - b.bag, b.bag - a.bag
    if not (_telling(left, a) and _telling(right, b)) and (len(left) != 1 or len(right) != 1):
        return ()  # Nothing that could make another event: the common case, so it is settled first.
    left, right = _unmatched(left, b.bag), _unmatched(right, a.bag)
    beside = max(len(_others(left, a)), len(_others(right, b)))
    if beside > shared * _BESIDE:
        return ()
    found = _changes(left, right, a, b) or _one_word(a.words, b.words)
    return found if found and _one_sentence(a.words, b.words) else ()


def changes(a: Wording, b: Wording) -> tuple[str, ...]:
    """Numbers, names and directions that stand in the place of others, in words."""
    return _changes(_unmatched(a.bag - b.bag, b.bag), _unmatched(b.bag - a.bag, a.bag), a, b)


def additions(a: Wording, b: Wording) -> tuple[str, ...]:
    """Negations, directions and numbers that only one of the two has."""
    lone = a.bag ^ b.bag
    return tuple(f"only one has '{word}'" for word in sorted(lone) if takes_side(word) or word[0].isdecimal())


def _telling(words: frozenset[str], wording: Wording) -> bool:
    """Whether a name, a number or a direction is among the words."""
    return not (words.isdisjoint(wording.names) and words.isdisjoint(sides()))


def _changes(left: frozenset[str], right: frozenset[str], a: Wording, b: Wording) -> tuple[str, ...]:
    found = []
    numbers = _numbers(left), _numbers(right)
    if all(numbers):
        found.append(f"numbers: {' '.join(numbers[0])}, not {' '.join(numbers[1])}")
    names = _names(left, a), _names(right, b)
    if all(names):
        found.append(f"names: {' '.join(names[0])}, not {' '.join(names[1])}")
    return (*found, *opposed(left, right))


def _one_sentence(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the same words stand in the same order, and where one has others, the other has others too."""
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    lone = [word for step, i, j, k, m in steps if step in {"insert", "delete"} for word in (*left[i:j], *right[k:m])]
    return all(map(is_small, lone))


def _one_word(left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    """One word of a long sentence that gave place to one other: "the Belgian minister", "the Swiss minister"."""
    if len(left) < 6 or len(left) != len(right):
        return ()
    placed = [(mine, theirs) for mine, theirs in zip(left, right, strict=True) if mine != theirs]
    if len(placed) != 1 or any(map(is_small, placed[0])) or _stem(placed[0][0]) == _stem(placed[0][1]):
        return ()
    return (f"{placed[0][0]}, not {placed[0][1]}",)


def _series(a: Wording, b: Wording) -> str:
    """One label before two texts that share nothing: the issues of a series."""
    if not a.label or a.label != b.label:
        return ""
    mine, theirs = (frozenset(it.words[len(it.label) :]) for it in (a, b))
    if any(not is_small(word) for word in mine & theirs):
        return ""
    return f"issues of '{' '.join(a.label)}'"


def _unmatched(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Words without a kin of the same stem among the others: "olympic" is kin to "olympics", "13th" to "13"."""
    stems = {_stem(word) for word in others}
    return frozenset(word for word in words if _stem(word) not in stems)


def _stem(word: str) -> str:
    return word.rstrip("stndrh") if word[0].isdecimal() else word[:5]


def _numbers(words: frozenset[str]) -> list[str]:
    return sorted(word for word in words if word[0].isdecimal())


def _names(words: frozenset[str], wording: Wording) -> list[str]:
    return sorted(word for word in words & wording.names if not word[0].isdecimal())


def _others(words: frozenset[str], wording: Wording) -> list[str]:
    """Words that are neither numbers, names, directions nor small."""
    plain = words - wording.names if wording.plain else words
    return sorted(word for word in plain if not (word[0].isdecimal() or takes_side(word) or is_small(word)))

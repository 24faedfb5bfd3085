"""What keeps look-alikes apart: one sentence with another number, name or direction is another event."""

from __future__ import annotations

from site_gen.stories.opposites import negated, opposed
from site_gen.stories.words import Wording

# Two headlines that share so much of the longer one are one sentence; what differs then was put in its place.
SAME_SENTENCE = 0.5


def vetoes(a: Wording, b: Wording) -> tuple[str, ...]:
    """What was changed between two headlines that are otherwise one sentence; nothing where they are two."""
    left, right = frozenset(a.words), frozenset(b.words)
    if len(left & right) < SAME_SENTENCE * max(len(left), len(right)):
        return ()
    return changes(a, b)


def changes(a: Wording, b: Wording) -> tuple[str, ...]:
    """Numbers, names and directions that stand in the place of others, in words."""
    mine, theirs = frozenset(a.words), frozenset(b.words)
    left, right = _unmatched(mine - theirs, theirs), _unmatched(theirs - mine, mine)
    found = []
    numbers = _numbers(left), _numbers(right)
    if all(numbers):
        found.append(f"numbers: {numbers[0]}, not {numbers[1]}")
    names = _names(left, a), _names(right, b)
    if all(names):
        found.append(f"names: {names[0]}, not {names[1]}")
    found += opposed(left, right)
    return tuple(found)


def negation(a: Wording, b: Wording) -> tuple[str, ...]:
    """A negation that only one of the two has."""
    left, right = frozenset(a.words), frozenset(b.words)
    return tuple(f"only one has '{word}'" for word in negated(left - right, right - left))


def _unmatched(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Words without a kin of the same stem among the others: "olympic" is kin to "olympics", "13th" to "13"."""
    stems = {_stem(word) for word in others}
    return frozenset(word for word in words if _stem(word) not in stems)


def _stem(word: str) -> str:
    return word.rstrip("stndrh") if word[0].isdecimal() else word[:5]


def _numbers(words: frozenset[str]) -> str:
    return " ".join(sorted(word for word in words if word[0].isdecimal()))


def _names(words: frozenset[str], wording: Wording) -> str:
    return " ".join(sorted(word for word in words & wording.names if not word[0].isdecimal()))

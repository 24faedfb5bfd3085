"""Among few headlines there is time to compare two of them word by word before they are thought to be alike.

Terms see what two headlines share, not what each says in the other's place: "Senate confirms Ruth Calder as judge" and
"Senate confirms Owen Pike as envoy" share as much as two reports of one event do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from site_gen.language.small_words import is_small
from site_gen.model import Headline
from site_gen.stories.two import SAME, Seen, event_score, lesson_of, see
from site_gen.stories.two.alignment import KIN, is_number
from site_gen.stories.two.synonyms import meanings
from site_gen.stories.two.words import HeadlineWords, has_case

# What the comparison says has this part in the logarithm of the odds.
_PART: Final = 0.3
_NEVER: Final = 0.001  # … and is never surer than so
# Two that share no more words than this share what many headlines have.
_COMMONPLACE: Final = 2
# In scripts without capital letters names are not known; this many words of its own for each that is shared tell too.
_OWN: Final = 2


class Verdict(NamedTuple):
    """What a closer look at a pair leaves of its likeness."""

    chance: float
    against: bool  # one sentence with something else in it


def scrutinise(
    heads: Sequence[Headline], pairs: Sequence[tuple[int, int]], chances: Sequence[float]
) -> tuple[Verdict, ...]:
    """The pairs of places in `heads` after the look at their words; how rare a word is, is learnt from all heads."""
    lesson = lesson_of(heads)
    return tuple(
        _verdict(see(heads[a], heads[b], lesson), chance) for (a, b), chance in zip(pairs, chances, strict=True)
    )


def _verdict(seen: Seen, chance: float) -> Verdict:
    score = event_score(seen)
    if score < SAME and _are_rivals(seen):
        return Verdict(0.0, bool(seen.against))
    odds = (1 - _PART) * _log_odds(chance) + _PART * _log_odds(score)
    return Verdict(1 / (1 + math.exp(-odds)), bool(seen.against))


def _log_odds(chance: float) -> float:
    sure = min(max(chance, _NEVER), 1 - _NEVER)
    return math.log(sure / (1 - sure))


def _are_rivals(seen: Seen) -> bool:
    """Whether each has names that the other lacks, where what they share names nobody."""
    a, b = seen.wordings
    lone = [[word for word, much in side.items() if much < KIN and not is_small(word)] for side in seen.aligned]
    shared = [word for word, much in seen.aligned.left.items() if much >= KIN and not is_small(word)]
    if not (_has_case(a) or _has_case(b)):
        return len(shared) * _OWN <= min(map(len, lone))
    if not (a.plain and b.plain and all(_names(words, it) for words, it in zip(lone, (a, b), strict=True))):
        return False
    opening = a.words[0] if a.words[0] == b.words[0] else ""  # has a capital letter anyway
    telling = (word for word in _names(shared, a) if word != opening and word not in meanings())
    return len(shared) <= _COMMONPLACE or not any(telling)


def _names(words: Sequence[str], wording: HeadlineWords) -> list[str]:
    return [word for word in words if word in wording.names and not is_number(word)]


def _has_case(wording: HeadlineWords) -> bool:
    return any(word[0].isalpha() and has_case(word) for word in wording.words)

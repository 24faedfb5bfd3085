"""Two articles side by side: whether they are one event, one headline, and why."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import filterfalse, pairwise
from operator import mul
from typing import Final, NamedTuple

import msgspec

from site_gen.language.small_words import is_small
from site_gen.model import Headline
from site_gen.stories.addresses import same_address
from site_gen.stories.bodies import REPRINT, containment
from site_gen.stories.times import span
from site_gen.stories.two.alignment import KIN, Alignment, align, lone_words
from site_gen.stories.two.opposites import opposed
from site_gen.stories.two.rarity import Rarity, learn
from site_gen.stories.two.variants import is_bare, same_wording, without_names
from site_gen.stories.two.vetoes import dates_apart, vetoes
from site_gen.stories.two.words import HeadlineWords, wording


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Why two articles are, or are not, one story."""

    score: float  # from 0 to 1
    same: bool  # one event
    variant: bool  # one headline in two wordings
    shared: tuple[str, ...] = ()  # the words that both have, the rarest first
    vetoes: tuple[str, ...] = ()  # what speaks against it, in words
    rule: str = ""  # the reason, in words
    said: tuple[str, ...] = ()  # what speaks for and against it, in sentences


class PairWeights(NamedTuple):
    """What each measure adds to the logarithm of the odds."""

    bias: float
    cover: float = 0.0
    evidence: float = 0.0
    phrases: float = 0.0
    numbers: float = 0.0
    number: float = 0.0
    names: float = 0.0
    strangers: float = 0.0
    turned: float = 0.0
    hours: float = 0.0
    crowd: float = 0.0


class PairMeasures(NamedTuple):
    """What two headlines have in common and what not, each of which can only speak one way."""

    cover: float  # how much of both headlines the other one says, by rarity
    evidence: float  # how rare all is that both say, levelling off
    phrases: float  # the logarithm of how many words stand side by side in both: those are one piece of evidence
    numbers: float  # each has a number of its own
    number: float  # one has a number of its own
    names: float  # names that each has of its own, two at most
    strangers: float  # each has such names, and they share none
    turned: float  # one says the opposite
    hours: float  # the logarithm of half days apart


# Fitted on labelled pairs and on headlines drawn at random, so that a score of .5 is as likely right as wrong.
_EVENT: Final = PairWeights(
    bias=0.65,
    cover=7.11,
    evidence=2.77,
    phrases=-0.48,
    names=-0.32,
    strangers=-0.32,
    turned=-0.63,
    hours=-1.37,
    crowd=-7.58,
)
_HEADLINE: Final = PairWeights(
    bias=-3.95, cover=4.68, evidence=1.81, numbers=-2.97, number=-1.19, names=-0.8, strangers=-1.38
)
# Two articles are one event from this score on.
SAME: Final = 0.5
# Two whose times are not known are as likely one event as two that are so many hours apart.
_UNKNOWN_HOURS: Final = 72.0
# How often a headline is one event with those it is compared with; it is thought to have been so twice before.
_USUAL: Final = 0.3
_BEFORE: Final = 2
ONE_ADDRESS: Final = "one article: both have the same address"
# Among fewer headlines than this every word is rare, so one word that both have is no evidence.
_ENOUGH_TO_KNOW_RARE: Final = 500
_FEWEST: Final = 1.5


class Seen(NamedTuple):
    """Two articles, before the others that they are compared with are looked at."""

    a: Headline
    b: Headline
    wordings: tuple[HeadlineWords, HeadlineWords]
    aligned: Alignment
    measures: PairMeasures
    shared: tuple[str, ...]
    against: tuple[str, ...]
    equal: bool
    strangers: bool  # too little is shared for any likeness


def compare(a: Headline, b: Headline, among: Iterable[Headline] = ()) -> Comparison:
    """Two articles; how rare a word is, is learnt from those among which they stand, as far as they are given."""
    return _judge(see(a, b, lesson_of((a, b, *among))), _USUAL)


def compare_all(pairs: Sequence[tuple[Headline, Headline]]) -> tuple[Comparison, ...]:
    """Pairs of articles; how rare a word is, and how readily a headline is like others, is learnt from all of them."""
    lesson = lesson_of([headline for pair in pairs for headline in pair])
    seen = [see(a, b, lesson) for a, b in pairs]
    return tuple(map(_judge, seen, _crowds(seen)))


class Lesson(NamedTuple):
    """What headlines teach of words."""

    rarity: Rarity
    fewest: float  # things that two must share


def lesson_of(headlines: Sequence[Headline]) -> Lesson:
    """What the headlines teach; few cannot show that a word is common."""
    return Lesson(learn(map(_wording, headlines)), _FEWEST if len(headlines) < _ENOUGH_TO_KNOW_RARE else KIN)


def see(a: Headline, b: Headline, lesson: Lesson) -> Seen:
    """Two articles with every word's counterpart, and what speaks against their being one."""
    mine, theirs = _wording(a), _wording(b)
    found = align(mine, theirs)
    against = vetoes(mine, theirs, found) or dates_apart(a, b)
    said = _said(found, lesson.rarity)
    return Seen(
        a,
        b,
        (mine, theirs),
        found,
        _measure(mine, theirs, found, said, _gap(a, b)),
        _rarest_first(filterfalse(is_small, mine.bag & theirs.bag), lesson.rarity),
        against,
        not against and _is_one_wording(a, b),
        said.words < lesson.fewest,
    )


def _is_one_wording(a: Headline, b: Headline) -> bool:
    """Whether two headlines are equal but for type, order, a label and a name."""
    # Two bare ones would need the same words: that settles most pairs without cutting them into words again.
    if _wording(a).bag != _wording(b).bag and is_bare(a.title) and is_bare(b.title):
        return False
    return same_wording(a.title, b.title)


def _rarest_first(words: Iterable[str], rarity: Rarity) -> tuple[str, ...]:
    """The words by how rare they are; those that are as rare, by name."""
    return tuple(sorted(sorted(words), key=rarity.__getitem__, reverse=True))


def _crowds(seen: Sequence[Seen]) -> list[float]:
    """For each pair how often its headlines are one event with the others that they are compared with.

    A headline that is like all others says nothing by being like one more.
    """
    scores = [_judge(it, _USUAL).score * (not it.against) for it in seen]
    times: defaultdict[Headline, int] = defaultdict(int)
    total: defaultdict[Headline, float] = defaultdict(float)
    ends = [tuple(msgspec.structs.replace(it, id="") for it in (pair.a, pair.b)) for pair in seen]
    for (a, b), score in zip(ends, scores, strict=True):
        for end in (a, b):
            times[end] += 1
            total[end] += score
    return [
        (total[a] + total[b] - 2 * score + _BEFORE * _USUAL) / (times[a] + times[b] - 2 + _BEFORE)
        for (a, b), score in zip(ends, scores, strict=True)
    ]


def _judge(seen: Seen, crowd: float) -> Comparison:
    is_article = bool(seen.a.url and seen.b.url and same_address((seen.a, seen.b)))
    reprint = containment(seen.a.fingerprint, seen.b.fingerprint) >= REPRINT
    score = event_score(seen, crowd)
    return Comparison(
        score=score,
        same=is_article or reprint or seen.equal or (score >= SAME and not seen.against),
        variant=seen.equal or (not seen.against and _chance(_HEADLINE, seen, crowd) >= SAME),
        shared=seen.shared,
        vetoes=seen.against,
        rule=ONE_ADDRESS if is_article else _rule(score, seen.against, reprint=reprint, equal=seen.equal),
    )


def event_score(seen: Seen, crowd: float = _USUAL) -> float:
    """How likely the two are one event, from 0 to 1, before anything is said against it."""
    return 1.0 if seen.equal else _chance(_EVENT, seen, crowd)


def _wording(headline: Headline) -> HeadlineWords:
    return _named(headline.title)


@lru_cache(maxsize=20_000)
def _named(title: str) -> HeadlineWords:
    return wording(without_names(title))


class Said(NamedTuple):
    """What both of two headlines say."""

    words: float  # how many telling words
    part: float  # of all that they say, by rarity
    evidence: float  # how rare the words are


def _said(found: Alignment, rarity: Rarity) -> Said:
    """Sums up the words of both headlines."""
    words, part, evidence = 0.0, 1.0, 0.0
    for side in found:
        said = could_say = 0.0
        for word, much in side.items():
            rare = rarity[word]
            could_say += rare
            if much and rare:  # Small words have no rarity.
                words += much
                said += rare * much
                evidence += rare**3 * much
        part *= said / (could_say or 1)
    return Said(words / 2, math.sqrt(part), evidence / 2)


def _measure(a: HeadlineWords, b: HeadlineWords, found: Alignment, said: Said, hours: float) -> PairMeasures:
    left, right = lone_words(found, a, b)
    numbers = not left.isdisjoint(a.numbers), not right.isdisjoint(b.numbers)
    names = _names(left, a) if a.plain else 0, _names(right, b) if b.plain else 0
    return PairMeasures(
        cover=said.part,
        evidence=math.log1p(said.evidence),
        phrases=math.log1p(len(set(pairwise(a.telling)).intersection(pairwise(b.telling)))),
        numbers=float(all(numbers)),
        number=float(any(numbers) and not all(numbers)),
        names=min(*names, 2),
        strangers=float(all(names) and not _names(found.left.keys() - left, a)),
        turned=float(bool(opposed(left, right))),
        hours=hours,
    )


def _names(words: Set[str], wording: HeadlineWords) -> int:
    """How many of the words are names and no numbers."""
    return len((words & wording.names) - wording.numbers)


def _chance(weights: PairWeights, seen: Seen, crowd: float) -> float:
    """From 0 to 1; two that have nothing in common have none."""
    if seen.strangers:
        return 0.0
    odds = weights.bias + sum(map(mul, weights[1:], (*seen.measures, crowd)))
    return 1 / (1 + math.exp(-odds))


def _gap(a: Headline, b: Headline) -> float:
    """The logarithm of how many half days lie between."""
    first, second = span(a), span(b)
    gap = max(first[0] - second[1], second[0] - first[1], 0.0)
    return math.log1p((_UNKNOWN_HOURS if math.isnan(first[0] + second[0]) else gap) / 12)


def _rule(score: float, against: tuple[str, ...], *, reprint: bool, equal: bool) -> str:
    if reprint:
        return "one text: the body of one holds most of the other's"
    if equal:
        return "the headlines differ only in type, order, or a label"
    if against:
        return f"one sentence with something else in it ({'; '.join(against)})"
    if not score:
        return "too little that both say for any likeness"
    return f"likeness {score:.2f}, {'at least' if score >= SAME else 'less than'} {SAME:.2f}"

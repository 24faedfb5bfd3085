"""Which earlier stories are on the same subject: they share with it what few others say."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from site_gen.language.frequency import commonness
from site_gen.model import Story
from site_gen.stories.terms import COMMON, common, unpacked, words_and_steps

LOOK_BACK: Final = 300  # stories
_REPORTS: Final = 6  # of a story that are looked at
_SUMMARY: Final = 280  # characters
# How alike two stories are, from 0 to 1, by headline and summary; and by the words that tell most of their texts.
_ALIKE: Final = 0.16
_ALIKE_IN_TEXT: Final = 0.1
_ALIKE_WITHOUT_TEXT: Final = 0.28  # where a text is short
_IN_HEADLINE: Final = 1.5  # times a word of the summary
# Before there are many stories, so many imagined ones stand in for them, where words are as common as elsewhere.
_IMAGINED: Final = 60
_WORDS: Final = 45  # of an imagined story
_UNHEARD: Final = 0.5
# A word of a headline that more have leads to no story, nor one that more than this share of them has.
_COMMON_FROM: Final = 3
_COMMON_SHARE: Final = 8

# "toll on Kelm": a word with a capital letter that begins no sentence.
_NAME: Final = re.compile(r"(?<=[\w,] )[^\W\d_a-z][\w’'-]{2,}")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]+")

_RARE: Final = 3.0  # how common a word is that no list of common words has

# Stories, oldest first, and how many to find for each -> the places of earlier ones, the likest first.
FindSubjects = Callable[[Sequence[Story], int], list[list[int]]]

_Vector = Mapping[int, float]
_Steps = dict[int, int]  # word -> how common it is at large


class _Subject(NamedTuple):
    """What a story says, as vectors of length 1: word -> its share."""

    said: _Vector  # in headlines and summaries
    told: _Vector  # by the words that tell most of its texts
    topics: frozenset[str]
    texts: str  # the headline and the summaries


class _Heard:
    """How many of the last stories have each word."""

    def __init__(self) -> None:
        self._often: dict[int, int] = {}
        self._having: dict[int, Collection[int]] = {}  # story -> its words

    def vector(self, steps: _Steps, loud: Collection[int] = ()) -> _Vector:
        """Words by how few stories have them, those that are `loud` more so."""
        often, among = self._often, len(self._having) + _IMAGINED
        points = {
            word: math.log(among / (often.get(word, 0) + _EXPECTED[step])) * (_IN_HEADLINE if word in loud else 1.0)
            for word, step in steps.items()
        }
        length = math.hypot(*points.values())
        return {word: point / length for word, point in points.items()} if length else {}

    def add(self, place: int, words: Collection[int]) -> None:
        """Count a story, and no longer the one that is too old by now."""
        often = self._often
        for word in words:
            often[word] = often.get(word, 0) + 1
        self._having[place] = words
        for word in self._having.pop(place - LOOK_BACK, ()):
            often[word] -= 1


def depends_on(story: Story) -> tuple[object, ...]:
    """All of a story that says what it is on."""
    reports = story.reports[:_REPORTS]
    return (
        story.lead.title,
        story.topics,
        [(brief.title, brief.summary[:_SUMMARY], brief.subject) for brief in reports],
    )


def on_same_subject(stories: Iterable[Story], limit: int) -> list[list[int]]:
    """For each of `stories`, which come oldest first, the places of earlier ones on the same subject, the likest first.

    What is before a story alone decides, so that news changes nothing of it: the `LOOK_BACK` stories before, as they
    are told among those before them. None is better than noise.
    """
    said, told = _Heard(), _Heard()
    having: dict[int, list[int]] = {}  # word -> the last stories whose headline has it
    known: dict[int, _Subject] = {}
    found = []
    for place, story in enumerate(stories):
        in_headline = words_and_steps(story.lead.title)
        reports = story.reports[:_REPORTS]
        texts = [brief.summary[:_SUMMARY] for brief in reports] + [brief.title for brief in reports[1:]]
        words = in_headline | words_and_steps(" ".join(texts))
        of_text = unpacked(b"".join(brief.subject for brief in reports))
        subject = known[place] = _Subject(
            said=said.vector(words, in_headline),
            told=told.vector(of_text),
            topics=frozenset(story.topics),
            texts="\n".join((story.lead.title, *texts)),
        )
        found.append(_likest(subject, _sharing(in_headline, having, place), known, limit))
        said.add(place, words)
        told.add(place, of_text)
        known.pop(place - LOOK_BACK, None)
        for word in in_headline:
            having.setdefault(word, []).append(place)
    return found


def _likest(subject: _Subject, places: Iterable[int], known: Mapping[int, _Subject], limit: int) -> list[int]:
    alike = {place: likeness for place in places if (likeness := _likeness(subject, known[place]))}
    return sorted(alike, key=lambda place: (alike[place], place), reverse=True)[:limit]


def _likeness(one: _Subject, other: _Subject) -> float:
    """How alike two stories are; 0 where that is too little to say that they are on one subject."""
    if one.topics.isdisjoint(other.topics):
        return 0.0
    is_known = bool(one.told and other.told)
    told = _product(one.told, other.told)
    if is_known and told < _ALIKE_IN_TEXT:
        return 0.0
    said = _product(one.said, other.said)
    if said < (_ALIKE if is_known else _ALIKE_WITHOUT_TEXT) or _names(one.texts).isdisjoint(_names(other.texts)):
        return 0.0
    return said + told


def _names(texts: str) -> frozenset[str]:
    """What may be names: words with a capital letter inside a sentence, rare ones at its beginning, pairs of signs."""
    lines = [line for line in texts.splitlines() if not line.istitle()]
    found = [name for line in lines for name in _NAME.findall(line)]
    first = [word for line in lines for word in line.split()[:1] if commonness(word.casefold()) <= _RARE]
    pairs = {run[at : at + 2] for run in _UNSPACED.findall(texts) for at in range(len(run) - 1)}
    return frozenset({re.sub("['’]s$", "", name) for name in (*found, *first)} | pairs)


def _product(one: _Vector, other: _Vector) -> float:
    return math.fsum([one[word] * other[word] for word in one.keys() & other.keys()])


def _sharing(in_headline: Iterable[int], having: Mapping[int, list[int]], place: int) -> list[int]:
    """The places of the last stories whose headlines share a word that few have."""
    start = max(0, place - LOOK_BACK)
    most = max(_COMMON_FROM, (place - start) // _COMMON_SHARE)
    found: set[int] = set()
    for word in in_headline:
        if places := having.get(word):
            while places and places[0] < start:
                places.pop(0)
            if len(places) <= most:
                found.update(places)
    return sorted(found)


# How many of the imagined stories have a word, by how common it is.
_EXPECTED: Final = [_UNHEARD + _IMAGINED * min(1.0, _WORDS * 10 ** (common(step) - 9)) for step in range(1 << COMMON)]

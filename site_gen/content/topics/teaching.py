"""What a person's decisions teach: an article leans towards the topics under which a person filed articles like it.

Each decision is a lesson: how far the model was from it, held against every article filed later by the telling words
that both have. Topics of the site's own, of which the model knows nothing, are learned like all others.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from site_gen.content.topics.classifier import beliefs
from site_gen.content.topics.words import words_of
from site_gen.language.frequency import commonness

_FORCE: Final = 12.0  # points that a lesson gives an article of the same words, which the model had all wrong
_ALIKE: Final = 0.05  # what any two articles of one language have in common
_COMMON: Final = 5.2  # words that are as common, or more so, tell nothing
_IN_TITLE: Final = 2  # times a word of the text


class TopicLesson(NamedTuple):
    """An article and the topics that a person filed it under."""

    title: str
    body: str
    topics: tuple[str, ...]


class Taught(NamedTuple):
    """What a set of lessons comes to."""

    missed: tuple[Mapping[str, float], ...]  # for each lesson, by topic: what the model believed too little
    having: Mapping[str, tuple[tuple[int, float], ...]]  # word -> the lessons that have it, and its weight there


UNTAUGHT: Final = Taught((), MappingProxyType({}))


def teach(lessons: Iterable[TopicLesson], allowed: Collection[str]) -> Taught:
    """What `lessons` teach about the topics `allowed`; their order does not matter."""
    missed: list[Mapping[str, float]] = []
    having: dict[str, list[tuple[int, float]]] = {}
    for lesson in sorted(set(lessons)):
        topics = [topic for topic in lesson.topics if topic in allowed]
        words = _weights(lesson.title, lesson.body)
        if not topics or not words:
            continue
        believed = beliefs(lesson.title, lesson.body, allowed)
        right = dict.fromkeys(topics, 1 / len(topics))
        names = sorted({*believed, *right})
        for word, weight in words.items():
            having.setdefault(word, []).append((len(missed), weight))
        missed.append({name: max(0.0, right.get(name, 0.0) - believed.get(name, 0.0)) for name in names})
    return Taught(tuple(missed), {word: tuple(places) for word, places in having.items()})


def leaning(taught: Taught, title: str, body: str) -> dict[str, float]:
    """By topic, how much the lesson that is most like an article speaks for it, in points of the model's scores."""
    alike: dict[int, float] = {}
    if not taught.missed:
        return {}
    for word, weight in _weights(title, body).items():
        for lesson, there in taught.having.get(word, ()):
            alike[lesson] = alike.get(lesson, 0.0) + weight * there
    found: dict[str, float] = {}
    for lesson in sorted(alike):
        for topic, missed in taught.missed[lesson].items():
            points = _FORCE * max(0.0, alike[lesson] - _ALIKE) * missed
            found[topic] = max(found.get(topic, 0.0), points)
    return found


def _weights(title: str, body: str) -> dict[str, float]:
    """The telling words of a text with their weights: a vector of length 1."""
    in_title, others = words_of(title, body)
    found = {word: _IN_TITLE * _telling(word) for word in sorted(in_title)}
    found |= {word: _telling(word) for word in sorted(others)}
    length = math.sqrt(sum(weight * weight for weight in found.values()))
    return {word: weight / length for word, weight in found.items() if weight}


def _telling(word: str) -> float:
    return 0.0 if word.isdigit() else max(0.0, _COMMON - commonness(word))

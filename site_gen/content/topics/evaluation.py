"""How well articles are filed, held against where people file them: by the model alone, and taught by the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.content.topics import by_words, subjects
from site_gen.content.topics.taxonomy import OTHER
from site_gen.content.topics.teaching import UNTAUGHT, Taught, TopicLesson, teach
from site_gen.model import Topic

_FOLDS: Final = 10  # a tenth of the lessons is asked about what the other nine taught


class TopicFigures(msgspec.Struct, frozen=True):
    """How many articles were asked about, in how many the first topic was right, and of how many nothing was said."""

    articles: int
    right: int
    silent: int

    @property
    def right_share(self) -> float:
        """The share of all articles whose first topic is right."""
        return self.right / self.articles if self.articles else 0.0

    @property
    def silent_share(self) -> float:
        """The share that is filed under no subject."""
        return self.silent / self.articles if self.articles else 0.0

    @property
    def precision(self) -> float:
        """The share of right ones where something is said."""
        said = self.articles - self.silent
        return self.right / said if said else 0.0


def evaluate_topics(lessons: Sequence[TopicLesson], topics: tuple[Topic, ...]) -> tuple[TopicFigures, TopicFigures]:
    """What the model says of articles that people filed: by itself, and taught by the rest of them."""
    ordered = sorted(lessons)
    alone = [_first(lesson, topics, UNTAUGHT) for lesson in ordered]
    folds = [
        teach((it for at, it in enumerate(ordered) if at % _FOLDS != fold), subjects(topics)) for fold in range(_FOLDS)
    ]
    taught = [_first(lesson, topics, folds[at % _FOLDS]) for at, lesson in enumerate(ordered)]
    return _figures(ordered, alone), _figures(ordered, taught)


def _first(lesson: TopicLesson, topics: tuple[Topic, ...], taught: Taught) -> str:
    return by_words(lesson.title, lesson.body, topics, taught).topics[0]


def _figures(lessons: Sequence[TopicLesson], said: Sequence[str]) -> TopicFigures:
    right = sum(first in lesson.topics for lesson, first in zip(lessons, said, strict=True))
    return TopicFigures(len(lessons), right, said.count(OTHER.slug))

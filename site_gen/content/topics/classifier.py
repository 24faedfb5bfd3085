"""A small model of words and topics: which topic an article is about, how surely, and which words say so.

`model.bin` holds a row for every bucket of words and a column for every topic. `benchmarks/topics/train.py` makes it,
and says from what. The same text gets the same answer anywhere: whole numbers are added up, nothing is drawn.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Collection, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from site_gen.content.topics.words import BUCKETS, is_dense, rows_of, words_of

if TYPE_CHECKING:
    import numpy as np

_IN_TITLE: Final = 2  # times a word of the text
_FEWEST: Final = 6  # different words, with fewer of which any guess is loud
_MOST_KNOWN: Final = 100_000  # words whose rows are kept at hand
_SPEAKING: Final = 4  # words that an explanation names
NO_LEANING: Final[Mapping[str, float]] = MappingProxyType({})


class _SummedWords(dict[str, int]):
    """Where the sum of a word's rows is kept: news repeats its words."""

    def __init__(self, rows: np.ndarray, sums: np.ndarray) -> None:
        super().__init__()
        self.sums = sums  # int32: a word's rows added up, and last how many they are
        self._rows = rows  # int8, a row a bucket

    def __missing__(self, word: str) -> int:
        rows = rows_of(word)
        place = self[word] = len(self)
        self.sums[place, :-1] = self._rows[rows].sum(axis=0, dtype="int32")
        self.sums[place, -1] = len(rows)
        return place


class _Model(NamedTuple):
    topics: tuple[str, ...]
    scale: float
    bias: tuple[float, ...]
    sure: float  # the share of belief that a topic needs
    second: float  # the same for a second topic
    dense: float  # how much louder texts of Han and kana are
    known: _SummedWords


class Classified(NamedTuple):
    """What the words of an article say: topics, the most likely first; none where they say too little."""

    topics: tuple[str, ...]
    belief: float  # in the most likely one, whether it is said or not
    likeliest: str


def classify(title: str, body: str, allowed: Collection[str], leaning: Mapping[str, float] = NO_LEANING) -> Classified:
    """The topics that the words of an article speak for, among `allowed`; `leaning` is added to what each scores."""
    model = _model()
    ranked = sorted(beliefs(title, body, allowed, leaning).items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return Classified((), 0.0, "")
    (first, belief), *others = ranked
    if belief < model.sure:
        return Classified((), belief, first)
    second = tuple(topic for topic, share in others[:1] if share >= model.second)
    return Classified((first, *second), belief, first)


def speaking(title: str, body: str, topic: str) -> list[str]:
    """The words of an article that speak most for a topic, the strongest first."""
    model = _model()
    column = model.topics.index(topic) if topic in model.topics else None
    points: dict[str, float] = {}
    for words, weight in zip(words_of(title, body), (_IN_TITLE, 1), strict=True):
        for word in words:
            row = _summed(model, [word])[:-1]
            own = (float(row[column]) - float(row.mean())) * model.scale if column is not None else 0.0
            points[word] = weight * own
    best = sorted(points.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, point in best[:_SPEAKING] if point > 0]


def beliefs(
    title: str, body: str, allowed: Collection[str], leaning: Mapping[str, float] = NO_LEANING
) -> dict[str, float]:
    """The share of belief in each topic; nothing for a text without a known word."""
    model = _model()
    first, others = words_of(title, body)
    in_title = _summed(model, first)
    *sums, size = (in_title * _IN_TITLE + _summed(model, others)).tolist()
    size += int(in_title[-1]) * _IN_TITLE * (_IN_TITLE - 1)  # a vector's length is of squares
    if len(first) + len(others) < _FEWEST or not size:
        return {}
    length = math.sqrt(size) / (model.dense if is_dense(title) else 1)
    scores = {
        topic: total * model.scale / length + bias
        for topic, total, bias in zip(model.topics, sums, model.bias, strict=True)
    }
    if leaning:  # a topic that the model does not know starts from its lowest score
        least = min(scores.values())
        scores |= {topic: scores.get(topic, least) + points for topic, points in leaning.items()}
    scores = {topic: score for topic, score in scores.items() if topic in allowed}
    most = max(scores.values(), default=0.0)
    shares = {topic: math.exp(score - most) for topic, score in scores.items()}
    whole = sum(shares.values())
    return {topic: share / whole for topic, share in shares.items()}


def _summed(model: _Model, words: Collection[str]) -> np.ndarray:
    """The rows of `words` added up, and last how many rows of the table they are."""
    known = model.known
    if len(known) + len(words) > _MOST_KNOWN:
        known.clear()
    return known.sums[list(map(known.__getitem__, words))].sum(axis=0)  # type: ignore[no-any-return]  # numpy says Any


@functools.cache
def _model() -> _Model:
    import numpy as np

    data = (files(__package__) / "model.bin").read_bytes()
    head, _, table = data.partition(b"\n")
    said = json.loads(head)
    topics = tuple(said["topics"])
    rows = np.frombuffer(table, dtype=np.int8).reshape(BUCKETS, len(topics))
    return _Model(
        topics=topics,
        scale=said["scale"],
        bias=tuple(said["bias"]),
        sure=said["sure"],
        second=said["second"],
        dense=said["dense"],
        known=_SummedWords(rows, np.empty((_MOST_KNOWN, len(topics) + 1), dtype=np.int32)),
    )

"""What the reports of a story say alike, and what only one of them says: printed sentences, none of them ours.

A sentence counts as said by another report only if that one has nearly all of its words in one sentence or two
neighbouring ones: every number, nearly every name, and denied where it is denied. Doubtful ones are left out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from site_gen.makers.html.sentences import ComparedSentence, joined, sentences

_FEWEST: Final = 3  # own texts, with fewer of which "most" says nothing
_MOST_SHOWN: Final = 3
_ALONE_SHOWN: Final = 2
_DEEDS: Final = 0.75  # of its words beside names and figures that another report must have
_BACK: Final = 0.34  # of the other sentence's weight that this one must have
_NOT_SAID: Final = 0.3  # less than this of a sentence in any other report: it is that report's own
_MOST_ADDED: Final = 5
_MOST_REPORTS: Final = 12  # own texts that are compared


class ComparedText(NamedTuple):
    """A report's text; those of one group are one text, or of one source."""

    text: str  # HTML
    group: int


class Statement(NamedTuple):
    """A sentence as a report prints it, and which reports say it, the one that prints it first."""

    text: str
    by: tuple[int, ...]


class Statements(NamedTuple):
    """What stands beside a story."""

    most: tuple[Statement, ...]
    groups: int  # own texts that were compared
    alone: tuple[Statement, ...]
    added: AddedSentences  # for each report the first sentences that no other has


class _ReadText:
    """The sentences of a report, and what finds those among them that may say the same as another."""

    def __init__(self, sentences: Sequence[ComparedSentence]) -> None:
        self.sentences = sentences
        self.whole = joined(sentences)

    @functools.cached_property
    def _places(self) -> dict[str, list[int]]:
        """The sentences that each term stands in."""
        places: dict[str, list[int]] = {}
        for place, sentence in enumerate(self.sentences):
            for term in (*sentence.stems, *sentence.numbers):
                places.setdefault(term, []).append(place)
        return places

    @functools.cached_property
    def pairs(self) -> list[ComparedSentence]:
        """Every two sentences that follow each other, as one."""
        return [joined((a, b)) for a, b in pairwise(self.sentences)]

    def may_say(self, sentence: ComparedSentence) -> bool:
        """Whether all sentences together have enough of one; mostly they have not, and none need be compared."""
        return (
            sentence.most_share(self.whole) >= sentence.needed
            and _are_met(sentence, self.whole)
            and sentence.share(self.whole) >= sentence.needed
        )

    def most_of(self, sentence: ComparedSentence) -> float:
        """How much of a sentence's weight the sentence here that has most of it has."""
        held: dict[int, float] = {}
        for terms, weight in ((sentence.stems, 1.0), (sentence.named, 0.5), (sentence.numbers, 2.0)):
            for term in terms:
                for place in self._places.get(term, ()):
                    held[place] = held.get(place, 0) + weight
        return max(held.values(), default=0.0) / sentence.weight


class AddedSentences:
    """For each report the first sentences that no other has, found when they are asked for."""

    def __init__(self, reports: Sequence[ComparedText]) -> None:
        self._reports = reports
        self._found: dict[int, tuple[str, ...]] = {}

    @functools.cached_property
    def read(self) -> list[_ReadText]:
        """The reports' sentences."""
        return [_ReadText(list(sentences(it.text))) for it in self._reports]

    def __getitem__(self, place: int) -> tuple[str, ...]:
        if place not in self._found:
            is_compared = place < _MOST_REPORTS and len({it.group for it in self._reports}) > 1
            self._found[place] = tuple(islice(_own(self.read, place), _MOST_ADDED)) if is_compared else ()
        return self._found[place]


@functools.lru_cache(maxsize=2)  # a template asks twice
def agree(reports: tuple[ComparedText, ...]) -> Statements:
    """What most of `reports` say, what one alone says, and what each adds to the others."""
    groups = list(dict.fromkeys(it.group for it in reports))
    added = AddedSentences(reports)
    if len(groups) < _FEWEST:
        return Statements((), len(groups), (), added)
    first = {group: next(at for at, it in enumerate(reports) if it.group == group) for group in groups[:_MOST_REPORTS]}
    most = tuple(_shared(added.read, list(first.values()), len(groups)))
    alone = tuple(_alone(added, list(first.values()))) if most else ()
    return Statements(most, len(groups), alone, added)


def _shared(read: Sequence[_ReadText], own: Sequence[int], groups: int) -> Iterator[Statement]:
    """The sentences that most own texts say, each once, those that the most say first."""
    found = []
    for place in own:
        for at, sentence in enumerate(read[place].sentences):
            may = [other for other in own if other != place and read[other].may_say(sentence)]
            if not may or 2 * len(may) + 2 <= groups or not sentence.is_fit:
                continue
            by = [place, *(other for other in may if _says(read[other], sentence))]
            if len(by) >= 2 and 2 * len(by) > groups:
                found.append((-len(by), at, place, sentence, tuple(by)))
    shown: list[ComparedSentence] = []
    for _, _, _, sentence, said_by in sorted(found, key=lambda it: it[:3]):
        if any(sentence.share(other) > 0.45 or other.share(sentence) > 0.45 for other in shown):
            continue
        shown.append(sentence)
        yield Statement(sentence.text, said_by)
        if len(shown) == _MOST_SHOWN:
            return


def _alone(added: AddedSentences, own: Sequence[int]) -> Iterator[Statement]:
    """The first own sentence of the reports that have one, the last reports first: they know more."""
    fit = [(place, text) for place in reversed(own) for text in added[place][:1]]
    yield from (Statement(text, (place,)) for place, text in fit[:_ALONE_SHOWN])


def _own(read: Sequence[_ReadText], place: int) -> Iterator[str]:
    """The sentences of a report of which no other has anything."""
    others = [it for at, it in enumerate(read) if at != place]
    for sentence in read[place].sentences:
        if sentence.is_fit and all(other.most_of(sentence) < _NOT_SAID for other in others):
            yield sentence.text


def _says(text: _ReadText, sentence: ComparedSentence) -> bool:
    """Whether a report says a sentence, in one of its own or in two that follow each other."""
    return any(_is_said(sentence, other) for others in (text.sentences, text.pairs) for other in others)


def _is_said(sentence: ComparedSentence, other: ComparedSentence) -> bool:
    if sentence.is_denied != other.is_denied or not _are_met(sentence, other):
        return False
    if other.is_doubted and not sentence.is_doubted:
        return False
    if sentence.share(other) < sentence.needed or other.share(sentence) < _BACK or _is_replaced(sentence, other):
        return False
    deeds = sentence.stems - sentence.names
    return len(deeds & other.stems) >= _DEEDS * len(deeds)


def _is_replaced(sentence: ComparedSentence, other: ComparedSentence) -> bool:
    """Whether another has a different word in the place of one: a wound "to the chest", not "to the shoulder"."""
    lacking = [place for place, words in sentence.places.items() if words.isdisjoint(other.stems)]
    return any(not other.places.get(place, frozenset()) <= sentence.stems for place in lacking)


def _are_met(sentence: ComparedSentence, other: ComparedSentence) -> bool:
    """Whether another has all numbers of a sentence, and nearly all its names."""
    return sentence.numbers <= other.numbers and len(sentence.names & other.names) * 4 >= len(sentence.names) * 3

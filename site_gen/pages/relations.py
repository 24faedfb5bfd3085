"""Which stories lead on to which: what their texts point to, and what came before on the same subject."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from site_gen.language.frequency import commonness
from site_gen.language.plain import slugify
from site_gen.model import Story

_LOOK_BACK: Final = 40  # stories of the same topic
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
# Thai, Lao, Burmese, kana and Han.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]+")
_STEM: Final = 6  # letters of a word that count
_IN_HEADLINES: Final = 2  # telling words that two headlines share, on one subject
_IN_ALL: Final = 4  # or in headlines and summaries together
_COMMON_FROM: Final = 3  # headlines: a word that more have tells nothing, nor one that more than this share of them has
_COMMON_SHARE: Final = 8
# "toll on Kelm": a word with a capital letter that begins no sentence.
_INSIDE: Final = re.compile(r"(?<=[\w,] )[^\W\d_][\w’'-]{2,}")
_RARE: Final = 3.0  # how common a word is that no list of common words has
_SMALL: Final = 3  # letters of words that are written small in headlines with capitals too
_SAYS_LITTLE: Final = frozenset(
    word[:_STEM]
    for word in (
        "about after again against ahead before being between during first from have into last later make makes "
        "more most news next over people plan plans says said second since still than that their them there these "
        "they this three time under until warn warns were what when where which while will with without would "
        "year years nach über unter wird werden wurde nicht eine einen einem mehr gegen dans pour avec plus sont "
        "cette après avant contre entre para como sobre contra entre desde hasta está mais pelo pela será depois"
    ).split()
)


class _Told(NamedTuple):
    """The telling words of a story."""

    headline: frozenset[str]
    words: frozenset[str]  # of headline and summary
    names: frozenset[str]  # those that may be names
    first: frozenset[str]  # the headline's first word, if it is rare


class Relations:
    """Looks up related stories; links that no text asks for point backwards only, so that news changes no old page."""

    def __init__(self, stories: Sequence[Story], limit: int) -> None:
        self._limit = limit
        self._stories = stories
        self._by_topic: dict[str, list[Story]] = {}
        self._place: dict[str, int] = {}
        self._alike: dict[str, list[list[int]]] = {}  # topic -> for each of its stories the places of those like it
        for story in reversed(stories):
            same_topic = self._by_topic.setdefault(story.topics[0], [])
            self._place[story.id] = len(same_topic)
            same_topic.append(story)

    def related(self, story: Story) -> list[Story]:
        """The stories that the reports point to, then the topic's earlier ones on the same subject, if any."""
        titles = [title for brief in story.reports for title in brief.related]
        asked = (self._by_headline.get(slugify(title)) for title in titles)
        found = {other.id: other for other in asked if other and other.id != story.id}
        topic = story.topics[0]
        same_topic = self._by_topic[topic]
        if topic not in self._alike:
            self._alike[topic] = _alike(same_topic, self._limit)
        for place in self._alike[topic][self._place[story.id]]:
            if len(found) >= self._limit:
                break
            found.setdefault(same_topic[place].id, same_topic[place])
        return list(found.values())

    def pointers(self, story: Story) -> tuple[str, ...]:
        """The headlines that the reports point to and that this site does not have."""
        titles = dict.fromkeys(title for brief in story.reports for title in brief.related)
        return tuple(title for title in titles if slugify(title) not in self._by_headline)

    def neighbours(self, story: Story) -> tuple[Story | None, Story | None]:
        """The older and the newer story of the first topic."""
        place, same_topic = self._place[story.id], self._by_topic[story.topics[0]]
        older = same_topic[place - 1] if place else None
        newer = same_topic[place + 1] if place + 1 < len(same_topic) else None
        return older, newer

    @functools.cached_property
    def _by_headline(self) -> dict[str, Story]:
        """Of stories with one headline the oldest; worked out where a text points to another at all."""
        found: dict[str, Story] = {}
        for story in reversed(self._stories):
            for brief in story.reports:
                for title in (brief.title, *brief.variants):
                    found.setdefault(slugify(title), story)
        return found


def _alike(stories: Iterable[Story], limit: int) -> list[list[int]]:
    """For each of a topic's stories, which come oldest first, the places of earlier ones on the same subject."""
    having: dict[str, list[int]] = {}  # word -> the last stories whose headline has it
    told: list[_Told] = []
    found = []
    for place, story in enumerate(stories):
        headline = _words(story.lead.title)
        told.append(_Told(headline, headline | _words(story.lead.summary), _names(story), _first(story)))
        found.append(_most_alike(place, told, having, limit))
    return found


def _most_alike(place: int, told: Sequence[_Told], having: dict[str, list[int]], limit: int) -> list[int]:
    """The places just before that are on the same subject, the most alike first; notes who has the words.

    Headlines must share two telling words, or one, and three more with the summaries; and a word that may be a name,
    or four: prizes are won and doors are opened everywhere. None is better than noise.
    """
    start = max(0, place - _LOOK_BACK)
    own = told[place]
    headline, words = own.headline, own.words
    shared: Counter[int] = Counter()
    common = max(_COMMON_FROM, (place - start) // _COMMON_SHARE)
    for word in headline:
        places = having.setdefault(word, [])
        del places[: bisect_left(places, start)]
        if len(places) <= common:
            shared.update(places)
        places.append(place)
    alike = {
        other: count * 2 + len(words & told[other].words)
        for other, count in shared.items()
        if (count >= _IN_HEADLINES or len(words & told[other].words) >= _IN_ALL)
        and (count >= _IN_ALL or _has_name(own, told[other]))
    }
    return sorted(alike, key=lambda other: (alike[other], other), reverse=True)[:limit]


def _has_name(one: _Told, other: _Told) -> bool:
    """Whether two stories share a word that may be a name; one that begins a headline needs a third word beside it."""
    if not one.names.isdisjoint(other.names):
        return True
    begins = not (one.names | one.first).isdisjoint(other.names | other.first)
    return begins and len(one.words & other.words) > _IN_HEADLINES


def _first(story: Story) -> frozenset[str]:
    words = _WORD.findall(" ".join(story.lead.title.split()[:1]))
    return _words(" ".join(word for word in words if commonness(word.casefold()) <= _RARE))


def _names(story: Story) -> frozenset[str]:
    """Words that may be names: with a capital letter inside a sentence, or all where capitals say nothing."""
    title, found = story.lead.title, set[str]()
    for text in (*(brief.title for brief in story.reports), story.lead.summary):
        found.update(word for word in _INSIDE.findall(text) if word[0].isupper())
    small = [word for word in title.split()[1:] if word[:1].islower() and len(word) > _SMALL]
    capital = [word for word in title.split()[1:] if word[:1].isupper()]
    return _words(title if len(capital) >= len(small) else " ".join(found))


def _words(text: str) -> frozenset[str]:
    """The beginnings of the words that may tell a subject, and triples of characters where no spaces part words."""
    low = text.casefold()
    runs = _UNSPACED.findall(low)
    triples = {run[at : at + 3] for run in runs for at in range(len(run) - 2)}
    return frozenset({word[:_STEM] for word in _WORD.findall(_UNSPACED.sub(" ", low))} - _SAYS_LITTLE | triples)

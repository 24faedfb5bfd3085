"""Which topics an article belongs to: what it says itself, what its source is known for, what its words tell.

Keywords are matched as whole words, as beginnings of words or as phrases, so that filing needs no model and no network.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import msgspec

from site_gen.content.taxonomy import BUILT_IN, OTHER
from site_gen.language.plain import bare_words, slugify
from site_gen.model import Topic

_ENOUGH: Final = 3  # points
_BODY: Final = 1500  # characters of the body that count: news says early what it is about
_SECOND_SHARE: Final = 0.7  # of the first topic's points that a second one needs
_MOST_SEEN: Final = 200_000
# Scripts that write words without spaces; their keywords are looked for as they stand.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


class _Same(NamedTuple):
    """Topics as a key: the same object mostly, and their keywords are too many to hash for every article."""

    topics: tuple[Topic, ...]

    def __hash__(self) -> int:
        return len(self.topics)


class _Index(NamedTuple):
    """Keywords by how they are looked for; each leads to the slugs of its topics."""

    order: dict[str, int]  # place of each topic
    words: dict[str, tuple[str, ...]]
    prefixes: dict[str, tuple[str, ...]]
    lengths: tuple[int, ...]  # of the prefixes
    phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]  # first word -> phrases, each with its topics
    unspaced: dict[str, tuple[str, ...]]
    seen: set[str]  # words looked up before, for news repeats its words
    hit: dict[str, tuple[str, ...]]  # those of them that are keywords, or begin with one


def taxonomy(own: Sequence[Topic], translate: Callable[[str], str] = str) -> tuple[Topic, ...]:
    """The site's topics: its own in its own order, the built-in ones it did not mention, and "Other" last.

    A built-in topic that the site mentions keeps its name where the site gives none; the site's keywords join its own.
    `translate` puts the names of the built-in ones into the site's language.
    """
    built_in = {topic.slug: _translated(topic, translate) for topic in BUILT_IN}
    first = [_completed(topic, built_in.get(topic.slug)) for topic in own if topic.slug != OTHER.slug]
    named = {topic.slug for topic in first}
    last = _translated(OTHER, translate)
    other = next((topic for topic in own if topic.slug == OTHER.slug), last)
    return (*first, *(topic for slug, topic in built_in.items() if slug not in named), _completed(other, last))


def match(names: Sequence[str], topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """The slugs of the topics that `names` (slugs or names, as people and feeds write them) stand for."""
    if not names:
        return ()
    slugs = {topic.slug: topic.slug for topic in topics}
    in_english = {slugify(topic.name): topic.slug for topic in BUILT_IN if topic.slug in slugs}
    known = in_english | slugs | {slugify(topic.name): topic.slug for topic in topics}
    found = (known.get(slugify(name)) for name in names)
    return tuple(dict.fromkeys(slug for slug in found if slug))


def by_words(title: str, summary: str, body: str, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """One or two topics whose keywords the text holds, title words counting most; none where it says too little."""
    index = _index(_Same(topics))
    points: Counter[str] = Counter()
    for text, weight in ((title, 3), (summary, 2), (body[:_BODY], 1)):
        for slug in _hits(text.casefold(), index):
            points[slug] += weight
    ranked = sorted(points.items(), key=lambda item: (-item[1], index.order[item[0]]))
    enough = [slug for slug, count in ranked if count >= max(_ENOUGH, _SECOND_SHARE * ranked[0][1])]
    return tuple(enough[:2])


def _translated(topic: Topic, translate: Callable[[str], str]) -> Topic:
    return msgspec.structs.replace(topic, name=translate(topic.name))


def _completed(topic: Topic, built_in: Topic | None) -> Topic:
    name = topic.name or (built_in.name if built_in else topic.slug.replace("-", " ").capitalize())
    keywords = (*(built_in.keywords if built_in else ()), *topic.keywords)
    return Topic(slug=slugify(topic.slug) or OTHER.slug, name=name, keywords=keywords, hidden=topic.hidden)


@functools.lru_cache(maxsize=4)
def _index(same: _Same) -> _Index:
    topics = same.topics
    words: dict[str, list[str]] = {}
    prefixes: dict[str, list[str]] = {}
    phrases: dict[str, list[str]] = {}
    unspaced: dict[str, list[str]] = {}
    for topic in topics:
        for keyword in topic.keywords:
            text = " ".join(bare_words(keyword.casefold()))
            if not text:
                continue
            kind = (
                unspaced if _UNSPACED.search(text)
                else phrases if " " in text
                else prefixes if keyword.endswith("*")
                else words
            )  # fmt: skip
            kind.setdefault(text, []).append(topic.slug)
    lengths = tuple(sorted({len(prefix) for prefix in prefixes}))
    by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for phrase, slugs in phrases.items():
        by_first.setdefault(phrase.partition(" ")[0], []).append((phrase, tuple(slugs)))
    firsts = {word: tuple(known) for word, known in by_first.items()}
    order = {topic.slug: place for place, topic in enumerate(topics)}
    return _Index(order, _frozen(words), _frozen(prefixes), lengths, firsts, _frozen(unspaced), set(), {})


def _frozen(slugs: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {keyword: tuple(topics) for keyword, topics in slugs.items()}


def _hits(text: str, index: _Index) -> list[str]:
    """The topics of every different keyword in `text`, as often as they are hit."""
    words = bare_words(text)
    different = set(words)
    if len(index.seen) > _MOST_SEEN:
        index.seen.clear()
        index.hit.clear()
    for word in different.difference(index.seen):
        _look_up(word, index)
    hits = [slug for word in index.hit.keys() & different for slug in index.hit[word]]
    firsts = index.phrases.keys() & different
    if firsts:
        spaced = f" {' '.join(words)} "
        phrases = (known for word in firsts for known in index.phrases[word])
        hits += [slug for phrase, slugs in phrases if f" {phrase} " in spaced for slug in slugs]
    if not text.isascii() and _UNSPACED.search(text):
        hits += [slug for keyword, slugs in index.unspaced.items() if keyword in text for slug in slugs]
    return hits


def _look_up(word: str, index: _Index) -> None:
    """Find out once whether a word is a keyword, or begins with one: news repeats its words."""
    beginnings = (word[:length] for length in index.lengths if length <= len(word))
    by_beginning = (slug for beginning in beginnings for slug in index.prefixes.get(beginning, ()))
    found = (*index.words.get(word, ()), *by_beginning)
    index.seen.add(word)
    if found:
        index.hit[word] = found

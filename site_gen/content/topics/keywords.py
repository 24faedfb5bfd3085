"""The editor's own keywords: matched as whole words, as beginnings of words (`chip*`) or as phrases.

One word in passing decides nothing: a topic needs a keyword in the headline, one twice in the text, or two of them.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from site_gen.language.plain import UNSPACED, bare_words
from site_gen.model import Topic

_ENOUGH: Final = 3  # points
_IN_TITLE: Final = 3
_IN_SUMMARY: Final = 2
_BODY: Final = 1500  # characters of the body that count: news says early what it is about
# Scripts that write words without spaces; their keywords are looked for as they stand.


class _Same(NamedTuple):
    """Topics as a key: the same object mostly, and too many to hash for every article."""

    topics: tuple[Topic, ...]

    def __hash__(self) -> int:
        return len(self.topics)


class _Keyword(NamedTuple):
    text: str
    topic: str
    pattern: re.Pattern[str]
    lang: str  # empty: one of the site's own languages


def by_keywords(
    title: str, summary: str, body: str, lang: str, topics: tuple[Topic, ...], own_languages: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The topics whose keywords the text holds, those with the most first, each with the keywords that spoke for it."""
    keywords = _keywords(_Same(topics))
    if not keywords:
        return {}
    spoken = lang.partition("-")[0].lower()
    is_own = not spoken or spoken in own_languages
    rest = body[:_BODY].removeprefix(summary)
    texts = [(text.casefold(), weight) for text, weight in ((title, _IN_TITLE), (summary, _IN_SUMMARY), (rest, 1))]
    points: Counter[str] = Counter()
    said: dict[str, list[str]] = {}
    for keyword in keywords:
        if not (keyword.lang == spoken if keyword.lang else is_own or not keyword.text.isascii()):
            continue
        found = sum(weight * len(keyword.pattern.findall(text)) for text, weight in texts)
        if found:
            points[keyword.topic] += found
            said.setdefault(keyword.topic, []).append(keyword.text)
    ranked = [slug for slug, count in points.most_common() if count >= _ENOUGH]
    return {slug: tuple(said[slug]) for slug in ranked}


@functools.lru_cache(maxsize=4)
def _keywords(same: _Same) -> tuple[_Keyword, ...]:
    return tuple(keyword for topic in same.topics for keyword in _keywords_of(topic))


def _keywords_of(topic: Topic) -> Iterator[_Keyword]:
    by_lang: Sequence[tuple[str, Sequence[str]]]
    by_lang = list(topic.keywords.items()) if isinstance(topic.keywords, dict) else [("", topic.keywords)]
    for lang, keywords in by_lang:
        for keyword in keywords:
            text = " ".join(bare_words(keyword.casefold()))
            if text:
                yield _Keyword(keyword, topic.slug, _pattern(text, keyword.endswith("*")), lang.lower())


def _pattern(text: str, is_beginning: bool) -> re.Pattern[str]:
    words = r"[\W_]+".join(map(re.escape, text.split()))
    if UNSPACED.search(text):
        return re.compile(words)
    return re.compile(rf"(?<![^\W_]){words}" + ("" if is_beginning else r"(?![^\W_])"))

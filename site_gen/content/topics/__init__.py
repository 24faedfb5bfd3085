"""Which topics an article belongs to. Whoever knows best is asked first:

a person (front matter, `site-gen topic`), the editor's own keywords, the section or category that the source gave it,
what the source is known for, and last a model of words (`classifier`), which may say nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from site_gen.content.topics.aliases import aliases
from site_gen.content.topics.classifier import classify, speaking
from site_gen.content.topics.keywords import by_keywords
from site_gen.content.topics.taxonomy import BUILT_IN, OTHER
from site_gen.content.topics.teaching import UNTAUGHT, Taught, leaning
from site_gen.language.plain import slugify
from site_gen.model import SourceRule, Topic

_MOST: Final = 2  # topics of an article
BY_PERSON: Final = "a person filed it so"
BY_WORDS: Final = "its words say so"


class TopicOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the topics of an article depend on beside the article."""

    topics: tuple[Topic, ...]
    languages: tuple[str, ...]  # the site's own


class KnownTopics(NamedTuple):
    """What is known of an article's topics before its words are read."""

    by_person: tuple[str, ...] = ()
    by_source: tuple[str, ...] = ()  # sections and categories


class Filing(NamedTuple):
    """The topics of an article and why it has them, as a sentence continues after "because"."""

    topics: tuple[str, ...]
    because: str


def taxonomy(own: Sequence[Topic], translate: Callable[[str], str] = str) -> tuple[Topic, ...]:
    """The site's topics: its own in its own order, the built-in ones it did not mention, and "Other" last.

    A built-in topic that the site mentions keeps its name where the site gives none. `translate` puts the names of the
    built-in ones into the site's language.
    """
    built_in = {topic.slug: _translated(topic, translate) for topic in BUILT_IN}
    first = [_completed(topic, built_in.get(topic.slug)) for topic in own if topic.slug != OTHER.slug]
    named = {slug for topic in first for slug in (topic.slug, *topic.was)}
    last = _translated(OTHER, translate)
    other = next((topic for topic in own if topic.slug == OTHER.slug), last)
    return (*first, *(topic for slug, topic in built_in.items() if slug not in named), _completed(other, last))


def match(names: Sequence[str], topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """The slugs of the topics that `names` (slugs or names, as people and feeds write them) stand for."""
    if not names:
        return ()
    known = _by_name(tuple((topic.slug, topic.name, topic.was) for topic in topics))
    found = (known.get(slugify(name)) for name in names)
    return tuple(dict.fromkeys(slug for slug in found if slug))


@functools.lru_cache(maxsize=8)
def _by_name(topics: tuple[tuple[str, str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """The slugs of topics (slug, name, former names) by every name that stands for them, as a slug."""
    slugs = {slug: slug for slug, _, _ in topics}
    in_english = {slugify(topic.name): topic.slug for topic in BUILT_IN if topic.slug in slugs}
    former = {slugify(was): slug for slug, _, all_were in topics for was in all_were}
    named = slugs | {slugify(name): slug for slug, name, _ in topics}
    return aliases(frozenset(slugs)) | in_english | former | named


def file_under(
    title: str, summary: str, body: str, lang: str, said: KnownTopics, rule: SourceRule | None, options: TopicOptions
) -> Filing:
    """The topics of an article: from the first that says one, else "Other"."""
    topics = options.topics
    if own := match(said.by_person, topics):
        return Filing(own, BY_PERSON)
    if found := by_keywords(title, summary, body, lang, topics, options.languages):
        words = ", ".join(f"'{word}'" for word in next(iter(found.values())))
        return Filing(tuple(found)[:_MOST], f"it holds your keywords {words}")
    if own := match(said.by_source, topics):
        return Filing(own, f"its source files it under '{said.by_source[0]}'")
    if rule and (own := match(rule.topics, topics)):
        return Filing(own, f"'topics' of the source '{rule.name}' in site.yaml says so")
    return by_words(title, body, topics)


def by_words(title: str, body: str, topics: tuple[Topic, ...], taught: Taught = UNTAUGHT) -> Filing:
    """The topics that the model, and what a person `taught`, read in an article's words, else "Other"."""
    found = classify(title, body, _asked(topics), leaning(taught, title, body))
    return Filing(match(found.topics, topics) or (OTHER.slug,), BY_WORDS)


def _asked(topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """What the model is asked about: topics under the names that they had too, for it knows the built-in ones."""
    return (*subjects(topics), *(was for topic in topics for was in topic.was))


def subjects(topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """The slugs of the topics that say what an article is about."""
    return tuple(topic.slug for topic in topics if topic.slug != OTHER.slug)


def why_by_words(title: str, body: str, topics: tuple[Topic, ...]) -> str:
    """Why the model files an article as it does, as a sentence continues after "because"."""
    found = classify(title, body, _asked(topics))
    if not found.topics:
        likely = f", at best '{found.likeliest}'" if found.likeliest else ""
        return f"its words say too little{likely} ({found.belief:.0%} sure)"
    words = ", ".join(f"'{word}'" for word in speaking(title, body, found.likeliest))
    return f"its words say so ({found.belief:.0%} sure), most of all {words}"


def _translated(topic: Topic, translate: Callable[[str], str]) -> Topic:
    return msgspec.structs.replace(topic, name=translate(topic.name))


def _completed(topic: Topic, built_in: Topic | None) -> Topic:
    name = topic.name or (built_in.name if built_in else topic.slug.replace("-", " ").capitalize())
    was = tuple(filter(None, map(slugify, topic.was)))
    return msgspec.structs.replace(topic, slug=slugify(topic.slug) or OTHER.slug, name=name, was=was)


def languages_of(site: str, others: Collection[str]) -> tuple[str, ...]:
    """The site's own languages as bare tags: "de" for "de-CH"."""
    return tuple(dict.fromkeys(tag.partition("-")[0].lower() for tag in (site, *others)))

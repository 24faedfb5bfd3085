"""What a person decided about topics, as lessons for the model of words; what is filed from now on follows them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.build.inputs import Inputs, content_of, decisions_of
from site_gen.build.load import load_content
from site_gen.build.options import taxonomy_of
from site_gen.config.site_yaml import Config
from site_gen.content.topics import by_words, match, subjects
from site_gen.content.topics.teaching import TopicLesson, teach
from site_gen.edition.decisions import Decision, read
from site_gen.engine.memo import Memo
from site_gen.engine.snapshots import Snapshot
from site_gen.markdown.frontmatter import parse
from site_gen.model import Article, Brief

_MOST: Final = 1_000  # lessons; the newest


def filed_as_taught(found: Inputs, briefs: Sequence[Brief], known: Collection[str], config: Config) -> list[Brief]:
    """The articles, those among them that are not `known` yet under the topics that decisions taught."""
    new = {brief.path for brief in briefs if brief.filed_by == "words" and brief.id not in known}
    lessons = list(lessons_of(found.content, briefs, read(found.decisions), config)) if new else []
    if not lessons:
        return list(briefs)
    topics = taxonomy_of(config)
    taught = teach(lessons, subjects(topics))
    filed = {
        path: by_words(article.title, article.body, topics, taught).topics
        for path, article in _articles(found.content, new)
    }
    return [
        msgspec.structs.replace(brief, topics=filed[brief.path]) if brief.path in filed else brief for brief in briefs
    ]


def lessons_now(root: Path, config: Config, memo: Memo) -> list[TopicLesson]:
    """The articles that a person filed, as the files are now."""
    content = content_of(root, config, memo)
    briefs = [it.brief for it in load_content(content, config, memo) if it.brief]
    return list(lessons_of(content, briefs, read(decisions_of(root)), config))


def lessons_of(
    content: Snapshot, briefs: Sequence[Brief], decisions: Sequence[Decision], config: Config
) -> Iterator[TopicLesson]:
    """The articles that a person filed: in the article itself, or by the topic of its story."""
    decided = {id_: it.topics for it in decisions if it.kind == "topic" for id_ in it.ids}
    said = {brief.path: decided.get(brief.id, brief.topics if brief.filed_by == "person" else ()) for brief in briefs}
    newest = sorted((brief for brief in briefs if said[brief.path]), key=lambda it: (it.published, it.id))[-_MOST:]
    topics = taxonomy_of(config)
    for path, article in _articles(content, {brief.path for brief in newest}):
        if slugs := match(said[path], topics):
            yield TopicLesson(article.title, article.body, slugs)


def _articles(content: Snapshot, paths: Collection[str]) -> Iterator[tuple[str, Article]]:
    for ref in content.refs:
        if ref.path in paths and (article := parse(content.load(ref).decode("utf-8-sig"), ref.path).article):
            yield ref.path, article

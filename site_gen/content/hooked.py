"""Asks the hooks of a digest about an article: how it shall look, whether it shall be there, its topics."""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

from site_gen.content.topics import match
from site_gen.errors import Diagnostic
from site_gen.hooks.calling import call, fault, line_of
from site_gen.hooks.values import HookFile, Hooks
from site_gen.language import urls
from site_gen.markdown.frontmatter import DATE_KEYS, normalise
from site_gen.model import Article, Brief, Topic

DROPPED: Final = "dropped"  # code of the note on an article that a hook took off
# What says which article this is, where it stands and where it came from: no hook can change that.
_STAYS: Final = ("id", "slug", "guid", "dated", "story", "seed", "copies", "generated", "kind")


class HookedArticle(NamedTuple):
    """An article as the hooks have it, and what is said of them; one that is out is hidden."""

    article: Article
    said: tuple[Diagnostic, ...] = ()
    is_out: bool = False


def ask_about_article(article: Article, path: str, hooks: Hooks) -> HookedArticle:
    """The article as every `article` hook in turn makes it."""
    said: list[Diagnostic] = []
    for file in hooks.having("article"):
        answer = call(file, "article", article, path)
        if answer is None:
            place = f"{file.path}:{line_of(file, 'article') or 1}"
            return _out(article, (*said, Diagnostic(path, None, DROPPED, f"is dropped by {place}", "", "info")))
        if isinstance(answer, Diagnostic):
            return _out(article, (*said, _costing_the_page(answer)))
        if answer == article:
            continue
        clean = normalise(answer)
        if wrong := _wrong(answer, clean):
            return _out(article, (*said, _costing_the_page(fault(file, "article", f"{wrong}, about '{path}'"))))
        if clean.url and not urls.published(clean.url):
            said.append(_no_address(file, clean.url, path))
            clean = msgspec.structs.replace(clean, url=None)
        article = msgspec.structs.replace(clean, **{key: getattr(article, key) for key in _STAYS})
    return HookedArticle(article, tuple(said))


def ask_about_topics(brief: Brief, taxonomy: tuple[Topic, ...], hooks: Hooks) -> tuple[Brief, tuple[Diagnostic, ...]]:
    """The brief with the topics that every `topics` hook in turn gives it; hidden where one fails."""
    said: list[Diagnostic] = []
    for file in hooks.having("topics"):
        answer = call(file, "topics", brief, brief.path)
        if isinstance(answer, Diagnostic):
            hidden = msgspec.structs.replace(brief, hidden=True)
            return hidden, (*said, _costing_the_page(answer))
        if answer is None:
            continue
        said += [_no_topic(file, name, brief.path) for name in answer if not match((name,), taxonomy)]
        topics = match(answer, taxonomy)
        brief = msgspec.structs.replace(brief, topics=topics, filed_by="") if topics else brief
    return brief, tuple(said)


def _out(article: Article, said: tuple[Diagnostic, ...]) -> HookedArticle:
    return HookedArticle(msgspec.structs.replace(article, hidden=True), said, is_out=True)


def _wrong(answer: Article, clean: Article) -> str:
    """What is wrong with an article that a hook answers with; empty if nothing is."""
    if not clean.title:
        return "answers with an article without a headline"
    for key in DATE_KEYS:
        said, read = getattr(answer, key), getattr(clean, key)
        if (said and not read) or (key == "published" and not read):
            return f"answers with '{said or ''}' for '{key}', which is no date"
    if clean.publish not in {None, "full", "excerpt"}:
        return f"answers with '{clean.publish}' for 'publish', which may be 'full' or 'excerpt'"
    return ""


def _costing_the_page(said: Diagnostic) -> Diagnostic:
    return msgspec.structs.replace(said, cost="page")


def _no_address(file: HookFile, url: str, path: str) -> Diagnostic:
    said = fault(
        file, "article", f"'{url[:80]}' is no address of the web, about '{path}'", hint="give it whole, or none"
    )
    return msgspec.structs.replace(said, severity="warning")


def _no_topic(file: HookFile, name: str, path: str) -> Diagnostic:
    hint = "name it in 'topics:' of site.yaml, or return a topic that is there"
    said = fault(file, "topics", f"there is no topic '{name[:40]}', about '{path}'", hint=hint)
    return msgspec.structs.replace(said, severity="warning")

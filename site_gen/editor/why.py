"""Answers `why`: why articles are one story or not, and why a page was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from site_gen.build import last_way
from site_gen.build.now import briefs_now, edition_now
from site_gen.build.options import taxonomy_of
from site_gen.config.site_yaml import Config
from site_gen.content.briefs import topics_said
from site_gen.content.topics import BY_WORDS, TopicOptions, file_under, languages_of, why_by_words
from site_gen.edition import BY_CENTRE, BY_EDITOR, Grouped, headline
from site_gen.edition import decisions as editorial
from site_gen.edition.decisions import Decision
from site_gen.edition.leads import in_order
from site_gen.editor.copies import from_where
from site_gen.engine.memo import Memo
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.plain import plural
from site_gen.markdown.frontmatter import parse
from site_gen.model import EDITORIAL, Brief
from site_gen.publish import keys
from site_gen.publish.record import find_file
from site_gen.stories import Comparison, explain


def why_one_story(root: Path, config: Config, memo: Memo, first: str, second: str) -> list[str]:
    """Say whether two articles are one story, and why, in lines to print."""
    now = edition_now(root, config, memo)
    briefs, decisions = now.briefs, now.decisions
    a, b = editorial.find(first, briefs), editorial.find(second, briefs)
    found = explain(headline(a), headline(b))  # as for the story's page, so that both say the same
    grouped = now.group(list({brief.id: brief for brief in briefs}.values()))
    are_one = grouped.decided[a.id] == grouped.decided[b.id]
    by_editor = list(_by_editor(a.id, b.id, decisions, briefs, grouped))
    lines = [
        f"A  {a.title}  ({a.path})",
        f"B  {b.title}  ({b.path})",
        "one story" if are_one else "two stories",
        *by_editor,
        *([] if by_editor else _by_the_others(found, are_one=are_one)),
        f"compared with each other alone: {found.rule}",
        f"score: {found.score:.2f}, from 0 to 1",
        f"shared, the rarest first: {', '.join(found.shared) or 'no telling word'}",
        *found.said,
    ]
    return lines + [f"against: {veto}" for veto in found.vetoes]


def _by_the_others(found: Comparison, *, are_one: bool) -> Iterator[str]:
    """The reason why two articles are grouped unlike how the two alone would be."""
    if are_one and not found.same:
        yield f"reason: each is {BY_CENTRE}"
    elif found.same and not are_one:
        yield "reason: their stories, taken together, are not alike enough"


def _by_editor(
    a: str, b: str, decisions: Sequence[Decision], briefs: Sequence[Brief], grouped: Grouped
) -> Iterator[str]:
    """The editor's decision that makes two articles one story, or two."""
    never = editorial.apart(decisions)
    if line := never.get((a, b)) or never.get((b, a)):
        yield f"decided by an editor: 'split' in {EDITORIAL}:{line}"
        return
    is_joined = grouped.decided[a] == grouped.decided[b] and grouped.found[a] != grouped.found[b]
    for merge in editorial.merges(decisions, briefs):
        stories = {grouped.decided.get(id_) for id_ in merge.ids}
        if {a, b} <= set(merge.ids) or (is_joined and stories == {grouped.decided[a]}):
            place = f"'merge' in {merge.path}:{merge.line}" if merge.line else f"'story' in {merge.path}"
            yield f"decided by an editor: {place}"


def why_story(root: Path, config: Config, memo: Memo, name: str) -> list[str]:
    """Describe an article's story in lines to print: its address, its reports, and why they are in it."""
    now = edition_now(root, config, memo)
    brief = editorial.find(name, now.briefs)
    grouped = now.group(list({it.id: it for it in now.briefs}.values()))
    lead, *others = in_order([it for it in now.briefs if grouped.decided[it.id] == grouped.decided[brief.id]])
    lines = [f"{lead.title}  ({lead.path})", f"address: {config.base_url}{lead.permalink}", f"id: {lead.id}"]
    lines += from_where(root, config, memo, brief)
    for other in others:
        found = explain(headline(lead), headline(other))
        reason = found.rule if found.same else f"{BY_CENTRE}; with the first alone: {found.rule}"
        if grouped.found[lead.id] != grouped.found[other.id]:
            reason = BY_EDITOR
        lines.append(f"also: {other.title}  ({other.path}): {reason}")
    return lines + ([] if others else ["no other report is of this story"])


def why_page(root: Path, config: Config, memo: Memo, name: str) -> list[str]:
    """Say why a page was last made, and from what, in lines to print."""
    path = _path_of(name, config)
    found = find_file(memo, path)
    output = root / config.folders.output / path
    if found is None:
        is_foreign = output.exists()
        said = f"'{path}' is not from site-gen" if is_foreign else f"no page '{path}' was ever built"
        raise SiteGenError(Diagnostic(path, None, "no-page", said, "name a file below output/, or its address"))
    shown = [brief for brief in briefs_now(root, config, memo) if path == brief.permalink + "index.html"]
    which = "the last build" if not found.builds_ago else f"{plural(found.builds_ago, 'build')} before the last"
    way = last_way(memo)
    return [
        f"{path}: {_state(output, found.size, found.mtime)}",
        f"made by {which} that made anything, because:",
        *(f"  {reason}" for reason in keys.reasons(memo, found.key, found.was)),
        *(f"shows: {brief.path} ({brief.title})" for brief in shown),
        *(line for brief in shown for line in _topics(root, config, brief)),
        *(f"the last build went: {it[0]}, because {it[1]}" for it in ([way] if way else [])),
    ]


def _topics(root: Path, config: Config, brief: Brief) -> list[str]:
    """Which topics an article is filed under, and who or what says so."""
    article = parse((root / brief.path).read_text("utf-8-sig"), brief.path).article
    if article is None:
        return []
    topics = taxonomy_of(config)
    rule = next((rule for rule in config.sources if rule.name == article.source), None)
    options = TopicOptions(topics=topics, languages=languages_of(config.language, config.languages))
    known = topics_said(article)
    filed = file_under(article.title, brief.summary, article.body, brief.lang, known, rule, options)
    if config.hooks and filed.topics != brief.topics:
        return [f"topics: {', '.join(brief.topics)}, because a hook says so or changed the article"]
    because = why_by_words(article.title, article.body, topics) if filed.because == BY_WORDS else filed.because
    if filed.because == BY_WORDS and brief.topics != filed.topics:
        kept = "so it was filed: by the words that it had, and what your decisions had taught; what is filed stays"
        return [f"topics: {', '.join(brief.topics)}, because {kept} ({', '.join(filed.topics)} by its words alone)"]
    return [f"topics: {', '.join(filed.topics)}, because {because}"]


def _path_of(name: str, config: Config) -> str:
    """The file below output/ for a path or an address of the site."""
    path = name.partition("#")[0].partition("?")[0].removeprefix(config.base_url)
    if path == name or path.startswith("/"):
        path = path.removeprefix("./").removeprefix(f"{config.folders.output}/")
        path = path.removeprefix(config.base_path) if path.startswith("/") else path
    path = path.lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def _state(output: Path, size: int, mtime: int) -> str:
    if not output.exists():
        return "is gone; the next build that looks at it makes it again"
    status = output.stat()
    if (status.st_size, status.st_mtime_ns) != (size, mtime):
        return "was changed by someone else since; the next build that looks at it makes it again"
    return "is as the last build left it"

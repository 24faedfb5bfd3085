"""Applies decisions to articles: joins stories or keeps them apart, and finds decisions that no longer apply.

A merge joins whole stories: when the reports of an event were found in two parts, naming one article of each is
enough. A split beats a merge, because a wrong merge is the worse mistake; a direct contradiction is reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from site_gen.content.topics import match
from site_gen.edition.decisions.decision import Decision
from site_gen.errors import Diagnostic
from site_gen.model import EDITORIAL as NAME
from site_gen.model import Brief, Topic


class Merge(msgspec.Struct, frozen=True):
    """Articles whose stories are one, and the place of the decision."""

    ids: tuple[str, ...]
    path: str
    line: int | None = None


# For each article, those that are never in one story with it, each with the line that says so.
Never = dict[str, list[tuple[int, str]]]


class Joined(msgspec.Struct, frozen=True):
    """The story of every article (id → id of one of its articles), and the merges that a split forbids."""

    stories: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def merges(decisions: Iterable[Decision], briefs: Iterable[Brief]) -> list[Merge]:
    """All merges in `editorial.yaml`, and by `story: ID` in front matter."""
    decided = [Merge(it.ids, NAME, it.line) for it in decisions if it.kind == "merge"]
    return decided + [Merge((it.story, it.id), it.path) for it in briefs if it.story and it.story != it.id]


def apart(decisions: Iterable[Decision]) -> dict[tuple[str, str], int]:
    """All pairs of articles that are never one story, each with the line that says so."""
    return {pair: it.line for it in decisions if it.kind == "split" for pair in combinations(it.ids, 2)}


def join(stories: Mapping[str, str], merges: Sequence[Merge], apart: Mapping[tuple[str, str], int]) -> Joined:
    """Join the stories that merges name, but never two articles that are kept apart.

    `stories` already keeps them apart. If joining whole stories would bring two such articles together, the one that
    the merge does not name leaves.
    """
    never: Never = {}
    for (one, other), line in apart.items():
        never.setdefault(one, []).append((line, other))
    homes, diagnostics = _named_together(merges, never, stories)
    members: dict[str, list[str]] = {}
    for id_, story in stories.items():
        members.setdefault(story, []).append(id_)
    joined = dict(stories)
    for named in {id(home): home for home in homes.values()}.values():
        whole = [id_ for part in sorted({joined[id_] for id_ in named}) for id_ in members.pop(part)]
        for block in _fitting(whole, named, homes, never):
            members[block[0]] = block
            joined |= dict.fromkeys(block, block[0])
    return Joined(joined, tuple(diagnostics))


def vanished(
    decisions: Iterable[Decision], briefs: Iterable[Brief], topics: tuple[Topic, ...]
) -> tuple[Diagnostic, ...]:
    """Report decisions that name something that is gone; they stay in the file and apply again if it comes back."""
    briefs = list(briefs)
    known = {brief.id for brief in briefs}
    found = []
    for it in decisions:
        found += [_gone(NAME, it.line, it.kind, f"article '{id_}'") for id_ in it.ids if id_ not in known]
        found += [_gone(NAME, it.line, it.kind, f"topic '{name}'") for name in it.topics if not match((name,), topics)]
    for brief in briefs:
        if brief.story and brief.story not in known:
            found.append(_gone(brief.path, None, "story", f"article '{brief.story}'"))
    return tuple(found)


def _gone(path: str, line: int | None, key: str, target: str) -> Diagnostic:
    hint = f"take it out, or bring the {target.partition(' ')[0]} back"
    return Diagnostic(path, line, "vanished", f"'{key}' names {target}, which is not there", hint, "warning")


def _named_together(
    merges: Sequence[Merge], never: Never, known: Collection[str]
) -> tuple[dict[str, set[str]], list[Diagnostic]]:
    """For each article in a merge, all articles that merges put with it; and the merges that are impossible."""
    homes: dict[str, set[str]] = {}
    diagnostics = []
    for merge in merges:
        first, *others = [id_ for id_ in merge.ids if id_ in known] or [""]
        for other in others:
            one, two = homes.setdefault(first, {first}), homes.setdefault(other, {other})
            lines = [*_lines_between(one, two, never), *_lines_between(two, one, never)]
            if lines:
                diagnostics.append(_contradiction(merge, first, other, min(lines)))
            elif one is not two:
                one |= two
                homes.update(dict.fromkeys(two, one))
    return homes, diagnostics


def _lines_between(one: Iterable[str], two: Collection[str], never: Never) -> list[int]:
    return [line for x in one for line, y in never.get(x, ()) if y in two]


def _contradiction(merge: Merge, first: str, other: str, line: int) -> Diagnostic:
    message = f"'{first}' and '{other}' are merged here and kept apart by line {line} of '{NAME}', which wins"
    return Diagnostic(merge.path, merge.line, "contradiction", message, "take one of the two out")


def _fitting(
    whole: Sequence[str], named: Collection[str], homes: Mapping[str, set[str]], never: Never
) -> list[list[str]]:
    """Divide a joined story: the articles that stay, then those that must leave, with what they are merged with."""
    inside = dict.fromkeys(whole)
    blocks = []
    kept_apart = sorted((line, one, other) for one in whole for line, other in never.get(one, ()))
    for _, x, y in kept_apart:
        if x in inside and y in inside:
            leaving = x if y in named else y
            with_it = homes.get(leaving, {leaving})
            blocks.append([id_ for id_ in inside if id_ in with_it])
            inside = {id_: None for id_ in inside if id_ not in with_it}
    return [block for block in (list(inside), *blocks) if block]

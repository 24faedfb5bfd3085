"""Plans the changes for an editor's command: from the present decisions and the wanted one.

A newer decision replaces an older one that it contradicts; a decision that is there already changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from site_gen.edition.decisions.decision import Decision


class EditStep(msgspec.Struct, frozen=True):
    """One step of an edit; `drop` takes the article `member` out of a merge."""

    verb: Literal["add", "remove", "drop"]
    decision: Decision
    member: str = ""


def after(decisions: Iterable[Decision], change: EditStep) -> list[Decision]:
    """The decisions after a change."""
    left = list(decisions)
    if change.verb == "add":
        return [*left, change.decision]
    at = next(place for place, decision in enumerate(left) if _is_same(decision, change.decision))
    if change.verb == "remove":
        return left[:at] + left[at + 1 :]
    ids = tuple(id_ for id_ in left[at].ids if id_ != change.member)
    return [*left[:at], msgspec.structs.replace(left[at], ids=ids), *left[at + 1 :]]


def undone(changes: Iterable[EditStep], decisions: Iterable[Decision]) -> list[EditStep]:
    """The changes that undo `changes`, as far as they are still in `decisions`."""
    left = list(decisions)
    back: list[EditStep] = []
    for change in reversed(list(changes)):
        for step in _inverse(change):
            if (step.verb == "add") != any(_is_same(it, step.decision) for it in left):
                left = after(left, step)
                back.append(step)
    return back


def _inverse(change: EditStep) -> list[EditStep]:
    it = change.decision
    if change.verb == "add":
        return [EditStep("remove", it)]
    if change.verb == "remove":
        return [EditStep("add", it)]
    ids = tuple(id_ for id_ in it.ids if id_ != change.member)
    return [EditStep("remove", msgspec.structs.replace(it, ids=ids)), EditStep("add", it)]


def settled(decisions: Sequence[Decision], wanted: Decision, story: Sequence[str], *, undo: bool) -> list[EditStep]:
    """Pin, rename, lead or file a story, with articles `story`: it keeps one such decision, or none with `undo`."""
    of_story = [it for it in decisions if it.kind == wanted.kind and it.ids[0] in story]
    kept = None if undo else next((it for it in of_story if _says_the_same(it, wanted)), None)
    changes = [EditStep("remove", it) for it in of_story if it is not kept]
    return changes if undo or kept else [*changes, EditStep("add", wanted)]


def set_aside(decisions: Sequence[Decision], wanted: Decision, story: Sequence[str], *, undo: bool) -> list[EditStep]:
    """Hide an article, or its whole story with articles `story`; `undo` shows both again."""
    own = wanted.ids[0]
    hides = [it for it in decisions if it.kind == "hide" and (it.ids[0] == own or (it.whole and it.ids[0] in story))]
    if undo:
        return [EditStep("remove", it) for it in hides]
    is_hidden = any(it.whole or not wanted.whole for it in hides)
    return [] if is_hidden else [EditStep("add", wanted)]


def merged(decisions: Sequence[Decision], ids: Sequence[str], *, undo: bool) -> list[EditStep]:
    """Merge the stories of articles; splits between them, and between what they are merged with, give way."""
    plan = _Plan(decisions)
    if undo:
        for other in ids[1:]:
            plan.loosen(ids[0], other)
        return plan.changes
    together = set().union(*map(plan.merged_with, ids))
    for one, other in combinations(sorted(together), 2):
        plan.rejoin(one, other)
    if not set(ids) <= plan.merged_with(ids[0]):
        plan.make(EditStep("add", Decision(kind="merge", ids=tuple(ids))))
    return plan.changes


def parted(decisions: Sequence[Decision], ids: Sequence[str], *, undo: bool) -> list[EditStep]:
    """Keep articles in different stories; merges that join them give way."""
    plan = _Plan(decisions)
    for one, other in combinations(ids, 2):
        if undo:
            plan.rejoin(one, other)
        else:
            plan.loosen(one, other)
    if not undo and not all(plan.splits(*pair) for pair in combinations(ids, 2)):
        plan.make(EditStep("add", Decision(kind="split", ids=tuple(ids))))
    return plan.changes


class _Plan:
    """Changes so far, and the decisions after them."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.decisions = list(decisions)
        self.changes: list[EditStep] = []

    def make(self, change: EditStep) -> None:
        self.decisions = after(self.decisions, change)
        self.changes.append(change)

    def splits(self, one: str, other: str) -> list[Decision]:
        return [it for it in self.decisions if it.kind == "split" and {one, other} <= set(it.ids)]

    def rejoin(self, one: str, other: str) -> None:
        """Let two articles be one story again; the other pairs of a longer split stay split."""
        for split in self.splits(one, other):
            self.make(EditStep("remove", split))
            for pair in combinations(split.ids, 2):
                if len(split.ids) > 2 and set(pair) != {one, other}:
                    self.make(EditStep("add", Decision(kind="split", ids=pair)))

    def loosen(self, one: str, other: str) -> None:
        """Take `other` out of the merges that join it with `one`, directly or through others."""
        joined = self.merged_with(one, without=other)
        for merge in [it for it in self.decisions if it.kind == "merge" and other in it.ids]:
            if not joined.isdisjoint(set(merge.ids) - {other}):
                self.make(EditStep("drop", merge, other) if len(merge.ids) > 2 else EditStep("remove", merge))

    def merged_with(self, one: str, without: str = "") -> set[str]:
        """The articles that merges join with `one`, directly or through others."""
        merges = [set(it.ids) - {without} for it in self.decisions if it.kind == "merge"]
        found = {one}
        while more := [ids for ids in merges if not found.isdisjoint(ids) and not ids <= found]:
            found = found.union(*more)
        return found


def _is_same(one: Decision, other: Decision) -> bool:
    return msgspec.structs.replace(one, line=0) == msgspec.structs.replace(other, line=0)


def _says_the_same(one: Decision, other: Decision) -> bool:
    is_one_lead = one.kind != "lead" or one.ids == other.ids
    return is_one_lead and one.title == other.title and one.topics == other.topics

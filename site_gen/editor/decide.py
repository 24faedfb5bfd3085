"""Makes an editor's decisions: names of articles become ids, and a decision a line of `editorial.yaml`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

import msgspec

from site_gen.build.inputs import decisions_of
from site_gen.build.now import edition_now
from site_gen.config.site_yaml import Config
from site_gen.content.topics import match, taxonomy
from site_gen.edition import decisions as editorial
from site_gen.edition import headline, with_hidden
from site_gen.edition.decisions import Decision, EditStep
from site_gen.edition.decisions.decision import Kind
from site_gen.edition.leads import best
from site_gen.engine.memo import Memo
from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.interface import Wording
from site_gen.model import EDITORIAL, Brief, Headline


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A finished command: lines to print, the changes to `editorial.yaml`, and the problems of the decisions now."""

    said: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    changes: tuple[EditStep, ...] = ()
    before: str = ""  # the text of `editorial.yaml`
    after: str = ""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """The facts for a decision: the articles, their stories, the decisions so far."""

    text: str
    decisions: tuple[Decision, ...]
    briefs: dict[str, Brief]  # by id
    stories: dict[str, tuple[str, ...]]  # for each article that is shown its story's articles, the lead first

    def named(self, name: str) -> str:
        """The id of the article with a name; an article that is gone is found by its id in decisions."""
        titles = {it.ids[0]: it.title for it in self.decisions if it.title}
        if name not in self.briefs and any(name in it.ids for it in self.decisions):
            return name
        return editorial.find(name, tuple(self.briefs.values()), titles).id

    def story(self, name: str) -> tuple[str, ...]:
        """The ids of the articles in an article's story, the lead first."""
        id_ = self.named(name)
        return self.stories.get(id_, (id_,))


Plan = Callable[[Case], list[EditStep]]
_MADE: Final[dict[Kind, str]] = {
    "pin": "Pinned {names}",
    "hide": "Hid {names}",
    "merge": "Made one story of {names}",
    "split": "Split {names}, which are never one story",
    "rename": "Renamed {names} to '{title}'",
    "topic": "Filed {names} under {topics}",
    "lead": "{names} leads its story",
}
_TAKEN_BACK: Final[dict[Kind, str]] = {
    "pin": "{names} is no longer pinned",
    "hide": "{names} is no longer hidden",
    "merge": "No longer one story by decision: {names}",
    "split": "No longer split: {names}",
    "rename": "{names} is no longer called '{title}'",
    "topic": "{names} is no longer filed under {topics} by decision",
    "lead": "{names} no longer leads its story by decision",
}


def decide(root: Path, config: Config, memo: Memo, now: str, plan: Plan) -> Decided:
    """Make the changes of a plan; raises `SiteGenError` if it names something that does not exist."""
    return decide_on(root, _case(root, config, memo, now), plan)


def decide_on(root: Path, case: Case, plan: Plan) -> Decided:
    """Make the changes of a plan in a case; raises `SiteGenError` if it names something that does not exist."""
    changes = plan(case)
    if not changes:
        return Decided(said=(f"nothing to change: '{EDITORIAL}' says so already",), before=case.text, after=case.text)
    headlines = {id_: brief.title for id_, brief in case.briefs.items()}
    text = editorial.apply(case.text, changes, headlines, keeps_undone=_has_branches(root))
    write_whole(root / EDITORIAL, text.encode())
    decisions = editorial.read(text)
    found = {id_: id_ for id_ in case.briefs}
    merges = editorial.merges(decisions, case.briefs.values())
    return Decided(
        said=tuple(_said(change, headlines) for change in changes),
        diagnostics=editorial.join(found, merges, editorial.apart(decisions)).diagnostics,
        changes=tuple(changes),
        before=case.text,
        after=text,
    )


def take_back(root: Path, decided: Decided) -> Decided:
    """Undo a decision: restores the text of `editorial.yaml`, or if that changed since, undoes this decision alone.

    In a folder under git it is undone alone too, because another branch may have the decision by now.
    """
    text, path = decisions_of(root), root / EDITORIAL
    back, has_branches = decided.before, _has_branches(root)
    if text != decided.after or has_branches:
        changes = editorial.undone(decided.changes, editorial.read(text))
        if not changes:
            hint = f"look into '{EDITORIAL}'"
            raise SiteGenError(Diagnostic(EDITORIAL, None, "undone", "nothing of it is left to take back", hint))
        back = editorial.apply(text, changes, {}, keeps_undone=has_branches)
    if back:
        write_whole(path, back.encode())
    else:
        path.unlink(missing_ok=True)
    return Decided(said=tuple(f"Taken back: {line}" for line in decided.said), before=text, after=back)


def pin(name: str, *, undo: bool) -> Plan:
    """Keep a story in front."""

    def plan(case: Case) -> list[EditStep]:
        story = case.story(name)
        return editorial.settled(case.decisions, Decision(kind="pin", ids=story[:1]), story, undo=undo)

    return plan


def hide(name: str, *, report: bool, undo: bool) -> Plan:
    """Hide a story if its lead is named, else the one report; with `report`, always the report alone."""

    def plan(case: Case) -> list[EditStep]:
        id_, story = case.named(name), case.story(name)
        wanted = Decision(kind="hide", ids=(id_,), whole=story[0] == id_ and not report)
        return editorial.set_aside(case.decisions, wanted, story, undo=undo)

    return plan


def merge(names: Sequence[str], *, undo: bool) -> Plan:
    """Merge the stories of articles into one."""
    return lambda case: editorial.merged(case.decisions, _different(case, names), undo=undo)


def split(names: Sequence[str], *, undo: bool) -> Plan:
    """Keep articles in different stories."""
    return lambda case: editorial.parted(case.decisions, _different(case, names), undo=undo)


def split_off(name: str, others: Sequence[str]) -> Plan:
    """Keep each of some articles out of another article's story."""
    return together([split((name, other), undo=False) for other in others])


def together(plans: Sequence[Plan]) -> Plan:
    """Several plans as one, to be taken back at once."""

    def plan(case: Case) -> list[EditStep]:
        changes: list[EditStep] = []
        decisions = list(case.decisions)
        for each in plans:
            more = each(msgspec.structs.replace(case, decisions=tuple(decisions)))
            for change in more:
                decisions = editorial.after(decisions, change)
            changes += more
        return changes

    return plan


def rename(name: str, title: str, *, undo: bool) -> Plan:
    """Give a story another headline."""

    def plan(case: Case) -> list[EditStep]:
        story = case.story(name)
        wanted = Decision(kind="rename", ids=story[:1], title=title)
        return editorial.settled(case.decisions, wanted, story, undo=undo)

    return plan


def lead(name: str, *, undo: bool) -> Plan:
    """Let a report give its story the headline and the text that it shows."""

    def plan(case: Case) -> list[EditStep]:
        wanted = Decision(kind="lead", ids=(case.named(name),))
        return editorial.settled(case.decisions, wanted, case.story(name), undo=undo)

    return plan


def file_under(name: str, topics: Sequence[str], config: Config, *, undo: bool) -> Plan:
    """File a story under topics."""

    def plan(case: Case) -> list[EditStep]:
        story = case.story(name)
        wanted = Decision(kind="topic", ids=story[:1], topics=_known_topics(topics, config))
        return editorial.settled(case.decisions, wanted, story, undo=undo)

    return plan


def labels(root: Path, config: Config, memo: Memo, now: str) -> tuple[list[tuple[str, str, bool]], list[Headline]]:
    """Pairs of shown articles with an editor's answer (merged or split), and those articles as grouping sees them."""
    site = edition_now(root, config, memo, now)
    decisions, shown = site.decisions, site.shown
    known = {brief.id for brief in shown}
    joined = [pair for it in editorial.merges(decisions, shown) for pair in combinations(it.ids, 2)]
    said = dict.fromkeys(joined, True) | dict.fromkeys(editorial.apart(decisions), False)
    return [(a, b, same) for (a, b), same in said.items() if {a, b} <= known], list(map(headline, shown))


def _case(root: Path, config: Config, memo: Memo, now: str) -> Case:
    site = edition_now(root, config, memo, now)
    shown = site.shown
    grouped = site.group(with_hidden(shown, site.briefs, site.options)).decided
    groups: dict[str, list[Brief]] = {}
    for brief in sorted(shown, key=lambda brief: brief.path):
        groups.setdefault(grouped[brief.id], []).append(brief)
    leads = {grouped.get(it.ids[0]): it.ids[0] for it in site.decisions if it.kind == "lead"}
    stories = [tuple(brief.id for brief in best(reports, leads.get(key))) for key, reports in groups.items()]
    return Case(
        text=site.text,
        decisions=site.decisions,
        briefs={brief.id: brief for brief in site.briefs},
        stories={id_: story for story in stories for id_ in story},
    )


def _has_branches(root: Path) -> bool:
    """True if the digest is under git, where what one branch takes out another may bring back."""
    return any((folder / ".git").exists() for folder in (root, *root.resolve().parents))


def _different(case: Case, names: Sequence[str]) -> tuple[str, ...]:
    ids = tuple(map(case.named, names))
    if len(set(ids)) == len(ids):
        return ids
    first, second = next(
        (a, b) for at, a in enumerate(names) for b in names[at + 1 :] if case.named(a) == case.named(b)
    )
    hint = "name different articles"
    raise SiteGenError(Diagnostic(second, None, "same-article", f"is the same article as '{first}'", hint))


def _known_topics(names: Sequence[str], config: Config) -> tuple[str, ...]:
    topics = taxonomy(config.topics, Wording(config.language, config.timezone).text)
    for name in names:
        if not match((name,), topics):
            slugs = [topic.slug for topic in topics]
            near = difflib.get_close_matches(name, slugs, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"topics are: {', '.join(slugs)}"
            raise SiteGenError(Diagnostic(name, None, "no-topic", "no such topic", hint))
    return match(names, topics)


def _said(change: EditStep, headlines: dict[str, str]) -> str:
    """A change as a sentence."""
    it = change.decision
    names = " and ".join(f"'{headlines.get(id_, id_)}'" for id_ in it.ids)
    if change.verb == "drop":
        return f"'{headlines.get(change.member, change.member)}' leaves the story of {names}"
    said = (_MADE if change.verb == "add" else _TAKEN_BACK)[it.kind]
    story = "the story of " if it.whole else ""
    return said.format(names=f"{story}{names}", title=it.title, topics=", ".join(it.topics))

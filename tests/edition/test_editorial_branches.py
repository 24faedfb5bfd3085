"""Decisions on two branches of git: what both editors decided holds after the merge, and nothing is to be resolved."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from pathlib import Path

import pytest
from sites import Site

from site_gen.cli.starter import start
from site_gen.edition import decisions as editorial
from site_gen.edition.decisions import Decision, EditStep
from site_gen.model import EDITORIAL

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")

HEADLINES = {id_: f"Headline of {id_}" for id_ in ("a1", "b2", "c3", "d4", "e5", "f6")}
KEPT = [
    Decision(kind="pin", ids=("b2",)),
    Decision(kind="hide", ids=("d4",), whole=True),
    Decision(kind="merge", ids=("b2", "d4", "f6")),
    Decision(kind="rename", ids=("c3",), title='The "third"'),
    Decision(kind="topic", ids=("c3",), topics=("science",)),
]
OLD = """\
# Mine.
pin:
- b2  # Headline of b2
hide:
- story: d4
merge:
- - b2
  - d4  # why
  - f6
rename: {c3: 'The "third"'}
topic:
  c3: [science]
"""


def add(decision: Decision) -> EditStep:
    return EditStep("add", decision)


def undo(decision: Decision) -> EditStep:
    return EditStep("remove", decision)


WAYS: dict[str, list[EditStep]] = {
    "pin": [add(Decision(kind="pin", ids=("a1",)))],
    "pin another": [add(Decision(kind="pin", ids=("c3",)))],
    "hide": [add(Decision(kind="hide", ids=("a1",)))],
    "hide a story": [add(Decision(kind="hide", ids=("e5",), whole=True))],
    "merge": [add(Decision(kind="merge", ids=("a1", "c3")))],
    "split": [add(Decision(kind="split", ids=("c3", "e5")))],
    "rename": [add(Decision(kind="rename", ids=("d4",), title="# Fourth: a title"))],
    "file": [add(Decision(kind="topic", ids=("d4",), topics=("arts", "x-y")))],
    "lead": [add(Decision(kind="lead", ids=("e5",)))],
    "unpin": [undo(KEPT[0])],
    "show": [undo(KEPT[1])],
    "one leaves a merge": [EditStep("drop", KEPT[2], "d4")],
    "another headline": [undo(KEPT[3]), add(Decision(kind="rename", ids=("c3",), title="Third"))],
    "no topics": [undo(KEPT[4])],
    "several": [add(Decision(kind="lead", ids=("f6",))), add(Decision(kind="hide", ids=("f6",))), undo(KEPT[0])],
}
PAIRS = list(itertools.combinations(WAYS, 2))


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (words, done.stdout, done.stderr, (folder / EDITORIAL).read_text())
    return done.stdout


def merged(folder: Path, base: str, one: list[EditStep], other: list[EditStep]) -> str:
    """The text after two branches decided and were merged, over a repository that is there already."""
    git(folder, "checkout", "-q", "--orphan", "main")
    path = folder / EDITORIAL
    path.write_text(base)
    if not base:
        path.unlink()
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "start")
    for branch, changes in (("one", one), ("other", other)):
        git(folder, "checkout", "-qb", branch, "main")
        path.write_text(editorial.apply(base, changes, HEADLINES, keeps_undone=True))
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", branch)
    git(folder, "merge", "-q", "one", "-m", "both")
    text = path.read_text()
    git(folder, "checkout", "-q", "--detach")
    git(folder, "branch", "-qD", "main", "one", "other")
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new digest under git, with what `site-gen init` writes."""
    found = tmp_path_factory.mktemp("digest")
    start(found, "rsync")
    git(found, "init", "-q")
    return found


def facts(text: str) -> set[tuple[object, ...]]:
    return {(it.kind, it.ids, it.title, it.topics, it.whole) for it in editorial.read(text)}


@pytest.mark.parametrize("base", ["few", "many", "old"])
def test_decisions_of_two_branches_merge(folder: Path, base: str) -> None:
    """Whatever two editors decide, git merges the two, what either added holds, and what either took back is gone."""
    text = editorial.apply("", [add(it) for it in KEPT], HEADLINES)
    if base == "many":
        more = [Decision(kind=kind, ids=(f"{id_}{n}",)) for kind in ("hide", "lead") for id_ in "adf" for n in range(9)]
        text = editorial.apply(text, [add(it) for it in more], HEADLINES)
    if base == "old":
        text = OLD
    for one, other in PAIRS:
        changed = [facts(editorial.apply(text, WAYS[way], HEADLINES, keeps_undone=True)) for way in (one, other)]
        before = facts(text)
        wanted = (before | changed[0] | changed[1]) - (before - changed[0]) - (before - changed[1])
        assert facts(merged(folder, text, WAYS[one], WAYS[other])) == wanted, (one, other)


def test_the_first_decisions_of_two_branches_merge(folder: Path) -> None:
    """Two editors who both make the first decisions of a digest have one file afterwards."""
    for one, other in itertools.combinations([way for way, steps in WAYS.items() if steps[0].verb == "add"], 2):
        steps = [[it for it in WAYS[way] if it.verb == "add"] for way in (one, other)]
        wanted = {fact for own in steps for fact in facts(editorial.apply("", own, HEADLINES))}
        assert facts(merged(folder, "", *steps)) == wanted, (one, other)


def test_both_editors_decide_alike(folder: Path) -> None:
    """The same decision of both is in force once taken back once; two headlines for one story are both there."""
    text = editorial.apply("", [add(it) for it in KEPT], HEADLINES)
    both = merged(folder, text, WAYS["pin"], WAYS["pin"])
    assert both == editorial.apply(text, WAYS["pin"], HEADLINES, keeps_undone=True)
    names = [[add(Decision(kind="rename", ids=("a1",), title=title))] for title in ("One", "Two")]
    found = editorial.read(merged(folder, text, *names))
    assert sorted(it.title for it in found if it.ids == ("a1",)) == ["One", "Two"]


def test_what_was_taken_back_can_be_decided_again() -> None:
    """A line that a merge brought back is out of force until an editor decides so anew; then it is there once."""
    pin = Decision(kind="pin", ids=("b2",))
    brought_back = "pin: [b2]\nundone: [{pin: b2}]  # Headline of b2\n"
    assert editorial.read(brought_back) == ()
    again = editorial.apply(brought_back, [EditStep("add", pin)], HEADLINES)
    assert [it.ids for it in editorial.read(again)] == [("b2",)]
    assert "pin: b2" not in again
    assert again.count("b2") == 1


def test_what_was_taken_back_is_forgotten_in_time() -> None:
    """The file does not grow for ever: of what was taken back the newest fifty are kept."""
    text = ""
    for number in range(60):
        pin = Decision(kind="pin", ids=(f"x{number}",))
        text = editorial.apply(text, [EditStep("add", pin), EditStep("remove", pin)], {}, keeps_undone=True)
    assert text.count("[{pin: x") == 50
    assert "x59" in text
    assert "x9}" not in text


def test_a_key_may_be_there_twice() -> None:
    """Two branches that both begin a key leave two of it; what stands below either holds, and can be taken back."""
    text = "pin:\npin:\n- b2\nhide: [c3]\nhide:\n- a1\n"
    assert [it.ids[0] for it in editorial.read(text)] == ["b2", "c3", "a1"]
    for decision in editorial.read(text):
        text = editorial.apply(text, [undo(decision)], {})
    assert editorial.read(text) == ()


def test_only_under_git_is_noted_what_was_taken_back(site: Site) -> None:
    """`--undo` leaves no trace in a digest without branches; with them it says what no branch may bring back."""
    site.seed("a.txt", "Quake shakes the coast")
    site.build()
    for is_under_git in (False, True):
        if is_under_git:
            git(site.root, "init", "-q")
        site.command("pin", "Quake")
        assert site.command("pin", "Quake", "--undo").returncode == 0
        assert ("undone: [{pin: " in site.read(EDITORIAL)) == is_under_git

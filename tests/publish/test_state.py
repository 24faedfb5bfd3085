"""State from run to run: fresh clones, runs that are killed or cut off, editors who push meanwhile."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from sites import Site

from site_gen.publish.state import StateLostError, StateOptions, load_file, load_state, save_file, save_state

OPTIONS = StateOptions(seeds="seeds", content="content", fetched="fetch-state.jsonl", keep=30)


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Ute", "-c", "user.email=ute@valley.example")
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository with a digest."""
    site = Site(tmp_path / "work")
    site.write(".gitignore", "/output/\n/.cache/\n/fetch-state.jsonl\n")
    site.seed("own/mine.txt", "A seed that a person committed")
    git(site.root, "init", "--quiet", "--initial-branch=main")
    git(site.root, "add", "--all")
    git(site.root, "commit", "--quiet", "-m", "Start")
    git(tmp_path, "clone", "--quiet", "--bare", "work", "origin.git")
    return tmp_path / "origin.git"


def fresh(origin: Path, name: str = "clone") -> Site:
    folder = origin.parent / name
    shutil.rmtree(folder, ignore_errors=True)
    git(origin.parent, "clone", "--quiet", "--depth", "1", f"file://{origin}", name)
    site = Site.__new__(Site)
    site.root = folder
    return site


def fetch(site: Site, number: int) -> None:
    """What a fetch would bring: an item more, and where it stands."""
    site.seed(f"wire/{number}.txt", f"Report number {number} of the wire", byline="")
    site.write("fetch-state.jsonl", f"{number}\n")


def names(origin: Path, branch: str) -> set[str]:
    return set(git(origin, "ls-tree", "-r", "--name-only", branch).split())


def test_fresh_clones_go_on_where_the_last_one_ended(origin: Path) -> None:
    """Seeds, the fetcher's memory and content/ are there again; the state has one commit and no seed of a person's."""
    for day in (1, 2, 3):
        site = fresh(origin)
        load_state(site.root, OPTIONS)
        fetch(site, day)
        site.build(now=f"2026-01-0{day}T09:00:00+00:00")
        save_state(site.root, OPTIONS, f"2026-01-0{day}T09:00:00+00:00")
    assert git(origin, "rev-list", "--count", "site-gen-state").strip() == "1"
    state = names(origin, "site-gen-state")
    assert {f"seeds/wire/{day}.txt" for day in (1, 2, 3)} < state
    assert "seeds/own/mine.txt" not in state
    content = {path for path in names(origin, "main") if path.endswith(".md")}
    assert len(content) == 4
    assert not {path for path in content if "2026/01/03" in path and "number-1" in path}


def test_seeds_age_out(origin: Path) -> None:
    """After `keep` days a seed leaves the state, whatever the times of files in a clone; its article stays."""
    for day in ("2026-01-01", "2026-01-20", "2026-02-05"):
        site = fresh(origin)
        load_state(site.root, OPTIONS)
        fetch(site, int(day[-2:]))
        site.build(now=f"{day}T09:00:00+00:00")
        save_state(site.root, OPTIONS, f"{day}T09:00:00+00:00")
    assert {path for path in names(origin, "site-gen-state") if "wire" in path} == {
        "seeds/wire/20.txt",
        "seeds/wire/5.txt",
    }
    assert sum("report-number" in path for path in names(origin, "main")) == 3


def test_a_seed_that_changes_stays(origin: Path) -> None:
    """A feed's file is written anew by every run: it is as old as its last change."""
    for day in ("2026-01-01", "2026-01-20", "2026-02-15"):
        site = fresh(origin)
        load_state(site.root, OPTIONS)
        site.seed("wire/feed.txt", f"Report of {day} on the wire", byline="")
        site.seed("wire/once.txt", "Report that stays as it is", byline="")
        save_state(site.root, OPTIONS, f"{day}T09:00:00+00:00")
    assert {path for path in names(origin, "site-gen-state") if "wire" in path} == {"seeds/wire/feed.txt"}


def test_a_run_that_could_not_take_up_the_state_loses_nothing(origin: Path) -> None:
    """What it does not have stays in the state."""
    site = fresh(origin)
    fetch(site, 1)
    save_state(site.root, OPTIONS, "2026-01-01T09:00:00+00:00")
    site = fresh(origin)
    fetch(site, 2)
    save_state(site.root, OPTIONS, "2026-01-02T09:00:00+00:00")
    assert {"seeds/wire/1.txt", "seeds/wire/2.txt"} <= names(origin, "site-gen-state")
    git(site.root, "remote", "set-url", "origin", str(origin.parent / "nowhere"))
    for step in (load_state, lambda root, options: save_state(root, options, "2026-01-03T09:00:00+00:00")):
        with pytest.raises(StateLostError):
            step(site.root, OPTIONS)


def test_an_editor_who_pushes_meanwhile_keeps_every_word(origin: Path) -> None:
    """A commit beside the run's is kept; one that changes the same file is never written over."""
    site = fresh(origin)
    fetch(site, 1)
    site.build(now="2026-01-01T09:00:00+00:00")
    save_state(site.root, OPTIONS, "2026-01-01T09:00:00+00:00")
    editor, run = fresh(origin, "editor"), fresh(origin)
    (path,) = (editor.root / "content").rglob("report-number-1*.md")
    path.write_text(path.read_text() + "\nA word of Ute's.\n")
    git(editor.root, "commit", "--quiet", "--all", "-m", "Correct")
    git(editor.root, "push", "--quiet", "origin", "HEAD:main")
    load_state(run.root, OPTIONS)
    fetch(run, 2)
    run.build(now="2026-01-02T09:00:00+00:00")
    save_state(run.root, OPTIONS, "2026-01-02T09:00:00+00:00")
    last = fresh(origin)
    texts = "".join(last.content().values())
    assert "A word of Ute's." in texts
    assert "number 2" in texts


def test_runs_that_are_killed_and_cut_off(origin: Path) -> None:
    """Whatever step a run ends at, ids and addresses are those of runs that nothing disturbed."""
    dice = random.Random(7)
    site = fresh(origin, "calm")
    for number in range(1, 13):
        fetch(site, number)
        site.build(now=f"2026-01-{number:02}T09:00:00+00:00")
    wanted = {path: text.partition("\nid: ")[2].partition("\n")[0] for path, text in site.content().items()}
    for number in range(1, 13):
        now = f"2026-01-{number:02}T09:00:00+00:00"
        run = fresh(origin)
        end = dice.choice(["load", "build", "content", "never", "never"]) if number < 12 else "never"
        load_state(run.root, OPTIONS)
        for missed in range(1, number + 1):  # a feed still has what an earlier run did not keep
            if not (run.root / f"seeds/wire/{missed}.txt").exists():
                fetch(run, missed)
        if end == "load":
            continue
        run.build(now=now)
        if end == "build":
            continue
        save_state(run.root, OPTIONS, now)
    found = {path: text.partition("\nid: ")[2].partition("\n")[0] for path, text in fresh(origin).content().items()}
    assert sorted(found.values()) == sorted(wanted.values())
    assert len(found) == len(wanted)


def test_one_archive_where_nothing_can_be_pushed(origin: Path) -> None:
    """The same state as a file; what would lie elsewhere is left out."""
    site = fresh(origin)
    fetch(site, 1)
    save_file(site.root, OPTIONS, site.root / "state.tar.gz")
    other = fresh(origin, "other")
    load_file(other.root, OPTIONS, (site.root / "state.tar.gz").read_bytes())
    assert (other.root / "seeds/wire/1.txt").read_text() == (site.root / "seeds/wire/1.txt").read_text()


def test_why_git_would_not(origin: Path) -> None:
    """What git says first is the reason, not its advice at the end."""
    site = fresh(origin)
    git(site.root, "remote", "remove", "origin")
    for command in (load_state, lambda root, options: save_state(root, options, "2026-01-05T06:17:00+00:00")):
        with pytest.raises(StateLostError, match="'origin' does not appear to be a git repository"):
            command(site.root, OPTIONS)


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    """What cannot be read or written is named, and no word of it is a traceback."""
    site = Site(tmp_path / "site")
    site.seed("a.txt", "Bridge opens to traffic")
    (tmp_path / "cut.tgz").write_bytes(b"\x1f\x8b\x08\x00garbage")
    assert site.command("state", "save", "--file", str(tmp_path / "good.tgz")).returncode == 0
    (tmp_path / "half.tgz").write_bytes((tmp_path / "good.tgz").read_bytes()[:60])
    for word in ("/nowhere/x.tgz", str(tmp_path), str(tmp_path / "cut.tgz"), str(tmp_path / "half.tgz")):
        done = site.command("state", "load", "--file", word)
        assert done.returncode == 2
        assert done.stderr.startswith(f"{word}: error: ")
        assert "Traceback" not in done.stderr
    done = site.command("state", "load", "--file", "http://127.0.0.1:9/x.tgz")
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
    done = site.command("state", "save", "--file", "/proc/nowhere/x.tgz")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr

"""A build that is struck leaves the last good output whole, and the next one heals the rest, byte for byte."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from interruptions import Output, change, check_healed, check_whole, clean, command, pages, run, start_site
from sites import ROOT, Site


def built(site: Site, chance: random.Random) -> Output:
    start_site(site, chance)
    done = run(site)
    assert done.returncode == 0, done.stderr
    return site.output()


@pytest.mark.parametrize("seed", range(4))
def test_kill_at_any_instant(site: Site, tmp_path: Path, seed: int) -> None:
    """Six builds are killed, each at a random instant; files stay whole, lists link to what is there, all heals."""
    chance = random.Random(seed)
    old = built(site, chance)
    for turn in range(6):
        change(site, chance, turn)
        before = site.content()
        started = time.monotonic()
        new, content = clean(site, tmp_path / "clean")
        kill_during_build(site, chance.uniform(0, 0.3 + 1.5 * (time.monotonic() - started)))
        check_whole(pages(site), old, new)
        assert [path for path, text in before.items() if site.content().get(path) not in (text, content[path])] == []
        check_healed(site, new, content)
        old = new


def kill_during_build(site: Site, seconds: float) -> None:
    building = subprocess.Popen(command(site), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        building.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        building.send_signal(signal.SIGKILL)
        building.wait()


def test_workers_end_with_a_killed_build() -> None:
    """The processes that a build started do not outlive it, however it ends: the pipe that all of them hold closes."""
    end, held = os.pipe()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    script = (
        "import os, signal\nfrom site_gen.engine.workers import pool\n"
        "with pool(3) as start:\n"
        "    list(start(1_000).map(abs, range(9)))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    building = subprocess.Popen([sys.executable, "-c", script], pass_fds=[held], env=environment)
    os.close(held)
    assert building.wait() == -signal.SIGKILL
    has_ended, _, _ = select.select([end], [], [], 30)  # readable once no process holds the other end
    assert has_ended
    os.close(end)


def audited(site: Site, condition: str, strike: str) -> subprocess.CompletedProcess[str]:
    """Build in a process that strikes itself at the first system call that a condition on `event` and `names` meets."""
    script = f"""
import itertools, os, sys
struck = False
count = itertools.count(1).__next__
def watch(event, arguments):
    global struck
    names = " ".join(str(it) for it in arguments)
    if not struck and {condition}:
        struck = True
        {strike}
sys.addaudithook(watch)
from site_gen.cli import main
main()
"""
    line = [sys.executable, "-c", script, *command(site)[3:]]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


KILL = "os.kill(os.getpid(), 9)"


@pytest.mark.parametrize(
    "instant",
    [
        "event == 'os.rename' and names.endswith('.md -1 -1')",
        "event == 'os.rename' and 'output/2025' in names",
        "event == 'os.rename' and 'feed.xml' in names",
        "event == 'os.rename' and names.endswith('sitemap.xml -1 -1')",
        "event == 'os.remove' and 'output/2025' in names",
        "event == 'os.rmdir'",
        "event == 'os.mkdir' and 'output/2025' in names",
    ],
)
def test_kill_at_a_chosen_instant(site: Site, tmp_path: Path, instant: str) -> None:
    """Before a file is put in its place, before one is deleted, before a folder is made."""
    chance = random.Random(8)
    old = built(site, chance)
    (path,) = [path for path in (site.root / "content").rglob("*.md") if "number 3\n" in path.read_text()]
    path.unlink()
    (site.root / "seeds/desk/3.txt").unlink()
    change(site, chance, 1)
    new, content = clean(site, tmp_path / "clean")
    assert audited(site, instant, KILL).returncode == -signal.SIGKILL
    check_whole(pages(site), old, new)
    check_healed(site, new, content)


def test_change_taken_back_after_a_kill(site: Site, tmp_path: Path) -> None:
    """An article put back as it was, time stamp and all, after a killed build had published the lists without it."""
    article = site.article("2025/12/05/own.md", "An article of a person's own")
    new = built(site, random.Random(5))
    content = site.content()
    article.rename(tmp_path / "kept.md")
    assert audited(site, "event == 'os.remove' and 'output/2025' in names", KILL).returncode == -signal.SIGKILL
    (tmp_path / "kept.md").rename(article)
    check_healed(site, new, content)


@pytest.mark.parametrize(("folder", "time"), [("seeds", 1), ("content", 1), ("content", 2)])
def test_file_that_changes_while_it_is_read(site: Site, tmp_path: Path, folder: str, time: int) -> None:
    """What was made from the newer text is never taken for what the older one makes."""
    built(site, random.Random(6))
    path = min(path for path in (site.root / folder).rglob("*") if path.is_file())
    first = path.read_text().replace("it was said", "it was told")
    path.write_text(first)
    (tmp_path / "newer").write_text(path.read_text().replace("it was told", "it was sung"))
    opened = f"event == 'open' and names.startswith({str(path)!r})"
    strike = f"os.rename({str(tmp_path / 'newer')!r}, {str(path)!r})"
    done = audited(site, f"{opened} and count() == {time}", strike)
    assert done.returncode == 0, done.stderr
    check_healed(site, *clean(site, tmp_path / "clean"))
    assert "sung" in path.read_text()
    path.write_text(first)
    check_healed(site, *clean(site, tmp_path / "clean"))

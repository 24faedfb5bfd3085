"""Disks that are full, read-only, damaged or stand in the way: said in words, and nothing that was good is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from interruptions import change, check_healed, clean, command, run, start_site
from sites import ROOT, Site
from small_disk import NO_MOUNT

OWN_MOUNTS = (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"])


@pytest.mark.parametrize("kind", ["full", "output", "readonly", "limited"])
def test_disk_without_room(tmp_path: Path, kind: str) -> None:
    """A small file system is filled, or made read-only; where none may be mounted, the system limits files instead."""
    if kind == "limited" or not any(strike(kind, tmp_path / str(at), it) for at, it in enumerate(OWN_MOUNTS)):
        assert strike("limited", tmp_path / "limited", [])


def strike(kind: str, folder: Path, start: list[str]) -> bool:
    """Whether this machine lets the builds be struck like that; they then went as they should."""
    folder.mkdir()
    line = [*start, sys.executable, str(ROOT / "tests/small_disk.py"), kind, str(folder)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=250, env=environment, check=False)
    except FileNotFoundError:
        return False
    if done.returncode == NO_MOUNT or done.stderr.startswith("unshare: "):
        return False
    assert done.returncode == 0, done.stderr
    return True


def test_lost_cache(site: Site, tmp_path: Path) -> None:
    """Pages of articles that are gone are known as ours by their place and mark; a person's files are not ours."""
    start_site(site, random.Random(9), stories=5)
    site.article("2025/12/04/gone.md", "Soon to be gone")
    assert run(site).returncode == 0
    copy = site.page("index.html")
    site.write("output/about.html", copy)
    site.write("output/2025/12/04/notes.txt", "mine")
    (site.root / "content/2025/12/04/gone.md").unlink()
    shutil.rmtree(site.root / ".cache")
    assert run(site).returncode == 0
    assert not (site.root / "output/2025/12/04/gone").exists()
    assert (site.page("about.html"), site.page("2025/12/04/notes.txt")) == (copy, "mine")


@pytest.mark.parametrize(
    ("blocked", "named"),
    [
        ("output", "output/"),
        ("output/topics", "output/topics/"),
        ("content", "content/"),
        (".cache", ".cache"),
        ("output/index.html/", "output/index.html"),
    ],
)
def test_something_stands_in_the_way(site: Site, tmp_path: Path, blocked: str, named: str) -> None:
    """A file where a folder should be, or a folder in a page's place: named, exit 2 or 1, and fixing it is enough."""
    start_site(site, random.Random(1), stories=4)
    (site.root / "output/CNAME").unlink()
    (site.root / "output").rmdir()
    path = site.root / blocked
    path.parent.mkdir(parents=True, exist_ok=True)
    if blocked.endswith("/"):
        path.mkdir()
        (path / "mine").touch()
    else:
        path.write_text("mine")
    done = run(site)
    assert done.returncode in (1, 2), done.stderr
    assert named in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert path.is_dir() or path.read_text() == "mine"
    (path / "mine").unlink() if path.is_dir() else None
    path.rmdir() if path.is_dir() else path.unlink()
    site.write("output/CNAME", "sample.example\n")
    check_healed(site, *clean(site, tmp_path / "clean"))


@pytest.mark.parametrize("seed", range(3))
def test_damaged_cache(site: Site, tmp_path: Path, seed: int) -> None:
    """Bits turned, pages overwritten, ends cut off, at random places: the next build makes what a clean one makes."""
    chance = random.Random(seed)
    start_site(site, chance)
    assert run(site).returncode == 0
    cache = site.root / ".cache/site-gen.sqlite"
    for turn in range(5):
        change(site, chance, turn)
        new, content = clean(site, tmp_path / "clean")
        data = bytearray(cache.read_bytes())
        for _ in range(chance.choice((1, 30))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.4:
            at = chance.randrange(len(data))
            data[at : at + 4096] = chance.randbytes(len(data[at : at + 4096]))
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        cache.write_bytes(data)
        check_healed(site, new, content)


@pytest.mark.parametrize("damage", [b"", b"not SQLite at all, but long enough to be read as a header of one" * 9])
def test_damaged_lock(site: Site, damage: bytes) -> None:
    """The file that only says that a build is running holds nothing that could be lost."""
    start_site(site, random.Random(1), stories=2)
    site.write(".cache/lock.sqlite", damage)
    assert run(site).returncode == 0


def test_two_builds_at_once(site: Site, tmp_path: Path) -> None:
    """The second waits for the first; both end well, and the site is that of a clean build."""
    chance = random.Random(2)
    start_site(site, chance, stories=40)
    new, content = clean(site, tmp_path / "clean")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    builds = [subprocess.Popen(command(site), cwd=ROOT, text=True, **pipes) for _ in range(3)]
    said = [building.communicate(timeout=120)[1] for building in builds]
    assert [building.returncode for building in builds] == [0, 0, 0], said
    assert sum("another build of this site is running" in words for words in said) >= 1
    check_healed(site, new, content)


@pytest.mark.parametrize("moment", [1, 4_070_908_800])
def test_clock_that_jumps(site: Site, tmp_path: Path, moment: int) -> None:
    """A text of the same length under the same time stamp, long past or far ahead, is noticed all the same."""
    start_site(site, random.Random(4))
    path = site.root / "seeds/desk/1.txt"
    words = path.read_text()
    for text in (words, words.replace("it was said", "it was told"), words.replace("it was said", "it was sung")):
        path.write_text(text)
        os.utime(path, (moment, moment))
        check_healed(site, *clean(site, tmp_path / "clean"))
    page = next(iter(sorted((site.root / "output/2025").rglob("index.html"))))
    os.utime(page, (moment, moment))
    check_healed(site, *clean(site, tmp_path / "clean"))

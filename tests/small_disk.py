"""Run by test_disks.py in a mount namespace of its own: a small file system for a site's output, filled or read-only.

    python small_disk.py full|output|readonly FOLDER

Exit code 77 says that this machine lets nobody mount anything; the disk then is struck by other means.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from interruptions import change, check_healed, check_whole, clean, pages, run, start_site
from sites import Site

NO_MOUNT = 77
ROOMS = (0, 20_000, 60_000, 150_000)  # bytes that are left

Strike = Callable[[int], contextlib.AbstractContextManager[Callable[[], None] | None]]


def mount(folder: Path, *options: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(NO_MOUNT)


def filled(folder: Path) -> Strike:
    """Leaves so many bytes in the file system of `folder`."""

    @contextlib.contextmanager
    def strike(room: int) -> Iterator[None]:
        filler = folder / "filler"
        free = os.statvfs(folder)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(4096, free.f_bavail * free.f_frsize - room))
        yield None
        filler.unlink()

    return strike


@contextlib.contextmanager
def limited(room: int) -> Iterator[Callable[[], None]]:
    """No file may grow beyond so many bytes: the system refuses writes as a full disk does."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    yield limit


@contextlib.contextmanager
def readonly(folder: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield None
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)


def strike_builds(site: Site, strike: Strike, spare: Path, rooms: tuple[int, ...]) -> None:
    """Builds that fail for want of room: they say so, what was there is whole, and with room all heals."""
    chance = random.Random(3)
    start_site(site, chance)
    assert run(site).returncode == 0
    failed = 0
    for turn, room in enumerate(rooms):
        old, before = site.output(), site.content()
        change(site, chance, turn)
        mine = site.content()
        new, content = clean(site, spare / "clean")
        with strike(room) as limit:
            done = run(site, before=limit)
        assert "Traceback" not in done.stderr, done.stderr
        failed += done.returncode == 2
        assert done.returncode == 0 or "hint: make room" in done.stderr, done.stderr
        check_whole(pages_without_filler(site), old, new)
        assert [
            path
            for path, text in site.content().items()
            if text not in (before.get(path), mine.get(path), content[path])
        ] == []
        check_healed(site, new, content)
    assert failed >= 2, "nothing was ever too full"


def pages_without_filler(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in pages(site).items() if path != "filler"}


def main() -> None:
    kind, folder = sys.argv[1], Path(sys.argv[2])
    site = Site(folder / "site")
    if kind == "limited":
        strike_builds(site, limited, folder, (0, 3_000, 9_000, 30_000))
    elif kind == "output":
        mount(folder / "site/output", "-t", "tmpfs", "-o", "size=4m", "none")
        strike_builds(site, filled(folder / "site/output"), folder, ROOMS)
    elif kind == "full":
        mount(folder / "site", "-t", "tmpfs", "-o", "size=8m", "none")
        strike_builds(Site(folder / "site"), filled(folder / "site"), folder, ROOMS)
    else:
        output = folder / "site/output"
        mount(output, "-t", "tmpfs", "-o", "size=4m", "none")
        strike_builds(site, lambda _: readonly(output), folder, (0, 0))


if __name__ == "__main__":
    main()

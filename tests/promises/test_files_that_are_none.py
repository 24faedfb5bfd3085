"""Links in circles, pipes, devices, files without end: each is named and costs itself, and none is waited for."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import GOOD, NOW, built, md
from sites import Site

from site_gen.errors import SiteGenError

Lay = Callable[[Site], object]


def outside(site: Site) -> Path:
    place = site.root.parent / "outside"
    place.mkdir()
    (place / "a.txt").write_text(
        "A SECRET of the machine\nBy Ute Kern | Nov 03, 2025\n\nSECRET words that nobody may see.\n"
    )
    (place / "a.md").write_text(md("title: SECRET\npublished: 2025-11-03", "SECRET"))
    return place


def links(site: Site) -> None:
    """In circles, out of the folder, to nowhere."""
    place = outside(site)
    for folder in ("seeds", "content", "pages", "root"):
        (site.root / folder / "a").mkdir(parents=True)
        (site.root / folder / "a/up").symlink_to(site.root / folder)
        for name, target in (("self", "self"), ("out", place), ("gone", "/nowhere"), ("all", "/")):
            (site.root / folder / name).symlink_to(target)
        for ending in ("txt", "md"):
            (site.root / folder / f"self.{ending}").symlink_to(f"self.{ending}")
            (site.root / folder / f"out.{ending}").symlink_to(place / f"a.{ending}")
            (site.root / folder / f"zero.{ending}").symlink_to("/dev/zero")


def pipes(site: Site) -> None:
    """Pipes and a socket, which would keep their reader waiting for ever, wherever a build looks."""
    for path in (
        "seeds/a.txt",
        "seeds/a.license",
        "content/b.md",
        "content/memory.jsonl",
        "pages/c.md",
        "root/d.txt",
    ):
        place = site.root / path
        place.parent.mkdir(exist_ok=True)
        os.mkfifo(place)
    os.chdir(site.root / "seeds")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("e.txt")


def sizes(site: Site) -> None:
    """Files of more bytes than any text has; they take no room on the disk."""
    for path in ("seeds/a.txt", "content/b.md"):
        with site.write(path, "").open("wb") as file:
            file.truncate(3_000_000_000)


def long_paths(site: Site) -> None:
    for folder, name, text in (("seeds", "a.txt", GOOD), ("content", "a.md", md("title: A\npublished: 2025-11-03"))):
        (site.root / folder).mkdir(exist_ok=True)
        os.chdir(site.root / folder)
        for _ in range(25):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        Path(name).write_text(text)
    os.chdir(site.root)


@pytest.mark.parametrize(
    ("lay", "named"),
    [
        (links, ["seeds/self", "seeds/out.txt", "seeds/zero.txt", "content/self.md", "content/out.md", "content/out", "pages/self.md", "pages/out.md", "root/self", "root/zero.txt"]),
        (pipes, ["seeds/a.txt", "seeds/a.license", "seeds/e.txt", "content/b.md", "pages/c.md", "root/d.txt"]),
        (sizes, ["seeds/a.txt: warning: cannot be read: it is larger than 250 MB", "content/b.md"]),
        (long_paths, ["seeds/ddd", "content/ddd"]),
    ],
)  # fmt: skip
def test_what_is_no_file(site: Site, lay: Lay, named: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is named and costs itself; none is waited for."""
    monkeypatch.chdir(site.root)  # the folder to come back to
    lay(site)
    said, _ = built(site)
    assert not [it for it in named if it not in said], said


@pytest.mark.parametrize("name", ["site.yaml", "editorial.yaml"])
def test_a_pipe_instead_of_the_settings_stops_the_build(site: Site, name: str) -> None:
    """It is said which file it is, at once."""
    (site.root / name).unlink(missing_ok=True)
    os.mkfifo(site.root / name)
    with pytest.raises(SiteGenError, match=rf"{name}: error: cannot be read: it is a pipe or a device"):
        site.build()


def test_a_pipe_in_the_output(site: Site) -> None:
    """It stays, and is named."""
    site.write("seeds/good.txt", GOOD)
    (site.root / "output").mkdir()
    os.mkfifo(site.root / "output/feed.xml")
    assert [it.code for it in site.build(now=NOW).diagnostics if it.path == "output/feed.xml"] == ["foreign-file"]

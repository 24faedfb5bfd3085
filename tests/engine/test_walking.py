"""What a walk sees of a folder, and what it passes over."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.engine.walk import Kind, Walked, walk


def look(root: Path) -> Walked:
    return walk(root, "seeds", Kind((".yaml",), others=True))


def paths(walked: Walked) -> list[str]:
    return [path for path, *_ in walked.files]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in (
        "b.txt",
        "a.txt",
        "desk/c.txt",
        "desk/deep/d.txt",
        "été/e.txt",
        "a/f.txt",
        "own.yaml",
        "yaml.d/g.yaml",
    ):
        (tmp_path / "seeds" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "seeds" / path).write_text(path)
    return tmp_path


ALL = ["a.txt", "b.txt", "été/e.txt", "desk/c.txt", "desk/deep/d.txt", "a/f.txt"]


def test_every_wanted_file_is_seen_as_it_looks(root: Path) -> None:
    """In an order that only names decide, with size, the later of both times, and inode."""
    walked = look(root)
    assert paths(walked) == [f"seeds/{path}" for path in ALL]
    for path, *looks in walked.files:
        status = (root / path).stat()
        assert looks == [status.st_size, max(status.st_mtime_ns, status.st_ctime_ns), status.st_ino]
    assert walked.diagnostics == []


def test_hidden_files_are_passed_over(root: Path) -> None:
    """And folders that are hidden; so they change nothing."""
    before = look(root)
    (root / "seeds/.a.txt.swp").write_text("x")
    (root / "seeds/desk/.git").mkdir()
    (root / "seeds/desk/.git/config").write_text("x")
    (root / "seeds/other.yaml").write_text("x")
    (root / "seeds/empty").mkdir()
    assert look(root) == before


def test_links_are_followed_but_not_out(root: Path) -> None:
    """Each folder is entered once, by whatever way."""
    (root / "elsewhere").mkdir()
    (root / "elsewhere/x.txt").write_text("x")
    (root / "seeds/again").symlink_to(root / "seeds/desk")
    (root / "seeds/desk/loop").symlink_to(root / "seeds/desk")
    (root / "seeds/file.txt").symlink_to("b.txt")
    (root / "seeds/out").symlink_to(root / "elsewhere")
    (root / "seeds/out.txt").symlink_to(root / "elsewhere/x.txt")
    (root / "seeds/broken.txt").symlink_to("nowhere")
    walked = look(root)
    wanted = ["a.txt", "b.txt", "file.txt", "été/e.txt", "again/c.txt", "again/deep/d.txt", "a/f.txt"]
    assert paths(walked) == [f"seeds/{path}" for path in wanted]
    assert {(it.path, it.code) for it in walked.diagnostics} == {
        ("seeds/out", "link-outside"),
        ("seeds/out.txt", "link-outside"),
        ("seeds/broken.txt", "unreadable"),
    }
    looks = {path: (size, inode) for path, size, _, inode in walked.files}
    assert looks["seeds/file.txt"] == looks["seeds/b.txt"]


def test_names_that_are_not_utf8_are_said(root: Path) -> None:
    """The other files of the folder are seen."""
    Path(os.fsdecode(os.fsencode(root / "seeds/desk") + b"/\xff.txt")).write_text("x")
    walked = look(root)
    assert paths(walked) == [f"seeds/{path}" for path in ALL]
    assert [it.path for it in walked.diagnostics] == [r"seeds/desk/\udcff.txt"]


def test_folder_that_is_missing_is_empty(tmp_path: Path) -> None:
    """A file in its place is said."""
    assert look(tmp_path)[:2] == ([], [])
    (tmp_path / "seeds").write_text("x")
    assert [(it.path, it.code) for it in look(tmp_path).diagnostics] == [("seeds", "unreadable")]


def _rewrite(path: Path) -> None:
    """Another text of the same length, under the same time stamp."""
    status = path.stat()
    path.write_text(path.read_text().upper())
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _replace(path: Path) -> None:
    """Another file of the same size and time."""
    status = path.stat()
    path.with_name("part").write_text(path.read_text())
    os.utime(path.with_name("part"), ns=(status.st_atime_ns, status.st_mtime_ns))
    path.with_name("part").replace(path)


def _rename(path: Path) -> None:
    path.rename(path.with_name("z.txt"))


@pytest.mark.parametrize("change", [_rewrite, _replace, _rename, Path.unlink, Path.touch])
@pytest.mark.parametrize("path", ["a.txt", "desk/deep/d.txt", "été/e.txt"])
def test_any_change_shows(root: Path, path: str, change: Callable[[Path], None]) -> None:
    """The stamp is the same as long as all files look the same, and no longer."""
    before = look(root)
    assert look(root).stamp == before.stamp
    change(root / "seeds" / path)
    assert look(root).stamp != before.stamp

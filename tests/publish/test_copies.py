"""Compressed copies follow what they copy; unchanged files keep their times; a build says what it changed."""

from __future__ import annotations

import gzip
import json
import shutil

import pytest
from sites import NOW, Site

TEXT = "The skier Lena Brandt won. " * 40


@pytest.fixture
def copied(site: Site) -> Site:
    """A digest whose output has compressed copies."""
    site.article("2025/12/04/a.md", "A headline of today", TEXT)
    site.article("2025/12/03/b.md", "Another story about the harbour", "Boats came in. " * 60)
    site.build()
    assert site.command("compress").returncode == 0
    assert len(list(site.root.glob("output/**/*.gz"))) > 10
    return site


def stale(site: Site) -> list[str]:
    output = site.root / "output"
    copies = list(output.rglob("*.gz"))
    wrong = [
        it
        for it in copies
        if not it.with_suffix("").exists() or gzip.decompress(it.read_bytes()) != it.with_suffix("").read_bytes()
    ]
    return [it.relative_to(output).as_posix() for it in wrong]


def holds(site: Site, text: bytes) -> list[str]:
    return [
        path
        for path, data in site.output().items()
        if text in data or (path.endswith(".gz") and text in gzip.decompress(data))
    ]


def test_copies_are_renewed_and_removed(copied: Site) -> None:
    """After a correction and a takedown, with nothing but builds, no copy is old and no byte is left."""
    copied.article("2025/12/04/a.md", "A headline of today", TEXT.replace("won", "came second"))
    copied.build()
    assert not stale(copied)
    assert (copied.root / "output/2025/12/04/a/index.html.gz").exists()
    copied.article("2025/12/04/a.md", "A headline of today", TEXT, hidden="true")
    copied.build()
    assert not stale(copied)
    assert not holds(copied, b"Lena Brandt")
    assert not (copied.root / "output/2025/12/04").exists()
    assert copied.command("check", "--now", NOW).returncode == 0


def test_without_a_cache_nothing_old_is_left(copied: Site) -> None:
    """Copies of pages are swept up where nobody knows them any more; an owner's own .gz stays."""
    copied.write("output/data.csv.gz", gzip.compress(b"mine"))
    shutil.rmtree(copied.root / ".cache")
    copied.article("2025/12/04/a.md", "A headline of today", TEXT, hidden="true")
    copied.build()
    assert not holds(copied, b"Lena Brandt")
    assert [path for path in stale(copied) if path != "data.csv.gz"] == []
    assert "data.csv.gz" in copied.output()


def test_check_names_a_stale_copy(copied: Site) -> None:
    """One that somebody else left beside a page is an error."""
    copied.write("output/index.html.gz", gzip.compress(b"old"))
    done = copied.command("check", "--now", NOW)
    assert done.returncode == 1
    assert "index.html.gz" in done.stderr


def test_files_made_once_more_keep_their_times(site: Site) -> None:
    """A build that finds its cache but no output gives each file the time that it had."""
    site.article("2025/12/04/a.md", "A headline of today")
    site.build()
    before = {path: path.stat().st_mtime_ns for path in (site.root / "output").rglob("*") if path.is_file()}
    shutil.rmtree(site.root / "output")
    site.article("2025/12/05/b.md", "One more story of tomorrow")
    site.build()
    same = [path for path in before if path.exists() and path.stat().st_mtime_ns == before[path]]
    assert site.root / "output/2025/12/04/a/share.png" not in same
    assert site.root / "output/static/style.css" in same
    assert site.root / "output/index.html" not in same


def test_a_build_lists_its_changes(site: Site) -> None:
    """Added, changed and removed paths, in lines or as events; nothing where nothing was done."""
    site.article("2025/12/04/a.md", "A headline of today")
    site.article("2025/12/03/b.md", "Another story about the harbour")
    first = site.command("build", "--now", NOW, "--list-changes").stdout.splitlines()
    assert "+ index.html" in first
    assert all(line.startswith("+ ") for line in first)
    assert site.command("build", "--now", NOW, "--list-changes").stdout == ""
    site.article("2025/12/04/a.md", "A headline of today", "Other words.")
    assert "~ 2025/12/04/a/index.html" in site.command("build", "--now", NOW, "--list-changes").stdout
    (site.root / "content/2025/12/03/b.md").unlink()
    events = [
        json.loads(it) for it in site.command("build", "--now", NOW, "--list-changes", "--json").stdout.splitlines()
    ]
    (gone,) = [it for it in events if it["event"] == "removed" and it["path"].endswith("b/index.html")]
    assert gone["url"] == "https://sample.example/2025/12/03/b/"

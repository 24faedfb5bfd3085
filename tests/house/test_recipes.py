"""The recipes of CONTRIBUTING.md work as they stand: each is carried out in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sites import NOW, ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text()


class Copy:
    """A copy of the project that a recipe changed, with a digest beside it."""

    def __init__(self, folder: Path, recipe: str) -> None:
        self.root = folder / "project"
        ignored = shutil.ignore_patterns("__pycache__")
        for name in ("site_gen", "templates"):
            shutil.copytree(ROOT / name, self.root / name, ignore=ignored)
        section = re.search(rf"^### {recipe}\n(.*?)(?=^##)", GUIDE, re.DOTALL | re.MULTILINE)[1]
        for path, text in re.findall(r"^```python\n# (\S+)\n(.*?)^```", section, re.DOTALL | re.MULTILINE):
            (self.root / path).write_text(text)
        for path, change in re.findall(r"^```diff\n--- (\S+)\n(.*?)^```", section, re.DOTALL | re.MULTILINE):
            (self.root / path).write_text(patched((self.root / path).read_text(), change))
        self.site = folder / "site"
        self.write("site.yaml", "title: Test Digest\nbase_url: https://news.example/\n")

    def write(self, path: str, text: str) -> None:
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"PYTHONPATH": str(self.root)}
        line = [sys.executable, "-m", "site_gen", "-C", str(self.site), *words]
        return subprocess.run(line, cwd=self.root, env=environment, capture_output=True, text=True, check=False)

    def build(self, *words: str) -> dict[str, bytes]:
        done = self.run("build", "--now", NOW, *words)
        assert done.returncode == 0, done.stderr
        output = self.site / "output"
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def patched(text: str, change: str) -> str:
    """A text after a change: each run of lines stands in it once, without its `+` lines."""
    for hunk in re.findall(r"(?:^[ -].*\n)+(?:^\+.*\n)+", change, re.MULTILINE):
        lines = hunk.splitlines()
        old = "\n".join(line[1:] for line in lines if line[0] != "+")
        new = "\n".join(line[1:] for line in lines if line[0] != "-")
        assert text.count(f"{old}\n") == 1, old
        text = text.replace(f"{old}\n", f"{new}\n")
    return text


def test_add_a_reader(tmp_path: Path) -> None:
    """Its articles are published, and a line that is none costs that line."""
    copy = Copy(tmp_path, "Add a reader for a format")
    good = '{"title": "Bridge opens to traffic", "text": "Cars rolled over the river.", "date": "2025-12-04"}'
    copy.write("seeds/desk.jsonl", f"{good}\nno JSON\n")
    copy.write("seeds/wrong.jsonl", '{"title": "A date that is none", "date": 5}\n')
    done = copy.run("build", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert "Bridge opens to traffic" in (copy.site / "output/2025/12/04/bridge-opens-to-traffic/index.html").read_text()
    assert "seeds/desk.jsonl: " in done.stderr
    assert "seeds/wrong.jsonl: " in done.stderr


def test_add_a_kind_of_page(tmp_path: Path) -> None:
    """It is right after an edit, links nowhere that is not there, and is pruned if the cache is lost."""
    copy = Copy(tmp_path, "Add a kind of page")
    for number, title in enumerate(("Bridge opens to traffic", "Rates stay where they are")):
        copy.write(
            f"content/2025/12/04/{number}.md",
            f"---\ntitle: {title}\npublished: 2025-12-04\nauthors: [Ann Lee]\n---\n\nThe first words of {title}.\n",
        )
    copy.build()
    path = copy.site / "content/2025/12/04/0.md"
    path.write_text(path.read_text().replace("Ann Lee", "Bo Ek"))
    warm = copy.build()
    assert "authors/bo-ek/index.html" in warm
    assert b"Bridge opens" not in warm["authors/ann-lee/index.html"]
    checked = copy.run("check")
    assert checked.returncode == 0, checked.stderr
    shutil.rmtree(copy.site / ".cache")
    (copy.site / "content/2025/12/04/1.md").unlink()
    assert not any(name.startswith("authors/ann-lee") for name in copy.build())


def test_change_the_grouping(tmp_path: Path) -> None:
    """Labelled headlines tell a grouping that is right from one that is wrong."""
    copy = Copy(tmp_path, "Change the grouping")
    lines = []
    for event, titles in enumerate((
        ("Storm Ada floods the harbour of Lisbon", "Harbour of Lisbon flooded by storm Ada"),
        ("Parliament in Oslo votes on the fishing quota", "Fishing quota passes vote of the Oslo parliament"),
        ("Comet Halvorsen seen over Tasmania", "Tasmania sees comet Halvorsen at dawn"),
    )):  # fmt: skip
        for place, title in enumerate(titles):
            line = f'{{"id": "{event}{place}", "title": "{title}", "published": "2025-12-04", "story": "{event}"}}'
            lines.append(line)
    (tmp_path / "labelled.jsonl").write_text("\n".join(lines))
    before = copy.run("eval", str(tmp_path / "labelled.jsonl"))
    assert before.returncode == 0, before.stderr
    assert re.search(r"precision 1\.000 +recall 1\.000", before.stdout)
    apart = re.sub(r'"story": "\d"', lambda found: f'"story": "{found.start()}"', "\n".join(lines))
    (tmp_path / "labelled.jsonl").write_text(apart)
    assert "precision 0.000" in copy.run("eval", str(tmp_path / "labelled.jsonl")).stdout


def test_add_a_command(tmp_path: Path) -> None:
    """It runs, and `--help` names it."""
    copy = Copy(tmp_path, "Add a command")
    copy.write("content/2025/12/04/a.md", "---\ntitle: One\npublished: 2025-12-04\n---\n\nWords.\n")
    assert copy.run("count").stdout == "1\n"
    assert "  count " in copy.run("--help").stdout


def test_chase_a_stale_page(tmp_path: Path) -> None:
    """The commands of the recipe name the way of the build and what changed."""
    copy = Copy(tmp_path, "Chase a stale page")
    copy.write("content/2025/12/04/a.md", "---\ntitle: One\npublished: 2025-12-04\n---\n\nWords.\n")
    copy.build()
    copy.build()
    copy.write("content/2025/12/04/a.md", "---\ntitle: Two\npublished: 2025-12-04\n---\n\nWords.\n")
    done = copy.run("build", "--explain", "--now", NOW)
    assert "whole way: lists show what changed in 'content/2025/12/04/a.md': title" in done.stderr
    assert "what it shows changed" in copy.run("why", "index.html").stdout


def test_recipes_change_what_is_there() -> None:
    """Every recipe of the guide is carried out here."""
    told = re.findall(r"^### (.*)$", GUIDE, re.MULTILINE)
    done = re.findall(r'Copy\(tmp_path, "([^"]*)"\)', Path(__file__).read_text())
    assert told == done


@pytest.mark.parametrize(("text", "change"), [("a\nb\n", " b\n+c\n"), ("a\nb\n", "-b\n+c\n")])
def test_change_is_made_where_it_says(text: str, change: str) -> None:
    """Lines are added after the line above them, or stand in its place."""
    assert patched(text, change) == ("a\nb\nc\n" if change[0] == " " else "a\nc\n")

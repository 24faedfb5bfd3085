"""House rules that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
from sites import ROOT

ROOMS = sorted((ROOT / "site_gen").rglob("*.py"))
NAMES = [path.relative_to(ROOT).as_posix() for path in ROOMS]
_MOST_LINES = 400
_MOST_AT_THE_TOP = 20  # beside the marker that says that the package has types
# The folders that see no files, clock, environment or configuration file.
_CORE = ("content", "edition", "language", "makers", "markdown", "pages", "read", "stories")
CORE = [room for folder in _CORE for room in sorted((ROOT / "site_gen" / folder).rglob("*.py"))]


@pytest.mark.parametrize("room", ROOMS, ids=NAMES)
def test_room_has_a_sign_and_a_size(room: Path) -> None:
    """Every file says at the door what happens inside, and none is over 400 lines."""
    text = room.read_text()
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert text.count("\n") <= _MOST_LINES


def test_top_level_is_short() -> None:
    """The top of the package reads as the way of an article, not as a list of everything."""
    top = {path.name for path in (ROOT / "site_gen").iterdir()} - {
        "__init__.py",
        "__main__.py",
        "__pycache__",
        "py.typed",
    }
    assert len(top) <= _MOST_AT_THE_TOP, sorted(top)
    assert top >= set(_CORE)


def test_class_names_are_unique() -> None:
    """A class name is defined once, so that it means one thing wherever it is read."""
    places: dict[str, list[str]] = {}
    for room in ROOMS:
        for node in ast.walk(ast.parse(room.read_text())):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(room.relative_to(ROOT).as_posix())
    assert {name: rooms for name, rooms in places.items() if len(rooms) > 1} == {}


@pytest.mark.parametrize("room", ROOMS, ids=NAMES)
def test_public_names_say_what_they_promise(room: Path) -> None:
    """Every public class and function has a docstring, and no name is a drawer for odds and ends."""
    tree = ast.parse(room.read_text())
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name
            assert not re.search(r"manager|helper|util|handle_", node.name, re.IGNORECASE), node.name
    assert room.stem not in {"utils", "helpers", "common", "misc"}


@pytest.mark.parametrize("room", CORE, ids=lambda room: room.relative_to(ROOT / "site_gen").as_posix())
def test_core_rooms_see_no_clock_and_no_environment(room: Path) -> None:
    """Reading, grouping and laying out are pure: no clock, no environment, no network, no randomness."""
    text = room.read_text()
    assert not re.search(r"datetime\.now|time\.time\(|os\.environ|import random|import socket|urllib\.request", text)


def test_every_dependency_is_used() -> None:
    """What pyproject.toml asks for is imported somewhere, under the name it has there, or bounds what one needs."""
    modules = {
        "charset-normalizer": "charset_normalizer",
        "font-source-serif-pro": "font_source_serif_pro",
        "lxml-html-clean": "lxml",
        "markdown-it-py": "markdown_it",
        "pillow": "PIL",
        "pyyaml": "yaml",
    }
    wanted = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL | re.MULTILINE)[
        1
    ]
    names = re.findall(r'"([a-z0-9-]+)[~=<>]', wanted)
    sources = "\n".join(room.read_text() for room in ROOMS)
    owners = dict(re.findall(r'"([a-z0-9-]+)[~=<>][^"]*",  # for ([a-z0-9-]+);', wanted))
    assert set(owners.values()) <= set(names)
    needed = [name for name in names if name not in owners]
    missing = [name for name in needed if not re.search(rf"\b(?:import|from) {modules.get(name, name)}\b", sources)]
    assert len(names) > 10
    assert missing == []


def test_lock_holds_every_dependency() -> None:
    """requirements.lock pins what pyproject.toml names."""
    locked = {
        line.partition("==")[0].lower().replace("_", "-") for line in (ROOT / "requirements.lock").read_text().split()
    }
    wanted = re.findall(r'^    "([A-Za-z0-9-]+)~=', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert {name.lower() for name in wanted} <= locked


def test_no_generated_file_is_kept() -> None:
    """Neither output nor cache is in git, and no path of a single machine."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    if tracked == [""]:
        tracked = NAMES
    assert not [name for name in tracked if name.startswith(("output/", ".cache/")) and name != "output/.gitkeep"]
    for name in tracked:
        if name.endswith((".py", ".md", ".toml", ".yaml", ".html", ".css")) and (ROOT / name).is_file():
            assert not re.search(r"/(?:home|root|Users)/[a-z]", (ROOT / name).read_text()), name

"""The short way to a build understands what the command line understands, or leaves it to that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.cli import build, commands
from site_gen.cli.build import Wanted, parse_plain_build
from tests.sites import ROOT, Site

NOW = "2026-01-02T09:00:00+00:00"
WORDS = [
    "--clean",
    "--drafts",
    "--strict",
    "--json",
    "--now",
    "--workers",
    "--base-url",
    "--scheduler",
    "--list-changes",
    "--help",
]
VALUES = [
    NOW,
    "2026-01-02",
    "soon",
    "",
    "0",
    "2",
    "-1",
    "x",
    "https://a.example/",
    "--now=2026-01-02",
    "build",
    "serve",
]


def by_command_line(words: list[str]) -> Wanted | None:
    """What click understands; nothing where it stops with a message."""
    seen: list[Wanted] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "run_build", seen.append)
        CliRunner().invoke(commands.cli, words)
    return seen[0] if seen else None


@settings(max_examples=200, deadline=None)
@given(st.booleans(), st.lists(st.sampled_from([*WORDS, *VALUES]), max_size=6))
@example(True, ["--now", NOW, "--workers", "2", "--json"])
@example(False, ["--workers", "2", "--workers", "3"])
def test_a_plain_build_is_understood_as_by_the_command_line(elsewhere: bool, rest: list[str]) -> None:
    """Whatever the words: the same build is wanted, or the command line is asked."""
    words = [*(["-C", str(ROOT)] if elsewhere else []), "build", *rest]
    wanted = parse_plain_build(words)
    if wanted is not None:
        known = by_command_line(words)
        assert known is not None
        assert wanted._replace(now="") == known._replace(now="")
        assert not wanted.now or build.moment(wanted.now) == known.now


@pytest.mark.parametrize("words", [[], ["build"], ["-C", str(ROOT), "build", "--json", "--now", NOW]])
def test_what_is_plain(words: list[str]) -> None:
    """The builds that jobs run every few minutes take the short way."""
    assert (parse_plain_build(words) is not None) == bool(words)


@pytest.mark.parametrize("words", [["serve"], ["build", "-h"], ["build", "--now", "soon"], ["-C", "nowhere", "build"]])
def test_what_is_left_to_the_command_line(words: list[str]) -> None:
    """Other commands, questions and mistakes."""
    assert parse_plain_build(words) is None


def test_a_build_with_nothing_to_do_loads_no_command_line(tmp_path: Path) -> None:
    """Neither click nor what makes pages is imported where all is as it should be."""
    site = Site(tmp_path)
    site.article("2025/12/04/a.md", "A headline of today")
    for _ in range(2):
        site.command("build", "--now", NOW)
    script = (
        "import sys; from site_gen.cli import main; main(); print(sorted({'click', 'jinja2', 'yaml'} & {*sys.modules}))"
    )
    line = [sys.executable, "-c", script, "-C", str(site.root), "build", "--now", NOW]
    done = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[]\n"
    assert "0 pages rendered" in done.stderr

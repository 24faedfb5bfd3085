"""What a build says of itself while it works and when it is done."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys

import pytest
from sites import NOW, ROOT, Site

from site_gen.cli import progress

CLOSING = (
    r"Built 2 stories from 2 articles in \d+\.\d s → output/\n"
    r"2 articles added, 0 updated; \d+ pages rendered, 0 unchanged, 0 removed; \d+ written; no warnings\n"
)


def two(site: Site) -> None:
    site.seed("a.txt", "Bridge opens to traffic")
    site.seed("b.txt", "Comet seen in the evening sky")


def test_closing_line(site: Site) -> None:
    """Articles, stories, pages, warnings and time in two lines on stderr; stdout is for programs."""
    two(site)
    done = site.command("build", "--now", NOW)
    assert re.search(rf"^{CLOSING}\Z", done.stderr, re.MULTILINE)
    assert done.stdout == ""
    again = site.command("build", "--now", NOW)
    assert re.search(
        r"^0 pages rendered, \d+ unchanged, 0 removed; 0 written; no warnings$", again.stderr, re.MULTILINE
    )


def test_json(site: Site) -> None:
    """Phases, diagnostics and a summary, an object a line on stdout."""
    two(site)
    site.seed("broken.txt", "No Day in This Text", byline="By Ann Lee")
    done = site.command("build", "--now", NOW, "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    phases = [(it["phase"], it["done"], it["total"]) for it in events if it["event"] == "phase"]
    assert ("read", 0, 3) in phases
    assert phases.index(("read", 3, 3)) > phases.index(("read", 0, 3))
    assert phases[-1][0] == "write"
    assert phases[-1][1] == phases[-1][2]
    (warning,) = [it for it in events if it["event"] == "diagnostic"]
    assert (warning["path"], warning["severity"], bool(warning["hint"])) == ("seeds/broken.txt", "warning", True)
    summary = events[-1]
    assert summary["event"] == "summary"
    assert (summary["articles"], summary["stories"], summary["warnings"], summary["errors"]) == (3, 3, 1, 0)
    assert summary["written"] == summary["rendered"] > 10
    assert summary["skipped"] == summary["removed"] == 0
    assert summary["seconds"] > 0


def test_json_of_a_build_that_stops(site: Site) -> None:
    """What stops it is an event too, and exit code 2."""
    site.write("site.yaml", "titel: x\n")
    done = site.command("build", "--json")
    assert done.returncode == 2
    (event,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (event["event"], event["path"], event["line"]) == ("diagnostic", "site.yaml", 1)
    assert "site.yaml:1: error: " in done.stderr


def test_bar_of_a_terminal(site: Site) -> None:
    """A real terminal gets a bar once a second has passed, here sooner or never, and it is gone in the end."""
    two(site)
    site.build()
    for patience, has_bar in (1e9, False), (0, True):
        ours, theirs = pty.openpty()
        script = f"from site_gen.cli import main, progress\nprogress._PATIENCE_S = {patience}; main()"
        line = [sys.executable, "-c", script, "-C", str(site.root), "build"]
        environment = {key: value for key, value in os.environ.items() if key != "CI"} | {"TERM": "xterm"}
        building = subprocess.Popen([*line, "--clean"], cwd=ROOT, stderr=theirs, stdout=theirs, env=environment)
        os.close(theirs)
        said = read_all(ours)
        assert building.wait() == 0
        assert ("writing pages" in said) == has_bar
        assert ("━" in said) == has_bar
        last = said.rpartition("\x1b[K")[2]
        assert re.fullmatch(r"Built 2 stories from 2 articles .*\r\n\d+ pages rendered.*; no warnings\r\n", last), last


def read_all(terminal: int) -> str:
    heard = b""
    while True:
        try:
            some = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            return heard.decode()
        heard += some
        if not some:
            return heard.decode()


def test_lines_of_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the first second; then a line for a phase that begins and for one that goes on for long."""
    now, lines = [100.0], []
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with progress.progress(as_json=False, say=lines.append) as tell:
        for moment, step, done in ((100.5, "read", 0), (101.5, "read", 64), (102, "read", 128), (103, "config", 0)):
            now[0] = moment
            tell(step, done, 5000)
        for moment, step, done in ((103.5, "load", 0), (112, "load", 1000), (114, "load", 4000), (115, "load", 5000)):
            now[0] = moment
            tell(step, done, 5000)
    assert lines == ["reading seeds: 64 of 5,000", "reading content: 0 of 5,000", "reading content: 4,000 of 5,000"]


def test_addresses_of_changes_are_encoded(site: Site) -> None:
    """A file of root/ may have any name; its address has none but what an address holds."""
    site.write("root/100% a b.txt", "x")
    (found,) = [
        line for line in site.command("build", "--list-changes", "--json").stdout.splitlines() if "100%" in line
    ]
    assert '/100%25%20a%20b.txt"' in found

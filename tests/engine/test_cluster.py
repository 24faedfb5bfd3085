"""A build on a Dask cluster: a real scheduler and real workers on 127.0.0.1, the same bytes as on one machine."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from sites import NOW, ROOT, Site

from site_gen.engine import cluster
from site_gen.engine.hashing import digest
from site_gen.errors import ClusterError

ARTICLES = 240  # enough that every step is spread
# Refuses what lies in the folder of the site, and says when a worker has begun its fifth piece of work.
PRELOAD = """
import sys
from distributed import WorkerPlugin

def refuse(event, arguments):
    is_file = event in {{"open", "os.listdir", "os.scandir", "os.mkdir", "os.rename"}}
    if is_file and str(arguments[0]).startswith({root!r}):
        raise PermissionError(f"{{event}} {{arguments[0]}}")

class Counting(WorkerPlugin):
    begun = 0
    def transition(self, key, start, finish, **more):
        if finish == "executing":
            self.begun += 1
            if self.begun == 5:
                print("begun", flush=True)

async def dask_setup(worker):
    sys.addaudithook(refuse)
    await worker.plugin_add(Counting())
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a program of Dask's in an empty folder of its own; none outlives the test."""
    running: list[subprocess.Popen[str]] = []

    def run(*words: str, path: str = "") -> subprocess.Popen[str]:
        folder = tmp_path / f"node-{len(running)}"
        folder.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words], cwd=folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONPATH": path or str(ROOT)},
        )  # fmt: skip
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str], pattern: str) -> str:
    """Wait until a process says something; the first group of it."""
    assert process.stdout
    heard = []
    for line in process.stdout:
        heard.append(line)
        if found := re.search(pattern, line):
            return found[1] if found.groups() else ""
    raise AssertionError("".join(heard))


def scheduler(start: Start, path: str = "") -> tuple[subprocess.Popen[str], str]:
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter")
    process = start("scheduler", *words, path=path)
    return process, said(process, r"Scheduler at:\s+(tcp://\S+)")


def worker(start: Start, address: str, *more: str, path: str = "") -> subprocess.Popen[str]:
    words = ("--no-nanny", "--nthreads", "2", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", ".")
    process = start("worker", address, *words, *more, path=path)
    said(process, r"Registered to:")
    return process


def many(site: Site) -> None:
    for number in range(ARTICLES):
        day = f"Dec {number % 28 + 1:02}, 2025"
        words = f"word{number} thing{number * 7 % 31} place{number % 11}"
        body = f"The {words} was seen there.\nAnd {words} is **what** it was, said {number} people."
        site.seed(f"{number}.txt", f"Report {words} of {number}", byline=f"By Ann Lee | {day}", body=body)


def build(site: Site, *words: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "site_gen", "-C", str(site.root), "build", "--now", NOW, *words]
    return subprocess.Popen(line, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_same_bytes_although_a_worker_is_killed(site: Site, tmp_path: Path, start: Start) -> None:
    """Two workers that may not touch the site's folder build it; one is killed in mid-build, and no byte differs."""
    many(site)
    alone = Site(tmp_path / "alone")
    shutil.copytree(site.root, alone.root, dirs_exist_ok=True)
    preload = tmp_path / "preload.py"
    preload.write_text(PRELOAD.format(root=str(site.root.resolve())))
    _, address = scheduler(start)
    victim, other = (worker(start, address, "--preload", str(preload)) for _ in range(2))
    building = build(site, "--scheduler", address)
    said(victim, "begun")
    assert building.poll() is None
    victim.send_signal(signal.SIGKILL)
    _, words = building.communicate(timeout=200)
    assert building.returncode == 0, words
    assert "Traceback" not in words
    said(other, "begun")
    assert alone.command("build", "--now", NOW, "--workers", "1").returncode == 0
    assert site.content() == alone.content()
    assert len(alone.output()) > ARTICLES
    assert site.output() == alone.output()


HOOKS = [
    (
        "import msgspec\nfrom names import NAME\ndef article(it):\n"
        "    return msgspec.structs.replace(it, title=it.title + NAME)\n"
    ),
    "def article(it):\n    return None if 'word7' in it.title else it\n",
    "def article(it):\n    return 1 / 0 if 'word8' in it.title else it\ndef topics(it):\n    return ['sport']\n",
    (
        "from site_gen.hooks import Article\ndef read(seed):\n    first = seed.data.decode().partition('\\n')[0]\n"
        "    return [Article(title=first, body=f'{seed.path} was read.', published='2025-12-04')]\n"
    ),
]


def test_hooks_on_a_cluster(site: Site, tmp_path: Path, start: Start) -> None:
    """Hooks are sent as text: workers that see no file of the site run them, after every edit, with the same bytes."""
    many(site)
    site.write("names.py", "NAME = ' now'\n")
    site.write("site.yaml", site.read("site.yaml") + "hooks: [hooks.py]\n")
    preload = tmp_path / "preload.py"
    preload.write_text(PRELOAD.format(root=str(site.root.resolve())))
    _, address = scheduler(start)
    hand = worker(start, address, "--preload", str(preload))
    with cluster.cluster(address) as workers:
        for number, text in enumerate(random.Random(4).sample(HOOKS * 2, 6)):
            site.write("hooks.py", text)
            found = site.build(workers)
            clean = Site(tmp_path / f"clean-{number}")
            shutil.copytree(
                site.root, clean.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("output", ".cache")
            )
            assert [it.message for it in clean.build().diagnostics] == [it.message for it in found.diagnostics]
            assert site.output() == clean.output()
    said(hand, "begun")


def test_hook_that_a_worker_cannot_load(site: Site, tmp_path: Path, start: Start) -> None:
    """A library that only this machine has stops the build and is named; no article is lost for it."""
    many(site)
    (tmp_path / "here/only_here-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "here/only_here.py").write_text("")
    (tmp_path / "here/only_here-1.0.dist-info/METADATA").write_text(
        "Metadata-Version: 2.1\nName: only-here\nVersion: 1.0\n"
    )
    (tmp_path / "here/only_here-1.0.dist-info/top_level.txt").write_text("only_here\n")
    site.write("hooks.py", "import only_here\ndef topics(it):\n    return None\n")
    site.write("site.yaml", site.read("site.yaml") + "hooks: [hooks.py]\n")
    _, address = scheduler(start)
    worker(start, address)
    line = [sys.executable, "-m", "site_gen", "-C", str(site.root), "build", "--scheduler", address]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path / "here"), str(ROOT)])}
    done = subprocess.run(line, capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert done.returncode == 2, done.stderr
    assert "hooks.py: error: needs only-here 1.0, and a worker has none" in done.stderr
    assert not (site.root / "output/index.html").exists()


def test_scheduler_that_dies_stops_the_build(site: Site, tmp_path: Path, start: Start) -> None:
    """Exit code 2 and a hint; the next build, without a cluster, heals the rest."""
    many(site)
    preload = tmp_path / "preload.py"
    preload.write_text(PRELOAD.format(root=str(site.root.resolve())))
    boss, address = scheduler(start)
    hand = worker(start, address, "--preload", str(preload))
    building = build(site, "--scheduler", address)
    said(hand, "begun")
    boss.send_signal(signal.SIGKILL)
    _, words = building.communicate(timeout=200)
    assert building.returncode == 2, words
    assert "the scheduler is gone" in words
    assert "Traceback" not in words
    assert site.command("build", "--now", NOW).returncode == 0


@pytest.mark.parametrize(("allowed", "words"), [("3", "all workers are gone"), ("0", "several workers died")])
def test_work_that_kills_its_workers(start: Start, monkeypatch: pytest.MonkeyPatch, allowed: str, words: str) -> None:
    """Where nobody is left to do the work, or it kills whoever does, the build stops and says so."""
    monkeypatch.setattr(cluster, "_POLLS_WITHOUT_WORKERS", 1)
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", allowed)
    _, address = scheduler(start)
    worker(start, address)
    with pytest.raises(ClusterError, match=words), cluster.cluster(address) as workers:
        list(workers(1_000).map(os._exit, [1]))


def test_worker_of_another_program_does_nothing() -> None:
    """One that joins later, and was not looked at, refuses too."""
    mine = digest(cluster.program())
    assert cluster.run_share(cluster.WorkShare(abs, ((-1,), (2,)), mine)) == [1, 2]
    assert cluster.run_share(cluster.WorkShare(abs, ((-1,),), b"other")) is None


def test_nobody_answers(site: Site) -> None:
    """A scheduler that cannot be reached, or an address that is none, is said with a hint."""
    site.seed("a.txt", "Bridge opens to traffic")
    for address, words in (("tcp://127.0.0.1:9", "no scheduler answers there"), ("else://x", "is not the address of")):
        done = site.command("build", "--scheduler", address)
        assert done.returncode == 2
        assert f"{address}: error: {words}" in done.stderr
        assert "\n  hint: " in done.stderr
        assert "Traceback" not in done.stderr


def test_no_workers(site: Site, start: Start) -> None:
    """A cluster without workers is said, not waited for."""
    site.seed("a.txt", "Bridge opens to traffic")
    _, address = scheduler(start)
    done = site.command("build", "--scheduler", address)
    assert done.returncode == 2
    assert f"has no workers\n  hint: start some with 'dask worker {address}'" in done.stderr


def test_other_program_on_a_worker(site: Site, tmp_path: Path, start: Start) -> None:
    """A worker whose site_gen differs is named: its pages might differ."""
    site.seed("a.txt", "Bridge opens to traffic")
    other = tmp_path / "other"
    shutil.copytree(ROOT / "site_gen", other / "site_gen", ignore=shutil.ignore_patterns("__pycache__"))
    (other / "site_gen/__init__.py").write_text('"""Another one."""\n\n__version__ = "0.0.9"\n')
    _, address = scheduler(start)
    worker(start, address, path=str(other))
    done = site.command("build", "--scheduler", address)
    assert done.returncode == 2
    assert re.search(r"worker tcp://\S+ has site-gen 0\.0\.9 \(sources \w+\), this machine has 0", done.stderr)
    assert "hint: install the same versions there" in done.stderr


def test_other_dask_on_the_scheduler(site: Site, tmp_path: Path, start: Start) -> None:
    """A scheduler of another version is named."""
    site.seed("a.txt", "Bridge opens to traffic")
    real = metadata.distribution("distributed")
    info = tmp_path / "older/distributed-2024.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: distributed\nVersion: 2024.1.0\n")
    (info / "entry_points.txt").write_text(real.read_text("entry_points.txt") or "")
    _, address = scheduler(start, path=str(info.parent))
    done = site.command("build", "--scheduler", address)
    assert done.returncode == 2
    assert "the scheduler has distributed 2024.1.0, this machine has" in done.stderr


def test_extra_is_missing(site: Site, tmp_path: Path) -> None:
    """Without Dask the message says how to install it."""
    (tmp_path / "distributed.py").write_text("raise ModuleNotFoundError('No module', name='distributed')\n")
    line = [sys.executable, "-m", "site_gen", "-C", str(site.root), "build", "--scheduler", "tcp://127.0.0.1:9"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    done = subprocess.run(line, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 2
    assert "hint: pip install 'site-gen[cluster]'" in done.stderr


def test_workers_and_scheduler(site: Site) -> None:
    """Processes of this machine and a cluster exclude each other."""
    assert site.command("build", "--workers", "2", "--scheduler", "tcp://127.0.0.1:9").returncode == 2

"""A schedule for weeks, each run in a fresh clone: some are killed, some have no network, an editor works meanwhile."""

from __future__ import annotations

import contextlib
import datetime
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from email.utils import format_datetime
from pathlib import Path

import pytest
from servers import Reply, Request, Server, serving
from sites import ROOT, Site

RUNS = int(os.environ.get("RUNS", "15"))  # 400 take a quarter of an hour
START = datetime.datetime(2026, 1, 5, 6, 17, tzinfo=datetime.UTC)
KEEP = 5  # days that a seed is carried
WINDOW = 40  # entries of a feed
WHO = ("-c", "user.name=Ute", "-c", "user.email=ute@valley.example")
PLACES = (
    "Harbour Bridge Mill School Library Market Ferry Station Orchard Museum Lighthouse Quarry Theatre Stadium".split()
)
DEEDS = "opens closes moves burns floods wins loses grows shrinks reopens".split()
# Does the steps of a recipe in a process for each line of its input, "FOLDER TIME"; it says the process's number, then
# how it ended. All are forks, because starting Python three times would be most of a run's time.
STARTER = """
import os, sys
from site_gen.build import site
from site_gen.cli import commands, main, run
from site_gen.fetch import pipeline
from site_gen.publish import state

def steps(now):
    keep = ["state", "save", "--now", now, "--keep", "{keep}"]
    for words in (["state", "load"], ["run", "--now", now, "--ready", ".cache/ready"], keep):
        sys.argv[1:] = words
        try:
            main()
        except SystemExit as end:
            if end.code and words[0] != "run":
                return

for line in sys.stdin:
    folder, now = line.split()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.chdir(folder)
        steps(now)
        sys.stderr.flush()
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *WHO, *words], cwd=folder, capture_output=True, text=True, check=True).stdout


class Publishers:
    """Two feeds on this machine: the second reports some of the events of the first, an hour later."""

    def __init__(self, servers: Sequence[Server]) -> None:
        self.now = START
        self.is_off = False
        servers[0].pages["/a"] = lambda request: self.answer(request, "a")
        servers[1].pages["/b"] = lambda request: self.answer(request, "b")

    def answer(self, _: Request, name: str) -> Reply:
        if self.is_off:
            return Reply(raw=lambda connection: connection.close())
        hours = int((self.now - START).total_seconds() // 3600)
        numbers = range(hours + 1) if name == "a" else range(0, hours, 5)
        items = "".join(entry(name, number) for number in list(numbers)[-WINDOW:])
        return Reply(f"<rss version='2.0'><channel><title>Feed {name}</title>{items}</channel></rss>")


def entry(name: str, number: int) -> str:
    dice = random.Random(number)
    place, deed, year = dice.choice(PLACES), dice.choice(DEEDS), dice.randint(100, 999)
    title = f"{place} of Ward {year} {deed} after {dice.randint(2, 99)} weeks" + (" of waiting" if name == "b" else "")
    when = START + datetime.timedelta(hours=number + (name == "b"), minutes=-20)
    words = " ".join(dice.choice(PLACES + DEEDS).lower() + str(dice.randint(100, 999)) for _ in range(40))
    link = f"https://{name}.example/{number}"
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{name}{number}</guid>"
        f"<pubDate>{format_datetime(when)}</pubDate><description>{words} says {name}.</description></item>"
    )


class Schedule:
    """Runs in fresh clones of one repository, or in one that lasts; the cache of a run that ended may be handed on."""

    def __init__(self, folder: Path, servers: Sequence[Server], name: str) -> None:
        self.folder = folder / name
        self.origin = self.folder / "origin.git"
        site = Site(self.folder / "work")
        urls = [server.url(f"/{it}") for it, server in zip("ab", servers, strict=True)]
        feeds = "".join(f"  - {{name: Feed {it}, feed: {url!r}, full_text: false}}\n" for it, url in enumerate(urls))
        site.write(
            "site.yaml",
            f"title: Weeks\nbase_url: https://weeks.example/\nsources:\n{feeds}fetch: {{allow: [127.0.0.0/8]}}\n"
            "search: false\nmarkdown: false\n",
        )
        site.write(".gitignore", "/output/\n/.cache/\n/fetch-state.jsonl\n")
        site.write(".gitattributes", "content/memory.jsonl merge=union\n")
        git(site.root, "init", "--quiet", "--initial-branch=main")
        git(site.root, "add", "--all")
        git(site.root, "commit", "--quiet", "-m", "Start")
        git(self.folder, "clone", "--quiet", "--bare", "work", "origin.git")
        self.starter = subprocess.Popen(
            [sys.executable, "-c", STARTER.format(keep=KEEP)], env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=(self.folder / "log").open("a"),
        )  # fmt: skip

        self._has_ended = False

    def end(self) -> None:
        self.starter.communicate()

    def clone(self, name: str = "clone") -> Site:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        git(self.folder, "clone", "--quiet", "--depth", "1", f"file://{self.origin}", name)
        site = Site.__new__(Site)
        site.root = self.folder / name
        return site

    def run(
        self,
        now: datetime.datetime,
        kill_after: float | None = None,
        *,
        is_cut_off: bool = False,
        is_fresh: bool = True,
        has_cache: bool = False,
    ) -> float:
        """A run of the recipe; the seconds that it took."""
        site = Site.__new__(Site)
        site.root = self.folder / "clone"
        if is_fresh or not site.root.exists():
            cache = self.folder / "cache"
            if (site.root / ".cache").exists() and self._has_ended:
                shutil.rmtree(cache, ignore_errors=True)
                (site.root / ".cache").rename(cache)
            site = self.clone()
            if has_cache and cache.exists():
                shutil.copytree(cache, site.root / ".cache")
        else:
            git(site.root, "pull", "--quiet", "--rebase")
        if is_cut_off:
            git(site.root, "remote", "set-url", "origin", str(self.folder / "nowhere"))
        assert self.starter.stdin
        assert self.starter.stdout
        self.starter.stdin.write(f"{site.root} {now.isoformat()}\n")
        self.starter.stdin.flush()
        child, began = int(self.starter.stdout.readline()), time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
        self._has_ended = self.starter.stdout.readline() == "0\n"
        return time.monotonic() - began

    def edit(self, number: int) -> None:
        """What an editor does to one article, found by its headline: words, a headline, or a decision."""
        site = self.clone("editor")
        title = re.search(r"<title>(.*?)</title>", entry("a", number))[1]
        paths = [path for path in (site.root / "content").rglob("*.md") if f"title: {title}\n" in path.read_text()]
        (path,) = paths
        text = path.read_text()
        if number % 3 == 0:
            path.write_text(f"{text}\nA word of Ute's on {number}.\n")
        elif number % 3 == 1:
            path.write_text(text.replace(f"title: {title}\n", f"title: {title}, says Ute\n"))
        else:
            id_ = re.search(r"^id: (.*)$", text, re.MULTILINE)[1]
            decisions = site.root / "editorial.yaml"
            before = decisions.read_text() if decisions.exists() else "rename:\n"
            decisions.write_text(f"{before}  {id_}: Renamed by Ute {number}\n")
        git(site.root, "add", "--all")
        git(site.root, "commit", "--quiet", "-m", f"Edit {number}")
        git(site.root, "push", "--quiet", "origin", "HEAD:main")

    def result(self, now: datetime.datetime) -> tuple[dict[str, str], str, set[str]]:
        """The articles, the decisions, and the addresses of a site that is built from a fresh clone."""
        site = self.clone("last")
        site.build(now=now.isoformat())
        addresses = {path for path in site.output() if re.fullmatch(r"\d{4}/\d\d/\d\d/[^/]+/index\.html", path)}
        decisions = site.root / "editorial.yaml"
        # Which file an article was read from last depends on the runs; who it is, where and what it says does not.
        content = {
            path: re.sub(r"^(?:seed: .*|copies:(?:\n- .*)*)\n", "", text, flags=re.MULTILINE)
            for path, text in site.content().items()
        }
        return content, decisions.read_text() if decisions.exists() else "", addresses

    def state(self) -> tuple[int, int]:
        """The number of commits of the state branch, and the bytes of its files."""
        rows = git(self.origin, "ls-tree", "-r", "--long", "site-gen-state").splitlines()
        size = sum(int(row.split()[3]) for row in rows)
        return int(git(self.origin, "rev-list", "--count", "site-gen-state")), size


@pytest.mark.slow
@pytest.mark.timeout(90 * 60)
def test_as_if_nothing_had_happened(tmp_path: Path) -> None:
    """Articles, ids, addresses, edits and decisions are those of an undisturbed schedule; the state is bounded."""
    dice = random.Random(11)
    numbers = list(range(RUNS - 3))  # the last runs heal
    tenth = max(2, round(RUNS / 10))
    cut_off = set(dice.sample(numbers, tenth))
    killed = set(dice.sample(sorted(set(numbers) - cut_off), tenth))
    with serving("127.0.0.1", "127.0.0.2") as servers, contextlib.ExitStack() as ends:
        publishers = Publishers(servers)
        calm, rough = Schedule(tmp_path, servers, "calm"), Schedule(tmp_path, servers, "rough")
        ends.callback(calm.end)
        ends.callback(rough.end)
        took = [3.0]
        sizes = []
        for number in range(RUNS):
            # The last runs are a day apart and find nothing new, so that both schedules have asked for everything.
            late = max(0, number - numbers[-1])
            publishers.now = START + datetime.timedelta(hours=min(number, numbers[-1]))
            now = publishers.now + datetime.timedelta(days=late)
            publishers.is_off = False
            usual = calm.run(now, is_fresh=False)
            publishers.is_off = number in cut_off and dice.random() < 0.5
            is_without_remote = number in cut_off and not publishers.is_off
            kill_after = dice.random() * took[-1] if number in killed else None
            has_cache = dice.random() < 0.75
            seconds = rough.run(now, kill_after, is_cut_off=is_without_remote, has_cache=has_cache)
            took.append(min(usual, seconds) if kill_after is None and number not in cut_off else took[-1])
            if number % 8 == 7 and 10 < number < RUNS - 3:
                calm.edit(number - 9)
                rough.edit(number - 9)
            sizes.append(rough.state() if number > 10 else (1, 0))
        assert {commits for commits, _ in sizes} == {1}
        sizes_of = [size for _, size in sizes]
        per_run = max(1, sizes_of[min(RUNS - 1, 48)] // min(RUNS, 49))
        assert max(sizes_of) <= 2 * per_run * 24 * (KEEP + 1)
        found, wanted = rough.result(now), calm.result(now)
    (tmp_path / "said").write_text(
        f"{RUNS} runs, {len(killed)} killed, {len(cut_off)} cut off, {len(found[0])} articles; "
        f"the state had {max(sizes_of):,} bytes at most, in the end {sizes_of[-1]:,}\n"
    )
    assert sorted(found[0]) == sorted(wanted[0])
    assert found == wanted

"""A schedule for weeks, each run in a fresh clone: some are killed, some have no network, an editor works meanwhile."""

from __future__ import annotations

import datetime
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from email.utils import format_datetime
from pathlib import Path

import pytest
from servers import Reply, Request, Server, serving
from sites import ROOT, Site

RUNS = int(os.environ.get("RUNS", "15"))  # 400 take three quarters of an hour
START = datetime.datetime(2026, 1, 5, 6, 17, tzinfo=datetime.UTC)
KEEP = 5  # days that a seed is carried
WINDOW = 40  # entries of a feed
WHO = ("-c", "user.name=Ute", "-c", "user.email=ute@valley.example")
PLACES = (
    "Harbour Bridge Mill School Library Market Ferry Station Orchard Museum Lighthouse Quarry Theatre Stadium".split()
)
DEEDS = "opens closes moves burns floods wins loses grows shrinks reopens".split()
# The steps of a recipe in one process, because starting Python three times is most of their time.
STEPS = """
import sys
from site_gen.cli import main
now = sys.argv[1]
keep = ["state", "save", "--now", now, "--keep", "{keep}"]
for words in (["state", "load"], ["run", "--now", now, "--ready", ".cache/ready"], keep):
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as end:
        if end.code and words[0] != "run":
            sys.exit(end.code)
"""


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *WHO, *words], cwd=folder, capture_output=True, text=True, check=True).stdout


class Publishers:
    """Two feeds on this machine: the second reports some of the events of the first, an hour later."""

    def __init__(self, server: Server) -> None:
        self.now = START
        self.is_off = False
        server.pages["/a"] = lambda request: self.answer(request, "a")
        server.pages["/b"] = lambda request: self.answer(request, "b")

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
    """Runs in fresh clones of one repository."""

    def __init__(self, folder: Path, server: Server, name: str) -> None:
        self.folder = folder / name
        self.origin = self.folder / "origin.git"
        site = Site(self.folder / "work")
        feeds = "".join(f"  - {{name: Feed {it}, feed: {server.url(f'/{it}')!r}, full_text: false}}\n" for it in "ab")
        site.write(
            "site.yaml",
            f"title: Weeks\nbase_url: https://weeks.example/\nsources:\n{feeds}fetch: {{allow: [127.0.0.0/8]}}\n",
        )
        site.write(".gitignore", "/output/\n/.cache/\n/fetch-state.jsonl\n")
        site.write(".gitattributes", "content/memory.jsonl merge=union\n")
        git(site.root, "init", "--quiet", "--initial-branch=main")
        git(site.root, "add", "--all")
        git(site.root, "commit", "--quiet", "-m", "Start")
        git(self.folder, "clone", "--quiet", "--bare", "work", "origin.git")

    def clone(self, name: str = "clone") -> Site:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        git(self.folder, "clone", "--quiet", "--depth", "1", f"file://{self.origin}", name)
        site = Site.__new__(Site)
        site.root = self.folder / name
        return site

    def run(self, now: datetime.datetime, kill_after: float | None = None, *, is_cut_off: bool = False) -> float:
        """A run of the recipe; the seconds that it took."""
        site = self.clone()
        if is_cut_off:
            git(site.root, "remote", "set-url", "origin", str(self.folder / "nowhere"))
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-c", STEPS.format(keep=KEEP), now.isoformat()],
            cwd=site.root, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=(self.folder / "log").open("a"),
        )  # fmt: skip
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
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
        return site.content(), decisions.read_text() if decisions.exists() else "", addresses

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
    with serving("127.0.0.1") as (server,):
        publishers = Publishers(server)
        calm, rough = Schedule(tmp_path, server, "calm"), Schedule(tmp_path, server, "rough")
        took = [3.0]
        sizes = []
        for number in range(RUNS):
            # The last runs are a day apart and find nothing new, so that both schedules have asked for everything.
            late = max(0, number - numbers[-1])
            publishers.now = START + datetime.timedelta(hours=min(number, numbers[-1]))
            now = publishers.now + datetime.timedelta(days=late)
            publishers.is_off = False
            usual = calm.run(now)
            publishers.is_off = number in cut_off and dice.random() < 0.5
            is_without_remote = number in cut_off and not publishers.is_off
            kill_after = dice.random() * took[-1] if number in killed else None
            seconds = rough.run(now, kill_after, is_cut_off=is_without_remote)
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

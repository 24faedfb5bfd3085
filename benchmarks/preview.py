"""From saving an article to its new page answering, beside `hugo server` in the same run.

    python -m benchmarks.preview [ARTICLES] [ROUNDS]

Both serve the same made-up corpus. In turn, an article gets one more paragraph, and its address is asked until the
paragraph is there. For site-gen the time is also split: until the change was seen, and what the build took.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.__main__ import build
from benchmarks.corpus import write_site
from benchmarks.equivalent import write_hugo
from benchmarks.rivals import ROOT, hugo_program

_PAUSE = 0.004  # seconds between two askings
_PATIENCE = 120.0


class Edit(NamedTuple):
    """One edit, in seconds: until the page answered, until the change was seen, what the build took."""

    answered: float
    seen: float = 0.0
    built: float = 0.0


class Server:
    """A server on a port of this machine, asked over one connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)

    def get(self, address: str) -> bytes:
        try:
            self._connection.request("GET", address)
            return self._connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return b""

    def wait_for(self, address: str, words: bytes) -> float:
        """The moment at which an address first answers with some words."""
        end = time.time() + _PATIENCE
        while time.time() < end:
            if words in self.get(address):
                return time.time()
            time.sleep(_PAUSE)
        sys.exit(f"{address} never showed {words.decode()}")


def main() -> None:
    """Print the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    report(articles, *measure(articles, rounds))


def measure(articles: int, rounds: int) -> tuple[list[Edit], list[Edit]]:
    """The edits of both servers, made in turn, all over the years."""
    hugo = hugo_program()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours"), Path(folder, "hugo")
        write_site(ours, articles)
        build(ours)
        shutil.copytree(Path(__file__).parent / "peers/hugo", theirs)
        shutil.copytree(ROOT / "templates/static", theirs / "static/static")
        write_hugo(ours, theirs)
        stories = sorted((theirs / "content/news").glob("*.md"))
        chosen = [stories[len(stories) * number // rounds] for number in range(rounds)]
        with site_gen_server(ours) as us, hugo_server(hugo, theirs) as them:
            pairs = [(edit_ours(us, ours, place_of(it)), edit_theirs(them, it)) for it in chosen]
    return [one for one, _ in pairs], [two for _, two in pairs]


def place_of(told: Path) -> str:
    """`2024/01/01/some-slug`, from the name that a peer's file has."""
    day, _, slug = told.stem.partition("-")
    return f"{day[:4]}/{day[4:6]}/{day[6:]}/{slug}"


def edit_ours(server: Server, folder: Path, place: str) -> Edit:
    start, words = add_paragraph(folder / "content" / f"{place}.md")
    answered = server.wait_for(f"/{place}/", words)
    last = [it for it in json.loads(server.get("/_desk/timings")) if it["seen"] >= start]
    while not last:  # the page answers before the build is over
        time.sleep(_PAUSE)
        last = [it for it in json.loads(server.get("/_desk/timings")) if it["seen"] >= start]
    return Edit(answered - start, last[0]["seen"] - start, last[0]["ended"] - last[0]["started"])


def edit_theirs(server: Server, path: Path) -> Edit:
    start, words = add_paragraph(path)
    return Edit(server.wait_for(f"/{place_of(path)}/", words) - start)


def add_paragraph(path: Path) -> tuple[float, bytes]:
    """One more paragraph at the end of an article: the moment before, and its words."""
    words = f"Paragraph of {time.time_ns()}"
    text = f"{path.read_text(encoding='utf-8')}\n{words} ends here.\n"
    start = time.time()
    path.write_text(text, encoding="utf-8")
    return start, words.encode()


@contextmanager
def site_gen_server(folder: Path) -> Iterator[Server]:
    line = [sys.executable, "-m", "site_gen", "-C", str(folder), "serve", "--port", str(free_port())]
    with serving(line) as running:
        found = running.wait_for_line(rb"serving http://127\.0\.0\.1:(\d+)/")
        server = Server(int(found[1]))
        settle(server)
        yield server


@contextmanager
def hugo_server(program: Path, folder: Path) -> Iterator[Server]:
    port = free_port()
    line = [str(program), "server", "--source", str(folder), "--port", str(port), "--baseURL", "http://127.0.0.1/"]
    with serving(line) as running:
        running.wait_for_line(rb"Web Server is available")
        yield Server(port)


class Running(NamedTuple):
    """A server and what it says."""

    process: subprocess.Popen[bytes]
    log: Path

    def wait_for_line(self, pattern: bytes) -> re.Match[bytes]:
        while not (found := re.search(pattern, self.log.read_bytes())):
            if self.process.poll() is not None:
                sys.exit(self.log.read_text(errors="replace"))
            time.sleep(0.05)
        return found


@contextmanager
def serving(line: list[str]) -> Iterator[Running]:
    """Run a server, whose output goes to a file; it ends with the block."""
    with tempfile.NamedTemporaryFile() as log:
        process = subprocess.Popen(line, stdout=log, stderr=log, cwd=ROOT, env=os.environ | {"TERM": "dumb"})
        try:
            yield Running(process, Path(log.name))
        finally:
            process.terminate()
            process.wait()


def settle(server: Server) -> None:
    """Wait until builds that follow from the first one are over."""
    before = -1
    while before != (now := len(json.loads(server.get("/_desk/timings")))):
        before = now
        time.sleep(1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def report(articles: int, ours: list[Edit], theirs: list[Edit]) -> None:
    print(f"\n{articles:,} articles, {len(ours)} edits: milliseconds from saving to the new page answering")
    print(f"{'':<28}{'median':>8}{'slowest':>9}")
    rows = {
        "hugo server": [it.answered for it in theirs],
        "site-gen serve": [it.answered for it in ours],
        "  until the change is seen": [it.seen for it in ours],
        "  the build": [it.built for it in ours],
    }
    for name, seconds in rows.items():
        print(f"{name:<28}{1000 * statistics.median(seconds):>8.0f}{1000 * max(seconds):>9.0f}")


if __name__ == "__main__":
    main()

"""The contract of a polite fetcher, one test for each of its numbered behaviours (docs/fetching.md lists them)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
from servers import Reply, Request, Server, rss, serving
from sites import Site

from site_gen.fetch import hosts
from site_gen.fetch.pipeline import Fetched, RunOptions, fetch
from site_gen.fetch.records import Attempt
from site_gen.fetch.sources import load_sources
from site_gen.fetch.state import STATE

START = datetime.datetime(2026, 1, 2, 9, tzinfo=datetime.UTC)
HOUR = 60
DAY = 24 * HOUR


class Desk:
    """A digest with sources on this machine, and a clock that only the test moves."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.minutes = 0.0
        self.sources: dict[str, dict[str, Any]] = {}
        self.settings: dict[str, Any] = {"allow": ["127.0.0.0/8"], "timeout": 5}

    def source(self, feed: Any, name: str = "Harbour Desk", **keys: Any) -> None:
        self.sources[name] = {"name": name, "feed": feed, **keys}

    def configure(self) -> None:
        text = {
            "title": "Test", "base_url": "https://digest.example/", "sources": list(self.sources.values()),
            "fetch": self.settings,
        }  # fmt: skip
        self.site.write("site.yaml", json.dumps(text, indent=1))

    def run(self, *, after: float = 0, ask_all: bool = False, **options: Any) -> Fetched:
        """A run so many minutes after the last one."""
        self.minutes += after
        self.configure()
        now = START.timestamp() + self.minutes * 60
        return fetch(self.site.root, load_sources(self.site.root), RunOptions(now=now, ask_all=ask_all, **options))

    def line(self, **options: Any) -> Attempt:
        """The one line of a run with one feed."""
        lines = self.run(**options).lines
        assert len(lines) == 1, lines
        return lines[0]

    def state(self, kind: str = "feed") -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.site.read(STATE).splitlines()]
        return [line for line in lines if line["kind"] == kind]

    def record(self) -> dict[str, Any]:
        (found,) = self.state()
        return found

    def seeds(self) -> dict[str, tuple[bytes, int]]:
        folder = self.site.root / "seeds"
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    def articles(self) -> list[str]:
        """Titles of all that a build would find, sorted."""
        from site_gen.build import open_memo  # noqa: F401

        done = self.site.command("ingest")
        assert done.returncode == 0, done.stderr
        return sorted(text.split("title: ", 1)[1].split("\n", 1)[0] for text in self.site.content().values())


@pytest.fixture
def desk(site: Site, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(hosts, "PAUSE", 0.0)
    return Desk(site)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving("127.0.0.1") as (found,):
        yield found


def test_thinnest_line(desk: Desk, server: Server) -> None:
    """A feed comes into seeds, is asked for again only when it is due, and a 304 touches nothing."""

    def answer(request: Request) -> Reply:
        if request.headers.get("if-none-match") == '"v1"':
            return Reply(status=304)
        return Reply(rss("Ferry returns", "Bridge opens"), headers={"ETag": '"v1"', "Content-Type": "text/xml"})

    server.pages["/feed"] = answer
    desk.source(server.url())
    assert desk.line().outcome == "ok"
    before = desk.seeds()
    assert desk.articles() == ["Bridge opens", "Ferry returns"]
    assert desk.line(after=30).outcome == "skip"
    assert desk.line(after=DAY).status == 304
    assert desk.seeds() == before
    assert len(server.requests) == 2

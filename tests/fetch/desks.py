"""A digest with sources on this machine and a clock that only the test moves, and what its servers answer."""

from __future__ import annotations

import datetime
import json
import ssl
import subprocess
from pathlib import Path
from typing import Any

from servers import Reply, Request, Server, rss
from sites import Site

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


def fixed(body: str | bytes = "", status: int = 200, **headers: str) -> Reply:
    """An answer with headers whose names have `_` for `-`."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(body, status, {"Content-Type": "application/rss+xml"} | names)


def conditional(body: str, etag: str = '"v1"', **headers: str) -> Any:
    """A server that knows its validators."""

    def answer(request: Request) -> Reply:
        if request.headers.get("if-none-match") == etag:
            return fixed(status=304, **headers)
        return fixed(body, ETag=etag, **headers)

    return answer


def entries_now(desk: Desk, count: int, *, hours: float, head: str = "") -> str:
    """A feed whose entries are so many hours apart, the last one now."""
    now = START + datetime.timedelta(minutes=desk.minutes)
    items = "".join(
        f"<item><title>Entry {desk.minutes:.0f} {at}</title><link>http://news.example/{desk.minutes:.0f}/{at}</link>"
        f"<pubDate>{now - datetime.timedelta(hours=at * hours):%d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<description>{'Words of the report, one after the other. ' * 30}</description></item>"
        for at in range(count)
    )
    return f'<rss version="2.0"><channel><title>Desk</title><description>d</description>{head}{items}</channel></rss>'


def wait_of(desk: Desk) -> float:
    """Minutes until the one feed is due."""
    due = datetime.datetime.fromisoformat(desk.record()["next"]) - START
    return due.total_seconds() / 60 - desk.minutes


def wait_of_url(desk: Desk, url: str) -> float:
    """Minutes until a feed is due."""
    (record,) = (it for it in desk.state() if it["url"] == url)
    return (datetime.datetime.fromisoformat(record["next"]) - START).total_seconds() / 60 - desk.minutes


def short_feed(server: Server, *titles: str, text: str = "", **links: str) -> str:
    """A feed that gives a sentence of each report."""
    text = text or "The harbour board and the captain agreed on repairs of the ferry."
    return rss(*titles, text=text, base=f"http://{server.address}:{server.port}")


def article(
    title: str, *, words: str = "The harbour board and the captain agreed on repairs of the ferry.", **_: Any
) -> Reply:
    """The page of a report."""
    paragraphs = "".join(
        f"<p>{words} In part {at} of the report on {title} the mayor says what the {title} means for the town, "
        f"who pays for it and how long it takes until all of it is done, number {at}.</p>"
        for at in range(7)
    )
    page = (
        f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article>"
    )
    return Reply(f"{page}</body></html>", headers={"Content-Type": "text/html; charset=utf-8"})


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's side with a certificate of its own making."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2",  # noqa: E501
         "-subj", "/CN=127.0.0.1"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context

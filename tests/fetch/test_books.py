"""What is written down, and that it is in step: rule 36."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from random import Random

from desks import Desk, article, conditional, fixed, short_feed
from servers import Reply, Server, rss, serving
from sites import ROOT


def test_36_every_attempt_and_skip_has_a_line(desk: Desk, server: Server) -> None:
    """`--json` says of each attempt and skip why, what came and when it is next; `why SOURCE` reads the books."""
    server.pages["/feed"] = fixed(rss("One"))
    desk.source(server.url())
    desk.source(server.url("/missing"), name="Lost Desk")
    desk.configure()
    done = desk.site.command("fetch", "--json", "--now", "2026-01-02T09:00:00Z")
    assert done.returncode == 1
    lines = {it["source"]: it for it in map(json.loads, done.stdout.splitlines())}
    keys = {"source", "url", "outcome", "due", "status", "bytes", "ms", "next", "reason"}
    assert all(set(line) == keys for line in lines.values())
    assert [lines[name]["outcome"] for name in ("Harbour Desk", "Lost Desk")] == ["ok", "fail"]
    assert "Lost Desk" in done.stderr
    assert "404" in done.stderr
    done = desk.site.command("fetch", "--json", "--now", "2026-01-02T09:10:00Z")
    assert done.returncode == 0
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()] == ["skip", "skip"]
    said = desk.site.command("why", "lost-desk").stdout
    assert "404" in said
    assert "2026-01-02T09:00:00Z" in said


def test_36_killed_at_any_moment(desk: Desk) -> None:
    """After `kill -9` seeds and state are in step: nothing lost, nothing twice, nothing asked again too soon."""
    random = Random(36)
    with serving(*(f"127.0.0.{at}" for at in range(1, 7))) as servers:
        for server in servers:
            titles = [f"Report {server.address} {at}" for at in range(5)]
            server.pages = {"/robots.txt": Reply(status=404), "/feed": conditional(short_feed(server, *titles))}
            server.pages |= {f"/{title.lower().replace(' ', '-')}": article(title) for title in titles}
            desk.source(server.url(), name=f"Desk {server.address}")
        desk.configure()
        for at in range(8):
            line = [
                sys.executable,
                "-m",
                "site_gen",
                "-C",
                str(desk.site.root),
                "fetch",
                "--now",
                f"2026-01-02T09:{at:02}:00Z",
            ]
            running = subprocess.Popen(line, stderr=subprocess.DEVNULL, cwd=ROOT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(0.3 + random.random() * 1.5)
            running.kill()
            running.wait()
            assert all(len(server.asked("/feed")) <= 1 for server in servers)
        for day in (3, 4, 5):
            done = desk.site.command("fetch", "--now", f"2026-01-{day:02}T10:00:00Z")
            assert done.returncode == 0, done.stderr
    assert len(desk.articles()) == 30
    assert all(it["verdict"] == "taken" for it in desk.state("page"))
    assert not list(desk.site.root.rglob("*.part"))

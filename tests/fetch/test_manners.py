"""Manners towards hosts, and the order of things: rules 25 to 27."""

from __future__ import annotations

import datetime
import itertools
import subprocess
import sys
import threading
import time

import pytest
from desks import DAY, START, Desk, entries_now, fixed
from servers import Reply, Request, Server, rss, serving
from sites import ROOT

from site_gen.fetch import hosts


def test_25_one_connection_a_host_and_a_pause(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host, whatever its ports, has one request at a time and a pause after it; many hosts are asked at once."""
    monkeypatch.setattr(hosts, "PAUSE", 0.2)
    with serving("127.0.0.1", "127.0.0.1", "127.0.0.2") as servers:
        for server in servers:
            server.pages = {f"/{at}": fixed(rss("One")) for at in range(3)}
            desk.source([server.url(f"/{at}") for at in range(3)], name=f"Desk {server.port}")
        done = desk.run()
    assert not done.failed
    for them in (servers[:2], servers[2:]):
        times = sorted(it.at for server in them for it in server.requests)
        assert all(after - before >= 0.19 for before, after in itertools.pairwise(times))
    assert [server.most_at_once for server in servers] == [1, 1, 1]
    both = sorted((it.at, it.host) for server in servers for it in server.requests)
    assert {host for _, host in both[:2]} == {"127.0.0.1", "127.0.0.2"}


def test_26_what_was_cut_off_comes_first(desk: Desk, server: Server) -> None:
    """Who waits longest is asked first; a run that is out of time leaves the rest to the next one; the order turns."""
    server.pages = {f"/{at}": fixed(entries_now(desk, 40, hours=0.2)) for at in range(6)}
    desk.source([server.url(f"/{at}") for at in range(6)])
    desk.settings["budget"] = 0.05

    def slow(request: Request) -> Reply:
        time.sleep(0.03)
        return fixed(rss("One"))

    server.pages = {f"/{at}": slow for at in range(6)}
    first = desk.run()
    reached = {it.path for it in server.requests}
    assert 0 < len(reached) < 6
    assert any("out of time" in line.reason for line in first.lines)
    server.requests.clear()
    desk.settings["budget"] = 60
    desk.run(after=2 * DAY)
    order = [it.path for it in server.requests]
    assert set(order[: 6 - len(reached)]).isdisjoint(reached)
    orders = set()
    for _ in range(4):
        server.requests.clear()
        desk.run(after=2 * DAY)
        orders.add(tuple(it.path for it in server.requests))
    assert len(orders) > 1


def test_26_what_still_waited_when_the_run_was_killed_comes_first(desk: Desk, server: Server) -> None:
    """A feed that waits for its host's next turn was not asked yet, so the next run begins with it."""
    desk.source([server.url(f"/{at}") for at in range(3)])
    desk.configure()
    line = [sys.executable, "-m", "site_gen", "-C", str(desk.site.root), "fetch", "--now", START.isoformat()]
    killed: list[subprocess.Popen[bytes]] = []

    def kill_soon(_: Request) -> Reply:
        threading.Timer(0.3, killed[0].kill).start()  # while the second waits for a second to pass
        return fixed(rss("One"))

    server.pages = {f"/{at}": kill_soon for at in range(3)}
    killed.append(subprocess.Popen(line, cwd=ROOT, stderr=subprocess.DEVNULL))
    assert killed[0].wait() < 0
    (first,) = (it.path for it in server.requests)
    server.pages = {f"/{at}": fixed(rss("One")) for at in range(3)}
    desk.run(after=2 * DAY)
    assert [it.path for it in server.requests].count(first) == 2
    assert server.requests[-1].path == first


def test_27_the_first_fetch_asks_for_recent_pages_alone(desk: Desk, server: Server) -> None:
    """Old entries are filed under their own dates; pages are asked for those of the last two weeks."""
    items = "".join(
        f"<item><title>Report of day {day}</title><link>{server.url(f'/day-{day}')}</link><description>Short.</description>"  # noqa: E501 - markup, as servers write it
        f"<pubDate>{START - datetime.timedelta(days=day):%d %b %Y} 08:00:00 GMT</pubDate></item>"
        for day in (1, 13, 15, 200)
    )
    server.pages["/feed"] = fixed(f'<rss version="2.0"><channel><title>D</title>{items}</channel></rss>')
    desk.source(server.url())
    desk.run()
    assert sorted(it.path for it in server.requests) == ["/day-1", "/day-13", "/feed", "/robots.txt"]
    assert len(desk.articles()) == 4
    assert any(path.startswith("2025/06/16/") for path in desk.site.content())

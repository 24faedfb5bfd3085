"""Redirects and moves: rules 21 to 24."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from desks import DAY, Desk, fixed, self_signed
from servers import Server, rss

from site_gen.fetch.http import Hop
from site_gen.fetch.moves import learnt
from site_gen.fetch.pipeline import RunOptions, fetch
from site_gen.fetch.records import FeedRecord
from site_gen.fetch.sources import load_sources


@pytest.mark.parametrize(
    ("hops", "reason"),
    [
        ([f"/{at}" for at in range(1, 7)], "more than 5"),
        (["/a", "/feed"], "circle"),
        (["ftp://127.0.0.1/feed"], "never asked"),
        (["file:///etc/passwd"], "never asked"),
        (["http://10.0.0.1/feed"], "private"),
        ([""], "without saying where"),
    ],
)
def test_21_redirects_have_limits(desk: Desk, server: Server, hops: list[str], reason: str) -> None:
    """Five hops, no circles, http and https alone, each hop's address checked anew."""
    for place, hop in zip(["/feed", *hops], hops, strict=False):
        server.pages[place] = fixed(status=302, Location=hop)
    desk.source(server.url())
    line = desk.line()
    assert line.outcome == "fail"
    assert reason in line.reason
    server.pages |= {f"/{at}": fixed(status=307, Location=f"/{at + 1}") for at in range(5)}
    server.pages["/5"] = fixed(rss("One"))
    desk.source(server.url("/0"))
    assert desk.line(after=DAY).outcome == "ok"


def test_22_a_move_is_learnt_after_a_week(desk: Desk, server: Server) -> None:
    """301 and 308 that stay the same for a week, with a feed there, are learnt; at once where the old address died."""
    server.pages["/feed"] = fixed(status=301, Location="/new")
    server.pages["/new"] = fixed(status=302, Location="/today")
    server.pages["/today"] = fixed(rss("One"))
    desk.source(server.url())
    for _ in range(7):
        desk.run(after=DAY)
        assert "address" not in desk.record()
    desk.run(after=DAY)
    assert desk.record()["address"] == server.url("/new")
    server.requests.clear()
    desk.run(after=DAY)
    assert [it.path for it in server.requests] == ["/new", "/today"]
    server.pages["/old"] = fixed(status=308, Location="/new")
    desk.source(server.url("/old"))
    desk.run()
    del server.pages["/old"]
    line = desk.line(after=DAY)
    assert line.outcome == "ok"
    assert next(it for it in desk.state() if it["url"] == server.url("/old"))["address"] == server.url("/new")


def test_23_what_is_for_today_is_never_learnt(desk: Desk, server: Server) -> None:
    """302, 303, 307 and pages lead somewhere today; a month of them is nothing to learn from."""
    desk.source(server.url())
    server.pages["/login"] = fixed("<html><body>Log in</body></html>", Content_Type="text/html")
    server.pages["/today"] = fixed(rss("One"))
    for at, (status, target) in enumerate([(302, "/today"), (303, "/today"), (307, "/today"), (301, "/login")] * 8):
        server.pages["/feed"] = fixed(status=status, Location=target)
        desk.run(after=2 * DAY)
        record = desk.record()
        assert not {"address", "moving_to"} & set(record), at


def test_24_moves_live_in_the_state_until_they_are_applied(desk: Desk, server: Server) -> None:
    """`site.yaml` changes only by `--apply-moves`, and keeps its comments."""
    desk.site.write(
        "site.yaml",
        f"title: T\n# mine\nsources:\n  - name: Desk  # the good one\n    feed: {server.url()}\n"
        "fetch: {allow: [127.0.0.0/8]}\n",
    )
    before = desk.site.read("site.yaml")
    server.pages["/feed"] = fixed(status=301, Location="/new")
    server.pages["/new"] = fixed(rss("One"), ETag='"1"')
    for day in range(1, 10):
        now = datetime.datetime(2026, 1, day, 9, tzinfo=datetime.UTC).timestamp()
        done = fetch(desk.site.root, load_sources(desk.site.root), RunOptions(now=now))
    assert desk.site.read("site.yaml") == before
    assert f"has moved to {server.url('/new')}" in done.remarks[0]
    done = desk.site.command("fetch", "--apply-moves", "--now", "2026-01-10T09:10:00Z")
    assert done.returncode == 0, done.stderr
    assert desk.site.read("site.yaml") == before.replace(server.url(), server.url("/new"))
    server.requests.clear()
    desk.site.command("fetch", "--now", "2026-01-10T09:20:00Z")
    assert server.requests == []
    desk.site.command("fetch", "--now", "2026-01-12T09:20:00Z")
    assert [(it.path, it.headers.get("if-none-match")) for it in server.requests] == [("/new", '"1"')]


@pytest.mark.parametrize(
    ("old", "new", "is_learnt"),
    [
        ("http://a.example/feed", "https://a.example/feed", True),
        ("http://a.example", "https://a.example/", True),
        ("http://a.example:8080/feed", "https://a.example:8443/feed", True),
        ("http://a.example/feed", "https://www.a.example/feed", False),
        ("http://a.example/feed", "https://a.example/other", False),
    ],
)
def test_22_to_https_at_once(old: str, new: str, is_learnt: bool) -> None:
    """What differs in nothing but https is asked there from the first time on."""
    record = learnt(FeedRecord(url=old), (Hop(301, new),), 0)
    assert (record.address == new) is is_learnt
    assert learnt(FeedRecord(url=old), (Hop(302, new),), 0).address == ""


def test_21_never_from_https_to_http(desk: Desk, server: Server, tmp_path: Path) -> None:
    """A redirect from a safe address to an unsafe one is not followed."""
    secure = Server(tls=self_signed(tmp_path))
    secure.pages["/feed"] = fixed(status=301, Location=server.url())
    desk.source(secure.url(), check_certificate=False)
    line = desk.line()
    assert line.outcome == "fail"
    assert "https to http" in line.reason
    assert server.requests == []
    secure.close()

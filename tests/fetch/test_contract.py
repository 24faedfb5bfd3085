"""The contract of a polite fetcher, one test for each of its numbered behaviours (docs/fetching.md lists them)."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import itertools
import json
import socket
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import brotli
import pytest
from backports import zstd
from servers import Reply, Request, Server, rss, serving
from sites import ROOT, Site

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


# -- asking


def test_01_says_who_asks(desk: Desk, server: Server) -> None:
    """The User-Agent is site-gen's name, version and an address, or what site.yaml says; never a browser's."""
    server.pages["/feed"] = fixed(rss("One"))
    desk.source(server.url())
    desk.run()
    desk.settings["user_agent"] = "valley-digest/2.0 (+https://digest.example/bot)"
    desk.run(after=2 * DAY)
    first, second = (it.headers["user-agent"] for it in server.requests)
    assert first.startswith("site-gen/") and first.endswith("(+https://digest.example/)")
    assert second == "valley-digest/2.0 (+https://digest.example/bot)"
    desk.settings["user_agent"] = "Mozilla/5.0 (X11; Linux x86_64)"
    desk.configure()
    done = desk.site.command("fetch")
    assert done.returncode == 2 and "site.yaml:" in done.stderr and "browser" in done.stderr


def test_02_sends_nothing_that_was_not_asked_for(desk: Desk, server: Server) -> None:
    """No cookie, no referrer, no fragment, no query of our own; a cookie that was set is forgotten."""
    server.pages["/feed?a=1&b=%20"] = fixed(rss("One"), Set_Cookie="id=1")
    desk.source(server.url("/feed?a=1&b=%20#top"))
    desk.run()
    desk.run(after=2 * DAY)
    assert [it.path for it in server.requests] == ["/feed?a=1&b=%20"] * 2
    for request in server.requests:
        assert not {"cookie", "referer"} & set(request.headers)


@pytest.mark.parametrize("etag", ['W/"weak"', "unquoted", '"with, comma"', '"caf\xe9"', '""'])
@pytest.mark.parametrize("modified", ["Thu, 01 Jan 2026 00:00:00 GMT", "yesterday or so", "2026-01-01", ""])
def test_03_validators_go_back_byte_for_byte(desk: Desk, server: Server, etag: str, modified: str) -> None:
    """Both validators go back as they came, nonsense too."""
    server.pages["/feed"] = fixed(rss("One"), ETag=etag, **({"Last_Modified": modified} if modified else {}))
    desk.source(server.url())
    desk.run()
    desk.run(after=DAY)
    sent = server.requests[1].headers
    assert sent.get("if-none-match") == etag
    assert sent.get("if-modified-since", "") == modified


def test_04_validators_are_kept_when_the_body_is_and_renewed_by_304(desk: Desk, server: Server) -> None:
    """A body that cannot be read leaves the old validators; an unchanged one, and a 304, bring new ones."""
    desk.source(server.url())
    server.pages["/feed"] = fixed(rss("One"), ETag='"1"')
    desk.run()
    server.pages["/feed"] = fixed("<html><body>Back soon</body></html>", ETag='"bad"', Content_Type="text/html")
    assert desk.line(after=DAY).outcome == "fail"
    assert desk.record()["etag"] == '"1"'
    server.pages["/feed"] = fixed(rss("One"), ETag='"2"')
    desk.run(after=2 * DAY)
    assert desk.record()["etag"] == '"2"'
    server.pages["/feed"] = fixed(status=304, ETag='"3"')
    desk.run(after=DAY)
    assert desk.record()["etag"] == '"3"'
    assert [it.headers.get("if-none-match") for it in server.requests] == [None, '"1"', '"1"', '"2"']


def test_05_validators_go_to_their_own_address_alone(desk: Desk, server: Server) -> None:
    """Neither an edited address nor the target of a redirect sees what another address gave."""
    server.pages["/feed"] = fixed(rss("One"), ETag='"of-feed"')
    desk.source(server.url())
    desk.run()
    server.pages["/feed"] = fixed(status=302, Location="/other", ETag='"of-feed"')
    server.pages["/other"] = fixed(rss("One", "Two"), ETag='"of-other"')
    desk.run(after=DAY)
    desk.run(after=DAY)
    asked = [(it.path, it.headers.get("if-none-match")) for it in server.requests]
    assert asked == [
        ("/feed", None), ("/feed", '"of-feed"'), ("/other", None), ("/feed", None), ("/other", '"of-other"'),
    ]  # fmt: skip
    server.pages["/edited"] = fixed(rss("One"))
    desk.source(server.url("/edited"))
    desk.run(after=DAY)
    assert "if-none-match" not in server.requests[-1].headers


def test_06_validators_age(desk: Desk, server: Server) -> None:
    """After eight days without a full answer one is asked for; a date of 2038 or later is never sent."""
    server.pages["/feed"] = conditional(rss("One"))
    desk.source(server.url())
    desk.run()
    for _ in range(9):
        desk.run(after=DAY + HOUR)
    sent = ["if-none-match" in it.headers for it in server.requests]
    assert sent == [False, *[True] * 7, False, True]
    server.pages["/late"] = fixed(rss("One"), Last_Modified="Tue, 19 Jan 2038 03:14:07 GMT")
    desk.source(server.url("/late"))
    desk.run(after=DAY)
    desk.run(after=DAY)
    assert "if-modified-since" not in server.requests[-1].headers


def test_07_nothing_new_touches_nothing(desk: Desk, server: Server) -> None:
    """A 304, or the same bytes again, writes nothing below seeds/, counts as success, and leaves a build nothing to do."""
    desk.source(server.url())
    server.pages["/feed"] = conditional(rss("One"))
    desk.run()
    before = desk.seeds()
    desk.site.build()
    assert desk.line(after=DAY).status == 304
    server.pages["/feed"] = fixed(rss("One"))
    assert desk.line(after=DAY).status == 200
    assert desk.seeds() == before
    assert desk.record()["succeeded"] == "2026-01-04T09:00:00Z"
    built = desk.site.build()
    assert (len(built.published.made), built.ingested.added, built.ingested.updated) == (0, (), ())


def test_08_a_part_is_joined_to_what_is_known(desk: Desk, server: Server) -> None:
    """`A-IM: feed` is sent, and a 226 with the news alone loses nothing of what came before."""
    desk.source(server.url())
    server.pages["/feed"] = fixed(rss("One", "Two"), ETag='"1"')
    desk.run()
    server.pages["/feed"] = fixed(rss("Three"), 226, ETag='"2"', IM="feed")
    desk.run(after=DAY)
    assert [it.headers.get("a-im") for it in server.requests] == ["feed", "feed"]
    assert desk.articles() == ["One", "Three", "Two"]
    assert desk.record()["etag"] == '"2"'


# -- when


def test_09_no_sooner_than_an_hour_whoever_starts_it(desk: Desk, server: Server) -> None:
    """Runs every minute, with `--all` and after a restart: an hour lies between two requests."""
    server.pages["/feed"] = fixed(rss("One", "Two", "Three", "Four"))
    desk.source(server.url())
    for _ in range(59):
        desk.run(after=1, ask_all=True)
    assert len(server.requests) == 1
    desk.run(after=2, ask_all=True)
    assert len(server.requests) == 2
    desk.settings["every"] = 180
    desk.run(after=170, ask_all=True)
    assert len(server.requests) == 2
    desk.run(after=11, ask_all=True)
    assert len(server.requests) == 3


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


@pytest.mark.parametrize(
    ("head", "headers", "least", "most"),
    [
        ("", {}, 60, 66),
        ("", {"Cache_Control": "public, max-age=7200"}, 120, 132),
        ("", {"Cache_Control": "max-age=31536000"}, 1440, 1470),
        ("", {"Cache_Control": "max-age=60"}, 60, 66),
        ("", {"Cache_Control": "no-cache, max-age=7200"}, 60, 66),
        ("", {"Cache_Control": "no-store, max-age=7200"}, 60, 66),
        ("", {"Date": "Fri, 02 Jan 2026 09:00:00 GMT", "Expires": "Fri, 02 Jan 2026 12:00:00 GMT"}, 180, 198),
        ("", {"Expires": "0"}, 60, 66),
        ("<ttl>240</ttl>", {}, 240, 264),
        ("<ttl>10</ttl>", {}, 60, 66),
        ('<sy:updatePeriod xmlns:sy="x">daily</sy:updatePeriod><sy:updateFrequency xmlns:sy="x">4</sy:updateFrequency>',
         {}, 360, 390),
        ("<skipHours><hour>10</hour><hour>11</hour><hour>12</hour></skipHours>", {}, 240, 247),
        ("<skipDays><day>Friday</day></skipDays>", {}, 900, 907),
    ],
)  # fmt: skip
def test_10_what_a_feed_asks_for_raises_the_interval(
    desk: Desk, server: Server, head: str, headers: dict[str, str], least: float, most: float
) -> None:
    """max-age, Expires, ttl and sy:updatePeriod lengthen the wait up to a day, and shorten it never; skips are kept."""
    server.pages["/feed"] = fixed(entries_now(desk, 200, hours=0.5, head=head), **headers)
    desk.source(server.url())
    desk.run()
    assert least <= wait_of(desk) <= most


def test_11_quiet_feeds_are_asked_less(desk: Desk, server: Server) -> None:
    """A feed without news slows down to a day; a busy one is not asked sooner than hourly; no entry leaves unread."""
    desk.source(server.url())
    server.pages["/feed"] = fixed(entries_now(desk, 50, hours=24))
    desk.run()
    daily = wait_of(desk)
    assert 6 * HOUR < daily <= DAY + 30
    desk.minutes += 2 * DAY
    server.pages["/feed"] = fixed(entries_now(desk, 300, hours=0.05))
    desk.run()
    assert 60 <= wait_of(desk) <= 66
    desk.minutes += 2 * DAY
    server.pages["/feed"] = fixed(entries_now(desk, 10, hours=0.5), Cache_Control="max-age=86400")
    desk.run()
    assert wait_of(desk) <= 4.5 * HOUR / 2 * 1.1
    waits = []
    for _ in range(12):
        desk.run(after=2 * DAY)
        waits.append(wait_of(desk))
    assert waits[-1] >= DAY - 30


def test_12_jitter_is_the_same_each_time(desk: Desk) -> None:
    """Up to a tenth, at most half an hour, by the address: reproducible, and spread."""
    from site_gen.fetch.schedule import jittered

    waits = [jittered(3600, f"https://news.example/{at}") for at in range(200)]
    assert waits == [jittered(3600, f"https://news.example/{at}") for at in range(200)]
    assert all(3600 <= wait <= 3960 for wait in waits)
    assert max(waits) - min(waits) > 300
    assert all(86_400 <= jittered(86_400, str(at)) <= 86_400 + 1800 for at in range(200))


def test_13_a_clock_that_jumps_causes_no_burst(desk: Desk, server: Server) -> None:
    """Ten years ahead and back: one request there, none at the return, and the usual pace from then on."""
    server.pages["/feed"] = fixed(entries_now(desk, 100, hours=0.2))
    desk.source(server.url())
    desk.run()
    desk.run(after=10 * 365 * DAY)
    desk.run(after=1)
    assert len(server.requests) == 2
    desk.run(after=-10 * 365 * DAY)
    desk.run(after=30)
    assert len(server.requests) == 2
    desk.run(after=40)
    assert len(server.requests) == 3


# -- failing


@pytest.mark.parametrize(
    ("status", "says", "least", "most"),
    [
        (429, {"Retry_After": "7200"}, 120, 140),
        (503, {"Retry_After": "10800"}, 180, 200),
        (429, {"Retry_After": "Fri, 02 Jan 2026 14:00:00 GMT", "Date": "Fri, 02 Jan 2026 12:00:00 GMT"}, 120, 140),
        (429, {"Retry_After": "Fri, 02 Jan 2026 14:00:00 GMT"}, 300, 331),
        (429, {"Retry_After": "-5"}, 60, 66),
        (429, {"Retry_After": "soon"}, 60, 66),
        (503, {"Retry_After": "315360000"}, 7 * DAY, 7 * DAY + 30),
    ],
)
def test_14_retry_after_is_kept(
    desk: Desk, server: Server, status: int, says: dict[str, str], least: float, most: float
) -> None:
    """No request to that host before the time that it names, not for another feed, not with `--all`."""
    server.pages["/feed"] = fixed("", status, **says)
    server.pages["/second"] = fixed(rss("One"))
    desk.source([server.url(), server.url("/second")])
    desk.settings["concurrency"] = 1
    first = desk.run()
    asked = len(server.requests)
    assert least <= max(0, wait_of_url(desk, server.url())) <= most
    if "soon" not in says.values() and "-5" not in says.values():
        left_alone = [it for it in first.lines if it.outcome == "skip"]
        assert asked == 2 - len(left_alone)
        desk.run(after=least - 1, ask_all=True)
        assert len(server.requests) == asked
        desk.run(after=most + 2 - least)
        assert len(server.requests) > asked


def wait_of_url(desk: Desk, url: str) -> float:
    """Minutes until a feed is due."""
    (record,) = (it for it in desk.state() if it["url"] == url)
    return (datetime.datetime.fromisoformat(record["next"]) - START).total_seconds() / 60 - desk.minutes


def test_15_too_many_requests_without_a_time(desk: Desk, server: Server) -> None:
    """429 alone: ten minutes, twice as long each time, six hours at the most; never sooner than the least interval."""
    server.pages["/feed"] = fixed("", 429)
    desk.source(server.url())
    desk.settings["every"] = 1
    waits = []
    for _ in range(8):
        desk.run()
        waits.append(wait_of(desk))
        desk.minutes += wait_of(desk) + 0.1
    for least, wait in zip([10, 20, 40, 80, 160, 320, 360, 360], waits, strict=True):
        assert least <= wait <= least * 1.1 + 0.1


def test_16_faults_back_off_and_are_never_given_up(desk: Desk, server: Server) -> None:
    """5xx: half an hour, twice as long each time, a week at the most; one success resets; one retry if it broke."""
    server.pages["/feed"] = fixed("", 500)
    desk.source(server.url())
    desk.settings["every"] = 1
    for least in [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 7 * DAY, 7 * DAY]:
        assert desk.line().outcome == "fail"
        assert least <= wait_of(desk) <= least * 1.1 + 0.1
        desk.minutes += wait_of(desk) + 0.1
    server.pages["/feed"] = fixed(rss("One"))
    assert desk.line().outcome == "ok"
    assert "failures" not in desk.record()
    server.requests.clear()
    server.pages["/feed"] = Reply(raw=lambda connection: connection.close())
    assert desk.line(after=2 * DAY).outcome == "fail"
    assert len(server.requests) == 2
    server.pages["/feed"] = fixed("", 503)
    server.requests.clear()
    desk.line(after=2 * DAY)
    assert len(server.requests) == 1


def test_17_if_all_fail_it_is_our_network(desk: Desk) -> None:
    """Where no host of three or more answers at all, it counts against nobody; the run has failed all the same."""
    with serving("127.0.0.1", "127.0.0.2", "127.0.0.3") as servers:
        for server in servers:
            desk.source(server.url(), name=f"Desk {server.address}")
            server.pages["/feed"] = fixed(rss("One"))
        desk.run()
    done = desk.run(after=2 * DAY)
    assert done.is_our_network and len(done.failed) == 3
    assert all("failures" not in record for record in desk.state())
    with serving("127.0.0.4") as (alive,):
        alive.pages["/feed"] = fixed("", 500)
        desk.source(alive.url(), name="Alive")
        done = desk.run(after=2 * DAY)
    assert not done.is_our_network
    assert all(record["failures"] == 1 for record in desk.state())


@pytest.mark.parametrize("status", [401, 403, 404])
def test_18_refusals_are_asked_daily(desk: Desk, server: Server, status: int) -> None:
    """401, 403 and 404: once a day; a challenge is named; after a week of 404 the site's new feed is proposed."""
    server.pages["/feed"] = fixed("", status)
    desk.source(server.url())
    desk.run()
    assert DAY <= wait_of(desk) <= DAY + 30
    server.pages["/feed"] = fixed("", status, cf_mitigated="challenge")
    assert "Cloudflare" in desk.line(after=DAY + 31).reason
    server.pages["/"] = Reply('<link rel="alternate" type="application/rss+xml" href="/new">')
    server.pages["/new"] = fixed(rss("One"))
    for _ in range(8):
        server.pages["/feed"] = fixed("", status)
        done = desk.run(after=DAY + 31)
    proposed = desk.record().get("proposed")
    assert proposed == (server.url("/new") if status == 404 else None)
    assert any(server.url("/new") in remark for remark in done.remarks) == (status == 404)
    assert len(server.asked("/new")) == (1 if status == 404 else 0)


def test_19_gone_twice_is_gone(desk: Desk, server: Server) -> None:
    """410 twice, a day apart: never asked again, named on each run, its articles stay."""
    server.pages["/feed"] = fixed(rss("One"))
    desk.source(server.url())
    desk.run()
    server.pages["/feed"] = fixed("", 410)
    desk.run(after=2 * DAY)
    desk.run(after=2 * HOUR, ask_all=True)
    assert not desk.record().get("gone")
    desk.run(after=DAY + 31)
    assert desk.record()["gone"]
    asked = len(server.requests)
    done = desk.run(after=400 * DAY, ask_all=True)
    assert len(server.requests) == asked
    assert not done.failed and any("gone" in remark for remark in done.remarks)
    assert desk.articles() == ["One"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<!doctype html><html><head><title>Hello</title></head><body><p>Hi</p></body></html>", "text/html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png"),
        ("", "application/rss+xml"),
        ("<rss><channel", "application/rss+xml"),
        ("Not found", "text/plain"),
        ('{"ok": true}', "application/json"),
    ],
)
def test_20_what_is_no_feed_is_a_failure(desk: Desk, server: Server, body: str | bytes, kind: str) -> None:
    """HTML, a picture, nothing, garbage: a failure; the last good feed and its validators stay."""
    server.pages["/feed"] = fixed(rss("One"), ETag='"good"')
    desk.source(server.url())
    desk.run()
    before = desk.seeds()
    server.pages["/feed"] = fixed(body, Content_Type=kind, ETag='"bad"')
    assert desk.line(after=DAY).outcome == "fail"
    assert desk.seeds() == before
    assert desk.record()["etag"] == '"good"'


# -- redirects


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
    assert line.outcome == "fail" and reason in line.reason
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
        assert "address" not in record and "moving_to" not in record, at


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
        done = desk.site.command("fetch", "--now", f"2026-01-{day:02}T09:00:00Z")
        assert done.returncode == 0 and desk.site.read("site.yaml") == before
    assert f"has moved to {server.url('/new')}" in done.stderr
    done = desk.site.command("fetch", "--apply-moves", "--now", "2026-01-10T09:10:00Z")
    assert done.returncode == 0, done.stderr
    assert desk.site.read("site.yaml") == before.replace(server.url(), server.url("/new"))
    server.requests.clear()
    desk.site.command("fetch", "--now", "2026-01-10T09:20:00Z")
    assert server.requests == []
    desk.site.command("fetch", "--now", "2026-01-12T09:20:00Z")
    assert [(it.path, it.headers.get("if-none-match")) for it in server.requests] == [("/new", '"1"')]


# -- manners


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


def test_27_the_first_fetch_asks_for_recent_pages_alone(desk: Desk, server: Server) -> None:
    """Old entries are filed under their own dates; pages are asked for those of the last two weeks."""
    items = "".join(
        f"<item><title>Report of day {day}</title><link>{server.url(f'/day-{day}')}</link><description>Short.</description>"
        f"<pubDate>{START - datetime.timedelta(days=day):%d %b %Y} 08:00:00 GMT</pubDate></item>"
        for day in (1, 13, 15, 200)
    )
    server.pages["/feed"] = fixed(f'<rss version="2.0"><channel><title>D</title>{items}</channel></rss>')
    desk.source(server.url())
    desk.run()
    assert sorted(it.path for it in server.requests) == ["/day-1", "/day-13", "/feed", "/robots.txt"]
    assert len(desk.articles()) == 4
    assert any(path.startswith("2025/06/16/") for path in desk.site.content())


# -- full text


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


def taken(desk: Desk) -> list[str]:
    """The addresses of the pages that were taken."""
    return sorted(it["url"].rpartition("/")[2] for it in desk.state("page") if it["verdict"] == "taken")


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        (Reply("User-agent: *\nDisallow: /private", headers={"Content-Type": "text/plain"}), ["open-one"]),
        (Reply("User-agent: site-gen\nDisallow: /\n\nUser-agent: *\nAllow: /"), []),
        (Reply("User-agent: other\nDisallow: /"), ["open-one", "private-two"]),
        (Reply(status=404), ["open-one", "private-two"]),
        (Reply(status=403), ["open-one", "private-two"]),
        (Reply(status=500), []),
        (Reply("Allow: /\n" + "# padding\n" * 60_000 + "User-agent: *\nDisallow: /"), ["open-one", "private-two"]),
        (Reply("<html>no robots here</html>"), ["open-one", "private-two"]),
    ],
)
def test_28_robots_txt_is_kept_for_pages(desk: Desk, server: Server, robots: Reply, expected: list[str]) -> None:
    """RFC 9309: 4xx allows, 5xx forbids, 500 KiB are read; asked once a day, and not for a feed that was named."""
    server.pages = {"/robots.txt": robots, "/feed": fixed(short_feed(server, "Open One", "Private Two"))}
    server.pages |= {"/open-one": article("Open One"), "/private-two": article("Private Two")}
    desk.source(server.url())
    desk.run()
    assert taken(desk) == expected
    assert sorted(it.path[1:] for it in server.requests if it.path not in {"/feed", "/robots.txt"}) == expected
    desk.run(after=HOUR)
    assert len(server.asked("/robots.txt")) == 1
    if robots.status == 500:
        server.pages["/robots.txt"] = Reply("")
        desk.run(after=DAY)
        assert taken(desk) == ["open-one", "private-two"]


def test_28_crawl_delay_and_redirects(desk: Desk, server: Server) -> None:
    """A crawl-delay is kept up to a minute; a page that redirects to what robots.txt forbids is not followed."""
    server.pages = {
        "/robots.txt": Reply("User-agent: *\nCrawl-delay: 0.4\nDisallow: /private"),
        "/feed": fixed(short_feed(server, "Open One", "Open Two")),
        "/open-one": Reply(status=302, headers={"Location": "/private"}),
        "/open-two": article("Open Two"),
        "/private": article("Open One"),
    }
    desk.source(server.url())
    desk.run()
    assert taken(desk) == ["open-two"]
    assert server.asked("/private") == []
    first, second = (it.at for it in server.requests if it.path.startswith("/open"))
    assert second - first >= 0.9 or second - first >= 0.39


def test_29_each_page_once_and_ten_of_a_host(desk: Desk, server: Server) -> None:
    """Only new entries with little text; once, a second time the next day if it did not come; ten a host and run."""
    titles = [f"Report {at:02}" for at in range(12)]
    server.pages = {"/robots.txt": Reply(status=404), "/feed": conditional(short_feed(server, *titles))}
    server.pages |= {f"/report-{at:02}": article(title) for at, title in enumerate(titles)}
    server.pages["/report-00"] = Reply(status=500)
    desk.source(server.url())
    desk.run()
    assert len([it for it in server.requests if it.path.startswith("/report")]) == 10
    for _ in range(3):
        desk.run(after=10)
    assert len([it for it in server.requests if it.path.startswith("/report")]) == 12
    for _ in range(4):
        desk.run(after=DAY + 1)
    assert len(server.asked("/report-00")) == 2
    assert all(len(server.asked(f"/report-{at:02}")) == 1 for at in range(1, 12))
    server.pages["/long"] = fixed(rss("Long One", base=server.url("")))
    desk.source(server.url("/long"), full_text=False)
    desk.run(after=DAY)
    assert server.asked("/long-one") == []


CONSENT = "<h1>Before you continue</h1><p>We and our 812 partners use cookies and process personal data for the purposes listed below.</p><button>Accept all</button><button>Reject</button>"
LOGIN = '<h1>Log in</h1><form><input type="email"><input type="password"><button>Sign in</button></form>'
TEASER = "<p>The harbour board and the captain agreed on repairs of the ferry.</p>"
WALLED = f"<article><h1>Ferry Repairs</h1>{TEASER * 2}<p>It was a long night in the town hall, and not all of them were content with what they had heard there.</p><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></article>"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (article("Ferry Repairs"), ""),
        (Reply(f"<html><title>Before you continue</title><body>{CONSENT}</body></html>"), "consent"),
        (Reply(f"<html><title>Log in</title><body>{LOGIN}</body></html>"), ""),
        (Reply(f"<html><title>Ferry Repairs</title><body>{WALLED}</body></html>"), "subscribers"),
        (Reply("<html><title>404 Not found</title><body><h1>Page not found</h1><p>Sorry.</p></body></html>"), ""),
        (Reply("gone", 404), "404"),
        (article("Budget Vote", words="Nobody in the council spoke against the new taxes on dogs."), "words"),
        (Reply(f"<html><title>Ferry Repairs</title><body><article><h1>Ferry Repairs</h1>{TEASER}</article></body></html>"),
         "no more than the feed"),
        (Reply(status=302, headers={"Location": "/"}), "front page"),
        (Reply(status=302, headers={"Location": "/login?next=1"}), "login"),
    ],
)  # fmt: skip
def test_30_a_page_never_replaces_by_worse(desk: Desk, server: Server, page: Reply, reason: str) -> None:
    """Walls, logins, errors, other articles, shorter texts: refused, with the reason in the state and on the screen."""
    server.pages = {"/robots.txt": Reply(status=404), "/feed": fixed(short_feed(server, "Ferry Repairs"))}
    server.pages |= {"/ferry-repairs": page, "/": article("Ferry Repairs"), "/login?next=1": article("Ferry Repairs")}
    desk.source(server.url())
    done = desk.run()
    (record,) = desk.state("page")
    if page.body == article("Ferry Repairs").body:
        assert record["verdict"] == "taken"
        return
    assert record["verdict"] == "refused" and reason in record["reason"]
    (line,) = (it for it in done.lines if it.url == server.url("/ferry-repairs"))
    assert record["reason"] in line.reason
    assert not any("pages/" in path for path in desk.seeds())


def test_30_the_same_text_on_another_page(desk: Desk, server: Server) -> None:
    """A text that another page of the host showed as well is no text of either entry."""
    server.pages = {
        "/robots.txt": Reply(status=404),
        "/feed": fixed(short_feed(server, "Ferry Repairs", "Ferry Captain")),
    }
    server.pages |= {"/ferry-repairs": article("Ferry Town"), "/ferry-captain": article("Ferry Town")}
    desk.source(server.url())
    desk.run()
    assert len(taken(desk)) <= 1
    assert any("same as another page" in it.get("reason", "") for it in desk.state("page"))


# -- safety


def bomb(encoding: str) -> bytes:
    """A gigabyte of zeros, packed."""
    piece = bytes(1 << 20)
    if encoding == "gzip":
        packer = zlib.compressobj(9, wbits=31)
        return b"".join(packer.compress(piece) for _ in range(1024)) + packer.flush()
    if encoding == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(piece) for _ in range(1024)) + packer.finish()
    packer = zstd.ZstdCompressor()
    return b"".join(packer.compress(piece) for _ in range(1024)) + packer.flush()


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_31_bombs_cost_little(desk: Desk, server: Server, encoding: str) -> None:
    """A gigabyte in gzip, brotli or zstd is an error within its limit, in little time and memory."""
    server.pages["/feed"] = fixed(bomb(encoding), Content_Encoding=encoding)
    desk.source(server.url())
    desk.configure()
    script = (
        "import resource, sys; from site_gen.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    for feed in (server.url("/small"), server.url()):
        server.pages["/small"] = fixed(rss("One"))
        desk.source(feed)
        desk.configure()
        line = [sys.executable, "-c", script, "-C", str(desk.site.root), "fetch"]
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
        peaks.append(int(done.stdout.split()[-1]))
    assert "larger than 15,728,640 bytes" in done.stderr and "Harbour Desk" in done.stderr
    assert peaks[1] - peaks[0] < 64_000


def test_31_encodings_are_few_and_known(desk: Desk, server: Server) -> None:
    """Two encodings at the most, none that was not asked for, and the body of a redirect is never unpacked."""
    text = rss("One").encode()
    desk.source(server.url())
    server.pages["/feed"] = fixed(gzip.compress(gzip.compress(text)), Content_Encoding="gzip, gzip")
    assert desk.line().outcome == "ok"
    server.pages["/feed"] = fixed(
        gzip.compress(gzip.compress(gzip.compress(text))), Content_Encoding="gzip, gzip, gzip"
    )
    assert "3 times" in desk.line(after=2 * DAY).reason
    server.pages["/feed"] = fixed(text, Content_Encoding="x-odd")
    assert "x-odd" in desk.line(after=2 * DAY).reason
    server.pages["/feed"] = fixed(b"no gzip at all", status=302, Content_Encoding="gzip", Location="/there")
    server.pages["/there"] = fixed(text)
    assert desk.line(after=2 * DAY).outcome == "ok"


def drip(head: bytes, rest: bytes) -> Any:
    """A byte every twentieth of a second."""

    def send(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(head)
            for byte in rest:
                connection.sendall(bytes([byte]))
                time.sleep(0.05)

    return Reply(raw=send)


@pytest.mark.parametrize(
    "reply",
    [
        drip(b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n" + b"X-A: b\r\n" * 30),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", b"x" * 500),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 100),
        Reply(raw=lambda connection: time.sleep(3)),
    ],
)
def test_32_the_deadline_holds_for_all_of_a_request(desk: Desk, server: Server, reply: Reply) -> None:
    """A head or a body that drips, or never comes, ends in time and is an error."""
    server.pages["/feed"] = reply
    desk.source(server.url())
    desk.settings["timeout"] = 1
    began = time.monotonic()
    line = desk.line()
    assert time.monotonic() - began < 2
    assert line.outcome == "fail" and "1 s" in line.reason


def test_32_heads_have_limits(desk: Desk, server: Server) -> None:
    """A hundred headers, and 64 kB a line."""
    desk.source(server.url())
    for head in (b"X-A: b\r\n" * 200, b"X-A: " + b"b" * 70_000 + b"\r\n"):
        whole = b"HTTP/1.1 200 OK\r\n" + head + b"Content-Length: 0\r\n\r\n"
        server.pages["/feed"] = Reply(raw=lambda connection, whole=whole: connection.sendall(whole))
        assert desk.line(after=2 * DAY).outcome == "fail"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost",
        "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[fe80::1]", "[fd00::1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "[::7f00:1]",
    ],
)  # fmt: skip
def test_33_private_addresses_are_refused(desk: Desk, server: Server, host: str) -> None:
    """Loopback, private, carrier, link-local and mapped addresses, however they are written, unless they are allowed."""
    desk.settings["allow"] = []
    server.pages["/feed"] = fixed(rss("One"))
    desk.source(f"http://{host}:{server.port}/feed")
    line = desk.line()
    assert line.outcome == "fail" and "private" in line.reason
    assert server.requests == []


def test_33_a_name_cannot_change_its_mind(desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was checked is what is connected to: a name that means a public machine now and ours later gains nothing."""
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])
    connected: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(2, 1, 6, "", (next(answers), port))]

    def connect(address: tuple[str, int], _timeout: float) -> Any:
        connected.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    desk.settings["allow"] = []
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    desk.source(f"http://rebound.example:{server.port}/feed")
    assert desk.line().outcome == "fail"
    assert connected == ["93.184.215.14"]
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", (it, 80)) for it in ("93.184.215.14", "10.0.0.1")]
    )
    assert "10.0.0.1" in desk.line(after=2 * DAY).reason


def test_34_tls_errors_are_errors(desk: Desk, tmp_path: Path) -> None:
    """A certificate that nobody vouches for is an error with its reason; taking any is a choice, said on each run."""
    secure = Server(tls=self_signed(tmp_path))
    secure.pages["/feed"] = fixed(rss("One"))
    desk.source(secure.url())
    line = desk.line()
    assert line.outcome == "fail" and "TLS" in line.reason and "self" in line.reason
    desk.source(secure.url(), check_certificate=False)
    for _ in range(2):
        done = desk.run(after=2 * DAY)
        assert done.lines[0].outcome == "ok"
        assert any("not checked" in remark for remark in done.remarks)
    secure.close()


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's side with a certificate of its own making."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2",
         "-subj", "/CN=127.0.0.1"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_35_bytes_stay_as_they_came(desk: Desk, server: Server) -> None:
    """The feed lies in seeds/ to the byte, its Content-Type beside it, and is read by the charset that came with it."""
    text = rss("Паром вернулся", text="Слова репортажа о пароме и мосте. " * 20).replace(' encoding="UTF-8"', "")
    data = text.encode("koi8-r")
    server.pages["/feed"] = fixed(data, Content_Type="text/xml; charset=koi8-r")
    desk.source(server.url())
    desk.run()
    assert desk.seeds()["harbour-desk/feed.xml"][0] == data
    assert b"charset=koi8-r" in desk.seeds()["harbour-desk/feed.xml.http"][0]
    assert desk.articles() == ["Паром вернулся"]
    parsed = desk.site.command("parse", *(str(path) for path in (desk.site.root / "seeds/harbour-desk").glob("feed.*")))
    assert parsed.returncode == 0 and not parsed.stderr
    assert [json.loads(line)["title"] for line in parsed.stdout.splitlines()] == ["Паром вернулся"]


# -- books


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
    assert "Lost Desk" in done.stderr and "404" in done.stderr
    done = desk.site.command("fetch", "--json", "--now", "2026-01-02T09:10:00Z")
    assert done.returncode == 0
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()] == ["skip", "skip"]
    said = desk.site.command("why", "lost-desk").stdout
    assert "404" in said and "2026-01-02T09:00:00Z" in said


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

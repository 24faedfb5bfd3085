"""What follows from failures: rules 14 to 20."""

from __future__ import annotations

import pytest
from desks import DAY, HOUR, Desk, fixed, wait_of, wait_of_url
from servers import Reply, Server, rss, serving


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
    assert done.is_our_network
    assert len(done.failed) == 3
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
    assert not done.failed
    assert any("gone" in remark for remark in done.remarks)
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

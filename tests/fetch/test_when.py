"""When a feed is asked: rules 9 to 13."""

from __future__ import annotations

import pytest
from desks import DAY, HOUR, Desk, entries_now, fixed, wait_of
from servers import Server, rss


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
    server.pages["/feed"] = fixed(entries_now(desk, 20, hours=1))  # all it holds is of one day
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


def test_10_a_304_keeps_what_the_full_answer_asked_for(desk: Desk, server: Server) -> None:
    """The headers of an answer in full hold on while a 304 says nothing else."""
    text = entries_now(desk, 200, hours=0.5)
    server.pages["/feed"] = fixed(text, ETag='"1"', Cache_Control="max-age=10800")
    desk.source(server.url())
    desk.run()
    server.pages["/feed"] = fixed(status=304, ETag='"1"')
    desk.run(after=200)
    assert 180 <= wait_of(desk) <= 198
    server.pages["/feed"] = fixed(status=304, ETag='"1"', Cache_Control="max-age=60")
    desk.run(after=200)
    assert wait_of(desk) < 120

"""What the desk shows of feeds."""

from __future__ import annotations

from desks import Desk, fixed
from servers import Server, rss

from site_gen.fetch.health import feed_health
from site_gen.fetch.sources import load_sources
from site_gen.serve.desk_pages import _templates


def test_the_desk_shows_the_health_of_feeds(desk: Desk, server: Server) -> None:
    """Last try, last success, what is wrong, and where a feed has moved."""
    server.pages["/good"] = fixed(rss("One"))
    desk.source(server.url("/good"), name="Good Desk")
    desk.source(server.url("/bad"), name="Bad Desk")
    desk.run()
    feeds = feed_health(desk.site.root, load_sources(desk.site.root), 1_767_350_000)
    page = _templates().get_template("sources.html").render(feeds=feeds, rows=[], tag="", site="T", base="/", tags="")
    for said in ("Good Desk", "2026-01-02T09:00:00Z", "is not there (404)", "failing", "Entries a week"):
        assert said in page


def test_a_name_with_several_addresses(desk: Desk, server: Server) -> None:
    """Where one address of a host takes no connection, the next is tried."""
    desk.settings["allow"] = ["127.0.0.0/8", "::1/128"]
    server.pages["/feed"] = fixed(rss("One"))
    desk.source(f"http://localhost:{server.port}/feed")
    assert desk.line().outcome == "ok"


def test_a_lost_state_asks_for_no_page_again(desk: Desk, server: Server) -> None:
    """Without the state a feed is asked in full; pages that lie in seeds are not asked for."""
    from desks import article, short_feed

    server.pages = {"/feed": fixed(short_feed(server, "Ferry Repairs")), "/ferry-repairs": article("Ferry Repairs")}
    desk.source(server.url())
    desk.run()
    (desk.site.root / "fetch-state.jsonl").unlink()
    desk.run(after=1)
    assert len(server.asked("/ferry-repairs")) == 1
    assert len(server.asked("/feed")) == 2

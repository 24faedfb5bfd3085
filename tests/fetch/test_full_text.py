"""Pages of entries: rules 28 to 30."""

from __future__ import annotations

import pytest
from desks import DAY, HOUR, Desk, article, conditional, fixed, short_feed
from servers import Reply, Server, rss


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
    robots = server.asked("/robots.txt")[0].at
    assert first - robots >= 0.39
    assert second - first >= 0.39


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


CONSENT = "<h1>Before you continue</h1><p>We and our 812 partners use cookies and process personal data for the purposes listed below.</p><button>Accept all</button><button>Reject</button>"  # noqa: E501 - markup, as servers write it
LOGIN = '<h1>Log in</h1><form><input type="email"><input type="password"><button>Sign in</button></form>'
TEASER = "<p>The harbour board and the captain agreed on repairs of the ferry.</p>"
WALLED = f"<article><h1>Ferry Repairs</h1>{TEASER * 2}<p>It was a long night in the town hall, and not all of them were content with what they had heard there.</p><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></article>"  # noqa: E501 - markup, as servers write it


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
        (Reply(f"<html><title>Ferry Repairs</title><body><article><h1>Ferry Repairs</h1>{TEASER}</article></body></html>"),  # noqa: E501 - markup, as servers write it
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
    assert record["verdict"] == "refused"
    assert reason in record["reason"]
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

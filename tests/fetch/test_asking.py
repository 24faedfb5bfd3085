"""What is sent with a request, and what is made of an answer that brings nothing new: rules 1 to 8."""

from __future__ import annotations

import pytest
from desks import DAY, HOUR, Desk, conditional, fixed
from servers import Reply, Request, Server, rss


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


def test_01_says_who_asks(desk: Desk, server: Server) -> None:
    """The User-Agent is site-gen's name, version and an address, or what site.yaml says; never a browser's."""
    server.pages["/feed"] = fixed(rss("One"))
    desk.source(server.url())
    desk.run()
    desk.settings["user_agent"] = "valley-digest/2.0 (+https://digest.example/bot)"
    desk.run(after=2 * DAY)
    first, second = (it.headers["user-agent"] for it in server.requests)
    assert first.startswith("site-gen/")
    assert first.endswith("(+https://digest.example/)")
    assert second == "valley-digest/2.0 (+https://digest.example/bot)"
    desk.settings["user_agent"] = "Mozilla/5.0 (X11; Linux x86_64)"
    desk.configure()
    done = desk.site.command("fetch")
    assert done.returncode == 2
    assert "site.yaml:" in done.stderr
    assert "browser" in done.stderr


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
    """A 304 or the same bytes write nothing below seeds/ and count as success; a build after it has nothing to do."""
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

"""Sources: found, added, imported, listed, removed; and what is said where one is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from servers import Reply, Server, rss, serving
from sites import ROOT, Site

NOW = "2026-01-02T09:00:00Z"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving("127.0.0.1") as (found,):
        yield found


def command(site: Site, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "site_gen", "-C", str(site.root), *words]
    return subprocess.run(
        line, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False, env={**os.environ, **environment}
    )


def configure(site: Site, sources: str, fetch: str = "allow: [127.0.0.0/8]") -> None:
    site.write("site.yaml", f"title: T\nbase_url: https://d.example/\nsources:\n{sources}fetch:\n  {fetch}\n")


def test_add_finds_the_feed_of_a_page(site: Site, server: Server) -> None:
    """The page's own link is followed; name, site and network are written, comments stay, and the feed is stored."""
    site.write("site.yaml", "title: T  # mine\n\nsources: []  # none yet\nsearch: false\n")
    server.pages["/"] = Reply('<head><link rel="alternate" type="application/atom+xml" href="news"></head><p>Hello</p>')
    server.pages["/news"] = Reply(rss("One", "Two"), headers={"ETag": '"1"'})
    done = command(site, "sources", "add", server.url("/"), "--now", NOW)
    assert done.returncode == 0, done.stderr
    text = site.read("site.yaml")
    assert "# mine" in text
    assert f"feed: {server.url('/news')}" in text
    assert f"url: {server.url('/')}" in text
    assert "127.0.0.1/32" in text
    assert "127.0.0.1/32" in done.stderr
    assert [it.path for it in server.requests] == ["/", "/news"]
    assert (site.root / "seeds/harbour-desk/feed.xml").read_text() == rss("One", "Two")
    again = command(site, "sources", "add", server.url("/"), "--now", NOW)
    assert again.returncode == 0
    assert "already" in again.stderr
    assert site.read("site.yaml") == text
    assert command(site, "fetch", "--all", "--now", "2026-01-02T09:30:00Z").returncode == 0
    assert len(server.requests) == 2


def test_add_looks_in_common_places_once(site: Site, server: Server) -> None:
    """Where a page names no feed, the usual places are asked, each once; where there is none, that is said."""
    server.pages["/"] = Reply("<html><body>Hello</body></html>")
    server.pages["/index.xml"] = Reply(rss("One"))
    assert command(site, "sources", "add", server.url("/"), "--now", NOW).returncode == 0
    paths = [it.path for it in server.requests]
    assert paths[0] == "/"
    assert paths[-1] == "/index.xml"
    assert len(paths) == len(set(paths))
    before = site.read("site.yaml")
    server.pages["/blog/"] = Reply("<html><body>Nothing</body></html>")
    server.pages["/blog/feed"] = Reply("", 301, {"Location": "/blog/feed/"})
    server.pages["/blog/rss/"] = Reply(rss("Two"))
    server.requests.clear()
    assert command(site, "sources", "add", server.url("/blog/"), "--now", NOW).returncode == 0
    paths = [it.path for it in server.requests]
    assert len(paths) == len(set(paths))
    assert server.url("/blog/rss/") in site.read("site.yaml")
    before = site.read("site.yaml")
    server.pages["/other/"] = Reply("<html><body>Nothing</body></html>")
    del server.pages["/index.xml"]
    done = command(site, "sources", "add", server.url("/other/"), "--now", NOW)
    assert done.returncode == 1
    assert "no feed found" in done.stderr
    assert "hint" in done.stderr
    assert site.read("site.yaml") == before
    assert command(site, "sources", "add", "news.example/feed").returncode == 1


@pytest.mark.parametrize(
    ("sources", "said", "line"),
    [
        ("  - name: A\n    feed: {good}\n    fed: x\n", "unknown key 'fed'", 6),
        ("  - name: A\n    feed: news.example/feed\n", "has no scheme", 5),
        ("  - name: A\n    feed: ftp://news.example/feed\n", "neither http nor https", 5),
        ("  - name: A\n    feed: https://me:secret@news.example/feed\n", "password", 5),
        ("  - feed: {good}\n", "name", 4),
        ("  - name: A\n    feed: {good}\n    headers: {X-Key: plain}\n", "others can read", 6),
        ("  - name: A\n    feed: {good}\n    headers: {Cookie: \"${A}\"}\n", "cannot be set", 6),
        ("  - just text\n", "keys and values", 4),
    ],
)  # fmt: skip
def test_one_bad_source_costs_itself(site: Site, server: Server, sources: str, said: str, line: int) -> None:
    """Named with its line and a hint; the others are fetched, and the code is 1."""
    server.pages["/good"] = Reply(rss("One"))
    server.pages["/other"] = Reply(rss("Two"))
    sources = sources.replace("{good}", server.url("/good"))
    configure(site, f"{sources}  - name: B\n    feed: {server.url('/other')}\n")
    done = command(site, "fetch", "--now", NOW, A="1")
    assert done.returncode == 1
    assert f"site.yaml:{line}: error" in done.stderr, done.stderr
    assert said in done.stderr
    assert "hint:" in done.stderr
    assert [it.path for it in server.requests] == ["/other"]
    assert "secret" not in done.stderr
    assert ": plain" not in done.stderr or "cannot be set" in said


@pytest.mark.parametrize(
    ("mistake", "said", "line"),
    [
        ("    fed: x\n", "unknown key 'fed'", 6),
        ("    timezone: Europe/Nowhere\n", "unknown time zone 'Europe/Nowhere'", 6),
        ("    full_text: maybe\n    lnag: de\n", "expected true or false", 6),
    ],
)
def test_one_bad_source_costs_no_build(site: Site, mistake: str, said: str, line: int) -> None:
    """A build and a check name the mistake each time; the rest of the source holds, so its articles stay."""
    site.write("seeds/harbour/one.txt", "The ferry is back\n\nIt left at noon.\n")
    rule = "  - name: Harbour Desk\n    seeds: [harbour/*]\n"
    configure(site, rule)
    assert command(site, "build", "--now", NOW).returncode == 0
    before = site.content()
    configure(site, rule + mistake)
    for _ in range(2):
        done = command(site, "build", "--now", NOW)
        assert done.returncode == 0, done.stderr
        assert f"site.yaml:{line}: error: {said}" in done.stderr
        assert "hint:" in done.stderr
        assert f"{mistake.count(chr(10))} error" in done.stderr
    assert site.content() == before
    assert command(site, "build", "--strict", "--now", NOW).returncode == 1
    for name in ("check", "ingest"):
        done = command(site, name)
        assert done.returncode == 0, done.stderr
        assert said in done.stderr
    assert command(site, "sources", "remove", "Harbour Desk").returncode == 0
    assert "Harbour" not in site.read("site.yaml")


def test_a_source_twice_is_asked_once(site: Site, server: Server) -> None:
    """Said with its line; nothing fails."""
    server.pages["/feed"] = Reply(rss("One"))
    one = f"  - name: A\n    feed: {server.url()}\n"
    configure(site, f"{one}  - name: B\n    feed: {server.url()}\n{one}")
    done = command(site, "fetch", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert "site.yaml:7: warning" in done.stderr
    assert "twice" in done.stderr
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "fetch", ["evry: 5", "every: 0", "every: soon", "allow: [home]", "timeout: -1", "concurrency: many"]
)
def test_a_bad_section_stops_all(site: Site, server: Server, fetch: str) -> None:
    """Exit code 2, with the line; nothing is asked."""
    configure(site, f"  - name: A\n    feed: {server.url()}\n", fetch)
    done = command(site, "fetch")
    assert done.returncode == 2
    assert "site.yaml:" in done.stderr
    assert server.requests == []


def test_secrets_stay_secret(site: Site, server: Server) -> None:
    """A header from the environment goes to the feed's own host and into no file and no output."""
    with serving("127.0.0.2") as (other,):
        other.pages["/feed"] = Reply(rss("One"))
        server.pages["/feed"] = Reply(status=302, headers={"Location": other.url()})
        configure(site, f"  - name: A\n    feed: {server.url()}\n    headers: {{X-Api-Key: ${{KEY}}}}\n")
        done = command(site, "fetch", "--json", "--now", NOW, KEY="hunter2")
        assert done.returncode == 0, done.stderr
        assert server.requests[0].headers["x-api-key"] == "hunter2"
        assert "x-api-key" not in other.requests[0].headers
    said = done.stdout + done.stderr + command(site, "why", "A", KEY="hunter2").stdout
    files = b"".join(it.read_bytes() for it in site.root.rglob("*") if it.is_file())
    assert "hunter2" not in said
    assert b"hunter2" not in files
    unset = command(site, "fetch", "--now", "2026-01-09T09:00:00Z")
    assert unset.returncode == 1
    assert "KEY" in unset.stderr


def test_import_of_opml(site: Site, server: Server) -> None:
    """Folders become topics where there is one of that name; what is wrong costs itself; no OPML is said so."""
    opml = (
        '<opml version="2.0"><body><outline text="Science"><outline text="Lab News" xmlUrl="https://lab.example/feed" '
        'htmlUrl="https://lab.example/"/></outline>\n<outline text="My friends"><outline title="Ann" xmlUrl="https://ann.example/a"/>'
        '</outline><outline text="Bad" xmlUrl="feed.example/x"/><outline text="Ann" xmlUrl="https://ann.example/a"/>'
        '<outline text="Ann" xmlUrl="https://other.example/a"/></body></opml>'
    )
    site.write("subscriptions.opml", opml)
    site.write("site.yaml", "title: T\n# the end\n")
    done = command(site, "sources", "import", str(site.root / "subscriptions.opml"))
    assert done.returncode == 1
    assert "no scheme" in done.stderr
    assert "'My friends'" in done.stderr
    assert "3 sources added" in done.stderr
    text = site.read("site.yaml")
    assert text.startswith("title: T\n# the end\n")
    assert 'topics: ["science"]' in text
    assert text.count("ann.example") == 1
    site.write("no.opml", "<html><body>Hi</body></html>")
    done = command(site, "sources", "import", str(site.root / "no.opml"))
    assert done.returncode == 2
    assert "no OPML" in done.stderr
    assert site.read("site.yaml") == text


def test_list_check_and_remove(site: Site, server: Server) -> None:
    """The list says how each feed does; removing takes the entry alone."""
    server.pages["/good"] = Reply(rss("One"))
    configure(
        site,
        f"  # first\n  - name: Good Desk\n    feed: {server.url('/good')}\n  - name: Bad Desk\n    feed: {server.url('/bad')}\n",  # noqa: E501
    )
    command(site, "fetch", "--now", NOW)
    listed = [json.loads(line) for line in command(site, "sources", "list", "--json").stdout.splitlines()]
    assert [(it["source"], it["state"]) for it in listed] == [("Good Desk", "good"), ("Bad Desk", "failing")]
    assert "404" in listed[1]["reason"]
    checked = command(site, "sources", "check")
    assert checked.returncode == 1
    assert "Bad Desk" in checked.stderr
    assert command(site, "sources", "remove", "bad-desk").returncode == 0
    assert "Bad" not in site.read("site.yaml")
    assert "# first" in site.read("site.yaml")
    assert command(site, "sources", "check").returncode == 0
    assert command(site, "sources", "remove", "nobody").returncode == 2


def test_entries_that_leave_a_feed_stay(site: Site, server: Server) -> None:
    """Each entry ever fetched is there once after `content/` and the cache are gone, also one that came back."""
    configure(site, f"  - name: Harbour Desk\n    feed: {server.url()}\n    full_text: false\n")
    for day, titles in enumerate((("One", "Two"), ("Two", "Three"), ("Four",), ("One", "Five")), 2):
        server.pages["/feed"] = Reply(rss(*titles))
        assert command(site, "fetch", "--now", f"2026-01-{day:02}T09:00:00Z").returncode == 0
    assert command(site, "ingest").returncode == 0
    first = site.content()
    assert sorted(path.rpartition("/")[2] for path in first) == ["five.md", "four.md", "one.md", "three.md", "two.md"]
    assert {text.count("The council met") for text in first.values()} == {20}
    other = json.loads(command(site, "parse", str(next(site.root.glob("seeds/*/dropped/*/two*.md")))).stdout)
    assert (other["title"], other["url"]) == ("Two", "http://news.example/two")


def test_two_runs_at_once(site: Site, server: Server) -> None:
    """The second waits, says so, and asks nothing."""
    import time

    def slow(_: object) -> Reply:
        time.sleep(1.5)
        return Reply(rss("One"))

    server.pages["/feed"] = slow
    configure(site, f"  - name: A\n    feed: {server.url()}\n    full_text: false\n")
    line = [sys.executable, "-m", "site_gen", "-C", str(site.root), "fetch", "--now", NOW]
    first = subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    while not server.requests:
        time.sleep(0.05)
    second = command(site, "fetch", "--now", NOW)
    assert first.wait(30) == 0
    assert second.returncode == 0
    assert "waiting" in second.stderr
    assert len(server.requests) == 1


def test_dry_run_asks_nothing(site: Site, server: Server) -> None:
    """It says what would be asked and why, and leaves no trace."""
    configure(site, f"  - name: A\n    feed: {server.url()}\n")
    before = sorted(site.root.rglob("*"))
    done = command(site, "fetch", "--dry-run")
    assert done.returncode == 0
    assert "never asked" in done.stdout
    assert server.requests == []
    assert sorted(site.root.rglob("*")) == before
    assert command(site, "fetch", "Nobody").returncode == 2


def test_a_page_instead_of_a_feed(site: Site, server: Server) -> None:
    """Named with the line of its source and what to do; the others are fetched."""
    server.pages["/page"] = Reply("<!doctype html><html><head><title>Hello</title></head><body><p>Hi</p></body></html>")
    server.pages["/feed"] = Reply(rss("One"))
    configure(site, f"  - name: A\n    feed: {server.url('/page')}\n  - name: B\n    feed: {server.url()}\n")
    done = command(site, "fetch", "--now", NOW)
    assert done.returncode == 1
    assert f"site.yaml:5: A: {server.url('/page')}: is a web page, not a feed" in done.stderr
    assert "hint: 'site-gen sources add'" in done.stderr
    assert "1 new entry" in done.stderr

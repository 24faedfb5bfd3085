"""`site-gen run`: what a schedule calls."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pytest
from servers import Reply, Server, rss, serving
from sites import Site


@pytest.fixture
def server() -> Iterator[Server]:
    with serving("127.0.0.1") as (found,):
        yield found


def configure(site: Site, server: Server, more: str = "") -> None:
    deploy = json.dumps([sys.executable, "-c", "open('deployed', 'a').write('x')"])
    site.write(
        "site.yaml",
        f"title: T\nbase_url: https://d.example/\nsources:\n  - name: A\n    feed: {server.url()}\n    full_text: false\n"  # noqa: E501
        f"fetch: {{allow: [127.0.0.0/8]}}\ndeploy: {{command: {deploy}}}\n{more}",
    )


def deployed(site: Site) -> int:
    file = site.root / "deployed"
    return len(file.read_text()) if file.exists() else 0


def test_run_does_it_all(site: Site, server: Server) -> None:
    """Fetch, build, check, deploy; one closing line and one code."""
    server.pages["/feed"] = Reply(rss("Ferry returns to the harbour"))
    configure(site, server)
    done = site.command("run", "--json", "--now", "2026-01-02T09:00:00Z")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0]["outcome"] == "ok"
    assert lines[-1] | {"said": []} == {"event": "run", "exit": 0, "deployed": True, "said": []}
    assert done.stderr.strip().splitlines()[-1].startswith("run: 1 feed asked")
    assert "Ferry returns to the harbour" in site.page("index.html")
    assert deployed(site) == 1


def test_a_failed_fetch_stops_nothing(site: Site, server: Server) -> None:
    """The site is built and deployed all the same; the code is 1."""
    server.pages["/feed"] = Reply(status=500)
    site.seed("a.txt", "Bridge Opens After Repairs")
    configure(site, server)
    assert site.command("run", "--now", "2026-01-02T09:00:00Z").returncode == 1
    assert deployed(site) == 1


def test_faults_of_the_site_stop_the_deploy(site: Site, server: Server) -> None:
    """What `check` calls an error is not published; a build that stops is code 2."""
    server.pages["/feed"] = Reply(rss("One"))
    configure(site, server, 'theme: {tagline: "x"}\n')
    site.write("templates/404.html", '<!doctype html><title>x</title><a href="/gone/">broken</a>')
    done = site.command("run", "--now", "2026-01-02T09:00:00Z")
    assert done.returncode == 1
    assert "not deployed" in done.stderr
    assert deployed(site) == 0
    site.write("templates/404.html", "{% broken %}")
    assert site.command("run", "--now", "2026-01-02T10:00:00Z").returncode == 2
    assert deployed(site) == 0


def test_stale_news_is_deployed_and_said(site: Site, server: Server) -> None:
    """`max_age` alone sets the code to 1."""
    server.pages["/feed"] = Reply(rss("One"))
    configure(site, server, "max_age: 3\n")
    assert site.command("run", "--now", "2026-01-02T09:00:00Z").returncode == 0
    done = site.command("run", "--now", "2026-01-20T09:00:00Z")
    assert done.returncode == 1
    assert "older than 3 days" in done.stderr
    assert deployed(site) == 2


def test_a_deploy_that_fails_is_said(site: Site, server: Server) -> None:
    """Its code, or that it is not there."""
    server.pages["/feed"] = Reply(rss("One"))
    for command, said in ((["false"], "'false' failed with 1"), (["no-such-program"], "could not be started")):
        configure(site, server)
        site.write("site.yaml", site.read("site.yaml").partition("deploy:")[0] + f"deploy: {{command: {command}}}\n")
        done = site.command("run", "--now", "2026-01-02T09:00:00Z")
        assert done.returncode == 1
        assert said in done.stderr


def test_three_commands_of_a_newcomer(site: Site, server: Server) -> None:
    """`init`, `sources add`, `run`: a digest with the texts of pages, and nothing that is wrong."""
    from desks import article

    server.pages["/"] = Reply(
        '<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head></html>'
    )
    text = "The harbour board and the captain agreed on repairs of the ferry."
    server.pages["/news.xml"] = Reply(rss("Ferry Repairs", text=text, base=server.url("")))
    server.pages["/ferry-repairs"] = article("Ferry Repairs")
    (site.root / "site.yaml").unlink()
    assert site.command("init").returncode == 0
    assert site.command("sources", "add", server.url("/"), "--now", "2026-01-02T09:00:00Z").returncode == 0
    done = site.command("run", "--now", "2026-01-02T09:00:30Z")
    assert done.returncode == 0, done.stderr
    assert "1 full text taken" in done.stderr
    assert "Ferry Repairs" in site.page("index.html")
    (filed,) = (text for text in site.content().values() if "Ferry Repairs" in text)
    assert "publish: excerpt" in filed
    assert "number 6." in filed
    (page,) = (data.decode() for name, data in site.output().items() if name.endswith("ferry-repairs/index.html"))
    assert "Read at Harbour Desk" in page
    assert "number 6." not in page

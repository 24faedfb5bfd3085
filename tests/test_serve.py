"""The preview: what is edited is served, browsers are told to reload, and nothing takes the last good pages down."""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Iterator

import pytest
from previews import Preview
from sites import Site
from tornado.ioloop import IOLoop
from tornado.websocket import websocket_connect


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    site.seed("a.txt", "Bridge opens to traffic", body="Cars rolled over the river on Thursday for the first time.")
    site.write("templates/static/own.css", "p { color: red }")
    with Preview(site) as running:
        yield running


PAGE = "2025/12/04/bridge-opens-to-traffic/"


def test_edits_are_served(preview: Preview) -> None:
    """A new seed, edited content, a template, the stylesheet and the configuration show without a restart."""
    site = preview.site
    assert "Cars rolled over" in preview.get(PAGE)
    site.seed("b.txt", "Parliament votes on water prices", body="Water will cost more from the first of January on.")
    preview.wait_for(preview.shows("", "Parliament votes on water prices"))
    path = "content/2025/12/04/bridge-opens-to-traffic.md"
    site.write(path, site.read(path).replace("Cars rolled", "Bicycles rolled"))
    preview.wait_for(preview.shows(PAGE, "Bicycles rolled over"))
    site.write("templates/404.html", "{% extends 'base.html' %}{% block main %}<h1>Nobody here</h1>{% endblock %}")
    preview.wait_for(preview.shows("no/such/page/", "404 "))
    preview.wait_for(preview.shows("no/such/page/", "Nobody here"))
    site.write("templates/static/own.css", "p { color: blue }")
    preview.wait_for(preview.shows("static/own.css", "blue"))
    site.write("site.yaml", site.read("site.yaml").replace("Test Digest", "Other Name"))
    preview.wait_for(preview.shows("", "Other Name"))


def test_error_leaves_the_last_good_pages_up(preview: Preview) -> None:
    """A broken template, configuration or seed is printed with its line; the pages stay, and mending heals."""
    site = preview.site
    good = site.read("site.yaml")
    site.write("site.yaml", "titel: x\n")
    preview.wait_for(preview.said("did you mean 'title'?"))
    assert "Cars rolled over" in preview.get(PAGE)
    site.write("site.yaml", good)
    site.write("templates/story.html", "{% if %}")
    preview.wait_for(preview.said("templates/story.html:1: error:"))
    assert "Cars rolled over" in preview.get(PAGE)
    (site.root / "templates/story.html").unlink()
    site.write("seeds/empty.txt", "")
    preview.wait_for(preview.said("seeds/empty.txt"))
    site.seed("b.txt", "Parliament votes on water prices", body="Water will cost more from the first of January on.")
    preview.wait_for(preview.shows("", "Parliament votes on water prices"))


def test_browser_is_told(preview: Preview) -> None:
    """A page carries the reload script; an edit sends `reload`, and for a stylesheet its own address."""
    assert '<script defer src="/livereload.js?' in preview.get("")
    assert "livereload" in urllib.request.urlopen(preview.address + "livereload.js", timeout=20).read().decode().lower()

    async def listen() -> list[dict[str, str]]:
        socket_address = preview.address.replace("http:", "ws:") + "livereload"
        connection = await websocket_connect(socket_address)
        await connection.write_message(json.dumps({"command": "hello", "protocols": []}))
        await connection.read_message()
        await connection.write_message(json.dumps({"command": "info", "url": preview.address}))
        messages = []
        for path, text in (
            ("templates/static/own.css", "p { color: green }"),
            ("templates/404.html", "{% extends 'base.html' %}"),
        ):
            preview.site.write(path, text)
            messages.append(json.loads(await connection.read_message()))
        return messages

    style, page = IOLoop().run_sync(listen, timeout=60)
    assert (style["command"], style["path"]) == ("reload", "/static/own.css")
    assert (page["command"], page["path"]) == ("reload", "*")


def test_stranger_may_not_listen(preview: Preview) -> None:
    """A page of another host cannot open the preview's socket."""
    from tornado.httpclient import HTTPClientError, HTTPRequest

    async def listen() -> None:
        address = preview.address.replace("http:", "ws:") + "livereload"
        await websocket_connect(HTTPRequest(address, headers={"Origin": "https://elsewhere.example"}))

    with pytest.raises(HTTPClientError, match="403"):
        IOLoop().run_sync(listen, timeout=30)


def test_port_in_use_and_base_path(site: Site) -> None:
    """A port in use gives the next free one and says so; a base path is served under its path; Ctrl-C stops cleanly."""
    site.write("site.yaml", "title: Test Digest\nbase_url: https://host.example/x/\n")
    site.seed("a.txt", "Bridge opens to traffic")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = Preview(site, "--port", str(port))
    assert f"port {port} is in use" in running.log.read_text()
    assert str(running.address).endswith("/x/")
    assert "Bridge opens to traffic" in running.get("")
    root = str(running.address).removesuffix("x/")
    with urllib.request.urlopen(root, timeout=20) as answer:
        assert answer.url == running.address
    assert running.stop() == 0
    assert "Traceback" not in running.log.read_text()


def test_no_path_leads_out(preview: Preview) -> None:
    """Whatever is asked for, only files of output/ answer."""
    for path in ("../site.yaml", "..%2fsite.yaml", "%2e%2e/site.yaml", "//etc/passwd"):
        assert "base_url" not in preview.get(path)
        assert "root:" not in preview.get(path)

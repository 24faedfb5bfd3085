"""The preview: what is edited is served, browsers are told to reload, and nothing takes the last good pages down."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

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


def test_a_file_that_is_being_written_is_waited_for(preview: Preview) -> None:
    """Editors empty a file before they write it; no page is ever made from an empty template on its way."""
    preview.site.write("templates/static/own.css", "p { color: green }")
    preview.wait_for(preview.shows("static/own.css", "green"))  # what the start has to look for is done
    template = preview.site.root / "templates/story.html"
    with template.open("w") as file:
        time.sleep(0.06)
        file.write("{% extends 'default/story.html' %}{% block trail %}<p>Written now.</p>{% endblock %}")
    end = time.monotonic() + 10
    while "Written now." not in (page := preview.get(PAGE)):
        assert "Cars rolled over" in page
        assert time.monotonic() < end
        time.sleep(0.01)


def test_error_leaves_the_last_good_pages_up(preview: Preview) -> None:
    """A broken template, configuration or seed is printed with its line; the pages stay, and fixing it is enough."""
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
            ("templates/home.html", "{% extends 'base.html' %}"),
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


def test_sigterm_stops_cleanly(preview: Preview) -> None:
    """What ends servers ends this one: no traceback, exit code 0."""
    assert preview.stop(signal.SIGTERM) == 0
    assert preview.log.read_text().endswith("stopped\n")
    assert "Traceback" not in preview.log.read_text()


def test_other_commands_and_a_lost_cache_are_lived_with(preview: Preview) -> None:
    """Builds and decisions in another terminal, and a cache that is taken away, do not disturb the preview."""
    site = preview.site
    site.seed("b.txt", "Parliament votes on water prices")
    assert site.command("build", "--clean").returncode == 0
    assert site.command("pin", "Parliament votes on water prices").returncode == 0
    preview.wait_for(preview.shows("", "Parliament votes on water prices"))
    (site.root / ".cache").rename(site.root.parent / "lost")
    site.seed("c.txt", "Late frost ruins the apple orchards")
    preview.wait_for(preview.shows("", "Late frost ruins the apple orchards"))
    fresh = Site(site.root.parent / "fresh")
    shutil.copytree(site.root, fresh.root, ignore=shutil.ignore_patterns(".cache", "output"), dirs_exist_ok=True)
    fresh.build()
    preview.wait_for(lambda: site.output() == fresh.output())
    assert preview.stop() == 0


def test_interrupted_in_the_middle_of_a_build(site: Site) -> None:
    """Ctrl-C does not wait for a long build; what it left is whole, and the next build heals the rest."""
    for number in range(600):
        site.seed(
            f"{number}.txt", f"Bridge number {number} opens to traffic", body="Cars rolled over it at once. " * 60
        )
    with Preview(site, until="building; ") as running:
        assert running.stop() == 0
        assert running.log.read_text().endswith("stopped\n")
        assert "Traceback" not in running.log.read_text()
    assert all(data.rstrip().endswith(b"</html>") for name, data in site.output().items() if name.endswith(".html"))
    site.build()
    assert len([name for name in site.output() if "/bridge-number-" in name and name.endswith("index.html")]) == 600


def test_open_starts_the_browser(site: Site) -> None:
    """--open hands the address to the browser that the desktop names."""
    opened = site.root.parent / "opened"
    browser = site.write("browser", f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    site.seed("a.txt", "Bridge opens to traffic")
    with Preview(site, "--open", env={"BROWSER": f"{browser} %s"}) as running:
        running.wait_for(lambda: opened.exists() and opened.read_text().strip() == running.address)


def test_starts_with_a_broken_configuration(site: Site) -> None:
    """A mistake in site.yaml keeps nobody from starting: it is shown, and the site is served once it is fixed."""
    site.seed("a.txt", "Bridge opens to traffic")
    site.write("site.yaml", "titel: x\n")
    with Preview(site) as running:
        assert "404 " in running.get("")
        assert "did you mean 'title'?" in running.log.read_text()
        site.write("site.yaml", "title: Test Digest\nbase_url: https://sample.example/news/\n")
        running.wait_for(running.shows("news/", "Bridge opens to traffic"))


def test_folders_may_come_and_go(preview: Preview) -> None:
    """A folder of inputs that is moved away and back, or comes later, is watched all the same."""
    site = preview.site
    (site.root / "templates").rename(site.root / "parked")
    preview.wait_for(lambda: preview.get("static/own.css").startswith("404 "))
    (site.root / "parked").rename(site.root / "templates")
    preview.wait_for(preview.shows("static/own.css", "red"))
    site.write("templates/static/own.css", "p { color: blue }")
    preview.wait_for(preview.shows("static/own.css", "blue"))


def test_hooks_are_watched(site: Site) -> None:
    """An edit of a hook, of what it imports, or of one in a folder shows at once; a broken one leaves the pages up."""
    site.write("site.yaml", f"{site.read('site.yaml')}hooks: [hooks.py, tools/late.py]\n")
    site.write("names.py", "NAME = 'One'\n")
    change = "    return msgspec.structs.replace(it, title=f'{it.title} {NAME}')\n"
    site.write("hooks.py", f"import msgspec\nfrom names import NAME\ndef article(it):\n{change}")
    site.write("tools/late.py", "def article(it):\n    return it\n")
    site.article("2025/12/04/a.md", "Bridge opens")
    with Preview(site) as preview:
        preview.wait_for(lambda: "Bridge opens One" in preview.get("2025/12/04/a/"))
        site.write("names.py", "NAME = 'Two'\n")
        preview.wait_for(lambda: "Bridge opens Two" in preview.get("2025/12/04/a/"))
        late = "import msgspec\ndef article(it):\n    return msgspec.structs.replace(it, title='Late')\n"
        site.write("tools/late.py", late)
        preview.wait_for(lambda: "Late</h1>" in preview.get("2025/12/04/a/"))
        site.write("hooks.py", "def article(it)\n")
        preview.wait_for(preview.said("hooks.py:1: error: is not Python"))
        assert "Late</h1>" in preview.get("2025/12/04/a/")


def test_drafts_are_only_in_the_preview(site: Site) -> None:
    """With --drafts the preview shows them from a folder of its own; output/ stays what a build makes of it."""
    site.seed("a.txt", "Bridge opens to traffic")
    site.article("2025/12/05/secret.md", "A secret draft", draft="true")
    site.build()
    before = site.output()
    with Preview(site, "--drafts") as running:
        assert "A secret draft" in running.get("2025/12/05/secret/")
        assert "A secret draft" in running.get("")
        site.article("2025/12/05/other.md", "Another secret", draft="true")
        running.wait_for(running.shows("2025/12/05/other/", "Another secret"))
    assert site.output() == before
    with Preview(site) as running:
        assert running.get("2025/12/05/secret/").startswith("404 ")
        assert "A secret draft" not in running.get("")


def test_page_is_never_half_written(preview: Preview) -> None:
    """Whatever moment a page is asked for, it is whole, and as long as the answer says."""
    path = "content/2025/12/04/bridge-opens-to-traffic.md"
    text = preview.site.read(path)
    last = "Words of version 30 end here."
    seen: list[str] = []
    for number in range(1, 31):
        preview.site.write(path, f"{text}\nWords of version {number} end here.\n" + "x " * 1000 * (number % 3))
        seen += [preview.get(PAGE) for _ in range(5)]
    preview.wait_for(preview.shows(PAGE, last))
    assert all(page.rstrip().endswith("</html>") for page in seen)


def test_no_path_leads_out(preview: Preview) -> None:
    """Whatever is asked for, however it is written, only files of output/ answer."""
    site = preview.site
    site.write("private.txt", "private words")
    (site.root / "output/way-out").symlink_to(site.root)
    (site.root / "output/link.txt").symlink_to(site.root / "private.txt")
    paths = (
        "../site.yaml", "..%2fsite.yaml", "%2e%2e/site.yaml", "%2e%2e%2fsite.yaml", "..%5csite.yaml", "..\\site.yaml",
        "2025/../../site.yaml", "2025/%2e%2e/%2e%2e/site.yaml", "//etc/passwd", "/etc/passwd", "%2fetc%2fpasswd",
        "way-out/site.yaml", "way-out/private.txt", "link.txt", ".%00/site.yaml", "%ff", "%c0%ae%c0%ae/site.yaml",
        "_desk/assets/../../../../site.yaml", "_desk/assets/..%2f__init__.py", "_desk/assets/page.html",
    )  # fmt: skip
    for path in paths:
        answer = raw(preview, path)
        assert answer.startswith(("HTTP/1.1 404", "HTTP/1.1 400", "HTTP/1.1 302")), path
        for words in ("base_url", "root:", "private words", "from __future__", "{% block"):
            assert words not in answer, path
    for path in ("seeds/../site.yaml", "seeds/../../x", "/etc/passwd", "site.yaml", "", "content/../private.txt"):
        assert preview.ask(f"{preview.origin}/_desk/file/?path={path}").status == 404


def raw(preview: Preview, path: str) -> str:
    """The answer to a path as it stands: nothing of it is tidied up on the way."""
    place = urlsplit(preview.origin)
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        connection.sendall(f"GET /{path} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n\r\n".encode())
        with connection.makefile("rb") as answer:
            return answer.read().decode(errors="replace")


def test_only_names_of_this_machine_are_answered(preview: Preview) -> None:
    """DNS rebinding gets a stranger's page nowhere: neither another name nor another origin is answered."""
    port = urlsplit(preview.origin).port
    assert preview.ask(preview.address, Host=f"localhost:{port}").status == 200
    assert preview.ask(preview.address, Host=f"[::1]:{port}").status == 200
    for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", "192.0.2.1", "[", ""):
        for path in ("", "_desk/quarantine/", "livereload.js", "_desk/assets/desk.js"):
            assert preview.ask(preview.address + path, Host=host).status in (400, 403), host
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        assert preview.ask(preview.address, Origin=origin).status == 403, origin


def test_decisions_need_the_token(preview: Preview) -> None:
    """A write names the token of this run, from a page of this server, as JSON; everything else changes nothing."""
    page = preview.get("")
    token = re.search(r'data-token="([^"]+)"', page)[1]
    id_ = re.search(r"^id: (\S+)", preview.site.read("content/2025/12/04/bridge-opens-to-traffic.md"), re.MULTILINE)[1]
    wish = json.dumps({"kind": "pin", "articles": [id_]}).encode()
    good = {"Origin": preview.origin, "X_Site_Gen_Token": token, "Content_Type": "application/json"}
    address = f"{preview.origin}/_desk/decisions"
    for name, value in (("X_Site_Gen_Token", "x"), ("Origin", "https://evil.example"), ("Content_Type", "text/plain")):
        assert preview.ask(address, wish, **good | {name: value}).status in (403, 415)
        assert preview.ask(address, wish, **{key: it for key, it in good.items() if key != name}).status in (403, 415)
    for body in (b"", b"[]", b"{", b'{"kind": "pin", "articles": []}', b'{"kind": "burn", "articles": ["x"]}', b"\xff"):
        assert preview.ask(address, body, **good).status == 400, body
    assert preview.ask(address, b'{"kind": "pin", "articles": ["nobody"]}', **good).status == 409
    assert preview.ask(address, **good).status == 405
    assert preview.ask(f"{address}/undo", b"{}", **good).status == 409
    assert not (preview.site.root / "editorial.yaml").exists()
    assert preview.ask(address, wish, **good).status == 200
    assert id_ in preview.site.read("editorial.yaml")
    preview.site.write("editorial.yaml", preview.site.read("editorial.yaml") + "hide:\n  - elsewhere  # by hand\n")
    assert preview.ask(f"{address}/undo", b"{}", **good).status == 200
    text = preview.site.read("editorial.yaml")
    assert id_ not in text
    assert "elsewhere  # by hand" in text


def test_answers_tell_browsers_to_be_careful(preview: Preview) -> None:
    """Nothing is stored or framed, and nothing of the desk is in output/."""
    for path in ("", "static/own.css", "_desk/sources/", "_desk/assets/desk.js"):
        headers = preview.ask(f"{preview.origin}/{path}").headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    for name, data in preview.site.output().items():
        assert b"_desk" not in data, name
        assert b"livereload" not in data, name


def test_quarantine_and_sources(preview: Preview) -> None:
    """The desk's pages name what could not be read and why, show it beside what was read, and count it by source."""
    site = preview.site
    site.write("seeds/wire/empty.txt", "")
    site.write("seeds/wire/script.txt", "<script>alert(1)</script>\nBy Ann Lee | Dec 04, 2025\nA line of text.\n")
    page = f"{preview.origin}/_desk/quarantine/"
    preview.wait_for(lambda: "seeds/wire/empty.txt" in preview.ask(page).text)
    assert "the file is empty" in preview.ask(page).text
    file = preview.ask(f"{preview.origin}/_desk/file/?path=seeds/a.txt").text
    assert "Cars rolled over the river" in file
    assert "kept: byline" in file
    assert "2025-12-04" in file
    assert "<script>alert" not in preview.ask(f"{preview.origin}/_desk/file/?path=seeds/wire/script.txt").text
    broken = site.article("2025/12/06/broken.md", "x: [y")
    text = preview.ask(f"{preview.origin}/_desk/file/?path={broken.relative_to(site.root).as_posix()}").text
    assert "not YAML" in text
    assert "2025-12-04" in preview.ask(f"{preview.origin}/_desk/sources/").text


def test_others_see_pages_but_not_the_desk(site: Site) -> None:
    """With --host 0.0.0.0 the site is for the network, the desk still for this machine's own browsers."""
    own = next((it for it in socket.gethostbyname_ex(socket.gethostname())[2] if not it.startswith("127.")), None)
    site.seed("a.txt", "Bridge opens to traffic")
    with Preview(site, "--host", "0.0.0.0") as running:  # noqa: S104
        port = urlsplit(str(running.address)).port
        assert "data-token" in running.ask(f"http://127.0.0.1:{port}/").text
        assert running.ask(f"http://127.0.0.1:{port}/", Host="evil.example").status == 403
        if own:
            page = running.ask(f"http://{own}:{port}/").text
            assert "Bridge opens to traffic" in page
            assert "data-token" not in page
            assert running.ask(f"http://{own}:{port}/_desk/sources/").status == 403

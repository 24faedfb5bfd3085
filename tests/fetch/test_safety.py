"""What servers must not be able to do: rules 31 to 35."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import brotli
import pytest
from backports import zstd
from desks import DAY, Desk, fixed, self_signed
from servers import Reply, Server, rss


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
    assert "larger than 15,728,640 bytes" in done.stderr
    assert "Harbour Desk" in done.stderr
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
        Reply(raw=lambda _connection: time.sleep(3)),
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
    assert line.outcome == "fail"
    assert "1 s" in line.reason


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
        "127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost",  # noqa: E501
        "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
         "[fe80::1]", "[fd00::1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "[::7f00:1]",
    ],
)  # fmt: skip
def test_33_private_addresses_are_refused(desk: Desk, server: Server, host: str) -> None:
    """Loopback, private, carrier, link-local and mapped addresses, however written, unless they are allowed."""
    desk.settings["allow"] = []
    server.pages["/feed"] = fixed(rss("One"))
    desk.source(f"http://{host}:{server.port}/feed")
    line = desk.line()
    assert line.outcome == "fail"
    assert "private" in line.reason
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
    assert line.outcome == "fail"
    assert "TLS" in line.reason
    assert "self" in line.reason
    desk.source(secure.url(), check_certificate=False)
    for _ in range(2):
        done = desk.run(after=2 * DAY)
        assert done.lines[0].outcome == "ok"
        assert any("not checked" in remark for remark in done.remarks)
    secure.close()


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
    assert parsed.returncode == 0
    assert not parsed.stderr
    assert [json.loads(line)["title"] for line in parsed.stdout.splitlines()] == ["Паром вернулся"]

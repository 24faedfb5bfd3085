"""Servers on this machine for tests: each path answers as a test says, and every request is written down."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Request:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    at: float
    host: str


@dataclass
class Reply:
    """An answer to give."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: Callable[[socket.socket], None] | None = None  # takes over the connection


Script = Callable[[Request], Reply]


class Server:
    """One host; `pages` maps paths to replies, or to functions that reply."""

    def __init__(self, address: str = "127.0.0.1", tls: Any = None) -> None:
        self.pages: dict[str, Reply | Script] = {}
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer((address, 0), self._handler())
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.scheme = "https" if tls else "http"
        self.address = address
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def url(self, path: str = "/feed") -> str:
        return f"{self.scheme}://{self.address}:{self.port}{path}"

    def asked(self, path: str = "") -> list[Request]:
        return [it for it in self.requests if not path or it.path == path]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with outer._lock:
                    outer._at_once += 1
                    outer.most_at_once = max(outer.most_at_once, outer._at_once)
                try:
                    self._reply()
                finally:
                    with outer._lock:
                        outer._at_once -= 1

            def _reply(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(self.path, headers, time.time(), outer.address)
                outer.requests.append(request)
                found = outer.pages.get(self.path, Reply(b"nothing here", 404))
                reply = found(request) if callable(found) else found
                if reply.raw:
                    reply.raw(self.connection)
                    self.close_connection = True
                    return
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response_only(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in reply.headers and reply.status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if reply.status != 304:
                    with contextlib.suppress(OSError):
                        self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@contextlib.contextmanager
def serving(*addresses: str) -> Iterator[list[Server]]:
    """Servers at addresses of this machine."""
    servers = [Server(address) for address in addresses or ("127.0.0.1",)]
    try:
        yield servers
    finally:
        for server in servers:
            server.close()


def rss(*titles: str, day: int = 1, text: str = "", head: str = "", base: str = "http://news.example") -> str:
    """A feed with an entry for each title; entries are an hour apart, the last title is the newest."""
    items = []
    for at, title in enumerate(titles):
        slug = title.lower().replace(" ", "-")
        body = (
            text or f"What happened: {title}. " + "The council met in the evening and spoke about it at length. " * 20
        )
        items.append(
            f"<item><title>{title}</title><link>{base}/{slug}</link><guid>tag:{slug}</guid>"
            f"<pubDate>{day:02} Jan 2026 {at:02}:00:00 GMT</pubDate><description>{body}</description></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Harbour Desk</title>'
        f"<link>{base}/</link><description>News</description>{head}{''.join(reversed(items))}</channel></rss>"
    )

"""Access control of the preview: only our own pages get answers, and only with our token may they write.

A page of another site can send requests here, and by DNS rebinding even under a name of its own. So `Host` must be a
name of this machine, `Origin` must be the same if a browser sends it, and a request that writes must carry the token.
"""

from __future__ import annotations

import ipaddress
import secrets
import socket
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from tornado import web

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

TOKEN_HEADER: Final = "X-Site-Gen-Token"  # noqa: S105 - a name


class Guard:
    """The names that this preview answers to, and its token."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._names = {"localhost", host, socket.gethostname().lower()}
        self.token = secrets.token_urlsafe(32)

    def knows(self, host: str) -> bool:
        """True if a `Host` is this machine: a number or `localhost` cannot be another's name."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if is_loopback(self._host):
            return name == "localhost" or is_loopback(name)
        return name in self._names or _is_number(name)

    def trusts(self, request: HTTPServerRequest) -> bool:
        """True if a request comes from this machine, so that it may use the desk."""
        return is_loopback(request.remote_ip or "")

    def may_write(self, request: HTTPServerRequest) -> bool:
        """True if a request comes from a page of ours on this machine and carries the token."""
        token = request.headers.get(TOKEN_HEADER, "")
        is_ours = is_same_origin(request.headers.get("Origin"), request) and "Origin" in request.headers
        return self.trusts(request) and is_ours and secrets.compare_digest(token.encode(), self.token.encode())


def is_same_origin(origin: str | None, request: HTTPServerRequest) -> bool:
    """True if there is no `Origin`, or it is this server as the request names it."""
    return origin is None or urlsplit(origin).netloc == request.host


def is_loopback(name: str) -> bool:
    """True if an address (without a port) is on this machine."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def refuse_others(handler: web.RequestHandler, guard: Guard) -> None:
    """Answer 403 to a request from another machine."""
    if not guard.trusts(handler.request):
        raise web.HTTPError(403, reason="the desk is for this machine only")


def refuse_strangers(handler: web.RequestHandler, guard: Guard) -> None:
    """Answer 403 to a request under a name that is not this machine's, or from a page of another site."""
    if not guard.knows(handler.request.host):
        raise web.HTTPError(403, reason="this preview has another name")
    if not is_same_origin(handler.request.headers.get("Origin"), handler.request):
        raise web.HTTPError(403, reason="asked by another site")

"""One request with its redirects: checked addresses, a deadline for all of it, and only as many bytes as may be.

urllib3 speaks HTTP; it is told to connect to an address that was checked, and a timer shuts its socket when time is up.
"""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import msgspec

from site_gen.fetch.addresses import Network, RefusedAddressError, UnknownNameError, checked
from site_gen.fetch.hosts import HostHeldError

if TYPE_CHECKING:
    from urllib3.response import HTTPResponse

_HOPS: Final = 5
_CONNECT: Final = 10.0
_CHUNK: Final = 65_536
_ENCODINGS: Final = 2
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SAFE: Final = "%/:=&?~#+!$,;'@()*[]"

FaultKind = Literal[
    "name", "address", "timeout", "connect", "broken", "tls", "redirect", "size", "encoding", "http", "held", "robots"
]


class HttpOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for all requests of a run."""

    user_agent: str
    allow: tuple[Network, ...] = ()
    timeout: float = 30


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What to ask for."""

    url: str
    limit: int  # bytes, unpacked
    is_enough: bool = False  # so many bytes are an answer, whatever would follow
    accept: str = "*/*"
    headers: dict[str, str] = {}  # for every hop
    validators: dict[str, str] = {}  # only for the address in `validators_of`
    validators_of: str = ""
    secrets: dict[str, str] = {}  # headers for the first host alone
    check_certificate: bool = True
    objection: Callable[[str], str] | None = None  # why an address on the way must not be asked; empty where it may


class Hop(msgspec.Struct, frozen=True):
    """A redirect that was followed."""

    status: int
    url: str  # where it leads


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server said."""

    url: str  # of the last hop
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes = b""
    hops: tuple[Hop, ...] = ()
    ms: int = 0


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer."""

    kind: FaultKind
    reason: str
    url: str
    hops: tuple[Hop, ...] = ()
    status: int | None = None
    ms: int = 0


class _StopError(Exception):
    """Ends a request with a fault."""

    def __init__(self, kind: FaultKind, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.kind: FaultKind = kind
        self.status = status


# Whose turn it is to ask a host: entered before a request to that host, left after it.
Turn = Callable[[str], AbstractContextManager[None]]


def host_of(url: str) -> str:
    """The host of an address, without its port."""
    return (urlsplit(url).hostname or "").rstrip(".")


def sendable(url: str) -> str:
    """An address as it goes over the line: without fragment, its letters escaped, its host in ASCII."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        name = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        name = host
    name = f"[{name}]" if ":" in name else name
    netloc = name if parts.port is None else f"{name}:{parts.port}"
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE), ""))


def ask(question: Question, options: HttpOptions, turn: Turn) -> Answer | Fault:
    """The answer to a question, after its redirects; never raises for what servers do."""
    began = time.monotonic()
    asking = _Asking(question, options, turn)
    try:
        answer = asking.run()
    except HostHeldError as held:
        return Fault(kind="held", reason=str(held), url=asking.url, hops=tuple(asking.hops), ms=_ms(began, asking))
    except _StopError as stop:
        return Fault(
            kind=stop.kind, reason=str(stop), url=asking.url, hops=tuple(asking.hops), status=stop.status,
            ms=_ms(began, asking),
        )  # fmt: skip
    return msgspec.structs.replace(answer, ms=_ms(began, asking))


def _ms(began: float, asking: _Asking) -> int:
    return round((time.monotonic() - began - asking.waited) * 1000)


class _Asking:
    """A question on its way through redirects."""

    def __init__(self, question: Question, options: HttpOptions, turn: Turn) -> None:
        self.question = question
        self.options = options
        self.turn = turn
        self.hops: list[Hop] = []
        self.waited = 0.0  # for the turns of hosts, which is no time of the servers
        try:
            self.url = sendable(question.url)
        except ValueError:
            self.url = question.url

    def run(self) -> Answer:
        """Follow redirects to an answer; raises `_StopError`."""
        left = self.options.timeout
        seen = {self.url}
        while True:
            host = host_of(self.url)
            came = time.monotonic()
            if self.question.objection and (reason := self.question.objection(self.url)):
                raise _StopError("robots", reason)
            with self.turn(host):
                began = time.monotonic()
                self.waited += began - came
                answer = _Exchange(self.url, self.question, self.options, left).run(tuple(self.hops))
                left -= time.monotonic() - began
            if answer.status not in _REDIRECTS:
                return answer
            self._follow(answer, seen)

    def _follow(self, answer: Answer, seen: set[str]) -> None:
        location = answer.headers.get("location", "").strip()
        if not location:
            raise _StopError("redirect", f"answers {answer.status} without saying where to", answer.status)
        if len(self.hops) >= _HOPS:
            raise _StopError("redirect", f"redirects more than {_HOPS} times", answer.status)
        try:
            target = sendable(urljoin(self.url, location.encode("latin-1", "replace").decode("utf-8", "replace")))
            scheme, host = urlsplit(target).scheme, host_of(target)
        except ValueError:
            raise _StopError("redirect", "redirects to something that is no address", answer.status) from None
        if scheme not in {"http", "https"} or not host:
            raise _StopError("redirect", f"redirects to '{scheme}:', which is never asked", answer.status)
        if scheme == "http" and self.url.startswith("https:"):
            raise _StopError("redirect", f"redirects from https to http ({target})", answer.status)
        if target in seen:
            raise _StopError("redirect", f"redirects in a circle ({target})", answer.status)
        seen.add(target)
        self.hops.append(Hop(answer.status, target))
        self.url = target


class _Exchange:
    """One request to one host within so many seconds."""

    def __init__(self, url: str, question: Question, options: HttpOptions, left: float) -> None:
        self.url = url
        self.question = question
        self.options = options
        self.ends = time.monotonic() + left
        self.is_over = threading.Event()

    def run(self, hops: tuple[Hop, ...]) -> Answer:
        """The server's answer; raises `_StopError`."""
        from urllib3.exceptions import HTTPError, SSLError

        try:
            return self._run(hops)
        except (RefusedAddressError, UnknownNameError) as error:
            raise _StopError("address" if isinstance(error, RefusedAddressError) else "name", str(error)) from error
        except (OSError, HTTPError, ValueError, ssl.SSLError) as error:
            # A socket that was shut looks like an answer that ended, or broke: so time is asked about first.
            if self.is_over.is_set() or self._left() <= 0 or isinstance(error, TimeoutError):
                raise self._too_late() from error
            if isinstance(error, ssl.SSLError | SSLError):
                raise _StopError("tls", _tls_reason(error)) from error
            raise _broken(error) from error
        except Exception as error:  # http.client has errors of its own kind
            import http.client

            if self.is_over.is_set():
                raise self._too_late() from error
            if isinstance(error, http.client.RemoteDisconnected | http.client.IncompleteRead):
                raise _StopError("broken", "the connection was closed before the answer was whole") from error
            if isinstance(error, http.client.HTTPException):
                raise _StopError("http", f"is not HTTP: {type(error).__name__} {error}"[:200]) from error
            raise

    def _run(self, hops: tuple[Hop, ...]) -> Answer:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if self._left() <= 0:
            raise self._too_late()
        addresses = checked(host, port, self.options.allow, max(0.1, min(_CONNECT, self._left())))
        raw = self._connect(addresses, port)
        guard = socket.socket(fileno=os.dup(raw.fileno()))
        timer = threading.Timer(max(0.01, self._left()), self._shut, [guard])
        timer.daemon = True
        timer.start()
        connection = _connection(parts.scheme, host, port, raw, check=self.question.check_certificate)
        try:
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request(
                "GET", target, headers=self._headers(parts.netloc), preload_content=False, decode_content=True
            )
            return self._read(connection.getresponse(), hops)
        finally:
            timer.cancel()
            with contextlib.suppress(OSError):
                connection.close()
            raw.close()
            guard.close()

    def _connect(self, addresses: Sequence[str], port: int) -> socket.socket:
        """A connection to the first of the addresses that takes one."""
        for place, address in enumerate(addresses, 1):
            try:
                raw = socket.create_connection((address, port), max(0.1, min(_CONNECT, self._left())))
            except TimeoutError as error:
                if place == len(addresses) or self._left() <= 0:
                    raise _StopError("timeout", "does not take a connection in time") from error
            except OSError as error:
                if place == len(addresses):
                    raise _StopError("connect", f"takes no connection: {error.strerror or error}") from error
            else:
                raw.settimeout(max(0.1, self._left()))
                return raw
        raise AssertionError("a host without an address is a name that cannot be resolved")

    def _headers(self, netloc: str) -> dict[str, str]:
        question = self.question
        headers = {
            "User-Agent": self.options.user_agent,
            "Accept": question.accept,
            "Accept-Encoding": ", ".join(_known_encodings()),
            **question.headers,
        }
        if question.validators_of == self.url:
            headers |= question.validators
        first = urlsplit(sendable(question.url))
        if first.netloc == netloc and (first.scheme, urlsplit(self.url).scheme) != ("https", "http"):
            headers |= question.secrets
        return headers

    def _read(self, response: HTTPResponse, hops: tuple[Hop, ...]) -> Answer:
        if self.is_over.is_set():
            raise self._too_late()
        headers: dict[str, str] = {}
        for name, value in response.headers.iteritems():
            headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
        answer = Answer(url=self.url, status=response.status, headers=headers, hops=hops)
        if response.status in _REDIRECTS or response.status in {204, 304}:
            return answer
        used = [it.strip().lower() for it in headers.get("content-encoding", "").split(",") if it.strip()]
        used = [it for it in used if it != "identity"]
        if len(used) > _ENCODINGS:
            raise _StopError("encoding", f"is packed {len(used)} times over", response.status)
        for encoding in used:
            if encoding not in (*_known_encodings(), "x-gzip"):
                raise _StopError(
                    "encoding", f"comes in the encoding '{encoding[:40]}', which was not asked for", response.status
                )
        return msgspec.structs.replace(answer, body=self._body(response))

    def _body(self, response: HTTPResponse) -> bytes:
        limit = self.question.limit if response.status < 400 else min(self.question.limit, _CHUNK)
        parts: list[bytes] = []
        size = 0
        while True:
            part = response.read(_CHUNK, decode_content=True)
            if self.is_over.is_set():
                raise self._too_late()
            if not part:
                return b"".join(parts)
            size += len(part)
            if size > limit:
                if response.status >= 400:  # nobody reads the text of an error
                    return b""
                if self.question.is_enough:
                    return b"".join((*parts, part))[:limit]
                raise _StopError("size", f"is larger than {limit:,} bytes", response.status)
            parts.append(part)

    def _left(self) -> float:
        return self.ends - time.monotonic()

    def _shut(self, guard: socket.socket) -> None:
        self.is_over.set()
        with contextlib.suppress(OSError):
            guard.shutdown(socket.SHUT_RDWR)

    def _too_late(self) -> _StopError:
        return _StopError("timeout", f"does not answer in {self.options.timeout:g} s")


def _broken(error: Exception) -> _StopError:
    from urllib3.exceptions import DecodeError, IncompleteRead, ProtocolError

    if isinstance(error, DecodeError):
        return _StopError("encoding", "cannot be unpacked: its encoding is broken")
    if isinstance(error, IncompleteRead | ProtocolError | ConnectionError):
        return _StopError("broken", "the connection was closed before the answer was whole")
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _StopError("http", f"cannot be read: {reason[:160]}")


def _tls_reason(error: Exception) -> str:
    inner = error
    while not isinstance(inner, ssl.SSLError) and inner.args and isinstance(inner.args[0], Exception):
        inner = inner.args[0]
    reason = getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or str(inner)
    return f"the connection is not safe (TLS): {str(reason).lower().replace('_', ' ')[:160]}"


def _connection(
    scheme: str, host: str, port: int, raw: socket.socket, *, check: bool
) -> Any:  # urllib3's, imported late
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if scheme == "http":
        plain = HTTPConnection(host, port, blocksize=_CHUNK)
        plain._new_conn = lambda: raw  # type: ignore[method-assign]
        return plain
    secure = HTTPSConnection(host, port, blocksize=_CHUNK, ssl_context=_tls(check=check))
    secure._new_conn = lambda: raw  # type: ignore[method-assign]
    if not check:
        secure.cert_reqs = ssl.CERT_NONE
        secure.assert_hostname = False
    return secure


_contexts: dict[bool, ssl.SSLContext] = {}


def _tls(*, check: bool) -> ssl.SSLContext:
    if check not in _contexts:
        context = ssl.create_default_context()
        if not check:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        _contexts[check] = context
    return _contexts[check]


def _known_encodings() -> tuple[str, ...]:
    """What can be unpacked here, piece by piece."""
    from urllib3.util.request import ACCEPT_ENCODING

    return tuple(ACCEPT_ENCODING.split(","))

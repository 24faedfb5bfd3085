"""Base classes of the preview's handlers: security headers, and whom to refuse."""

from __future__ import annotations

from typing import Final

from tornado import web

from site_gen.serve.access import refuse_others, refuse_strangers
from site_gen.serve.state import Showing

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guarded(web.RequestHandler):
    """A handler that answers only to this machine's names, with security headers."""

    preview: Showing

    def initialize(self, preview: Showing) -> None:
        self.preview = preview

    def set_default_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        refuse_strangers(self, self.preview.guard)

    def write_error(self, status_code: int, **_: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(f"{status_code} {self._reason}\n")


class DeskOnly(Guarded):
    """A handler for the desk, which shows unpublished things, so it is only for browsers on this machine."""

    def prepare(self) -> None:
        super().prepare()
        refuse_others(self, self.preview.guard)


class DeskWrites(DeskOnly):
    """A handler that changes files: only for the desk's own pages, which send JSON with the token."""

    def prepare(self) -> None:
        super().prepare()
        if not self.preview.guard.may_write(self.request):
            raise web.HTTPError(403, reason="only the desk may decide")
        if self.request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            raise web.HTTPError(415, reason="send JSON")

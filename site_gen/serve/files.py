"""Serves files of the output folder, HTML with the preview's scripts in its head."""

from __future__ import annotations

import mimetypes
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from tornado.web import HTTPError

from site_gen.engine.snapshots import inside
from site_gen.serve.handlers import Guarded

_POLICY: Final = b'http-equiv="Content-Security-Policy"'
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}
_SHOWN_HIDDEN: Final = ".well-known"


def locate(output: Path, address: str) -> Path | None:
    """The file or folder of the output folder at an address below the base path; None if there is none."""
    try:
        parts = unquote(address, errors="strict").split("/")
    except UnicodeDecodeError:
        return None
    *folders, last = parts
    names = [*folders, last] if last else folders
    if any(not name or (name.startswith(".") and name != _SHOWN_HIDDEN) or set(name) & {"\\", "\0"} for name in names):
        return None
    return inside(output, "/".join(names if last else [*names, "index.html"]))


class Pages(Guarded):
    """Files of the output folder under the site's base path; the site's own 404 page for everything else."""

    async def get(self) -> None:
        address, base = self.request.path, self.preview.base
        if not address.startswith(base):
            self.redirect(base)
            return
        # Taken before the file is read: at worst the page counts as older than it is, and loads once more.
        tags = self.preview.tags(self.request)
        found = locate(self.preview.output, address.removeprefix(base))
        if found and found.is_dir():
            self.redirect(f"{address}/")
        elif data := _read(found):
            self._send(data, found.suffix.lower() if found else "", tags)
        elif moved := await self.preview.moved_to(address):
            self.redirect(quote(moved))
        elif kept := self.preview.kept.get(address):
            self._send(kept, ".html", tags)
        else:
            self._send_lost(tags)

    async def head(self) -> None:
        await self.get()

    def _send(self, data: bytes, suffix: str, tags: str) -> None:
        guessed = mimetypes.guess_type(f"x{suffix}")[0]
        self.set_header("Content-Type", _TYPES.get(suffix) or guessed or "application/octet-stream")
        if suffix == ".html":
            self.preview.kept.keep(self.request.path, data)
            data = with_tags(data, tags)
        self.finish(data)

    def _send_lost(self, tags: str) -> None:
        self.set_status(404)
        self.set_header("Content-Type", _TYPES[".html"])
        page = _read(self.preview.output / "404.html") or _nothing_yet(self.preview.is_built)
        self.finish(with_tags(page, tags))


def with_tags(html: bytes, tags: str) -> bytes:
    """A page with the preview's elements at the end of its head, or of the page if it has no head.

    A page whose policy forbids scripts, as that of an address that moved, stays as it is.
    """
    if _POLICY in html and b"script-src" not in html:
        return html
    at = html.find(b"</head>")
    at = len(html) if at < 0 else at
    return html[:at] + tags.encode() + html[at:]


def live_tag(stamp: str, host: str) -> str:
    """The element that reloads a page when it was made again."""
    name, _, port = host.rpartition(":") if host.rpartition(":")[2].isdecimal() else (host, "", "80")
    return f'<script defer src="/livereload.js?host={escape(name)}&amp;port={port}&amp;snipver={stamp}"></script>'


def desk_tag(carried: dict[str, str]) -> str:
    """The element of the editor's desk, with what its scripts need to know."""
    data = "".join(f' data-{key}="{escape(value)}"' for key, value in carried.items())
    return f'<script type="module" id="site-gen-desk" src="/_desk/assets/desk.js"{data}></script>'


def _read(path: Path | None) -> bytes | None:
    """The bytes of a file; None if it is not a file, or was just deleted."""
    try:
        return path.read_bytes() if path and path.is_file() else None
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            return None
        raise HTTPError(500, reason="cannot be read") from error


def _nothing_yet(is_built: bool) -> bytes:
    words = "There is no such page." if is_built else "Nothing is built yet. This page loads by itself once it is."
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f"<body><main><h1>Preview</h1><p>{words}</p></main></body></html>"
    ).encode()

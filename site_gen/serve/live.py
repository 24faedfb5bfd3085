"""Notifies browsers: livereload swaps stylesheets and reloads pages, a channel of our own reports problems.

No reload is lost: every page carries the number of the last build when it was served, and says it when its socket
connects; a page that was made again since is reloaded at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import escape
from tornado.websocket import WebSocketHandler

from site_gen.model import Published
from site_gen.serve.access import is_same_origin, refuse_others, refuse_strangers
from site_gen.serve.state import Showing, is_shared

_STYLE: Final = ".css"
FileOf = Callable[[str], str | None]  # address -> its output file, or None


class ReloadSocket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's socket, for pages of this server only."""

    live_css = True
    preview: Showing
    stamp = ""
    url = ""

    def initialize(self, preview: Showing) -> None:
        self.preview = preview

    def prepare(self) -> None:
        refuse_strangers(self, self.preview.guard)

    def check_origin(self, origin: str) -> bool:
        return is_same_origin(origin, self.request)

    def on_message(self, message: str | bytes) -> None:
        said = escape.json_decode(message)
        if not isinstance(said, dict) or said.get("command") not in {"hello", "info"}:
            return
        super().on_message(message)
        if said["command"] == "hello":
            self.stamp = str(said.get("snipver", ""))
        else:
            self.url = urlsplit(str(said.get("url", ""))).path
            if self.stamp and self.preview.editions.is_old(self.stamp, self.preview.file_at(self.url)):
                self.reload("*")

    def reload(self, path: str) -> None:
        """Swap a stylesheet, or with `*` reload the page."""
        self.send_message({"command": "reload", "path": path, "liveCSS": True, "liveImg": True})


class Script(LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's script."""

    def initialize(self, preview: Showing) -> None:
        self.preview = preview

    def prepare(self) -> None:
        refuse_strangers(self, self.preview.guard)


class Channel(WebSocketHandler):
    """The channel that the desk's script listens to: problems, and whether a build is running."""

    preview: Showing
    listeners: set[Channel] = set()

    def initialize(self, preview: Showing) -> None:
        self.preview = preview

    def prepare(self) -> None:
        refuse_strangers(self, self.preview.guard)
        refuse_others(self, self.preview.guard)

    def check_origin(self, origin: str) -> bool:
        return is_same_origin(origin, self.request)

    def open(self, *_: str, **__: str) -> None:
        self.listeners.add(self)
        self.write_message(self.preview.news())

    def on_close(self) -> None:
        self.listeners.discard(self)

    def on_message(self, message: str | bytes) -> None:
        """The desk only listens."""


def tell(published: Published, file_of: FileOf, base: str) -> None:
    """Reload the pages that were made or are gone; if only stylesheets changed, swap them in every page."""
    styles = [path for path in published.made if path.endswith(_STYLE)]
    made = set(published.made)
    changes_all = any(is_shared(path) and path not in styles for path in made)
    for waiter in list(ReloadSocket.waiters):
        file = file_of(waiter.url)
        if changes_all or file is None or file in made:
            waiter.reload("*")
            continue
        for path in styles:
            waiter.reload(base + path)


def broadcast(news: Callable[[], dict[str, Any]]) -> None:
    """Send news to all listeners."""
    text = escape.json_encode(news()) if Channel.listeners else ""
    for listener in list(Channel.listeners):
        listener.write_message(text)

"""The live preview: build, serve output/ to this machine, rebuild on change, reload the browser.

An error leaves the last good pages up and is printed. Files are watched by watchfiles, which costs nothing while
nothing happens; livereload speaks with the browser. Its own script tag is inline, which the pages' security policy
forbids, so the tag that loads it stands here.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web

from site_gen import config as configuration
from site_gen.build import build, open_memo
from site_gen.config import Config
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.model import EDITORIAL
from site_gen.outcome import Built
from site_gen.report import describe, plural
from site_gen.workers import pool

HOST: Final = "127.0.0.1"
_PORTS_TO_TRY: Final = 50
_DEBOUNCE_MS: Final = 50
_WATCHERS_READY: Final = 0.05  # seconds
_INPUTS: Final = ("seeds", "content", "templates")  # fields of `config.Folders`
Say = Callable[[str], None]


def serve(root: Path, *, port: int, open_browser: bool, drafts: bool, say: Say) -> None:
    """Serve the site until interrupted; raises `ConfigError` only when there is no configuration to start from."""
    configuration.load(root)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_Preview(root, drafts, say).run(port, open_browser=open_browser))
    say("stopped")


class _Preview:
    """The site as it was last built well, and the browsers that look at it."""

    def __init__(self, root: Path, drafts: bool, say: Say) -> None:
        self.root = root
        self.drafts = drafts
        self.say = say
        self.changed = asyncio.Event()
        self.config = configuration.load(root)

    async def run(self, port: int, *, open_browser: bool) -> None:
        """Build, then serve and rebuild until cancelled."""
        self._build()
        listening, free_port = _listen(port)
        if free_port != port:
            self.say(f"port {port} is in use")
        await self._serve(listening, free_port, open_browser=open_browser)

    async def _serve(self, listening: socket.socket, port: int, *, open_browser: bool) -> None:
        from tornado.httpserver import HTTPServer

        http = HTTPServer(self._application())
        http.add_socket(listening)
        address = f"http://{HOST}:{port}{self.config.base_path}"
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch_top())
            tasks.create_task(self._watch_folders())
            await asyncio.sleep(_WATCHERS_READY)
            self.changed.set()  # what changed between the first build and now would be missed otherwise
            tasks.create_task(self._rebuild_on_change())
            self.say(f"serving {address} (stop with Ctrl-C)")
            if open_browser:
                import webbrowser

                webbrowser.open(address)

    def _application(self) -> web.Application:
        folder = self.root / self.config.folders.output
        base = self.config.base_path
        files = {"path": str(folder.resolve()), "default_filename": "index.html"}
        return web.Application(
            [
                (r"/livereload", _Socket),
                (r"/livereload\.js", LiveReloadJSHandler),
                (rf"{base}(.*)", _Pages, files),
                (r"/.*", web.RedirectHandler, {"url": base, "permanent": False}),
            ],
            log_function=lambda _: None,
        )

    async def _watch_top(self) -> None:
        """Configuration files, and folders that come or go."""
        from watchfiles import awatch

        async for changes in awatch(self.root, recursive=False, debounce=_DEBOUNCE_MS, watch_filter=None):
            names = {Path(path).name for _, path in changes}
            if names & {configuration.NAME, EDITORIAL, *self._folders()}:
                self.changed.set()

    async def _watch_folders(self) -> None:
        from watchfiles import awatch

        while True:
            watched = [self.root / name for name in self._folders() if (self.root / name).is_dir()]
            stop = asyncio.Event()
            if not watched:
                await asyncio.sleep(1)
                continue
            checking = asyncio.create_task(self._stop_when_folders_differ(watched, stop))
            async for _ in awatch(*watched, debounce=_DEBOUNCE_MS, stop_event=stop, watch_filter=_is_input):
                self.changed.set()
            checking.cancel()

    async def _stop_when_folders_differ(self, watched: list[Path], stop: asyncio.Event) -> None:
        while True:
            await asyncio.sleep(1)
            now = [self.root / name for name in self._folders() if (self.root / name).is_dir()]
            if now != watched:
                self.changed.set()
                stop.set()
                return

    def _folders(self) -> list[str]:
        return [getattr(self.config.folders, name) for name in _INPUTS]

    async def _rebuild_on_change(self) -> None:
        while True:
            await self.changed.wait()
            self.changed.clear()
            built = await asyncio.to_thread(self._build)
            if built and (built.published.made or built.published.removed):
                _reload(built, self.config)

    def _say_waiting(self) -> None:
        self.say("another build of this site is running; waiting for it")

    def _build(self) -> Built | None:
        """Build; what is wrong is printed, and what was good before stays up."""
        try:
            self.config = configuration.load(self.root)
            with open_memo(self.root, self._say_waiting) as memo, pool(None) as start:
                built = build(self.root, self.config, memo, drafts=self.drafts, workers=start)
        except SiteGenError as error:
            for line in describe(error.diagnostics, self.root):
                self.say(line)
            self.say("the last good pages stay up")
            return None
        for line in describe(built.diagnostics, self.root):
            self.say(line)
        if built.published.made or built.published.removed:
            self.say(f"{plural(len(built.published.made), 'page')} rendered, {built.published.removed:,} removed")
        return built


class _Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's socket, for pages of this server only."""

    live_css = True

    def check_origin(self, origin: str) -> bool:
        return bool(urlsplit(origin).netloc == self.request.host)


class _Pages(web.StaticFileHandler):
    """Files of output/, HTML with the script that reloads it; the site's own 404 page for what is not there."""

    def set_extra_headers(self, path: str) -> None:
        del path
        self.set_header("Cache-Control", "no-store")

    def should_return_304(self) -> bool:
        return False

    @classmethod
    def get_content(cls, abspath: str, start: int | None = None, end: int | None = None) -> Any:  # bytes or chunks
        if not abspath.endswith(".html"):
            return super().get_content(abspath, start, end)
        return _with_script(Path(abspath).read_bytes())

    def get_content_size(self) -> int:
        path = self.absolute_path
        if path and path.endswith(".html"):
            return len(_with_script(Path(path).read_bytes()))
        return super().get_content_size()

    def write_error(self, status_code: int, **_: Any) -> None:
        page = Path(self.root, "404.html")
        if status_code == 404 and page.is_file():
            self.set_header("Content-Type", "text/html; charset=UTF-8")
            self.finish(_with_script(page.read_bytes()))
            return
        self.finish(f"{status_code}\n")


def _with_script(html: bytes) -> bytes:
    return html.replace(b"</head>", b'<script defer src="/livereload.js"></script></head>', 1)


def _is_input(_: object, path: str) -> bool:
    """Not the parts and backups that editors and our own atomic writes leave for a moment."""
    name = os.path.basename(path)  # noqa: PTH119 - a Path for each of a million changes is slow
    return not name.startswith(".") and not name.endswith(("~", ".swp", ".part"))


def _reload(built: Built, config: Config) -> None:
    """Tell the browsers: a changed stylesheet is swapped in place, anything else reloads the page."""
    made = built.published.made
    only_style = bool(made) and not built.published.removed and all(path.endswith(".css") for path in made)
    path = config.base_path + made[0] if only_style else "*"
    message = {"command": "reload", "path": path, "liveCSS": True, "liveImg": True}
    for waiter in list(_Socket.waiters):
        waiter.send_message(message)


def _listen(port: int) -> tuple[socket.socket, int]:
    """The first free port from `port` on."""
    from tornado.netutil import bind_sockets

    for candidate in range(port, min(port + _PORTS_TO_TRY, 65536)):
        with contextlib.suppress(OSError):
            return bind_sockets(candidate, HOST)[0], candidate
    raise SiteGenError(Diagnostic(HOST, None, "no-port", f"no free port from {port} on", "name one with --port"))

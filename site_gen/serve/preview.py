"""The running preview: watches, builds, serves pages, and reports problems."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tornado import web
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest

from site_gen.build.way import NOTHING
from site_gen.config.site_yaml import Config
from site_gen.engine.diagnostics import describe
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.plain import plural
from site_gen.model import EDITORIAL
from site_gen.serve import desk, desk_pages, files, live
from site_gen.serve.access import Guard
from site_gen.serve.builder import Outcome, SiteBuilder
from site_gen.serve.problems import describe_for_browsers
from site_gen.serve.state import DeskState, Editions, Kept
from site_gen.serve.watch import ALL, Changes, Watch

Say = Callable[[str], None]
_PORTS_TO_TRY: Final = 50
_SLOW: Final = 0.3  # seconds; browsers hear of a build that takes longer
_TIMED: Final = 100  # builds whose times are remembered
_INPUTS: Final = ("seeds", "content", "templates", "pages", "root")  # fields of `config.Folders`


_LONGEST: Final = 3600.0  # seconds that the preview waits for a moment by its own clock, which may be set meanwhile


class Preview:
    """A preview of one site and the browsers that show it."""

    def __init__(self, root: Path, builder: SiteBuilder, say: Say, *, host: str, drafts: bool) -> None:
        self.root = root
        self.builder = builder
        self.drafts = drafts
        self.guard = Guard(host)
        self.editions = Editions()
        self.timings: deque[dict[str, float]] = deque(maxlen=_TIMED)
        self.desk = DeskState()
        self.kept = Kept()
        self.problems: tuple[Diagnostic, ...] = ()
        self.found: tuple[Diagnostic, ...] = ()  # problems of the last build that was not stopped
        self.is_built = False  # without being stopped, in this run
        self._failed = False
        self._building = False
        self._builds = 0
        self._decisions = 0  # how often they may have changed
        self._host, self._port = host, 0
        self._say = say
        self._watch = Watch(root, _folders(builder.config), say)
        self._stop = asyncio.Event()

    async def run(self, port: int, *, open_browser: bool) -> None:
        """Build, serve and rebuild until interrupted."""
        self._stop_on_signals()
        listening, free_port = _listen(port, self._host)
        if free_port != port:
            self._say(f"port {port} is in use")
        server = HTTPServer(self._application())
        server.add_sockets(listening)
        watching = asyncio.create_task(self._watch.run())
        building = asyncio.create_task(self._keep_built(free_port, open_browser=open_browser))
        await asyncio.wait({asyncio.create_task(self._stop.wait()), watching, building}, return_when="FIRST_COMPLETED")
        server.stop()
        self._watch.stop()
        building.cancel()
        for task in (watching, building):
            with contextlib.suppress(asyncio.CancelledError):
                await task

    @property
    def base(self) -> str:
        """The path that the site is served under."""
        return self.builder.config.base_path

    @property
    def output(self) -> Path:
        """The folder that is served."""
        return self.builder.output

    def tags(self, request: HTTPServerRequest) -> str:
        """The elements for a page of the site that is served now."""
        return files.live_tag(self.editions.stamp, request.host) + self.desk_tag(request)

    def desk_tag(self, request: HTTPServerRequest) -> str:
        """The desk's element, for browsers that may use it."""
        if not self.guard.trusts(request):
            return ""
        carried = {"token": self.guard.token, "base": self.base, "builds": str(self._builds)}
        return files.desk_tag(carried)

    def file_at(self, address: str) -> str | None:
        """The output file that answers at an address, relative to the output folder."""
        found = files.locate(self.output, address.removeprefix(self.base)) if address.startswith(self.base) else None
        return found.relative_to(self.output).as_posix() if found else None

    async def moved_to(self, address: str) -> str | None:
        """The new address of a story that was opened at this address before."""
        id_ = self.desk.opened.get(address.removeprefix(self.base))
        permalink = (await self.builder.index()).permalink(id_) if id_ else None
        return self.base + permalink if permalink else None

    def news(self) -> dict[str, Any]:
        """The news for browsers: problems, whether the pages are out of date, whether a build is running."""
        return {
            "problems": describe_for_browsers(self.problems, self.root),
            "failed": self._failed,
            "building": self._building,
            "undo": self.desk.last_said(),
            "decisions": self._decisions,
            "builds": self._builds,
        }

    def _application(self) -> web.Application:
        shared = {"preview": self}
        return web.Application(
            [
                (r"/livereload", live.ReloadSocket, shared),
                (r"/livereload\.js", live.Script, shared),
                (r"/_desk/socket", live.Channel, shared),
                *((rf"/_desk/{path}", handler, shared) for path, handler in (*desk.ROUTES, *desk_pages.ROUTES)),
                (r"/.*", files.Pages, shared),
            ],
            log_function=lambda _: None,
        )

    async def _keep_built(self, port: int, *, open_browser: bool) -> None:
        self._port = port
        await self._build(await self._watch.changes())
        address = self._address()
        self._say(f"serving {address} (stop with Ctrl-C)")
        if open_browser:
            import webbrowser

            await asyncio.to_thread(webbrowser.open, address)
        while True:
            await self._build(await self._next_changes())

    async def _next_changes(self) -> Changes:
        """What changes on disk, or nothing when it is time for an article to go."""
        wait = self.builder.seconds_to_change
        try:
            return await asyncio.wait_for(self._watch.changes(), None if wait is None else min(wait + 0.5, _LONGEST))
        except TimeoutError:
            return Changes(frozenset(), time.time())

    async def _build(self, changes: Changes) -> None:
        slow = asyncio.get_running_loop().call_later(_SLOW, self._say_building)
        started = time.time()
        outcome = await self.builder.rebuild(changes.paths)
        self.timings.append({"seen": changes.since, "started": started, "ended": time.time()})
        slow.cancel()
        self._building = False
        self._report(outcome)
        is_idle = outcome.built is not None and outcome.built.way == NOTHING and outcome.problems == self.problems
        self.problems, self._failed = outcome.problems, outcome.built is None
        self.kept.is_needed = any(it.severity == "error" for it in outcome.problems)
        if not (is_idle and self._builds):  # the desk's pages are loaded anew for each that counts
            self._builds += 1
        self._decisions += bool(changes.paths & {EDITORIAL, ALL})
        self._watch.follow(_folders(outcome.config))
        if outcome.built:
            self.is_built, self.found = True, outcome.problems
            published = outcome.built.published
            if published.made or published.removed:
                self.editions.note(published)
                live.tell(published, self.file_at, self.base)
        live.broadcast(self.news)

    def _address(self) -> str:
        return f"http://{_printed(self._host)}:{self._port}{self.base}"

    def _say_building(self) -> None:
        if self._builds == 0:
            self._say(f"building; {self._address()} shows the last build meanwhile")
        self._building = True
        live.broadcast(self.news)

    def _report(self, outcome: Outcome) -> None:
        if outcome.problems != self.problems:
            for line in describe(outcome.problems, self.root):
                self._say(line)
        if outcome.built is None:
            self._say("the last good pages stay up")
        elif outcome.built.published.made or outcome.built.published.removed:
            published = outcome.built.published
            self._say(f"{plural(len(published.made), 'page')} rendered, {published.removed:,} removed")

    def _stop_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt there
                loop.add_signal_handler(number, self._stop.set)


def _folders(config: Config) -> list[str]:
    of_hooks = {str(Path(name).parent) for name in config.hooks} - {"."}
    return [*(getattr(config.folders, name) for name in _INPUTS), *sorted(of_hooks)]


def _printed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listen(port: int, host: str) -> tuple[list[socket.socket], int]:
    """The first free port from `port` on."""
    from tornado.netutil import bind_sockets

    for candidate in range(port, min(port + _PORTS_TO_TRY, 65536)):
        with contextlib.suppress(OSError):
            return bind_sockets(candidate, host), candidate
    raise SiteGenError(Diagnostic(host, None, "no-port", f"no free port from {port} on", "name one with --port"))

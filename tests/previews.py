"""A running `site-gen serve`, for tests: ask it for pages, wait for what it says or shows."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from email.message import Message
from typing import NamedTuple

from sites import ROOT, Site


class Answer(NamedTuple):
    """What the preview answered."""

    status: int
    headers: Message
    text: str


class Preview:
    """A running preview of a site, on a free port unless one is named."""

    def __init__(self, site: Site, *words: str, until: str = "serving ", env: Mapping[str, str] = {}) -> None:
        self.site = site
        self.log = site.root.parent / "serve.log"
        port = () if "--port" in words else ("--port", str(free_port()))
        with self.log.open("w") as log:
            line = [sys.executable, "-m", "site_gen", "-C", str(site.root), "serve", *port, *words]
            self.process = subprocess.Popen(line, stderr=log, stdout=log, cwd=ROOT, env=os.environ | env)
        self._before_address = until
        self.address = self.wait_for(self._address)

    def __enter__(self) -> Preview:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    @property
    def origin(self) -> str:
        """The address without a path."""
        return re.match(r"http://[^/]+", self.address)[0]

    def wait_for(self, seen: Callable[[], object], seconds: float = 60) -> object:
        """What `seen` answers as soon as it is something; fails when that takes too long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = seen()
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError(f"waited in vain; the preview said:\n{self.log.read_text()}")

    def get(self, path: str) -> str:
        """The text of a page; with its number in front where that is not 200."""
        answer = self.ask(self.address + path)
        return answer.text if answer.status == 200 else f"{answer.status} {answer.text}"

    def ask(self, address: str, body: bytes | None = None, **headers: str) -> Answer:
        """The whole answer; headers are named with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(address, data=body, headers=named)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read().decode())

    def said(self, words: str) -> Callable[[], bool]:
        return lambda: words in self.log.read_text()

    def shows(self, path: str, words: str) -> Callable[[], bool]:
        return lambda: words in self.get(path)

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=30)

    def _address(self) -> str | None:
        found = re.search(rf"{self._before_address}(\S+)", self.log.read_text())
        return found[1] if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""What a site lets robots read (RFC 9309): asked once a day before any of its pages, never for named feeds."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from site_gen.fetch.deciding import held, reason_of
from site_gen.fetch.hosts import LONGEST_DELAY, Hosts
from site_gen.fetch.http import Answer, Fault, HttpOptions, Question, ask, host_of
from site_gen.fetch.records import Attempt, RobotsRecord, seconds_of, text_of
from site_gen.fetch.state import State

if TYPE_CHECKING:
    from protego import Protego

_DAY: Final = 86_400
_LIMIT: Final = 512_000
# The lines of a robots.txt that say something: "User-agent: *", "Disallow: /private"
_RULE: Final = re.compile(r"^\s*(?:user-?agent|allow|disallow|crawl-?delay)\s*:[^#\n]*", re.IGNORECASE | re.MULTILINE)


class Robots:
    """The rules of all sites of a run; `unsure` answers are no reason to forget a page."""

    def __init__(self, state: State, hosts: Hosts, options: HttpOptions, now: float) -> None:
        self._state = state
        self._hosts = hosts
        self._options = options
        self._now = now
        self._name = product_of(options.user_agent)
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._parsed: dict[str, Protego] = {}
        self.lines: list[Attempt] = []  # of what was asked

    def objection(self, url: str, source: str = "") -> str:
        """Why a page must not be asked; empty where it may be. The line about a question names its `source`."""
        if urlsplit(url).path == "/robots.txt":
            return ""
        record = self._record(url, source)
        if record is None or record.status >= 500 or record.status in {0, 429}:
            return _UNKNOWN
        if record.status >= 400 or not record.text:
            return ""
        rules = self._rules(record)
        delay = rules.crawl_delay(self._name)
        if delay:
            self._hosts.slow_down(host_of(url), min(float(delay), LONGEST_DELAY))
        return "" if rules.can_fetch(url, self._name) else "robots.txt asks robots not to read it"

    def _record(self, url: str, source: str) -> RobotsRecord | None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            known = self._state.robots(origin)
            if known and 0 <= self._now - seconds_of(known.at) < _DAY:
                return known
            question = Question(url=f"{origin}/robots.txt", limit=_LIMIT, is_enough=True)
            answer = ask(question, self._options, self._hosts.turn)
            name = host_of(answer.url)
            if news := held(self._state.host(name), name, answer, self._now):
                self._state.note(news)
            if isinstance(answer, Fault) and answer.kind == "held":
                return None
            found = _read(origin, answer, self._now)
            self.lines.append(_line(question.url, source, answer, self._now))
            self._state.note(found)
            return found

    def _rules(self, record: RobotsRecord) -> Protego:
        from protego import Protego

        with self._lock:
            if record.origin not in self._parsed:
                self._parsed[record.origin] = Protego.parse(record.text)
            return self._parsed[record.origin]


_UNKNOWN: Final = "its robots.txt cannot be read now, so nothing is asked"


def is_unsure(reason: str) -> bool:
    """Whether an objection may be gone tomorrow."""
    return reason == _UNKNOWN


def product_of(user_agent: str) -> str:
    """The name that robots.txt would call us by: `site-gen` of `site-gen/1.0 (+https://…)`."""
    return re.split(r"[/\s(]", user_agent.strip(), maxsplit=1)[0]


def _line(url: str, source: str, answer: Answer | Fault, now: float) -> Attempt:
    is_known = isinstance(answer, Answer) and answer.status < 500
    return Attempt(
        source=source,
        url=url,
        outcome="ok" if is_known else "fail",
        due="before pages of its site",
        status=answer.status,
        bytes=len(answer.body) if isinstance(answer, Answer) else 0,
        ms=answer.ms,
        next=text_of(now + _DAY),
        reason="robots.txt" if is_known else f"robots.txt: {reason_of(answer)}",
    )


def _read(origin: str, answer: Answer | Fault, now: float) -> RobotsRecord:
    at = text_of(now)
    if isinstance(answer, Fault):
        return RobotsRecord(
            origin=origin, at=at, status=answer.status if answer.kind == "redirect" and answer.status else 0
        )
    if answer.status != 200:
        return RobotsRecord(origin=origin, at=at, status=answer.status)
    text = answer.body[:_LIMIT].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return RobotsRecord(origin=origin, at=at, status=200, text="\n".join(it.strip() for it in _RULE.findall(text)))

"""The feeds that `site.yaml` names, each with its place, and what is wrong with the sources."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec

from site_gen.config import site_yaml
from site_gen.config.site_yaml import Config
from site_gen.config.yaml_lines import line_of
from site_gen.content.folders import folder_of
from site_gen.errors import Diagnostic
from site_gen.model import SourceRule

if TYPE_CHECKING:
    import yaml

_VARIABLE: Final = re.compile(r"\$\{(\w+)\}")
SECRET: Final = "source-secret"  # noqa: S105 - code of what is said of a line that may hold a secret, and must not be shown
# What every request has, or what must never be sent.
_RESERVED: Final = frozenset(
    "host cookie referer user-agent connection content-length transfer-encoding if-none-match if-modified-since "
    "accept-encoding a-im range".split()
)
_TOKEN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


class SourceFeed(msgspec.Struct, frozen=True, kw_only=True):
    """One feed of a source."""

    source: str
    folder: str  # of the source, relative to the site's folder
    stem: str
    url: str
    line: int = 0  # of site.yaml
    site: str = ""  # the source's own site
    full_text: bool | None = None
    headers: dict[str, str] = {}  # names of headers → "${NAME}"
    check_certificate: bool = True


class SourceList(msgspec.Struct, frozen=True, kw_only=True):
    """All feeds, and what is wrong with sources."""

    config: Config
    feeds: tuple[SourceFeed, ...]
    diagnostics: tuple[Diagnostic, ...]


def load_sources(root: Path) -> SourceList:
    """The feeds of the site in `root`; raises `ConfigError` for what is wrong elsewhere than in one source."""
    parsed = site_yaml.parse_with_faults(site_yaml.text_of(root))
    reading = _SourceReading(parsed.config.folders.seeds, parsed.tree)
    for at, rule in zip(parsed.places, parsed.config.sources, strict=True):
        if at not in parsed.faulty:
            reading.take(at, rule)
    return SourceList(
        config=parsed.config,
        feeds=tuple(reading.feeds),
        diagnostics=(*parsed.diagnostics, *reading.diagnostics),
    )


def secrets_of(feed: SourceFeed) -> dict[str, str] | str:
    """The headers of a feed with what the environment says, or why they cannot be sent."""
    found: dict[str, str] = {}
    for name, text in feed.headers.items():
        missing = [it for it in _VARIABLE.findall(text) if it not in os.environ]
        if missing:
            return f"the environment has no '{missing[0]}', which the header '{name}' needs"
        value = _VARIABLE.sub(lambda match: os.environ[match[1]], text)
        if not (value.isascii() and value.isprintable()):
            return f"the header '{name}' would hold characters that no header may hold"
        found[name] = value
    return found


def url_problem(url: str) -> tuple[str, str] | None:
    """What is wrong with the address of a feed, and a hint."""
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return f"'{url}' is not an address", "write it as in 'https://news.example/feed.xml'"
    if parts.scheme not in {"http", "https"}:
        bare = url.removeprefix("//")
        guess = f"https://{bare}" if "." in bare.partition("/")[0] and ":" not in bare.partition("/")[0] else ""
        guess = guess or (
            f"http://{bare}" if re.match(r"[\w.-]+:\d+(?:/|$)", bare) else "https://news.example/feed.xml"
        )
        return (
            f"'{url}' has no scheme" if "://" not in url else f"'{url}' is neither http nor https",
            f"write '{guess}'",
        )
    if not has_host:
        return f"'{url}' names no host", "write it as in 'https://news.example/feed.xml'"
    if parts.username or parts.password:
        hint = "take the password out of the address; 'headers: {Authorization: \"Basic ${NAME}\"}' sends it safely"
        return "the address of a feed holds a password", hint
    return None


class _SourceReading:
    """Sources, one after the other."""

    def __init__(self, seeds: str, tree: yaml.Node) -> None:
        self.feeds: list[SourceFeed] = []
        self.diagnostics: list[Diagnostic] = []
        self._seeds = seeds
        self._tree = tree
        self._names: dict[str, str] = {}  # folder → source
        self._taken: set[str] = set()  # folders that have a feed
        self._urls: dict[str, str] = {}

    def take(self, at: int, rule: SourceRule) -> None:
        """The feeds of one source."""
        folder = folder_of(rule.name)
        other = self._names.setdefault(folder, rule.name)
        is_again = rule.feeds and folder in self._taken
        if is_again and other != rule.name:
            said = f"sources '{other}' and '{rule.name}' would share the folder '{folder}'"
            self._say((at, "name"), said, "give one of them another name")
            return
        if is_again:
            hint = "put all its feeds into one entry: 'feed: [URL, URL]'"
            self._say((at, "name"), f"source '{rule.name}' is there twice", hint, "warning")
        if problem := self._header_problem(rule):
            hint = "write the name of a variable: 'headers: {X-Api-Key: \"${NAME}\"}'"
            self._say((at, "headers"), problem, hint, code=SECRET)
            return
        self._take_feeds(at, rule, folder)

    def _take_feeds(self, at: int, rule: SourceRule, folder: str) -> None:
        for place, url in enumerate(rule.feeds):
            key = (at, "feed") if isinstance(rule.feed, str) else (at, "feed", place)
            if found := url_problem(url):
                self._say(key, *found, code=SECRET if "@" in url else "source")
            elif url in self._urls:
                hint = "take one of the two out"
                self._say(key, f"'{url}' is there twice, also for '{self._urls[url]}'; asked once", hint, "warning")
            else:
                self._urls[url] = rule.name
                feed = self._feed(rule, url, folder, is_first=folder not in self._taken)
                self.feeds.append(msgspec.structs.replace(feed, line=self._line(key)))
                self._taken.add(folder)

    def _feed(self, rule: SourceRule, url: str, folder: str, *, is_first: bool) -> SourceFeed:
        return SourceFeed(
            source=rule.name,
            folder=f"{self._seeds}/{folder}",
            stem="feed" if is_first else f"feed-{hashlib.sha256(url.encode()).hexdigest()[:6]}",
            url=url,
            site=rule.url,
            full_text=rule.full_text,
            headers=rule.headers,
            check_certificate=rule.check_certificate,
        )

    def _header_problem(self, rule: SourceRule) -> str:
        for name, value in rule.headers.items():
            if not _TOKEN.fullmatch(name) or name.lower() in _RESERVED:
                return f"header '{name}' cannot be set"
            if not _VARIABLE.search(value):
                return f"header '{name}' has its value in site.yaml, where others can read it"
        return ""

    def _line(self, place: Sequence[str | int]) -> int:
        return line_of(("sources", *map(str, place)), self._tree)

    def _say(
        self, place: Sequence[str | int], message: str, hint: str, severity: str = "error", code: str = "source"
    ) -> None:
        line = self._line(place)
        self.diagnostics.append(
            Diagnostic(site_yaml.NAME, line, code, message, hint, "warning" if severity == "warning" else "error")
        )

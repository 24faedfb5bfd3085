"""The desk's own pages: decisions, files that could not be read and why, the health of sources."""

from __future__ import annotations

import asyncio
import datetime
import functools
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from tornado.web import HTTPError

from site_gen.build.inputs import decisions_of, memory_of
from site_gen.config.site_yaml import Config
from site_gen.content.memory import parse
from site_gen.edition import decisions as editorial
from site_gen.edition.decisions import Decision
from site_gen.engine.snapshots import inside
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.fetch.health import FeedHealth, feed_health
from site_gen.fetch.sources import load_sources
from site_gen.model import Seed
from site_gen.read.origin import COMPANION, read_origin
from site_gen.serve.desk import ASSETS, topics_of
from site_gen.serve.explain import Explained, explain_content, explain_seed
from site_gen.serve.handlers import DeskOnly
from site_gen.serve.health import health
from site_gen.serve.inbox import InboxRow, filed_when, inbox, read_look
from site_gen.serve.story_index import StoryIndex
from site_gen.stories import GroupingOptions

if TYPE_CHECKING:
    from jinja2 import Environment

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_MOST_BYTES: Final = 5_000_000
_SAID: Final = {
    "pin": "Pinned",
    "hide": "Hidden",
    "merge": "One story",
    "split": "Kept apart",
    "rename": "Renamed",
    "lead": "Leads its story",
}


class _Report(DeskOnly):
    """A page of the desk, which loads itself anew where a build changes what it shows."""

    def show(self, template: str, **values: Any) -> None:  # whatever a template needs, so Any
        config = self.preview.builder.config
        page = (
            _templates()
            .get_template(template)
            .render(values, site=config.title, base=config.base_path, tag=self.preview.desk_tag(self.request))
        )
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Content-Security-Policy", _POLICY)
        self.finish(page)


class DecisionsPage(_Report):
    """All decisions, each with a button to take it back."""

    async def get(self) -> None:
        try:
            decisions = editorial.read(decisions_of(self.preview.root))
        except SiteGenError as error:
            self.show("decisions.html", rows=[], problems=error.diagnostics)
            return
        index = await self.preview.builder.index()
        self.show("decisions.html", rows=[_decision_row(it, index) for it in decisions], problems=())


class InboxPage(_Report):
    """What came since the last look, with what to decide on it."""

    async def get(self) -> None:
        preview = self.preview
        index, look = await preview.builder.index(), read_look(preview.root)
        filed = filed_when(parse(memory_of(preview.root, preview.builder.config).text))
        threshold = preview.builder.config.grouping.threshold
        found = await asyncio.to_thread(
            inbox,
            index.edition,
            index.decisions,
            index.likeness,
            filed,
            look,
            GroupingOptions().threshold if threshold is None else threshold,
        )
        parts = (
            ("near", "Are these one story?", found.near),
            ("odd", "Odd stories: more than one event?", found.odd),
            ("new", "New", found.new),
        )
        shown = [(name, heading, [_inbox_row(it, index) for it in rows]) for name, heading, rows in parts if rows]
        topics, latest = topics_of(preview.builder.config), found.latest or _now()
        self.show("inbox.html", parts=shown, more=found.more, latest=latest, since=look.until, topics=topics)


class WritePage(_Report):
    """A form for an article of the editor's own, or for a note that belongs to a story."""

    async def get(self) -> None:
        config, id_ = self.preview.builder.config, self.get_argument("story", "")
        index = await self.preview.builder.index()
        is_known = bool(id_) and index.permalink(id_) is not None
        self.show(
            "write.html",
            story=id_ if is_known else "",
            headline=index.headline(id_) if is_known else "",
            topics=topics_of(config),
        )


class Quarantine(_Report):
    """Seeds and content that could not be read, or only with doubts."""

    async def get(self) -> None:
        files = _by_file(self.preview.found, self.preview.builder.config)
        unread = [it for it in files if it["worst"] == "error"]
        doubtful = [it for it in files if it["worst"] == "warning"]
        self.show("quarantine.html", unread=unread, doubtful=doubtful)


class File(_Report):
    """One file beside what was read from it."""

    async def get(self) -> None:
        path, preview = self.get_argument("path", ""), self.preview
        folders = preview.builder.config.folders
        folder = next((it for it in (folders.seeds, folders.content) if path.startswith(f"{it}/")), None)
        place = inside(preview.root / folder, path.removeprefix(f"{folder}/")) if folder else None
        if place is None or not place.is_file() or place.stat().st_size > _MOST_BYTES:
            raise HTTPError(404, reason="no such seed or content file")
        explained = await asyncio.to_thread(
            _explain, _seed(path, place), preview.builder.config, is_seed=folder == folders.seeds
        )
        also = [it for it in preview.found if it.path == path and it not in explained.problems]
        self.show("file.html", path=path, it=explained, problems=(*explained.problems, *also))


class Sources(_Report):
    """The health of every source."""

    async def get(self) -> None:
        builder = self.preview.builder
        index = await builder.index()
        today = datetime.datetime.now(datetime.UTC).date()
        rows = health(index.edition, index.briefs, self.preview.found, builder.config, today)
        self.show("sources.html", rows=rows, feeds=self._feeds())

    def _feeds(self) -> list[FeedHealth]:
        """How the feeds do that are fetched; none where what is known of them cannot be read."""
        try:
            now = datetime.datetime.now(datetime.UTC).timestamp()
            return feed_health(self.preview.root, load_sources(self.preview.root), now)
        except SiteGenError:
            return []


ROUTES: Final = (
    (r"(?:decisions/)?", DecisionsPage),
    (r"inbox/", InboxPage),
    (r"write/", WritePage),
    (r"quarantine/", Quarantine),
    (r"file/", File),
    (r"sources/", Sources),
)


@functools.cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _decision_row(it: Decision, index: StoryIndex) -> dict[str, Any]:
    """A decision as the page lists it, with the request that takes it back."""
    stories = [{"headline": index.headline(id_), "permalink": index.permalink(id_)} for id_ in it.ids]
    wish = {"kind": it.kind, "articles": it.ids, "undo": True, "report": not it.whole}
    said = _SAID.get(it.kind) or f"Filed under {', '.join(it.topics)}"
    whole = "" if it.kind != "hide" else " (the whole story)" if it.whole else " (this report)"
    return {"said": f"{said}{whole}", "title": it.title, "stories": stories, "line": it.line, "wish": wish}


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _inbox_row(row: InboxRow, index: StoryIndex) -> dict[str, Any]:
    """A row of the inbox as the page lists it."""
    cards = [index.card(story) for story in row.stories]
    return {
        "key": row.key,
        "why": row.why,
        "name": " / ".join(it.title for it in cards),
        "cards": cards,
        "ids": [it.id for it in cards],
    }


def _by_file(found: Iterable[Diagnostic], config: Config) -> list[dict[str, Any]]:
    """The problems of seeds and content, by file."""
    folders = (f"{config.folders.seeds}/", f"{config.folders.content}/")
    files: dict[str, list[Diagnostic]] = defaultdict(list)
    for it in found:
        if it.path.startswith(folders) and it.severity != "info":
            files[it.path].append(it)
    return [
        {
            "path": path,
            "address": f"/_desk/file/?path={quote(path, safe='/')}",
            "problems": problems,
            "worst": "error" if any(it.severity == "error" for it in problems) else "warning",
        }
        for path, problems in sorted(files.items())
    ]


def _seed(path: str, place: Path) -> Seed:
    """A file with what is known about its origin."""
    beside = place.with_name(place.name + COMPANION)
    return Seed(path, place.read_bytes(), read_origin(beside.read_bytes()) if beside.is_file() else None)


def _explain(seed: Seed, config: Config, *, is_seed: bool) -> Explained:
    if not is_seed:
        return explain_content(seed.path, seed.data)
    import msgspec

    return explain_seed(seed, msgspec.structs.replace(config.limits, lang=config.language))

"""The editor's desk: answers its script's requests, and makes decisions with the same code as the commands."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from tornado.web import HTTPError

from site_gen.config.site_yaml import Config
from site_gen.content.topics import taxonomy
from site_gen.edition.decisions.decision import Kind
from site_gen.editor import decide
from site_gen.editor.articles import OwnArticle, file_own
from site_gen.editor.decide import Decided, Plan
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.interface import Wording
from site_gen.language.plain import one_line
from site_gen.serve.handlers import DeskOnly, DeskWrites
from site_gen.serve.inbox import LastLook, read_look, write_look

ASSETS: Final = Path(__file__).parent / "assets"
_TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_MOST_HISTORY: Final = 100
_Wanted = TypeVar("_Wanted")


class Looked(msgspec.Struct, frozen=True):
    """A page's request for stories: the addresses (below the base path) that it links to, and its own."""

    permalinks: tuple[str, ...]
    here: str = ""


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision that the desk asks for, about the first of `articles`."""

    kind: Kind
    articles: tuple[str, ...]
    title: str = ""
    topics: tuple[str, ...] = ()
    undo: bool = False
    report: bool = False  # hides one report, not its story


class Stories(DeskOnly):
    """The stories that a page links to."""

    async def post(self) -> None:
        asked = _decoded(self.request.body, Looked)
        index = await self.preview.builder.index()
        if id_ := index.id_at(asked.here):
            self.preview.desk.opened[asked.here] = id_
        _answer(self, {"stories": index.cards(asked.permalinks), "topics": topics_of(self.preview.builder.config)})


class Search(DeskOnly):
    """Stories by words of their headlines, those first that may be one event with the story `but`."""

    async def get(self) -> None:
        index = await self.preview.builder.index()
        _answer(self, {"stories": index.search(self.get_argument("q", ""), but=self.get_argument("but", ""))})


class DecisionRequests(DeskWrites):
    """Makes a decision, or several at once, or with `/undo` takes back what was made last."""

    async def post(self, undo: str | None) -> None:
        try:
            decided = await (self._take_back() if undo else self._decide())
        except SiteGenError as error:
            self.set_status(409)
            _answer(self, {"problems": list(map(_plain, error.diagnostics))})
            return
        said = {"said": decided.said, "undo": self.preview.desk.last_said()}
        _answer(self, said | {"problems": list(map(_plain, decided.diagnostics))})

    async def _decide(self) -> Decided:
        body = self.request.body
        wishes = _decoded(body, tuple[Wish, ...]) if body.startswith(b"[") else (_decoded(body, Wish),)
        plans = [_plan(it) for it in wishes]
        if not plans:
            raise HTTPError(400, reason="nothing is asked for")
        decided = await self.preview.builder.decide(lambda config: decide.together([it(config) for it in plans]))
        history = self.preview.desk.history
        if decided.changes:
            history.append(decided)
            del history[:-_MOST_HISTORY]
        return decided

    async def _take_back(self) -> Decided:
        history = self.preview.desk.history
        if not history:
            raise SiteGenError(Diagnostic("undo", None, "undone", "there is nothing to take back"))
        return await self.preview.builder.take_back(history.pop())


class LookRequests(DeskWrites):
    """Remembers what an editor has seen of the inbox: rows that are put away, or everything so far."""

    def post(self) -> None:
        seen = _decoded(self.request.body, LastLook)
        before = read_look(self.preview.root)
        if seen.until:
            look = LastLook(until=seen.until)
        else:
            look = LastLook(until=before.until, away=tuple(dict.fromkeys((*before.away, *seen.away))))
        write_look(self.preview.root, look)
        _answer(self, {})


class ArticleRequests(DeskWrites):
    """Files an article that an editor wrote."""

    def post(self) -> None:
        own = _decoded(self.request.body, OwnArticle)
        config = self.preview.builder.config
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        try:
            path = file_own(self.preview.root, config.folders.content, own, now, config.timezone)
        except SiteGenError as error:
            self.set_status(409)
            _answer(self, {"problems": list(map(_plain, error.diagnostics))})
            return
        permalink = f"{path.removeprefix(config.folders.content + '/').removesuffix('.md')}/"
        _answer(self, {"path": path, "permalink": permalink})


class Timings(DeskOnly):
    """Times of the last builds: first change seen, start and end, in seconds since 1970."""

    def get(self) -> None:
        _answer(self, list(self.preview.timings))


class Assets(DeskOnly):
    """The desk's scripts and styles."""

    def get(self, name: str) -> None:
        path = ASSETS / name
        if path.suffix not in _TYPES or not path.is_file():
            raise HTTPError(404)
        self.set_header("Content-Type", _TYPES[path.suffix])
        self.finish(path.read_bytes())


ROUTES: Final = (
    (r"assets/([a-z-]+\.[a-z]+)", Assets),
    (r"stories", Stories),
    (r"timings", Timings),
    (r"search", Search),
    (r"decisions(/undo)?", DecisionRequests),
    (r"look", LookRequests),
    (r"articles", ArticleRequests),
)


def topics_of(config: Config) -> list[dict[str, str]]:
    """The topics of the site, as readers see them."""
    translate = Wording(config.language, config.timezone).text
    return [{"slug": topic.slug, "name": topic.name or topic.slug} for topic in taxonomy(config.topics, translate)]


def _plan(wish: Wish) -> Callable[[Config], Plan]:
    """The command for a wish; answers 400 if something is missing."""
    first, *others = wish.articles or ("",)
    title = one_line(wish.title)
    needs = {"merge": bool(others), "split": bool(others), "rename": bool(title) != wish.undo}
    needs["topic"] = bool(wish.topics) != wish.undo
    if not first or not needs.get(wish.kind, True):
        raise HTTPError(400, reason="something is missing")
    undo = wish.undo
    if wish.kind == "split":
        return lambda _: decide.split(wish.articles, undo=True) if undo else decide.split_off(first, others)
    plans: dict[str, Callable[[Config], Plan]] = {
        "pin": lambda _: decide.pin(first, undo=undo),
        "hide": lambda _: decide.hide(first, report=wish.report, undo=undo),
        "lead": lambda _: decide.lead(first, undo=undo),
        "merge": lambda _: decide.merge(wish.articles, undo=undo),
        "rename": lambda _: decide.rename(first, title, undo=undo),
        "topic": lambda config: decide.file_under(first, wish.topics, config, undo=undo),
    }
    return plans[wish.kind]


def _decoded(body: bytes, wanted: type[_Wanted]) -> _Wanted:
    try:
        return msgspec.json.decode(body, type=wanted)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise HTTPError(400, reason="not what was asked for") from error


def _plain(diagnostic: Diagnostic) -> dict[str, Any]:
    return {"message": diagnostic.message, "hint": diagnostic.hint, "path": diagnostic.path}


def _answer(handler: DeskOnly, value: object) -> None:
    handler.set_header("Content-Type", "application/json")
    handler.finish(msgspec.json.encode(value))

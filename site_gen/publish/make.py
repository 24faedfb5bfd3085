"""Makes stale pages, here or by workers, with the bodies that they print, and puts them into the output folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

import msgspec

from site_gen.check.third_parties import third_parties
from site_gen.config.look import look, stylesheet
from site_gen.config.site_yaml import Config
from site_gen.config.theme import ThemeFiles
from site_gen.content.briefs import Loaded, body_of
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, StartWorkers, Step, context
from site_gen.engine.snapshots import Snapshot
from site_gen.engine.workers import Pool
from site_gen.errors import Diagnostic, ThemeError
from site_gen.makers import NOT_HTML, as_text, make_page, maker_key
from site_gen.makers.html import HtmlOptions, Theme, body_html, check_theme
from site_gen.markdown.links import LocalFile, rebased, with_files
from site_gen.markdown.to_html import paragraphs, to_html
from site_gen.model import Brief, Published
from site_gen.pages import Page
from site_gen.pages.views import SiteView
from site_gen.publish.keys import record
from site_gen.publish.output import Output, Place, Put, publish, put
from site_gen.publish.plan import Plan

if TYPE_CHECKING:
    from concurrent.futures import Executor

OWN_PAGE: Final = "page"
_SHARE: Final = 64  # pages sent to a worker together
BODY: Final = Step("body", body_html, str)


def unused_but_kept_bodies(briefs: Iterable[Brief]) -> tuple[str, list[bytes]]:
    """The HTML of bodies that pages will show again, as a step's name and keys."""
    return BODY.name, [bytes.fromhex(brief.body) for brief in briefs if brief.body]


class Copy(NamedTuple):
    """A file that is published as it is: the digest of its bytes, and its place."""

    key: bytes
    place: str


class OwnTexts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that bodies print besides their Markdown: own pages, files, the base path of links."""

    html: dict[str, str] = {}  # of own pages, by the names of their bodies
    files: dict[str, tuple[LocalFile, ...]] = {}  # by the names of bodies that show or link to files
    names: dict[str, str] = {}  # of those bodies -> of their texts alone
    base: str = "/"
    root: str = "/"


class Bodies:
    """The bodies that stale pages show, as HTML or Markdown."""

    def __init__(
        self,
        content: Snapshot,
        loaded: Sequence[Loaded],
        memo: Memo,
        workers: StartWorkers,
        own: OwnTexts | None = None,
    ) -> None:
        self._content = content
        self._own = own or OwnTexts()
        both = [(ref, it) for ref, it in zip(content.refs, loaded, strict=True) if it.brief]
        self._refs = {it.brief.body: ref for ref, it in both if it.brief}
        self._plain = {it.brief.body for _, it in both if it.brief and it.is_plain}
        self._shown = {it.brief.body: it.shown for _, it in both if it.brief and it.shown}
        self._memo = memo
        self._workers = workers

    def of(self, pages: Collection[Page]) -> dict[str, str]:
        """Everything that `pages` print of bodies: HTML by the body's name, Markdown by that of `makers.as_text`."""
        return self.looked_up(pages) | self.made(pages)

    def looked_up(self, pages: Iterable[Page]) -> dict[str, str]:
        """The HTML of bodies that take longer to make than to look up."""
        names = dict.fromkeys(name for page in pages for name in page.bodies)
        wanted = [
            name for name in names if not (name in self._plain or name in self._own.html or name in self._own.files)
        ]
        keys = [bytes.fromhex(name) for name in wanted]
        made = self._memo.map(BODY, keys, lambda at: self._markdown(wanted[at]), self._workers)
        base = self._own.base
        return {name: rebased(html, base) for name, html in zip(wanted, made, strict=True)}

    def made(self, pages: Collection[Page]) -> dict[str, str]:
        """The rest of what `pages` print, made from the files; a fork may call this too."""
        names = dict.fromkeys(name for page in pages for name in page.bodies)
        texts = dict.fromkeys(name for page in pages for name in page.texts)
        html = {name: str(paragraphs(self._markdown(name))) for name in names if name in self._plain}
        own = self._own
        html |= {name: rebased(own.html[name], own.base) for name in names if name in own.html}
        html |= {name: self._with_files(name) for name in names if name in own.files}
        return html | {as_text(name): self._text(name) for name in texts}

    def _with_files(self, name: str) -> str:
        """The HTML of a body with the files that it shows."""
        files = {it.target: it for it in self._own.files[name]}
        return rebased(str(to_html(self._markdown(name), files)), self._own.base)

    def _text(self, name: str) -> str:
        """The Markdown of a body, for readers elsewhere."""
        files = {it.target: it for it in self._own.files.get(name, ())}
        return with_files(self._markdown(name), files, self._own.root)

    def _markdown(self, name: str) -> str:
        if name in self._shown:
            return self._shown[name]
        ref = self._refs[name]
        return body_of(self._content.load(ref, again=True), ref.path, self._own.names.get(name, name))


def publish_pages(
    output: Output,
    config: Config,
    theme: ThemeFiles,
    site: SiteView,
    plan: Plan,
    bodies: Bodies,
    workers: StartWorkers,
    copies: Mapping[str, Copy] = MappingProxyType({}),
    changed: Collection[str] | None = None,
) -> Published:
    """Bring `output` up to date with `plan`; raises `ThemeError` before anything is written, `OutputError` after.

    If everything else is as the last build left it, `changed` names the only pages to look at.
    """
    options = _options(output, config, theme, site)
    made_by = {maker: digest((context(), maker_key(maker, options))) for maker in sorted(plan.last)}
    page_maker = _PageMaker(
        output, plan, bodies, theme, copies, stylesheet(look(config.theme).accent).encode(), options
    )

    def keyed(paths: Iterable[str]) -> dict[str, bytes]:
        return {path: made_by[plan.pages[path].maker] + plan.pages[path].view for path in paths}

    keys = keyed(plan.pages if changed is None else changed)
    if changed is None:
        record(output.memo, made_by, options)
        keys = page_maker.copies() | keys
        output.ours = frozenset(page_maker.copies())

    def prepare(stale: Sequence[str]) -> None:
        """Test the theme while the last good output is still whole: make one page of each kind."""
        if changed is None:  # else the theme is that of the last build
            check_theme(options)
        page_maker.try_one_of_each(stale)
        page_maker.start_workers(workers, len(stale))

    try:
        published = publish(output, keys, prepare, page_maker.many)
    finally:
        page_maker.release()
    watched = keyed(_one_of_each(plan)) | {
        path: key for path, key in page_maker.copies().items() if path.endswith(".css")
    }
    asked = third_parties(list(watched), watched, page_maker.one, output.memo, config)
    return msgspec.structs.replace(published, diagnostics=(*published.diagnostics, *asked))


class _PageMaker:
    """Makes pages and copies the theme's files, one or many."""

    _inherited: ClassVar[_PageMaker | None] = None  # through which forks find their work

    def __init__(
        self,
        output: Output,
        plan: Plan,
        bodies: Bodies,
        theme: ThemeFiles,
        copies: Mapping[str, Copy],
        accent: bytes,
        options: HtmlOptions,
    ) -> None:
        self._executor: Executor | None = None
        self._can_put = False  # workers run on this machine, so they put pages in place themselves
        self._are_forks = False
        self._output = output
        self._plan = plan
        self._bodies = bodies
        self._statics = {path: (it.key, it.place) for path, it in copies.items()}
        self._statics |= {f"static/{name}": (key, path) for name, key, path in theme.statics}
        self._added = {"static/style.css": accent} if accent else {}
        self._options = msgspec.msgpack.encode(options)
        self._tried: dict[str, bytes] = {}

    def copies(self) -> dict[str, bytes]:
        """The keys of the theme's files, which are copied."""
        files = self._statics.items()
        return {path: digest((context(), "static", key, self._added.get(path))) for path, (key, _) in files}

    def try_one_of_each(self, paths: Sequence[str]) -> None:
        """Make the first page of every kind."""
        first = {self._plan.pages[path].maker: path for path in reversed(paths) if path in self._plan.pages}
        self._tried = {path: self.one(path) for path in first.values()}

    def start_workers(self, workers: StartWorkers, work: int) -> None:
        """Start workers if there are enough pages for them."""
        if isinstance(workers, Pool):
            _PageMaker._inherited = self
            self._executor, self._are_forks = workers.restart(work) or (None, False)
            self._can_put = self._executor is not None
        elif workers:
            self._executor = workers(work)

    def release(self) -> None:
        """Have forks that start from now on inherit nothing."""
        _PageMaker._inherited = None

    @classmethod
    def inherited(cls, paths: Iterable[str]) -> tuple[tuple[Page, ...], dict[str, str]]:
        """Pages by path, from what a fork inherited, and what they print that is not looked up."""
        page_maker = cls._inherited
        if page_maker is None:
            raise RuntimeError("only a process that makes pages, or a fork of it, knows them by their paths")
        pages = tuple(map(page_maker._plan.page, paths))
        return pages, page_maker._bodies.made(pages)

    def one(self, path: str) -> bytes:
        if path in self._statics:
            return Path(self._statics[path][1]).read_bytes() + self._added.get(path, b"")
        page = self._plan.page(path)
        return make_page(page, self._bodies.of([page]), self._options)

    def many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes | Put | Diagnostic]]:
        """Make pages in order; those of stories are in place before the first list is made."""
        for _, some in groupby(paths, self._plan.is_of_bundle):
            yield from self._many(list(some))

    def _many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes | Put | Diagnostic]]:
        made = self._made([path for path in paths if path in self._plan.pages and path not in self._tried])
        for path in paths:
            if path in self._tried:
                yield path, self._tried[path]
            elif path in self._statics:
                yield path, self.one(path)
            else:
                yield path, next(made)

    def _made(self, paths: Sequence[str]) -> Iterator[bytes | Put | Diagnostic]:
        pages = list(map(self._plan.page, paths))
        bodies = self._bodies.looked_up(pages) if self._are_forks else self._bodies.of(pages)
        jobs = (self._job(pages[start : start + _SHARE], bodies) for start in range(0, len(pages), _SHARE))
        run = self._executor.map if self._executor else map
        for made in run(run_job, jobs):
            yield from made

    def _job(self, pages: Sequence[Page], bodies: Mapping[str, str]) -> Job:
        paths = [page.path for page in pages]
        names = {
            *(name for page in pages for name in page.bodies),
            *(as_text(it) for page in pages for it in page.texts),
        }
        return Job(
            pages=() if self._are_forks else tuple(pages),
            paths=tuple(paths) if self._are_forks else (),
            bodies={name: bodies[name] for name in names if name in bodies},
            options=self._options,
            places=tuple(map(self._output.place, paths)) if self._can_put else (),
        )


def _options(output: Output, config: Config, theme: ThemeFiles, site: SiteView) -> HtmlOptions:
    return HtmlOptions(
        theme=Theme(theme.templates),
        site=site,
        lang=config.language,
        timezone=config.timezone,
        static={name: f"{config.base_path}static/{name}" for name, _, _ in theme.statics},
        compiled=str(output.memo.path.parent.resolve() / "templates"),
    )


def _one_of_each(plan: Plan) -> list[str]:
    """The last page of every kind; it is the oldest, so it rarely has to be made again for its check."""
    own = [path for path, page in plan.pages.items() if page.maker == OWN_PAGE]  # each is its author's
    return [
        *own,
        *(path for maker, path in plan.last.items() if maker not in NOT_HTML | {OWN_PAGE} and path in plan.pages),
    ]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Pages to make and the bodies that they print, as sent to a worker; a fork is sent only their paths."""

    pages: tuple[Page, ...]
    paths: tuple[str, ...]
    bodies: dict[str, str]
    options: bytes
    places: tuple[Place, ...]  # of pages that the worker puts in place itself


def run_job(job: Job) -> list[bytes | Put | Diagnostic]:
    """Make pages; the answer for one whose template fails is what went wrong.

    Pages of a kind are made one after the other, so that their code stays in the processor's cache.
    """
    made: dict[str, bytes | Diagnostic] = {}
    pages, bodies = (job.pages, {}) if job.pages else _PageMaker.inherited(job.paths)
    bodies |= job.bodies
    for page in sorted(pages, key=lambda page: page.maker):
        try:
            made[page.path] = make_page(page, bodies, job.options)
        except ThemeError as error:
            made[page.path] = error.diagnostics[0]
    in_order = [made[page.path] for page in pages]
    if not job.places:
        return list(in_order)
    return [it if isinstance(it, Diagnostic) else put(it, to) for it, to in zip(in_order, job.places, strict=True)]

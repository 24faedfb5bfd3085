"""Pages become bytes in the output folder: stale ones are made, here or by workers, with the bodies they print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.config import Config
from site_gen.digests import digest
from site_gen.errors import Diagnostic, ThemeError
from site_gen.files import Ref, Snapshot
from site_gen.grounds import record
from site_gen.guard import third_parties
from site_gen.loading import Loaded, body_of
from site_gen.look import look, stylesheet
from site_gen.makers import NOT_HTML, as_text, make_page, maker_key, printed
from site_gen.memo import Memo, StartWorkers, Step, context
from site_gen.outcome import Published
from site_gen.pages import Page
from site_gen.plan import Plan
from site_gen.publish import Output, publish
from site_gen.render import HtmlOptions, Theme, body_html, check_theme
from site_gen.themes import ThemeFiles
from site_gen.views import SiteView

if TYPE_CHECKING:
    from concurrent.futures import Executor

_SHARE: Final = 32  # pages that travel to a worker together
BODY: Final = Step("body", body_html, str)


class Bodies:
    """The HTML of bodies, made for those that stale pages show."""

    def __init__(self, content: Snapshot, loaded: Sequence[Loaded], memo: Memo, workers: StartWorkers) -> None:
        self._content = content
        self._refs = {it.brief.body: ref for ref, it in zip(content.refs, loaded, strict=True) if it.brief}
        self._memo = memo
        self._workers = workers

    def exchange(self, ref: Ref, body: str) -> None:
        """A file holds another body now."""
        self._refs[body] = ref

    def of(self, pages: Sequence[Page]) -> dict[str, str]:
        """All that `pages` print of bodies, as `makers.printed` names it."""
        texts = dict.fromkeys(name for page in pages for name in page.texts)
        html = self.html(name for page in pages for name in page.bodies)
        return html | {as_text(name): self._markdown(name) for name in texts}

    def html(self, digests: Iterable[str]) -> dict[str, str]:
        wanted = list(dict.fromkeys(digests))
        keys = [bytes.fromhex(name) for name in wanted]
        made = self._memo.map(BODY, keys, lambda at: self._markdown(wanted[at]), self._workers)
        return dict(zip(wanted, made, strict=True))

    def _markdown(self, name: str) -> str:
        ref = self._refs[name]
        return body_of(self._content.load(ref), ref.path, name)


def publish_pages(
    output: Output,
    config: Config,
    theme: ThemeFiles,
    site: SiteView,
    plan: Plan,
    bodies: Bodies,
    workers: StartWorkers,
    changed: Collection[str] | None = None,
) -> Published:
    """Bring `output` in line with `plan`; raises `ThemeError` before anything is written, `OutputError` while it is.

    Where all is as the last build left it but for the pages that `changed`, no other is looked at.
    """
    options = _options(output, config, theme, site)
    made_by = {maker: digest((context(), maker_key(maker, options))) for maker in sorted(plan.last)}
    press = _Press(plan, bodies, theme, stylesheet(look(config.theme).accent).encode(), options)

    def keyed(paths: Iterable[str]) -> dict[str, bytes]:
        return {path: made_by[plan.pages[path].maker] + plan.pages[path].view for path in paths}

    keys = keyed(plan.pages if changed is None else changed)
    if changed is None:
        record(output.memo, made_by, options)
        keys = press.copies() | keys

    def prepare(stale: Sequence[str]) -> None:
        """Find what is wrong with the theme while the last good output is still whole: make one page of each kind."""
        if changed is None:  # else it is the theme of the last build
            check_theme(options)
        press.helpers = workers(len(stale)) if workers else None
        press.try_one_of_each(stale)

    published = publish(output, keys, prepare, press.many)
    watched = keyed(_one_of_each(plan)) | {path: key for path, key in press.copies().items() if path.endswith(".css")}
    asked = third_parties(list(watched), watched, press.one, output.memo, config)
    return msgspec.structs.replace(published, diagnostics=(*published.diagnostics, *asked))


class _Press:
    """Makes pages and copies the theme's files, one or many."""

    def __init__(self, plan: Plan, bodies: Bodies, theme: ThemeFiles, accent: bytes, options: HtmlOptions) -> None:
        self.helpers: Executor | None = None
        self._plan = plan
        self._bodies = bodies
        self._statics = {f"static/{name}": (key, path) for name, key, path in theme.statics}
        self._added = {"static/style.css": accent} if accent else {}
        self._options = msgspec.msgpack.encode(options)
        self._tried: dict[str, bytes] = {}

    def copies(self) -> dict[str, bytes]:
        """Keys of the files that are copied."""
        files = self._statics.items()
        return {path: digest((context(), "static", key, self._added.get(path))) for path, (key, _) in files}

    def try_one_of_each(self, paths: Sequence[str]) -> None:
        """Make the first page of every kind."""
        first = {self._plan.pages[path].maker: path for path in reversed(paths) if path in self._plan.pages}
        self._tried = {path: self.one(path) for path in first.values()}

    def one(self, path: str) -> bytes:
        if path in self._statics:
            return Path(self._statics[path][1]).read_bytes() + self._added.get(path, b"")
        page = self._plan.page(path)
        return make_page(page, self._bodies.of([page]), self._options)

    def many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes | Diagnostic]]:
        batch = [self._plan.page(path) for path in paths if path in self._plan.pages and path not in self._tried]
        made = _make_pages(batch, self._bodies.of(batch), self._options, self.helpers)
        for path in paths:  # in their order: pages stand before the lists that link to them
            if path in self._tried:
                yield path, self._tried[path]
            elif path in self._statics:
                yield path, self.one(path)
            else:
                yield next(made)


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
    """The last page of every kind: it is the oldest, which hardly ever has to be made again to be looked at."""
    return [path for maker, path in plan.last.items() if maker not in NOT_HTML and path in plan.pages]


class Job(msgspec.Struct, frozen=True):
    """Pages to make and the bodies that they print, as they travel to a worker."""

    pages: tuple[Page, ...]
    bodies: dict[str, str]
    options: bytes


def run_job(job: Job) -> list[bytes | Diagnostic]:
    """Make pages; one whose template fails is answered with what went wrong."""
    made: list[bytes | Diagnostic] = []
    for page in job.pages:
        try:
            made.append(make_page(page, job.bodies, job.options))
        except ThemeError as error:
            made.append(error.diagnostics[0])
    return made


def _make_pages(
    pages: Sequence[Page], bodies: dict[str, str], options: bytes, helpers: Executor | None
) -> Iterator[tuple[str, bytes | Diagnostic]]:
    shares = [pages[start : start + _SHARE] for start in range(0, len(pages), _SHARE)]
    jobs = [Job(tuple(share), {name: bodies[name] for name in printed(share)}, options) for share in shares]
    run = helpers.map if helpers else map
    for share, made in zip(shares, run(run_job, jobs), strict=True):
        yield from ((page.path, result) for page, result in zip(share, made, strict=True))

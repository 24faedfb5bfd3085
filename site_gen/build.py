"""The whole story: seeds become content, content an edition, the edition pages, and what changed is published."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

import msgspec

from site_gen import companions, feeds, pictures, themes
from site_gen.config import Config
from site_gen.digests import digest
from site_gen.edition import EditOptions, edit
from site_gen.errors import Diagnostic, ThemeError
from site_gen.files import Snapshot, snapshot, write_whole
from site_gen.filing import Filed, FilingOptions, file, identify
from site_gen.frontmatter import parse
from site_gen.loading import ContentFile, Loaded, LoadOptions, body_of, load
from site_gen.look import BRAND, look, stylesheet
from site_gen.memo import Memo, Step, context, exclusive
from site_gen.merge import first_text, merge
from site_gen.model import Article, Brief, ReadingOptions, Seed, Topic
from site_gen.pages import LayoutOptions, Page, Site, lay_out
from site_gen.publish import Published, publish
from site_gen.readers import read
from site_gen.render import HtmlOptions, Theme, body_html, check_theme, decode_options, render, template_key
from site_gen.text import direction
from site_gen.topics import taxonomy
from site_gen.views import LogoView
from site_gen.wording import Wording

CACHE: Final = ".cache/site-gen.sqlite"
_NOT_SEEDS: Final = (".yaml", ".yml", ".license")
_SHARE: Final = 32  # pages that travel to a worker together
_WORTH_WORKERS: Final = 100  # pages; below, workers cost more than they save
StartWorkers = Callable[[], Executor] | None


class Ingested(msgspec.Struct, frozen=True):
    """What ingest did to `content/`."""

    articles: int
    added: tuple[str, ...]
    updated: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    articles: int
    stories: int
    pages: int
    published: Published
    ingested: Ingested
    diagnostics: tuple[Diagnostic, ...]


class SeedFile(msgspec.Struct, frozen=True):
    """A seed and what its reading depends on, as they travel to a worker."""

    seed: Seed
    reading: ReadingOptions
    filing: FilingOptions


class ReadSeed(msgspec.Struct, frozen=True):
    """The articles of a seed, and what is wrong with it."""

    articles: tuple[Article, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_seed(file: SeedFile) -> ReadSeed:
    """The step from a seed to its articles, ready to be filed."""
    readings = read(file.seed, file.reading)
    found = tuple(diagnostic for reading in readings for diagnostic in reading.diagnostics)
    return ReadSeed(tuple(identify(readings, file.seed.path, file.filing)), found)


READ: Final = Step("read", read_seed, ReadSeed)
LOAD: Final = Step("load", load, Loaded)
BODY: Final = Step("body", body_html, str)


@contextlib.contextmanager
def open_memo(root: Path, on_wait: Callable[[], None] | None = None) -> Iterator[Memo]:
    """The cache of the site in `root`, for one command at a time: a second one calls `on_wait`, and waits."""
    cache = root / CACHE
    with exclusive(cache.with_name("lock.sqlite"), on_wait), Memo(cache) as memo:
        yield memo


def problems(root: Path, config: Config, memo: Memo) -> tuple[Diagnostic, ...]:
    """What seeds and content have wrong, without writing anything."""
    seeds, results = _read_seeds(root, config, memo, "", None)
    content = snapshot(root, config.folders.content, memo, wanted=_is_content)
    found = [it for result in results for it in result.diagnostics]
    found += [it for loaded in _load(content, config, memo, None) for it in loaded.diagnostics]
    return tuple(sorted({*seeds.diagnostics, *content.diagnostics, *found}, key=_by_place))


def briefs(root: Path, config: Config, memo: Memo) -> list[Brief]:
    """The briefs of all content files that can be read."""
    content = snapshot(root, config.folders.content, memo, wanted=_is_content)
    return [it.brief for it in _load(content, config, memo, None) if it.brief]


def ingest(root: Path, config: Config, memo: Memo, now: str, workers: StartWorkers = None) -> Ingested:
    """Bring `content/` up to date with `seeds/`; what a person changed there stays theirs."""
    seeds, results = _read_seeds(root, config, memo, now, workers)
    content = snapshot(root, config.folders.content, memo, wanted=_is_content)
    loaded = _load(content, config, memo, workers)
    briefs = [it.brief for it in loaded if it.brief]
    broken = _broken(content, loaded)
    articles = [article for result in results for article in result.articles]
    filed, doubles = file(articles, briefs, broken, _filing_options(config, now))
    added, updated, conflicts = _write_content(root, filed, {brief.path: brief for brief in briefs})
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    diagnostics = (*seeds.diagnostics, *found, *doubles, *conflicts)
    return Ingested(len(articles), tuple(added), tuple(updated), diagnostics)


def _read_seeds(
    root: Path, config: Config, memo: Memo, now: str, workers: StartWorkers
) -> tuple[Snapshot, list[ReadSeed]]:
    seeds = snapshot(root, config.folders.seeds, memo, wanted=lambda path: not path.endswith(_NOT_SEEDS))
    filing = _filing_options(config, now)
    reading = msgspec.structs.replace(config.limits, lang=config.language)
    keys = [digest((ref, reading, config.sources, config.folders.seeds)) for ref in seeds.refs]

    def argument(at: int) -> SeedFile:
        ref = seeds.refs[at]
        return SeedFile(Seed(ref.path, seeds.load(ref)), reading, filing)

    return seeds, memo.map(READ, keys, argument, workers)


def _filing_options(config: Config, now: str) -> FilingOptions:
    folders = config.folders
    return FilingOptions(folder=folders.content, seeds=folders.seeds, sources=config.sources, today=now[:10])


def build(
    root: Path, config: Config, memo: Memo, *, now: str = "", drafts: bool = False, workers: StartWorkers = None
) -> Built:
    """Ingest, then make every page that is not as it should be.

    `now` is the time in ISO 8601, the clock's when empty; the output depends on it only through articles that expire
    and articles that have no date. Raises `SiteGenError` when nothing can be published; the last output then stays.
    """
    now = now or datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    ingested = ingest(root, config, memo, now, workers)
    content = snapshot(root, config.folders.content, memo, wanted=_is_content)
    loaded = _load(content, config, memo, workers)
    edition, collisions = edit((it.brief for it in loaded if it.brief), _edit_options(config, now, drafts=drafts))
    wording = Wording(config.language, config.timezone)
    site = lay_out(edition, _layout_options(config), wording)
    published = _publish(root, config, site, _Bodies(content, loaded, memo, workers), memo, workers)
    memo.drop_unused()
    problems = [diagnostic for it in loaded for diagnostic in it.diagnostics]
    diagnostics = (
        *ingested.diagnostics, *content.diagnostics, *problems, *collisions, *site.diagnostics, *published.diagnostics,
    )  # fmt: skip
    return Built(
        articles=sum(len(story.reports) for story in edition.stories),
        stories=len(edition.stories),
        pages=len(site.pages),
        published=published,
        ingested=ingested,
        diagnostics=tuple(sorted(set(diagnostics), key=_by_place)),
    )


def _by_place(diagnostic: Diagnostic) -> tuple[str, int, str]:
    return diagnostic.path, diagnostic.line or 0, diagnostic.message


def _is_content(path: str) -> bool:
    return path.endswith(".md")


def _load(content: Snapshot, config: Config, memo: Memo, workers: StartWorkers) -> list[Loaded]:
    options = LoadOptions(topics=_taxonomy(config), sources=config.sources, lang=config.language)
    shared = digest(options)
    keys = [digest((ref, shared)) for ref in content.refs]

    def argument(at: int) -> ContentFile:
        ref = content.refs[at]
        return ContentFile(path=ref.path, data=content.load(ref), options=options)

    return memo.map(LOAD, keys, argument, workers)


def _taxonomy(config: Config) -> tuple[Topic, ...]:
    return taxonomy(config.topics, Wording(config.language, config.timezone).text)


def _broken(content: Snapshot, loaded: Sequence[Loaded]) -> dict[str, str]:
    """Content files without a brief, with their text as far as it can be read."""
    return {
        ref.path: content.load(ref).decode("utf-8", "replace")
        for ref, it in zip(content.refs, loaded, strict=True)
        if it.brief is None
    }


def _edit_options(config: Config, now: str, *, drafts: bool) -> EditOptions:
    return EditOptions(
        topics=_taxonomy(config),
        sources=config.sources,
        now=now,
        drafts=drafts,
        group_stories=config.grouping.enabled,
    )


def _layout_options(config: Config) -> LayoutOptions:
    lists = config.lists
    own = look(config.theme)
    return LayoutOptions(
        title=config.title,
        description=config.description,
        root=config.base_url,
        base=config.base_path,
        lang=config.language,
        dir=direction(config.language),
        settings=config.theme,
        front_page=lists.front_page,
        front_page_fill=lists.front_page_fill,
        section=lists.section,
        page=lists.page,
        related=lists.related,
        feed=lists.feed,
        navigation=lists.navigation,
        full_text=config.feeds.full_text,
        ttl=config.feeds.ttl,
        tagline=own.tagline,
        logo=LogoView(file=own.logo.file, width=own.logo.width, height=own.logo.height) if own.logo else None,
        accent=own.accent.light if own.accent else BRAND,
        search=config.search,
        copies=config.markdown,
        story_pictures=config.share_pictures == "stories",
    )


def _write_content(
    root: Path, filed: Iterable[Filed], briefs: dict[str, Brief]
) -> tuple[list[str], list[str], list[Diagnostic]]:
    added: list[str] = []
    updated: list[str] = []
    conflicts: list[Diagnostic] = []
    for item in filed:
        path = root / item.path
        if item.is_new:
            write_whole(path, first_text(item.article).encode())
            added.append(item.path)
        elif briefs[item.path].generated != item.article.generated:
            text = path.read_text(encoding="utf-8-sig")
            mine = parse(text, item.path).article
            if mine is None:
                continue
            merged = merge(text, mine, item.article, item.path)
            conflicts += merged.diagnostics
            if merged.text != text:
                write_whole(path, merged.text.encode())
                updated.append(item.path)
    return added, updated, conflicts


class _Bodies:
    """The HTML of bodies, made for those that stale pages show."""

    def __init__(self, content: Snapshot, loaded: Sequence[Loaded], memo: Memo, workers: StartWorkers) -> None:
        self._content = content
        self._refs = {it.brief.body: ref for ref, it in zip(content.refs, loaded, strict=True) if it.brief}
        self._memo = memo
        self._workers = workers

    def of(self, pages: Iterable[Page]) -> dict[str, str]:
        """All that `pages` print of bodies: HTML under their digests, Markdown under `.md` and their digests."""
        pages = list(pages)
        texts = dict.fromkeys(name for page in pages for name in page.texts)
        return self.html(name for page in pages for name in page.bodies) | {
            f"{name}.md": self._markdown(name) for name in texts
        }

    def html(self, digests: Iterable[str]) -> dict[str, str]:
        wanted = list(dict.fromkeys(digests))
        keys = [bytes.fromhex(name) for name in wanted]
        made = self._memo.map(BODY, keys, lambda at: self._markdown(wanted[at]), self._workers)
        return dict(zip(wanted, made, strict=True))

    def _markdown(self, name: str) -> str:
        ref = self._refs[name]
        return body_of(self._content.load(ref), ref.path, name)


def _publish(root: Path, config: Config, site: Site, bodies: _Bodies, memo: Memo, workers: StartWorkers) -> Published:
    theme = themes.load(root / config.folders.templates)
    options = HtmlOptions(
        theme=Theme(theme.templates),
        site=site.view,
        lang=config.language,
        timezone=config.timezone,
        static={name: f"{config.base_path}static/{name}" for name, _, _ in theme.statics},
        compiled=str((root / CACHE).parent.resolve() / "templates"),
    )
    statics = {f"static/{name}": (key, path) for name, key, path in theme.statics}
    accent = stylesheet(look(config.theme).accent).encode()
    added = {"static/style.css": accent} if accent else {}
    pages = {page.path: page for page in site.pages}
    makers = {page.maker: _maker_key(page.maker, options) for page in site.pages}
    keys = {path: digest((context(), "static", key, added.get(path))) for path, (key, _) in statics.items()}
    keys |= {path: digest((context(), makers[page.maker], page)) for path, page in pages.items()}
    encoded = msgspec.msgpack.encode(options)

    def prepare(stale: Sequence[str]) -> None:
        """Find what is wrong with the theme while the last good output is still whole: make one page of each kind."""
        check_theme(options)
        first = {pages[path].maker: pages[path] for path in reversed(stale) if path in pages}
        html = bodies.of(first.values())
        for page in first.values():
            make_page(page, html, encoded)

    def make(paths: Sequence[str]) -> Iterator[tuple[str, bytes | Diagnostic]]:
        batch = [pages[path] for path in paths if path in pages]
        html = bodies.of(batch)
        for path in paths:
            if path in statics:
                yield path, Path(statics[path][1]).read_bytes() + added.get(path, b"")
        yield from _make_pages(batch, html, encoded, workers)

    return publish(root / config.folders.output, keys, prepare, make, memo, config.folders.output)


def make_page(page: Page, bodies: Mapping[str, str], options: bytes) -> bytes:
    """The bytes of a page; raises `ThemeError` where its template fails."""
    if page.maker in feeds.MAKERS:
        return feeds.make(page.maker, page.view, bodies)
    if page.maker in pictures.MAKERS:
        return pictures.make(page.view)
    if page.maker in companions.MAKERS:
        static = decode_options(options).static if page.maker == "manifest" else {}
        return companions.make(page.maker, page.view, {name: bodies[f"{name}.md"] for name in page.texts}, static)
    return render(page.maker, page.view, {body: bodies[body] for body in page.bodies}, options)


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
    pages: Sequence[Page], bodies: dict[str, str], options: bytes, workers: StartWorkers
) -> Iterator[tuple[str, bytes | Diagnostic]]:
    shares = [pages[start : start + _SHARE] for start in range(0, len(pages), _SHARE)]
    jobs = [Job(tuple(share), {name: bodies[name] for name in _printed(share)}, options) for share in shares]
    run = workers().map if workers and len(pages) > _WORTH_WORKERS else map
    for share, made in zip(shares, run(run_job, jobs), strict=True):
        yield from ((page.path, result) for page, result in zip(share, made, strict=True))


def _printed(pages: Iterable[Page]) -> Iterator[str]:
    """The names of the bodies that pages print."""
    for page in pages:
        yield from page.bodies
        yield from (f"{name}.md" for name in page.texts)


def _maker_key(maker: str, options: HtmlOptions) -> bytes:
    if maker == "manifest":
        return digest((maker, sorted(options.static.items())))
    if maker in {*feeds.MAKERS, *pictures.MAKERS, *companions.MAKERS}:
        return digest(maker)
    return template_key(maker, options)

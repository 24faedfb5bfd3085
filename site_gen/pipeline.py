"""The whole story: seeds become content, content an edition, the edition pages, and what changed is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

import msgspec

from site_gen import editorial, inputs
from site_gen.config import Config
from site_gen.digests import digest
from site_gen.edition import EditOptions, Matching, edit
from site_gen.editorial import Decision
from site_gen.errors import Diagnostic, ThemeError
from site_gen.files import Snapshot, write_whole
from site_gen.filing import Filed, FilingOptions, file, identify
from site_gen.frontmatter import parse
from site_gen.guard import third_parties
from site_gen.inputs import Inputs
from site_gen.loading import ContentFile, Loaded, LoadOptions, body_of, load
from site_gen.look import BRAND, look, stylesheet
from site_gen.makers import NOT_HTML, as_text, make_page, maker_key, printed
from site_gen.memo import Memo, Step, context
from site_gen.merge import first_text, merge
from site_gen.model import Article, Brief, Headline, ReadingOptions, Seed, Topic
from site_gen.outcome import Built, Ingested, Published
from site_gen.pages import LayoutOptions, Page, lay_out
from site_gen.plan import Plan
from site_gen.publish import publish
from site_gen.readers import read
from site_gen.render import HtmlOptions, Theme, body_html, check_theme
from site_gen.stories import Comparison, Decisions, GroupingOptions, Links, assemble, blocks, compare, link
from site_gen.text import direction
from site_gen.themes import ThemeFiles
from site_gen.topics import taxonomy
from site_gen.views import LogoView, SiteView
from site_gen.wording import Wording

_SHARE: Final = 32  # pages that travel to a worker together
_WORTH_WORKERS: Final = 100  # pages; below, workers cost more than they save
StartWorkers = Callable[[], Executor] | None


class Made(msgspec.Struct, frozen=True):
    """What was done, what it was made from, and when articles expire: at those times the site changes by itself."""

    built: Built
    inputs: Inputs
    expiries: list[str]


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


def compare_pair(pair: tuple[Headline, Headline]) -> Comparison:
    """The step from two headlines to the reason why they are, or are not, one story."""
    return compare(*pair)


READ: Final = Step("read", read_seed, ReadSeed)
LOAD: Final = Step("load", load, Loaded)
BODY: Final = Step("body", body_html, str)
LINK: Final = Step("link", link, Links)
COMPARE: Final = Step("compare", compare_pair, Comparison)


def problems(root: Path, config: Config, memo: Memo) -> tuple[Diagnostic, ...]:
    """What seeds and content have wrong, without writing anything."""
    seeds, content = inputs.seeds_of(root, config, memo), inputs.content_of(root, config, memo)
    results = _read_seeds(seeds, config, memo, "", None)
    found = [it for result in results for it in result.diagnostics]
    found += [it for loaded in _load(content, config, memo, None) for it in loaded.diagnostics]
    return tuple(sorted({*seeds.diagnostics, *content.diagnostics, *found}, key=_by_place))


def briefs(root: Path, config: Config, memo: Memo) -> list[Brief]:
    """The briefs of all content files that can be read."""
    content = inputs.content_of(root, config, memo)
    return [it.brief for it in _load(content, config, memo, None) if it.brief]


def ingest(root: Path, config: Config, found: Inputs, memo: Memo, now: str, workers: StartWorkers = None) -> Ingested:
    """Bring `content/` up to date with `seeds/`; what a person changed there stays theirs."""
    results = _read_seeds(found.seeds, config, memo, now, workers)
    loaded = _load(found.content, config, memo, workers)
    filed_so_far = [it.brief for it in loaded if it.brief]
    broken = _broken(found.content, loaded)
    articles = [article for result in results for article in result.articles]
    filed, doubles = file(articles, filed_so_far, broken, _filing_options(config, now))
    added, updated, conflicts = _write_content(root, filed, {brief.path: brief for brief in filed_so_far})
    faults = [diagnostic for result in results for diagnostic in result.diagnostics]
    diagnostics = (*found.seeds.diagnostics, *faults, *doubles, *conflicts)
    return Ingested(len(articles), tuple(added), tuple(updated), diagnostics)


def make_site(
    root: Path, config: Config, found: Inputs, memo: Memo, *, now: str, drafts: bool, workers: StartWorkers
) -> Made:
    """Ingest the seeds in `found`, then make every page that is not as it should be; see `build.build`."""
    decisions = editorial.read(found.decisions)
    ingested = ingest(root, config, found, memo, now, workers)
    if ingested.added or ingested.updated:
        found = msgspec.structs.replace(found, content=inputs.content_of(root, config, memo))
    loaded = _load(found.content, config, memo, workers)
    known = [it.brief for it in loaded if it.brief]
    edition, collisions = edit(known, edit_options(config, decisions, now, drafts=drafts), matching(memo, workers))
    site = lay_out(edition, _layout_options(config), Wording(config.language, config.timezone))
    plan = Plan(site, memo)
    published = _publish(
        root, config, found.theme, site.view, plan, _Bodies(found.content, loaded, memo, workers), memo, workers
    )
    memo.drop_unused()
    faults = [diagnostic for it in loaded for diagnostic in it.diagnostics]
    diagnostics = {
        *ingested.diagnostics, *found.content.diagnostics, *faults, *collisions, *plan.diagnostics,
        *published.diagnostics,
    }  # fmt: skip
    built = Built(
        articles=sum(len(story.reports) for story in edition.stories),
        stories=len(edition.stories),
        published=published,
        ingested=ingested,
        diagnostics=tuple(sorted(diagnostics, key=_by_place)),
    )
    return Made(built, found, [brief.expires for brief in known if brief.expires])


def _by_place(diagnostic: Diagnostic) -> tuple[str, int, str]:
    return diagnostic.path, diagnostic.line or 0, diagnostic.message


def _read_seeds(seeds: Snapshot, config: Config, memo: Memo, now: str, workers: StartWorkers) -> list[ReadSeed]:
    filing = _filing_options(config, now)
    reading = msgspec.structs.replace(config.limits, lang=config.language)
    shared = digest((reading, config.sources, config.folders.seeds))
    keys = [digest((ref, shared)) for ref in seeds.refs]

    def argument(at: int) -> SeedFile:
        ref = seeds.refs[at]
        return SeedFile(Seed(ref.path, seeds.load(ref)), reading, filing)

    return memo.map(READ, keys, argument, workers)


def _filing_options(config: Config, now: str) -> FilingOptions:
    folders = config.folders
    return FilingOptions(folder=folders.content, seeds=folders.seeds, sources=config.sources, today=now[:10])


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


def edit_options(config: Config, decisions: tuple[Decision, ...], now: str, *, drafts: bool) -> EditOptions:
    """What an edition depends on beside its briefs."""
    threshold = config.grouping.threshold
    return EditOptions(
        topics=_taxonomy(config),
        sources=config.sources,
        now=now,
        drafts=drafts,
        group_stories=config.grouping.enabled,
        grouping=GroupingOptions() if threshold is None else GroupingOptions(threshold=threshold),
        decisions=decisions,
    )


def _layout_options(config: Config) -> LayoutOptions:
    lists, own = config.lists, look(config.theme)
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
        hub=config.feeds.hub,
        headers=config.deploy.headers,
        tagline=own.tagline,
        logo=LogoView(file=own.logo.file, width=own.logo.width, height=own.logo.height) if own.logo else None,
        accent=own.accent.light if own.accent else BRAND,
        search=config.search,
        copies=config.markdown,
        story_pictures=config.share_pictures == "stories",
    )


def matching(memo: Memo, workers: StartWorkers = None) -> Matching:
    """Grouping that remembers: one new article regroups the days that it may belong to, not ten years."""

    def grouped(headlines: Sequence[Headline], options: GroupingOptions, decisions: Decisions) -> Mapping[str, str]:
        parts = blocks(headlines, options, decisions)
        return assemble(parts, memo.map(LINK, list(map(digest, parts)), lambda at: parts[at], workers))

    def compared(pairs: Sequence[tuple[Headline, Headline]]) -> Sequence[Comparison]:
        return memo.map(COMPARE, list(map(digest, pairs)), lambda at: pairs[at], workers)

    return Matching(grouped, compared)


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


def _publish(
    root: Path,
    config: Config,
    theme: ThemeFiles,
    site: SiteView,
    plan: Plan,
    bodies: _Bodies,
    memo: Memo,
    workers: StartWorkers,
) -> Published:
    options = HtmlOptions(
        theme=Theme(theme.templates),
        site=site,
        lang=config.language,
        timezone=config.timezone,
        static={name: f"{config.base_path}static/{name}" for name, _, _ in theme.statics},
        compiled=str(memo.path.parent.resolve() / "templates"),
    )
    statics = {f"static/{name}": (key, path) for name, key, path in theme.statics}
    accent = stylesheet(look(config.theme).accent).encode()
    added = {"static/style.css": accent} if accent else {}
    makers = {page.maker for page in plan.pages.values()}
    made_by = {maker: digest((context(), maker_key(maker, options))) for maker in sorted(makers)}
    keys = {path: digest((context(), "static", key, added.get(path))) for path, (key, _) in statics.items()}
    keys |= {path: made_by[page.maker] + page.view for path, page in plan.pages.items()}
    encoded = msgspec.msgpack.encode(options)

    def prepare(stale: Sequence[str]) -> None:
        """Find what is wrong with the theme while the last good output is still whole: make one page of each kind."""
        check_theme(options)
        first = {plan.pages[path].maker: path for path in reversed(stale) if path in plan.pages}
        for path in first.values():
            page = plan.page(path)
            make_page(page, bodies.of([page]), encoded)

    def make(paths: Sequence[str]) -> Iterator[tuple[str, bytes | Diagnostic]]:
        batch = [plan.page(path) for path in paths if path in plan.pages]
        html = bodies.of(batch)
        for path in paths:
            if path in statics:
                yield path, Path(statics[path][1]).read_bytes() + added.get(path, b"")
        yield from _make_pages(batch, html, encoded, workers)

    published = publish(root / config.folders.output, keys, prepare, make, memo, config.folders.output)

    def sent(path: str) -> bytes:
        if path in statics:
            return Path(statics[path][1]).read_bytes() + added.get(path, b"")
        page = plan.page(path)
        return make_page(page, bodies.of([page]), encoded)

    # The last page of a kind is the oldest, which hardly ever has to be made again for this.
    kinds = {page.maker: path for path, page in plan.pages.items() if page.maker not in NOT_HTML}
    watched = [*kinds.values(), *(path for path in statics if path.endswith(".css"))]
    asked = third_parties(watched, keys, sent, memo, config)
    return msgspec.structs.replace(published, diagnostics=(*published.diagnostics, *asked))


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
    jobs = [Job(tuple(share), {name: bodies[name] for name in printed(share)}, options) for share in shares]
    run = workers().map if workers and len(pages) > _WORTH_WORKERS else map
    for share, made in zip(shares, run(run_job, jobs), strict=True):
        yield from ((page.path, result) for page, result in zip(share, made, strict=True))

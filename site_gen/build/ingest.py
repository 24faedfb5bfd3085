"""Seeds become content: articles are read, filed, and written where a person has not changed them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from site_gen.build.inputs import Inputs
from site_gen.build.options import taxonomy_of
from site_gen.config.site_yaml import Config
from site_gen.content.briefs import ContentFile, Loaded, LoadOptions, load, load_all
from site_gen.content.filing import Filed, FilingOptions, file, identify
from site_gen.content.merge import merge
from site_gen.engine.memo import Memo, StartWorkers, Step, context
from site_gen.engine.snapshots import Ref, Snapshot, write_whole
from site_gen.errors import ChangedError, Diagnostic, unwritable
from site_gen.hashing import digest
from site_gen.markdown.frontmatter import parse, write
from site_gen.model import Article, Brief, Ingested, ReadingOptions, Seed
from site_gen.read import read
from site_gen.read.faults import unforeseen


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
    try:
        return ReadSeed(tuple(identify(readings, file.seed.path, file.filing)), found)
    except Exception as fault:  # noqa: BLE001  # what nobody foresaw in a seed costs that seed
        return ReadSeed((), (*found, unforeseen(file.seed.path, fault)))


READ: Final = Step("read", read_seed, ReadSeed)
LOAD: Final = Step("load", load, Loaded, is_kept=True, run_all=load_all)


def ingest(root: Path, config: Config, found: Inputs, memo: Memo, now: str, workers: StartWorkers = None) -> Ingested:
    """Bring `content/` up to date with `seeds/`; what a person changed there stays theirs."""
    loaded = load_content(found.content, config, memo, workers)
    return ingest_loaded(root, config, found, loaded, memo, now, workers)[0].ingested


class Written(msgspec.Struct, frozen=True):
    """A content file as ingest just wrote it."""

    digest: bytes
    article: Article


class Settled(msgspec.Struct, frozen=True):
    """What ingest had to say of seeds and content between which there is nothing to do."""

    name: bytes
    ingested: Ingested
    close: frozenset[str] = frozenset()  # content files whose headline and body decide whose they are


def ingest_loaded(
    root: Path,
    config: Config,
    found: Inputs,
    loaded: Sequence[Loaded],
    memo: Memo,
    now: str,
    workers: StartWorkers,
) -> tuple[Settled, dict[str, Written], list[Article]]:
    """`ingest` for content that is read already: what it did, the new files, all articles of the seeds.

    Where nothing moved since the last time, it says the same again and reads no seed.
    """
    settled = recall_settled(memo)
    if settled and settled.name == _name(found, loaded, config, settled.close):
        return settled, {}, []
    results = read_seeds(found.seeds, config, memo, now, workers)
    filed_so_far = [it.brief for it in loaded if it.brief]
    broken = _broken(found.content, loaded)
    articles = [article for result in results for article in result.articles]
    filed, doubles = file(articles, filed_so_far, broken, _filing_options(config, now))
    added, updated, conflicts = _write_content(root, filed, {brief.path: brief for brief in filed_so_far})
    faults = [diagnostic for result in results for diagnostic in result.diagnostics]
    diagnostics = (*found.seeds.diagnostics, *faults, *doubles, *conflicts)
    return Settled(b"", Ingested(len(articles), tuple(added), tuple(updated), diagnostics)), added, articles


def recall_settled(memo: Memo) -> Settled | None:
    """What the last build said of seeds and content."""
    return memo.recall("ingest", Settled)


def settled_now(
    done: Settled, articles: Sequence[Article], found: Inputs, loaded: Sequence[Loaded], config: Config
) -> Settled:
    """What `ingest_loaded` may say again as long as the seeds, and what it asks of the content, stay as they are."""
    briefs = [it.brief for it in loaded if it.brief]
    ids, by_seed = {brief.id for brief in briefs}, {brief.seed: brief.path for brief in briefs}
    close = frozenset(by_seed[it.seed] for it in articles if it.id not in ids and it.seed in by_seed)
    slim = Ingested(done.ingested.articles, diagnostics=done.ingested.diagnostics)
    return Settled(_name(found, loaded, config, close), slim, close)


def _name(found: Inputs, loaded: Sequence[Loaded], config: Config, close: frozenset[str]) -> bytes:
    """Stands for the seeds and all that ingest asks of the content: where each article is filed, and as what."""
    filed = [
        (it.path, it.id, it.permalink, it.seed, it.url, it.guid, it.published, it.dated, it.generated)
        for it in (loaded.brief for loaded in loaded)
        if it
    ]
    compared = [(it.brief.title, it.brief.body) for it in loaded if it.brief and it.brief.path in close]
    broken = [ref for ref, it in zip(found.content.refs, loaded, strict=True) if it.brief is None]
    return digest((context(), config, found.seeds.refs, found.seeds.diagnostics, filed, compared, broken))


def read_seeds(seeds: Snapshot, config: Config, memo: Memo, now: str, workers: StartWorkers) -> list[ReadSeed]:
    """What every seed holds, in the order of the snapshot."""
    filing, reading = _filing_options(config, now), _reading_options(config)

    def argument(at: int) -> SeedFile:
        ref = seeds.refs[at]
        return SeedFile(Seed(ref.path, seeds.load(ref)), reading, filing)

    return memo.map(READ, read_keys(seeds, config), argument, workers)


def read_keys(seeds: Snapshot, config: Config) -> list[bytes]:
    """What the articles of each seed are filed under."""
    shared = digest((_reading_options(config), config.sources, config.folders.seeds))
    return [digest((ref, shared)) for ref in seeds.refs]


def _reading_options(config: Config) -> ReadingOptions:
    return msgspec.structs.replace(config.limits, lang=config.language)


def _filing_options(config: Config, now: str) -> FilingOptions:
    folders = config.folders
    return FilingOptions(folder=folders.content, seeds=folders.seeds, sources=config.sources, today=now[:10])


def load_content(content: Snapshot, config: Config, memo: Memo, workers: StartWorkers = None) -> list[Loaded]:
    """The brief of every content file, in the order of the snapshot, and what is wrong with it."""
    return load_refs(content, content.refs, config, memo, workers)


def load_written(
    content: Snapshot,
    known: Mapping[Ref, Loaded],
    written: Mapping[str, Written],
    config: Config,
    memo: Memo,
    workers: StartWorkers,
) -> list[Loaded]:
    """As `load_content` after some files were `written`, which need not be read again, and all others are `known`."""
    fresh = [ref for ref in content.refs if ref not in known]
    found = {**known, **dict(zip(fresh, load_refs(content, fresh, config, memo, workers, written), strict=True))}
    return [found[ref] for ref in content.refs]


def load_refs(
    content: Snapshot,
    refs: Sequence[Ref],
    config: Config,
    memo: Memo,
    workers: StartWorkers = None,
    written: Mapping[str, Written] = MappingProxyType({}),
) -> list[Loaded]:
    """As `load_content`, for some of its files."""
    options = _load_options(config)

    def argument(at: int) -> ContentFile:
        ref = refs[at]
        known = written.get(ref.path)
        if known and known.digest == ref.digest:
            return ContentFile(path=ref.path, data=b"", options=options, article=known.article)
        return ContentFile(path=ref.path, data=content.load(ref, again=True), options=options)

    return memo.map(LOAD, _load_keys(refs, options), argument, workers)


def find_loaded(refs: Sequence[Ref], config: Config, memo: Memo) -> list[Loaded] | None:
    """As `load_refs`, for files that were read before; nothing where one was not."""
    return memo.find(LOAD, _load_keys(refs, _load_options(config)))


def _load_options(config: Config) -> LoadOptions:
    return LoadOptions(topics=taxonomy_of(config), sources=config.sources, lang=config.language)


def _load_keys(refs: Iterable[Ref], options: LoadOptions) -> list[bytes]:
    shared = digest(options)
    return [digest((ref, shared)) for ref in refs]


def _broken(content: Snapshot, loaded: Sequence[Loaded]) -> dict[str, str]:
    """Content files without a brief, with their text as far as it can be read."""
    return {
        ref.path: content.load(ref).decode("utf-8", "replace")
        for ref, it in zip(content.refs, loaded, strict=True)
        if it.brief is None
    }


def _write_content(
    root: Path, filed: Iterable[Filed], briefs: dict[str, Brief]
) -> tuple[dict[str, Written], list[str], list[Diagnostic]]:
    added: dict[str, Written] = {}
    updated: list[str] = []
    conflicts: list[Diagnostic] = []
    for item in filed:
        path = root / item.path
        if item.is_new:
            if os.path.lexists(path):
                raise _in_the_way(item.path)
            text = write(item.article)
            _write_text(path, item.path, text)
            added[item.path] = Written(digest(text.encode()), item.article)
        elif briefs[item.path].generated != item.article.generated:
            text = path.read_text(encoding="utf-8-sig")
            mine = parse(text, item.path).article
            if mine is None:
                continue
            merged = merge(text, mine, item.article, item.path)
            conflicts += merged.diagnostics
            if merged.text != text:
                _write_text(path, item.path, merged.text)
                updated.append(item.path)
    return added, updated, conflicts


def _write_text(path: Path, shown: str, text: str) -> None:
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise unwritable(shown, error) from error


def _in_the_way(path: str) -> ChangedError:
    """Either a person made this file just now, and it is read when the build looks again, or it cannot be read."""
    hint = "make it readable, or move it away, and build again"
    said = "is there and was not read, so no article is written over it"
    return ChangedError(Diagnostic(path, None, "in-the-way", said, hint))

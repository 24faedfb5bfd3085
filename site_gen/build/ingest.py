"""Ingest: seeds become content files, merged with what a person changed in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from site_gen import __version__
from site_gen.build import inputs
from site_gen.build.inputs import Inputs
from site_gen.build.lessons import filed_as_taught
from site_gen.build.load import Written, load_content, load_written
from site_gen.build.options import taxonomy_of
from site_gen.build.wanted import origins_beside, wanted_seeds
from site_gen.config.site_yaml import Config
from site_gen.content.briefs import Loaded
from site_gen.content.filing import Filed, FilingOptions, file, identify
from site_gen.content.kept_addresses import dump_pages
from site_gen.content.kept_ids import with_kept_days, with_kept_ids
from site_gen.content.memory import (
    Memory,
    dump,
    dump_readers,
    parse_readers,
    remembered,
    with_corrections,
    with_links,
    with_topics,
)
from site_gen.content.memory import parse as parse_memory
from site_gen.content.merge import merge
from site_gen.content.source_names import with_one_name
from site_gen.engine.diagnostics import lasting
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, StartWorkers, Step, context
from site_gen.engine.snapshots import Snapshot, write_whole
from site_gen.errors import ChangedError, Diagnostic, as_warning, unwritable
from site_gen.hooks.modules import with_libraries
from site_gen.hooks.values import NO_HOOKS, Hooks
from site_gen.language.clock import in_zone
from site_gen.language.plain import plural
from site_gen.language.urls import compared
from site_gen.markdown.frontmatter import parse, write
from site_gen.model import MEMORY, Article, Brief, Ingested, ReadingOptions, Seed
from site_gen.read import read
from site_gen.read.faults import unforeseen
from site_gen.read.origin import read_origin
from site_gen.read.publishable import publishable


class SeedFile(msgspec.Struct, frozen=True):
    """A seed and what reading it depends on, as sent to a worker."""

    seed: Seed
    reading: ReadingOptions
    filing: FilingOptions
    hooks: Hooks = NO_HOOKS  # that read seeds


class ReadSeed(msgspec.Struct, frozen=True):
    """The articles of a seed, and its problems."""

    articles: tuple[Article, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_seed(file: SeedFile) -> ReadSeed:
    """Step: a seed → its articles, ready to be filed."""
    readings = publishable(read(file.seed, file.reading, file.hooks), file.seed.path)
    found = tuple(diagnostic for reading in readings for diagnostic in reading.diagnostics)
    try:
        return ReadSeed(tuple(identify(readings, file.seed.path, file.filing)), found)
    except Exception as fault:  # noqa: BLE001  # an unforeseen fault costs this one seed
        return ReadSeed((), (*found, unforeseen(file.seed.path, fault)))


READ: Final = Step("read", read_seed, ReadSeed)


class Content(msgspec.Struct, frozen=True):
    """All content files, after the seeds went in."""

    inputs: Inputs  # as they are now
    loaded: list[Loaded]  # every content file, in the order of the snapshot
    ingested: Ingested
    memory: Memory  # with a record of every article
    briefs: list[Brief]  # all articles that can be read, as the memory has them

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The problems of seeds and content files."""
        faults = (diagnostic for it in self.loaded for diagnostic in it.diagnostics)
        return (*self.ingested.diagnostics, *self.inputs.content.diagnostics, *faults)


class Settled(msgspec.Struct, frozen=True):
    """The result of an ingest after which nothing was left to do."""

    name: bytes  # of the seeds, and of what ingest asks of the content
    ingested: Ingested
    # Content files that are asked anew when they change: which article they are depends on it, or a conflict.
    close: frozenset[str] = frozenset()


def ingest(root: Path, config: Config, found: Inputs, memo: Memo, now: str, workers: StartWorkers = None) -> Content:
    """Bring `content/` up to date with `seeds/`: read | file | merge | write | load.

    What a person changed in `content/` stays theirs. If neither the seeds nor what ingest asks of the content changed
    since the last time, no seed is read, and the same problems are reported again.
    """
    loaded = load_content(found.content, config, memo, workers)
    settled = recall_settled(memo)
    if settled and settled.name == _name(found, loaded, config, settled.close):
        return _remembered(found, loaded, settled.ingested, config, now)
    results = read_seeds(found.seeds, config, memo, now, workers, found.hooks)
    articles = [article for result in results for article in result.articles]
    briefs = [it.brief for it in loaded if it.brief]
    memory = parse_memory(found.memory.text)
    filed, doubles = file(articles, briefs, _broken(found.content, loaded), _filing_options(config, now), memory)
    written, updated, conflicts = _write_content(root, filed, {brief.path: brief for brief in briefs})
    if written or updated:
        known = dict(zip(found.content.refs, loaded, strict=True))
        found = inputs.with_written(root, config, memo, found, frozenset((*written, *updated)))
        loaded = load_written(found.content, known, written, config, memo, workers)
    faults = [diagnostic for result in results for diagnostic in result.diagnostics]
    diagnostics = (*map(as_warning, found.seeds.diagnostics), *faults, *doubles, *conflicts)
    done = Ingested(len(articles), tuple(written), tuple(updated), diagnostics)
    memo.remember("ingest", _settle(done, filed, briefs, found, loaded, config))
    return _remembered(found, loaded, done, config, now, _former_links(filed, briefs))


def _former_links(filed: Iterable[Filed], briefs: Iterable[Brief]) -> dict[str, str]:
    """Id of an article that its source has at another address now -> the one that it had, as it is compared."""
    known = {brief.path: brief for brief in briefs}
    both = [(known[it.path], it.article.url) for it in filed if not it.is_new]
    moved = [(brief.id, compared(brief.url), compared(url)) for brief, url in both if brief.url and url]
    return {id_: before for id_, before, now in moved if before != now}


def _remembered(
    found: Inputs,
    loaded: list[Loaded],
    done: Ingested,
    config: Config,
    now: str,
    links: Mapping[str, str] = MappingProxyType({}),
) -> Content:
    known = parse_memory(found.memory.text)
    briefs = with_kept_ids([it.brief for it in loaded if it.brief], known, config.folders.content)
    briefs = with_one_name(with_kept_days(briefs, known), config.sources)
    briefs = filed_as_taught(found, briefs, known, config)
    is_upgraded = parse_readers(found.memory.text) != {__version__}
    memory = with_links(remembered(known, briefs, now, frozenset(done.added), is_upgraded=is_upgraded), links)
    if forgotten := [it for it in briefs if it.generated and it.path not in done.added] if not known else []:
        done = msgspec.structs.replace(done, diagnostics=(*done.diagnostics, _no_memory(len(forgotten), config)))
    briefs = with_topics(briefs, memory, taxonomy_of(config))
    return Content(found, loaded, done, memory, with_corrections(briefs, memory, config.timezone))


def _no_memory(articles: int, config: Config) -> Diagnostic:
    """What is said once of content that an earlier version filed, and whenever the memory was lost."""
    counted = plural(articles, "article was", "articles were")
    return Diagnostic(
        f"{config.folders.content}/{MEMORY}",
        None,
        "no-memory",
        f"is not there, though {counted} filed before: their stories were found anew",
        "it is kept from now on; commit it with the rest of the folder, or restore it if it was lost, and build again",
        "warning",
    )


def keep_memory(root: Path, config: Config, content: Content, pages: Iterable[str]) -> Content:
    """The content once its memory is written, with the addresses of `pages`."""
    text = dump(content.memory) + dump_pages(pages) + dump_readers({__version__} if content.memory else ())
    if text == content.inputs.memory.text:
        return content
    found = msgspec.structs.replace(content.inputs, memory=inputs.write_memory(root, config, text))
    return msgspec.structs.replace(content, inputs=found)


def unused_but_kept(config: Config, seeds: Snapshot, hooks: Hooks) -> tuple[str, list[bytes]]:
    """The results of reading that ingest will need when a seed changes: a step's name and keys."""
    return READ.name, read_keys(seeds, config, hooks)


def recall_settled(memo: Memo) -> Settled | None:
    """The result of the last ingest, or None if it is not known."""
    return memo.recall("ingest", Settled)


def _settle(
    done: Ingested,
    filed: Sequence[Filed],
    before: Sequence[Brief],
    found: Inputs,
    loaded: Sequence[Loaded],
    config: Config,
) -> Settled:
    """The result to repeat as long as the seeds, and what ingest asks of the content, stay the same."""
    ids = {brief.path: brief.id for brief in before}
    close = frozenset(it.path for it in filed if not it.is_new and it.article.id != ids[it.path])
    close |= {it.path for it in done.diagnostics if it.code == "conflict"}
    slim = Ingested(done.articles, diagnostics=lasting(done.diagnostics))
    return Settled(_name(found, loaded, config, close), slim, close)


def _name(found: Inputs, loaded: Sequence[Loaded], config: Config, close: frozenset[str]) -> bytes:
    """A name for the seeds and what ingest asks of the content: where each article is filed, and as what."""
    filed = [
        (it.path, it.id, it.permalink, it.seed, it.copies, it.url, it.guid, it.published, it.dated, it.generated)
        for it in (loaded.brief for loaded in loaded)
        if it
    ]
    compared = [ref for ref in found.content.refs if ref.path in close]
    broken = [ref for ref, it in zip(found.content.refs, loaded, strict=True) if it.brief is None]
    readers = found.hooks.of("read")
    return digest((context(), config, readers, found.seeds.refs, found.seeds.diagnostics, filed, compared, broken))


def read_seeds(
    seeds: Snapshot, config: Config, memo: Memo, now: str, workers: StartWorkers, hooks: Hooks
) -> list[ReadSeed]:
    """The articles of every seed, in the order of the snapshot; a companion is read with the seed beside it."""
    filing, reading = _filing_options(config, now), _reading_options(config)
    refs, passed = wanted_seeds(seeds, config)
    origins = origins_beside(seeds)
    readers = with_libraries(hooks.of("read"))

    def argument(at: int) -> SeedFile:
        ref = refs[at]
        beside = origins.get(ref.path)
        origin = read_origin(seeds.load(beside)) if beside else None
        return SeedFile(Seed(ref.path, seeds.load(ref), origin), reading, filing, readers)

    read = memo.map(READ, read_keys(seeds, config, hooks), argument, workers)
    return [*read, ReadSeed((), passed)] if passed else read


def read_keys(seeds: Snapshot, config: Config, hooks: Hooks) -> list[bytes]:
    """The cache keys of the seeds' articles."""
    shared = digest((_reading_options(config), config.sources, config.folders.seeds, hooks.of("read")))
    origins = origins_beside(seeds)
    refs = wanted_seeds(seeds, config)[0]
    return [digest((ref, origins[ref.path], shared) if ref.path in origins else (ref, shared)) for ref in refs]


def _reading_options(config: Config) -> ReadingOptions:
    return msgspec.structs.replace(config.limits, lang=config.language)


def _filing_options(config: Config, now: str) -> FilingOptions:
    folders = config.folders
    return FilingOptions(
        folder=folders.content,
        seeds=folders.seeds,
        sources=config.sources,
        now=in_zone(now, config.timezone),
        timezone=config.timezone,
    )


def _broken(content: Snapshot, loaded: Sequence[Loaded]) -> dict[str, str]:
    """The content files without a brief, with whatever text can be read."""
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
        elif briefs[item.path].generated != item.article.generated or item.article.copies or item.is_moved:
            text = path.read_text(encoding="utf-8-sig")
            mine = parse(text, item.path).article
            if mine is None:
                continue
            merged = merge(text, mine, item.article, item.path, item.keep, is_moved=item.is_moved)
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
    """A file that is in the way: saved just now, and read by the next attempt, or unreadable."""
    hint = "make it readable, or move it away, and build again"
    said = "is there and was not read, so no article is written over it"
    return ChangedError(Diagnostic(path, None, "in-the-way", said, hint))

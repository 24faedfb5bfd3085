"""Content files become briefs: each is read once, in batches, and recognised by its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from site_gen.build.options import taxonomy_of
from site_gen.config.site_yaml import Config
from site_gen.content.briefs import ContentFile, Loaded, LoadOptions, load, load_all
from site_gen.content.topics import languages_of
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, StartWorkers, Step
from site_gen.engine.snapshots import Ref, Snapshot
from site_gen.hooks.values import Hooks
from site_gen.model import Article

LOAD: Final = Step("load", load, Loaded, is_kept=True, run_all=load_all)


class Written(msgspec.Struct, frozen=True):
    """A content file as ingest just wrote it."""

    digest: bytes
    article: Article


def load_content(content: Snapshot, config: Config, memo: Memo, workers: StartWorkers = None) -> list[Loaded]:
    """The brief and the problems of every content file, in the order of the snapshot."""
    return load_refs(content, content.refs, config, memo, workers)


def load_hooked(
    content: Snapshot, config: Config, memo: Memo, hooks: Hooks, workers: StartWorkers = None
) -> list[Loaded]:
    """As `load_content`, with every article as `hooks` have it."""
    options = msgspec.structs.replace(_load_options(config), hooks=hooks)
    return _load(content, content.refs, options, memo, workers)


def load_written(
    content: Snapshot,
    known: Mapping[Ref, Loaded],
    written: Mapping[str, Written],
    config: Config,
    memo: Memo,
    workers: StartWorkers,
) -> list[Loaded]:
    """As `load_content`, after ingest wrote some files; those and the `known` ones are not read again."""
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
    return _load(content, refs, _load_options(config), memo, workers, written)


def _load(
    content: Snapshot,
    refs: Sequence[Ref],
    options: LoadOptions,
    memo: Memo,
    workers: StartWorkers = None,
    written: Mapping[str, Written] = MappingProxyType({}),
) -> list[Loaded]:
    def argument(at: int) -> ContentFile:
        ref = refs[at]
        known = written.get(ref.path)
        if known and known.digest == ref.digest:
            return ContentFile(path=ref.path, data=b"", options=options, article=known.article)
        return ContentFile(path=ref.path, data=content.load(ref, again=True), options=options)

    return memo.map(LOAD, _load_keys(refs, options), argument, workers)


def find_loaded(refs: Sequence[Ref], config: Config, memo: Memo) -> list[Loaded] | None:
    """As `load_refs`, from the cache alone; None if a file was not read before."""
    return memo.find(LOAD, _load_keys(refs, _load_options(config)))


def _load_options(config: Config) -> LoadOptions:
    return LoadOptions(
        topics=taxonomy_of(config),
        sources=config.sources,
        lang=config.language,
        timezone=config.timezone,
        folder=config.folders.content,
        ignore=config.ignore,
        languages=languages_of(config.language, config.languages),
    )


def _load_keys(refs: Iterable[Ref], options: LoadOptions) -> list[bytes]:
    shared = digest(options)
    return [digest((ref, shared)) for ref in refs]

"""Everything that a build reads, and what changed in it since the last build."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from site_gen.build.way import WholeWayError, sure
from site_gen.config import theme as themes
from site_gen.config.hook_files import load_hooks
from site_gen.config.own_files import OwnFiles, load_own_files
from site_gen.config.site_yaml import Config
from site_gen.config.theme import ThemeFiles
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, context
from site_gen.engine.reading import bytes_of
from site_gen.engine.snapshots import (
    FileChange,
    SeenRows,
    Snapshot,
    compare_files,
    has_been_folder,
    is_hidden,
    list_different,
    list_young,
    record_looks,
    record_seen,
    snapshot,
    update_snapshot,
    write_whole,
)
from site_gen.engine.walk import Kind, Walked, walk
from site_gen.errors import ConfigError, Diagnostic, unwritable
from site_gen.hooks.values import NO_HOOKS, Hooks
from site_gen.model import EDITORIAL, MEMORY

_FEW: Final = 100
_SEEDS: Final = Kind((".license",), others=True)
# Articles, and texts that a person may take for some
_CONTENT: Final = Kind(
    tuple(".md .MD .Md .markdown .mdown .mkd .mdx .rst .org .adoc .html .htm .txt .doc .docx .odt .rtf .eml".split())
)


class MemoryFile(msgspec.Struct, frozen=True):
    """The text of the memory of `content/`, and how its file looks."""

    text: str
    stamp: tuple[int, ...]


class Inputs(msgspec.Struct, frozen=True):
    """Everything that a build reads."""

    seeds: Snapshot
    content: Snapshot
    theme: ThemeFiles
    decisions: str  # the text of `editorial.yaml`
    memory: MemoryFile
    own: OwnFiles = OwnFiles()  # pages and files beside the news
    hooks: Hooks = NO_HOOKS

    def name(self, config: Config, *, drafts: bool) -> bytes:
        """A name for these inputs: as long as it is the same, so is the site (but for articles that expire)."""
        statics = [(name, key) for name, key, _ in self.theme.statics]
        read = (self.seeds.name, self.seeds.diagnostics, self.content.name, self.content.diagnostics)
        beside = (self.theme.templates, statics, self.decisions, self.memory.text, self.own, self.hooks)
        return digest((context(), config, drafts, read, beside))


class Listing(NamedTuple):
    """The inputs as stat shows them; no file of seeds or content is opened."""

    seeds: Walked
    content: Walked
    theme: ThemeFiles
    decisions: str
    memory: tuple[int, ...]  # how its file looks
    own: OwnFiles = OwnFiles()
    hooks: Hooks = NO_HOOKS


def list_inputs(root: Path, config: Config) -> Listing:
    """List the inputs of the site in `root`."""
    return Listing(
        walk(root, config.folders.seeds, _SEEDS),
        walk(root, config.folders.content, _CONTENT),
        theme_of(root, config),
        decisions_of(root),
        _memory_stamp(root, config),
        own_of(root, config),
        load_hooks(root, config),
    )


class Stamp(msgspec.Struct, frozen=True):
    """Names for how a build's inputs looked when they were listed."""

    beside: dict[str, bytes]  # for everything but the folders, by what people call it
    seeds: bytes  # as `engine.walk` names a folder; empty if it was not walked
    content: bytes


def stamp_of(found: Inputs, config: Config, *, drafts: bool) -> Stamp:
    """The stamp of inputs that were read."""
    beside = _beside(found.theme, found.decisions, found.own, found.hooks, found.memory.stamp, config, drafts=drafts)
    return Stamp(beside, found.seeds.stamp, found.content.stamp)


def stamp(listing: Listing, config: Config, *, drafts: bool) -> Stamp:
    """The stamp of inputs that were listed."""
    own, hooks = listing.own, listing.hooks
    beside = _beside(listing.theme, listing.decisions, own, hooks, listing.memory, config, drafts=drafts)
    return Stamp(beside, listing.seeds.stamp, listing.content.stamp)


def record_listing(listing: Listing, config: Config, memo: Memo, before: Stamp | None) -> None:
    """Record how the folders look if that differs from `before`, so that `changed_content` has less to compare."""
    for folder, walked, stamp in (
        (config.folders.seeds, listing.seeds, before and before.seeds),
        (config.folders.content, listing.content, before and before.content),
    ):
        if walked.stamp != stamp:
            record_looks(folder, memo, walked)


def stamp_unlisted(root: Path, config: Config, before: Stamp, *, drafts: bool) -> Stamp:
    """The stamp of inputs whose folders are watched, and so need no listing."""
    memory, own, hooks = _memory_stamp(root, config), own_of(root, config), load_hooks(root, config)
    beside = _beside(theme_of(root, config), decisions_of(root), own, hooks, memory, config, drafts=drafts)
    return Stamp(beside, before.seeds, b"")


def with_memory(root: Path, config: Config, before: Stamp) -> Stamp:
    """The stamp once the memory got more lines."""
    return msgspec.structs.replace(before, beside=before.beside | {MEMORY: digest(_memory_stamp(root, config))})


def _beside(
    theme: ThemeFiles,
    decisions: str,
    own: OwnFiles,
    hooks: Hooks,
    memory: tuple[int, ...],
    config: Config,
    *,
    drafts: bool,
) -> dict[str, bytes]:
    return {
        "site-gen or a library": context(),
        "the configuration": digest(config),
        "--drafts": digest(drafts),
        "a template": digest(theme.templates),
        "a static file": digest([(name, key) for name, key, _ in theme.statics]),
        EDITORIAL: digest(decisions),
        MEMORY: digest(memory),
        "a page or a file of your own": digest(own),
        "a hook": digest(hooks),
    }


def _check_beside(before: Stamp, now: Stamp) -> None:
    """Raise `WholeWayError` if anything but the folders differs."""
    changed = [name for name, key in now.beside.items() if before.beside.get(name) != key]
    if changed:
        raise WholeWayError(f"{' and '.join(changed)} changed")


def changed_content(
    root: Path, config: Config, memo: Memo, before: Stamp, now: Stamp, listing: Listing
) -> list[FileChange]:
    """The content files whose bytes changed since the inputs had the stamp `before`.

    Raises `WholeWayError` if more may have changed. A file that looks as it did is not opened, unless it was too young
    then for its time stamp to be trusted.
    """
    _check_beside(before, now)
    doubtful = list_young(memo)
    folders = config.folders
    for folder, walked, stamp in (
        (folders.seeds, listing.seeds, before.seeds),
        (folders.content, listing.content, before.content),
    ):
        if walked.stamp != stamp:
            doubtful += sure(list_different(folder, memo, walked, stamp), _came_or_went(folder))
    return _changes(root, config, doubtful, memo)


def changed_among(
    root: Path, config: Config, memo: Memo, before: Stamp, now: Stamp, told: Iterable[str]
) -> list[FileChange]:
    """As `changed_content`, among the paths that a watcher reported."""
    _check_beside(before, now)
    doubtful = list_young(memo)
    for folder, wanted in ((config.folders.seeds, _SEEDS.has), (config.folders.content, _CONTENT.has)):
        for path in told:
            if path.startswith(f"{folder}/") and not is_hidden(path):
                if not wanted(path) and has_been_folder(root, path, memo):
                    raise WholeWayError(f"the folder '{path}' changed")
                doubtful += [path] if wanted(path) else []
    return _changes(root, config, doubtful, memo)


def _changes(root: Path, config: Config, doubtful: Iterable[str], memo: Memo) -> list[FileChange]:
    """The content files that changed; raises `WholeWayError` if a seed did."""
    by_folder: dict[str, list[str]] = {config.folders.seeds: [], config.folders.content: []}
    for path in dict.fromkeys(doubtful):
        by_folder[next(name for name in by_folder if path.startswith(f"{name}/"))].append(path)
    of_seeds, of_content = (
        sure(compare_files(root, name, paths, memo), _came_or_went(name)) for name, paths in by_folder.items()
    )
    if of_seeds:
        raise WholeWayError(f"'{of_seeds[0].after.path}' changed")
    return of_content


def _came_or_went(folder: str) -> str:
    return f"files came or went in '{folder}/', or cannot be read"


def snapshot_inputs(root: Path, config: Config, memo: Memo, listing: Listing | None = None) -> Inputs:
    """The inputs of the site in `root` as they are now; a `listing` saves walking the folders again."""
    listing = listing or list_inputs(root, config)
    return Inputs(
        snapshot(root, config.folders.seeds, memo, listing.seeds),
        snapshot(root, config.folders.content, memo, listing.content),
        listing.theme,
        listing.decisions,
        memory_of(root, config),
        listing.own,
        listing.hooks,
    )


def update_inputs(root: Path, config: Config, memo: Memo, before: Inputs, changed: frozenset[str]) -> Inputs:
    """The inputs now, if only the paths in `changed` can differ from `before`."""
    folders = config.folders
    seeds = update_snapshot(before.seeds, folders.seeds, changed, wanted=_SEEDS.has)
    content = update_snapshot(before.content, folders.content, changed, wanted=_CONTENT.has)
    return Inputs(
        seeds or seeds_of(root, config, memo),
        content or content_of(root, config, memo),
        theme_of(root, config),
        decisions_of(root),
        memory_of(root, config),
        own_of(root, config),
        load_hooks(root, config),
    )


def with_written(root: Path, config: Config, memo: Memo, before: Inputs, written: frozenset[str]) -> Inputs:
    """The inputs after content files were written; if those are few, no other file is read."""
    few = len(written) <= _FEW and update_snapshot(before.content, config.folders.content, written, wanted=_CONTENT.has)
    content = few or content_of(root, config, memo)
    record_seen(memo, content.seen_rows)
    return msgspec.structs.replace(before, content=content)


def record_seen_inputs(found: Inputs, memo: Memo) -> Inputs:
    """Record that a build saw these inputs; returns them without the rows that were recorded."""
    record_seen(memo, found.seeds.seen_rows)
    record_seen(memo, found.content.seen_rows)
    seeds, content = (msgspec.structs.replace(it, seen_rows=SeenRows()) for it in (found.seeds, found.content))
    return msgspec.structs.replace(found, seeds=seeds, content=content)


def theme_of(root: Path, config: Config) -> ThemeFiles:
    """The theme with the site's own files over it."""
    return themes.load(root / config.folders.templates)


def own_of(root: Path, config: Config) -> OwnFiles:
    """The site's own pages, and files for its root."""
    return load_own_files(root, config.folders.pages, config.folders.root)


def seeds_of(root: Path, config: Config, memo: Memo) -> Snapshot:
    """The raw articles."""
    return snapshot(root, config.folders.seeds, memo, walk(root, config.folders.seeds, _SEEDS))


def content_of(root: Path, config: Config, memo: Memo) -> Snapshot:
    """The content files."""
    return snapshot(root, config.folders.content, memo, walk(root, config.folders.content, _CONTENT))


def memory_of(root: Path, config: Config) -> MemoryFile:
    """The memory of the articles."""
    stamp = _memory_stamp(root, config)
    try:
        data = bytes_of(root / config.folders.content / MEMORY)
    except OSError:
        data = b""
    return MemoryFile(data.decode("utf-8-sig", "replace"), stamp)


def write_memory(root: Path, config: Config, text: str) -> MemoryFile:
    """Put the memory in its place."""
    shown = f"{config.folders.content}/{MEMORY}"
    try:
        status = write_whole(root / shown, text.encode())
    except OSError as error:
        raise unwritable(shown, error) from error
    return MemoryFile(text, _looks(status))


def _memory_stamp(root: Path, config: Config) -> tuple[int, ...]:
    try:
        return _looks((root / config.folders.content / MEMORY).stat())
    except OSError:
        return ()


def _looks(status: os.stat_result) -> tuple[int, ...]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def decisions_of(root: Path) -> str:
    """The text of `editorial.yaml`; empty if there is none."""
    try:
        return bytes_of(root / EDITORIAL).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        found = Diagnostic(EDITORIAL, None, "editorial-unreadable", _why(error), "save it as a file of text in UTF-8")
        raise ConfigError(found) from error


def _why(error: OSError | UnicodeDecodeError) -> str:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"cannot be read: {reason}"

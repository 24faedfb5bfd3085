"""All that a build reads, seen at one moment, and the name for it that says whether anything changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from site_gen.config import theme as themes
from site_gen.config.site_yaml import Config
from site_gen.config.theme import ThemeFiles
from site_gen.engine.memo import Memo, context
from site_gen.engine.snapshots import (
    FileChange,
    News,
    Snapshot,
    changes,
    has_been_folder,
    is_hidden,
    leave_looks,
    looked_different,
    note,
    renewed,
    snapshot,
    young,
)
from site_gen.engine.walk import Kind, Walked, walk
from site_gen.errors import ConfigError, Diagnostic
from site_gen.hashing import digest
from site_gen.model import EDITORIAL

_FEW: Final = 100
_SEEDS: Final = Kind((".yaml", ".yml", ".license"), others=True)
_CONTENT: Final = Kind((".md",))


class Inputs(msgspec.Struct, frozen=True):
    """Everything that a build reads."""

    seeds: Snapshot
    content: Snapshot
    theme: ThemeFiles
    decisions: str  # the text of `editorial.yaml`

    def name(self, config: Config, *, drafts: bool) -> bytes:
        """Stands for these inputs: as long as it is the same, so is the site (but for articles that expire)."""
        statics = [(name, key) for name, key, _ in self.theme.statics]
        read = (self.seeds.name, self.seeds.diagnostics, self.content.name, self.content.diagnostics)
        return digest((context(), config, drafts, read, self.theme.templates, statics, self.decisions))


class Sight(NamedTuple):
    """The inputs as they look at a glance, without a file of seeds or content opened."""

    seeds: Walked
    content: Walked
    theme: ThemeFiles
    decisions: str


def see(root: Path, config: Config) -> Sight:
    """Look at the inputs of the site in `root` from afar."""
    return Sight(
        walk(root, config.folders.seeds, _SEEDS),
        walk(root, config.folders.content, _CONTENT),
        theme_of(root, config),
        decisions_of(root),
    )


class Glance(msgspec.Struct, frozen=True):
    """How the inputs of a build looked from afar."""

    beside: bytes  # a name for all but the folders
    seeds: bytes  # as `files.walk` names a folder; empty where nobody walked
    content: bytes


def glanced(found: Inputs, config: Config, *, drafts: bool) -> Glance:
    """How inputs looked that were looked at."""
    return Glance(_beside(found.theme, found.decisions, config, drafts=drafts), found.seeds.stamp, found.content.stamp)


def glance(seen: Sight, config: Config, *, drafts: bool) -> Glance:
    """How inputs look that were seen."""
    return Glance(_beside(seen.theme, seen.decisions, config, drafts=drafts), seen.seeds.stamp, seen.content.stamp)


def leave(seen: Sight, config: Config, memo: Memo, before: Glance | None) -> None:
    """File how the folders look, where they look other than `before`, so that `edited` has less to compare."""
    for folder, walked, stamp in (
        (config.folders.seeds, seen.seeds, before and before.seeds),
        (config.folders.content, seen.content, before and before.content),
    ):
        if walked.stamp != stamp:
            leave_looks(folder, memo, walked)


def glance_told(root: Path, config: Config, before: Glance, *, drafts: bool) -> Glance:
    """How inputs look where somebody else watches the folders."""
    beside = _beside(theme_of(root, config), decisions_of(root), config, drafts=drafts)
    return Glance(beside, before.seeds, b"")


def _beside(theme: ThemeFiles, decisions: str, config: Config, *, drafts: bool) -> bytes:
    statics = [(name, key) for name, key, _ in theme.statics]
    return digest((context(), config, drafts, theme.templates, statics, decisions))


def edited(root: Path, config: Config, memo: Memo, before: Glance, now: Glance, seen: Sight) -> list[FileChange] | None:
    """The content files whose bytes changed since the inputs looked as `before`; nothing where more may have changed.

    What looks as it did is not opened, but for what was too young then for its time stamp to be trusted.
    """
    if before.beside != now.beside:
        return None
    doubtful = young(memo)
    folders = config.folders
    for folder, walked, stamp in (
        (folders.seeds, seen.seeds, before.seeds),
        (folders.content, seen.content, before.content),
    ):
        different = [] if walked.stamp == stamp else looked_different(folder, memo, walked, stamp)
        if different is None:
            return None
        doubtful += different
    return _changes(root, config, doubtful, memo)


def edited_told(
    root: Path, config: Config, memo: Memo, before: Glance, now: Glance, told: Iterable[str]
) -> list[FileChange] | None:
    """The same, where somebody watched and says what may have changed."""
    if before.beside != now.beside:
        return None
    doubtful = young(memo)
    for folder, wanted in ((config.folders.seeds, _SEEDS.has), (config.folders.content, _CONTENT.has)):
        for path in told:
            if path.startswith(f"{folder}/") and not is_hidden(path):
                if not wanted(path) and has_been_folder(root, path, memo):
                    return None
                doubtful += [path] if wanted(path) else []
    return _changes(root, config, doubtful, memo)


def _changes(root: Path, config: Config, doubtful: Iterable[str], memo: Memo) -> list[FileChange] | None:
    """What changed of content, where no seed did."""
    by_folder: dict[str, list[str]] = {config.folders.seeds: [], config.folders.content: []}
    for path in dict.fromkeys(doubtful):
        by_folder[next(name for name in by_folder if path.startswith(f"{name}/"))].append(path)
    of_seeds, of_content = (changes(root, name, paths, memo) for name, paths in by_folder.items())
    return of_content if of_seeds == [] else None


def look(root: Path, config: Config, memo: Memo, seen: Sight | None = None) -> Inputs:
    """The inputs of the site in `root` as they are now; where they were `seen` just now, no folder is walked again."""
    seen = seen or see(root, config)
    return Inputs(
        snapshot(root, config.folders.seeds, memo, seen.seeds),
        snapshot(root, config.folders.content, memo, seen.content),
        seen.theme,
        seen.decisions,
    )


def look_again(root: Path, config: Config, memo: Memo, before: Inputs, changed: frozenset[str]) -> Inputs:
    """The inputs now, where they were known `before` and only what `changed` is read."""
    folders = config.folders
    seeds = renewed(before.seeds, folders.seeds, changed, wanted=_SEEDS.has)
    content = renewed(before.content, folders.content, changed, wanted=_CONTENT.has)
    return Inputs(
        seeds or seeds_of(root, config, memo),
        content or content_of(root, config, memo),
        theme_of(root, config),
        decisions_of(root),
    )


def with_written(root: Path, config: Config, memo: Memo, before: Inputs, written: frozenset[str]) -> Inputs:
    """The inputs after content files were written; where they are few, no other file is looked at."""
    few = len(written) <= _FEW and renewed(before.content, config.folders.content, written, wanted=_CONTENT.has)
    content = few or content_of(root, config, memo)
    note(memo, content.news)
    return msgspec.structs.replace(before, content=content)


def seen_by_build(found: Inputs, memo: Memo) -> Inputs:
    """The inputs as they are, once it is filed that a build saw them so."""
    note(memo, found.seeds.news)
    note(memo, found.content.news)
    seeds, content = (msgspec.structs.replace(it, news=News()) for it in (found.seeds, found.content))
    return msgspec.structs.replace(found, seeds=seeds, content=content)


def theme_of(root: Path, config: Config) -> ThemeFiles:
    """The theme with the site's own files over it."""
    return themes.load(root / config.folders.templates)


def seeds_of(root: Path, config: Config, memo: Memo) -> Snapshot:
    """The raw articles."""
    return snapshot(root, config.folders.seeds, memo, walk(root, config.folders.seeds, _SEEDS))


def content_of(root: Path, config: Config, memo: Memo) -> Snapshot:
    """The content files."""
    return snapshot(root, config.folders.content, memo, walk(root, config.folders.content, _CONTENT))


def decisions_of(root: Path) -> str:
    """What an editor decided, to the letter; nothing where there is no `editorial.yaml`."""
    try:
        return (root / EDITORIAL).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        found = Diagnostic(EDITORIAL, None, "editorial-unreadable", f"cannot be read: {error}", "save it as UTF-8")
        raise ConfigError(found) from error

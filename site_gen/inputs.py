"""All that a build reads, seen at one moment, and the name for it that says whether anything changed."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from site_gen import themes
from site_gen.config import Config
from site_gen.digests import digest
from site_gen.errors import ConfigError, Diagnostic
from site_gen.files import Snapshot, Walked, renewed, snapshot, walk
from site_gen.memo import Memo, context
from site_gen.model import EDITORIAL
from site_gen.themes import ThemeFiles

_NOT_SEEDS: Final = (".yaml", ".yml", ".license")


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
        walk(root, config.folders.seeds, wanted=_is_seed),
        walk(root, config.folders.content, wanted=_is_content),
        themes.load(root / config.folders.templates),
        decisions_of(root),
    )


def glance(seen: Sight, config: Config, *, drafts: bool) -> bytes:
    """Stands for the inputs as they look by stat; empty where unsure."""
    return _glanced((seen.seeds.stamp, seen.content.stamp), seen.theme, seen.decisions, config, drafts=drafts)


def glanced(found: Inputs, config: Config, *, drafts: bool) -> bytes:
    """What `glance` answers as long as these inputs stay as they were when they were looked at."""
    stamps = (found.seeds.stamp, found.content.stamp)
    return _glanced(stamps, found.theme, found.decisions, config, drafts=drafts)


def _glanced(stamps: tuple[bytes, bytes], theme: ThemeFiles, decisions: str, config: Config, *, drafts: bool) -> bytes:
    if not all(stamps):
        return b""
    statics = [(name, key) for name, key, _ in theme.statics]
    return digest((context(), config, drafts, stamps, theme.templates, statics, decisions))


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
    seeds = renewed(before.seeds, folders.seeds, memo, changed, wanted=_is_seed)
    content = renewed(before.content, folders.content, memo, changed, wanted=_is_content)
    return Inputs(
        seeds or seeds_of(root, config, memo),
        content or content_of(root, config, memo),
        themes.load(root / folders.templates),
        decisions_of(root),
    )


def seeds_of(root: Path, config: Config, memo: Memo) -> Snapshot:
    """The raw articles."""
    return snapshot(root, config.folders.seeds, memo, walk(root, config.folders.seeds, wanted=_is_seed))


def content_of(root: Path, config: Config, memo: Memo) -> Snapshot:
    """The content files."""
    return snapshot(root, config.folders.content, memo, walk(root, config.folders.content, wanted=_is_content))


def _is_seed(path: str) -> bool:
    return not path.endswith(_NOT_SEEDS)


def _is_content(path: str) -> bool:
    return path.endswith(".md")


def decisions_of(root: Path) -> str:
    """What an editor decided, to the letter; nothing where there is no `editorial.yaml`."""
    try:
        return (root / EDITORIAL).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        found = Diagnostic(EDITORIAL, None, "editorial-unreadable", f"cannot be read: {error}", "save it as UTF-8")
        raise ConfigError(found) from error

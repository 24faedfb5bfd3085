"""Chooses the seeds to read: not what `ignore:` names, nor what a browser saved beside a page."""

from __future__ import annotations

from collections.abc import Sequence

from site_gen.config.site_yaml import Config
from site_gen.engine.snapshots import Ref, Snapshot
from site_gen.errors import Diagnostic
from site_gen.read.faults import passed_over
from site_gen.read.no_article import companions, is_ignored, lies_in
from site_gen.read.origin import COMPANION, is_companion


def wanted_seeds(seeds: Snapshot, config: Config) -> tuple[Sequence[Ref], tuple[Diagnostic, ...]]:
    """The seeds to read, and a note for each folder that is passed over."""
    beside = companions(ref.path for ref in seeds.refs)
    below = len(config.folders.seeds) + 1
    kept: list[Ref] = []
    passed: dict[str, Diagnostic] = {}
    for ref in seeds.refs:
        if is_companion(ref.path) or is_ignored(ref.path[below:], config.ignore):
            continue
        folder = lies_in(ref.path, beside)
        if folder is None:
            kept.append(ref)
        else:
            passed.setdefault(folder, passed_over(f"{folder}/", "what a browser saved beside a page", is_quiet=True))
    return kept, tuple(passed.values())


def origins_beside(seeds: Snapshot) -> dict[str, Ref]:
    """For each seed's path, the file beside it that says where it came from."""
    return {ref.path.removesuffix(COMPANION): ref for ref in seeds.refs if is_companion(ref.path)}

"""Tells the `published` hooks of a site what a build published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_gen.config.site_yaml import Config
    from site_gen.errors import Diagnostic
    from site_gen.model import Built


def announce(site: Path, config: Config, built: Built) -> list[Diagnostic]:
    """Call the hooks if a file of the output came, changed or went; returns what went wrong with them."""
    done = built.published
    if not config.hooks or not (done.added or done.changed or done.gone):
        return []
    from site_gen.config.hook_files import load_hooks
    from site_gen.hooks.calling import tell
    from site_gen.hooks.values import Report

    report = Report(
        title=config.title,
        base_url=config.base_url,
        stories=built.stories,
        articles=built.articles,
        added=tuple(sorted(done.added)),
        changed=tuple(sorted(done.changed)),
        removed=tuple(sorted(done.gone)),
        problems=tuple(str(it) for it in built.diagnostics if it.severity != "info"),
    )
    return tell(load_hooks(site, config).of("published"), report)

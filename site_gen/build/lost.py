"""Finds content files that had a page and lost it, because they cannot be used any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from site_gen.build.ingest import Content
from site_gen.config.site_yaml import Config
from site_gen.engine.snapshots import inside
from site_gen.errors import Diagnostic

_FILED: Final = re.compile(r"^(?:id|generated):", re.MULTILINE)
_SLUG: Final = re.compile(r"^slug:[ '\"]*([\w-]+)", re.MULTILINE)


def lost_pages(root: Path, config: Config, content: Content) -> Iterator[Diagnostic]:
    """The problems of seeds and content files; a problem that costs an existing page says so."""
    yield from (*content.ingested.diagnostics, *content.inputs.content.diagnostics)
    for ref, loaded in zip(content.inputs.content.refs, content.loaded, strict=True):
        is_lost = loaded.brief is None and loaded.diagnostics and _had_page(root, config, ref.path)
        for fault in loaded.diagnostics:
            yield msgspec.structs.replace(fault, cost="page") if is_lost else fault


def _had_page(root: Path, config: Config, path: str) -> bool:
    """True if an unusable content file was an article before: ingest gave it an id, or its page exists."""
    try:
        text = (root / path).read_bytes().decode("utf-8", "replace")
    except OSError:
        return False
    if _FILED.search(text):
        return True
    slug = _SLUG.search(text)
    below = path.removeprefix(f"{config.folders.content}/").removesuffix(".md")
    address = f"{below.rpartition('/')[0]}/{slug[1]}" if slug else below
    return inside(root / config.folders.output, f"{address}/index.html") is not None

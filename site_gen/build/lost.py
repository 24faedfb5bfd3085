"""Which content files had a page and have none now, because they cannot be used any more."""

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
    """What is wrong with content files, and that it costs a page where one was there."""
    yield from (*content.ingested.diagnostics, *content.inputs.content.diagnostics)
    for ref, loaded in zip(content.inputs.content.refs, content.loaded, strict=True):
        is_lost = loaded.brief is None and loaded.diagnostics and _had_page(root, config, ref.path)
        for fault in loaded.diagnostics:
            yield msgspec.structs.replace(fault, cost="page") if is_lost else fault


def _had_page(root: Path, config: Config, path: str) -> bool:
    """Whether a content file that cannot be used was an article so far: ingest gave it an id, or its page stands."""
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

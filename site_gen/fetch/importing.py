"""Many sources more: the feeds of an OPML file, written into `site.yaml` at once."""

from __future__ import annotations

from pathlib import Path

import msgspec

from site_gen.config import editing, site_yaml
from site_gen.content.folders import folder_of
from site_gen.content.topics import match
from site_gen.content.topics.taxonomy import BUILT_IN
from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic
from site_gen.fetch.opml import Outline, read_opml
from site_gen.fetch.sources import load_sources, url_problem


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the feeds of a file."""

    added: tuple[str, ...]
    known: int
    unknown_folders: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def import_opml(root: Path, file: Path) -> Imported:
    """Add the feeds of `file`; raises `OpmlError` where it is none. One that cannot be used costs only itself."""
    outlines = read_opml(file.read_bytes())
    sources = load_sources(root)
    urls = {feed.url for feed in sources.feeds}
    names = {folder_of(it.name) for it in sources.config.sources}
    topics = (*sources.config.topics, *BUILT_IN)
    added: list[dict[str, object]] = []
    unknown: dict[str, None] = {}
    diagnostics: list[Diagnostic] = []
    known = 0
    for outline in outlines:
        if problem := url_problem(outline.feed):
            diagnostics.append(Diagnostic(file.as_posix(), outline.line or None, "opml", *problem))
            continue
        if outline.feed in urls:
            known += 1
            continue
        urls.add(outline.feed)
        name = _free_name(outline, names)
        names.add(folder_of(name))
        found = match(outline.folders, topics)
        unknown |= dict.fromkeys(it for it in outline.folders if not match((it,), topics))
        fields: dict[str, object] = {"name": name, "feed": outline.feed}
        if outline.site.startswith(("http://", "https://")):
            fields["url"] = outline.site
        if found:
            fields["topics"] = list(found)
        added.append(fields)
    if added:
        write_whole(root / site_yaml.NAME, editing.add_sources(site_yaml.text_of(root), added).encode())
    return Imported(
        added=tuple(str(it["name"]) for it in added),
        known=known,
        unknown_folders=tuple(unknown),
        diagnostics=tuple(diagnostics),
    )


def _free_name(outline: Outline, taken: set[str]) -> str:
    name = outline.title[:120]
    number = 1
    while folder_of(name) in taken:
        number += 1
        name = f"{outline.title[:120]} {number}"
    return name

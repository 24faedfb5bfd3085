"""Finds what readers had and lost: content files that cannot be used any more, addresses that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import msgspec

from site_gen.build.ingest import Content
from site_gen.build.options import layout_options
from site_gen.config.own_files import page_name
from site_gen.config.site_yaml import Config
from site_gen.content.briefs import NO_CONTENT
from site_gen.content.kept_addresses import EVERY_TOPIC, lost_addresses, pages_to_remember, parse_pages, said
from site_gen.content.kept_ids import id_of_path
from site_gen.content.places import bundled
from site_gen.edition.identity import aliases
from site_gen.engine.reading import MOST, bytes_of
from site_gen.engine.snapshots import inside
from site_gen.errors import Diagnostic
from site_gen.publish.output import Output

_FILED: Final = re.compile(r"^(?:id:[ '\"]*(\w+)|generated:)", re.MULTILINE)
_SLUG: Final = re.compile(r"^slug:[ '\"]*([\w-]+)", re.MULTILINE)


def lost_pages(root: Path, config: Config, content: Content) -> Iterator[Diagnostic]:
    """The problems of seeds and content files; a problem that costs an existing page says so."""
    yield from content.ingested.diagnostics
    for fault in content.inputs.content.diagnostics:
        had_page = fault.path.endswith(".md") and _had_page(root, config, content, fault.path)
        yield msgspec.structs.replace(fault, cost="page") if had_page else fault
    linked = {unquote(link.target).rpartition("/")[2] for loaded in content.loaded for link in loaded.links}
    for ref, loaded in zip(content.inputs.content.refs, content.loaded, strict=True):
        if ref.path.rpartition("/")[2] in linked and [it.code for it in loaded.diagnostics] == [NO_CONTENT]:
            continue
        is_lost = loaded.brief is None and loaded.diagnostics and _had_page(root, config, content, ref.path)
        for fault in loaded.diagnostics:
            yield msgspec.structs.replace(fault, cost="page") if is_lost else fault


def lost_own(found: Iterable[Diagnostic], folder: str, known: Collection[str]) -> Iterator[Diagnostic]:
    """The same problems; one of a file in the `folder` of own pages that costs a page that was there says so."""
    for fault in found:
        name = page_name(fault.path.removeprefix(f"{folder}/")) if fault.path.startswith(f"{folder}/") else ""
        is_lost = fault.severity == "error" and f"{name}/" in known
        yield msgspec.structs.replace(fault, cost="page") if is_lost else fault


def known_pages(content: Content, output: Output) -> frozenset[str]:
    """The addresses of pages that earlier builds published.

    Where nothing is remembered yet, what an earlier version left in the output folder counts too; and if it filed
    articles, each topic does.
    """
    memory = content.inputs.memory.text
    known = parse_pages(memory)
    if not memory and any(it.generated for it in content.briefs):
        known = EVERY_TOPIC
    is_remembered = parse_pages(memory) and not output.is_forgotten
    return known | (frozenset() if is_remembered else pages_to_remember(output.known, content.memory))


def remembered_pages(
    content: Content, known: Collection[str], files: Collection[str], held: Collection[str], *, drafts: bool
) -> frozenset[str]:
    """The addresses to remember of `known` pages and of the `files` of a build, without those `held` back as drafts."""
    if drafts:
        return frozenset(known)
    elsewhere = {alias for brief in content.briefs for alias in aliases(brief)}
    return pages_to_remember(files, content.memory).union(known) - elsewhere - frozenset(held)


def lost_links(
    config: Config, content: Content, pages: Collection[str], files: Collection[str]
) -> Iterator[Diagnostic]:
    """Warnings for remembered addresses that no file answers; a content file that is broken says so itself."""
    refs = zip(content.inputs.content.refs, content.loaded, strict=True)
    broken = {ref.path for ref, loaded in refs if loaded.brief is None}
    has_feeds = layout_options(config).has_feeds
    lost = lost_addresses(content.memory, pages, files.__contains__, has_feeds=has_feeds)
    found = said(lost, config.folders.content, config.folders.output, "warning")
    yield from (it for it in found if it.path not in broken)


def _had_page(root: Path, config: Config, content: Content, path: str) -> bool:
    """True if an unusable content file was an article: it is remembered, has an id of ingest, or its page exists."""
    record = content.memory.get(id_of_path(path))
    if record and not record.off:
        return True
    try:
        text = bytes_of(root / path, MOST).decode("utf-8", "replace")
    except OSError:
        text = ""
    filed = _FILED.search(text)
    if filed:
        is_copy = any(brief.id == filed[1] for brief in content.briefs)
        return not is_copy  # the article itself is there
    slug = _SLUG.search(text)
    below = bundled(path, config.folders.content).removesuffix(".md")
    address = f"{below.rpartition('/')[0]}/{slug[1]}" if slug else below
    return inside(root / config.folders.output, f"{address}/index.html") is not None

"""Finds articles whose seed file is gone, to report on each build and to delete with `site-gen prune`.

That command also lets go of addresses that lead nowhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.build import inputs
from site_gen.build.load import load_content
from site_gen.config.site_yaml import Config
from site_gen.content.kept_addresses import LostAddress, dump_pages, lost_addresses, parse_pages
from site_gen.content.memory import dump, dump_readers, parse_readers, with_shown
from site_gen.content.memory import parse as parse_memory
from site_gen.content.merge import is_edited
from site_gen.edition import decisions as editorial
from site_gen.engine.memo import Memo
from site_gen.errors import Diagnostic
from site_gen.language.dates import instant
from site_gen.language.plain import plural
from site_gen.markdown.frontmatter import parse
from site_gen.model import Brief

KEPT_DAYS: Final = 80  # seeds older than this may have aged out of what a schedule carries from run to run
_NAMED: Final = 3  # files of a folder that are named one by one


class Gone(msgspec.Struct, frozen=True):
    """A seed file that is gone, and the articles that came from it."""

    seed: str
    paths: tuple[str, ...]


def find_gone(briefs: Iterable[Brief], seeds: Collection[str], now: str) -> list[Gone]:
    """The seed files that articles name but that are gone; one that aged out does not count.

    Where no seed at all is there, as in a clone that only edits, nothing is known to be gone.
    """
    there = set(seeds)
    if not there:
        return []
    since = instant(now) - datetime.timedelta(days=KEPT_DAYS)
    found: dict[str, list[str]] = {}
    for brief in briefs:
        seed = brief.seed.partition("#")[0]
        if seed and seed not in there and not brief.hidden and instant(brief.published) >= since:
            found.setdefault(seed, []).append(brief.path)
    return [Gone(seed, tuple(sorted(paths))) for seed, paths in sorted(found.items())]


def gone_seeds(briefs: Iterable[Brief], seeds: Collection[str], now: str) -> Iterator[Diagnostic]:
    """Report seeds that are gone, each with its articles; for a folder with many, only the number."""
    folders: dict[str, list[Gone]] = {}
    for gone in find_gone(briefs, seeds, now):
        folders.setdefault(gone.seed.rpartition("/")[0], []).append(gone)
    hint = "'site-gen prune' lists such articles, and takes them off with --yes"
    for folder, lost in folders.items():
        if len(lost) > _NAMED:
            count = plural(sum(len(it.paths) for it in lost), "article")
            message = f"{len(lost):,} seeds are gone, {count} of theirs stay published"
            yield Diagnostic(f"{folder}/", None, "seed-gone", message, hint, "warning")
            continue
        for it in lost:
            more = f" and {len(it.paths) - 1:,} more" if len(it.paths) > 1 else ""
            message = f"the seed is gone, its article '{it.paths[0]}'{more} stays published"
            yield Diagnostic(it.seed, None, "seed-gone", message, hint, "warning")


class Prunable(msgspec.Struct, frozen=True):
    """An article whose seed is gone, and the reason to keep it; empty if it can go."""

    path: str
    title: str
    reason: str
    id: str


def prunable(root: Path, config: Config, memo: Memo, now: str) -> list[Prunable]:
    """The articles whose seeds are gone; one that a person edited or a decision names is kept."""
    content, seeds = inputs.content_of(root, config, memo), inputs.seeds_of(root, config, memo)
    briefs = [it.brief for it in load_content(content, config, memo) if it.brief]
    by_path = {brief.path: brief for brief in briefs}
    named = {id_ for it in editorial.read(inputs.decisions_of(root)) for id_ in it.ids}
    found = find_gone(briefs, [ref.path for ref in seeds.refs], now)
    return [_judged(root, by_path[path], named) for gone in found for path in gone.paths]


def _judged(root: Path, brief: Brief, named: Collection[str]) -> Prunable:
    if brief.id in named or brief.story:
        return Prunable(brief.path, brief.title, "a decision names it", brief.id)
    article = parse((root / brief.path).read_text(encoding="utf-8-sig"), brief.path).article
    if article is None or is_edited(article):
        return Prunable(brief.path, brief.title, "a person edited it", brief.id)
    return Prunable(brief.path, brief.title, "", brief.id)


def lost(root: Path, config: Config) -> list[LostAddress]:
    """The addresses that were published and lead nowhere in the site as it was built last; none if there is no site."""
    output, text = root / config.folders.output, inputs.memory_of(root, config).text
    if not (output / "index.html").is_file():
        return []
    has_feeds = (output / "feed.xml").is_file()
    is_there: Callable[[str], bool] = lambda path: (output / path).is_file()  # noqa: E731
    return list(lost_addresses(parse_memory(text), parse_pages(text), is_there, has_feeds=has_feeds))


def take_off(
    root: Path, config: Config, articles: Sequence[Prunable], addresses: Iterable[LostAddress]
) -> tuple[list[str], list[str]]:
    """Delete the content files that can go, and let go of lost addresses; returns both."""
    gone = [it for it in articles if not it.reason]
    addresses = list(addresses)
    for it in gone:
        (root / it.path).unlink(missing_ok=True)
    text = inputs.memory_of(root, config).text
    memory, pages = parse_memory(text), parse_pages(text)
    ids = {*(it.id for it in gone), *(it.id for it in addresses)}
    kept = dump(with_shown(memory, ids, ())) + dump_pages(pages - {it.address for it in addresses})
    kept += dump_readers(parse_readers(text))
    if kept != text and (gone or addresses):
        inputs.write_memory(root, config, kept)
    return [it.path for it in gone], [it.address for it in addresses]

"""The whole way from seeds to pages, for builds that find no shorter one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from site_gen.build.feed_archives import archives_anew
from site_gen.build.gone import gone_seeds
from site_gen.build.grouping import matching
from site_gen.build.hooked import idle_hooks, with_hooks
from site_gen.build.ingest import Content, ingest, keep_memory, unused_but_kept
from site_gen.build.inputs import Inputs
from site_gen.build.lost import known_pages, lost_links, lost_own, lost_pages, remembered_pages
from site_gen.build.options import edit_options, layout_options
from site_gen.build.own import Beside, with_own, with_pages
from site_gen.build.related import subjects
from site_gen.build.settings import Found, check_pictures, idle_settings
from site_gen.build.shortcut.rows import leave_rows
from site_gen.build.way import WHOLE_WAY
from site_gen.build.zone_change import remember_zone, zone_change
from site_gen.config.address import address_findings
from site_gen.config.site_yaml import Config
from site_gen.content.kept_addresses import topics_of
from site_gen.content.memory import Memory, with_shown, with_stories
from site_gen.edition import EditOptions, edit, is_waiting
from site_gen.edition import decisions as editorial
from site_gen.engine.file_looks import FileLook
from site_gen.engine.memo import Memo, StartWorkers
from site_gen.errors import Diagnostic, by_place
from site_gen.language.clock import starts
from site_gen.language.interface import Wording
from site_gen.makers.html import Theme
from site_gen.makers.html.idle import idle_templates
from site_gen.model import Brief, Built, Edition, Published
from site_gen.pages import lay_out
from site_gen.publish.make import Bodies, publish_pages, unused_but_kept_bodies
from site_gen.publish.output import Output
from site_gen.publish.plan import Plan

_MANY: Final = 20_000  # articles; the memory of more bodies is worth giving back


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a whole build, and what it was made from."""

    built: Built
    inputs: Inputs
    expiries: list[str]  # the times when articles come or expire, and the site changes by itself
    edition: Edition
    briefs: list[Brief]  # of all content files that can be read
    looked_at: tuple[FileLook, ...] = ()  # files beside texts, and those that were missing


def make_site(
    root: Path,
    config: Config,
    found: Inputs,
    memo: Memo,
    *,
    now: str,
    drafts: bool,
    workers: StartWorkers,
    is_output_as_left: bool,
    reason: str,
) -> Made:
    """Bring the site in line with its inputs: ingest | ask hooks | group and edit | lay out | plan | make and publish.

    `ingest` is read | file | merge | write | load. See `build.build` for what is given and raised.
    """
    decisions = editorial.read(found.decisions)
    check_pictures(root, config, found.theme)
    content = ingest(root, config, found, memo, now, workers)
    said = {*lost_pages(root, config, content), *archives_anew(root, config), *zone_change(root, config, content, memo)}
    filed = [brief.id for brief in content.briefs]
    content, hooked = with_hooks(content, found.hooks, config, memo, workers)
    content, beside = with_own(root, config, content, memo, drafts=drafts)
    _give_back_memory(content)
    options = edit_options(config, decisions, now, drafts=drafts, memory=content.memory)
    edition, faults = edit(content.briefs, options, matching(memo, workers))
    if not drafts:
        content = msgspec.structs.replace(content, memory=_memory(content, filed, edition))
    beside = with_pages(beside, found.hooks, edition, config)
    wording = Wording(config.language, config.timezone)
    output = Output(root / config.folders.output, config.folders.output, memo, is_as_left=is_output_as_left)
    known = known_pages(content, output)
    site = lay_out(edition, layout_options(config), wording, beside.shown, topics_of(known), subjects(memo))
    plan = Plan(site, memo)
    bodies = Bodies(content.inputs.content, content.loaded, memo, workers, beside.texts(config))
    copies = beside.copies(plan.pages, edition)
    files = plan.pages.keys() | copies.keys()
    pages = remembered_pages(content, known, files, beside.drafts, drafts=drafts)
    content = keep_memory(root, config, content, known)
    said |= set() if drafts else {*lost_links(config, content, pages, files)}
    published = publish_pages(output, config, content.inputs.theme, site.view, plan, bodies, workers, copies)
    content = keep_memory(root, config, content, pages)  # only now are they published
    leave_rows(memo, site.view, plan)
    memo.drop_unused(
        lambda: (unused_but_kept(config, found.seeds, found.hooks), unused_but_kept_bodies(content.briefs))
    )
    said |= {
        *hooked,
        *faults,
        *beside.by_file(plan.diagnostics),
        *lost_own(beside.findings(plan.pages), config.folders.pages, known),
        *_settings(root, config, content, beside, now),
    }
    remember_zone(config, memo)
    return _made(content, edition, options, published, said, reason, beside.looked_at)


def _memory(content: Content, filed: Iterable[str], edition: Edition) -> Memory:
    """The memory with the stories that articles are in by now, and whether readers get them."""
    shown = {brief.id for story in edition.stories for brief in story.reports}
    return with_shown(with_stories(content.memory, edition.found), filed, shown)


def _settings(root: Path, config: Config, content: Content, beside: Beside, now: str) -> Iterator[Diagnostic]:
    """An address that cannot be right, settings and templates without effect, and articles whose seeds are gone."""
    yield from address_findings(config, "warning")
    seeds = [ref.path for ref in content.inputs.seeds.refs]
    texts = [ref.path for ref in content.inputs.content.refs]
    pages = [page.name for page in beside.site.pages]
    yield from idle_settings(root, config, Found(seeds, texts, len(content.loaded), pages))
    yield from idle_templates(Theme(content.inputs.theme.templates))
    yield from idle_hooks(content.inputs.hooks)
    yield from gone_seeds(content.briefs, seeds, now)


def _made(
    content: Content,
    edition: Edition,
    options: EditOptions,
    published: Published,
    found: set[Diagnostic],
    reason: str,
    looked_at: tuple[FileLook, ...],
) -> Made:
    content.inputs.content.held.clear()
    built = Built(
        way=WHOLE_WAY,
        reason=reason,
        articles=sum(len(story.reports) for story in edition.stories),
        stories=len(edition.stories),
        waiting=sum(is_waiting(brief, options) for brief in content.briefs),
        published=published,
        ingested=content.ingested,
        diagnostics=by_place(found | {*published.diagnostics}),
    )
    briefs = content.briefs
    comings = {starts(brief.published, options.timezone).isoformat() for brief in briefs}
    expiries = [*comings, *(brief.expires for brief in briefs if brief.expires)]
    return Made(
        built=built, inputs=content.inputs, expiries=expiries, edition=edition, briefs=briefs, looked_at=looked_at
    )


def _give_back_memory(content: Content) -> None:
    """Forget the bodies of a large site, and return their memory to the system.

    glibc would keep all of it because of small things at its end.
    """
    if len(content.loaded) <= _MANY:
        return
    import ctypes

    content.inputs.content.held.clear()
    with contextlib.suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)

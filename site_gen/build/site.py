"""The whole story: seeds become content, content an edition, the edition pages, and what changed is published."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

import msgspec

from site_gen.build import inputs
from site_gen.build.grouping import Regrouping
from site_gen.build.ingest import READ, ingest_loaded, load_content, load_written, read_keys, read_seeds, settled_now
from site_gen.build.inputs import Inputs
from site_gen.build.options import edit_options, layout_options
from site_gen.build.shortcut import in_place
from site_gen.build.shortcut.rows import Ledger, Standing, span
from site_gen.config.site_yaml import Config
from site_gen.content.briefs import Loaded
from site_gen.edition import decisions as editorial
from site_gen.edition import edit
from site_gen.engine.memo import Memo, StartWorkers
from site_gen.errors import Diagnostic
from site_gen.language.interface import Wording
from site_gen.model import Brief, Built, Edition, Ingested
from site_gen.pages import lay_out
from site_gen.publish.make import BODY, Bodies, publish_pages
from site_gen.publish.output import Output
from site_gen.publish.plan import Plan

_MANY: Final = 20_000  # articles, whose bodies are worth giving back


def problems(root: Path, config: Config, memo: Memo) -> tuple[Diagnostic, ...]:
    """What seeds and content have wrong, without writing anything."""
    seeds, content = inputs.seeds_of(root, config, memo), inputs.content_of(root, config, memo)
    results = read_seeds(seeds, config, memo, "", None)
    found = [it for result in results for it in result.diagnostics]
    found += [it for loaded in load_content(content, config, memo) for it in loaded.diagnostics]
    return in_place({*seeds.diagnostics, *content.diagnostics, *found})


def briefs(root: Path, config: Config, memo: Memo) -> list[Brief]:
    """The briefs of all content files that can be read."""
    content = inputs.content_of(root, config, memo)
    return [it.brief for it in load_content(content, config, memo) if it.brief]


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What was done, and what it was made from."""

    built: Built
    inputs: Inputs
    expiries: list[str]  # when articles expire: at those times the site changes by itself
    edition: Edition
    briefs: list[Brief]  # all that could be read of the content


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
) -> Made:
    """Ingest the seeds in `found`, then make every page that is not as it should be; see `build.build`."""
    decisions = editorial.read(found.decisions)
    found, loaded, ingested = _ingested(root, config, found, memo, now, workers)
    if len(loaded) > _MANY:
        found.content.held.clear()
        _give_back_memory()
    briefs = [it.brief for it in loaded if it.brief]
    regrouping = Regrouping(memo, workers)
    edition, collisions = edit(briefs, edit_options(config, decisions, now, drafts=drafts), regrouping.matching)
    site = lay_out(edition, layout_options(config), Wording(config.language, config.timezone))
    plan = Plan(site, memo)
    folder = config.folders.output
    output = Output(root / folder, folder, memo, is_as_left=is_output_as_left)
    bodies = Bodies(found.content, loaded, memo, workers)
    published = publish_pages(output, config, found.theme, site.view, plan, bodies, workers)
    found.content.held.clear()
    windows = regrouping.windows
    standing = Standing(site.view, dict(plan.last), tuple(span(part) for part, _ in windows))
    paths = {brief.id: brief.path for brief in briefs}
    Ledger(memo).write(standing, list(zip(plan.bundles, plan.keys, strict=True)), windows, paths)
    memo.drop_unused(
        lambda: (
            (READ.name, read_keys(found.seeds, config)),
            (BODY.name, [bytes.fromhex(brief.body) for brief in briefs if brief.body]),
        )
    )
    faults = [diagnostic for it in loaded for diagnostic in it.diagnostics]
    diagnostics = {
        *ingested.diagnostics, *found.content.diagnostics, *faults, *collisions, *plan.diagnostics,
        *published.diagnostics,
    }  # fmt: skip
    built = Built(
        articles=sum(len(story.reports) for story in edition.stories),
        stories=len(edition.stories),
        published=published,
        ingested=ingested,
        diagnostics=in_place(diagnostics),
    )
    expiries = [brief.expires for brief in briefs if brief.expires]
    return Made(built=built, inputs=found, expiries=expiries, edition=edition, briefs=briefs)


def _ingested(
    root: Path, config: Config, found: Inputs, memo: Memo, now: str, workers: StartWorkers
) -> tuple[Inputs, list[Loaded], Ingested]:
    """The inputs once the seeds are content, and what the content holds; all bodies are forgotten again."""
    loaded = load_content(found.content, config, memo, workers)
    done, written, articles = ingest_loaded(root, config, found, loaded, memo, now, workers)
    if written or done.ingested.updated:
        known = dict(zip(found.content.refs, loaded, strict=True))
        files = frozenset((*written, *done.ingested.updated))
        found = inputs.with_written(root, config, memo, found, files)
        loaded = load_written(found.content, known, written, config, memo, workers)
    if not done.name:
        memo.remember("ingest", settled_now(done, articles, found, loaded, config))
    return found, loaded, done.ingested


def _give_back_memory() -> None:
    """Let the system have what bodies took; glibc would keep it all, because something small lies at its end."""
    import ctypes

    with contextlib.suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)

"""The whole story: seeds become content, content an edition, the edition pages, and what changed is published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from site_gen import editorial, inputs
from site_gen.amending import Made, amend, in_order
from site_gen.config import Config
from site_gen.edition import EditOptions, edit
from site_gen.editorial import Decision
from site_gen.errors import Diagnostic
from site_gen.ingesting import (
    READ,
    ingest_loaded,
    load_content,
    load_written,
    read_keys,
    read_seeds,
    settled_now,
    taxonomy_of,
)
from site_gen.inputs import Inputs
from site_gen.loading import Loaded
from site_gen.look import BRAND, look
from site_gen.memo import Memo, StartWorkers
from site_gen.model import Brief, Edition
from site_gen.outcome import Built
from site_gen.pages import LayoutOptions, Site, lay_out
from site_gen.plan import Plan
from site_gen.printing import BODY, Bodies, publish_pages
from site_gen.publish import Output, count_pages
from site_gen.regrouping import Regrouping
from site_gen.shape import Shape, recall_shape, remember_shape, shape_of
from site_gen.stories import GroupingOptions
from site_gen.text import direction
from site_gen.views import LogoView
from site_gen.wording import Wording


def problems(root: Path, config: Config, memo: Memo) -> tuple[Diagnostic, ...]:
    """What seeds and content have wrong, without writing anything."""
    seeds, content = inputs.seeds_of(root, config, memo), inputs.content_of(root, config, memo)
    results = read_seeds(seeds, config, memo, "", None)
    found = [it for result in results for it in result.diagnostics]
    found += [it for loaded in load_content(content, config, memo) for it in loaded.diagnostics]
    return in_order({*seeds.diagnostics, *content.diagnostics, *found})


def briefs(root: Path, config: Config, memo: Memo) -> list[Brief]:
    """The briefs of all content files that can be read."""
    content = inputs.content_of(root, config, memo)
    return [it.brief for it in load_content(content, config, memo) if it.brief]


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
    made_from: bytes = b"",
    last: Made | None = None,
) -> Made:
    """Ingest the seeds in `found`, then make every page that is not as it should be; see `build.build`.

    `made_from` names the inputs of the last build where all is as it left it, `last` is what came of them, where this
    program was it.
    """
    if last and (made := amend(root, config, last, found, memo)):
        return made
    decisions = editorial.read(found.decisions)
    loaded = load_content(found.content, config, memo, workers)
    done, written, articles = ingest_loaded(root, config, found, loaded, memo, now, workers)
    ingested = done.ingested
    if written or ingested.updated:
        known = dict(zip(found.content.refs, loaded, strict=True))
        found = msgspec.structs.replace(found, content=inputs.content_of(root, config, memo))
        loaded = load_written(found.content, known, written, config, memo, workers)
    if not done.name:
        done = settled_now(done, articles, found, loaded, config)
        memo.remember("ingest", done)
    briefs = [it.brief for it in loaded if it.brief]
    regrouping = Regrouping(memo, workers)
    edition, collisions = edit(briefs, edit_options(config, decisions, now, drafts=drafts), regrouping.matching)
    shape = None if memo.keeps else shape_of(found, loaded, edition, config, drafts=drafts)
    site, plan, changed = _planned(config, edition, loaded, memo, shape, made_from)
    folder = config.folders.output
    output = Output(root / folder, folder, memo, is_as_left=is_output_as_left, only=changed)
    bodies = Bodies(found.content, loaded, memo, workers)
    published = publish_pages(output, config, found.theme, site.view, plan, bodies, workers, changed)
    if changed is not None:
        published = msgspec.structs.replace(published, unchanged=count_pages(memo) - len(published.made))
    else:
        memo.drop_unused(
            lambda: (
                (READ.name, read_keys(found.seeds, config)),
                (BODY.name, [bytes.fromhex(brief.body) for brief in briefs if brief.body]),
            )
        )
    if shape and not plan.diagnostics:
        remember_shape(memo, shape, plan.last, found.name(config, drafts=drafts))
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
        diagnostics=in_order(diagnostics),
    )
    return Made(
        built=built,
        inputs=found,
        expiries=[brief.expires for brief in briefs if brief.expires],
        edition=edition,
        homes={brief.id: at for at, story in enumerate(edition.stories) for brief in story.reports},
        loaded=loaded,
        close=done.close,
        regrouping=regrouping,
        view=site.view,
        plan=plan,
        bodies=bodies,
    )


def _planned(
    config: Config, edition: Edition, loaded: Sequence[Loaded], memo: Memo, shape: Shape | None, made_from: bytes
) -> tuple[Site, Plan, list[str] | None]:
    """The site and its pages; only the pages that can have changed, and which they are, where that is sure."""
    options, wording = _layout_options(config), Wording(config.language, config.timezone)
    before = recall_shape(memo) if shape and made_from else None
    edited = shape.edited(before, made_from) if shape else None
    if before and edited is not None:
        ids = {it.brief.id for it in (loaded[at] for at in edited) if it.brief}
        stories = {story.id for story in edition.stories if any(brief.id in ids for brief in story.reports)}
        site = lay_out(edition, options, wording, stories)
        plan = Plan(site, memo, before.last)
        if before.fits(plan):
            return site, plan, list(plan.pages)
    site = lay_out(edition, options, wording)
    return site, Plan(site, memo), None


def edit_options(config: Config, decisions: tuple[Decision, ...], now: str, *, drafts: bool) -> EditOptions:
    """What an edition depends on beside its briefs."""
    threshold = config.grouping.threshold
    # In windows of days from early on, so that an edit regroups the days around it alone.
    grouping = GroupingOptions(whole=1_000, window=2_000)
    return EditOptions(
        topics=taxonomy_of(config),
        sources=config.sources,
        now=now,
        drafts=drafts,
        group_stories=config.grouping.enabled,
        grouping=grouping if threshold is None else msgspec.structs.replace(grouping, threshold=threshold),
        decisions=decisions,
    )


def _layout_options(config: Config) -> LayoutOptions:
    lists, own = config.lists, look(config.theme)
    return LayoutOptions(
        title=config.title,
        description=config.description,
        root=config.base_url,
        base=config.base_path,
        lang=config.language,
        dir=direction(config.language),
        settings=config.theme,
        front_page=lists.front_page,
        front_page_fill=lists.front_page_fill,
        section=lists.section,
        page=lists.page,
        related=lists.related,
        feed=lists.feed,
        navigation=lists.navigation,
        full_text=config.feeds.full_text,
        ttl=config.feeds.ttl,
        hub=config.feeds.hub,
        headers=config.deploy.headers,
        tagline=own.tagline,
        logo=LogoView(file=own.logo.file, width=own.logo.width, height=own.logo.height) if own.logo else None,
        accent=own.accent.light if own.accent else BRAND,
        search=config.search,
        copies=config.markdown,
        story_pictures=config.share_pictures == "stories",
    )

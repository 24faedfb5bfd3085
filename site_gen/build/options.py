"""Turns the configuration into options for the core: for editing, for laying out, and the topics."""

from __future__ import annotations

import msgspec

from site_gen.config.address import is_public
from site_gen.config.look import BRAND, look
from site_gen.config.site_yaml import Config
from site_gen.content.memory import NO_MEMORY, Memory
from site_gen.content.topics import languages_of, taxonomy
from site_gen.edition import EditOptions
from site_gen.edition.decisions import Decision
from site_gen.language import urls
from site_gen.language.interface import Wording
from site_gen.language.plain import direction
from site_gen.model import Topic
from site_gen.pages import LayoutOptions
from site_gen.pages.views import LogoView
from site_gen.stories import GroupingOptions


def taxonomy_of(config: Config) -> tuple[Topic, ...]:
    """The topics of the site, in its language."""
    return taxonomy(config.topics, Wording(config.language, config.timezone).text)


def edit_options(
    config: Config, decisions: tuple[Decision, ...], now: str, *, drafts: bool, memory: Memory = NO_MEMORY
) -> EditOptions:
    """Options for `edit`: everything that an edition depends on besides its briefs."""
    threshold = config.grouping.threshold
    grouping = GroupingOptions()
    return EditOptions(
        topics=taxonomy_of(config),
        sources=config.sources,
        now=now,
        timezone=config.timezone,
        drafts=drafts,
        group_stories=config.grouping.enabled,
        grouping=grouping if threshold is None else msgspec.structs.replace(grouping, threshold=threshold),
        decisions=decisions,
        memory=memory,
    )


def layout_options(config: Config) -> LayoutOptions:
    """Options for `lay_out`: everything that pages depend on besides the edition."""
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
        has_feeds=is_public(config.base_url),
        navigation=lists.navigation,
        full_text=config.feeds.full_text,
        ttl=config.feeds.ttl,
        hub=config.feeds.hub,
        allowed=config.allowed,
        headers=config.deploy.headers,
        languages=languages_of(config.language, config.languages),
        report_to=urls.follow(config.report_to) or "",
        tagline=own.tagline,
        logo=LogoView(file=own.logo.file, width=own.logo.width, height=own.logo.height) if own.logo else None,
        accent=own.accent.light if own.accent else BRAND,
        search=config.search,
        copies=config.markdown,
        story_pictures=config.share_pictures == "stories",
    )

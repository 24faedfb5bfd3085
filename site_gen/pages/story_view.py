"""A story's page: the lead in full, every report and headline, and the way to what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from site_gen.language.clock import by_day
from site_gen.language.dates import instant
from site_gen.language.plain import direction
from site_gen.model import Brief, Story, Topic
from site_gen.pages.addresses import Addresses
from site_gen.pages.enclosures import enclosures_of
from site_gen.pages.teasers import minutes, topic_link
from site_gen.pages.views import FeedLink, HeadlineView, Link, Meta, ReportPageView, ReportView, StoryView, Teaser
from site_gen.stories import distinct_headlines

_FOLDED: Final = 900  # words of other reports that a story's page carries; what is more has pages of its own
_TIMELINE_FROM: Final = 3  # dated reports
_TIMELINE_ENDS: Final = 5  # steps of a long one that are shown from its start, and as many from its end


def story_view(
    story: Story,
    topics: Mapping[str, Topic],
    addresses: Addresses,
    *,
    feeds: tuple[FeedLink, ...],
    home: Link,
    related: tuple[Teaser, ...],
    pointers: tuple[str, ...],
    older: Link | None,
    newer: Link | None,
    name: str = "",
    picture: str = "",
    markdown: str = "",
) -> StoryView:
    """What a story's page shows; `name` tells it from others with the same headline."""
    lead = story.lead
    reports = tuple(_reports(story, addresses))
    timeline = _timeline(reports)
    skipped = len(timeline) - 2 * _TIMELINE_ENDS
    return StoryView(
        meta=msgspec.structs.replace(
            _meta(story, addresses, feeds, (home, topic_link(story.topics[0], topics, addresses))),
            title=name or story.title,
            picture=picture,
        ),
        id=story.id,
        title=story.title,
        standfirst="",
        lang=lead.lang,
        dir=direction(lead.lang),
        authors=lead.authors,
        published=story.published,
        modified=changed(story),
        minutes=minutes(lead.words),
        source=_source(lead, addresses),
        original=lead.url or "",
        topics=tuple(topic_link(slug, topics, addresses) for slug in story.topics),
        body=lead.body,
        quote=lead.quote,
        headlines=_headlines(story),
        reports=reports,
        timeline=timeline[:_TIMELINE_ENDS] if skipped > 1 else timeline,
        skipped=skipped if skipped > 1 else 0,
        latest=timeline[-_TIMELINE_ENDS:] if skipped > 1 else (),
        independent=story.independent,
        reasons=story.reasons,
        related=related,
        pointers=pointers,
        older=older,
        newer=newer,
        markdown=markdown,
        enclosures=enclosures_of(lead),
        extra=lead.extra,
    )


def changed(story: Story) -> str:
    """When the text that leads a story was changed, or came to be it after the story had begun; else nothing."""
    lead = story.lead
    if lead.modified:
        return lead.modified
    return lead.published if instant(lead.published) > instant(story.published) else ""


def _timeline(reports: Sequence[ReportView]) -> tuple[ReportView, ...]:
    """The dated reports by the moment, where they are enough to tell a course of events."""
    dated = sorted((it for it in reports if it.published), key=lambda it: by_day(it.published))
    return tuple(dated) if len(dated) >= _TIMELINE_FROM else ()


def bodies_of(view: StoryView) -> tuple[str, ...]:
    """The digests of the bodies that a story's page prints."""
    folded = (report.body for report in view.reports)
    return tuple(dict.fromkeys(body for body in (view.body, *folded) if body))


def _meta(story: Story, addresses: Addresses, feeds: tuple[FeedLink, ...], trail: tuple[Link, ...]) -> Meta:
    lead = story.lead
    return Meta(
        kind="story",
        title=story.title,
        description=lead.summary or story.title,
        canonical=addresses.absolute(addresses.story(story.permalink)),
        feeds=feeds,
        trail=trail,
        lang=lead.lang,
        dir=direction(lead.lang),
    )


def _reports(story: Story, addresses: Addresses) -> Iterator[ReportView]:
    """All reports; what can be read nowhere else comes with its text, as long as the page stays light."""
    room = _FOLDED
    for brief in story.reports:
        view = _report(brief, addresses)
        if brief is story.lead or brief.url or not brief.body:
            yield view
        elif brief.words <= room or brief.permalink == story.permalink:
            room -= brief.words
            yield msgspec.structs.replace(view, body=brief.body)
        else:
            yield msgspec.structs.replace(view, page=addresses.story(brief.permalink))


def _report(brief: Brief, addresses: Addresses) -> ReportView:
    return ReportView(
        title=brief.title,
        source=_source(brief, addresses),
        authors=brief.authors,
        published=brief.published,
        modified=brief.modified or "",
        url=brief.url or "",
        lang=brief.lang,
        dir=direction(brief.lang),
        summary=brief.summary,
        body="",
    )


def report_view(brief: Brief, story: StoryView, addresses: Addresses) -> ReportPageView:
    """What the own page of a report shows; its title says whose words they are, for they are much like the story's."""
    whose = brief.source or brief.published[:10]
    parent = Link(
        url=addresses.base + story.meta.canonical.removeprefix(addresses.root), text=story.title, lang=story.lang
    )
    return ReportPageView(
        meta=msgspec.structs.replace(
            story.meta,
            kind="report",
            title=f"{whose}: {brief.title}",
            description=brief.summary or brief.title,
            canonical=addresses.absolute(addresses.story(brief.permalink)),
            trail=(*story.meta.trail, parent),
            lang=brief.lang,
            dir=direction(brief.lang),
        ),
        report=msgspec.structs.replace(_report(brief, addresses), body=brief.body),
        minutes=minutes(brief.words),
        story=parent,
    )


def _source(brief: Brief, addresses: Addresses) -> Link | None:
    return Link(url=addresses.source(brief.source), text=brief.source) if brief.source else None


def _headlines(story: Story) -> tuple[HeadlineView, ...]:
    """Every distinct headline once; the story's own only where it has near-identical wordings to fold away."""
    origin: dict[str, Brief] = {}
    for brief in story.reports:
        for title in (brief.title, *brief.variants):
            origin.setdefault(title, brief)
    titles_of_reports = {brief.title for brief in story.reports}
    return tuple(
        HeadlineView(
            title=first,
            source=origin[first].source or "",
            published=origin[first].published if first in titles_of_reports else "",
            near=tuple(near),
            lang=origin[first].lang,
        )
        for first, *near in distinct_headlines(list(origin))
        if near or first != story.title
    )

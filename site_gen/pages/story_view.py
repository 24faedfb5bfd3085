"""A story's page: the lead in full, every report and headline, and the way to what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from site_gen.edition.labels import label_of
from site_gen.language.clock import by_day
from site_gen.language.plain import direction
from site_gen.model import Brief, Story, Topic
from site_gen.pages.addresses import Addresses
from site_gen.pages.enclosures import enclosures_of, image_of
from site_gen.pages.teasers import minutes, topic_link
from site_gen.pages.views import EditionPlace, FeedLink, Link, Meta, ReportPageView, ReportView, StoryView, Teaser
from site_gen.stories import is_reprint

_FOLDED: Final = 900  # words of other reports that a story's page carries; what is more has pages of its own
_SHORT: Final = 50  # characters of a description that says too little
_COMPARED: Final = 20  # reports whose texts are compared with each other


def story_view(
    story: Story,
    topics: Mapping[str, Topic],
    addresses: Addresses,
    *,
    feeds: tuple[FeedLink, ...],
    home: Link,
    related: tuple[Teaser, ...],
    pointers: tuple[Link, ...],
    older: Link | None,
    newer: Link | None,
    place: EditionPlace | None = None,
    name: str = "",
    picture: str = "",
    markdown: str = "",
    report_to: str = "",
) -> StoryView:
    """What a story's page shows; `name` tells it from others with the same headline."""
    lead = story.lead
    reports = tuple(_reports(story, addresses))
    timed = [it for it in _by_time(reports) if len(it.published) > 10]
    return StoryView(
        meta=msgspec.structs.replace(
            _meta(story, addresses, feeds, (home, topic_link(story.topics[0], topics, addresses))),
            title=name or story.title,
            **_share_picture(lead, picture, addresses),
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
        headline=lead.title if story.title != lead.title else "",
        variants=tuple(title for title in lead.variants if title != story.title),
        reports=reports,
        coverage=tuple(_by_time(reports)) if len(reports) > 1 else (),
        sources=len({it.source.text for it in reports if it.source}),
        languages=len({it.lang.partition("-")[0] for it in reports}),
        first=timed[0] if len(timed) > 1 else None,
        latest=timed[-1] if len(timed) > 1 else None,
        report_to=report_to,
        independent=story.independent,
        reasons=story.reasons,
        related=related,
        pointers=pointers,
        place=place,
        older=older,
        newer=newer,
        markdown=markdown,
        enclosures=enclosures_of(lead),
        image=image_of(lead, addresses),
        extra=lead.extra,
    )


def _share_picture(lead: Brief, drawn: str, addresses: Addresses) -> dict[str, Any]:  # fields of `Meta`
    """What networks show of a story: the editor's own picture, else the drawn one."""
    if lead.image is None:
        return {"picture": drawn}
    return {
        "picture": addresses.root + lead.image.path,
        "picture_size": (lead.image.width, lead.image.height),
        "picture_alt": lead.image.alt,
    }


def changed(story: Story) -> str:
    """When the text that leads a story was changed, or came to be it after the story had begun; else nothing."""
    lead = story.lead
    if lead.modified:
        return lead.modified
    return lead.published if by_day(lead.published) > by_day(story.published) else ""


def _by_time(reports: Sequence[ReportView]) -> list[ReportView]:
    """The reports as they came; one whose time nobody knows stands behind those of its day that have one."""
    return sorted(reports, key=lambda it: (it.published[:10], len(it.published) <= 10, by_day(it.published), it.number))


def bodies_of(view: StoryView) -> tuple[str, ...]:
    """The digests of the bodies that a story's page prints."""
    texts = (text for report in view.reports for text in (report.body, report.text))
    return tuple(dict.fromkeys(body for body in (view.body, *texts) if body))


def _meta(story: Story, addresses: Addresses, feeds: tuple[FeedLink, ...], trail: tuple[Link, ...]) -> Meta:
    lead = story.lead
    return Meta(
        kind="story",
        title=story.title,
        description=_about(story),
        canonical=addresses.absolute(addresses.story(story.permalink)),
        feeds=feeds,
        trail=trail,
        lang=lead.lang,
        dir=direction(lead.lang),
    )


def _about(story: Story) -> str:
    """The summary; where that says too little, the headline and whose it is too."""
    lead = story.lead
    if len(lead.summary) >= _SHORT:
        return lead.summary
    said = (lead.summary, story.title if lead.summary != story.title else "", lead.source or "")
    return " – ".join(filter(None, said))


def _reports(story: Story, addresses: Addresses) -> Iterator[ReportView]:
    """All reports; what can be read nowhere else comes with its text, as long as the page stays light."""
    room = _FOLDED
    groups = _groups(story.reports)
    for place, brief in enumerate(story.reports):
        base = story.reports[groups[place]]
        is_compared = len(story.reports) > 1 and place < _COMPARED
        view = msgspec.structs.replace(
            _report(brief, addresses),
            number=place + 1,
            group=groups[place],
            built_on=(base.source or base.title) if base is not brief and base.source != brief.source else "",
            text=brief.body if is_compared else "",
        )
        if brief is story.lead or brief.url or not brief.body:
            yield view
        elif brief.words <= room or brief.permalink == story.permalink:
            room -= brief.words
            yield msgspec.structs.replace(view, body=brief.body)
        else:
            yield msgspec.structs.replace(view, page=addresses.story(brief.permalink))


def _groups(reports: Sequence[Brief]) -> list[int]:
    """For each report the place of the first by time that is the same text, or of the same source."""
    in_time = sorted(range(len(reports)), key=lambda place: (by_day(reports[place].published), place))
    groups = list(range(len(reports)))
    for at, place in enumerate(in_time):
        brief = reports[place]
        for earlier in in_time[:at]:
            other = reports[earlier]
            is_text = (brief.body == other.body != "") or is_reprint(brief.fingerprint, other.fingerprint)
            if is_text or (brief.source and brief.source == other.source):
                groups[place] = groups[earlier]
                break
    return groups


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
        undated=brief.dated == "seen",
        label=label_of(brief),
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

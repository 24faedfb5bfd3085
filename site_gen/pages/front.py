"""The front page: today's edition, finite, and when the day is young the days before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from site_gen.language.clock import by_day
from site_gen.model import Story
from site_gen.pages.addresses import Addresses
from site_gen.pages.teasers import brief_words, day_of, minutes, with_growth
from site_gen.pages.views import HomeView, Link, Meta, Section, Teaser


def front_view(
    stories: Sequence[Story],
    pinned: Sequence[str],
    teasers: Mapping[str, Teaser],
    nav: Sequence[tuple[str, Link]],
    addresses: Addresses,
    *,
    meta: Meta,
    most: int,
    fill: int,
    section: int,
    grown: Mapping[str, Mapping[str, int]],
) -> HomeView:
    """What the front page shows of `stories`, which come newest first; those that are `pinned` stay and lead.

    `nav` gives the order of the sections, `grown` says which older stories got reports on which day.
    """
    todays = _todays(stories, most, fill)
    days = list(dict.fromkeys(map(day_of, todays)))
    before = next((day_of(story) for story in stories if days and day_of(story) < days[-1]), None)
    by_id = {story.id: story for story in stories} if pinned else {}
    front = [by_id[id_] for id_ in pinned]
    shown = [*front, *(story for story in todays if story.id not in pinned)][:most]
    lead = front[0] if front else _lead(todays)
    newly = _newly_grown(grown, days)
    here = {story.id for story in shown}
    own = {story.id: teasers[story.id] for story in shown} | _marked(newly, shown, teasers)
    rest = [story for story in shown if story is not lead]
    return HomeView(
        meta=meta,
        day=days[0] if days else "",
        updated=max((story.updated for story in shown), key=by_day, default=""),
        stories=len(shown),
        articles=sum(len(story.reports) for story in shown),
        minutes=minutes(sum(brief_words(story.lead) for story in shown)),
        lead=teasers[lead.id] if lead else None,
        sections=_sections(rest, own, nav, section),
        grown=with_growth({story: newly[story] for story in newly if story not in here}, teasers, section),
        earlier=Link(url=addresses.day(before), text=before) if before else None,
    )


def _todays(stories: Sequence[Story], most: int, fill: int) -> list[Story]:
    """The newest day's stories, and whole days before it until the page is well filled."""
    shown: list[Story] = []
    for _, group in groupby(stories, day_of):
        if len(shown) >= fill:
            break
        shown += group
    return shown[:most]


def _newly_grown(grown: Mapping[str, Mapping[str, int]], days: Sequence[str]) -> dict[str, int]:
    """The older stories that got reports on the newest day, or after it, with how many."""
    found: dict[str, int] = {}
    for day in sorted(grown, reverse=True):
        if days and day >= days[0]:
            for story_id, count in grown[day].items():
                found[story_id] = found.get(story_id, 0) + count
    return found


def _marked(newly: Mapping[str, int], shown: Sequence[Story], teasers: Mapping[str, Teaser]) -> dict[str, Teaser]:
    """The teasers of the stories on the page that grew."""
    counts = {story.id: newly[story.id] for story in shown if story.id in newly}
    return dict(zip(counts, with_growth(counts, teasers, len(counts)), strict=True))


def _lead(shown: Sequence[Story]) -> Story | None:
    """The story that most sources report, on the newest day; of equals the newest.

    One without a date does not lead those that have one.
    """
    dated = [story for story in shown if story.lead.dated != "seen"] or shown
    today = [story for story in dated if day_of(story) == day_of(dated[0])]
    return max(today, key=lambda story: len(story.reports), default=None)


def _sections(
    stories: Sequence[Story], teasers: Mapping[str, Teaser], nav: Sequence[tuple[str, Link]], most: int
) -> tuple[Section, ...]:
    by_topic: dict[str, list[Story]] = {}
    for story in stories:
        by_topic.setdefault(story.topics[0], []).append(story)
    return tuple(
        Section(
            id=f"topic-{slug}",
            heading=link,
            day="",
            teasers=tuple(teasers[story.id] for story in by_topic[slug][:most]),
        )
        for slug, link in nav
        if slug in by_topic
    )

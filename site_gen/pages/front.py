"""The front page: the edition, finite. What leads it, the top, sections by weight, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

import msgspec

from site_gen.edition.labels import label_of
from site_gen.language.clock import by_day
from site_gen.language.plain import direction
from site_gen.model import Brief, Story
from site_gen.pages.growth import news_of
from site_gen.pages.layout import Layout
from site_gen.pages.teasers import brief_words, day_of, minutes, sources
from site_gen.pages.views import Angle, HomeView, LeadView, Link, Meta, Section, Teaser
from site_gen.pages.weight import is_own, may_lead, newest_of, weight
from site_gen.stories import distinct_headlines

_TOP: Final = 6
_ANGLES: Final = 3
_ALSO: Final = 10  # stories of topics that have one
_ALONE: Final = 1  # stories of a topic that has no section of its own


class _Edition(NamedTuple):
    """What the page is made of."""

    days: list[str]  # newest first
    todays: list[Story]  # all stories of these days, newest first
    grown: dict[str, Story]  # older ones with reports of the newest day


def front_view(layout: Layout, meta: Meta) -> HomeView:
    """What the front page shows; stories that are pinned stay and lead."""
    edition = _edition(layout)
    pinned = _pinned(layout)
    heaviest = _by_weight(edition)
    own = [story for story in heaviest if is_own(story, layout.languages)]
    # A site whose news is all in other languages than its own has no "other languages".
    foreign = [story for story in heaviest if not is_own(story, layout.languages)] if own else []
    ranked = [*pinned, *(story for story in own or heaviest if story.id not in {it.id for it in pinned})]
    lead = _lead(pinned, ranked, edition, layout)
    top = [story for story in ranked if story is not lead and (story in pinned or may_lead(story, layout.languages))]
    top = top[: min(_TOP, layout.options.front_page - 1) if lead else 0]
    placed = {story.id for story in (*top, *([lead] if lead else []))}
    rest = [story for story in ranked if story.id not in placed and story.id not in edition.grown]
    room = max(0, layout.options.front_page - len(placed))
    sections, also = _sections(rest, layout, room)
    updates = [story for id_, story in edition.grown.items() if id_ not in placed][: layout.options.section]
    others = foreign[: layout.options.section]
    teasers = _Teasers(layout, edition)
    here = {*placed, *(it.id for it in (*also, *others)), *(it.id for _, part, _ in sections for it in part)}
    counted = {story.id: story for story in (*edition.todays, *pinned, *(it for it in edition.grown.values()))}
    shown = [story for id_, story in counted.items() if id_ in here]
    todays = {story.id for story in edition.todays}
    day = edition.days[0] if edition.days else ""
    return HomeView(
        meta=meta,
        day=day,
        since=edition.days[-1] if len(edition.days) > 1 else "",
        updated=max((story.updated for story in (*edition.todays, *edition.grown.values())), key=by_day, default=""),
        stories=len(edition.todays),
        shown=len(here & todays),
        articles=sum(len(story.reports) for story in edition.todays),
        sources=len({name for story in edition.todays for name in sources(story)}),
        minutes=minutes(sum(brief_words(story.lead) for story in shown)),
        lead=_lead_view(lead, teasers, layout) if lead else None,
        top=tuple(map(teasers.of, top)),
        sections=tuple(
            Section(id=f"topic-{slug}", heading=_to_topic(slug, layout), day="", count=count, teasers=teasers.all(part))
            for slug, part, count in sections
        ),
        also=teasers.all(also),
        grown=teasers.all(updates),
        foreign=teasers.all(others),
        rest=_rest(day, edition, layout) if len(here & todays) < len(edition.todays) else None,
        earlier=_earlier(edition, layout),
    )


def in_order(view: HomeView) -> Iterator[Teaser]:
    """The stories of the front page from its top to its end."""
    yield from (view.lead.teaser,) if view.lead else ()
    yield from view.top
    for section in view.sections:
        yield from section.teasers
    yield from (*view.also, *view.grown, *view.foreign)


class _Teasers:
    """Teasers as the page shows them: those of stories that grew say what is new."""

    def __init__(self, layout: Layout, edition: _Edition) -> None:
        self._layout = layout
        self._edition = edition

    def of(self, story: Story) -> Teaser:
        """The teaser of a story."""
        teaser = self._layout.teasers[story.id]
        day = self._edition.days[0] if self._edition.days else ""
        if day_of(story) >= day:
            return teaser
        news = news_of(story, day)
        return msgspec.structs.replace(teaser, grown=news.reports, news=news.figure) if news.reports else teaser

    def all(self, stories: Iterable[Story]) -> tuple[Teaser, ...]:
        """The teasers of `stories`."""
        return tuple(map(self.of, stories))


def _edition(layout: Layout) -> _Edition:
    """The newest day's stories, and whole days before it until the page is well filled."""
    todays: list[Story] = []
    days: list[str] = []
    for day, group in groupby(layout.stories, day_of):
        if len(todays) >= layout.options.front_page_fill:
            break
        days.append(day)
        todays += group
    latest = max(layout.grown, default="")
    if days and latest > days[0]:  # nothing new came but reports of earlier stories
        days.insert(0, latest)
    newly = {id_ for day, counts in layout.grown.items() if days and day >= days[0] for id_ in counts}
    here = {story.id for story in todays}
    grown = {story.id: story for story in layout.stories if story.id in newly and story.id not in here}
    return _Edition(days, todays, grown)


def _pinned(layout: Layout) -> list[Story]:
    by_id = {story.id: story for story in layout.stories} if layout.pinned else {}
    return [by_id[id_] for id_ in layout.pinned]


def _by_weight(edition: _Edition) -> list[Story]:
    """The stories of the edition, the heaviest first, and below them those whose day nobody knows.

    One that grew weighs as much as what came to it.
    """
    stories = [*edition.todays, *edition.grown.values()]
    if not stories:
        return []
    newest = newest_of(stories)

    def key(story: Story) -> object:
        is_older = story.id in edition.grown
        return story.lead.dated != "seen", weight(
            story, newest, 1 + news_of(story, edition.days[0]).sources if is_older else 0
        )

    return sorted(stories, key=key, reverse=True)  # type: ignore[arg-type]  # tuples of one kind


def _lead(pinned: Sequence[Story], ranked: Sequence[Story], edition: _Edition, layout: Layout) -> Story | None:
    """The first pinned story, else the heaviest new one that may lead."""
    if pinned:
        return pinned[0]
    new = (story for story in ranked if story.id not in edition.grown)
    return next((story for story in new if may_lead(story, layout.languages)), None)


def _sections(
    stories: Sequence[Story], layout: Layout, room: int
) -> tuple[list[tuple[str, list[Story], int]], list[Story]]:
    """Topics with their heaviest stories and their number, the heaviest topic first; then the stories of all others."""
    by_topic: dict[str, list[Story]] = {}
    for story in stories:
        by_topic.setdefault(story.topics[0], []).append(story)
    sections, also = [], []
    for slug, group in by_topic.items():
        if len(group) > _ALONE and not layout.is_other(slug):
            sections.append((slug, group[: max(0, min(layout.options.section, room))], len(group)))
            room -= len(sections[-1][1])
        else:
            also += group
    order = {story.id: place for place, story in enumerate(stories)}
    also.sort(key=lambda story: order[story.id])
    return [it for it in sections if it[1]], also[: max(0, min(_ALSO, room))]


def _to_topic(slug: str, layout: Layout) -> Link:
    return next(link for it, link in layout.nav if it == slug)


def _lead_view(story: Story, teasers: _Teasers, layout: Layout) -> LeadView:
    """The lead with other headlines that differ from its own and from each other, one a source."""
    angles = list(_angles(story, layout))[:_ANGLES]
    named = {angle.source for angle in angles} | {story.lead.source}
    timed = sorted((it for it in story.reports if len(it.published) > 10), key=lambda it: by_day(it.published))
    return LeadView(
        teaser=teasers.of(story),
        angles=tuple(angles),
        also=tuple(name for name in sources(story) if name not in named),
        first=(timed[0].source or "") if timed else "",
        first_at=timed[0].published if timed else "",
        latest=timed[-1].published if len(timed) > 1 else "",
    )


def _angles(story: Story, layout: Layout) -> Iterator[Angle]:
    by_title: dict[str, tuple[int, Brief]] = {}
    for place, brief in enumerate(story.reports):
        by_title.setdefault(brief.title, (place, brief))
    titles = [story.title, *(title for title in by_title if title != story.title)]
    known = {story.lead.source or ""}
    groups = [group for group in distinct_headlines(titles) if story.title not in group]
    # Headlines in the site's languages first; of equals the earlier.
    groups.sort(key=lambda group: not is_own_brief(by_title[group[0]][1], layout.languages))
    for first, *_ in groups:
        place, brief = by_title[first]
        if (brief.source or "") in known:
            continue
        known.add(brief.source or "")
        yield Angle(
            title=first,
            url=f"{layout.at.story(story.permalink)}#report-{place + 1}",
            source=brief.source or "",
            label=label_of(brief),
            lang=brief.lang,
            dir=direction(brief.lang),
        )


def is_own_brief(brief: Brief, languages: Sequence[str]) -> bool:
    """Whether a report is in one of the site's languages."""
    return brief.lang.partition("-")[0].lower() in languages


def _rest(day: str, edition: _Edition, layout: Layout) -> Link:
    """Where the stories are that the page has no room for: on the page of its day, of several days in the archive."""
    if len(edition.days) > 1:
        return layout.archive_link()
    return Link(url=layout.at.day(day), text=day, count=len(edition.todays))


def _earlier(edition: _Edition, layout: Layout) -> Link | None:
    """The edition of the day before, with how many stories it has."""
    if not edition.days:
        return None
    before = [day for day in map(day_of, layout.stories) if day < edition.days[-1]]
    return Link(url=layout.at.day(before[0]), text=before[0], count=before.count(before[0])) if before else None

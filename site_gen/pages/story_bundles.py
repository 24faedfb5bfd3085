"""The pages of stories: each with its feeds and copies, and the redirects of reports that have another address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from site_gen.engine.hashing import Named
from site_gen.model import Story
from site_gen.pages.companions import has_picture, story_companions
from site_gen.pages.feed_bundles import story_feed, story_feed_pages
from site_gen.pages.front import front_view, in_order
from site_gen.pages.layout import Bundle, Frame, Layout, Page
from site_gen.pages.story_view import bodies_of, report_view, story_view
from site_gen.pages.views import EditionPlace, Link, RedirectView, StoryView, Teaser

_NAME_SHOWN: Final = 69  # characters, as `base.html` cuts titles


class StoryContext(msgspec.Struct, frozen=True, kw_only=True):
    """A story with all that its pages show of others."""

    story: Named[Story]
    name: str  # what browsers and search engines call it
    related: tuple[Teaser, ...]
    pointers: tuple[Link, ...]
    older: Link | None
    newer: Link | None
    place: EditionPlace | None


def story_bundles(layout: Layout) -> Iterator[Bundle]:
    """All pages of a story, for every story."""
    names = _names(layout)
    places = _places(layout)
    for story in layout.stories:
        older, newer = layout.relations.neighbours(story) if story.id not in places else (None, None)
        told = StoryContext(
            story=layout.named[story.id],
            name=names[story.id],
            related=tuple(layout.teasers[other.id] for other in layout.relations.related(story)),
            pointers=tuple(_pointer(title, other, layout) for title, other in layout.relations.pointers(story)),
            older=_neighbour(older, layout),
            newer=_neighbour(newer, layout),
            place=places.get(story.id),
        )
        yield Bundle(told, story_pages)


def story_pages(frame: Frame, told: StoryContext) -> Iterator[Page]:
    """What stands beside a story's page, the page, the redirects to it, the feeds of its reports."""
    story = told.story.value
    yield from story_companions(frame, story)
    own = story_feed(frame, story)
    topic = story.topics[0]
    wider = (frame.at.feed(frame.topics[topic].name, frame.at.topic(topic)), frame.feed)
    view = story_view(
        story,
        frame.topics,
        frame.at,
        feeds=(own, *wider) if own else wider,
        home=frame.home,
        related=told.related,
        pointers=told.pointers,
        older=told.older,
        newer=told.newer,
        place=told.place,
        name=told.name,
        picture=frame.at.absolute(frame.at.picture(story.permalink)) if has_picture(story, frame) else "",
        report_to=frame.options.report_to,
        markdown=frame.at.copy(story.permalink) if frame.options.copies else "",
    )
    yield frame.page(frame.at.story(story.permalink), "story", view, bodies_of(view))
    yield from _reports(frame, story, view)
    yield from story_feed_pages(frame, story)


def _places(layout: Layout) -> dict[str, EditionPlace]:
    """Where the stories of the front page stand in its order, by story."""
    view = front_view(layout, layout.meta("home", layout.options.title, layout.at.home()))
    order = list({teaser.id: teaser for teaser in in_order(view)}.values())
    links = [Link(url=it.url, text=it.title, lang=it.lang) for it in order]
    of_day = {story.id for story in layout.stories if story.published[:10] == view.day}
    return {
        teaser.id: EditionPlace(
            number=number,
            count=len(order),
            day=view.day if teaser.id in of_day else "",
            next=links[number] if number < len(links) else None,
        )
        for number, teaser in enumerate(order, 1)
        if teaser.id in of_day or number < len(links)
    }


def _neighbour(story: Story | None, layout: Layout) -> Link | None:
    if story is None:
        return None
    return Link(url=layout.at.story(story.permalink), text=story.title, lang=story.lead.lang)


def _pointer(title: str, story: Story | None, layout: Layout) -> Link:
    return Link(url=layout.at.story(story.permalink) if story else "", text=title)


def _names(layout: Layout) -> dict[str, str]:
    """What browsers and search engines call each story: its headline, and what tells it from an older one's."""
    taken = {_shown(layout.options.title)}
    names = {}
    for story in reversed(layout.stories):
        name = story.title
        if _shown(name) in taken:
            lead = story.lead
            marks = dict.fromkeys((lead.source or "", layout.say.day(lead.published), story.permalink.strip("/")))
            named = (f"{mark}: {story.title}" for mark in marks if mark)
            name = next((it for it in named if _shown(it) not in taken), story.title)
        names[story.id] = name
        taken.add(_shown(name))
    return names


def _shown(name: str) -> str:
    """What a browser's title shows of a name."""
    return name[:_NAME_SHOWN].casefold()


def _reports(frame: Frame, story: Story, view: StoryView) -> Iterator[Page]:
    """What was, or is, an address of a report leads to its story's, or has the text that is not there."""
    target = frame.at.story(story.permalink)
    for brief, report in zip(story.reports, view.reports, strict=True):
        if report.page:
            yield frame.page(report.page, "report", report_view(brief, view, frame.at), (brief.body,))
        elif brief.permalink != story.permalink:
            yield _redirect(frame, brief.permalink, target, brief.title, story.title)
    for permalink in story.former:
        yield _redirect(frame, permalink, target, story.title, story.title)


def _redirect(frame: Frame, permalink: str, target: str, what: str, title: str) -> Page:
    meta = frame.meta("redirect", frame.say.text("Moved: %(title)s") % {"title": what}, target)
    return frame.page(frame.at.story(permalink), "redirect", RedirectView(meta=meta, target=target, title=title))

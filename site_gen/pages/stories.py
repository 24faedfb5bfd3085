"""The pages of stories: each with its feeds and copies, and the redirects of reports that have another address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from site_gen.digests import Named
from site_gen.model import Story
from site_gen.pages.beside import has_picture, story_companions
from site_gen.pages.desk import Bundle, Desk, Frame, Page
from site_gen.pages.story import bodies_of, report_view, story_view
from site_gen.pages.subscribing import story_feed, story_feed_pages
from site_gen.views import Link, RedirectView, StoryView, Teaser

_NAME_SHOWN: Final = 69  # characters, as `base.html` cuts titles


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A story with all that its pages show of others."""

    story: Named[Story]
    name: str  # what browsers and search engines call it
    related: tuple[Teaser, ...]
    pointers: tuple[str, ...]
    older: Link | None
    newer: Link | None


def story_bundles(desk: Desk) -> Iterator[Bundle]:
    """All pages of a story, for every story."""
    names = _names(desk)
    for story in desk.stories:
        older, newer = desk.relations.neighbours(story)
        told = Told(
            story=desk.named[story.id],
            name=names[story.id],
            related=tuple(desk.teasers[other.id] for other in desk.relations.related(story)),
            pointers=desk.relations.pointers(story),
            older=_neighbour(older, desk),
            newer=_neighbour(newer, desk),
        )
        yield Bundle(told, story_pages)


def story_pages(frame: Frame, told: Told) -> Iterator[Page]:
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
        name=told.name,
        picture=frame.at.absolute(frame.at.picture(story.lead.permalink)) if has_picture(story, frame) else "",
        markdown=frame.at.copy(story.lead.permalink) if frame.options.copies else "",
    )
    yield frame.page(frame.at.story(story.lead.permalink), "story", view, bodies_of(view))
    yield from _reports(frame, story, view)
    yield from story_feed_pages(frame, story)


def _neighbour(story: Story | None, desk: Desk) -> Link | None:
    if story is None:
        return None
    return Link(url=desk.at.story(story.lead.permalink), text=story.title, lang=story.lead.lang)


def _names(desk: Desk) -> dict[str, str]:
    """What browsers and search engines call each story: its headline, and what tells it from an older one's."""
    taken = {_shown(desk.options.title)}
    names = {}
    for story in reversed(desk.stories):
        name = story.title
        if _shown(name) in taken:
            lead = story.lead
            marks = dict.fromkeys((lead.source or "", desk.say.day(lead.published), lead.permalink.strip("/")))
            named = (f"{mark}: {story.title}" for mark in marks if mark)
            name = next((it for it in named if _shown(it) not in taken), story.title)
        names[story.id] = name
        taken.add(_shown(name))
    return names


def _shown(name: str) -> str:
    """What a browser's title shows of a name."""
    return name[:_NAME_SHOWN].casefold()


def _reports(frame: Frame, story: Story, view: StoryView) -> Iterator[Page]:
    """The own address of a report that is not its story's lead leads there, or has the text that is not there."""
    target = frame.at.story(story.lead.permalink)
    for brief, report in zip(story.reports[1:], view.reports[1:], strict=True):
        if report.page:
            yield frame.page(report.page, "report", report_view(brief, view, frame.at), (brief.body,))
            continue
        title = frame.say.text("Moved: %(title)s") % {"title": brief.title}
        meta = frame.meta("redirect", title, target)
        yield frame.page(
            frame.at.story(brief.permalink), "redirect", RedirectView(meta=meta, target=target, title=story.title)
        )

"""The pages of stories, and the redirects of reports whose story has another address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_gen.pages.beside import has_picture
from site_gen.pages.desk import Desk, Page
from site_gen.pages.machine import story_feed
from site_gen.pages.story import bodies_of, story_view
from site_gen.views import RedirectView

_NAME_SHOWN: Final = 69  # characters, as `base.html` cuts titles


def story_pages(desk: Desk) -> Iterator[Page]:
    """A page for every story."""
    names = _names(desk)
    for story in desk.stories:
        older, newer = desk.relations.neighbours(story)
        topic = story.topics[0]
        own = story_feed(desk, story)
        wider = (desk.at.feed(desk.topics[topic].name, desk.at.topic(topic)), desk.feed)
        view = story_view(
            story,
            desk.topics,
            desk.at,
            feeds=(own, *wider) if own else wider,
            home=desk.home,
            related=desk.relations.related(story),
            pointers=desk.relations.pointers(story),
            older=older,
            newer=newer,
            name=names[story.id],
            picture=desk.at.absolute(desk.at.picture(story.lead.permalink)) if has_picture(story, desk) else "",
            markdown=desk.at.copy(story.lead.permalink) if desk.options.copies else "",
        )
        yield desk.page(desk.at.story(story.lead.permalink), "story", view, bodies_of(view))


def _names(desk: Desk) -> dict[str, str]:
    """What browsers and search engines call each story: its headline, and what tells it from an older one's."""
    taken = {_shown(desk.options.title)}
    names = {}
    for story in reversed(desk.stories):
        lead = story.lead
        day = desk.say.day(lead.published) if _shown(story.title) in taken else ""
        marks = ("", lead.source or "", day, lead.permalink.strip("/"))
        named = (f"{mark}: {story.title}" if mark else story.title for mark in dict.fromkeys(marks))
        names[story.id] = next((name for name in named if _shown(name) not in taken), story.title)
        taken.add(_shown(names[story.id]))
    return names


def _shown(name: str) -> str:
    """What a browser's title shows of a name."""
    return name[:_NAME_SHOWN].casefold()


def redirect_pages(desk: Desk) -> Iterator[Page]:
    """The own address of a report that is not its story's lead leads to the story."""
    for story in desk.stories:
        target = desk.at.story(story.lead.permalink)
        for brief in story.reports[1:]:
            title = desk.say.text("Moved: %(title)s") % {"title": brief.title}
            meta = desk.meta("redirect", title, target)
            yield desk.page(
                desk.at.story(brief.permalink),
                "redirect",
                RedirectView(meta=meta, target=target, title=story.title),
            )

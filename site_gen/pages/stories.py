"""The pages of stories, and the redirects of reports whose story has another address."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.pages.desk import Desk, Page
from site_gen.pages.machine import story_feed
from site_gen.pages.story import bodies_of, story_view
from site_gen.views import RedirectView


def story_pages(desk: Desk) -> Iterator[Page]:
    """A page for every story."""
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
        )
        yield desk.page(desk.at.story(story.lead.permalink), "story", view, bodies_of(view))


def redirect_pages(desk: Desk) -> Iterator[Page]:
    """The own address of a report that is not its story's lead leads to the story."""
    for story in desk.stories:
        target = desk.at.story(story.lead.permalink)
        for brief in story.reports[1:]:
            meta = desk.meta("redirect", story.title, target)
            yield desk.page(
                desk.at.story(brief.permalink),
                "redirect",
                RedirectView(meta=meta, target=target, title=story.title),
            )

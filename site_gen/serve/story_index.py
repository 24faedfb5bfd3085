"""An index of the last build's stories for the desk: by address, by words, or by id."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.build.now import edition_now
from site_gen.config.site_yaml import Config
from site_gen.edition import decisions as editorial
from site_gen.edition.decisions import Decision
from site_gen.editor.decide import Case
from site_gen.engine.memo import Memo
from site_gen.model import Brief, Edition, Story
from site_gen.serve.likeness import Likeness, Near

_MOST_FOUND: Final = 20
_MOST_COMPARED: Final = 500


class ReportCard(msgspec.Struct, frozen=True, kw_only=True):
    """A report of a story, as a dialog lists it."""

    id: str
    title: str
    source: str
    published: str
    variants: tuple[str, ...]  # other wordings of its headline


class StoryCard(msgspec.Struct, frozen=True, kw_only=True):
    """A story for the desk's menu and dialogs."""

    id: str
    permalink: str
    title: str
    own_title: str  # the lead's, whatever an editor calls the story
    published: str
    topics: tuple[str, ...]
    reports: tuple[ReportCard, ...]
    pinned: bool
    draft: bool
    filed: bool  # under topics that an editor chose
    led: bool  # by a report that an editor chose
    shared: tuple[str, ...] = ()  # telling words that its headline shares with the story that was asked about


class StoryIndex:
    """Finds stories of an edition by address, words or id."""

    def __init__(self, edition: Edition, briefs: Sequence[Brief], decisions: tuple[Decision, ...]) -> None:
        self.edition = edition
        self.briefs = briefs
        self.decisions = decisions

    def cards(self, permalinks: Iterable[str]) -> dict[str, StoryCard]:
        """The stories at addresses below the base path, by address; others are left out."""
        found = {link: self._by_permalink[link] for link in permalinks if link in self._by_permalink}
        return {link: self.card(story) for link, story in found.items()}

    def search(self, words: str, but: str = "") -> list[StoryCard]:
        """The stories that have all the words in a headline or a source, or all without words.

        They come newest first; where `but` names a story, the others come by how likely they are one event with it.
        """
        wanted = words.casefold().split()
        found = [story for story in self.edition.stories if story.id != but and _has(wanted, story)]
        asked = self._by_id.get(but)
        if asked is None:
            return [self.card(story) for story in found[:_MOST_FOUND]]
        near = self._near(asked) if not wanted else self.likeness.among(asked, found[:_MOST_COMPARED])
        likely = {it.story.id: it for it in near if it.score > 0}
        ordered = [it.story for it in likely.values()] + [story for story in found if story.id not in likely]
        return [
            msgspec.structs.replace(self.card(story), shared=likely[story.id].shared if story.id in likely else ())
            for story in ordered[:_MOST_FOUND]
        ]

    def card(self, story: Story) -> StoryCard:
        """A story as menus and lists of the desk have it."""
        ids = {brief.id for brief in story.reports}
        return StoryCard(
            id=story.id if story.id in ids else story.lead.id,
            permalink=story.permalink,
            title=story.title,
            own_title=story.lead.title,
            published=story.published,
            topics=story.topics,
            reports=tuple(map(_report, story.reports)),
            pinned=story.id in self.edition.pinned,
            draft=any(brief.draft for brief in story.reports),
            filed=any(it.kind == "topic" and it.ids[0] in ids for it in self.decisions),
            led=any(it.kind == "lead" and it.ids[0] in ids for it in self.decisions),
        )

    def permalink(self, id_: str) -> str | None:
        """The permalink of an article's story; None if it has none."""
        story = self._by_id.get(id_)
        return story.permalink if story else None

    def id_at(self, permalink: str) -> str | None:
        """The id of the story at an address; None if there is none."""
        story = self._by_permalink.get(permalink)
        return story.id if story else None

    def headline(self, id_: str) -> str:
        """The headline of an article, shown or not; its id if it is gone."""
        brief = self._briefs_by_id.get(id_)
        return brief.title if brief else id_

    def case(self, text: str) -> Case:
        """The case for a decision, if `editorial.yaml` holds `text`."""
        stories = {
            brief.id: tuple(it.id for it in story.reports) for story in self.edition.stories for brief in story.reports
        }
        return Case(text=text, decisions=editorial.read(text), briefs=dict(self._briefs_by_id), stories=stories)

    @functools.cached_property
    def likeness(self) -> Likeness:
        """What says which stories may be one event."""
        return Likeness(self.edition.stories)

    def _near(self, story: Story) -> list[Near]:
        return self.likeness.near((story,))[0]

    @functools.cached_property
    def _briefs_by_id(self) -> Mapping[str, Brief]:
        return {brief.id: brief for brief in self.briefs}

    @functools.cached_property
    def _by_id(self) -> Mapping[str, Story]:
        own = {story.id: story for story in self.edition.stories}  # also where that report is hidden
        return own | {brief.id: story for story in self.edition.stories for brief in story.reports}

    @functools.cached_property
    def _by_permalink(self) -> Mapping[str, Story]:
        own = {story.permalink: story for story in self.edition.stories}
        return own | {brief.permalink: story for story in self.edition.stories for brief in story.reports}


def index_stories(root: Path, config: Config, memo: Memo, now: str, text: str, *, drafts: bool) -> StoryIndex:
    """The index of the site as it is filed now, with the decisions of `text`."""
    site = edition_now(root, config, memo, now, drafts=drafts, text=text)
    return StoryIndex(site.edition(), site.briefs, site.decisions)


def _report(brief: Brief) -> ReportCard:
    return ReportCard(
        id=brief.id,
        title=brief.title,
        source=brief.source or "",
        published=brief.published,
        variants=brief.variants,
    )


def _has(words: Sequence[str], story: Story) -> bool:
    """True if each word is in a headline or a source of a story."""
    if not words:
        return True
    text = " ".join(part for it in story.reports for part in (it.title, it.source or ""))
    text = f"{story.title} {text}".casefold()
    return all(word in text for word in words)

"""All briefs at once become one edition: what is shown, which articles are one story, where stories are filed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from site_gen.dates import instant
from site_gen.errors import Diagnostic
from site_gen.model import Brief, Edition, Headline, SourceRule, Story, Topic
from site_gen.stories import Decisions, compare, group


class EditOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What an edition depends on beside the briefs."""

    topics: tuple[Topic, ...]
    sources: tuple[SourceRule, ...]
    now: str  # ISO 8601; only articles that expire look at it
    drafts: bool = False
    group_stories: bool = True


def edit(briefs: Iterable[Brief], options: EditOptions) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """The edition of `briefs`, and the collisions that kept articles out of it."""
    shown, diagnostics = _without_collisions([brief for brief in briefs if is_shown(brief, options)])
    stories = sorted(_stories(shown, options), key=_newest_first, reverse=True)
    return Edition(stories=tuple(stories), topics=options.topics, sources=options.sources), diagnostics


def is_shown(brief: Brief, options: EditOptions) -> bool:
    """Whether readers may see the article now."""
    if brief.hidden or (brief.draft and not options.drafts):
        return False
    return brief.expires is None or instant(brief.expires) > instant(options.now)


def headline(brief: Brief) -> Headline:
    """What grouping may know of an article."""
    return Headline(id=brief.id, title=brief.title, published=brief.published, source=brief.source, url=brief.url)


def _without_collisions(briefs: Sequence[Brief]) -> tuple[list[Brief], tuple[Diagnostic, ...]]:
    """Of articles that claim one address or one id, the one whose file comes first; the others are reported."""
    owners: dict[str, Brief] = {}
    shown, diagnostics = [], []
    for brief in sorted(briefs, key=lambda brief: brief.path):
        owner = owners.get(brief.permalink) or owners.get(brief.id)
        if owner is None:
            owners[brief.permalink] = owners[brief.id] = brief
            shown.append(brief)
        elif owner.permalink == brief.permalink:
            message = f"has the same address as '{owner.path}': /{brief.permalink}"
            diagnostics.append(Diagnostic(brief.path, 3, "collision", message, "give one of the two another 'slug'"))
        else:
            message = f"has the same id as '{owner.path}': {brief.id}"
            diagnostics.append(Diagnostic(brief.path, 2, "collision", message, "take the line 'id: …' out of the copy"))
    return shown, tuple(diagnostics)


def _stories(briefs: Sequence[Brief], options: EditOptions) -> list[Story]:
    members: dict[str, list[Brief]] = {}
    leads = group(map(headline, briefs), decisions=_decisions(briefs)) if options.group_stories else {}
    for brief in briefs:
        members.setdefault(leads.get(brief.id, brief.id), []).append(brief)
    return [_story(reports) for reports in members.values()]


def _decisions(briefs: Sequence[Brief]) -> Decisions:
    """`story: ID` in front matter puts an article with that one."""
    known = {brief.id for brief in briefs}
    together = [(brief.story, brief.id) for brief in briefs if brief.story in known and brief.story != brief.id]
    return Decisions(together=tuple((story, own) for story, own in together if story))


def _story(reports: Sequence[Brief]) -> Story:
    in_time = sorted(reports, key=lambda brief: (instant(brief.published), brief.id))
    lead = in_time[0]
    topics = Counter(topic for brief in in_time for topic in brief.topics)
    times = [time for brief in in_time for time in (brief.published, brief.modified) if time]
    return Story(
        id=lead.id,
        lead=lead,
        reports=tuple(in_time),
        topics=tuple(dict.fromkeys((*lead.topics[:1], *(topic for topic, _ in topics.most_common(3))))),
        published=lead.published,
        updated=max(times, key=instant),
        reasons=tuple(_reason(lead, other) for other in in_time[1:]),
    )


def _reason(lead: Brief, other: Brief) -> str:
    if other.story == lead.id:
        return "an editor put them together"
    return compare(headline(lead), headline(other)).rule


def _newest_first(story: Story) -> tuple[str, object, str]:
    """By the day that the address names, then by time: lists then agree with addresses."""
    return story.lead.permalink[:10], instant(story.published), story.id

"""Edits: all briefs become one edition, with what is shown, the stories, and the editor's decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from site_gen.content.memory import NO_MEMORY, Memory, roots
from site_gen.content.sameness import of_shared_addresses
from site_gen.content.source_names import former_names
from site_gen.content.topics import match
from site_gen.content.topics.taxonomy import OTHER
from site_gen.edition.collisions import without_collisions
from site_gen.edition.decisions import Decision, apart, join, merges, vanished
from site_gen.edition.identity import first_of, former_addresses, held, named_by_first, without_parted
from site_gen.edition.leads import best, in_order
from site_gen.errors import Diagnostic
from site_gen.language.clock import by_day, starts
from site_gen.language.dates import instant
from site_gen.model import EDITORIAL, Brief, Edition, Headline, SourceRule, Story, Topic
from site_gen.stories import (
    Comparison,
    Decisions,
    GroupingOptions,
    explain_all,
    group,
    is_reprint,
    oddity,
    runs_of,
)

BY_EDITOR: Final = "an editor put them together"
BY_CENTRE: Final = "like the story's reports taken together"
_SHARED: Final = 3  # words that a reason names
_TOPICS: Final = 3  # of a story


class EditOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an edition depends on besides the briefs."""

    topics: tuple[Topic, ...]
    sources: tuple[SourceRule, ...]
    now: str  # ISO 8601; only articles that wait or expire look at it
    timezone: str = "UTC"  # of the site
    drafts: bool = False
    group_stories: bool = True
    grouping: GroupingOptions = GroupingOptions()
    decisions: tuple[Decision, ...] = ()
    memory: Memory = NO_MEMORY


Pairs = Sequence[tuple[Headline, Headline]]
Compare = Callable[[Pairs], Sequence[Comparison]]


class Matching(NamedTuple):
    """The functions that group and compare articles; `build.grouping` passes ones that use the cache."""

    group: Callable[[Sequence[Headline], GroupingOptions, Decisions, Mapping[str, str]], Mapping[str, str]]
    compare: Compare
    problems: Sequence[Diagnostic] = ()  # what the last grouping could not compare


AT_ONCE: Final = Matching(group, explain_all)


class Grouped(msgspec.Struct, frozen=True):
    """The story of every article (id → id), as found and as the editor decided."""

    found: Mapping[str, str]
    decided: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def edit(
    briefs: Iterable[Brief], options: EditOptions, matching: Matching = AT_ONCE
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Make the edition of `briefs`; also reports collisions that kept articles out, and decisions that do not apply."""
    briefs = list(briefs)
    shown, collisions = without_collisions(shown_briefs(briefs, options))
    filed = with_hidden(shown, briefs, options)
    grouped = group_briefs(filed, options, matching)
    decided, doubles = _of_stories(options.decisions, grouped.decided)
    stories = sorted(_stories(shown, filed, grouped, decided, options, matching), key=_newest_first, reverse=True)
    edition = Edition(
        stories=tuple(stories),
        topics=options.topics,
        sources=options.sources,
        pinned=_pinned(options.decisions, grouped.decided, stories),
        found=dict(grouped.found),
        moved=_moved(shown, options),
    )
    lost = vanished(options.decisions, briefs, options.topics)
    return edition, (*collisions, *grouped.diagnostics, *doubles, *lost, *_odd(stories, grouped.found))


def _odd(stories: Iterable[Story], found: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Stories that the grouping found and that an editor should look at."""
    for story in stories:
        said = oddity([brief.title for brief in story.reports])
        if said and len({found[brief.id] for brief in story.reports}) == 1:
            hint = "if it is more than one event, part it with 'site-gen split A B'"
            yield Diagnostic(story.lead.path, None, "odd-story", f"{said}: '{story.title}'", hint, "warning")


def outward(brief: Brief) -> Brief:
    """A brief as lists may see it: without what only the article's own story and its feeds show."""
    return msgspec.structs.replace(brief, words=0, body="", fingerprint=b"", terms=b"", copies=(), extra={}, image=None)


def outward_story(story: Story) -> Story:
    """A story as lists may see it: its reports are outward, and the reasons why they are one story are left out."""
    reports = tuple(map(outward, story.reports))
    return msgspec.structs.replace(story, lead=outward(story.lead), reports=reports, reasons=())


def edit_again(story: Story, before: Brief, after: Brief, compare: Compare) -> Story:
    """The story after an inward edit of one of its reports that left the grouping as it was."""
    reports = tuple(
        msgspec.structs.replace(
            after,
            modified=brief.modified,
            source=brief.source,
            topics=brief.topics,
            permalink=brief.permalink,
        )
        if brief.id == before.id
        else brief
        for brief in story.reports
    )
    reasons = list(story.reasons)
    by_score = [place for place, reason in enumerate(reasons) if reason != BY_EDITOR]
    pairs = [(reports[0], reports[place + 1]) for place in by_score]
    for place, rule in zip(by_score, _rules(pairs, compare), strict=True):
        reasons[place] = rule
    return msgspec.structs.replace(
        story, lead=reports[0], reports=reports, independent=_independent(in_order(reports)), reasons=tuple(reasons)
    )


def group_briefs(briefs: Sequence[Brief], options: EditOptions, matching: Matching = AT_ONCE) -> Grouped:
    """Group articles: by the memory, new ones by what grouping finds; an editor's decision beats both."""
    never = apart(options.decisions)
    settled = roots(options.memory)
    alike: Mapping[str, str] = {brief.id: brief.id for brief in briefs}
    if options.group_stories and briefs:
        asked = without_parted(settled, never)
        shared = of_shared_addresses(briefs)
        headlines = [headline(it) for it in briefs]
        headlines = [msgspec.structs.replace(it, url=None) if it.id in shared else it for it in headlines]
        alike = matching.group(headlines, options.grouping, Decisions(apart=tuple(sorted(never))), asked)
    is_first = first_of(briefs, options.memory, {brief.id for brief in shown_briefs(briefs, options)})
    found = held(alike, settled, options.memory, never, is_first)
    joined = join(found, merges(options.decisions, briefs), never)
    return Grouped(found, named_by_first(joined.stories, found, is_first), (*joined.diagnostics, *matching.problems))


def with_hidden(shown: Sequence[Brief], briefs: Iterable[Brief], options: EditOptions) -> list[Brief]:
    """The articles to group: those that are shown, and hidden or expired ones without a double."""
    taken = {name for brief in shown for name in (brief.id, brief.permalink)}
    hidden = []
    for brief in sorted(briefs, key=lambda brief: brief.path):
        is_filed = (options.drafts or not brief.draft) and not is_waiting(brief, options)
        if is_filed and taken.isdisjoint((brief.id, brief.permalink)):
            taken |= {brief.id, brief.permalink}
            hidden.append(brief)
    return [*shown, *hidden]


def shown_briefs(briefs: Iterable[Brief], options: EditOptions) -> list[Brief]:
    """The articles that readers may see now."""
    hidden = {it.ids[0] for it in options.decisions if it.kind == "hide" and not it.whole}
    return [brief for brief in briefs if brief.id not in hidden and is_shown(brief, options)]


def _moved(shown: Sequence[Brief], options: EditOptions) -> tuple[tuple[str, str, str], ...]:
    """Lists that have another address now: the kind, the slug that was, the name or slug that is."""
    sources = former_names(options.memory, shown, options.sources)
    topics = {was: topic.slug for topic in options.topics for was in topic.was}
    known = {topic.slug for topic in options.topics}
    return (
        *(("source", was, name) for was, name in sources.items()),
        *(("topic", was, slug) for was, slug in topics.items() if was not in known),
    )


def is_waiting(brief: Brief, options: EditOptions) -> bool:
    """Whether an article's time has not come yet."""
    return bool(options.now) and starts(brief.published, options.timezone) > instant(options.now)


def is_shown(brief: Brief, options: EditOptions) -> bool:
    """True if an article's own front matter lets readers see it now."""
    if is_waiting(brief, options):
        return False
    if brief.hidden or (brief.draft and not options.drafts):
        return False
    return brief.expires is None or not options.now or instant(brief.expires) > instant(options.now)


def headline(brief: Brief) -> Headline:
    """An article as grouping sees it."""
    return Headline(
        id=brief.id,
        title=brief.title,
        published=brief.published,
        is_dated=brief.dated != "seen",
        source=brief.source,
        url=brief.url,
        lang=brief.lang,
        fingerprint=brief.fingerprint,
        terms=brief.terms,
    )


def _of_stories(
    decisions: Iterable[Decision], stories: Mapping[str, str]
) -> tuple[dict[tuple[str, str], Decision], list[Diagnostic]]:
    """The first decision of each kind for each story, and the later ones, which are not used."""
    decided: dict[tuple[str, str], Decision] = {}
    doubles = []
    for it in decisions:
        if it.kind not in {"rename", "topic", "lead"} or it.ids[0] not in stories:
            continue
        first = decided.setdefault((it.kind, stories[it.ids[0]]), it)
        if first is not it:
            message = f"'{it.kind}' is decided for this story by line {first.line} already"
            doubles.append(
                Diagnostic(EDITORIAL, it.line, "decided-twice", message, "take one of the two out", "warning")
            )
    return decided, doubles


def _pinned(decisions: Iterable[Decision], grouped: Mapping[str, str], stories: Iterable[Story]) -> tuple[str, ...]:
    """The ids of the stories that are pinned, in the order of the decisions."""
    shown = {story.id for story in stories}
    wanted = (grouped.get(it.ids[0], "") for it in decisions if it.kind == "pin")
    return tuple(dict.fromkeys(story for story in wanted if story in shown))


def _stories(
    shown: Sequence[Brief],
    filed: Sequence[Brief],
    grouped: Grouped,
    decided: Mapping[tuple[str, str], Decision],
    options: EditOptions,
    matching: Matching,
) -> list[Story]:
    members: dict[str, list[Brief]] = {}
    for brief in shown:
        members.setdefault(grouped.decided[brief.id], []).append(brief)
    gone = {grouped.decided.get(it.ids[0]) for it in options.decisions if it.kind == "hide" and it.whole}
    leads = {key: it.ids[0] for (kind, key), it in decided.items() if kind == "lead"}
    ordered = {key: best(reports, leads.get(key)) for key, reports in members.items() if key not in gone}
    reasons = _reasons(list(ordered.values()), grouped.found, matching)
    by_id = {brief.id: brief for brief in filed}
    former = former_addresses(shown, filed, grouped.decided, grouped.found, options.memory)
    stories = []
    for key, reports in ordered.items():
        story = _story(key, reports, by_id, former.get(key, ()), reasons, options.memory)
        story = msgspec.structs.replace(story, joined=_joined(story, by_id, grouped.found))
        if renamed := decided.get(("rename", key)):
            story = msgspec.structs.replace(story, title=renamed.title)
        if topics := decided.get(("topic", key)):
            story = msgspec.structs.replace(story, topics=match(topics.topics, options.topics) or story.topics)
        stories.append(story)
    return stories


def _story(
    id_: str,
    reports: Sequence[Brief],
    by_id: Mapping[str, Brief],
    former: tuple[str, ...],
    reasons: Mapping[str, str],
    memory: Memory,
) -> Story:
    """The story of reports, the lead first; its id, address and date are those of the article that was filed first."""
    lead = reports[0]
    first = by_id.get(id_) or min(reports, key=lambda brief: (instant(brief.published), brief.id))
    record = memory.get(id_)
    is_free = record is not None and id_ not in by_id and record.at in former
    permalink = record.at if record and is_free else first.permalink
    times = [time for brief in reports for time in (brief.published, brief.modified) if time]
    return Story(
        id=id_,
        permalink=permalink,
        former=tuple(it for it in former if it != permalink),
        title=lead.title,
        lead=lead,
        reports=tuple(reports),
        topics=_topics(reports),
        published=first.published,
        updated=max([first.published, *times], key=by_day) if len(times) > 1 else first.published,
        independent=_independent(in_order(reports)),
        reasons=tuple(reasons[other.id] for other in reports[1:]),
    )


def _joined(story: Story, by_id: Mapping[str, Brief], found: Mapping[str, str]) -> tuple[str, ...]:
    """The permalinks of the stories of several reports that an editor merged into this one."""
    counts = Counter(found[brief.id] for brief in story.reports)
    roots = (by_id[root] for root, count in counts.items() if count > 1 and root != story.id and root in by_id)
    return tuple(sorted({brief.permalink for brief in roots} - {story.permalink, *story.former}))


def _topics(reports: Sequence[Brief]) -> tuple[str, ...]:
    """The topics that most reports have, of as many the lead's.

    Where a person filed reports, these alone are asked; what a source says counts twice what words say.
    """
    asked = [brief for brief in reports if brief.filed_by == "person"] or reports
    if all(brief.topics == asked[0].topics for brief in asked):
        return asked[0].topics[:_TOPICS]
    points: Counter[str] = Counter()
    for brief in asked:
        for place, topic in enumerate(brief.topics):
            points[topic] += (1 if place else 2) * (1 if brief.filed_by == "words" else 2)
    points[OTHER.slug] = 0
    return tuple(topic for topic, _ in points.most_common(_TOPICS) if points[topic]) or (OTHER.slug,)


def _independent(reports: Sequence[Brief]) -> int:
    """The number of independent reports: of one source, and of one text, only the first counts."""
    if len({brief.source or "" for brief in reports}) == 1:
        return 1
    count = 0
    sources: set[str] = set()
    texts: set[str | int] = set()  # of the bodies so far: names, and runs of words; two that share none are two texts
    for place, brief in enumerate(reports):
        is_new_source = (brief.source or "") not in sources
        may_be_known = not texts.isdisjoint((brief.body, *runs_of(brief.fingerprint)))
        if is_new_source and not (may_be_known and any(_is_one_text(brief, earlier) for earlier in reports[:place])):
            count += 1
        sources.add(brief.source or "")
        texts.update((brief.body, *runs_of(brief.fingerprint)))
    return count


def _is_one_text(a: Brief, b: Brief) -> bool:
    return (a.body == b.body and a.body != "") or is_reprint(a.fingerprint, b.fingerprint)


def _reasons(stories: Sequence[Sequence[Brief]], found: Mapping[str, str], matching: Matching) -> dict[str, str]:
    """The reason why each report that is not its story's lead belongs there, by id."""
    pairs = [(reports[0], other) for reports in stories for other in reports[1:]]
    by_score = [(lead, other) for lead, other in pairs if found[lead.id] == found[other.id]]
    reasons = {other.id: BY_EDITOR for _, other in pairs}
    reasons |= dict(zip((other.id for _, other in by_score), _rules(by_score, matching.compare), strict=True))
    return reasons


def _rules(pairs: Sequence[tuple[Brief, Brief]], compare: Compare) -> list[str]:
    """The reasons why each other report belongs to the lead, by what both say."""
    compared = compare([(headline(lead), headline(other)) for lead, other in pairs])
    return [_said(it) if it.same else f"{BY_CENTRE}; with the lead alone: {_said(it)}" for it in compared]


def _said(found: Comparison) -> str:
    """The rule, and the rarest words that both have."""
    return f"{found.rule}; both say {', '.join(found.shared[:_SHARED])}" if found.shared else found.rule


def _newest_first(story: Story) -> tuple[str, bool, bool, object, str]:
    """By the day that the address names, then by time: lists then agree with addresses.

    What has no time comes below what has one, and what was only dated by us below that.
    """
    has_time, is_dated = len(story.published) > 10, story.lead.dated != "seen"
    return story.permalink[:10], has_time, is_dated, instant(story.published), story.id

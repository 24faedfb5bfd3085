"""The short way after an edit that only an article's own story can show, in a program that builds again and again.

What was made last is kept; the story is laid out anew with the feeds that carry it, and nothing else is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not
from pathlib import Path
from typing import Final

import msgspec

from site_gen.config import Config
from site_gen.edition import edit_again, headline, outward
from site_gen.errors import Diagnostic
from site_gen.files import Ref
from site_gen.ingesting import load_refs
from site_gen.inputs import Inputs
from site_gen.loading import Loaded
from site_gen.memo import Memo
from site_gen.model import Brief, Edition
from site_gen.outcome import Built, Ingested
from site_gen.plan import Plan
from site_gen.printing import Bodies, publish_pages
from site_gen.publish import Output
from site_gen.regrouping import Regrouping
from site_gen.views import SiteView

_MOST: Final = 100  # files at once; of more, all is looked at


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What was done, and what it was made from."""

    built: Built
    inputs: Inputs
    expiries: list[str]  # when articles expire: at those times the site changes by itself
    edition: Edition
    homes: dict[str, int]  # id of every report -> the place of its story in the edition
    loaded: list[Loaded]  # one for every content file
    close: frozenset[str]  # content files whose headline and body decide whose they are
    regrouping: Regrouping
    view: SiteView
    plan: Plan
    bodies: Bodies

    @property
    def briefs(self) -> list[Brief]:
        """What could be read of the content."""
        return [it.brief for it in self.loaded if it.brief]


class Edit(msgspec.Struct, frozen=True):
    """A content file whose body became another one."""

    place: int
    ref: Ref
    before: Brief
    loaded: Loaded
    after: Brief


def amend(root: Path, config: Config, made: Made, found: Inputs, memo: Memo) -> Made | None:
    """The site of `found`, where only bodies changed since it was `made`; nothing where that is not sure.

    In that case `made` is good for nothing any more, but nothing is written yet.
    """
    edits = _edits(config, made, found, memo)
    if edits is None:
        return None
    stories = list(made.edition.stories)
    changed: dict[str, None] = {}
    for edit in edits:
        if not made.regrouping.keeps_stories(headline(edit.before), headline(edit.after)):
            return None
        made.bodies.exchange(edit.ref, edit.after.body)
        at = made.homes.get(edit.before.id)
        if at is None or not any(brief is edit.before for brief in stories[at].reports):
            continue  # readers cannot see it
        stories[at] = edit_again(stories[at], edit.before, edit.after, made.regrouping.matching)
        pages = made.plan.exchange(stories[at])
        if pages is None:
            return None
        changed |= dict.fromkeys(pages)
    edition = msgspec.structs.replace(made.edition, stories=tuple(stories))
    built = _publish(root, config, made, list(changed), memo)
    loaded = list(made.loaded)
    for edit in edits:
        loaded[edit.place] = edit.loaded
    return msgspec.structs.replace(made, built=built, inputs=found, edition=edition, loaded=loaded)


def _edits(config: Config, made: Made, found: Inputs, memo: Memo) -> list[Edit] | None:
    """The bodies that changed, where nothing else did."""
    before = made.inputs
    beside = (before.seeds.name, before.seeds.diagnostics, before.theme, before.decisions, before.content.diagnostics)
    if beside != (found.seeds.name, found.seeds.diagnostics, found.theme, found.decisions, found.content.diagnostics):
        return None
    # Of articles that collide only one is shown, and which of them an id means is for the long way to say.
    is_sure = not any(it.code == "collision" for it in made.built.diagnostics)
    if not is_sure or len(before.content.refs) != len(found.content.refs):
        return None
    old, new = before.content.refs, found.content.refs
    moved = [place for place in compress(count(), map(is_not, old, new)) if old[place] != new[place]]
    if len(moved) > _MOST:
        return None
    if any(old[place].path != new[place].path or new[place].path in made.close for place in moved):
        return None
    loaded = load_refs(found.content, [new[place] for place in moved], config, memo)
    edits = []
    for place, it in zip(moved, loaded, strict=True):
        was = made.loaded[place]
        if it.diagnostics != was.diagnostics or not (
            was.brief and it.brief and outward(was.brief) == outward(it.brief)
        ):
            return None
        edits.append(Edit(place, new[place], was.brief, it, it.brief))
    return edits


def _publish(root: Path, config: Config, made: Made, changed: Sequence[str], memo: Memo) -> Built:
    folder = config.folders.output
    output = Output(root / folder, folder, memo, is_as_left=True, only=changed)
    theme, view = made.inputs.theme, made.view
    published = publish_pages(output, config, theme, view, made.plan, made.bodies, None, changed)
    before = made.built.published
    unchanged = len(before.made) + before.unchanged - len(published.made)
    published = msgspec.structs.replace(published, unchanged=unchanged)
    return msgspec.structs.replace(
        made.built,
        published=published,
        ingested=Ingested(made.built.ingested.articles, diagnostics=made.built.ingested.diagnostics),
        diagnostics=in_order({*made.built.diagnostics, *published.diagnostics}),
    )


def in_order(diagnostics: set[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics by the place that they name."""
    return tuple(sorted(diagnostics, key=lambda it: (it.path, it.line or 0, it.message)))

"""One file for each address, each id and each article of an editor's own: copies are reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_gen.content.places import away_from_home, copied_from, original_of
from site_gen.errors import Diagnostic
from site_gen.model import Brief


def without_collisions(briefs: Sequence[Brief]) -> tuple[list[Brief], tuple[Diagnostic, ...]]:
    """Keep one article for each address and id; the others are reported.

    It is the one whose file is called as its address is, not a copy that a file service left beside it, else the first.
    """
    owners: dict[str, Brief] = {}
    shown, diagnostics = [], []
    titles = {brief.path: brief.title for brief in briefs}
    for brief in sorted(briefs, key=lambda brief: (*away_from_home(brief), brief.path)):
        owner = owners.get(brief.permalink) or owners.get(brief.id)
        original = owner is None and _original(brief, titles)
        if owner is None and original:
            message = f"is a copy of '{original}', by its name; it is not published"
            hint = "take over what is right in it, and delete it"
            diagnostics.append(Diagnostic(brief.path, None, "service-copy", message, hint, "warning"))
        elif owner is None:
            owners[brief.permalink] = owners[brief.id] = brief
            shown.append(brief)
        elif owner.permalink == brief.permalink:
            message = f"has the same address as '{owner.path}': /{brief.permalink}"
            diagnostics.append(Diagnostic(brief.path, 3, "collision", message, "give one of the two another 'slug'"))
        elif brief.seed and brief.seed == owner.seed:
            message = f"is the same article as '{owner.path}', which was filed first; its address leads there"
            diagnostics.append(Diagnostic(brief.path, None, "same-article", message, "delete this file", "warning"))
        else:
            message = f"has the same id as '{owner.path}': {brief.id}"
            diagnostics.append(Diagnostic(brief.path, 2, "collision", message, "take the line 'id: …' out of the copy"))
    return sorted(shown, key=lambda brief: brief.path), tuple(diagnostics)


def _original(brief: Brief, titles: Mapping[str, str]) -> str | None:
    """The file that an own article is a copy of: of what people copy only what has the same headline still."""
    if brief.seed:
        return None
    by_service, by_hand = original_of(brief.path), copied_from(brief.path)
    if by_service in titles:
        return by_service
    return by_hand if by_hand and titles.get(by_hand) == brief.title else None

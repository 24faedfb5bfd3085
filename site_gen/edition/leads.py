"""The order of a story's reports, and which of them leads: the one whose headline and text stand for the story."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from site_gen.edition.figures import Figure, figures
from site_gen.edition.labels import asks, label_of
from site_gen.language.clock import by_day
from site_gen.model import Brief
from site_gen.stories.bodies import containment
from site_gen.stories.terms import FLAGS

_COMPLETE: Final = 0.5  # of the words of the longest report
_CENTRAL: Final = 0.8  # of what the most central report shares with the others
_COPY: Final = 0.95  # of one text that stands in another


def in_order(reports: Iterable[Brief]) -> list[Brief]:
    """Reports by time; one that has only a day comes after those with a time on it."""
    return sorted(reports, key=lambda brief: (by_day(brief.published), brief.id))


def best(reports: Sequence[Brief], chosen: str | None) -> list[Brief]:
    """Reports in order behind the one that leads: the one that an editor has `chosen`, else the best."""
    ordered = in_order(reports)
    lead = next((brief for brief in ordered if brief.id == chosen), None) or leader(ordered)
    return [lead, *(brief for brief in ordered if brief is not lead)]


def leader(reports: Sequence[Brief]) -> Brief:
    """The best report, as far as is known: dated, news, complete, central, a text of its own, and of those the newest.

    Each of these is asked of the reports that are left; where none has it, all stay.
    """
    if len(reports) == 1:
        return reports[0]
    left = in_order(reports)
    for fit in _CRITERIA:
        is_fit = fit(left)
        left = [it for it in left if is_fit(it)] or left
    return left[-1]


def _in_language_of_most(reports: Sequence[Brief]) -> Callable[[Brief], bool]:
    languages = Counter(brief.lang for brief in reports)
    most = max(languages.values())
    return lambda brief: languages[brief.lang] == most


def _complete(reports: Sequence[Brief]) -> Callable[[Brief], bool]:
    longest = max(brief.words for brief in reports)
    return lambda brief: brief.words >= longest * _COMPLETE


def _counts_as_others(reports: Sequence[Brief]) -> Callable[[Brief], bool]:
    """Whether no later report counts more than a headline does; `reports` are in order."""
    later: dict[str, Figure] = {}
    outdated = set()
    for brief in reversed(reports):
        in_title = figures([brief.title])
        if any(what in later and figure.value < later[what].value for what, figure in in_title.items()):
            outdated.add(brief.id)
        for what, figure in figures([brief.title, brief.summary]).items():
            later[what] = max(figure, later.get(what, figure))
    return lambda brief: brief.id not in outdated


def _central(reports: Sequence[Brief]) -> Callable[[Brief], bool]:
    """Whether a report says nearly as much of what the others say as the one that says most of it."""
    terms = {brief.id: _terms(brief) for brief in reports}
    often = Counter(term for those in terms.values() for term in those)
    shared = {id_: sum(often[term] - 1 for term in those) for id_, those in terms.items()}
    most = max(shared.values())
    return lambda brief: shared[brief.id] >= most * _CENTRAL


def _terms(brief: Brief) -> frozenset[int]:
    return frozenset(term >> FLAGS for term in struct.unpack(f"<{len(brief.terms) // 4}I", brief.terms))


def _is_own_text(reports: Sequence[Brief]) -> Callable[[Brief], bool]:
    """Whether no report before has the same text, nearly to the word; `reports` are in order."""
    copies = {later.id for at, later in enumerate(reports) if any(_is_copy(later, it) for it in reports[:at])}
    return lambda brief: brief.id not in copies


def _is_copy(later: Brief, earlier: Brief) -> bool:
    is_same = later.body == earlier.body and later.body != ""
    return is_same or containment(earlier.fingerprint, later.fingerprint) >= _COPY


_CRITERIA: Final[tuple[Callable[[Sequence[Brief]], Callable[[Brief], bool]], ...]] = (
    lambda _: lambda it: it.dated != "seen",
    _in_language_of_most,
    lambda _: lambda it: not label_of(it),
    lambda _: lambda it: not asks(it.title),
    _complete,
    _counts_as_others,
    _central,
    _is_own_text,
    lambda _: lambda it: len(it.published) > 10,
)

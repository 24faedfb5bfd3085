"""How likely the pairs of a stream are one event, after all that speaks for and against has its say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from site_gen.errors import Diagnostic
from site_gen.model import Headline
from site_gen.stories.bodies import FEWEST_RUNS, REPRINT, containment
from site_gen.stories.many.candidates import candidates, is_near
from site_gen.stories.many.likelihood import FAINT, likelihood
from site_gen.stories.many.measures import Measures, Norms, measure, norms_of, with_pieces
from site_gen.stories.many.rows import Flags, Floats, Ints, Rows, rows
from site_gen.stories.two.vetoes import against, too_little
from site_gen.stories.two.words import HeadlineWords, without_name, wording

# Pairs less likely than this hold no story together, and headlines with less in common are no one sentence, so nobody
# asks what was changed in it.
_WORTH_A_VETO: Final = 0.3
_ONE_SENTENCE: Final = 0.15
# Pairs whose measures are in memory at once.
_AT_ONCE: Final = 1_000_000
# Two bodies that are one to the last word are one text whatever is said over them. Where they are so in part, the
# headlines must agree, or the passages stand in few other bodies: else it is what a site prints under all its articles.
_WHOLE: Final = 0.95
_AGREED: Final = 0.3
_EVERYWHERE: Final = 4  # bodies
# Headlines that are so alike are one. Texts that are so little alike are on other things, on another day or of one
# source sooner than else; and so many days later the same headline of the same source is the next of its kind, unless
# the text is so much the same that it was brought up to date.
_ONE_HEADLINE: Final = 0.95
_OTHER_TEXT: Final = 0.2
_UPDATED_TEXT: Final = 0.5
_LATER: Final = 0.5
# A headline of so many telling words says what happened; of fewer it may be the name of a column.
_SAYS_ENOUGH: Final = float(np.log1p(3)) - 1e-9


def weigh(heads: Sequence[Headline], published: Ints, problems: list[Diagnostic]) -> tuple[Ints, Ints, Floats]:
    """Pairs of articles that are in order, and how likely each is one event.

    `published` are the first articles of their stories, -1 where they have none; pairs of two that have are left out.
    """
    table = rows(heads)
    left, right = candidates(table, published < 0)
    if not len(left):
        return left, right, np.zeros(0)
    runs, norms = _runs_of(table), norms_of(table)
    parts = [slice(first, first + _AT_ONCE) for first in range(0, len(left), _AT_ONCE)]
    kept = []
    for part in parts:
        chance = _judge(table, runs, norms, left[part], right[part], problems).chance
        told = chance >= FAINT
        kept.append((left[part][told], right[part][told], chance[told]))
    lefts, rights, chances = zip(*kept, strict=True)
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(chances)


class Judged(NamedTuple):
    """What pairs of rows have in common, and how likely each is one event by itself."""

    measures: Measures
    chance: Floats


def judge(table: Rows, left: Ints, right: Ints, problems: list[Diagnostic]) -> Judged:
    """The pairs by themselves."""
    return _judge(table, _runs_of(table), norms_of(table), left, right, problems)


def _judge(table: Rows, runs: _Runs, norms: Norms, left: Ints, right: Ints, problems: list[Diagnostic]) -> Judged:
    """Measures | likelihood | one text | columns | vetoes."""
    found = measure(table, norms, left, right)
    with_bodies = table.has_body[left] & table.has_body[right]
    # Pieces cost the most, so they are asked of those that would be worth something if all of them were the same.
    hopeful = likelihood(found._replace(pieces=np.ones(len(left))), with_bodies) >= FAINT
    found = with_pieces(found, table, left, right, hopeful)
    chance = np.where(is_near(table, left, right), likelihood(found, with_bodies), 0.0)
    chance = _by_texts(table, runs, left, right, found, chance)
    with_texts = table.has_text[left] & table.has_text[right]
    chance = np.where(_are_columns(found, with_texts) & (chance < 1), 0.0, chance)
    chance = np.where(_are_one_headline(found), 1.0, chance)
    is_across = (table.lang[left] != table.lang[right]) & (table.lang[left] >= 0) & (table.lang[right] >= 0)
    is_worth = (chance >= _WORTH_A_VETO) & (chance < 1) & ((found.title >= _ONE_SENTENCE) | is_across)
    return Judged(found, _unless_vetoed(table, left, right, chance, np.flatnonzero(is_worth), problems))


def _are_columns(found: Measures, with_texts: Flags) -> Flags:
    """Which pairs have one headline, and nothing else in common: a paper's letters, its weather, its obituaries."""
    one_headline = found.title >= _ONE_HEADLINE
    later = found.days >= np.log1p(_LATER)
    same_source = found.source > 0
    other_text = (found.text < _OTHER_TEXT) & (later | same_source)
    next_one = same_source & later & (found.text < _UPDATED_TEXT)
    columns: Flags = one_headline & ((with_texts & other_text) | next_one)
    return columns


def _are_one_headline(found: Measures) -> Flags:
    """Which pairs have one headline that says enough, on one day and in two papers: one event."""
    at_once = (found.days < np.log1p(_LATER)) & (found.undated == 0)
    is_said: Flags = (found.title >= _ONE_HEADLINE) & (found.words >= _SAYS_ENOUGH) & at_once & (found.source == 0)
    return is_said


class _Runs(NamedTuple):
    """The runs of words that bodies were sampled for."""

    prints: Sequence[bytes]  # the fingerprint of each row
    known: Ints  # the runs, in order
    often: Ints  # in how many bodies each of them stands
    is_held: Flags  # rows of which enough runs stand in other bodies too; the rest hold no half of each other


def _runs_of(table: Rows) -> _Runs:
    prints = [head.fingerprint for head in table.heads]
    rows = [row for row, it in enumerate(prints) if it]
    runs = [_runs(prints[row]) for row in rows]
    every = np.concatenate(runs) if runs else np.zeros(0, dtype=np.int64)
    known, number, often = np.unique(every, return_inverse=True, return_counts=True)
    owners = np.repeat(np.array(rows, dtype=np.int64), [len(it) for it in runs])
    held = np.bincount(owners, often[number] > 1, len(table.heads))
    return _Runs(prints, known, often, held >= REPRINT * FEWEST_RUNS)


def _by_texts(table: Rows, runs: _Runs, left: Ints, right: Ints, found: Measures, chance: Floats) -> Floats:
    """The likelihood where one body holds most of the other: a reprint is one event, what stands everywhere is none."""
    prints = runs.prints
    agreed = np.maximum(found.told, found.title) >= _AGREED
    after = chance.copy()
    doubtful = []
    for at in np.flatnonzero(runs.is_held[left] & runs.is_held[right]).tolist():
        held = containment(prints[left[at]], prints[right[at]])
        if held >= _WHOLE or (held >= REPRINT and agreed[at]):
            after[at] = 1.0
        elif held >= REPRINT and found.source[at]:
            after[at] = 0.0
        elif held >= REPRINT:
            doubtful.append(at)
    if not table.is_stream:  # where else passages stand is not known
        after[doubtful] = 1.0
    else:
        for at in doubtful:
            both = np.intersect1d(_runs(prints[left[at]]), _runs(prints[right[at]]))
            after[at] = float(np.median(runs.often[np.searchsorted(runs.known, both)]) < _EVERYWHERE)
    return after


def _runs(fingerprint: bytes) -> Ints:
    return np.frombuffer(fingerprint, dtype="<u4")[1:].astype(np.int64)


def _unless_vetoed(
    table: Rows, left: Ints, right: Ints, chance: Floats, worth: Ints, problems: list[Diagnostic]
) -> Floats:
    """The likelihood without the pairs that are one sentence with something else in it, of those that are worth it."""
    cores: dict[int, HeadlineWords] = {}
    after = chance.copy()
    for place in worth.tolist():
        a, b = int(left[place]), int(right[place])
        try:
            for row in (a, b):
                if row not in cores:
                    cores[row] = wording(without_name(table.heads[row].title))
            is_bare = not (table.has_body[a] and table.has_body[b])
            if against(table.heads[a], table.heads[b], cores[a], cores[b]) or (
                is_bare and too_little(cores[a], cores[b])
            ):
                after[place] = 0.0
        except Exception as error:  # noqa: BLE001  # whatever goes wrong with a pair costs that pair, never the build
            problems.append(_not_compared(table.heads[a], table.heads[b], error))
            after[place] = 0.0
    return after


def _not_compared(a: Headline, b: Headline, error: Exception) -> Diagnostic:
    said = f"could not be compared with '{b.title[:80]}' ({b.id}): {type(error).__name__}: {error}"
    return Diagnostic(
        a.id, None, "not-compared", f"'{a.title[:80]}' {said}", "report it with both headlines", "warning"
    )

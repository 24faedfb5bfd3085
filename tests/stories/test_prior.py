"""How much evidence a story needs: the usual where most articles are alone, less where most have a partner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from site_gen.model import Headline
from site_gen.stories import group
from site_gen.stories.many.prior import enough

_USUAL = 0.48
_NOBODY = np.array([], dtype=np.int64)


def _least(rows: int, pairs: list[tuple[int, int]], chance: float, published: list[int] | None = None) -> float:
    left, right = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    settled = np.array(published if published is not None else [-1] * rows, dtype=np.int64)
    return enough(_USUAL, settled, left, right, np.full(len(pairs), chance))


@pytest.mark.parametrize("rows", [2, 60, 600, 60_000])
def test_the_usual_is_asked_where_one_in_ten_has_a_partner(rows: int) -> None:
    """However large the stream is."""
    assert _least(rows, [(at, at + 1) for at in range(0, rows // 10, 2)], 0.9) == pytest.approx(_USUAL)


def test_less_is_enough_where_most_have_a_partner_and_never_less_than_a_bound() -> None:
    """The more have one, the less is enough."""
    halves = [_least(900, [(at, at + 1) for at in range(0, share * 9, 2)], 0.9) for share in (20, 40, 60, 100)]
    assert halves == sorted(halves, reverse=True)
    assert halves[0] > halves[-1] >= 0.12


@pytest.mark.parametrize("rows", [2, 4, 10])
def test_a_few_articles_say_nothing_about_their_stream(rows: int) -> None:
    """Two look-alikes are no dense stream."""
    assert _least(rows, [(at, at + 1) for at in range(0, rows, 2)], 0.45) == pytest.approx(_USUAL)


def test_doubtful_pairs_are_noise_in_any_number() -> None:
    """A large stream has many pairs that say next to nothing."""
    rows = 500
    pairs = [(at, other) for at in range(rows) for other in range(at + 1, min(at + 20, rows))]
    assert _least(rows, pairs, 0.1) == pytest.approx(_USUAL)


def test_published_stories_count_by_their_reports() -> None:
    """What a stream was found to be it still is when its articles are settled."""
    rows = 600
    together = [at - at % 3 for at in range(rows)]
    assert _least(rows, [], 0.0, published=together) < 0.2
    assert _least(rows, [], 0.0, published=list(range(rows))) == pytest.approx(_USUAL)


_PLACES = "Arvik Belmor Castra Dunholm Elvast Farrow Gavle Harven Istra Jarrow Kestle Lomar Merrow Norvik Ostra".split()
_THINGS = "ferry bridge tunnel quarry brewery stadium airport library reactor orchard".split()
_NEWS = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _crowd(reports: int) -> list[Headline]:
    """A hundred and fifty events of so many reports each."""
    said = (
        "{place} {thing} shut after inspectors find cracks",
        "Cracks found: {thing} in {place} shut",
        "{place}: {thing} shut for weeks",
    )
    events = [(place, thing) for place in _PLACES for thing in _THINGS]
    return [
        Headline(
            id=f"{place}-{thing}-{report}".lower(),
            title=said[report].format(place=place, thing=thing),
            source=f"paper {report}",
            published=(_NEWS + timedelta(days=3 * at, hours=report)).isoformat(),
        )
        for at, (place, thing) in enumerate(events)
        for report in range(reports)
    ]


def test_a_doubtful_pair_joins_only_in_a_dense_stream() -> None:
    """The same two headlines, among articles that are alone and among stories of three reports."""
    pair = [
        Headline(id="first", title="Harbour pilots in Oskarby vote to strike", source="a", published=_NEWS.isoformat()),
        Headline(
            id="second",
            title="Crews down tools in Oskarby",
            source="b",
            published=(_NEWS + timedelta(hours=20)).isoformat(),
        ),
    ]

    def together(crowd: list[Headline]) -> bool:
        found = group([*pair, *crowd])
        return found["first"] == found["second"]

    assert not together([])
    assert not together(_crowd(1))
    assert together(_crowd(3))

"""Numbers of one digit tell next to nothing: lists, prices and scores are full of them."""

from __future__ import annotations

import pytest

from site_gen.model import Headline
from site_gen.stories import group
from site_gen.stories.terms import body_terms

PAIRS = [
    (
        ("Clock tower", "It runs 3 minutes fast at 5 and 7."),
        ("Buns at the mill", "Take 3 eggs, 5 plums, 7 nuts."),
    ),
    (("Chess club", "Board 4 was won in 9 moves."), ("Bus to the lake", "Line 4 leaves every 9 minutes from here.")),
    (("Uhren", "Die Uhr geht 3 Minuten vor, seit 8 Tagen."), ("Pflaumen", "Ein Korb kostet 3 Euro, zwei kosten 8.")),
    (("Le chat du port", "Il dort 7 heures, de 2 à 9."), ("Gare", "Le quai 7 ferme, les quais 2 et 9 ouvrent.")),
    (("Tide table", "High water at 6, low at 1."), ("Dog show", "6 beagles came, 1 won.")),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_small_numbers_in_common_are_no_event(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Two short notes of a day that have nothing but such numbers in common are two stories."""
    notes = [
        Headline(id=str(at), title=title, published="2025-12-04", terms=body_terms(text))
        for at, (title, text) in enumerate((one, other))
    ]
    assert len(set(group(notes).values())) == 2

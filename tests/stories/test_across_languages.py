"""Reports in two languages are one event where names and numbers carry it, and only then."""

from __future__ import annotations

import pytest

from site_gen.model import Headline
from site_gen.stories import body_terms, group
from site_gen.stories.reasons import explain

Report = tuple[str, str, str]  # language, headline, text

ONE_EVENT: list[tuple[Report, Report]] = [
    (
        ("en", "Quake of magnitude 6.8 strikes Talca, Chile", "A quake of magnitude 6.8 struck near Talca at 07:12."),
        (
            "es",
            "Terremoto de magnitud 6,8 sacude Talca, Chile",
            "Un terremoto de magnitud 6,8 sacudió Talca a las 07:12 del lunes.",
        ),
    ),
    (
        (
            "en",
            "Vega 3 puts 28 Lumo satellites into orbit from Kourou",
            "The rocket Vega 3 lifted off from Kourou at 14:03 with 28 Lumo satellites.",
        ),
        (
            "de-AT",
            "Vega 3 bringt von Kourou aus 28 Satelliten von Lumo ins All",
            "Die Rakete Vega 3 hob um 14:03 Uhr in Kourou mit 28 Satelliten von Lumo ab.",
        ),
    ),
]

TWO_EVENTS: list[tuple[Report, Report]] = [
    (
        ("en", "Chile: copper workers strike in Talca", "Workers at a copper mine near Talca in Chile went on strike."),
        ("es", "Chile: el presidente visita Talca", "El presidente visitó el lunes Talca, en Chile."),
    ),
    (
        ("en", "Bus crash near Jalpa, Mexico kills 14", "A bus fell into a ravine near Jalpa and 14 people died."),
        ("es", "Choque de autobús cerca de Jalpa, Mexico, deja 31 muertos", "Murieron 31 personas en Jalpa."),
    ),
]


def _heads(pair: tuple[Report, Report]) -> list[Headline]:
    return [
        Headline(id=lang, lang=lang, title=title, source=lang, published="2026-05-04T08:00:00Z", terms=body_terms(text))
        for lang, title, text in pair
    ]


@pytest.mark.parametrize("pair", ONE_EVENT, ids=lambda pair: pair[1][0])
def test_names_and_numbers_carry_an_event(pair: tuple[Report, Report]) -> None:
    """Another word for the same thing in another language is no other event."""
    assert len(set(group(_heads(pair)).values())) == 1


@pytest.mark.parametrize("pair", TWO_EVENTS, ids=["place", "toll"])
def test_a_place_alone_is_no_event(pair: tuple[Report, Report]) -> None:
    """A country and a town in common, or another number, are two events; and the reason is said."""
    heads = _heads(pair)
    assert len(set(group(heads).values())) == 2
    assert explain(*heads).rule.startswith(("two languages", "numbers"))

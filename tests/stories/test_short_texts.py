"""Texts of a few words say too little to be weighed, so that headlines decide; but they tell columns apart."""

from __future__ import annotations

import pytest

from site_gen.model import Headline
from site_gen.stories import body_terms, group


def _stories(*reports: tuple[str, str, str]) -> int:
    """How many stories three papers' reports of two days become: (day, headline, text)."""
    heads = [
        Headline(id=f"r{at}", title=title, source=f"Paper {at}", published=f"2026-05-{day}", terms=body_terms(text))
        for at, (day, title, text) in enumerate(reports)
    ]
    return len(set(group(heads).values()))


ONE_EVENT = [
    [
        ("05T07:00:00Z", "Ferry runs aground off Tarnsey with ninety on board", "The tide was low."),
        ("05T08:00:00Z", "Ninety wait on ferry aground off Tarnsey", "Nobody is hurt."),
        ("05T09:00:00Z", "Tarnsey: ferry aground, ninety on board", "A tug is on its way."),
    ],
    [
        ("05T07:00:00Z", "Brücke über die Wipper gesperrt", "Ein Pfeiler hat Risse."),
        ("05T09:00:00Z", "Wipper: Brücke bis Herbst gesperrt", "Der Umweg ist lang."),
    ],
    [
        ("05T07:00:00Z", "Le maire de Vaulx démissionne après l'affaire des piscines", "Il a lu une lettre."),
        ("05T10:00:00Z", "Affaire des piscines : le maire de Vaulx démissionne", "Le conseil se réunit."),
    ],
]


@pytest.mark.parametrize("reports", ONE_EVENT)
def test_headlines_decide_over_texts_of_a_few_words(reports: list[tuple[str, str, str]]) -> None:
    """Reports of one event whose texts are one short sentence each are one story."""
    assert _stories(*reports) == 1


COLUMNS = [
    [("05T07:00:00Z", "From the courts", "A baker was fined."), ("06T07:00:00Z", "From the courts", "Two go to jail.")],
    [("05T07:00:00Z", "Wetter", "Schauer im Osten."), ("06T07:00:00Z", "Wetter", "Sonne und Wind.")],
    [("05T07:00:00Z", "Mots croisés", "Fleuve d'Asie."), ("06T07:00:00Z", "Mots croisés", "Roi de Sparte.")],
]


@pytest.mark.parametrize("reports", COLUMNS)
def test_one_headline_over_other_short_texts_is_a_column(reports: list[tuple[str, str, str]]) -> None:
    """The same headline on another day over another text is the next of its kind, however short both are."""
    assert _stories(*reports) == 2


LOOSE = [
    [
        ("05T07:00:00Z", "Alwin plans a swimming hall", "It would have six lanes and a café on the pier."),
        ("05T08:00:00Z", "Rocket lost over the sea", "It had left Alwin eleven seconds before, with two satellites."),
    ],
    [
        ("05T07:00:00Z", "Bank of Orrel leaves rates as they are", "The central bank of Orrel sees no reason to act."),
        ("28T07:00:00Z", "Museum buys a coin hoard", "A farmer of Orrel found the silver under a barn last spring."),
    ],
    [
        (
            "05T07:00:00Z",
            "Neue Orgel für Sankt Blasien",
            "Das Instrument aus Halden hat vierzig Register und zwei Manuale.",
        ),
        ("06T07:00:00Z", "Waldbrand am Kegelberg gelöscht", "Die Feuerwehr aus Halden rückte mit vierzig Leuten an."),
    ],
]


@pytest.mark.parametrize("reports", LOOSE)
def test_one_rare_word_in_short_texts_is_no_event(reports: list[tuple[str, str, str]]) -> None:
    """A place in common makes most of two texts of a sentence, and says nothing of what happened there."""
    assert _stories(*reports) == 2


@pytest.mark.parametrize(
    ("headlines", "stories"),
    [
        (("Good news", "Far away news", "Morning news"), 3),
        (("Weather today", "Local weather"), 2),
        (("Neues aus dem Rathaus", "Ein Tag im Rathaus"), 2),
        (("Storm Tilda", "Tilda storm hits"), 1),
        (("Kelmar dead", "Jonas Kelmar dies"), 1),
    ],
)
def test_one_word_that_is_no_name_is_no_event(headlines: tuple[str, ...], stories: int) -> None:
    """Two short headlines have a word in common soon; a name, or two words, is another matter."""
    assert _stories(*(("05T07:00:00Z", title, "") for title in headlines)) == stories

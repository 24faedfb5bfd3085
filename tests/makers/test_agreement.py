"""What reports say alike is printed sentences that all of those named do say."""

from __future__ import annotations

import pytest

from site_gen.makers.html.agreement import ComparedText, agree

TOLL = "The new toll on the Kelm bridge will be four euros a crossing from May. "


def texts(*bodies: str) -> tuple[ComparedText, ...]:
    return tuple(ComparedText(f"<p>{body}</p>", place) for place, body in enumerate(bodies))


def test_what_most_say() -> None:
    """A sentence that most own texts have in substance is shown once, as printed, with who says it."""
    said = agree(
        texts(
            TOLL + "Drivers of lorries protested in front of the town hall with their horns.",
            "From May a crossing of the Kelm bridge will cost a new toll of four euros. Bakers are worried.",
            "Ferries may come back to the river, says the shipping office in its yearly report on traffic.",
        )
    )
    assert [(it.text, it.by) for it in said.most] == [(TOLL.strip(), (0, 1))]
    assert said.groups == 3
    assert all("toll" not in sentence for added in said.added for sentence in added)


def test_another_figure_and_a_denial_are_not_the_same() -> None:
    """Where a figure differs, or one says no, nothing is said alike."""
    five, denied = TOLL.replace("four", "five"), TOLL.replace("will be", "will not be")
    assert agree(texts(TOLL, five, denied)).most == ()


def test_one_text_is_one_voice() -> None:
    """Reprints count once: three papers with one agency's text are too few for "most"."""
    assert agree((ComparedText(f"<p>{TOLL}</p>", 0),) * 3).most == ()
    assert agree((ComparedText(f"<p>{TOLL}</p>", 0), ComparedText(f"<p>{TOLL}</p>", 1))).most == ()


def test_what_only_one_report_adds() -> None:
    """The sentences of which no other report has anything."""
    own = "A retired ferryman has kept the last boat in his barn for thirty years."
    said = agree(texts(TOLL + own, TOLL + "Bakers in the old town fear for their morning deliveries."))
    assert said.added[0] == (own,)


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        # Another word stands in the place of one.
        (
            "Officers found the man in the yard with a deep cut to the shoulder.",
            "Officers found the man in the yard with a deep cut to the neck.",
        ),
        (
            "Der Bürgermeister stellte den Plan für das neue Freibad im Rathaus vor.",
            "Der Bürgermeister stellte den Plan für das neue Stadion im Rathaus vor.",
        ),
        (
            "The committee wants to close the old harbour railway in spring.",
            "The committee wants to close the old harbour market in spring.",
        ),
        # What is asked or supposed is not said.
        (
            "The minister has condemned the attack on the Kelm market repeatedly.",
            "Reporters repeatedly asked the minister if he condemned the attack on the Kelm market.",
        ),
        (
            "The company will close its plant in Kelm before winter begins.",
            "Unions want to know whether the company will close its plant in Kelm before winter begins.",
        ),
        # Half and whole.
        (
            "Inspectors found 1/2 bucket of soup hidden behind the kitchen door of the school.",
            "Inspectors found 1 bucket of soup and 2 plates hidden behind the kitchen door of the school.",
        ),
    ],
)
def test_what_differs_in_a_word_is_not_said(sentence: str, other: str) -> None:
    """A place, a question or a fraction that differs makes another statement of nearly the same words."""
    assert sentence not in [it.text for it in agree(texts(sentence, other, other)).most]


@pytest.mark.parametrize(
    "sentence",
    [
        "Counsellors will be at the school for pupils and teachers tomorrow morning.",
        "Get breaking news, weather and traffic from Kelm wherever you go.",
        "The other man was taken to the hospital of Kelm with a broken arm.",
        "Another driver was taken to the hospital of Kelm with a broken arm.",
    ],
)
def test_what_cannot_stand_alone_is_not_shown(sentence: str) -> None:
    """Days that depend on the report's, what pages say of themselves, and what leans on the sentence before it."""
    assert agree(texts(sentence, sentence, sentence)).most == ()

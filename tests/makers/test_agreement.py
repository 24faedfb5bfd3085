"""What reports say alike is printed sentences that all of those named do say."""

from __future__ import annotations

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

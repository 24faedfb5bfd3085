"""What stands for a body elsewhere says something, and says it as the text does."""

from __future__ import annotations

import pytest

from site_gen.content.teasers import teaser

FIRST = "The council of the valley has decided that the bridge stays open until spring."


@pytest.mark.parametrize(
    "before",
    [
        "![The bridge](https://x.example/b.jpg)\n\n",
        "---\n",
        "***\n\n",
        "> ## Excerpt\n> Something of it.\n\n",
        "## What happened\n\n",
        "- a list\n- of things\n\n",
        "```\ncode()\n```\n\n",
        "Photo: Jane Doe / Agency\n\n",
        "The old bridge at noon. Foto: J. Doe\n\n",
        "Sign up for our newsletter\n\n",
        "Introduction\n\n",
        "Posted in News of the Valley\n\n",
        "What does it cost?\n\n",
        "In this series:\n\n- One\n- Two\n\n",
        "Dear readers,\n\n",
        "Hello, friends of the valley!\n\n",
        "(This article was first published in the Valley Post on 3 November.)\n\n",
        "A version of this story appeared in print.\n\n",
        "Dieser Beitrag erschien zuerst im Talboten.\n\n",
        "Este artículo se publicó originalmente en El Eco.\n\n",
        "paper.example/2026/bridge\n\n",
        "LORCH, Nov 3 (Reuters) - ",
        "OSLO — ",
        "Berlin (dpa) – ",
    ],
)
def test_teaser(before: str) -> None:
    """Pictures, rules, headings, scraps of the page and datelines are no teaser."""
    assert teaser(f"{before}{FIRST}\n\nMore of it.") == FIRST


def test_teaser_without_a_paragraph() -> None:
    """Where there is nothing but a list, its words stand in."""
    assert teaser("## Links\n\n- One thing\n- Another") == "One thing Another"
    assert teaser("- Follow-up:\n\n  - The ferry is late, says everybody who waits for it\n- Rain.") == (
        "The ferry is late, says everybody who waits for it Rain."
    )
    assert teaser("") == ""


def test_short_paragraphs() -> None:
    """A few words that end no sentence stand in where nothing else does; a short sentence is one."""
    assert teaser("Rain again today") == "Rain again today"
    assert teaser("It rained.\n\nThe bridge is closed until the river falls again.") == "It rained."
    assert teaser("橋は春まで通れる\n\n町はそう言った。") == "橋は春まで通れる"


@pytest.mark.parametrize(
    "first",
    [
        "Hello Kitty's museum in Kobe burned down on Monday.",
        "This book was published in 1990 and sold a million copies.",
        "The report was published on Monday by the ministry.",
        "Dieser Fund ist zunächst ein Rätsel.",
        "Dear Doctors: Our daughter wants to become a vegan. Is that wise?",
    ],
)
def test_words_of_greetings_and_notes_in_a_text(first: str) -> None:
    """What begins like a greeting or a note on the text, and is none, is the teaser."""
    assert teaser(f"{first}\n\n{FIRST}") == first


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Alliance wins. She thanked the voters for their patience.", "She thanked the voters for their patience."),
        ("Alliance wins\n\nShe thanked the voters.", "She thanked the voters."),
        ("Alliance winsome she is not, they said.", "Alliance winsome she is not, they said."),
        ("Alliance wins. So it is.", "Alliance wins. So it is."),
        (
            "Alliance wins in the third round, after a long night.",
            "Alliance wins in the third round, after a long night.",
        ),
        ("ALLIANCE WINS – After a long night the count was over.", "After a long night the count was over."),
    ],
)
def test_the_headline_is_not_said_again(body: str, said: str) -> None:
    """A text that begins with its headline goes on behind it, unless too little is left."""
    assert teaser(body, "Alliance wins") == said


def test_an_address_is_no_teaser() -> None:
    assert teaser("https://buoys.example/drift-map\n") == ""
    assert (
        teaser("[https://buoys.example/a](https://buoys.example/a)\n\nTen buoys are lost.\n") == "Ten buoys are lost."
    )


@pytest.mark.parametrize("link", ["[plan][1]", "[plan][]", "[plan]", "[plan](https://a.example/)"])
def test_links_by_reference(link: str) -> None:
    """Where a link leads stands at the end of the text; a teaser shows its words alone."""
    text = f"See the {link} of the harbour office.\n\n[1]: https://a.example/\n[plan]: <https://b.example/> 'Plan'\n"
    assert teaser(text) == "See the plan of the harbour office."
    assert (
        teaser(f"[plan]: https://b.example/\n\nSee the {link} of the office.\n\n[1]: c")
        == "See the plan of the office."
    )
    assert teaser("[Mayor]: I never said that to anybody.\n") == "[Mayor]: I never said that to anybody."
    assert teaser("He wrote [sic] and [1] in it, twice.\n") == "He wrote [sic] and [1] in it, twice."


@pytest.mark.parametrize(
    "body", ["#7 stops here now, and only in the evening.", "#Never stood on the signs before the hall."]
)
def test_a_number_sign_is_no_heading(body: str) -> None:
    assert teaser(f"{body}\n\nMore on Tuesday.") == body


@pytest.mark.parametrize("mark", ["[1]", "[\\[2\\]]", "[^3]", "[*]"])
def test_marks_of_footnotes(mark: str) -> None:
    """A number that leads to a note below is no part of the year before it."""
    link = f"{mark}(https://a.example/p/lens#footnote-1)"
    expected = "The first since 1934. It shines." if mark != "[*]" else "The first since 1934.* It shines."
    assert teaser(f"The first since 1934.{link} It shines.") == expected
    assert teaser("See [1934](https://a.example/#y) in the list.") == "See 1934 in the list."

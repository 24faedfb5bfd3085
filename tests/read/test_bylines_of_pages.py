"""What stands between a headline and a text: who wrote it, how to reach them, when it was published and changed."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import pytest
from readings import ONE, TWO, page

TEXT = f"<p>{ONE}</p><p>{TWO}</p>"


@pytest.mark.parametrize(
    "line",
    [
        "<p class='dates'>Publié le 27 novembre 2026 à 08h00, mis à jour le 28 novembre 2026 à 07h15</p>",
        "<p class='dates'>Updated 28 November 2026, first published 27 November 2026</p>",
        "<div class='meta'>27 Nov 2026, 8:00 (last updated: 28 Nov 2026, 7:15)</div>",
        "<div class='info'>Erschienen am 27.11.2026 · aktualisiert am 28.11.2026</div>",
    ],
)
def test_the_day_of_publication_beside_one_of_change(line: str) -> None:
    found = page(
        f"<article><h1>Pears fall</h1>{line}{TEXT}</article>", "Pears fall", lang="fr" if "le" in line else "de"
    )
    assert (found.published or "")[:10] == "2026-11-27"


@pytest.mark.parametrize(
    "line",
    [
        "<p class='dates'>Updated 28 November 2026, edited 29 November 2026</p>",
        "<p class='dates'>27 November 2026, 28 November 2026</p>",
    ],
)
def test_two_days_that_say_nothing(line: str) -> None:
    assert page(f"<article><h1>Pears fall</h1>{line}{TEXT}</article>", "Pears fall").published is None


@pytest.mark.parametrize(
    "signature",
    [
        "<div class='author_info'><span><a href='/staff/clee/posts.html'>Carla Lee</a> | <a href='mailto:c@g.example'>Email the author</a> | <a href='https://t.example/c'>Follow on Twitter</a></span><br>on November 25, 2026 at 7:00 AM, updated November 25, 2026 at 9:12 AM</div>",
        "<p class='byline'><a rel='author' href='/a/clee'>Carla Lee</a> <a href='mailto:c@g.example'>Contact</a> <a href='https://t.example/c'>@clee</a></p>",
    ],
)
def test_a_signature_is_no_text(signature: str) -> None:
    found = page(f"<article><h1>Pears fall</h1>{signature}<div>{TEXT}</div></article>", "Pears fall | Growers")
    assert found.authors == ("Carla Lee",)
    assert found.body == f"{ONE}\n\n{TWO}"


def test_names_in_capitals() -> None:
    head = "<meta name='byl' content='By ABBY LIND, THOMAS HARROW and ROBERT DERBY'>"
    found = page(f"<article><h1>Pears fall</h1>{TEXT}</article>", "Pears fall", head)
    assert found.authors == ("ABBY LIND", "THOMAS HARROW", "ROBERT DERBY")


def test_a_text_that_begins_with_a_name_stays() -> None:
    text = "<p>Carla Lee, who grows pears, said on Monday that she would contact the mayor.</p>"
    head = "<meta name='author' content='Carla Lee'>"
    assert page(f"<article><h1>Pears fall</h1>{text}{TEXT}</article>", "Pears fall", head).body.startswith(
        "Carla Lee, who"
    )


def test_the_lead_of_a_ticker() -> None:
    """It may stand with the headline in a box of its own."""
    posts = "".join(
        f"<article class='entry'><time datetime='2026-11-27T{at}:00:00Z'>{at}.00 Uhr</time><h3>Post {at}</h3><p>{ONE}</p></article>"
        for at in (14, 12, 10)
    )
    body = page(
        f"<main><div class='head'><h1>Storm</h1><p class='lead'>{TWO}</p><p>Von Tessa Lind</p></div><section>{posts}</section></main>",
        "Storm",
        "<meta name='author' content='Tessa Lind'>",
        lang="de",
    ).body
    assert body.startswith(f"{TWO}\n\n14.00 Uhr\n\n### Post 14")

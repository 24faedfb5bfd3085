"""Headline variants: what is one headline in two wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.stories import distinct_headlines
from site_gen.stories.two.variants import same_wording
from site_gen.stories.two.words import wording, words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Storm cuts power in Lagos", "STORM CUTS POWER IN LAGOS"),
        ("Storm cuts power – Lagos dark", "Storm cuts power - Lagos dark."),
        ("Lagos: storm cuts power", "Storm cuts power, Lagos"),
        ("It&#x27;s over: ferry strike ends", "It’s over: ferry strike ends"),
        ("Harbour reopens after the flood today", "Harbour reopens after the flood tonight"),
        ("Łódź déjà vu: trams stop again", "Łódź deja vu: trams stop again"),
    ],
)
def test_near_identical_headlines_fold_under_the_first(a: str, b: str) -> None:
    """Case, dashes, punctuation, order, entities and a changed last word make no new headline."""
    assert distinct_headlines([a, b]) == ((a, b),)


def test_other_headlines_stay_in_order() -> None:
    """A headline that says it otherwise is shown too, in the order of the list."""
    listed = ["Ferry strike ends", "Islanders return home as crews accept pay deal", "Ferry Strike Ends"]
    assert distinct_headlines(listed) == (("Ferry strike ends", "Ferry Strike Ends"), (listed[1],))


@pytest.mark.parametrize("label", ["LIVE: {}", "UPDATE 2-{}", "Breaking News: {}", "{} - The Daily Post", "{} (VIDEO)"])
def test_a_label_or_a_name_makes_no_new_wording(label: str) -> None:
    """What a wire or a paper puts around a headline is not part of it."""
    headline = "Rescuers reach village cut off by snow"
    assert same_wording(headline, label.format(headline))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,200 and 1.200", ("1200", "and", "1200")),
        ("U.N. envoy doesn't", ("un", "envoy", "doesnt")),
        ("l'école d’Alger", ("l", "ecole", "d", "alger")),
        ("東京五輪", ("東京", "京五", "五輪")),
    ],
)
def test_words_have_one_normal_form(text: str, expected: tuple[str, ...]) -> None:
    """Numbers, initials, elisions and unspaced scripts read the same however they are typed."""
    assert words(text) == expected


@given(st.text(max_size=40) | st.text("aAsSbl1'’.,-: &;é\u0301東ア", max_size=20))
def test_a_headline_is_cut_into_the_same_words_whole_and_piece_by_piece(headline: str) -> None:
    """Headlines are compared by the words of either way, so both must find the same."""
    assert words(headline) == wording(headline).words


@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_headline_is_kept_once(headlines: list[str]) -> None:
    """Folding loses nothing and repeats nothing, whatever the text."""
    folded = [headline for group in distinct_headlines(headlines) for headline in group]
    assert sorted(folded) == sorted(set(headlines))

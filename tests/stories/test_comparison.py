"""Two headlines side by side: what counts as shared, what speaks against, and what the others of a file teach."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sites import Site

from site_gen.model import Headline
from site_gen.stories import compare, compare_all, group
from site_gen.stories.two.alignment import KIN, align, kinship, maybe_kin
from site_gen.stories.two.rarity import learn
from site_gen.stories.two.vetoes import vetoes
from site_gen.stories.two.words import wording


def _pair(a: str, b: str, pa: str | None = None, pb: str | None = None) -> tuple[Headline, Headline]:
    return Headline(id="a", title=a, published=pa), Headline(id="b", title=b, published=pb)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("syria", "syrian"),
        ("claims", "claimed"),
        ("hizbullah", "hezbollah"),
        ("quake", "earthquake"),
        ("rises", "climbs"),
        ("five", "5"),
        ("13th", "13"),
        ("الزلزال", "زلزال"),
        ("tote", "gestorben"),
    ],
)
def test_words_that_stand_for_one_another(word: str, other: str) -> None:
    """Inflections, spellings, synonyms and numbers written out are shared words."""
    assert kinship(word, other) == kinship(other, word) >= KIN


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("iran", "iraq"),
        ("austria", "australia"),
        ("thursday", "tuesday"),
        ("increase", "decrease"),
        ("import", "export"),
        ("five", "6"),
        ("mali", "malta"),
        ("north", "south"),
    ],
)
def test_words_that_only_look_alike(word: str, other: str) -> None:
    """Names, days and directions that share letters are others."""
    assert kinship(word, other) == kinship(other, word) < KIN


@pytest.mark.parametrize(
    ("a", "b", "word"),
    [
        ("Rebelheld town falls", "Rebel-held town falls", "rebelheld"),
        ("BoE keeps rates", "Bank of England keeps rates", "boe"),
        ("EEUU gana el oro", "Estados Unidos gana el oro", "eeuu"),
    ],
)
def test_one_word_may_stand_for_many(a: str, b: str, word: str) -> None:
    """A compound and an abbreviation have their counterpart in the words that they are made of."""
    found = align(wording(a), wording(b))
    assert found.left.get(word, 1) == 1
    assert all(much == 1 for much in found.right.values())


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("Leeds beat Hull 2-1 in replay", "Hull beat Leeds 2-1 in replay", "changed places: leeds and hull"),
        ("Council votes for tram line", "Council votes against tram line", "for, not against"),
        ("What to see on day 5 of five", "What to see on day 8 of five", "numbers: 5, not 8"),
        ("Team wins after losing a set", "Team loses after losing a set", "wins, not loses"),
        ("Briefing for Monday: rail, milk", "Briefing for Friday: ports, tea", "issues of 'briefing'"),
    ],
)
def test_what_is_changed_is_named(a: str, b: str, said: str) -> None:
    """A veto looks at the place where a word stands, and says what stands there instead."""
    assert said in vetoes(wording(a), wording(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Death toll from bus crash in Oruro rises to 21", "Death toll from bus crash in Oruro rises to 24"),
        ("Carmaker recalls 40,000 vehicles over brakes", "Carmaker recalls 39,800 vehicles over brakes"),
        ("Two climbers missing on Mont Blanc", "2 climbers missing on Mont Blanc"),
        ("Ein Beben erschüttert Graz", "In Graz erschüttert ein Beben"),
        ("Землетрясение произошло в Армении", "В Армении произошло землетрясение"),
    ],
)
def test_one_event_told_twice_is_not_vetoed(a: str, b: str) -> None:
    """A count that goes on, a rounded number, a number in words and another order of words change no event."""
    assert vetoes(wording(a), wording(b)) == ()


def test_a_word_is_as_rare_as_it_is_in_its_language() -> None:
    """A word of all of the few French headlines is commoner than one of as many of the many English ones."""
    english = [f"The port of {'Hull' if n < 40 else 'Leith'} is open on day {n}" for n in range(400)]
    french = [f"Le port de Sète est ouvert pour la saison {n}" for n in range(40)]
    rarity = learn(map(wording, english + french))
    assert rarity["sete"] < rarity["hull"]
    assert rarity["the"] == rarity["la"] == 0


def test_what_is_like_all_others_says_little() -> None:
    """A headline that is as like to many others of the file is less likely one event with any of them."""
    pair = _pair("Games open in Lima", "Games in Lima are opened today")
    others = [
        _pair("Games open in Lima", title)
        for title in ("Games in Lima open late", "Lima Games open", "Open Games, Lima")
    ]
    assert compare_all([pair, *others])[0].score < compare_all([pair])[0].score


def test_time_between_speaks_against() -> None:
    """The longer ago, the less likely one event; not knowing is like three days."""
    titles = "Ferry strike ends on the islands", "Strike of ferry crews is over"
    near, far, unknown = (
        compare(*_pair(*titles, *times)).score
        for times in (("2025-03-01", "2025-03-01"), ("2025-03-01", "2025-05-01"), (None, None))
    )
    assert near > unknown > far


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_order_of_a_pair_changes_nothing(a: str, b: str) -> None:
    """Any two texts are compared, and from either side alike."""
    there, back = compare(*_pair(a, b)), compare(*_pair(b, a))
    assert (there.same, there.variant) == (back.same, back.variant)
    assert there.score == pytest.approx(back.score)


@given(st.text(max_size=12), st.text("0123456789.,:-/ ½²٣stndrh", max_size=12), st.text("0123456789.,ex", max_size=12))
@example("", "1.2.3", "1.2.4")
@example("", "9" * 400, "1")
def test_any_text_may_stand_where_a_number_does(text: str, number: str, other: str) -> None:
    """Versions, dates, times and what else has digits in it are compared like any word."""
    frame = "Version {} of Harbour " + text.replace("{", "").replace("}", "") + " is out"
    assert compare(*_pair(frame.format(number), frame.format(other))).rule
    assert len(group(_pair(frame.format(number), frame.format(other)))) == 2


def test_two_versions_are_two_events() -> None:
    """The versions of one program are told apart, as other numbers are."""
    assert not compare(*_pair("Version 1.2.3 of Harbour out", "Version 1.2.4 of Harbour out")).same


def test_one_address_is_one_article() -> None:
    """Whatever two headlines say, one address stands behind both; a site's front page is nobody's."""
    ferry, bridge = "New ferry for the harbour", "Bridge closed until spring"
    one = compare(
        Headline(id="a", title=ferry, url="https://www.daily.example/news/17?utm_source=x"),
        Headline(id="b", title=bridge, url="https://daily.example/news/17"),
    )
    assert (one.same, one.rule) == (True, "one article: both have the same address")
    home = "https://daily.example/"
    assert not compare(Headline(id="a", title=ferry, url=home), Headline(id="b", title=bridge, url=home)).same


_WORDS = st.sampled_from("two 2 2nd 22 40 rises falls fell austria australia الاول اول quake earthquake colour".split())


@given(st.lists(_WORDS | st.text("abt", min_size=1, max_size=6), unique=True))
def test_no_kin_are_passed_over(words: list[str]) -> None:
    """What is left out because two words start otherwise would have scored nothing."""
    maybe = set(maybe_kin(words, words))
    assert all((word, other) in maybe for word in words for other in words if kinship(word, other))


def test_bad_lines_of_pairs_are_named_and_the_rest_is_scored(site: Site) -> None:
    """Each bad line costs itself: it is named with its number, and the exit code is 1."""
    good = {"a": "Flood in Bern", "b": "Bern is flooded", "pa": 5, "pb": "yesterday"}
    rows: list[object] = [{"id": 1, **good}, {"id": 1, **good}, {"id": 2, "a": "Flood"}, {**good}, [1]]
    rows.append({"id": 3, "a": "x" * 1_000_000, "b": "y"})
    rows.append({"id": "last", **good})
    result = site.command("group", "--pairs", "-", stdin="\n".join(["{not json", *map(json.dumps, rows)]))
    assert result.returncode == 1
    scored = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["id"], row["same"]) for row in scored] == [(1, True), ("last", True)]
    named = [line for line in result.stderr.splitlines() if ": error: " in line]
    assert [line.split(":")[1] for line in named] == ["1", "3", "4", "5", "6", "7"]
    assert "1,000,000 characters" in named[-1]

"""Stories: what is grouped, in whatever order it comes, and what an editor decides."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from site_gen.errors import Diagnostic
from site_gen.model import Headline
from site_gen.stories import Decisions, body_terms, explain, fingerprint, group
from site_gen.stories.many import pairs
from site_gen.stories.two.words import HeadlineWords


def _stream(count: int = 40) -> list[Headline]:
    """Events with made-up names, three reports each, some hours apart, over many days."""
    names = random.Random(4)
    found = []
    for event in range(count):
        place, person, thing = ("".join(names.choices("abdegiklmnoprstu", k=8)).title() for _ in range(3))
        wordings = (
            f"{thing} festival in {place} opened by {person}",
            f"{person} opens {thing} festival at {place}",
            f"{place}: thousands at {thing} festival as {person} opens it",
        )
        for number, title in enumerate(wordings):
            when = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(hours=event * 17 + number * 5)
            found.append(Headline(id=f"e{event}-{number}", title=title, published=when.isoformat()))
    return found


def test_reports_of_one_event_become_a_story_led_by_the_first() -> None:
    """The lead is the earliest published, and every report points to it."""
    stories = group(_stream())
    assert all(lead == f"{id_.split('-')[0]}-0" for id_, lead in stories.items())


def test_order_of_input_changes_nothing() -> None:
    """The same articles in any order are the same stories."""
    stream = _stream()
    shuffled = random.Random(1).sample(stream, len(stream))
    assert group(shuffled) == group(stream)


def test_an_editor_has_the_last_word() -> None:
    """What is merged is one story and what is split is two, whatever the score and the distance."""
    decisions = Decisions(together=(("e0-0", "e30-2"),), apart=(("e5-0", "e5-2"),))
    stories = group(_stream(), decisions=decisions)
    assert stories["e0-0"] == stories["e30-2"]
    assert stories["e5-0"] != stories["e5-2"]


def test_one_address_is_one_story() -> None:
    """Articles of one canonical address are one story under any headline; a front page is nobody's address."""
    added = [
        Headline(
            id="x", title="Ferry strike ends", published="2025-03-02", url="https://www.example.com/a?utm_source=x"
        ),
        Headline(id="y", title="Boats sail again", published="2025-03-20", url="http://example.com/a/#top"),
        Headline(id="z", title="Quiet night", published="2025-03-20", url="https://example.com/?b=1"),
        Headline(id="u", title="Museum opens", published="2025-03-21", url="https://example.com/"),
        Headline(id="v", title="Bridge closed", published="2025-03-22", url="https://example.com"),
    ]
    stories = group([*_stream(), *added])
    assert stories["y"] == "x"
    assert len({stories[id_] for id_ in "xzuv"}) == 4


@pytest.mark.parametrize("count", [0, 1])
def test_few_articles_are_grouped_too(count: int) -> None:
    """Nothing and one article are no special case for the caller."""
    assert len(group(_stream()[:count])) == count


@pytest.mark.parametrize("title", ["", "???", "🙂", "x" * 1_000_000, "٣ ፩ ²", "\x00"])
def test_odd_titles_are_grouped(title: str) -> None:
    """A title without a word, or far too long, is a story like any other."""
    assert len(group([Headline(id="a", title=title), Headline(id="b", title="Ferry strike ends")])) == 2


def test_what_cannot_be_compared_costs_its_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong with two headlines, the two are left apart and named, and all others are grouped."""

    def fail(_: Headline, __: Headline, a: HeadlineWords, b: HeadlineWords) -> tuple[str, ...]:
        if "0" in a.bag and "0" in b.bag:
            raise ValueError("no such number")
        return ()

    stream = [msgspec.structs.replace(it, title=f"Thing{it.id[1:].split('-')[0]} {it.title}") for it in _stream(3)]
    monkeypatch.setattr(pairs, "against", fail)
    problems: list[Diagnostic] = []
    stories = group(stream, problems=problems)
    assert stories["e1-0"] == stories["e1-1"] == "e1-0"
    assert problems
    assert {stories[f"e0-{number}"] for number in range(3)} == {"e0-0", "e0-1", "e0-2"}
    assert all(it.message.count("Thing0") == 2 for it in problems)
    assert all("no such number" in it.message and it.severity == "warning" for it in problems)


def _body(seed: int, words: int = 300) -> str:
    return " ".join(random.Random(seed).choices([f"word{n}" for n in range(900)], k=words))


def test_a_reprint_is_recognised_under_any_headline() -> None:
    """Wire copy under two headlines that share nothing is one story."""
    a = Headline(id="a", title="Dam holds after night of rain", fingerprint=fingerprint(_body(1)))
    b = Headline(id="b", title="Valley residents told to stay", fingerprint=fingerprint(_body(1) + " " + _body(2, 80)))
    assert group([a, b]) == {"a": "a", "b": "a"}
    assert "one text" in explain(a, b).rule


@pytest.mark.parametrize("source", ["The Lantern", None])
@pytest.mark.parametrize("own", [20, 60, 120, 250])
@pytest.mark.parametrize("is_first", [True, False])
def test_paragraphs_that_stand_everywhere_make_no_story(source: str | None, own: int, is_first: bool) -> None:
    """Forty articles of a paper with three paragraphs of a paywall are forty stories, however long their text is."""
    dice = random.Random(5)
    wall = " ".join("".join(dice.choices("abdegiklmnoprstu", k=6)) for _ in range(130))
    headlines = []
    for number in range(40):
        dice = random.Random(100 + number)
        text = " ".join("".join(dice.choices("abdegiklmnoprstu", k=7)) for _ in range(own))
        body = f"{wall}\n\n{text}" if is_first else f"{text}\n\n{wall}"
        title = " ".join(text.split()[:6])
        when = f"2025-03-{1 + number % 5:02}"
        it = Headline(id=f"a{number:02}", title=title, published=when, source=source)
        headlines.append(msgspec.structs.replace(it, fingerprint=fingerprint(body), terms=body_terms(body)))
    assert len(set(group(headlines).values())) == 40


def test_bodies_never_make_it_worse() -> None:
    """With bodies of one event that share quotes, and of others that share none, the stories are as good or better."""
    bare = _stream()
    full = []
    for headline in bare:
        event, number = map(int, headline.id[1:].split("-"))
        body = _body(event, 120) + " " + _body(1000 + event * 10 + number, 200)
        full.append(
            Headline(id=headline.id, title=headline.title, published=headline.published, fingerprint=fingerprint(body))
        )
    assert _right(group(full)) >= _right(group(bare))


def _right(stories: dict[str, str]) -> int:
    ids = sorted(stories)
    return sum((stories[a] == stories[b]) == (a.split("-")[0] == b.split("-")[0]) for a in ids for b in ids)


def test_a_fingerprint_is_small() -> None:
    """A long body is at most 64 numbers of four bytes, an empty one is none."""
    assert len(fingerprint(_body(3, 20_000))) <= 256
    assert fingerprint("") == b""

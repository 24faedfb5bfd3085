"""Published stories keep their articles and ids, whatever is filed later."""

from __future__ import annotations

import msgspec

from site_gen.model import Headline
from site_gen.stories import body_terms, explain, group

FERRY = [
    Headline(id="f1", title="Ferry strike on the Orkney islands ends after nine days", published="2025-03-02T08:00Z"),
    Headline(id="f2", title="Nine-day ferry strike on Orkney islands is over", published="2025-03-02T11:00Z"),
    Headline(id="f3", title="Orkney islands: ferry strike ends after nine days", published="2025-03-02T14:00Z"),
]


def test_published_articles_are_together_as_they_were() -> None:
    """Two that were two stories stay two, and one story stays one, whatever the headlines say."""
    settled = {"f1": "f1", "f2": "f2", "x": "f2"}
    headlines = [*FERRY[:2], Headline(id="x", title="Museum of glass opens in Bergen", published="2025-03-09")]
    assert group(headlines, settled=settled) == settled


def test_a_new_article_joins_one_published_story_under_its_id() -> None:
    """It goes with the story that it is like; an earlier date does not give it the story."""
    late = Headline(id="a0", title="Ferry strike on Orkney islands ends after nine days", published="2025-03-02T06:00Z")
    stories = group([late, *FERRY[1:]], settled={"f2": "kept", "f3": "kept"})
    assert stories == {"a0": "kept", "f2": "kept", "f3": "kept"}


def test_a_new_article_never_joins_two_published_stories() -> None:
    """What is like both goes with one of them."""
    stories = group(FERRY, settled={"f1": "one", "f3": "two"})
    assert (stories["f1"], stories["f3"]) == ("one", "two")
    assert stories["f2"] in {"one", "two"}


def test_new_articles_make_stories_of_their_own() -> None:
    """Where nothing published is like them, the earliest gives the id."""
    museum = Headline(id="m", title="Museum of glass opens in Bergen", published="2025-01-09")
    stories = group([museum, *FERRY], settled={"m": "m"})
    assert stories == {"m": "m", "f1": "f1", "f2": "f1", "f3": "f1"}


def test_the_day_of_first_sight_says_nothing_of_the_day_of_an_event() -> None:
    """Articles without a date that came in on one day are as far from one event as if nobody had seen them yet."""
    titles = ("Inspector Varga asks for more time", "What the report of inspector Varga holds", "Varga: a portrait")
    text = "Inspector Varga leads the inquiry into the ministry. {} The ministry has said nothing."
    said = ("In May Varga wrote to parliament.", "His forty pages name two deputies.", "He was born in Szeged.")
    heads = [
        Headline(id=f"v{at}", title=title, terms=body_terms(text.format(more)), source=f"P{at}")
        for at, (title, more) in enumerate(zip(titles, said, strict=True))
    ]
    seen = [msgspec.structs.replace(it, published="2026-05-04T08:00Z", is_dated=False) for it in heads]
    dated = [msgspec.structs.replace(it, is_dated=True) for it in seen]
    assert explain(*seen[:2]).score == explain(*heads[:2]).score < explain(*dated[:2]).score
    assert group(seen) == group(heads)

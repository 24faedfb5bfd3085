"""What stays the same when an article is edited: windows whose bodies share no text, numbers made without numpy."""

from __future__ import annotations

import random
import uuid

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.model import Headline
from site_gen.pages.feeds import permanent_id
from site_gen.stories import GroupingOptions, blocks, essence, fingerprint, link
from site_gen.stories.bodies import _NUMBERS, _runs_at_once, _runs_one_by_one

WORDS = [f"word{number}" for number in range(400)]
TITLES = ["Quake shakes the coast", "Coast shaken by a quake", "Rates stay where they are", "A comet over the coast"]


@st.composite
def headlines(draw: st.DrawFn) -> list[Headline]:
    """A few articles whose bodies are made of a few texts, alone or together."""
    chance = random.Random(draw(st.integers(0, 1000)))
    texts = [" ".join(chance.choices(WORDS, k=chance.choice((5, 30, 90)))) for _ in range(6)]
    count = draw(st.integers(1, 12))
    return [
        Headline(
            id=f"a{number}",
            title=draw(st.sampled_from(TITLES)) + draw(st.sampled_from(["", " again", " at night"])),
            published=f"2025-03-{draw(st.integers(1, 9)):02}",
            source=draw(st.sampled_from([None, "One", "Two"])),
            fingerprint=fingerprint(" ".join(draw(st.lists(st.sampled_from(texts), max_size=3)))),
        )
        for number in range(count)
    ]


@settings(max_examples=300, deadline=None)
@given(headlines(), st.sampled_from([GroupingOptions(), GroupingOptions(whole=0, window=4)]))
def test_bodies_that_share_no_text_are_not_seen(articles: list[Headline], options: GroupingOptions) -> None:
    """A window and its essence have the same links."""
    for part in blocks(articles, options):
        assert link(part) == link(essence(part))


def test_an_edited_body_leaves_its_window_as_it_was() -> None:
    """As long as its text stands nowhere else."""
    one, two = (Headline(id=name, title=f"Title {name}", fingerprint=fingerprint(_text(name))) for name in "ab")
    edited = msgspec.structs.replace(two, fingerprint=fingerprint(_text("c")))
    copied = msgspec.structs.replace(two, fingerprint=one.fingerprint)
    (before,), (after,), (shared,) = (blocks([one, it]) for it in (two, edited, copied))
    assert essence(before) == essence(after)
    assert essence(shared) == shared


@given(st.lists(st.sampled_from(WORDS), max_size=300))
def test_a_fingerprint_is_the_same_without_numpy(words: list[str]) -> None:
    """Runs of words get the same numbers by hand and by arrays."""
    numbers = [_NUMBERS[word] for word in words]
    assert _runs_one_by_one(numbers) == _runs_at_once(numbers)


@given(st.text())
def test_permanent_ids_are_uuids_by_name(name: str) -> None:
    """What stands in feeds since the first version."""
    name = name.encode("utf-8", "ignore").decode()
    namespace = uuid.UUID("5b1b7a1e-6a0b-5c3e-9f35-0d3c6d3f7a11")
    assert permanent_id(name) == f"urn:uuid:{uuid.uuid5(namespace, name)}"


def _text(seed: str) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=90))

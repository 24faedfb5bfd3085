"""A stream as digests get it: 120 of 154 articles are alone with their event; a weight that was weakened fails here."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from site_gen.model import Headline
from site_gen.stories import body_terms, explain, fingerprint, group, in_order
from site_gen.stories.many import likelihood
from site_gen.stories.many.candidates import candidates
from site_gen.stories.many.pairs import judge
from site_gen.stories.many.rows import rows

LINES = (Path(__file__).parent / "data" / "mixed_stream.txt").read_text(encoding="utf-8").splitlines()
FLOOR = 0.9, 0.95  # of precision and recall


def _stream() -> tuple[list[Headline], dict[str, str]]:
    """The articles, and the event of each."""
    headlines, events = [], {}
    for number, line in enumerate(LINES):
        event, when, source, title, body = line.split("|")
        id_ = f"a{number:03}"
        events[id_] = id_ if event == "-" else event
        headlines.append(
            Headline(
                id=id_,
                title=title,
                published=f"2025-03-{when}:00:00Z",
                source=source,
                fingerprint=fingerprint(body),
                terms=body_terms(body),
            )
        )
    return headlines, events


HEADLINES, EVENTS = _stream()


def _measured(stories: dict[str, str]) -> tuple[float, float]:
    """Precision and recall over pairs."""
    ids = sorted(EVENTS)
    pairs = [(a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]]
    made = [(EVENTS[a] == EVENTS[b]) for a, b in pairs if stories[a] == stories[b]]
    true = sum(EVENTS[a] == EVENTS[b] for a, b in pairs)
    return (sum(made) / len(made) if made else 1.0), sum(made) / true


def test_most_are_alone() -> None:
    """The stream is what it says it is."""
    alone = [id_ for id_, event in EVENTS.items() if id_ == event]
    assert len(EVENTS) >= 150
    assert len(alone) >= 120


def test_reports_of_one_event_come_together_and_strangers_do_not() -> None:
    """Precision and recall are above their floors."""
    precision, recall = _measured(group(HEADLINES))
    assert precision >= FLOOR[0]
    assert recall >= FLOOR[1]


def _likely() -> tuple[float, float]:
    """How likely two reports of one event are on average, and the forty likeliest pairs of strangers."""
    heads = sorted(HEADLINES, key=in_order)
    table = rows(heads)
    left, right = candidates(table, np.ones(len(heads), dtype=bool))
    chance = judge(table, left, right, []).chance
    same = np.array([EVENTS[heads[a].id] == EVENTS[heads[b].id] for a, b in zip(left, right, strict=True)])
    return float(chance[same].mean()), float(np.sort(chance[~same])[-40:].mean())


# Close to what the weights in force reach: who fits them anew says by how much they are better.
LIKELY = 0.987, 0.14


def test_reports_are_likely_and_strangers_are_not() -> None:
    """Pairs are told apart by a wide margin, before linkage."""
    same, strangers = _likely()
    assert same >= LIKELY[0]
    assert strangers <= LIKELY[1]


@pytest.mark.parametrize("name", ["root_title", "body", "told", "names"])
def test_a_weight_that_is_halved_is_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With half of any measure that speaks for one event its reports are less likely than they must be."""
    half = getattr(likelihood.WITH_BODIES, name) / 2
    monkeypatch.setattr(likelihood, "WITH_BODIES", likelihood.WITH_BODIES._replace(**{name: half}))
    assert _likely()[0] < LIKELY[0]


@pytest.mark.parametrize("change", [{"bias": -4.5}, {"body": 14.0}, {"told": 5.0}, {"names": 0.8}, {"days": 0.0}])
def test_a_weight_that_asks_too_little_is_missed(change: dict[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more is made of what two share, or nothing of the days between, strangers are likelier than they may be."""
    monkeypatch.setattr(likelihood, "WITH_BODIES", likelihood.WITH_BODIES._replace(**change))
    assert _likely()[1] > LIKELY[1]


def test_a_pair_scores_alike_in_any_crowd() -> None:
    """Alone, and among 150 others: what two articles say to each other does not change."""
    first, second = HEADLINES[3], HEADLINES[4]
    alone = explain(first, second).score
    twins = [msgspec.structs.replace(it, id=f"x{it.id}", published="2024-01-01") for it in HEADLINES[33:]]
    assert group([first, second]).get(second.id) == group([first, second, *twins]).get(second.id) == first.id
    assert alone >= 0.4


def test_order_and_others_change_nothing() -> None:
    """The stories of the first days are the same when the last days are not there yet."""
    early = [it for it in HEADLINES if str(it.published) < "2025-03-15"]
    whole, part = group(HEADLINES), group(early)
    assert part == {id_: whole[id_] for id_ in part}


def test_later_news_changes_no_published_story() -> None:
    """Articles that come one by one, in any order, leave the stories as they are that they do not join."""
    arriving = HEADLINES[::-3]
    settled = group([it for it in HEADLINES if it not in arriving])
    for article in arriving:
        known = [it for it in HEADLINES if it.id in settled]
        stories = group([*known, article], settled=settled)
        assert {id_: story for id_, story in stories.items() if id_ != article.id} == settled
        settled = stories
    precision, recall = _measured(settled)
    assert precision >= FLOOR[0]
    assert recall >= FLOOR[1] - 0.25

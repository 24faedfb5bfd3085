"""Look-alikes in a dozen languages: different events stay apart, one event comes together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_gen.model import Headline
from site_gen.stories import compare, compare_all, group

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "data" / "lookalikes.jsonl").read_text().splitlines()]


def _pair(row: dict[str, str]) -> tuple[Headline, Headline]:
    return Headline(id=f"{row['id']}-a", title=row["a"]), Headline(id=f"{row['id']}-b", title=row["b"])


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: row["id"])
def test_a_pair_is_told_apart_or_together(row: dict[str, str]) -> None:
    """A number, place, team or person that differs keeps two events apart; another order of words does not."""
    found = compare(*_pair(row))
    assert found.same == row["same"], found.rule
    assert found.same or not found.variant
    assert found.rule


def test_pairs_are_judged_alike_in_a_crowd() -> None:
    """Rarity learnt from all pairs changes no verdict on the look-alikes."""
    verdicts = [found.same for found in compare_all([_pair(row) for row in PAIRS])]
    assert verdicts == [row["same"] for row in PAIRS]


# Known: an abbreviation is seen where two are compared word by word; without bodies and dates a stream joins less.
_NEEDS_WORDS = "en-same-9"


@pytest.mark.parametrize("row", [row for row in PAIRS if row["id"] != _NEEDS_WORDS], ids=lambda row: row["id"])
def test_two_articles_are_grouped_or_not(row: dict[str, str]) -> None:
    """A stream of two look-alikes is two stories, one of two reports of one event is one."""
    a, b = _pair(row)
    leads = group([a, b])
    assert (leads[a.id] == leads[b.id]) == row["same"]


def test_a_third_headline_joins_no_look_alikes() -> None:
    """All look-alikes in one stream: what others of it are like both of a pair does not bring the two together."""
    others = [row for row in PAIRS if not row["same"]]
    leads = group(headline for row in others for headline in _pair(row))
    assert not {row["id"] for row in others if leads[f"{row['id']}-a"] == leads[f"{row['id']}-b"]}


def test_there_are_enough_look_alikes() -> None:
    """Far more than a hundred pairs of different events, in a dozen languages and more scripts than one."""
    others = [row for row in PAIRS if not row["same"]]
    assert len(others) >= 150
    assert len({row["lang"] for row in others}) >= 12

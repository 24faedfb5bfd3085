"""Related stories are the same whether they are remembered or sought anew, and few are sought when few are new."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from site_gen.build import related
from site_gen.engine.memo import Memo
from site_gen.model import Brief, Story
from site_gen.pages import subjects

PLACES = ("Almhof", "Birka", "Corvo", "Dunmore", "Elsfeld", "Farrow", "Grenz", "Halden")
THINGS = ("ferry", "lighthouse", "glassworks", "orchard", "observatory", "vineyard", "lido", "brewery")
LIMIT = 3


def story(number: int) -> Story:
    """A story of a place and a thing, by its number alone."""
    chosen = random.Random(number)
    place, thing, other = chosen.choice(PLACES), chosen.choice(THINGS), chosen.choice(THINGS)
    title = f"The {thing} of {place} is number {number} of its kind"
    summary = f"People came to {place} by the {other}, and saw the {thing} there on day {number}."
    brief = Brief(
        id=str(number), path="", permalink="", title=title, summary=summary, authors=(), published="", modified=None,
        dated=None, source=None, url=None, lang="en", topics=("society",), variants=(), related=(), words=20, body="",
        fingerprint=b"", terms=b"", story=None, draft=False, hidden=False, expires=None, seed="", generated="",
        guid=None, extra={},
    )  # fmt: skip
    return Story(
        id=brief.id, permalink="", title=title, lead=brief, reports=(brief,), topics=brief.topics, published="",
        updated="", independent=1, reasons=(),
    )  # fmt: skip


@pytest.fixture
def sought(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many stories were looked at, each time; blocks are of eight stories here."""
    counts: list[int] = []

    def counted(stories: Sequence[Story], limit: int) -> list[list[int]]:
        counts.append(len(stories))
        return subjects.on_same_subject(stories, limit)

    monkeypatch.setattr(subjects, "LOOK_BACK", 8)
    monkeypatch.setattr(related, "LOOK_BACK", 8)
    monkeypatch.setattr(related, "on_same_subject", counted)
    return counts


def test_what_is_remembered_is_what_would_be_found(tmp_path: Path, sought: list[int]) -> None:
    """After news, an edit, an insertion and a removal."""
    stories = [story(number) for number in range(90)]
    edited = [*stories[:41], story(1041), *stories[42:]]
    inserted = [*edited[:20], story(1020), *edited[20:]]
    removed = [*inserted[:3], *inserted[4:]]
    with Memo(tmp_path / "cache.sqlite") as memo:
        find = related.subjects(memo)
        for some in (stories, [*stories, *map(story, range(90, 95))], edited, inserted, removed, stories[:5], []):
            whole = subjects.on_same_subject(some, LIMIT)
            assert find(some, LIMIT) == whole
    assert sum(map(bool, subjects.on_same_subject(stories, LIMIT))) > 20  # there is something to find
    assert sought[0] == len(stories)  # at first all of them at once


def test_news_looks_at_the_last_stories_alone(tmp_path: Path, sought: list[int]) -> None:
    """And a build without news at none."""
    stories = [story(number) for number in range(90)]
    for more in (0, 0, 1):
        with Memo(tmp_path / "cache.sqlite") as memo:
            related.subjects(memo)([*stories, *map(story, range(1000, 1000 + more))], LIMIT)
    assert sought[0] == len(stories)
    assert sum(sought[1:]) <= 3 * subjects.LOOK_BACK


def test_an_edit_looks_at_its_neighbours_alone(tmp_path: Path, sought: list[int]) -> None:
    """What came long before or long after is remembered."""
    stories = [story(number) for number in range(200)]
    with Memo(tmp_path / "cache.sqlite") as memo:
        find = related.subjects(memo)
        find(stories, LIMIT)
        find([*stories[:100], story(1100), *stories[101:]], LIMIT)
    assert sum(sought[1:]) <= 5 * subjects.LOOK_BACK

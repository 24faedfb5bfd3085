"""A date in a headline tells two items of a series apart; written twice by two papers it is one event."""

from __future__ import annotations

import pytest

from site_gen.language.dates import without_dates
from site_gen.model import Headline
from site_gen.stories import compare, explain, group

_AT = "2026-03-04T08:00:00+00:00"


def _one(number: int, title: str, source: str) -> Headline:
    return Headline(id=f"h{number}", title=title, source=source, published=_AT)


@pytest.mark.parametrize(
    "titles",
    [
        ("Tide table of 4 March 2026", "Tide table of March 4th, 2026", "Tide table of Wed, 04 Mar 2026 06:15:00 CET"),
        ("Log 2026-03-04 06:00:00 +0100", "Log 2026-03-04 06:00:00 IST", "Log 04.03.2026 06:00"),
        ("Pegelstand am 4. März 2026", "Pegelstand am 04.03.2026", "Pegelstand am 4.3.2026"),
    ],
)
def test_one_source_writes_a_headline_once_a_date(titles: tuple[str, ...]) -> None:
    """However the date is written, each is an item of its own."""
    heads = [_one(number, title, "Harbour office") for number, title in enumerate(titles)]
    assert len(set(group(heads).values())) == len(titles)
    assert any(it.startswith("dates: ") for it in explain(heads[0], heads[1]).vetoes)


def test_two_papers_may_write_one_date_in_two_ways() -> None:
    """The day is the same, so nothing tells the two apart."""
    a, b = (
        _one(number, title, f"paper {number}")
        for number, title in enumerate(
            ("Oskarby votes on its harbour on 4 March 2026", "Oskarby votes on its harbour on March 4, 2026")
        )
    )
    assert not explain(a, b).vetoes
    assert len(set(group([a, b]).values())) == 1


def test_two_days_are_two_events_in_any_paper() -> None:
    """Two papers, two days."""
    a = _one(1, "Ferry timetable for 4 March 2026", "paper 1")
    b = _one(2, "Ferry timetable for March 11, 2026", "paper 2")
    assert len(set(group([a, b]).values())) == 2
    assert not compare(a, b).same


def test_what_is_left_of_a_headline_without_its_dates() -> None:
    """The words, in small letters, and the dates as ISO text."""
    assert without_dates("Wed, 04 Mar 2026 06:15:00 EST: Tides") == ("tides", ("2026-03-04T06:15:00-05:00",))
    assert without_dates("Ten years of tides") == ("ten years of tides", ())

"""Stories that an editor should look at."""

from __future__ import annotations

from sites import Site

from site_gen.stories import oddity


def test_a_dozen_reports_are_odd() -> None:
    """A story of twelve reports may be a season, not an event."""
    titles = [f"Ferry strike, day {day}" for day in range(12)]
    assert oddity(titles) == "its story has 12 reports"
    assert not oddity(titles[:11])


def test_headlines_that_share_no_word_are_odd() -> None:
    """Not if any two of them share one, and never of a single report."""
    assert "no word is common" in oddity(["Ferry strike ends", "Museum opens in Bergen"])
    assert not oddity(["Ferry strike ends", "Museum opens in Bergen", "The ferry sails again"])
    assert not oddity(["Museum opens in Bergen"])


def test_a_build_names_an_odd_story(site: Site) -> None:
    """With the file of its lead, what is odd, and how to part it; what an editor put together is not named."""
    text = "The tanker Emmeline leaked 300 tonnes of oil into the bay of Sorrel after it hit a barge near Dunmar pier."
    site.seed("mill/1.txt", "Fishing banned until summer", byline="By Ann Lee | Dec 01, 2025", body=text)
    site.seed("post/2.txt", "A black tide", byline="By Bo Ray | Dec 01, 2025", body=text + "\nHelpers clean birds.")
    odd = [it for it in site.build().diagnostics if it.code == "odd-story"]
    assert [it.severity for it in odd] == ["warning"]
    assert "Fishing banned" in odd[0].message
    assert "split" in odd[0].hint

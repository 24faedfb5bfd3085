"""Every moment is told by the clock of the place where the site stands."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from site_gen.language.clock import by_day, in_zone, starts
from site_gen.language.dates import instant
from site_gen.language.interface import Wording
from site_gen.read.feeds.when import read_date

ZONES = sorted(available_timezones() - {"localtime"})
_moments = st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2099, 12, 31), timezones=st.just(datetime.UTC))


@given(st.sampled_from(ZONES), _moments.map(lambda it: it.replace(microsecond=0)))
def test_the_day_is_that_of_the_zone(name: str, moment: datetime.datetime) -> None:
    """In every zone, at every moment: the day on the page is the zone's, and the text names the same instant."""
    told = in_zone(moment.isoformat(), name)
    assert instant(told) == moment
    assert told[:10] == moment.astimezone(ZoneInfo(name)).date().isoformat()
    assert in_zone(told, name) == told
    day = moment.astimezone(ZoneInfo(name)).date()
    assert Wording("en", name).day(moment.isoformat()) == f"{day.day} {day:%B %Y}"


@given(st.sampled_from(ZONES), st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_stays_a_day(name: str, day: datetime.date) -> None:
    """A date without a time is not moved by any zone, and comes after the times on it."""
    assert in_zone(day.isoformat(), name) == day.isoformat()
    assert by_day(day.isoformat()) > by_day(f"{day.isoformat()}T23:59:59+00:00")
    assert starts(day.isoformat(), name).date() == day


def test_feeds_name_what_the_page_says(site: Site) -> None:
    """A time without a zone is the site's: in front matter, on the page, in every feed and for search engines."""
    site.write("site.yaml", "title: T\nbase_url: https://digest.example/\ntimezone: Asia/Tokyo\n")
    site.article("2026/01/02/a.md", "Crane lifts the bell", published="2026-01-02 23:30:00")
    site.build(now="2026-01-02T20:00:00+00:00")
    assert "23:30" in site.page("2026/01/02/a/index.html")
    for page in ("feed.json", "atom.xml", "news-sitemap.xml", "2026/01/02/a/index.html"):
        assert "2026-01-02T23:30:00" in site.page(page)
        assert "+09:00" in site.page(page)
    assert "Fri, 02 Jan 2026 23:30:00 +0900" in site.page("feed.xml")


def test_a_day_begins_at_midnight_of_the_site(site: Site) -> None:
    """Feeds know no days: one is told as its first moment there, and so never lies in the future."""
    site.write("site.yaml", "title: T\nbase_url: https://digest.example/\ntimezone: Asia/Tokyo\n")
    site.article("2026/01/02/a.md", "Crane lifts the bell", published="2026-01-02")
    site.build(now="2026-01-02T05:00:00+09:00")
    for feed in ("feed.json", "atom.xml"):
        assert "2026-01-02T00:00:00+09:00" in site.page(feed)
    assert "Fri, 02 Jan 2026 00:00:00 +0900" in site.page("feed.xml")


def test_the_future_waits(site: Site) -> None:
    """What is dated ahead is nowhere until its time, and there with the next build after it."""
    site.article("2026/01/01/a.md", "Crane lifts the bell", published="2026-01-01T08:00:00Z")
    site.article("2026/01/03/b.md", "Bell rings again", published="2026-01-03T09:00:00Z")
    early = site.build(now="2026-01-03T08:00:00+00:00")
    assert (early.articles, early.waiting) == (1, 1)
    assert not [path for path, data in site.output().items() if b"Bell rings" in data]
    late = site.build(now="2026-01-03T10:00:00+00:00")
    assert (late.articles, late.waiting) == (2, 0)


def test_dates_of_feeds() -> None:
    """Zones by name, clocks of twelve hours, other orders and languages are read; what is none is none."""
    cases = {
        ("Tue, 18 Aug 2026 15:53:56 CEST", "en"): "2026-08-18T13:53:56+00:00",
        ("Tue, 18 Aug 2026 03:53:56 PM +0200", "en"): "2026-08-18T13:53:56+00:00",
        ("Tue, 18 Aug 2026 15:53:56", "en"): "2026-08-18T15:53:56",
        ("mié., 18 nov. 2026 13:00:00 +0000", "es"): "2026-11-18T13:00:00+00:00",
        ("18.08.2026 15:53", None): "2026-08-18T15:53:00",
        ("some day soon", "en"): None,
    }
    assert {case: read_date(*case) for case in cases} == cases

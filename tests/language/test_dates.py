"""What `dates` promises: dates as the world writes them, and none where a reading would be a guess."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.language import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-12-03", "2024-12-03"),
        ("2024-12-03T10:00:00Z", "2024-12-03T10:00:00+00:00"),
        ("2024-12-03T10:00:00.123456+0100", "2024-12-03T10:00:00+01:00"),
        ("2024/12/03 23:17:00", "2024-12-03T23:17:00"),
        ("Dec 04, 2025", "2025-12-04"),
        ("Published Dec. 21, 2023, 1:28 p.m.", "2023-12-21T13:28:00"),
        ("December 22, 2023 at 8:00 AM EST", "2023-12-22T08:00:00-05:00"),
        ("July 3, 2023 9:05 a.m. ET", "2023-07-03T09:05:00-04:00"),
        ("29th June 2025", "2025-06-29"),
        ("19-Dec-2025", "2025-12-19"),
        ("Fri, 22 Dec 2023 10:48:00 GMT", "2023-12-22T10:48:00+00:00"),
        ("Fri Dec 22 10:48:00 UTC 2023", "2023-12-22T10:48:00+00:00"),
        ("12:43, 20 Apr 2026", "2026-04-20T12:43:00"),
        ("7:57am Dec 18, 2025", "2025-12-18T07:57:00"),
        ("20 Apr 2026 | 12:43 IST", "2026-04-20T12:43:00+05:30"),
        ("Stand: 29.11.2024 12:31 Uhr", "2024-11-29T12:31:00"),
        ("30. Juni 2025, 15:59 Uhr", "2025-06-30T15:59:00"),
        ("3 de octubre de 2024", "2024-10-03"),
        ("2026年11月27日(星期五) 晚上6:20", "2026-11-27T18:20:00"),
        ("2026年11月27日 中午12:20", "2026-11-27T12:20:00"),
        ("2026年11月27日 凌晨12:05", "2026-11-27T00:05:00"),
        ("1er janvier 2024 à 17h30", "2024-01-01T17:30:00"),
        ("torsdag 06. feb 2025 17:25", "2025-02-06T17:25:00"),
        ("2024. június 5. 10:20", "2024-06-05T10:20:00"),
        ("2025 m. sausio 5 d. 10:20", "2025-01-05T10:20:00"),
        ("12 грудня 2024, 14:05", "2024-12-12T14:05:00"),
        ("18 Δεκεμβρίου 2024", "2024-12-18"),
        ("5 जून 2026", "2026-06-05"),
        ("12 ธันวาคม 2567", "2024-12-12"),
        ("١٢ ديسمبر 2024", "2024-12-12"),
        ("5 tháng 12, 2024 09:30", "2024-12-05T09:30:00"),
        ("2024年12月3日 23時17分", "2024-12-03T23:17:00"),
        ("令和6年12月3日", "2024-12-03"),
        ("입력 2026.07.12 22:09", "2026-07-12T22:09:00"),
        ("2026년 7월 12일 오후 3:20", "2026-07-12T15:20:00"),
        ("12/22/2023", "2023-12-22"),
        ("22/12/2023", "2023-12-22"),
        ("26.04.24", "2024-04-26"),
        ("03/04/2024 10:00 AM ET", "2024-03-04T10:00:00-05:00"),
    ],
)
def test_dates_of_the_world(text: str, iso: str) -> None:
    assert dates.parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024", "Dec 2024", "Dec 4", "9/11", "2 hours ago", "Yesterday, 9:12 p.m.", "vor 3 Stunden", "3時間前"),
        *("Feb 30, 2025", "2025-13-01", "31.11.2024", "30 Feb 2025", "Dec 4, 1825", "Dec 4, 2200"),
        *("03/04/2024", "1.2.24", "192.168.2.24", "+1 202 555 0143", "ISBN 978-3-16-148410-0", "10:30"),
        *("The fair opens on May 4, 2025 in the old town", "5 srp 2024"),
    ],
)
def test_no_guess(text: str) -> None:
    """Impossible, relative, incomplete or open dates are none; so is a sentence that holds one."""
    assert dates.parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "lang", "day_first", "iso"),
    [
        ("03/04/2024", "fr", None, "2024-04-03"),
        ("03/04/2024", "en-US", None, "2024-03-04"),
        ("03/04/2024", "en-GB", None, "2024-04-03"),
        ("03/04/2024", None, True, "2024-04-03"),
        ("03/04/2024", "fr", False, "2024-03-04"),
        ("5 srp 2024", "cs", None, "2024-08-05"),
        ("5. srpnja 2024.", "hr", None, "2024-07-05"),
        ("10 mai 2024 10:00 IST", "he", None, "2024-05-10T10:00:00+02:00"),
    ],
)
def test_language_and_region_decide(text: str, lang: str | None, day_first: bool | None, iso: str) -> None:
    assert dates.parse_date(text, lang=lang, day_first=day_first) == iso


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Jane Doe, ESPNDec 22, 2023, 06:21 AM ET", ["2023-12-22T06:21:00-05:00"]),
        ("Gerd Muster07.01.2026, 17:34 Uhr", ["2026-01-07T17:34:00"]),
        (
            "Published Fri, Dec 22 20231:17 AM ESTUpdated Fri, Dec 22 202311:25 AM EST",
            ["2023-12-22T01:17:00-05:00", "2023-12-22T11:25:00-05:00"],
        ),
        (
            "Published : Dec 18, 2025, 8:55 AM IST | Updated : Dec 19, 2025, 8:55 AM IST",
            ["2025-12-18T08:55:00+05:30", "2025-12-19T08:55:00+05:30"],
        ),
        ("Jane DoeOct 17, 20235757 Shares", ["2023-10-17"]),
        ("No date in 12 words of 2024", []),
    ],
)
def test_dates_in_a_line(line: str, found: list[str]) -> None:
    assert [date.iso for date in dates.find_dates(line)] == found


@pytest.mark.parametrize(
    ("line", "impossible"),
    [
        ("By Jane Doe | Feb 30, 2025", True),
        ("2025-13-01", True),
        ("Mar 3, 2025", False),
        ("03/04/2024", False),
        ("x", False),
    ],
)
def test_impossible(line: str, impossible: bool) -> None:
    assert dates.is_impossible(line) == impossible


def test_arithmetic() -> None:
    """A moment has a zone; where none is said it is UTC's, and a day begins at midnight."""
    assert dates.day("2024-12-03T23:17:00-05:00") == "2024-12-03"
    assert dates.instant("2024-12-03T23:17:00-05:00") == datetime.datetime(2024, 12, 4, 4, 17, tzinfo=datetime.UTC)
    assert dates.instant("2024-12-03") == datetime.datetime(2024, 12, 3, tzinfo=datetime.UTC)


@given(st.dates(datetime.date(dates.FIRST_YEAR, 1, 1), datetime.date(dates.LAST_YEAR, 12, 31)))
def test_every_day_reads_back(day: datetime.date) -> None:
    month = f"{day:%B}"
    forms = [day.isoformat(), f"{month} {day.day}, {day.year}", f"{day.day} {month[:3]} {day.year}", f"{day:%d.%m.%Y}"]
    if 1900 <= day.year < 2100:
        assert {dates.parse_date(form) for form in forms} == {day.isoformat()}


@given(st.text(max_size=60), st.sampled_from([None, "en", "de", "xx", "zh-Hant", "not a tag"]))
def test_any_text_is_read_or_refused(text: str, lang: str | None) -> None:
    iso = dates.parse_date(text, lang=lang)
    if iso:
        assert dates.FIRST_YEAR <= dates.instant(iso).year <= dates.LAST_YEAR + 1


@pytest.mark.parametrize(
    "text", ["1 " * 3000, "2024 " * 1500, "12/" * 2000, "a" * 5000 + "2024", "jan " * 1500 + "2024", "20" * 3000]
)
def test_long_lines_cost_little(text: str) -> None:
    start = time.process_time()
    dates.find_dates(text)
    dates.is_impossible(text)
    assert time.process_time() - start < 2


RELATIVE_PIECES = st.sampled_from(
    "yesterday Today ago 2 an hour hours HOURS just now i dag IDAG heute aujourd'hui il y a 5d vor Tagen gisteren"
    " KEMARIN dzisiaj word , - _ día".split(" ")
)


@given(st.lists(RELATIVE_PIECES | st.text(max_size=3), max_size=8), st.sampled_from(["", " ", ", "]))
def test_no_relative_date_slips(pieces: list[str], between: str) -> None:
    """The quick look at a line before the pattern's own lets nothing slip that the pattern knows."""
    line = between.join(pieces)
    assert dates.is_relative(line) == (dates.without_relative(line) != line)


@pytest.mark.parametrize(
    ("text", "lang", "iso"),
    [
        ("27. listopada 2026.", None, "2026-10-27"),
        ("27 listopada 2026", "hr", "2026-10-27"),
        ("27 listopada 2026", "pl", "2026-11-27"),
        ("27 listopada 2026", None, None),
        ("27. studenog 2026.", "sr", "2026-11-27"),
        ("27 تشرين الثاني 2026", "ar", "2026-11-27"),
        ("27.XI.2026", None, "2026-11-27"),
        ("27 IX 2026", None, "2026-09-27"),
        ("ngày 27 tháng 11 năm 2026", None, "2026-11-27"),
        ("27 नवम्बर 2026", "hi", "2026-11-27"),
        ("27 พฤศจิกายน พ.ศ. 2569", "th", "2026-11-27"),
        ("民國115年11月27日", "zh", "2026-11-27"),
        ("2026年11月27日(金)", "ja", "2026-11-27"),
        ("2026 m. lapkričio 27 d.", "lt", "2026-11-27"),
        ("2026. gada 27. novembris", "lv", "2026-11-27"),
        ("17 січня 2026 р.", "uk", "2026-01-17"),
        ("17 mar 2026", "es", "2026-03-17"),
    ],
)
def test_months_of_many_languages(text: str, lang: str | None, iso: str | None) -> None:
    """A month that two languages mean otherwise is read only where the language, or its ordinal dot, is known."""
    assert dates.parse_date(text, lang=lang) == iso

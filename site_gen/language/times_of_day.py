"""Times of day beside a date, in words and zones of the world's news, as the second half of ISO text."""

from __future__ import annotations

import datetime
import re
from typing import Final

# Such as "17:34", "9:12 p.m.", "17h30", "8pm", "5:09: Uhr", "23時17分", "오후 3:20", "12:30:05.123+01:00", "9 AM ET".
_TIME: Final = (
    r"(?P<before>오전|오후|午前|午後|上午|下午|凌晨|清晨|早上|早晨|中午|傍晚|晚上|klo|kl\.?)?\s*"
    r"(?P<hour>[01]?\d|2[0-4])"
    r"(?:\s?(?:[:：時时시点點]|\.(?=[0-5]\d(?!\.?\d))|h(?![a-z]))\s?(?P<minute>[0-5]\d)(?!\d)"
    r"(?:[:.分]\s?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?(?!\d))?"
    r"|(?=\s?[ap]\.?\s?m\b)|(?=\s?(?:Uhr|時|시)))"
    r"[:分분]?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s?(?:Uhr|hrs?\b|時|시))?"
    r"(?:\s?\(?(?P<zone>Z\b|(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d\d)?(?!\d)|(?-i:[A-Z]{2,4}?)(?=(?-i:[A-Z][a-z])|[^A-Za-z]|$))\)?)?"
)
# What stands between a date and its time: ", ", " at ", " um ", " - ", "(火) ", " d. ".
_BETWEEN: Final = (
    r"(?:[\s,.;|/•·–—-]|T(?=\d)|at\b|um\b|às\b|à\b|a\s+las\b|alle(?:\s+ore)?\b|ore\b|om\b|kl\b\.?|klo\b|o\b|в\b|pukul\b"
    r"|saat\b|d\.|г\.|г\b|\([^\W\d]{1,4}\)|[^\W\d_]{1,3}曜日?){0,4}"
)
_AFTER: Final = re.compile(_BETWEEN + _TIME, re.IGNORECASE)
_BEFORE: Final = re.compile(r"(?<!\d)" + _TIME + r"[\s,|•·–—-]{0,4}(?:on\b|[^\W\d_]{3,10},?)?\s*$", re.IGNORECASE)
_INSIDE: Final = re.compile(r"(?<!\d)" + _TIME, re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?([+−-])(\d{1,2}):?(\d\d)?")
_FURTHEST_BEFORE: Final = 40  # characters that hold every time that stands before its date

_MINUTES: Final = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "IDT": 180, "EAT": 180, "CAT": 120, "SAST": 120, "WAT": 60,
    "GST": 240, "PKT": 300, "IST": 330, "NPT": 345, "WIB": 420, "ICT": 420, "MYT": 480, "SGT": 480, "HKT": 480,
    "PHT": 480, "AWST": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600, "AST": -240, "ADT": -180, "NST": -210, "NDT": -150, "BRT": -180,
}  # fmt: skip
_AMERICAN: Final = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}  # standard time; an hour more in summer
_MORNING: Final = frozenset({"오전", "午前", "上午", "凌晨", "清晨", "早上", "早晨"})
_AFTERNOON: Final = frozenset({"오후", "午後", "下午", "傍晚", "晚上"})
_NOON: Final = "中午"  # from eleven to two


def time_after(line: str, start: int, end: int, date: datetime.date, lang: str | None) -> tuple[int, str] | None:
    """The time right after a date that ends at `start`, and where it ends."""
    match = _AFTER.match(line, start, end)
    time = _read(match, date, lang) if match else None
    return (match.end(), time) if match and time else None


def time_before(line: str, floor: int, end: int, date: datetime.date, lang: str | None) -> tuple[int, str] | None:
    """The time right before a date that starts at `end`, and where it starts: "12:43, 20 Apr 2026"."""
    first = max(floor, end - _FURTHEST_BEFORE)
    # Every time has an hour in digits, and few dates have any before them.
    match = _BEFORE.search(line[:end], first) if _DIGIT.search(line, first, end) else None
    time = _read(match, date, lang) if match else None
    return (match.start(), time) if match and time else None


def time_inside(text: str, date: datetime.date, lang: str | None) -> str | None:
    """The time between the words of a date: "Fri Dec 22 10:48:00 UTC 2023"."""
    match = _INSIDE.search(text) if ":" in text else None
    return _read(match, date, lang) if match else None


def _read(match: re.Match[str], date: datetime.date, lang: str | None) -> str | None:
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    half = (match["half"] or "").lower()
    afternoon = half == "p" or match["before"] in _AFTERNOON or (match["before"] == _NOON and hour in (12, 1, 2))
    morning = half == "a" or match["before"] in _MORNING
    if match["before"] == "晚上" and hour == 12:  # midnight, of which day nobody can tell
        return None
    if (afternoon or morning) and 1 <= hour <= 12:
        hour = hour % 12 + (12 if afternoon else 0)
    if hour == 24:
        return None
    return f"{hour:02}:{minute:02}:{second:02}{_offset((match['zone'] or '').upper(), date, lang)}"


def _offset(zone: str, date: datetime.date, lang: str | None) -> str:
    """The zone as "+HH:MM"; nothing where it is not known."""
    numeric = _OFFSET.fullmatch(zone)
    if numeric:
        hours, minutes = int(numeric[2]), int(numeric[3] or 0)
        return f"{'+' if numeric[1] == '+' else '-'}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""
    if zone == "IST" and lang == "he":
        return "+02:00"
    if zone in _AMERICAN:
        total = _AMERICAN[zone] + (60 if _is_american_summer(date) else 0)
    elif zone in _MINUTES:
        total = _MINUTES[zone]
    else:
        return ""
    return f"{'-' if total < 0 else '+'}{abs(total) // 60:02}:{abs(total) % 60:02}"


def _is_american_summer(date: datetime.date) -> bool:
    """From the second Sunday of March to the first Sunday of November."""
    march, november = datetime.date(date.year, 3, 8), datetime.date(date.year, 11, 1)
    start = march + datetime.timedelta(days=6 - march.weekday())
    end = november + datetime.timedelta(days=6 - november.weekday())
    return start <= date < end

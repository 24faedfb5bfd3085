"""The dates of feed entries: exact forms at once, all others by the reader of the world's dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from site_gen.language import dates
from site_gen.language.clock import in_zone
from site_gen.read.html.dates import iso

_MONTHS: Final = {
    name: f"{at:02}" for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
# Such as "Tue, 18 Aug 2026 15:53:56 +0200" (RFC 822 and those after it), where no reading is open.
_MAIL: Final = re.compile(
    r"(?:[A-Za-z]{3,9}, ?)?(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}) (\d\d):(\d\d)(?::(\d\d))? ?([+-]\d\d:?\d\d|GMT|UTC?|Z)"
)
# "Fri, 13 Mars, 2026 - 12:22": a comma that stands between month and year
_STRAY_COMMA: Final = re.compile(r"(?<=[^\W\d]),(?= \d{4}\b)")
# A date in numbers, such as "8/25/2026 3:53 PM" or "25-08-2026"
_NUMBERS: Final = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2\d{4}\b")
_WEEKDAY: Final = re.compile(r"^[^\W\d]{2,12}\.?,\s*")


def day_first_in(texts: Iterable[str | None]) -> bool | None:
    """Whether a feed writes "8/11/2026" for a day of November, as others of its dates show; None if none does."""
    found = [(int(match[1]), int(match[3])) for text in texts if text and (match := _NUMBERS.match(text))]
    by_day, by_month = any(first > 12 for first, _ in found), any(second > 12 for _, second in found)
    return by_day if by_day != by_month else None


def read_date(text: str, lang: str | None, day_first: bool | None = None) -> str | None:
    """The date that a feed writes as `text`, in ISO 8601: in UTC, or without a zone where it names none."""
    found = _read(text, lang, day_first)
    return in_zone(found, "UTC") if found and len(found) > 19 else found


def _read(text: str, lang: str | None, day_first: bool | None) -> str | None:
    text = " ".join(text.split())
    found = _MAIL.fullmatch(text)
    if found and (month := _MONTHS.get(found[2].lower())):
        zone = found[7] if found[7][0] in "+-" else "+00:00"
        zone = f"{zone[:3]}:{zone[-2:]}"
        written = f"{found[3]}-{month}-{int(found[1]):02}T{found[4]}:{found[5]}:{found[6] or '00'}{zone}"
        return iso(written)
    bare = _WEEKDAY.sub("", _STRAY_COMMA.sub("", text))
    if day_first is None and lang == "en-US":
        day_first = False
    return iso(text) or dates.parse_date(bare, lang=lang, day_first=day_first) or _by_its_shape(bare)


def _by_its_shape(text: str) -> str | None:
    """A date between other words, where there is no more than one."""
    found = dates.find_dates(text[:200])
    return found[0].iso if len(found) == 1 else None

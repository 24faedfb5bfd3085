"""Interface texts, dates, numbers and lists in the reader's language.

The texts lie in `locale/LANG/LC_MESSAGES/` as gettext catalogues; `make messages` brings them up to date.
"""

from __future__ import annotations

import datetime
import functools
import gettext
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from site_gen.language.clock import in_zone

if TYPE_CHECKING:
    from babel import Locale

_CATALOGUES: Final = Path(__file__).parent / "locale"


class Wording:
    """The words and date formats of one language, with clock times in one time zone; no time makes no text."""

    def __init__(self, lang: str, timezone: str) -> None:
        self.lang = lang
        self.timezone = timezone
        self._zone = ZoneInfo(timezone)
        self.catalogue = _catalogue(lang)

    def text(self, message: str) -> str:
        """An interface text."""
        return self.catalogue.gettext(message)

    def plural(self, singular: str, plural: str, num: int) -> str:
        """An interface text for a number, which `%(num)s` in it stands for."""
        return self.catalogue.ngettext(singular, plural, num)

    @functools.lru_cache(maxsize=2_000)  # noqa: B019 - one Wording lives as long as the program
    def number(self, number: int) -> str:
        """`12,345`."""
        if abs(number) < 1000:
            return str(number)
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=_locale(self.lang)))

    def and_list(self, items: Iterable[str]) -> str:
        """`Ann Lee, Bo Ek and Cy Roe`."""
        several = list(items)
        if len(several) < 2:
            return "".join(several)
        from babel.lists import format_list

        return str(format_list(several, "standard", _locale(self.lang)))

    @functools.lru_cache(maxsize=500)  # noqa: B019
    def language(self, tag: str) -> str:
        """`Arabic` for `ar`; the tag itself where nobody knows its name."""
        from babel import Locale, UnknownLocaleError

        try:
            named = Locale.parse(tag, sep="-").get_display_name(_locale(self.lang))
        except (UnknownLocaleError, ValueError):
            return tag
        return str(named) if named else tag

    def day(self, iso: str) -> str:
        """`4 December 2025`."""
        return self._format(self._day(iso), "long")

    def _day(self, iso: str) -> str:
        """The day of a moment in the site's time zone."""
        return in_zone(iso, self.timezone)[:10]

    def short_day(self, iso: str) -> str:
        """`4 Dec`, for lists that say the year elsewhere."""
        return self._skeleton(self._day(iso), "MMMd")

    def short_date(self, iso: str) -> str:
        """`4 Dec 2025`, for lists that say the year nowhere."""
        return self._skeleton(self._day(iso), "yMMMd")

    def weekday_day(self, iso: str) -> str:
        """`Thursday, 4 December 2025`."""
        return self._format(self._day(iso), "full")

    def month(self, iso: str) -> str:
        """`December 2025`."""
        return self._skeleton(f"{iso[:7]}-01", "yMMMM")

    def year(self, iso: str) -> str:
        """`2025`."""
        return self._skeleton(f"{iso[:4]}-01-01", "y")

    @functools.lru_cache(maxsize=20_000)  # noqa: B019 - one Wording lives as long as the program
    def clock(self, iso: str) -> str:
        """`09:00 UTC`, in the site's time zone; nothing where only the day is known."""
        if len(iso) <= 10:
            return ""
        time = datetime.datetime.fromisoformat(iso)
        local = time.astimezone(self._zone) if time.tzinfo else time.replace(tzinfo=self._zone)
        return f"{self._hour(local.hour, local.minute)} {local.tzname()}"

    def time(self, iso: str) -> str:
        """`09:00`, for pages that name the zone elsewhere; nothing where only the day is known."""
        return self.clock(iso).rpartition(" ")[0]

    def zone(self, iso: str) -> str:
        """`UTC`, or what the site's zone is called at that time."""
        return self.clock(iso).rpartition(" ")[2]

    @functools.lru_cache(maxsize=20_000)  # noqa: B019
    def near_day(self, iso: str, year: str) -> str:
        """`4 Dec`, and `4 Dec 2024` where that is not the year."""
        return self.short_day(iso) if iso[:4] == year else self._skeleton(iso[:10], "yMMMd")

    @functools.lru_cache(maxsize=2_000)  # noqa: B019
    def _hour(self, hour: int, minute: int) -> str:
        from babel.dates import format_skeleton

        return str(format_skeleton("Hm", datetime.datetime(2000, 1, 1, hour, minute), locale=_locale(self.lang)))

    @functools.lru_cache(maxsize=20_000)  # noqa: B019
    def _format(self, day: str, style: str) -> str:
        if not day:
            return ""
        from babel.dates import format_date

        return str(format_date(datetime.date.fromisoformat(day), style, locale=_locale(self.lang)))

    @functools.lru_cache(maxsize=20_000)  # noqa: B019
    def _skeleton(self, day: str, skeleton: str) -> str:
        from babel.dates import format_skeleton

        return str(format_skeleton(skeleton, datetime.date.fromisoformat(day), locale=_locale(self.lang)))


def _catalogue(lang: str) -> gettext.NullTranslations:
    """The catalogue of a language, of a wider one where there is none, or none at all: then texts are English."""
    for name in _names(lang):
        path = _CATALOGUES / name / "LC_MESSAGES/site_gen.mo"
        if path.is_file():
            with path.open("rb") as file:
                return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


def _names(lang: str) -> list[str]:
    """Names of catalogues, best first: `pt-BR` -> `pt_BR`, `pt`; `zh-TW` -> `zh_TW`, `zh_Hant`, `zh`."""
    first, *rest = lang.replace("_", "-").lower().split("-")
    parts = [first, *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    names = ["_".join(parts[:size]) for size in range(len(parts), 0, -1)]
    if first == "zh" and not _TRADITIONAL.isdisjoint(parts):
        names.insert(-1, "zh_Hant")
    return names


_TRADITIONAL: Final = frozenset({"Hant", "TW", "HK", "MO"})  # scripts and regions that write Chinese so


@functools.cache
def _locale(lang: str) -> Locale:
    """The locale of a BCP 47 tag; plain English means the world's, where the day comes before the month."""
    from babel import Locale, UnknownLocaleError

    if lang == "en":
        lang = "en-GB"
    for tag in (lang, lang.partition("-")[0], "en-GB"):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel always knows English")

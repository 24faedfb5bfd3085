"""Interface texts and dates in the reader's language."""

from __future__ import annotations

import datetime
import functools
import gettext
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from babel import Locale

_CATALOGUES: Final = Path(__file__).parent / "locale"


class Wording:
    """The words and date formats of one language, with clock times in one time zone; no time makes no text."""

    def __init__(self, lang: str, timezone: str) -> None:
        self.lang = lang
        self._zone = ZoneInfo(timezone)
        self.catalogue = gettext.translation("site_gen", _CATALOGUES, [lang, lang.partition("-")[0]], fallback=True)

    def text(self, message: str) -> str:
        """An interface text."""
        return self.catalogue.gettext(message)

    def day(self, iso: str) -> str:
        """`4 December 2025`."""
        return self._format(iso[:10], "long")

    def short_day(self, iso: str) -> str:
        """`4 Dec`, for lists that say the year elsewhere."""
        return self._skeleton(iso[:10], "MMMd")

    def weekday_day(self, iso: str) -> str:
        """`Thursday, 4 December 2025`."""
        return self._format(iso[:10], "full")

    def month(self, iso: str) -> str:
        """`December 2025`."""
        return self._skeleton(f"{iso[:7]}-01", "yMMMM")

    @functools.lru_cache(maxsize=20_000)  # noqa: B019 - one Wording lives as long as the program
    def clock(self, iso: str) -> str:
        """`09:00 UTC`, in the site's time zone; nothing where only the day is known."""
        if len(iso) <= 10:
            return ""
        time = datetime.datetime.fromisoformat(iso)
        local = time.astimezone(self._zone) if time.tzinfo else time.replace(tzinfo=self._zone)
        return f"{self._hour(local.hour, local.minute)} {local.tzname()}"

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

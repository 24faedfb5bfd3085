"""Names of weekdays, which stand where names of people stand and are none."""

from __future__ import annotations

import functools

from site_gen.language.months import LANGUAGES


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week, in any language."""
    return word.casefold().strip(".,; ") in _names()


@functools.cache
def _names() -> frozenset[str]:
    from babel import Locale

    days = (Locale.parse(language).days for language in ("en", "ja", "zh", "ko", *LANGUAGES))
    forms = (names for one in days for context in ("format", "stand-alone") for names in one.get(context, {}).values())
    return frozenset(name.casefold() for names in forms for name in names.values() if len(name) > 2)

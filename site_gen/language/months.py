"""Names of months in the languages of the world, as Unicode's CLDR has them, and what people write beside."""

from __future__ import annotations

import functools
from typing import Final

_ENGLISH: Final = "january february march april may june july august september october november december".split()
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday tues weds thur thurs".split()
# English names; 0 is a weekday.
BUILT_IN: Final = (
    {name: month for month, name in enumerate(_ENGLISH, 1)}
    | {name[:3]: month for month, name in enumerate(_ENGLISH, 1)}
    | {"sept": 9}
    | {key: 0 for name in _WEEKDAYS for key in (name, name[:3])}
)
ENGLISH_FORMS: Final = "|".join(f"{x.title()}|{x[:3].title()}|{x.upper()}|{x[:3].upper()}" for x in _ENGLISH)
# The languages that are asked for a month's name when the seed's own language is not known.
LANGUAGES: Final = (
    "de fr es it pt nl sv da nb nn fi is et lv lt pl cs sk sl hr sr bs mk bg ru uk be ro hu el tr az kk uz ka hy he"
    " ar fa ur ps hi bn ta te mr gu pa kn ml si ne th lo km my id ms fil sw so am zu xh af ca eu gl cy ga lb sq mn vi"
    " mt"
).split()
# One language under several names, whose speakers write each other's months.
_KIN: Final = dict.fromkeys(("hr", "bs", "sr", "sh", "cnr"), ("hr", "bs", "sr", "sr_Latn", "sl"))
# Such as "27.XI.2026".
_ROMAN: Final = {name: at for at, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
# Names that are in use and not in CLDR: other spellings, and those of two words.
_OTHERS: Final = {
    "studenog": 11, "studeni": 11, "listopad": 10, "novembra": 11, "decembra": 12, "oktobra": 10, "septembra": 9,
    "जनवरी": 1, "फरवरी": 2, "अक्तूबर": 10, "सितम्बर": 9, "नवम्बर": 11, "दिसम्बर": 12,
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
    "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "تشرين الاول": 10, "كانون الاول": 12,
    "جانفي": 1, "فيفري": 2, "أفريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8, "يناير": 1, "غشت": 8, "شتنبر": 9,
    "نونبر": 11, "دجنبر": 12, "يوليوز": 7, "meán fómhair": 9, "deireadh fómhair": 10,
}  # fmt: skip
# The same names as alternatives of a pattern, for a name has one word elsewhere.
OF_TWO_WORDS: Final = "|".join(name.replace(" ", r"\s") for name in _OTHERS if " " in name)


def months_named(word: str, lang: str | None, *, has_ordinal_dot: bool = False) -> frozenset[int]:
    """The months that the word may mean; 0 is a weekday.

    A dot behind the day, as in "27. listopada", is how the languages of the South Slavs and the Czechs write ordinals,
    and the Poles do not.
    """
    key = " ".join(word.casefold().strip(".,;׳، ").split())
    if key[-1:] in "月월" and key[:-1].isdecimal():
        return frozenset({int(key[:-1])})
    known = BUILT_IN.get(key)
    if known is not None and (lang is None or lang.startswith("en")):
        return frozenset({known})
    if not key or len(key) > 20 or (len(key) < 2 and key not in _ROMAN):
        return frozenset()
    own = _of_language(lang.partition("-")[0]).get(key) if lang and not lang.startswith("en") else None
    if own:
        return own
    return frozenset({known}) if known is not None else _somewhere(key, has_ordinal_dot=has_ordinal_dot)


def _somewhere(key: str, *, has_ordinal_dot: bool) -> frozenset[int]:
    """The months that a word means in any language."""
    if key in _ROMAN:
        return frozenset({_ROMAN[key]})
    found = _in_all().get(key, frozenset())
    if len(found) > 1 and has_ordinal_dot:
        return _of_language("hr").get(key, found)
    return found or (frozenset({_OTHERS[key]}) if key in _OTHERS else frozenset())


@functools.cache
def _of_language(language: str) -> dict[str, frozenset[int]]:
    """The names in a language and in those that are one with it; beside a day and a year "mar." is no weekday."""
    names: dict[str, frozenset[int]] = {}
    for one in _KIN.get(language, (language,)):
        for name, months in _in_cldr(one).items():
            names.setdefault(name, months)
    return names


@functools.cache
def _in_cldr(language: str) -> dict[str, frozenset[int]]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, set[int]] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months.get(context, {}).get(width, {}).items():
                names.setdefault(name.casefold().strip(".׳ "), set()).add(month)
            for name in locale.days.get(context, {}).get(width, {}).values():
                names.setdefault(name.casefold().strip(".׳ "), set()).add(0)
    if language == "he":
        names |= {f"ב{name}": months for name, months in names.items()}
    return {name: frozenset(months - {0} or {0}) for name, months in names.items() if len(name) > 1}


@functools.cache
def _in_all() -> dict[str, frozenset[int]]:
    names: dict[str, frozenset[int]] = {}
    for language in LANGUAGES:
        for name, months in _in_cldr(language).items():
            # "mar." is a Tuesday in Spain and in France; beside a year and a day only the month can be meant.
            names[name] = (names.get(name, frozenset()) | months) - {0} or frozenset({0})
    return names

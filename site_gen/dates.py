"""Dates as the world writes them: found in a line, read as ISO text, and a little arithmetic.

A wrong date is worse than none: what is impossible, relative or open to two readings is no date here.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from typing import Final

import msgspec

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

_ENGLISH: Final = "january february march april may june july august september october november december".split()
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday tues weds thur thurs".split()
_BUILT_IN: Final = (
    {name: month for month, name in enumerate(_ENGLISH, 1)}
    | {name[:3]: month for month, name in enumerate(_ENGLISH, 1)}
    | {"sept": 9}
    | dict.fromkeys(_WEEKDAYS, 0)
    | {name[:3]: 0 for name in _WEEKDAYS}
)
# The languages that are asked for a month's name when the seed's own language is not known.
_LANGUAGES: Final = (
    "de fr es it pt nl sv da nb nn fi is et lv lt pl cs sk sl hr sr bs mk bg ru uk be ro hu el tr az kk uz ka hy he"
    " ar fa ur ps hi bn ta te mr gu pa kn ml si ne th lo km my id ms fil sw so am zu xh af ca eu gl cy ga lb sq mn vi"
).split()

# What may stand beside a date and says nothing else: "Published on ... at ... Uhr".
LABELS: Final = frozenset(
    "published publish posted post updated update last modified date on at the of and by first originally created"
    " time erschienen veröffentlicht aktualisiert stand datum am um uhr vom der publié mis jour modifié le à et la du"
    " de del publicado actualizado el las a hrs h em atualizado às pubblicato aggiornato il alle ore gepubliceerd"
    " bijgewerkt op om publicerad uppdaterad den kl klokken offentliggjort opdateret publisert oppdatert julkaistu"
    " päivitetty klo opublikowano aktualizacja dnia godz r publikováno aktualizováno v опубликовано обновлено в г"
    " года diterbitkan tayang pukul pada tarih yayınlanma güncelleme saat 입력 수정 등록 公開 更新 配信 投稿 発行"
    " 发布 發布 时间 來源 פורסם עודכן נشر تاريخ النشر".split()
)

# "17:34", "9:12 p.m.", "17h30", "17.30 Uhr", "8.15pm", "5:09: Uhr", "23時17分", "오후 3:20", "12:30:05.123+01:00", "9 AM ET"
_TIME: Final = (
    r"(?P<before>오전|오후|午前|午後|上午|下午|klo|kl\.?)?\s*"
    r"(?<!\d)(?P<hour>[01]?\d|2[0-4])(?:\s?(?:[:：.時时시点點]|h(?![a-z])|uur(?= \d))\s?(?P<minute>[0-5]\d)(?!\d)(?:[:.分]\s?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?(?!\d))?|(?=\s?[ap]\.?\s?m\b)|(?=\s?(?:Uhr|時|시)))"
    r"[:分분]?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s?(?:Uhr|uhr|hrs?\b|時|시))?"
    r"(?:\s?\(?(?P<zone>Z\b|(?:UTC|GMT)?[+-−]\d{1,2}(?::?\d\d)?(?!\d)|[A-Z]{2,4}(?![A-Za-z]))\)?)?"
)
_AFTER: Final = re.compile(
    r"(?:[\s,;|/•·–—-]|T(?=\d)|at\b|um\b|às\b|à\b|a\s+las\b|alle(?:\s+ore)?\b|ore\b|om\b|kl\b\.?|klo\b|o\b|в\b|om\b|pukul\b|saat\b"
    r"|\([^\W\d]{1,4}\)|[^\W\d_]{2,12}曜日){0,4}" + _TIME,
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(_TIME + r"[\s,|•·–—-]{0,4}(?:on\b|[^\W\d_]{3,10},?)?\s*$", re.IGNORECASE)

_YEAR: Final = r"(?P<year>(?:19|20)\d\d|25[4-9]\d)"
_NAME: Final = r"(?P<name>\d{1,2}[月월]|[^\s\d,/()|:;•·\"“”-]{2,20}?)"
_GLUED: Final = "|".join(f"{x.title()}|{x[:3].title()}|{x.upper()}|{x[:3].upper()}" for x in _ENGLISH)
_DAY: Final = r"(?<!\d)(?P<day>[0-3]?\d)"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # "2024-12-03", "2024/12/3", "2026.07.12", "2026. 7. 12.", "20241203T1010"
        r"(?<![\d.,/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])\s?(?P<month>[01]?\d)(?P=sep)\s?(?P<day>[0-3]?\d)(?!\d)\.?",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=T\d|$)",
        # "2024年12月3日", "2026년 7월 12일", "令和6年12月3日"
        r"(?<!\d)(?:(?P<era>令和)\s?(?P<reign>\d{1,2}|元)|(?P<year>(?:19|20)\d\d))\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일号號]?",
        # "30.04.2024", "10/31/2024", "22-12-2023", "12/22/23"
        r"(?<![\d.,/-])(?P<first>[0-3]?\d)(?P<sep>[-/.])\s?(?P<second>[0-3]?\d)(?P=sep)\s?(?P<year>(?:19|20)\d\d|\d\d(?!\d|[./-]\d))",
        # "5 tháng 12, 2024"
        _DAY + r"\s*(?:tháng|thg)\s*(?P<month>[01]?\d),?\s*(?:năm\s*)?" + _YEAR,
        # "30. Juni 2025", "29th June 2025", "3 de octubre de 2024", "22-Dec-2023", "13 10月 2024"
        _DAY
        + r"(?:st|nd|rd|th|er|º|ª|\.º|-?го|-?an)?[\s.,/-]{0,3}(?:(?:(?:de|di|of)\s|d[’'])\s?)?"
        + _NAME
        + r"[\s.,/’'-]{0,3}(?:(?:del?|do)\s)?"
        + _YEAR,
        # "Dec 04, 2025", "Jan 29th 2025", "hacking Dec. 21, 2023", "Fri Dec 22 10:48:00 UTC 2023"
        r"(?:(?<=[\s,(|:;•·\"-])|^|(?<=[a-z)])(?=[A-Z]))"
        + _NAME
        + r"\.?[\s-]{0,3}(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:[\s,.-]{1,3}(?:(?:at\s)?[0-2]?\d:[0-5]\d(?::[0-5]\d)?\s(?:[A-Z]{3,4}\s)?)?)"
        + _YEAR,
        # "ESPNDec 22, 2023", "Mental HealthDECEMBER 22, 2022": page text that lost the space before its date
        rf"(?-i:(?<=[a-zA-Z])(?P<name>{_GLUED}))\.?\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s" + _YEAR,
        # "2024. június 5.", "2025 m. sausio 5 d."
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\.|\s?m\.|[,/-])?\s?" + _NAME + r"\.?[\s/-](?P<day>[0-3]?\d)(?!\d)",
    )
)
# Digits of other scripts, one for one, so that places in the line stay the same.
_DIGITS: Final = {
    zero + value: str(value)
    for zero in (
        0x660,
        0x6F0,
        0x966,
        0x9E6,
        0xA66,
        0xAE6,
        0xBE6,
        0xC66,
        0xCE6,
        0xD66,
        0xE50,
        0xED0,
        0x1040,
        0x17E0,
        0xFF10,
    )
    for value in range(10)
}
_PREFILTER: Final = re.compile(r"(?:19|20|25)\d\d|\d[./-]\d\d?[./-]\d\d|令和")
_CLOCK: Final = re.compile(_TIME, re.IGNORECASE)

_RELATIVE: Final = re.compile(
    # "2 hours ago", "21h", "1 day ago", "vor 3 Stunden", "hace 2 horas", "il y a 5 minutes", "3時間前", "Yesterday, 9:12 p.m."
    r"(?:^|\W)(?:"
    r"(?:\d+|an?|one|two|few)\s?(?:s|m|h|d|w|y|mo|sec(?:ond)?s?|min(?:ute)?s?|hrs?|hours?|days?|weeks?|months?|years?)\.?\s+ago\b"
    r"|vor\s\d+\s?(?:sek|min|std|stunde|tag|woche|monat|jahr)\w*|hace\s\d+\s\w+|há\s\d+\s\w+|il\sy\sa\s\d+\s\w+"
    r"|\d+\s\w+\s(?:fa|atrás|geleden|sedan|siden|sitten|temu|назад|тому|önce|lalu|yang\slalu|前)"
    r"|\d+\s?(?:秒|分|時間|日|分钟|小时|天|分鐘|小時|초|분|시간|일)\s?(?:前|전)"
    r"|(?:yesterday|today|just\snow|gestern|heute|hier|aujourd['’]hui|ayer|hoy|ieri|oggi|ontem|hoje|gisteren|vandaag|i\sgår|igår|i\sdag|idag|wczoraj|dzisiaj|вчера|сегодня|dün|bugün|kemarin|어제|오늘|昨日|今日|昨天|今天|أمس|اليوم|אתמול|היום)(?:$|\W)"
    r"|\d{1,2}[hdmwy]$)",
    re.IGNORECASE,
)

_MINUTES: Final = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "IDT": 180, "EAT": 180, "CAT": 120, "SAST": 120, "WAT": 60,
    "GST": 240, "PKT": 300, "IST": 330, "NPT": 345, "WIB": 420, "ICT": 420, "MYT": 480, "SGT": 480, "HKT": 480,
    "PHT": 480, "AWST": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600, "AST": -240, "ADT": -180, "NST": -210, "NDT": -150, "BRT": -180,
}  # fmt: skip
_AMERICAN: Final = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}  # standard time; an hour more in summer


class Found(msgspec.Struct, frozen=True):
    """A date in a line: where it starts and ends, its time included, and what it says."""

    start: int
    end: int
    iso: str


class _Day(msgspec.Struct, frozen=True):
    start: int
    end: int
    day: datetime.date
    clock: str = ""  # a time that stands inside the date: "Dec 22 10:48:00 2023"


def parse_date(text: str, *, lang: str | None = None, day_first: bool | None = None) -> str | None:
    """The date that is all of the text (a weekday, a label or a time beside it is fine), as ISO text."""
    found = find_dates(text[:200], lang=lang, day_first=day_first)
    if not found or len(text) > 200:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    words = re.findall(r"[^\s\d,.:;|/•·()\[\]–—-]+", rest.casefold())
    beside = all(word in LABELS or _months_named(word, lang) == frozenset({0}) for word in words)
    return found[0].iso if beside and not re.search(r"\d", rest) else None


def find_dates(line: str, *, lang: str | None = None, day_first: bool | None = None) -> list[Found]:
    """Every date of a line with a year, from left to right, with the time that stands beside it."""
    if not line.isascii():
        line = line.translate(_DIGITS)
    if not _PREFILTER.search(line):
        return []
    days: list[_Day] = []
    for form in _FORMS:
        for match in form.finditer(line):
            if any(day.start < match.end() and match.start() < day.end for day in days):
                continue
            day = _read_day(match, line, lang, day_first)
            if day:
                days.append(day)
    days.sort(key=lambda day: day.start)
    return list(_with_times(line, days, lang))


def is_impossible(line: str, *, lang: str | None = None) -> bool:
    """Whether the line writes a date that no calendar has: "Feb 30, 2025", "2025-13-01"."""
    if not _PREFILTER.search(line) or find_dates(line, lang=lang):
        return False
    for form in _FORMS:
        for match in form.finditer(line):
            part = match.groupdict()
            if part.get("name"):
                months = _months_named(part["name"], lang)
                if months and months != frozenset({0}):
                    return True
            elif not part.get("first") or (len(part["year"]) == 4 and "day" not in part):
                return not _is_open(part)
    return False


def is_relative(line: str) -> bool:
    """Whether the line dates itself by the moment of reading: "2 hours ago", "Yesterday, 9:12 p.m."."""
    return len(line) <= 120 and _RELATIVE.search(line) is not None


def without_relative(line: str) -> str:
    """The line without the words that `is_relative` saw."""
    return _RELATIVE.sub(" | ", line)


def day(iso: str) -> str:
    """The day, in the time's own zone."""
    return iso[:10]


def instant(iso: str) -> datetime.datetime:
    """The moment, for sorting and feeds; midnight where only the day is known, UTC where the zone is not."""
    moment = datetime.datetime.fromisoformat(iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


# -- days ------------------------------------------------------------------------------------------------------------


def _read_day(match: re.Match[str], line: str, lang: str | None, day_first: bool | None) -> _Day | None:
    part = match.groupdict()
    if part.get("first"):
        date = _read_numbers(part, line, lang, day_first)
    else:
        date = _date(_year(part), _month(part, lang), int(part["day"]))
    if not date:
        return None
    clock = _CLOCK.search(match.group()) if part.get("name") and ":" in match.group() else None
    return _Day(match.start(), match.end(), date, clock.group() if clock else "")


def _year(part: dict[str, str | None]) -> int:
    if part.get("era"):
        reign = part["reign"] or ""
        return 2018 + (1 if reign == "元" else int(reign))
    year = int(part["year"] or 0)
    # Thailand counts from the Buddha: 2567 is 2024.
    return year - 543 if year >= 2540 else year


def _month(part: dict[str, str | None], lang: str | None) -> int:
    if part.get("month"):
        return int(part["month"] or 0)
    months = _months_named(part["name"] or "", lang)
    return next(iter(months)) if len(months) == 1 else 0


def _read_numbers(
    part: dict[str, str | None], line: str, lang: str | None, day_first: bool | None
) -> datetime.date | None:
    first, second, year = (int(part[key] or 0) for key in ("first", "second", "year"))
    if year < 100:
        # Two digits twice: "1.2.24" may be a version or a chapter, "12/22/23" is a date.
        if len(part["year"] or "") != 2 or (part["sep"] == "." and len(part["second"] or "") != 2):
            return None
        year += 2000 if year < 50 else 1900
    if first > 12 or second > 12 or first == second:
        return _date(year, second, first) if second <= 12 else _date(year, first, second)
    order = day_first if day_first is not None else _is_day_first(part["sep"] or "", line, lang)
    if order is None:
        return None
    return _date(year, second, first) if order else _date(year, first, second)


def _is_day_first(separator: str, line: str, lang: str | None) -> bool | None:
    if separator == ".":
        return True
    if re.search(r"\b(?:[ECMP][SD]?T)\b", line) and (lang or "en").startswith("en"):
        return False
    if re.search(r"\b(?:BST|IST|CES?T|ME?SZ|[AN][EWZ][SD]T|Uhr|SAST|MYT|SGT)\b", line):
        return True
    if lang is None or lang == "en":
        return None
    return _short_order(lang)


@functools.cache
def _short_order(lang: str) -> bool | None:
    from babel import Locale, UnknownLocaleError

    try:
        pattern = Locale.parse(lang.replace("-", "_")).date_formats["short"].pattern
    except (UnknownLocaleError, ValueError, KeyError):
        return None
    return pattern.find("d") < pattern.find("M") or pattern.startswith("y")


def _is_open(part: dict[str, str | None]) -> bool:
    """Whether the numbers could be a day and a month, in one order or the other."""
    if not part.get("first"):
        return False
    first, second = int(part["first"] or 0), int(part["second"] or 0)
    return 0 < first <= 31 and 0 < second <= 31 and min(first, second) <= 12


def _date(year: int, month: int, day_of_month: int) -> datetime.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day_of_month)
    except ValueError:
        return None


def _months_named(word: str, lang: str | None) -> frozenset[int]:
    """The months that the word may mean; 0 is a weekday."""
    key = word.casefold().strip(".,;׳ ")
    if key[-1:] in "月월" and key[:-1].isdecimal():
        return frozenset({int(key[:-1])})
    known = _BUILT_IN.get(key)
    if known is not None and (lang is None or lang.startswith("en")):
        return frozenset({known})
    if len(key) < 2 or len(key) > 20:
        return frozenset()
    if lang and not lang.startswith("en"):
        own = _names_in(lang.partition("-")[0]).get(key, frozenset())
        if own:
            return own
        if known is not None:
            return frozenset({known})
    return _all_names().get(key, frozenset())


@functools.cache
def _names_in(language: str) -> dict[str, frozenset[int]]:
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
    return {name: frozenset(months) for name, months in names.items() if len(name) > 1}


@functools.cache
def _all_names() -> dict[str, frozenset[int]]:
    names: dict[str, frozenset[int]] = {}
    for language in _LANGUAGES:
        for name, months in _names_in(language).items():
            # "mar." is a Tuesday in Spain and in France; beside a year and a day only the month can be meant.
            names[name] = (names.get(name, frozenset()) | months) - {0} or frozenset({0})
    return names


# -- times -----------------------------------------------------------------------------------------------------------


def _with_times(line: str, days: list[_Day], lang: str | None) -> Iterator[Found]:
    floor = 0
    for position, day_ in enumerate(days):
        ceiling = days[position + 1].start if position + 1 < len(days) else len(line)
        start, end, match = day_.start, day_.end, None
        if day_.clock:
            match = _CLOCK.search(day_.clock)
        else:
            match = _AFTER.match(line[:ceiling], day_.end)
            if match and _time(match, day_.day, lang):
                end = match.end()
            else:
                # "12:43, 20 Apr 2026": forty characters hold every time that stands before its date.
                match = _BEFORE.search(line, max(floor, day_.start - 40), day_.start)
                start = match.start() if match and _time(match, day_.day, lang) else start
        time = _time(match, day_.day, lang) if match else None
        yield Found(start, end, f"{day_.day.isoformat()}{'T' + time if time else ''}")
        floor = end


def _time(match: re.Match[str], date: datetime.date, lang: str | None) -> str | None:
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    half = (match["half"] or "").lower() or {"오전": "a", "午前": "a", "上午": "a"}.get(match["before"] or "")
    half = half or ("p" if match["before"] in {"오후", "午後", "下午"} else "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24:
        return None
    return f"{hour:02}:{minute:02}:{second:02}{_offset(match['zone'] or '', date, lang)}"


def _offset(zone: str, date: datetime.date, lang: str | None) -> str:
    name = zone.upper()
    numeric = re.fullmatch(r"(?:UTC|GMT)?([+−-])(\d{1,2}):?(\d\d)?", name)
    if numeric:
        hours, minutes = int(numeric[2]), int(numeric[3] or 0)
        sign = "+" if numeric[1] == "+" else "-"
        return f"{sign}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""
    if name == "IST" and lang == "he":
        return "+02:00"
    if name in _AMERICAN:
        total = _AMERICAN[name] + (60 if _is_american_summer(date) else 0)
    elif name in _MINUTES:
        total = _MINUTES[name]
    else:
        return ""
    return f"{'-' if total < 0 else '+'}{abs(total) // 60:02}:{abs(total) % 60:02}"


def _is_american_summer(date: datetime.date) -> bool:
    """From the second Sunday of March to the first Sunday of November."""
    march, november = datetime.date(date.year, 3, 8), datetime.date(date.year, 11, 1)
    start = march + datetime.timedelta(days=6 - march.weekday())
    end = november + datetime.timedelta(days=6 - november.weekday())
    return start <= date < end

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

from site_gen.language.months import BUILT_IN, ENGLISH_FORMS, OF_TWO_WORDS, months_named
from site_gen.language.plain import bare_words

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

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

# What belongs to a date in its language, and may be an initial elsewhere: "2026 m. lapkričio 27 d.", "27 (金)".
_OF_DATES: Final = frozenset(
    "р рік року m d gada ж թ ngày năm месяца 月 火 水 木 金 土 日 月曜日 월 화 수 목 금 토 일 星期一 星期二"
    " 星期三 星期四 星期五 星期六"
    " 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日 พ.ศ ค.ศ วันที่ ta’".split()
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|25[4-9]\d)"
_NAME: Final = rf"(?P<name>\d{{1,2}}[月월]|{OF_TWO_WORDS}|[^\s\d,/()|:;•·،\"“”-]{{2,20}}?)"
_DAY: Final = r"(?P<day>[0-3]?\d)"
_ORDINAL: Final = r"(?:st|nd|rd|th|er|º|ª|\.º|-?го|-?an)?"
_INNER_TIME: Final = r"(?:(?:at\s)?[0-2]?\d:[0-5]\d(?::[0-5]\d)?\s(?:[A-Z]{3,4}\s)?)?"
_FORMS: Final = (
    # Such as "2024-12-03", "2024/12/3", "2026.07.12", "2026. 7. 12.".
    rf"(?<![\d.,/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])\s?(?P<month>[01]?\d)(?P=sep)\s?{_DAY}(?!\d)\.?",
    # Such as "20241203T1010".
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=T\d|$)",
    # Such as "2024年12月3日", "2026년 7월 12일", "令和6年12月3日".
    (
        r"(?<!\d)(?:(?P<era>令和)\s?(?P<reign>\d{1,2}|元)|(?P<year>(?:19|20)\d\d))"
        rf"\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일号號]?"
    ),
    # Such as "30.04.2024", "10/31/2024", "22-12-2023", "12/22/23".
    (
        r"(?<![\d.,/-])(?P<first>[0-3]?\d)(?P<sep>[-/.])\s?(?P<second>[0-3]?\d)(?P=sep)\s?"
        r"(?P<year>(?:19|20)\d\d|\d\d(?!\d|[./-]\d))"
    ),
    # Such as "5 tháng 12, 2024".
    rf"(?<!\d){_DAY}\s*(?:tháng|thg)\s*(?P<month>[01]?\d),?\s*(?:năm\s*)?{_YEAR}",
    # Such as "27.XI.2026", "27 XI 2026".
    rf"(?<!\d){_DAY}[\s.]{{1,2}}(?-i:(?P<name>X?I{{1,3}}|XI?I?|I?[VX]|VI{{1,3}}|IV))[\s.]{{1,2}}{_YEAR}",
    # Such as "民國115年11月27日".
    rf"(?P<era>民[國国])\s?(?P<reign>\d{{2,3}})\s?年\s?(?P<month>[01]?\d)\s?月\s?{_DAY}\s?日?",
    # Such as "30. Juni 2025", "29th June 2025", "3 de octubre de 2024", "22-Dec-2023", "13 10月 2024".
    (
        rf"(?<!\d){_DAY}{_ORDINAL}[\s.,/-]{{0,3}}(?:(?:(?:de|di|of)\s|d[’'])\s?)?{_NAME}"
        rf"[\s.,/’'،-]{{0,3}}(?:(?:del?|do)\s|[พค]\.?ศ\.?\s?)?{_YEAR}"
    ),
    # Such as "Dec 04, 2025", "Jan 29th 2025", "hacking Dec. 21, 2023", "Fri Dec 22 10:48:00 UTC 2023".
    (
        rf"(?:(?<=[\s,(|:;•·\"-])|^|(?<=[a-z)])(?=[A-Z])){_NAME}\.?[\s-]{{0,3}}{_DAY}(?:st|nd|rd|th)?(?!\d)"
        rf"[\s,.-]{{1,3}}{_INNER_TIME}{_YEAR}"
    ),
    # Such as "ESPNDec 22, 2023", "HealthDECEMBER 22, 2022": page text that lost the space before its date.
    rf"(?-i:(?<=[a-zA-Z])(?P<name>{ENGLISH_FORMS}))\.?\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}",
    # Such as "2024. június 5.", "2025 m. sausio 5 d."
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\.|\s?m\.|\s?gada|e?ko|[,/-])?\s?{_NAME}\.?[\s/-]{_DAY}(?!\d)",
    # Such as "2026. gada 27. novembris", "2026 ж. 27 қараша".
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\.\s?gada|\s?ж\.)\s{_DAY}\.?\s{_NAME}(?=$|[\s,.;])",
)
# Digits of other scripts, one for one, so that places in the line stay the same.
_ZEROS: Final = "\u0660\u06f0\u0966\u09e6\u0a66\u0ae6\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u1040\u17e0\uff10"
_DIGITS: Final = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
# "2025-13-45", "99/99/2025": the two numbers beside the year.
_NUMBERS_BEYOND: Final = (
    re.compile(r"(?<![\d./-])(?P<year>(?:19|20)\d\d)[-/.](?P<one>\d\d)[-/.](?P<other>\d\d)(?!\d)"),
    re.compile(r"(?<![\d./-])(?P<one>\d\d)[-/.](?P<other>\d\d)[-/.](?P<year>(?:19|20)\d\d)(?!\d)"),
)
# "Dec 45, 2025", "45 December 2025".
_DAYS_BEYOND: Final = (
    re.compile(r"\b(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d\d),? (?:19|20)\d\d\b"),
    re.compile(r"\b(?P<day>\d\d) (?P<name>[A-Za-z]{3,9}),? (?:19|20)\d\d\b"),
)
_PREFILTER: Final = re.compile(r"(?:19|20|25)\d\d|\d[./-]\d\d?[./-]\d\d|令和|民[國国]")

# Such as "2 hours ago", "21h", "vor 3 Stunden", "hace 2 horas", "il y a 5 minutes", "3時間前", "Yesterday, 9:12 p.m.".
_RELATIVE: Final = re.compile(
    r"(?:^|\W)(?:"
    r"(?:\d+|an?|one|two|few)\s?(?:s|m|h|d|w|y|mo|sec(?:ond)?s?|min(?:ute)?s?|hrs?|hours?|days?|weeks?|months?|years?)"
    r"\.?\s+ago\b"
    r"|vor\s\d+\s?(?:sek|min|std|stunde|tag|woche|monat|jahr)\w*|hace\s\d+\s\w+|há\s\d+\s\w+|il\sy\sa\s\d+\s\w+"
    r"|\d+\s\w+\s(?:fa|atrás|geleden|sedan|siden|sitten|temu|назад|тому|önce|lalu|yang\slalu|前)"
    r"|\d+\s?(?:秒|分|時間|日|分钟|小时|天|分鐘|小時|초|분|시간|일)\s?(?:前|전)"
    r"|(?:yesterday|today|just\snow|gestern|heute|hier|aujourd['’]hui|ayer|hoy|ieri|oggi|ontem|hoje|gisteren|vandaag"
    r"|i\sgår|igår|i\sdag|idag|wczoraj|dzisiaj|вчера|сегодня|dün|bugün|kemarin|어제|오늘|昨日|今日|昨天|今天|أمس|اليوم"
    r"|אתמול|היום)(?:$|\W)"
    r"|\d{1,2}[hdmwy]$)",
    re.IGNORECASE,
)


# What is said beside numbers tells whose order they keep: "05/12/2025 10h30", "12/05/2025 10 AM ET".
_MONTH_FIRST: Final = re.compile(r"\b[ECMP][SD]?T\b")
_DAY_FIRST: Final = re.compile(
    r"\b(?:BST|IST|CES?T|ME?SZ|[AN][EWZ][SD]T|SAST|MYT|SGT|Uhr|publié|pubblic|mis à jour|actualiz|atualiz|aggiorn"
    r"|publicad|erschienen|veröffentlicht|gepubliceerd|bijgewerkt|diterbitkan|yayın|опубл)|\d\d?h\d\d|^le \d",
    re.IGNORECASE,
)
# What may stand behind a time: "+0200", "IST".
_ZONE: Final = re.compile(r"^\s*(?:[+-]\d\d:?\d\d|[A-Z]{2,4})\b")
_LONGEST_RELATIVE: Final = 120
# In ASCII, each alternative of the pattern holds a digit or one of these words.
_RELATIVE_WORDS: Final = frozenset(
    "ago yesterday today now gestern heute hier aujourd ayer hoy ieri oggi ontem hoje gisteren vandaag dag idag wczoraj"
    " dzisiaj kemarin".split()
)
_DIGIT: Final = re.compile(r"\d")


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a line: where it starts and ends, its time included, and what it says."""

    start: int
    end: int
    iso: str


class _Day(msgspec.Struct, frozen=True):
    start: int
    end: int
    day: datetime.date
    time: str | None = None  # where it stands inside the date: "Dec 22 10:48:00 2023"


def parse_date(text: str, *, lang: str | None = None, day_first: bool | None = None) -> str | None:
    """The date that is all of the text (a weekday, a label or a time beside it is fine), as ISO text."""
    found = find_dates(text[:200], lang=lang, day_first=day_first)
    if not found or len(text) > 200:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    words = re.findall(r"[^\s\d,.:;|/•·()\[\]–—-]+", rest.casefold())
    beside = all(word in LABELS or word in _OF_DATES or months_named(word, lang) == frozenset({0}) for word in words)
    return found[0].iso if beside and not re.search(r"\d", rest) else None


def find_dates(line: str, *, lang: str | None = None, day_first: bool | None = None) -> list[FoundDate]:
    """Every date of a line with a year, from left to right, with the time that stands beside it."""
    if not line.isascii():
        line = line.translate(_DIGITS)
    if not _PREFILTER.search(line):
        return []
    days: list[_Day] = []
    for match in _matches(line):
        if any(day.start < match.end() and match.start() < day.end for day in days):
            continue
        day = _read_day(match, line, lang, day_first)
        if day:
            days.append(day)
    days.sort(key=lambda day: day.start)
    return list(_with_times(line, days, lang))


@functools.lru_cache(maxsize=64)
def _matches(line: str) -> tuple[re.Match[str], ...]:
    """All that looks like a date, form by form; a line is asked for once without and once with a language."""
    return tuple(match for form in _forms() for match in form.finditer(line))


@functools.cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Compiled when the first date is looked for: most builds read none."""
    return tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)


def without_dates(line: str) -> tuple[str, tuple[str, ...]]:
    """The words of a line without its dates and weekdays, and what those dates are."""
    found = find_dates(line)
    for it in reversed(found):
        line = f"{line[: it.start]} {_ZONE.sub('', line[it.end :]) if 'T' in it.iso else line[it.end :]}"
    words = [word for word in bare_words(line.casefold()) if BUILT_IN.get(word) != 0]
    return " ".join(words), tuple(it.iso for it in found)


def is_impossible(line: str, *, lang: str | None = None) -> bool:
    """Whether the line writes a date that no calendar has: "Feb 30, 2025", "2025-13-01"."""
    if not _PREFILTER.search(line) or find_dates(line, lang=lang):
        return False
    parts = (match.groupdict() for match in _matches(line))
    return any(_is_month_given(part, lang) and not _is_open(part) for part in parts) or _is_beyond(line)


def _is_beyond(line: str) -> bool:
    """Whether numbers stand where a date would have its day and month, but are too large for either."""
    for match in (match for shape in _NUMBERS_BEYOND for match in shape.finditer(line)):
        year, one, other = int(match["year"]), int(match["one"]), int(match["other"])
        if _date(year, one, other) is None and _date(year, other, one) is None:
            return True
    named = (match for shape in _DAYS_BEYOND for match in shape.finditer(line))
    return any(BUILT_IN.get(match["name"].casefold(), 0) > 0 and int(match["day"]) > 31 for match in named)


def _is_month_given(part: dict[str, str | None], lang: str | None) -> bool:
    name = part.get("name")
    return bool(months_named(name, lang) - {0}) if name else len(part.get("year") or "") == 4


def is_relative(line: str) -> bool:
    """Whether the line dates itself by the moment of reading: "2 hours ago", "Yesterday, 9:12 p.m."."""
    return len(line) <= _LONGEST_RELATIVE and _may_be_relative(line) and _RELATIVE.search(line) is not None


def _may_be_relative(line: str) -> bool:
    """A quick look that lets no relative date slip: most headlines end here."""
    if not line.isascii() or _DIGIT.search(line):
        return True
    return not _RELATIVE_WORDS.isdisjoint(bare_words(line.lower()))


def without_relative(line: str) -> str:
    """The line without the words that `is_relative` saw."""
    return _RELATIVE.sub(" | ", line)


def day(iso: str) -> str:
    """The day, in the time's own zone."""
    return iso[:10]


@functools.lru_cache(maxsize=100_000)
def instant(iso: str) -> datetime.datetime:
    """The moment, for sorting and feeds; midnight where only the day is known, UTC where the zone is not."""
    moment = datetime.datetime.fromisoformat(iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _with_times(line: str, days: list[_Day], lang: str | None) -> Iterator[FoundDate]:
    from site_gen.language import times_of_day

    floor = 0
    for position, found in enumerate(days):
        ceiling = days[position + 1].start if position + 1 < len(days) else len(line)
        start, end, time = found.start, found.end, found.time
        if not time and (after := times_of_day.time_after(line, end, ceiling, found.day, lang)):
            end, time = after
        elif not time and (before := times_of_day.time_before(line, floor, start, found.day, lang)):
            start, time = before
        yield FoundDate(start, end, f"{found.day.isoformat()}{'T' + time if time else ''}")
        floor = end


# -- days ------------------------------------------------------------------------------------------------------------


def _read_day(match: re.Match[str], line: str, lang: str | None, day_first: bool | None) -> _Day | None:
    part = match.groupdict()
    if part.get("first"):
        date = _read_numbers(part, line, lang, day_first)
    else:
        date = _date(_year(part), _month(part, lang, has_dot=match[0].startswith(f"{part['day']}.")), int(part["day"]))
    if not date:
        return None
    from site_gen.language import times_of_day

    inside = times_of_day.time_inside(match[0], date, lang) if part.get("name") else None
    return _Day(match.start(), match.end(), date, inside)


def _year(part: dict[str, str | None]) -> int:
    if part.get("era"):
        reign = part["reign"] or ""
        if part["era"] != "令和":
            return 1911 + int(reign)  # the years of the Republic of China
        return 2018 + (1 if reign == "元" else int(reign))
    year = int(part["year"] or 0)
    # Thailand counts from the Buddha: 2567 is 2024.
    return year - 543 if year >= 2540 else year


def _month(part: dict[str, str | None], lang: str | None, *, has_dot: bool) -> int:
    if part.get("month"):
        return int(part["month"] or 0)
    months = months_named(part["name"] or "", lang, has_ordinal_dot=has_dot)
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
    if separator == "." or _DAY_FIRST.search(line):
        return True
    if _MONTH_FIRST.search(line) and (lang or "en").startswith("en"):
        return False
    if lang is None or lang == "en":
        return None
    return _short_order(lang)


@functools.cache
def _short_order(lang: str) -> bool | None:
    from babel import Locale, UnknownLocaleError

    try:
        pattern = str(Locale.parse(lang.replace("-", "_")).date_formats["short"].pattern)
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

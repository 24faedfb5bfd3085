"""One line beside a headline: who wrote the article, when, and for which outlet."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.language import dates
from site_gen.language.weekdays import is_weekday
from site_gen.read.lines import scraps
from site_gen.read.lines.names import (
    KOREAN,
    has_reporter,
    is_handle,
    is_organisation,
    is_role,
    is_team,
    read_names,
    read_unspaced,
)

# Such as "By Jane Doe", "Von: ...", "Written by ...", "Author: ...", "Text: ...", "文＝..."
_BY: Final = re.compile(
    r"(?:(?:written|reported|posted|published|story|words|text|review|reviewed|article|opinion|analysis|edited|compiled"
    r"|updated|created|added|submitted|contributed|interview|more|column|essay|commentary|report|dispatch|feature"
    r"|perspective|blog|post|guest\s(?:column|essay|post|commentary)|special\sreport|book\sreview)\s)?by(?:\s?:\s*"
    r"|\s+|$)"
    r"|(?:authors?|byline|writer|reporter|auteurs?|autor(?:en|in|es|a|i|e)?|autore|författare|forfatter|kirjoittaja"
    r"|penulis|yazar|автор|συντάκτης|tác giả|szerző|text|words|texte?|texto|testo|od|door|oleh|von|par|por|af|av|przez"
    r"|yazan|autorius|tekst|teksti|skrevet af|skrivet av|skrevet av)\s?:\s*"
    r"|(?:ein\s(?:beitrag|artikel|gastbeitrag)\s|text\s|texto\s|interview\s|geschreven\s|scritto\s|écrit\s|escrito\s"
    r"|ditulis\s|tulisan\s)?(?:von|par|por|door|oleh|przez|(?:da|di|af|av)(?=\s(?-i:[A-Z]))"
    r"|de(?=\s(?-i:[A-ZÉÁÍÓÚ])))\s+"
    r"|a\scura\sdi\s+|(?:του|της)(?=\s(?-i:[Α-ΩΆ-Ώ]))\s+|as\stold\sto\s+"
    r"|(?:yazan|מאת|نویسنده|خبرنگار|گزارشگر|الكاتب|الكاتبة|بقلم|كتبت?|کتبه|작성자|글|作者|記者|记者|文|撰文|編輯|责编|取材)\s?[:：/／＝=|]\s*|(?:מאת|بقلم"
    r"|كتبت?)\s+|(?:लेखक|लेखिका|द्वारा|ผู้เขียน|โดย|লেখক|எழுதியவர்)\s?[:：]?\s+",
    re.IGNORECASE,
)
# "ByNina Pineda", "BySaima Sidik": page text that lost the space
_GLUED_BY: Final = re.compile(r"(?:By|by|Par|Von)(?=[A-Z]\S+ [A-Z])")
_STRONG: Final = re.compile(
    r"\s*[|•·‧∙●►\x00]\s*|\s+/\s+"
    r"|\s+(?=(?:作者|記者|记者|撰文|编辑|編輯|责编|责任编辑|責任編輯|来源|來源|出处|author|source|editor|writer|autor|quelle|fuente"
    r"|fonte)\s?[:：])",
    re.IGNORECASE,
)
_VISIBLE: Final = re.compile(r"[|•·‧∙/–—-]")
_DASH: Final = re.compile(r"\s+[–—-]\s+|\s*;\s*")
_LABELS: Final = (
    dates.LABELS
    | frozenset(
        "story article artikel posted from min mins minutes read reading time lesezeit edited kolumne kommentar"
        " analyse interview gastbeitrag essay reportage bericht column opinion review ein eine exclusive".split()
    )
) - {"by", "of"}
_ARTICLES: Final = frozenset({"the", "la", "le", "el", "de", "du", "del", "il"})
# Such as "Source: Xinhua", "Editor: Jane Doe": who else had a hand in it.
_SOURCE: Final = re.compile(r"(?:source|quelle|fuente|fonte|bron|kilde|källa|来源|來源|출처)\s?[:：]\s*", re.IGNORECASE)
_HELPER: Final = re.compile(
    r"(?:edit(?:ed|or)|photos?|foto|redaktur|editing|責任編輯|责任编辑)\b[\w\s]{0,12}[:：]", re.IGNORECASE
)
_UPDATED: Final = re.compile(
    r"updat|modif|aktualis|mis à jour|mise à jour|actualiz|atualiz|aggiorn|bijgewerkt|gewijzigd|uppdater|opdater"
    r"|oppdater|päivit|edited|revised|zaktualiz|обновл|оновл|güncel|diperbarui|kemas ?kini|수정|更新|עודכן|تحديث"
    r"|cập nhật|ενημ|módosít|frissít|uppfært|last (?:checked|reviewed)",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"publi|posted|erschienen|veröffentlicht|offentlig|입력|등록|公開|配信|投稿|發佈|发布|diterbitkan|originally"
    r"|julkaistu|опубл|פורסם|نشر|created",
    re.IGNORECASE,
)
# "3 min read", "4 Comments", "jdoe@example.com", "@jdoe", "Share", "London"
_SMALL: Final = re.compile(r"\W*\d+\s?\w*\.?(?:\s\w+){0,2}|\S+@\S+|@\w+|\w+", re.IGNORECASE)
# "Jane Doe published 24 November", "Jane Doe on December 13": what follows a name before its date
_AFTER_NAME: Final = re.compile(
    r"\s+(?:(?:was |first |last |originally )*(?:published|posted|updated)|on|at|am|veröffentlicht|le|el|den|for)\b.*$"
    r"|(?<=[a-z])(?:Published|Updated|Posted)\b.*$"
)
# "Chicago. Sunday, Oct. 13, 2024", the date already taken out: the weekday is the date's and no name.
_WEEKDAY_BEFORE: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day[,.]?\s*\x00", re.IGNORECASE)
_LONGEST: Final = 220
_WORDS_OF_A_BYLINE: Final = 5  # at the most, where it ends as a sentence does
_KEPT: Final = 4096  # lines; the rooms that look at an article ask for each of its lines several times
_LEFTOVER_DATED: Final = 28  # characters that a line with a date may hold besides
_LEFTOVER: Final = 12


class Byline(msgspec.Struct, frozen=True, kw_only=True):
    """What one line says; `relative` where it dates itself by the moment of reading."""

    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    source: str | None = None
    relative: bool = False
    has_more: bool = False  # words that are neither

    @property
    def is_dated(self) -> bool:
        return bool(self.published or self.modified or self.relative)


def read_byline(line: str, lang: str | None = None) -> Byline | None:
    """What the line says of author and date; nothing where it says anything else besides."""
    return None if len(line) > _LONGEST else _read_line(line, lang)


@functools.lru_cache(maxsize=_KEPT)
def _read_line(line: str, lang: str | None) -> Byline | None:
    return _read_dated(line, tuple(dates.find_dates(line, lang=lang)))


@functools.lru_cache(maxsize=_KEPT)
def _read_dated(line: str, found: tuple[dates.FoundDate, ...]) -> Byline | None:
    """The language decides on the dates alone, so what is said besides is read once for all languages."""
    relative = not found and dates.is_relative(line)
    if relative and line[-1:] in ".!?。！？؟।" and len(line.split()) > _WORDS_OF_A_BYLINE and not _BY.match(line):
        return None  # a sentence on yesterday, in a script without capitals, is not by its first words
    dated = bool(found) or relative
    if not dated and not _may_be_signed(line):
        return None
    rest = dates.without_relative(line) if relative else line
    for date in reversed(found):
        rest = f"{rest[: date.start]}\x00{rest[date.end :]}"
    rest = _WEEKDAY_BEFORE.sub("\x00", rest)
    credit = _read_credit(_GLUED_BY.sub("By ", rest))
    if credit.leftover > (_LEFTOVER_DATED if dated else _LEFTOVER) or not (dated or credit.authors):
        return None
    published, modified = _place_dates(line, found)
    return Byline(
        authors=credit.authors,
        published=published,
        modified=modified,
        source=credit.source,
        relative=relative,
        has_more=credit.leftover > 0,
    )


def read_name(line: str) -> Byline | None:
    """A line that is nothing but names; whether it is a byline its neighbours must prove."""
    if len(line) > 90 or (line[-1:] in ".?!:。？！：；，、」』" and not line.endswith(("Jr.", "Sr."))):
        return None
    unspaced = read_unspaced(line)
    if unspaced:
        authors, outlet = unspaced
        return Byline(authors=authors, source=outlet or None)
    parts = [part for part in _STRONG.split(line) if part]
    authors = read_names(parts[0], strict=True) if 0 < len(parts) <= 3 else ()
    if not authors:
        return None
    outlets = [*parts[1:], parts[0].rpartition(",")[2].strip() if "," in parts[0] else ""]
    return Byline(authors=authors, source=next((outlet for outlet in outlets if is_organisation(outlet)), None))


def read_source(line: str) -> str | None:
    """The outlet that a line names and says nothing else: "来源：海港晚报", "Quelle: Küstenblatt"."""
    is_label = len(line) < 60 and (":" in line or "：" in line)
    found = _SOURCE.match(line) if is_label else None
    outlet = line[found.end() :].strip() if found else ""
    return outlet if outlet and outlet[-1] not in ".。" and "://" not in outlet else None


def is_by(line: str) -> bool:
    """Whether the line is a "By" whose names stand on the lines below it."""
    return len(line) <= 16 and _BY.fullmatch(f"{line} ") is not None


def _may_be_signed(line: str) -> bool:
    unspaced = None if line.isascii() else read_unspaced(line)
    if unspaced and unspaced[0] and has_reporter(line):
        return True
    start = _strip_labels(line) if _is_label(line.partition(" ")[0]) else line
    return any(form.match(start) for form in (_BY, _GLUED_BY, KOREAN))


def _place_dates(line: str, found: Sequence[dates.FoundDate]) -> tuple[str | None, str | None]:
    published = modified = None
    previous, said = 0, False
    for date in found:
        label = line[previous : date.start]
        previous = date.end
        if _UPDATED.search(label) and "originally" not in label.lower():
            modified = modified or date.iso
        elif published is None or (not said and _PUBLISHED.search(label)):
            published, said = date.iso, _PUBLISHED.search(label) is not None
    return published, modified


class _Credit(msgspec.Struct):
    """The authors and the outlet of a line without its dates, and how much it says besides."""

    authors: tuple[str, ...] = ()
    source: str | None = None
    leftover: int = 0


def _read_credit(rest: str) -> _Credit:
    parts = [_strip_labels(part) for part in _STRONG.split(rest)]
    parts = [part for part in parts if part]
    signed = next((position for position, part in enumerate(parts) if _BY.match(part)), None)
    credit = _Credit()
    if signed is None:
        parts = [piece for part in parts for piece in (_strip_labels(one) for one in _DASH.split(part)) if piece]
    else:
        _read_signature(parts.pop(signed), credit)
    for part in parts:
        _read_part(part, credit, bare=signed is None, alone=not _VISIBLE.search(rest))
    return credit


def _read_signature(part: str, credit: _Credit) -> None:
    """Names first, then who they write for: "By Jane Doe, Staff Writer - Example Times"."""
    by = _BY.match(part)
    head = _AFTER_NAME.sub("", part[by.end() :] if by else part)
    names, *others = (piece for part in _DASH.split(head) for piece in part.split("/"))
    if (
        others
        and "/" not in head
        and not is_team(names)
        and not any(is_organisation(other) or is_role(other) or _SMALL.fullmatch(other) for other in others)
    ):
        names, others = head, []
        credit.authors = (names,) if len(names.split()) <= 6 and names.replace(" - ", " ").istitle() else ()
    credit.authors = credit.authors or read_names(names, strict=False)
    tail = names.rpartition(",")[2].strip()
    outlets = [
        name for name in (tail if "," in names else "", *others) if name and is_organisation(name) and not is_role(name)
    ]
    credit.source = next((name for name in outlets if len(name) < 60), None)
    credit.leftover += 0 if credit.authors else len(part)


def _read_part(part: str, credit: _Credit, *, bare: bool, alone: bool) -> None:
    if _BY.match(part) and not bare:
        credit.authors = tuple(dict.fromkeys(credit.authors + read_names(_BY.sub("", part, count=1), strict=False)))
        return
    if bare and " " not in part and len(part) > 2 and is_weekday(part):
        return
    unspaced = read_unspaced(part) if bare and not credit.authors else None
    if unspaced:
        credit.authors, credit.source = unspaced[0], credit.source or unspaced[1] or None
        return
    names = read_names(part, strict=True) if bare and not credit.authors else ()
    if names:
        credit.authors = names
    elif "@" in part or _HELPER.match(part):
        return
    elif credit.source is None and _SOURCE.match(part):
        credit.source = _SOURCE.sub("", part)
    elif credit.source is None and is_organisation(part) and len(part) < 50:
        credit.source = part
    elif bare and not credit.authors and not alone and is_handle(part) and not scraps.rule_for(part):
        credit.authors = (part,)
    elif not _SMALL.fullmatch(part) and not scraps.rule_for(part):
        credit.leftover += len(part)


def _strip_labels(part: str) -> str:
    words = part.split()
    start, end = 0, len(words)
    while start < end and _is_label(words[start]) and not _BY.match(" ".join(words[start:]) + " "):
        start += 1
    while end > start and _is_label(words[end - 1]):
        end -= 1
    return " ".join(words[start:end]).strip(" ,.:;") if start or end < len(words) else part.strip(" ,:;")


def _is_label(word: str) -> bool:
    bare = word.casefold().strip(",.:;()[]|•·-–—")
    # "The Associated Press", "La Redacción": an article with a capital belongs to the name.
    return not bare or (bare in _LABELS and not (bare in _ARTICLES and word[0].isupper()))

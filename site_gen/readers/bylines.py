"""Who wrote it, when, and for whom: the lines beside a headline."""

from __future__ import annotations

import functools
import re
from typing import Final

import msgspec

from site_gen import dates
from site_gen.readers import scraps

# "By Jane Doe", "Von: ...", "Written by ...", "Author: ...", "Text: ...", "文＝..."
_BY: Final = re.compile(
    r"(?:^|(?<=[|\s]))(?:(?:(?:written|reported|posted|published|story|words|text|review|reviewed|article|opinion|analysis|edited|compiled|updated|created|added|submitted|contributed)\s)?by(?:\s?:|\b(?!-))|(?:authors?|byline|writer|reporter|auteurs?|autor(?:en|in|es|a|i|e)?|autore|författare|forfatter|kirjoittaja|penulis|yazar|автор|συντάκτης|tác giả|szerző|text|words|texte?|testo|texto)\s?:|(?:ein beitrag |artikel |text |texto |par )?von(?:\s?:|\b)|par\b|por\b|door\b|oleh\b|di(?= [A-Z])|a cura di|af\b|av\b|przez|yazan:?|מאת:?|بقلم:?|کتبه|작성자:?|作者[:：]?|記者[:：]|記者＝|文[:：/＝=]|撰文[:：]?|記者\s)\s*",
    re.IGNORECASE,
)
_GLUED_BY: Final = re.compile(r"^(?:By|by|Par|Von)(?=[A-Z][a-z]+ [A-Z])")
# "박준석 기자", "박준석 기자 외 1명 기자": a reporter's name and title
_KOREAN: Final = re.compile(r"(?<![가-힣])([가-힣]{2,4}\s?(?:기자|특파원|논설위원|선임기자)(?:\s외\s\d+명)?)(?:\s기자)?(?![가-힣])")
_SPLIT: Final = re.compile(r"\s*[|•·‧∙●►]\s*|\s+[/–—-]\s+|\s*;\s*|\x00")
_LIST: Final = re.compile(
    r"\s*[,，、;&＆・]\s*(?:and\s|und\s|et\s|y\s|e\s|og\s|och\s|en\s)?|\s+(?:and|und|et|y|e|og|och|en|ja|i|и|та|ve|dan|și|με|και|with)\s+",
    re.IGNORECASE,
)
_LABEL_WORDS: Final = dates.LABELS | frozenset(
    "by written posted published story article artikel from min read minutes reading time mins lesezeit edited • | - kolumne kommentar analyse interview gastbeitrag essay reportage bericht column opinion review".split()
)
_UPDATED: Final = re.compile(
    r"(?:updat|modifi|aktualis|akt\.|mis à jour|mise à jour|actualiz|atualiz|aggiorn|bijgewerkt|gewijzigd|uppdater|opdater|oppdater|päivit"
    r"|edited|revised|zaktualiz|обновл|оновл|güncel|diperbarui|kemas kini|수정|更新|עודכן|تحديث|cập nhật|ενημ|módosít|frissít|last (?:checked|reviewed))",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"(?:publi|posted|erschienen|veröffentlicht|offentlig|gepubliceerd|입력|등록|公開|配信|投稿|發佈|发布|diterbitkan|originally|julkaistu|опубл|פורסם|نشر|created|stand)",
    re.IGNORECASE,
)
_TEAM: Final = re.compile(
    r"\b(?:team|staff|desk|bureau|newsroom|editors?|editorial|reporters?|correspondents?|contributors?|writers?|redaktion|redacción|redaction|rédaction|redazione|redactie|redaksi|agenc(?:y|ies)|agencies|newswire|wires?|press|board|doctors|notimex|service)\b",
    re.IGNORECASE,
)
_AGENCIES: Final = frozenset(
    "reuters ap afp dpa apa sda pti ani ians xinhua tass efe ansa lusa belga anp tt ntb ritzau stt pap ctk yonhap kyodo jiji upi bloomberg interfax"
    " aap nzpa bernama antara sapa afx sid kna epd ats cp ptc bbc cnn npr".split()
) | frozenset(
    ("the associated press", "associated press", "agence france-presse", "the canadian press", "press trust of india")
)
_ORGANISATION: Final = re.compile(
    r"\b(?:news|times|post|press|media|magazine|institute|university|college|daily|herald|gazette|tribune|journal|network|radio|tv|television|today|online|digital|group|inc|ltd|llc|gmbh|company|center|centre|foundation|association|society|medical|xpress|agency|enquirer|chronicle|observer|guardian|telegraph|express|review|sports?|blog|studio|ministry|department)\b"
    r"|\.(?:com|org|net|de|co|in|uk|io|fr|es|it)\b|^[A-Z]{2,6}$",
    re.IGNORECASE,
)
_ORGANISATION_CASED: Final = re.compile(r"^[A-Z]{2,6}$")
# "Political Correspondent", "staff editor at ...", "MD", "Co-Founder & COO"
_ROLE: Final = re.compile(
    r"\b(?:correspondent|reporter|writer|editor|contributor|columnist|journalist|author|staff|senior|sr|director|manager|founder|co-founder|ceo|coo|cto|cfo|president|professor|analyst|specialist|expert|producer|intern|head|chief|lead|fellow|attorney|"
    r"m\.?d\.?|ph\.?d\.?|rdn?|ldn?|rn|mph|mba|cfa|cpa|ms|msc|dds|do|esq|korrespondent|redakteur|redakteurin|reporterin|journalistin|corresponsal|enviado|correspondant|journaliste|inviato|wartawan|muhabir)\b\.?",
    re.IGNORECASE,
)
_PARTICLES: Final = frozenset(
    "van de der den von del della di da dos das do la le el al bin bint ibn ben abu y e ter ten zu zur af av st mac mc du des dalla dello la’ d’ ul ur".split()
)
_WORDS_OF_HEADINGS: Final = frozenset(
    "the a an how what why when where who introduction overview summary conclusion contents about contact related more read share key takeaways"
    " background comments news world politics business sports sport opinion analysis culture technology science health life style travel entertainment"
    " video photos gallery exclusive live breaking update advertisement home menu search subscribe newsletter sign log in our your my this that these"
    " top best new latest popular most is are was were will can for with from to of on at it its his her their not no yes getting started schedule"
    " guide tips image images photo photos getty reuters facebook twitter pinterest linkedin whatsapp instagram email print save copy link"
    " next previous post page site terms privacy policy cookie rights reserved skip continue load view see all learn watch listen follow us join"
    " next up now today yesterday monday tuesday wednesday thursday friday saturday sunday references resources table list part chapter section step"
    " der die das ein eine und für mit aus bei nach".split()
)
_MAX_LINE: Final = 220


class Byline(msgspec.Struct, frozen=True, kw_only=True):
    """What one line beside the headline says; `certain` where the form itself proves it (a date, or "By")."""

    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    source: str | None = None
    certain: bool = True
    relative: bool = False


@functools.lru_cache(maxsize=4096)
def read_byline(line: str, lang: str | None = None) -> Byline | None:
    """What the line says of author and date; nothing where it says anything else besides."""
    if len(line) > _MAX_LINE:
        return None
    found = dates.find_dates(line, lang=lang)
    relative = not found and dates.is_relative(line)
    published, modified = _place_dates(line, found)
    rest = line
    for date in reversed(found):
        rest = f"{rest[: date.start]}\x00{rest[date.end :]}"
    if relative:
        rest = dates.without_relative(rest)
    rest = _GLUED_BY.sub("By ", rest)
    rest = _KOREAN.sub(r"By \1", rest)
    by = _names_after_by(rest)
    dated = bool(found) or relative
    if by is None and not dated:
        return None
    authors, source, leftover = by if by is not None else _bare_names(rest)
    if leftover > (20 if dated else 12) or (by is not None and not authors and not dated):
        return None
    return Byline(authors=authors, published=published, modified=modified, source=source, relative=relative)


def is_by(line: str) -> bool:
    """Whether the line is a "By" whose names stand on the lines below it."""
    return len(line) <= 16 and _BY.fullmatch(line) is not None


def read_name(line: str) -> Byline | None:
    """A line that is nothing but names; whether it is a byline its neighbours must prove."""
    if len(line) > 90 or line[-1:] in ".?!:":
        return None
    parts = [part for part in _SPLIT.split(line) if part]
    if not parts or len(parts) > 3:
        return None
    names = _names(parts[0], strict=True)
    if not names:
        return None
    source = next((part for part in parts[1:] if is_organisation(part)), None)
    return Byline(authors=names, source=source, certain=False)


def is_organisation(name: str) -> bool:
    return name.casefold() in _AGENCIES or _ORGANISATION.search(name) is not None


def _place_dates(line: str, found: list[dates.Found]) -> tuple[str | None, str | None]:
    published = modified = None
    previous = 0
    for date in found:
        label = line[previous : date.start]
        previous = date.end
        if _UPDATED.search(label) and not re.search(r"originally", label, re.IGNORECASE):
            modified = modified or date.iso
        elif published is None or (_PUBLISHED.search(label) and not _PUBLISHED.search(line[: found[0].start])):
            published = date.iso
    return published, modified


def _names_after_by(rest: str) -> tuple[tuple[str, ...], str | None, int] | None:
    match = _BY.search(rest)
    if not match or (match.start() > 0 and not _only_labels(rest[: match.start()])):
        return None
    parts = [part.strip(" ,:") for part in _SPLIT.split(rest[match.end() :])]
    parts = [part for part in parts if part]
    if not parts:
        return None
    head = re.sub(
        r"\s+(?:published|posted|updated|on|last updated|am|veröffentlicht)\b.*$", "", parts[0], flags=re.IGNORECASE
    )
    names = _names(head, strict=False)
    if not names:
        return None
    others = [part for part in parts[1:] if not _only_labels(part)]
    more = tuple(name for part in others if (m := _BY.match(part)) for name in _names(part[m.end() :], strict=False))
    source = next((part for part in others if is_organisation(part) and len(part) < 60), None) or _source_in(head)
    leftover = sum(
        len(part) for part in others if part != source and not _BY.match(part) and not _SMALL.fullmatch(part)
    )
    return tuple(dict.fromkeys(names + more)), source, leftover


# "3 min read", "6 min", "4 Comments", "jdoe@example.com", "@jdoe", "Share", "London"
_SMALL: Final = re.compile(r"\W*\d+\s?\w+\.?(?:\s\w+)?|\S+@\S+|@\w+|\w+", re.IGNORECASE)


def _bare_names(rest: str) -> tuple[tuple[str, ...], str | None, int]:
    """Names and an outlet that stand beside a date without a "by"."""
    authors: tuple[str, ...] = ()
    source, leftover = None, 0
    for part in _SPLIT.split(rest):
        part = _strip_labels(part)
        if not part or _SMALL.fullmatch(part) and part.casefold() != part and not authors and part.isalpha() is False:
            continue
        names = _names(part, strict=True) if not authors else ()
        if names:
            authors = names
        elif source is None and is_organisation(part) and len(part) < 50:
            source = part
        elif (
            not authors
            and _is_handle(part)
            and "\x00" in rest
            and len(_SPLIT.split(rest)) > 1
            and _SPLIT.search(rest.replace("\x00", ""))
        ):
            authors = (part,)
        elif not _SMALL.fullmatch(part) and not scraps.rule_for(part):
            leftover += len(part)
    return authors, source, leftover


def _is_handle(part: str) -> bool:
    """A user name, which some sites print for the author's: "tinyhouse", "sara.r.peter", "CarolRomig"."""
    return (
        re.fullmatch(r"[\w.@-]{4,40}", part) is not None
        and not part.isupper()
        and part.casefold() not in _WORDS_OF_HEADINGS | _LABEL_WORDS
    )


def _only_labels(text: str) -> bool:
    return not _strip_labels(text.replace("\x00", " "))


def _strip_labels(part: str) -> str:
    words = part.split()
    while words and (words[0].casefold().strip(",.:;()") in _LABEL_WORDS or not re.search(r"\w", words[0])):
        words.pop(0)
    while words and (words[-1].casefold().strip(",.:;()") in _LABEL_WORDS or not re.search(r"\w", words[-1])):
        words.pop()
    return " ".join(words).strip(" ,.:;")


def _source_in(head: str) -> str | None:
    """ "Jane Doe, The Associated Press" names its outlet after the comma."""
    tail = head.rpartition(",")[2].strip()
    return (
        tail if tail != head.strip() and is_organisation(tail) and not _ROLE.search(tail) and len(tail) < 60 else None
    )


def _names(text: str, *, strict: bool) -> tuple[str, ...]:
    text = re.sub(r"\([^)]*\)|\bin\s+[A-Z][\w ]+$|@\w+|\S+@\S+\.\w+$" if " " in text else r"\([^)]*\)", "", text).strip(
        " ,.:;-–—|"
    )
    if _KOREAN.fullmatch(text):
        return (re.sub(r"\s기자$", "", text),)
    if not text or len(text) > 160:
        return ()
    if is_team(text) and len(text.split()) <= 6 and ("," not in text) and not re.search(r"\s(?:and|&)\s", text):
        return (text,) if not strict or _capitalised(text) else ()
    names: list[str] = []
    for position, piece in enumerate(piece for piece in _LIST.split(text) if piece):
        piece = piece.strip(" ,.:;-–—") + ("." if re.search(r"\b(?:Jr|Sr|[A-Z]\.[A-Z])\.$", piece.strip()) else "")
        if position and (
            _ROLE.search(piece) or (is_organisation(piece) and "," in text and not re.search(r"\sand\s", text))
        ):
            continue
        if (
            is_person(piece)
            or (position and is_team(piece) and _capitalised(piece))
            or (not strict and (position == 0 or len(piece.split()) > 1) and _is_loose(piece))
        ):
            names.append(_in_case(piece))
        elif strict or position == 0:
            return ()
    return tuple(names)


def is_team(text: str) -> bool:
    return _TEAM.search(text) is not None or text.casefold() in _AGENCIES


def _capitalised(text: str) -> bool:
    return all(
        not word[0].islower() or word in {"of", "the", "and", "for", "from"} | _PARTICLES for word in text.split()
    )


def is_person(text: str) -> bool:
    """Two to five words that could be a person's name; in scripts without capitals, that are short."""
    words = text.split()
    if any(char.isdigit() for char in text) or len(text) > 50:
        return False
    if len(words) == 1:
        return re.fullmatch(r"[가-힣]{2,4}|[\u4e00-\u9fff]{2,4}", text) is not None
    if not 2 <= len(words) <= 5 or any(not re.fullmatch(r"[^\W\d_][\w.'’-]*\.?", word) for word in words):
        return False
    if sum(word.casefold().strip(".") in _WORDS_OF_HEADINGS for word in words):
        return False
    named = [word for word in words if word.casefold() not in _PARTICLES]
    return (
        len(named) >= 1
        and all(not word[0].islower() for word in named)
        and (named[0] == words[0] or words[0][0].islower() or len(named) > 1)
    )


def _is_loose(text: str) -> bool:
    """What may stand after a "By": a name, one word, a handle, a firm; not a clause."""
    words = text.split()
    if not words or len(words) > 7 or len(text) > 70:
        return False
    lower = [word for word in words if word[0].islower() and word not in _PARTICLES | {"of", "the", "and", "for"}]
    return (len(words) == 1 and words[0].casefold() not in _WORDS_OF_HEADINGS) or (
        not lower and not any(word.isdigit() for word in words)
    )


def _in_case(name: str) -> str:
    """ "ETHAN SAWYER" is set in capitals, "BBC" is not."""
    if name.isupper() and " " in name and len(name) > 7 and not is_organisation(name):
        return " ".join(word.title() if len(word) > 2 else word for word in name.split())
    return name

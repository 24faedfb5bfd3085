"""The people in a text for authors, and who is none: a program's "admin" writes no article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen.read.lines.names import is_person

_LIST: Final = re.compile(r"\s*[,;|、，]\s*")
# Preprints number the places where their authors work: "Mara Lind (1), Wei Zhang (1 and 2) ((1) Isle College, …)"
_NUMBERED: Final = re.compile(r"\s*\(\d{1,2}(?:\s?(?:,|and|&)\s?\d{1,2})*\)")
_WHERE: Final = re.compile(r"\s*\(\(1\).*$", re.DOTALL)
_SURNAME_FIRST: Final = re.compile(r"\s*[^\W\d_][\w .'’-]{0,40},\s?[^\W\d_][\w .'’-]{0,40}\s*")  # "Lind, M."
_AND_IN_CAPITALS: Final = re.compile(r"\s(?:AND|UND|ET|OG|OCH)\s")
_HANDLED: Final = re.compile(r"^@[\w.-]{1,40}\s+(?=[^\W\d_]{2,}\s[^\W\d_])")  # "@keel Ewan Pike"
_LAST: Final = re.compile(r"^(?:&|and|und|et|y|e|og|och|en)\s+(?=\S)")  # "…, and José Ferrer"
_AND: Final = re.compile(r"\s+(?:&|and|und|et|y|e|og|och|en)\s+")
# An address before a name or behind it, such as "jane@example.com (Jane Doe)" or "Jane Doe <jane@example.com>".
_WITH_MAIL: Final = re.compile(r"^\S+@\S+\s+\(([^()]+)\)$|^([^()<>@]+?)\s*[(<]\S+@\S+[)>]$")
# The page of a person on a network, such as "https://lemmy.example/u/keel".
_PROFILE: Final = re.compile(
    r"^https?://[^/\s]+/(?:(?:u|users?|profiles?|people|authors?|members?|by)/|@)([\w.-]{2,40})/?$", re.IGNORECASE
)
# Such as "By" of "By Jane Doe", and "Text:" of "Text: Jane Doe".
_BY: Final = re.compile(
    r"^\s*(?:(?:words|story|text|written|reported|report) by:?\s|(?:by|von|par|por|di|door|av|af)[:\s]|(?:words|story"
    r"|texte?|texto|testo|tekst|текст|auth?or(?:e|es|in|s)?|auteurs?|автор|ავტორი|forfatter|skribent|yazar|penulis)\s?:)\s*"
    r"(?=(?-i:[^\W\d_a-z]))",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+")  # "jane@example.com" is no name
# "3 hours ago", "vor 2 Stunden", "2026-11-03 10:00": when it was written, where a template has it in the wrong place
_WHEN: Final = re.compile(
    r"(?:(?:about|an?|vor|il y a|hace|há|fa) )?\d{1,3}\s?(?:second|sec|minute|min|hour|hr|h|day|week|month|year"
    r"|sekunde|stunde|tage?|woche|monat|jahr|heure|jour|semaine|hora|d[ií]a|semana|or[ae]|giorn[oi])\w{0,3}\.?"
    r"(?: ago| fa| atrás)?|[\d\s.:/,TZ+-]+|just now|yesterday|today",
    re.IGNORECASE,
)
# "Weir, A., Lund, J. K., van der Berg, M.": surnames, each with the initials behind it
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")
_NOBODY: Final = re.compile(
    r"(?:(?:site |web ?)?admin(?:istrator)?|editors?|redaktion|webmaster|root|author|unknown|anonymous|none|null"
    r"|user|guest"
    r"|staff(?: writer)?|no-?reply.*|do-?not-?reply.*|blog|wordpress|nobody|n/a|default|test)$",
    re.IGNORECASE,
)


def listed(written: str) -> tuple[str, ...]:
    """The names in a list; what is no list of names stays as it is written."""
    if _NUMBERED.search(written):
        written = _NUMBERED.sub("", _WHERE.sub("", written))
    parts = [part.strip() for part in written.split(",")]
    if len(parts) > 2 and not len(parts) % 2 and _are_surnames(parts[::2], parts[1::2]):
        return tuple(map(", ".join, zip(parts[::2], parts[1::2], strict=True)))
    surnames = [part for part in written.split(";") if part.strip()]
    if len(surnames) > 1 and all(_SURNAME_FIRST.fullmatch(part) for part in surnames):
        return tuple(part.strip() for part in surnames)
    parts = [_LAST.sub("", part) for part in _LIST.split(written) if part]
    if len(parts) > 1 and all(_is_name(name) for part in parts for name in _AND.split(part)):
        return tuple(parts)
    return (written,) if written else ()


def _are_surnames(surnames: Sequence[str], initials: Sequence[str]) -> bool:
    are_names = all(re.fullmatch(r"[^\W\d_][\w .'’-]{1,40}", it) and not it.isupper() for it in surnames)
    return are_names and all(_INITIALS.fullmatch(it) and it.isupper() for it in initials)


def known(authors: tuple[str, ...], source: str | None = None) -> tuple[str, ...]:
    """Authors one by one, without those that are nobody, their mail addresses, and the paper beside them."""
    names: dict[str, str] = {}
    for written in authors:
        author = _BY.sub("", _PROFILE.sub(r"\1", _WITH_MAIL.sub(r"\1\2", written)), count=1)
        author = _HANDLED.sub("", author)
        parts = _AND.split(_AND_IN_CAPITALS.sub(lambda found: found[0].lower(), author) if author.isupper() else author)
        for name in parts if len(parts) > 1 and all(map(_is_name, parts)) else [author]:
            if not (_NOBODY.match(name) or _ALONE.fullmatch(name) or _WHEN.fullmatch(name)):
                names.setdefault(name, name)
    others = [name for name in names if name.casefold() != (source or "").casefold()]
    return tuple(others or names)


def _is_name(text: str) -> bool:
    words = text.split()
    is_like_one = 2 <= len(words) <= 4 and all(
        word[0].isupper() and (word[-1].islower() or word[-1] == ".") for word in words
    )
    return is_person(text) or is_like_one

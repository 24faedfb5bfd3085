"""What somebody forwarded: the headers of the original that mail programs write into the text, in their languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import parseaddr
from typing import Final

import msgspec

from site_gen.language import dates, plain

# Such as "Begin forwarded message:", or "Ursprüngliche Nachricht" between hyphens.
_MARK: Final = re.compile(
    r"[-_*\s>]*(?:(?:begin )?forwarded (?:message|by)|original message|anfang der weitergeleiteten (?:nachricht"
    r"|e-mail)|weitergeleitete nachricht"
    r"|ursprüngliche nachricht|(?:début du )?message (?:transféré|transféré|réexpédié)|message d['’]origine"
    r"|mensaje (?:reenviado|original)"
    r"|mensagem (?:encaminhada|original)|messaggio (?:inoltrato|originale)|inizio messaggio inoltrato"
    r"|doorgestuurd bericht|oorspronkelijk bericht"
    r"|vidarebefordrat meddelande|videresendt (?:melding|meddelelse)|välitetty viesti|przekazana wiadomość"
    r"|пересылаемое сообщение|転送されたメッセージ|转发的?邮件|전달된 메시지)\b.{0,40}",
    re.IGNORECASE,
)
_LABELS: Final = {
    "name": ("from von de da van från fra lähettäjä od от 差出人 发件人 寄件者 보낸사람"),
    "date": (
        "date sent datum gesendet envoyé fecha enviado data inviato verzonden skickat dato sendt "
        "päivämäärä wysłano дата 日付 日期 时间 날짜"
    ),
    "subject": (
        "subject betreff objet sujet asunto assunto oggetto onderwerp ämne emne aihe temat тема 件名 主题 主旨 제목"
    ),
    "to": ("to an à a para per aan till til vastaanottaja do кому 宛先 收件人 받는사람 cc kopie reply-to antwort-an"),
}
_KEYS: Final = {word: key for key, words in _LABELS.items() for word in words.split()}
_LINE: Final = re.compile(r"[>\s*_|]*([^\W\d_][\w -]{0,18}?)\s?[*_]*\s?[:：]\s?[*_]*\s*(\S.*)?$")
_LONGEST: Final = 14  # lines of such a head


class ForwardedFrom(msgspec.Struct, frozen=True):
    """The mail that was forwarded: who wrote it, when, and about what."""

    name: str = ""
    address: str = ""
    date: str | None = None
    subject: str = ""


class Head(msgspec.Struct, frozen=True):
    """Where in the lines of a mail the head of a forwarded one stands, and what it says."""

    start: int
    end: int
    origin: ForwardedFrom


def is_mark(line: str) -> bool:
    """Whether a line announces a forwarded mail."""
    return len(line) < 120 and _MARK.fullmatch(line) is not None


def find_head(lines: Sequence[str], *, is_expected: bool) -> Head | None:
    """The first head of a forwarded mail; one that no mark announces only where the subject says that it was."""
    for at, line in enumerate(lines[:400]):
        marked = is_mark(line)
        if not marked and not is_expected:
            continue
        start = at + 1 if marked else at
        while marked and start < len(lines) and not lines[start].strip(" >"):
            start += 1
        found = _read_head(lines, start)
        if found:
            return Head(at, found[0], found[1])
    return None


def _read_head(lines: Sequence[str], start: int) -> tuple[int, ForwardedFrom] | None:
    said: dict[str, str] = {}
    at = start
    while at < min(len(lines), start + _LONGEST):
        found = _LINE.match(lines[at].strip())
        key = _KEYS.get(found[1].casefold().strip()) if found else None
        if found and key:
            said.setdefault(key, (found[2] or "").strip(" *_"))
        elif lines[at].strip(" >") or not said or at + 1 >= len(lines) or not _is_label(lines[at + 1]):
            break
        at += 1
    if "name" not in said or not ({"date", "subject"} & said.keys()):
        return None
    name, address = parseaddr(said["name"].replace("[mailto:", "<").replace("]", ">"))
    name = name or re.sub(r"\s*<.*", "", said["name"])
    if "@" in name:
        name = ""
    return at, ForwardedFrom(
        plain.one_line(name),
        address.lower() if "@" in address else "",
        dates.parse_date(said.get("date", "")[:200].replace(" at ", " ")) if said.get("date") else None,
        plain.one_line(said.get("subject", "")),
    )


def _is_label(line: str) -> bool:
    found = _LINE.match(line.strip())
    return found is not None and found[1].casefold().strip() in _KEYS

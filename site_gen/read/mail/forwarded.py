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
    r"|пересылаемое сообщение|転送されたメッセージ|转发的?邮件|原始(?:邮件|郵件|信息|訊息)"
    r"|原邮件|전달된 메시지)(?![^\W_]).{0,40}",
    re.IGNORECASE,
)
_LABELS: Final = {
    "name": (
        "from von de da van från fra lähettäjä od от від kimden gönderen από feladó dela 差出人 送信者"
        " 发件人 發件人 寄件者 寄件人 보낸사람 발신 من מאת"
        " expéditeur expediteur remitente remetente mittente afzender avsändare"
    ),
    "date": (
        "date sent datum gesendet envoyé envoyéle fecha enviado enviadael enviadoel enviadaem data inviato verzonden"
        " verzondenop skickat dato sendt päivämäärä lähetetty wysłano дата отправлено надіслано odesláno dátum odoslané"
        " elküldve tarih gönderildi στάλθηκε ημερομηνία trimis 日付 日時 送信日時 送信日 日期 时间 時間"
        " 发送时间 發送時間 寄件日期 傳送時間 날짜 보낸날짜 التاريخ تمالإرسال תאריך נשלח"
    ),
    "subject": (
        "subject betreff objet sujet asunto assunto oggetto onderwerp ämne emne aihe temat тема předmět predmet tárgy"
        " konu θέμα subiect 件名 主题 主旨 主題 제목 الموضوع נושא"
    ),
    "to": (
        "to an à a para per aan till til vastaanottaja do кому komu címzett kime προς către 宛先 收件人 收件者 받는사람"
        " إلى אל cc kopie kopia copie copia kopi kopio копия копія másolat bilgi ccn bcc 抄送 副本 참조"
        " reply-to replyto antwort-an antwortan répondreà responder respondera rispondia antwoordaan svaratill svartil"
        " svartill vastausosoite odpowiedzdo odpovědět ответить відповісти 返信先 回复 回覆 답장"
        " importance wichtigkeit priorität importancia 重要度"
    ),
}
_KEYS: Final = {word: key for key, words in _LABELS.items() for word in words.split()}
# Languages that know different months by one name, by how they say that a mail was sent
_LANGUAGES: Final = {"wysłano": "pl", "odesláno": "cs", "odoslané": "sk", "poslano": "hr", "надіслано": "uk"}
_LINE: Final = re.compile(r"[>\s*_|\u200e\u200f]*([^\W\d_][\w -]{0,18}?)\s?[*_]*\s?[:：]\s?[*_]*\s*(\S.*)?$")
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
    """The head of a forwarded mail; one that no mark announces only where the subject says that it was.

    Of what was forwarded more than once, the head of the original.
    """
    first = _next_head(lines, 0, is_expected=is_expected)
    found = first
    while found:
        below = next((at for at in range(found.end, len(lines)) if lines[at].strip(" >")), len(lines))
        inner = _next_head(lines[:400], below, is_expected=True, is_there=True)
        if not inner:
            break
        found = inner
    return Head(first.start, found.end, found.origin) if first and found else None


def _next_head(lines: Sequence[str], begin: int, *, is_expected: bool, is_there: bool = False) -> Head | None:
    for at, line in enumerate(lines[begin : begin + 1 if is_there else 400], begin):
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
    lang: str | None = None
    at = start
    while at < min(len(lines), start + _LONGEST):
        found = _LINE.match(lines[at].strip())
        key = _key(found[1]) if found else None
        if found and key:
            said.setdefault(key, (found[2] or "").strip(" *_|"))
            lang = lang or _LANGUAGES.get(found[1].casefold().strip())
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
        dates.parse_date(said["date"][:200].replace(" at ", " "), lang=lang) if said.get("date") else None,
        plain.one_line(said.get("subject", "")),
    )


def _is_label(line: str) -> bool:
    found = _LINE.match(line.strip())
    return found is not None and _key(found[1]) is not None


def _key(label: str) -> str | None:
    """What a label announces; "보낸 사람" and "Envoyé le" are one with a space and without."""
    return _KEYS.get("".join(label.casefold().split()))

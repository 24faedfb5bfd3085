"""Mails that programs write to the person who got them, and nobody meant for readers."""

from __future__ import annotations

import re
from email.message import Message
from typing import Final

from site_gen.read.mail import headers

_CONFIRM: Final = re.compile(
    r"\b(?:confirm|verify|validate|activate)\b.{0,30}\b(?:subscription|sign-?up|registration|e-?mail|address|account)\b"
    r"|\b(?:password reset|reset your password|verification code|one-time (?:code|password)|security code)\b"
    r"|(?:anmeldung|registrierung|abonnement|e-?mail-adresse)\b.{0,20}\bbestätigen|bestätig\w+ .{0,20}(?:anmeldung"
    r"|registrierung|e-?mail)|passwort (?:zurücksetzen|vergessen)"
    r"|confirm\w+ (?:votre|ton) (?:inscription|abonnement|adresse)"
    r"|confirma (?:tu|su) (?:suscripción|correo|cuenta)|confirme (?:sua|seu) (?:inscrição|assinatura|e-?mail)"
    r"|conferma (?:la tua|il tuo) (?:iscrizione|indirizzo|e-?mail)"
    r"|bevestig (?:je|uw) (?:inschrijving|aanmelding|e-?mail)",
    re.IGNORECASE,
)
# Such as "482913 is your login code" and "Ihr Anmeldecode: 482 913".
_CODE: Final = re.compile(
    r"\b\d{3}[ -]?\d{3,5}\b.{0,40}(?:code|pin|passwor[dt])"
    r"|(?:code|pin|passwor[dt]|log-?in|sign-?in)\b.{0,40}\b\d{3}[ -]?\d{3,5}\b"
    r"|(?:login|sign-?in|access|anmelde|zugangs|einmal)[- ]?(?:code|link|pin)\b|\bmagic link\b"
    r"|(?:log|sign) in to \S+.{0,40}$|code de (?:connexion|vérification)"
    r"|código de (?:acceso|verificación|acesso|verificação)|codice di (?:accesso|verifica)",
    re.IGNORECASE,
)
_SECRET: Final = re.compile(
    r"\b(?:expires?|valid for|läuft .{0,20}ab|gültig|expire|caduca|scade|verloopt)\b"
    r"|\b(?:never|do not|don['’]t) share\b|did(?: not|n['’]t) (?:ask|request|try)"
    r"|nicht (?:angefordert|angemeldet)|pas (?:demandé|à l['’]origine)|no (?:has )?solicit",
    re.IGNORECASE,
)
_EXPUNGED: Final = 8
_LONGEST: Final = 20_000  # characters of a mail that asks for no more than a click


def no_letter(message: Message) -> str | None:
    """What a mail is instead of an article, or None."""
    return next((what for is_so, what in _KINDS if is_so(message)), None)


def _is_report(message: Message) -> bool:
    return message.get_content_type() == "multipart/report"


def _is_answer(message: Message) -> bool:
    is_replied = headers.header(message, "Auto-Submitted").casefold().startswith("auto-replied")
    return is_replied or message.get("X-Autoreply") is not None


def _is_invitation(message: Message) -> bool:
    """Whether its reader is asked to come; a letter that has its dates with it, or publishes them to all, is none."""
    calendars = (part for part in message.walk() if part.get_content_type() == "text/calendar")
    return any(str(part.get_param("method", "publish")).lower() != "publish" for part in calendars)


def _has_code(message: Message) -> bool:
    is_named = _CODE.search(headers.header(message, "Subject")) is not None
    return is_named and _SECRET.search(_words(message)) is not None and not _is_long(message)


def _is_note(message: Message) -> bool:
    return "FOLDER INTERNAL DATA" in headers.header(message, "Subject")


def _is_deleted(message: Message) -> bool:
    """Whether Thunderbird keeps a mail only until its folder is tidied."""
    status = headers.header(message, "X-Mozilla-Status")
    return re.fullmatch(r"[0-9a-fA-F]{4}", status) is not None and bool(int(status, 16) & _EXPUNGED)


def _asks_to_confirm(message: Message) -> bool:
    return _CONFIRM.search(headers.header(message, "Subject")) is not None and not _is_long(message)


def _words(message: Message) -> str:
    """The beginning of the text that a mail shows."""
    from site_gen.read.mail.bodies import decoded

    parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    return decoded(parts[0])[:_LONGEST] if parts else ""


def _is_long(message: Message) -> bool:
    texts = (part.get_payload() for part in message.walk() if part.get_content_type() == "text/plain")
    return any(isinstance(text, str) and len(text) > _LONGEST for text in texts)


_KINDS: Final = (
    (_is_report, "a report on a mail that was sent"),
    (_is_answer, "an automatic answer"),
    (_is_invitation, "an invitation"),
    (_has_code, "a mail with a code for its reader"),
    (_is_note, "a note of a mail program to itself"),
    (_is_deleted, "a mail that its reader deleted"),
    (_asks_to_confirm, "a mail that asks its reader to confirm something"),
)

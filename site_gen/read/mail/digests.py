"""Digests of mailing lists, taken apart: each letter in them is a mail of its own."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from typing import Final

from site_gen.read import decoding
from site_gen.read.mail import headers

# RFC 1153: seventy hyphens below the contents, thirty between letters
_BELOW_CONTENTS: Final = re.compile(r"^-{70}\s*$", re.MULTILINE)
_BETWEEN: Final = re.compile(r"^-{30}\s*$", re.MULTILINE)
_HEAD: Final = re.compile(r"\s*((?:(?:[A-Za-z][A-Za-z-]{1,30}:.*|[ \t]+\S.*)\n)+)\s*\n")
_OF_CONTENT: Final = re.compile(
    r"^(?:content-[\w-]+|mime-version|message):.*(?:\n[ \t].*)*\n", re.MULTILINE | re.IGNORECASE
)
_NAMED: Final = re.compile(r"(.{2,60}?) digest\b", re.IGNORECASE)  # "Tides Digest, Vol 12, Issue 4"


def letters_of(message: Message) -> tuple[list[Message], str]:
    """The letters of a digest, and what the list says around them; no letters if the mail is one itself."""
    attached = _attached(message)
    found, around = (attached, "") if attached else _written(message)
    for letter in found:
        if not letter.get("List-Id"):
            named = _NAMED.match(headers.header(message, "Subject"))
            letter["List-Id"] = headers.header(message, "List-Id") or (named[1] if named else "")
    return (found, around) if len(found) > 1 else ([], "")


def _attached(message: Message) -> list[Message]:
    """The letters of a digest as MIME has it."""
    digest = next((it for it in message.walk() if it.get_content_type() == "multipart/digest"), None)
    parts = digest.get_payload() if digest is not None else []
    inner = [part.get_payload() for part in parts if isinstance(part, Message)] if isinstance(parts, list) else []
    return [it[0] for it in inner if isinstance(it, list) and it and isinstance(it[0], Message)]


def _written(message: Message) -> tuple[list[Message], str]:
    """The letters of a digest that is one plain text."""
    part = next((it for it in message.walk() if it.get_content_type() == "text/plain"), None)
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or b"-" * 30 not in payload:
        return [], ""
    text = decoding.as_labelled(payload, part.get_content_charset()).replace("\r\n", "\n")
    contents = _BELOW_CONTENTS.search(text)
    if not contents:
        return [], ""
    letters, around = [], [text[: contents.start()]]
    for piece in _BETWEEN.split(text[contents.end() :]):
        head = _HEAD.match(piece)
        if not head or not re.search(r"^from:", head[1], re.MULTILINE | re.IGNORECASE):
            around.append(piece)
            continue
        kept = _OF_CONTENT.sub("", head[1])
        whole = f"{kept}Content-Type: text/plain; charset=utf-8\n\n{piece[head.end() :].strip()}\n"
        letters.append(email.message_from_bytes(whole.encode("utf-8", "replace"), policy=email.policy.compat32))
    return letters, "\n".join(around)

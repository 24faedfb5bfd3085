"""Headers of mails as people read them: decoded as mail programs and browsers mean it."""

from __future__ import annotations

import re
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from typing import Final

from site_gen.language import plain
from site_gen.read import decoding

_LONGEST: Final = 4_000
_LONGEST_ADDRESS: Final = 300
_FOLD: Final = re.compile(r"\r?\n[ \t]*")


def header(message: Message, name: str) -> str:
    """The first header of that name, on one line; empty where there is none."""
    wanted = name.lower()
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == wanted), "")[:_LONGEST]
    return _decoded(raw, message)


def all_of(message: Message, name: str) -> list[str]:
    """Every header of that name."""
    wanted = name.lower()
    return [_decoded(str(value)[:_LONGEST], message) for key, value in message.raw_items() if key.lower() == wanted][
        :20
    ]


def sender(message: Message) -> tuple[str, str]:
    """The name and the address of who wrote the mail."""
    name, address = parseaddr(header(message, "From")[:_LONGEST_ADDRESS])
    return plain.one_line(name), address.lower()


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """Names and addresses in some headers."""
    found = getaddresses([value[:_LONGEST] for name in names for value in all_of(message, name)])
    return [(plain.one_line(name), address.lower()) for name, address in found if "@" in address][:200]


def sent(message: Message) -> str | None:
    """When the mail was sent, in ISO 8601."""
    from site_gen.language import dates

    written = header(message, "Date")
    try:
        return parsedate_to_datetime(written).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):  # what the stdlib raises on dates that are none
        return dates.parse_date(written[:200]) if written else None


def _decoded(raw: str, message: Message) -> str:
    raw = _FOLD.sub(" ", raw)
    if any("\udc80" <= char <= "\udcff" for char in raw):  # bytes that no header may have, and many do
        raw = decoding.as_labelled(raw.encode("utf-8", "surrogateescape"), _charset(message))
    try:
        words = [_word(part, charset) for part, charset in decode_header(raw)]
    except (ValueError, LookupError):  # a header that is not encoded as it says; binascii.Error is a ValueError
        words = [raw]
    return plain.one_line("".join(words))


def _word(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    # The stdlib hands over what stands between encoded words in this form.
    return decoding.as_labelled(part, charset) if charset else part.decode("raw-unicode-escape", "replace")


def _charset(message: Message) -> str | None:
    return next((it for part in message.walk() if (it := part.get_content_charset())), None)

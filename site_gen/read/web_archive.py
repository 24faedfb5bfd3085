"""Pages that Safari saved as a web archive: a property list that holds the page, its address and its pictures."""

from __future__ import annotations

import plistlib
from typing import Any, Final
from xml.parsers.expat import ExpatError

import msgspec

_BEGINS: Final = (b"bplist00", b"<?xml", b"<!DOCTYPE plist", b"<plist")
_MAIN: Final = b"WebMainResource"


class SavedPage(msgspec.Struct, frozen=True):
    """The page of a web archive as its server sent it, with its charset and its address where they are known."""

    data: bytes
    content_type: str
    address: str | None


def page_in(data: bytes) -> SavedPage | None:
    """The page that a web archive holds; None for any other file, and for an archive that is damaged."""
    if not data.startswith(_BEGINS) or _MAIN not in data:
        return None
    try:
        main = plistlib.loads(data).get("WebMainResource")
    except (
        plistlib.InvalidFileException,
        ExpatError,
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ):
        return None
    if not isinstance(main, dict) or not isinstance(main.get("WebResourceData"), bytes):
        return None
    charset = _text(main, "WebResourceTextEncodingName")
    kind = _text(main, "WebResourceMIMEType") or "text/html"
    content_type = f"{kind}; charset={charset}" if charset else kind
    return SavedPage(main["WebResourceData"], content_type, _text(main, "WebResourceURL") or None)


def _text(main: dict[str, Any], key: str) -> str:  # any value of a property list, so Any
    value = main.get(key)
    return value if isinstance(value, str) else ""

"""What servers say in headers: how long an answer is good for, and how long to leave them alone."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping
from typing import Final

_MAX_AGE: Final = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_NOT_FRESH: Final = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)
_FROM_2038: Final = 2_145_916_800  # 2038-01-01


def moment(text: str) -> float | None:
    """The time that an HTTP date says, in seconds since 1970; None where it says none."""
    parts = email.utils.parsedate_tz(text)
    if parts is None:
        return None
    try:
        return float(email.utils.mktime_tz(parts))
    except (OverflowError, ValueError):
        return None


def is_sendable(modified: str) -> bool:
    """Whether a Last-Modified may go back: servers that say 2038 or later would never answer in full again."""
    found = moment(modified)
    return bool(modified) and (found is None or found < _FROM_2038)


def fresh_for(headers: Mapping[str, str]) -> float:
    """For how many seconds an answer is fresh, as its headers say; 0 where they do not."""
    cache = headers.get("cache-control", "")
    if _NOT_FRESH.search(cache):
        return 0
    found = _MAX_AGE.findall(cache)
    if found:
        return float(max(map(int, found)))
    expires = moment(headers.get("expires", ""))
    served = moment(headers.get("date", ""))
    return max(0, expires - served) if expires and served else 0


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """How many seconds a server asks to be left alone; None where it does not say, or nothing that makes sense."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text) if len(text) < 15 else 1e15
    at = moment(text) if text else None
    if at is None:
        return None
    served = moment(headers.get("date", ""))
    return at - (now if served is None else served)

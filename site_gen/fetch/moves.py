"""Addresses that feeds move to: learnt when the old one says so for good, and keeps saying it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import msgspec

from site_gen.fetch.http import Answer, Fault, Hop
from site_gen.fetch.records import FeedRecord, seconds_of, text_of

_FOR_GOOD: Final = frozenset({301, 308})
_SURE_AFTER: Final = 7 * 86_400
_DEAD: Final = frozenset({404, 410})


def leads_to(hops: tuple[Hop, ...]) -> str:
    """Where an address leads for good: the end of the leading run of permanent redirects; empty where it does not."""
    found = ""
    for hop in hops:
        if hop.status not in _FOR_GOOD:
            break
        found = hop.url
    return found


def learnt(record: FeedRecord, hops: tuple[Hop, ...], now: float) -> FeedRecord:
    """The record after a feed came by way of `hops`: an address that was the same for a week is asked from then on."""
    target = leads_to(hops)
    if not target or target == record.url:
        return msgspec.structs.replace(record, moving_to="", moving_since="")
    if _is_upgrade(record.asked, hops[0].url):
        record = msgspec.structs.replace(record, address=hops[0].url)
        if target == hops[0].url:
            return msgspec.structs.replace(record, moving_to="", moving_since="")
    is_same = record.moving_to == target
    if is_same and now - seconds_of(record.moving_since) >= _SURE_AFTER:
        return msgspec.structs.replace(record, address=target, moving_to="", moving_since="")
    since = record.moving_since if is_same else text_of(now)
    return msgspec.structs.replace(record, moving_to=target, moving_since=since)


def is_dead(found: Answer | Fault) -> bool:
    """Whether an address is gone, and not only ill."""
    if isinstance(found, Fault):
        return found.kind in {"name", "connect"}
    return found.status in _DEAD


def _is_upgrade(old: str, new: str) -> bool:
    """Whether an address of the same host differs in nothing but https instead of http, on whichever port."""
    before, after = urlsplit(old), urlsplit(new)
    return (before.scheme, after.scheme) == ("http", "https") and (
        (before.hostname, before.path or "/", before.query) == (after.hostname, after.path or "/", after.query)
    )

"""Settles which story each article is in for good, and which article gives a story its id and address.

That is the one that was filed first, whatever is dated earlier and comes later. What readers have seen as one story
stays one: new articles join stories, and change no other.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from site_gen.content.memory import Memory, roots, way
from site_gen.language.clock import Order, by_day
from site_gen.language.dates import instant
from site_gen.model import Brief

_NO_PATH: Final = re.compile(r'["<>\\^`{|}\x00-\x1f\x7f]')  # signs that no path of a web address has
_OURS: Final = frozenset("topics sources archive search feeds static page pages".split())
_Order = tuple[str, bool, Order, str]
First = Callable[[Iterable[str]], str]
_NEVER: Order = ("9999", True, datetime.datetime.max.replace(tzinfo=datetime.UTC))


def first_of(briefs: Iterable[Brief], memory: Memory, shown: Collection[str]) -> First:
    """A function that says which of some articles, given by id, was filed first.

    Those that were there before the memory are in the order that was theirs then: by date, the hidden ones last.
    Of articles that were filed at once the earliest comes first; a day alone is no earlier than a time on it.
    """
    by_id = {brief.id: brief for brief in briefs}

    def order(id_: str) -> _Order:
        record, brief = memory.get(id_), by_id.get(id_)
        filed = record.filed if record else ""
        if brief is None:
            return filed, False, _NEVER, id_
        if not filed:
            return filed, id_ not in shown, ("", False, instant(brief.published)), id_
        return filed, False, by_day(brief.published), id_

    return lambda ids: min(ids, key=order)


def without_parted(settled: Mapping[str, str], never: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The settled stories without those that hold two articles which are kept apart."""
    parted = {settled[one] for one, other in never if one in settled and settled[one] == settled.get(other)}
    return {id_: story for id_, story in settled.items() if story not in parted} if parted else dict(settled)


def held(
    alike: Mapping[str, str],
    settled: Mapping[str, str],
    memory: Memory,
    never: Iterable[tuple[str, str]],
    first: First,
) -> dict[str, str]:
    """Id of every article -> the id of its story; `alike` is what grouping finds.

    Settled articles are together exactly if they were; what is new joins the settled story that it has most in common
    with. Two articles that an editor keeps apart are parted even so.
    """
    settled = {id_: story for id_, story in settled.items() if id_ in alike}
    members: dict[str, list[str]] = {}
    for id_, group in alike.items():
        members.setdefault(group, []).append(id_)
    found: dict[str, str] = {}
    for ids in members.values():
        known = Counter(settled[id_] for id_ in ids if id_ in settled)
        new = [id_ for id_ in ids if id_ not in settled]
        if new:
            home = min(known, key=lambda root: (-known[root], root)) if known else first(new)
            found |= dict.fromkeys(new, home)
    found |= settled
    return _parted(found, alike, memory, never, first)


def _parted(
    found: dict[str, str], alike: Mapping[str, str], memory: Memory, never: Iterable[tuple[str, str]], first: First
) -> dict[str, str]:
    """Stories without two articles that are kept apart: with the one that leaves goes what joined it or is like it."""
    for one, other in sorted(never):
        root = found.get(one)
        if root is None or root != found.get(other):
            continue
        stays = one if first((one, other)) == one else other
        leaves = other if stays == one else one
        if leaves == root:
            stays, leaves = leaves, stays
        likeness = {alike[leaves]} - {alike[it] for it in (stays, root) if it in alike}
        leaving = [
            id_
            for id_, it in found.items()
            if it == root and id_ != stays and (alike[id_] in likeness or leaves in way(id_, memory))
        ]
        found |= dict.fromkeys(leaving, first(leaving))
    return found


def named_by_first(joined: Mapping[str, str], found: Mapping[str, str], first: First) -> dict[str, str]:
    """Id of every article -> the id of its story, where an editor joined some of the stories that were `found`."""
    members: dict[str, list[str]] = {}
    for id_, group in joined.items():
        members.setdefault(group, []).append(id_)
    named: dict[str, str] = {}
    for ids in members.values():
        inside = set(ids)
        named_here = {found[id_] for id_ in ids}
        ids_of_stories = [id_ for id_ in named_here if id_ in inside or id_ not in joined]
        named |= dict.fromkeys(ids, first(ids_of_stories or ids))
    return named


def aliases(brief: Brief) -> list[str]:
    """Addresses from elsewhere that front matter gives an article, below the site's; none that a page of ours has."""
    return list(former_of(brief.extra.get("aliases")))


def former_of(given: Any) -> tuple[str, ...]:
    """The addresses from elsewhere that `aliases:` names, whatever YAML made of it."""
    texts = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    found = (_path(str(text)).strip().lstrip("/").removesuffix("index.html") for text in texts)
    return tuple(it if it.endswith("/") or "." in it.rpartition("/")[2] else f"{it}/" for it in found if _is_free(it))


def _path(address: str) -> str:
    """The path of an address of the web; nothing of what is none: "javascript:…", or what holds quotes and brackets."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path if parts.scheme in {"", "http", "https"} and not _NO_PATH.search(parts.path) else ""


def _is_free(address: str) -> bool:
    first, *others = address.strip("/").split("/")
    is_day = first.isdecimal() and len(first) == 4 and len(others) < 3
    is_plain = all(part not in ("", ".", "..") for part in (first, *others)) and "\\" not in address
    return is_plain and not is_day and first not in _OURS and not (not others and "." in first)


def former_addresses(
    shown: Iterable[Brief], filed: Iterable[Brief], decided: Mapping[str, str], found: Mapping[str, str], memory: Memory
) -> dict[str, tuple[str, ...]]:
    """Id of a story -> the permalinks that lead to it and are nobody's now.

    Those are all that its articles had, and those of its articles that are hidden or whose files are gone.
    """
    shown = list(shown)
    taken = {brief.permalink for brief in shown}
    homes = {brief.permalink: decided[brief.id] for brief in filed}
    by_root = {found[id_]: story for id_, story in decided.items()}
    for brief in shown:
        for alias in aliases(brief):
            homes.setdefault(alias, decided[brief.id])
    of_roots = roots(memory)
    for id_, record in memory.items():
        home = decided.get(id_) or by_root.get(of_roots.get(id_, ""))
        if home:
            for permalink in (record.at, *record.was):
                homes.setdefault(permalink, home)
    formers: dict[str, list[str]] = {}
    for permalink, home in homes.items():
        if permalink and permalink not in taken:
            formers.setdefault(home, []).append(permalink)
    return {home: tuple(sorted(permalinks)) for home, permalinks in formers.items()}

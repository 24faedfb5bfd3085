"""Copies of one article become one: the fullest text, and dates and bylines from the copies that have them.

What comes out does not depend on the order in which the copies came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from site_gen.content.merge import stamp_of, stamped
from site_gen.language.clock import by_day, in_zone
from site_gen.language.plain import count_words
from site_gen.language.urls import is_second_form
from site_gen.model import Article, Brief

_FULL: Final = 0.6  # of the longest text: what is shorter is a summary of it
_DATED: Final = {None: 0, "url": 1, "feed": 2, "seen": 3}  # the best first
_TEXT_KEYS: Final = frozenset({"title", "body", "variants", "related"})
_FILLED: Final = ("authors", "source", "url", "lang", "topics", "guid")  # what one copy has and another has not
_MACHINES: Final = frozenset({"feed", "json-feed", "html", "mail"})  # kinds of seeds that nobody wrote by hand


class Combined(msgspec.Struct, frozen=True):
    """The article that copies make, and the keys in which what is filed stays as it is."""

    article: Article
    keep: frozenset[str] = frozenset()


def combine(copies: Sequence[Article], filed: Brief | None, timezone: str) -> Combined:
    """One article of its copies; `filed` is what content/ has of it."""
    copies = sorted(copies, key=lambda copy: copy.seed)
    main = _main(_with_parts_joined(copies, timezone), timezone)
    article = _filled(main, copies, timezone) if len(copies) > 1 else main
    if len(copies) > 1 and filed:
        others = {main.seed, *article.copies} - {filed.seed}
        article = msgspec.structs.replace(article, copies=tuple(sorted(others)))
    if filed is None:
        return Combined(_stamped(article, main))
    keep = {key for key in _FILLED if not getattr(article, key)}
    if _is_less(main, filed, [copy.seed for copy in copies], timezone):
        keep |= _TEXT_KEYS
    if article.kind in _MACHINES and filed.dated != "seen":
        article, kept = _dated_as_filed(article, filed, timezone)
        keep |= kept
    return Combined(_stamped(article, main), frozenset(keep))


def missing_parts(copies: Sequence[Article]) -> list[int]:
    """The pages that are not there of an article that is spread over several."""
    parts = {copy.part for copy in copies}
    has_first = any(copy.part < 2 and copy.kind == "html" for copy in copies)
    return [number for number in range(1, max(parts)) if not (has_first if number == 1 else number in parts)]


def _with_parts_joined(copies: Sequence[Article], timezone: str) -> list[Article]:
    """The copies, in which the pages of an article that is spread over several are one, in their order."""
    later: dict[int, list[Article]] = {}
    for copy in copies:
        if copy.part > 1:
            later.setdefault(copy.part, []).append(copy)
    wholes = [copy for copy in copies if copy.part < 2]
    if not later:
        return wholes
    pages = [copy for copy in wholes if copy.kind == "html"]
    chosen = [_main(those, timezone) for those in (pages, *(later[number] for number in sorted(later))) if those]
    blocks = dict.fromkeys(block for page in chosen for block in page.body.split("\n\n"))
    joined = msgspec.structs.replace(chosen[0], body="\n\n".join(blocks))
    return [*(copy for copy in wholes if copy.kind != "html"), joined]


def _stamped(article: Article, main: Article) -> Article:
    return article if article is main else msgspec.structs.replace(article, generated=stamped(article))


def _main(copies: Sequence[Article], timezone: str) -> Article:
    """The copy whose text stands: the newest of those that are no summaries."""
    longest = max(len(copy.body) for copy in copies)
    full = [copy for copy in copies if len(copy.body) >= _FULL * longest]
    return max(full, key=lambda copy: (_time(copy, timezone), copy.kind == "html", len(copy.body), copy.seed))


def _time(copy: Article, timezone: str) -> tuple[Any, ...]:
    time = copy.modified or (None if copy.dated in {"feed", "seen"} else copy.published)
    if not time:
        return ()
    day, is_day, moment = by_day(in_zone(time, timezone))
    return day, not is_day, moment  # a day alone is no newer than a time on it


def _filled(main: Article, copies: Sequence[Article], timezone: str) -> Article:
    others = [copy for copy in copies if copy is not main]
    taken: dict[str, Any] = {}
    for key in _FILLED:
        if not getattr(main, key):
            found = [getattr(copy, key) for copy in others if getattr(copy, key)]
            if found:
                taken[key] = max(found, key=_size)
    taken["url"] = _url(copies, main)
    published, dated = _published(copies, timezone)
    taken |= {"published": published, "dated": dated, "modified": _modified(copies, main, published, timezone)}
    extra: dict[str, Any] = {}
    for copy in others:
        extra |= copy.extra
    names = tuple(sorted({copy.seed for copy in others} - {main.seed}))
    return msgspec.structs.replace(main, **taken, extra=extra | main.extra, copies=names)


def _size(value: str | tuple[str, ...]) -> tuple[int, str | tuple[str, ...]]:
    return len(value), value


def _url(copies: Sequence[Article], main: Article) -> str | None:
    """The address that a page declares, else the main copy's; of two forms of one that of the page itself, safely."""
    declared = [copy.url for copy in copies if copy.url and copy.kind == "html"]
    own = [main.url] if main.url else []
    rest = sorted(copy.url for copy in copies if copy.url)
    wanted: Callable[[str], bool] = lambda url: url.startswith("https:")  # noqa: E731
    given = [*([main.url] if main.url in declared else []), *declared, *own, *rest]
    return min(given, key=lambda url: (is_second_form(url), not wanted(url)), default=None)


def _published(copies: Sequence[Article], timezone: str) -> tuple[str | None, str | None]:
    dated = [copy for copy in copies if copy.published]
    if not dated:
        return None, None
    best = min(
        dated,
        key=lambda copy: (_DATED.get(copy.dated, 3), by_day(in_zone(copy.published or "", timezone)), copy.seed),
    )
    return best.published, best.dated


def _modified(copies: Sequence[Article], main: Article, published: str | None, timezone: str) -> str | None:
    said = [copy.modified for copy in copies if copy.modified]
    if main.published and main.dated is None and not _is_told_before(main, copies, published):
        said.append(main.published)
    later = [time for time in said if published and _is_later(time, published, timezone)]
    return max(later, key=lambda time: by_day(in_zone(time, timezone)), default=None)


def _is_told_before(main: Article, copies: Sequence[Article], published: str | None) -> bool:
    """Whether the copy that gave the date has the same headline and text, so that a later date tells of no change."""
    return any(copy.published == published and (copy.title, copy.body) == (main.title, main.body) for copy in copies)


def _is_later(time: str, than: str, timezone: str) -> bool:
    one, other = by_day(in_zone(time, timezone)), by_day(in_zone(than, timezone))
    return one > other if one[1] == other[1] else one[0] > other[0]


def _is_less(main: Article, filed: Brief, seeds: Sequence[str], timezone: str) -> bool:
    """Whether what content/ has is fuller, and comes from a copy that is gone."""
    if {filed.seed, *filed.copies} <= set(seeds) or not filed.generated or not filed.words:
        return False
    if main.part > 1:
        return True
    words = count_words(main.body)
    if words >= filed.words:
        return False
    newer = main.modified or main.published
    is_newer = bool(newer) and _is_later(newer or "", filed.modified or filed.published, timezone)
    return words < _FULL * filed.words or not is_newer


def _dated_as_filed(article: Article, filed: Brief, timezone: str) -> tuple[Article, set[str]]:
    """The article and the keys that stay as filed: a source that dates its articles anew moves nothing.

    A later date counts as that of a change, and only if the text is another one.
    """
    if not article.published or _DATED.get(article.dated, 3) < _DATED.get(filed.dated, 3):
        return article, {"published", "dated"} if not article.published else set()
    if not _is_later(article.published, filed.published, timezone):
        return article, set()
    is_same_text = all(stamp_of(filed.generated, key) == stamp_of(article.generated, key) for key in ("title", "body"))
    if is_same_text:
        return article, {"published", "dated", "modified"}
    changed = msgspec.structs.replace(article, modified=article.modified or article.published)
    return changed, {"published", "dated"}

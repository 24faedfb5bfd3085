"""Who is who: which copies, from seeds and in content/, are one article.

An article is known by its GUID, by its address and by its text together. An address or a GUID that several different
entries share says nothing about any of them. All who must know whether two things are the same article ask here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from site_gen.engine.hashing import digest
from site_gen.language.plain import composed, slugify
from site_gen.language.urls import compared
from site_gen.model import Article, Brief

_CONTENT: Final = "content"
_SHORTEST: Final = 40  # characters of a body that tells articles apart
# Names that say that two copies may be one article, unless something speaks against it.
_WEAK: Final = frozenset({"link", "number", "seed", "id"})
# "2020454-ferry-stops", "ferry-stops-2020454.html", "2020454": the number of an article in its address, no date
_NUMBERED: Final = re.compile(r"(?:^|[-_,./])(?!(?:19|20)\d{6}(?:\D|$))(\d{5,12})(?:[-_,.]|$)")
_SENTENCE: Final = re.compile(r"[^.!?。！？\n\s][^.!?。！？\n]*")
_IS_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy of an article is known by."""

    place: str  # the seed that it stands in, or the content
    guid: str  # empty where there is none
    addresses: tuple[str, ...]  # as compared, the widest first
    is_declared: bool  # by the page itself
    number: str  # that the address has, with its host; empty where there is none
    titles: tuple[str, ...]  # as slugs, the one that stands there first
    body: str  # digest
    text: str  # stands for source, headline and body; empty where they are too short to tell
    file: str  # what it gives to hear or to see, as compared; empty where it gives nothing, or several
    others: tuple[str, ...]  # names that it is known by beside these
    said: str = ""  # the text of a copy that has neither an address nor a GUID


def marks_of(article: Article) -> Marks:
    """What an article of a seed is known by."""
    place = article.seed.partition("#")[0]
    others = (f"seed {composed(article.seed)}",) if "#" not in article.seed else ()
    own = () if article.url or article.guid else (f"id {article.id}",)
    body, file = digest(article.body).hex() if article.body else "", _file(article.extra)
    return Marks(
        place=place,
        guid=_guid(article.guid, article.url, article.source),
        addresses=addresses(article.url, article.guid),
        is_declared=article.kind == "html",
        number=_number(article.url),
        titles=(slugify(article.title),),
        body=body,
        text=_text(article.source, article.title, body, len(article.body), file if article.guid else ""),
        file=file,
        others=(*others, *own),
        said=article.body if own else "",
    )


def marks_of_filed(brief: Brief, links: Iterable[str] = ()) -> Marks:
    """What an article of content/ is known by; `links` are addresses that it had before."""
    others = (f"seed {composed(brief.seed)}",) if brief.seed and "#" not in brief.seed else ()
    own = () if brief.url or brief.guid else (f"id {brief.id}",)
    file = _file(brief.extra)
    return Marks(
        place=_CONTENT,
        guid=_guid(brief.guid, brief.url, brief.source),
        addresses=addresses(brief.url, brief.guid),
        is_declared=False,
        number=_number(brief.url),
        titles=(slugify(brief.title), brief.permalink.strip("/").rpartition("/")[2]),
        body=brief.body,
        text=_text(brief.source, brief.title, brief.body, brief.words * 5, file if brief.guid else ""),
        file=file,
        others=(*others, *own, *(f"link {link}" for link in links)),
    )


def addresses(url: str | None, guid: str | None = None) -> tuple[str, ...]:
    """An address as it is compared, from the widest form to the one that tells most apart."""
    url = url or (guid if guid and _IS_ADDRESS.match(guid) else None)
    if not url:
        return ()
    wide, narrow = compared(url), compared(url, keep=True)
    fragment = urlsplit(url).fragment
    forms = (wide, narrow, f"{narrow}#{fragment}" if fragment else "")
    return tuple(dict.fromkeys(filter(None, forms)))


def _number(url: str | None) -> str:
    """The host of an address, and the number that its last part has, or is."""
    path = compared(url).partition("?")[0] if url else ""
    host, _, rest = path.partition("/")
    found = _NUMBERED.findall(rest.rpartition("/")[2])
    return f"{host} {found[0]}" if len(found) == 1 else ""


def _guid(guid: str | None, url: str | None, source: str | None) -> str:
    """A GUID beside whose it is: numbers are given by many sites."""
    if not guid:
        return ""
    if _IS_ADDRESS.match(guid):
        fragment = urlsplit(guid).fragment
        return f"{compared(guid, keep=True) or guid}{'#' + fragment if fragment else ''}"
    if len(guid) >= 16 or ":" in guid:
        return guid
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else slugify(source or "")
    return f"{host} {guid}"


def _file(extra: Mapping[str, Any]) -> str:  # any YAML value, so Any
    """The address of the one file that an entry encloses."""
    files = extra.get("enclosures")
    one = files[0] if isinstance(files, list) and len(files) == 1 else None
    return compared(str(one["url"])) if isinstance(one, dict) and one.get("url") else ""


def _text(source: str | None, title: str, body: str, length: int, file: str) -> str:
    return f"text {slugify(source or '')} {slugify(title)} {body} {file}" if body and length >= _SHORTEST else ""


def are_other_entries(one: Marks, other: Marks) -> bool:
    """Whether two copies that stand in one place, and share an address, are two entries and not one given twice."""
    if one.guid and other.guid:
        return one.guid != other.guid
    return one.titles[0] != other.titles[0] and one.body != other.body


def are_alike(one: Marks, other: Marks) -> bool:
    """Whether two copies have the same text, or headlines that share half of their words."""
    if one.body and one.body == other.body:
        return True
    pairs = ((set(a.split("-")), set(b.split("-"))) for a in one.titles for b in other.titles)
    return any(len(words & others) * 2 >= len(words | others) for words, others in pairs)


def same_articles(copies: Sequence[Marks]) -> list[list[int]]:
    """The places of the copies of each article."""
    homes = _Homes(len(copies))
    for name, members in _by_name(copies).items():
        kind = name.partition(" ")[0]
        seeds = _seeds(copies[at] for at in members) if kind == "id" and len(members) > 2 else frozenset()
        for place, at in enumerate(members[1:], 1):
            for before in members[:place] if kind in _WEAK else members[:1]:
                if kind not in _WEAK or _may_be_one(copies[before], copies[at], kind, seeds):
                    homes.join(before, at)
    return homes.groups()


def _seeds(copies: Iterable[Marks]) -> frozenset[tuple[bool, str]]:
    """The seeds of some copies, and of each whether content/ names it."""
    return frozenset((it.place == _CONTENT, name) for it in copies for name in it.others if name.startswith("seed "))


class _Homes:
    """Which of some places go together."""

    def __init__(self, count: int) -> None:
        self._homes = list(range(count))

    def _home(self, at: int) -> int:
        while self._homes[at] != at:
            self._homes[at] = self._homes[self._homes[at]]
            at = self._homes[at]
        return at

    def join(self, one: int, other: int) -> None:
        first, second = self._home(one), self._home(other)
        self._homes[max(first, second)] = min(first, second)

    def groups(self) -> list[list[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._homes)):
            groups[self._home(at)].append(at)
        return list(groups.values())


def _by_name(copies: Sequence[Marks]) -> dict[str, list[int]]:
    telling, numbers = _telling(copies), _telling_numbers(copies)
    by_name: dict[str, list[int]] = defaultdict(list)
    for at, marks in enumerate(copies):
        address = next((it for it in marks.addresses if it in telling), "")
        number = marks.number if marks.number in numbers else ""
        names = (
            f"guid {marks.guid}" if marks.guid else "",
            f"link {address}" if address else "",
            f"number {number}" if number else "",
            marks.text,
        )
        for name in dict.fromkeys((*names, *marks.others)):
            if name:
                by_name[name].append(at)
    return by_name


def _may_be_one(one: Marks, other: Marks, kind: str, seeds: frozenset[tuple[bool, str]]) -> bool:
    """Whether nothing speaks against it that two copies with one address, of one seed, or of one headline and date,
    are one article; `seeds` are those that any copy of that headline and date is from.
    """
    if _are_two_episodes(one, other):
        return False
    if kind == "id":
        return _may_be_one_text(one, other, seeds)
    is_one_text = one.body != "" and one.body == other.body
    if kind == "seed" and one.addresses and other.addresses and one.addresses[0] != other.addresses[0]:
        return is_one_text
    if kind == "number" and is_one_text:
        return one.text != ""
    if kind in ("seed", "number") or (one.guid and other.guid and one.guid != other.guid):
        return are_alike(one, other)
    return True


def _are_two_episodes(one: Marks, other: Marks) -> bool:
    """Whether two copies give different files under different GUIDs, however alike they are otherwise."""
    both = (one.file, other.file), (one.guid, other.guid)
    return all(mine and others and mine != others for mine, others in both)


def _may_be_one_text(one: Marks, other: Marks, seeds: frozenset[tuple[bool, str]]) -> bool:
    if one.said and other.said:
        return one.body == other.body or _share_sentences(one.said, other.said)
    return one.place == other.place or not _is_of_another(one, other, seeds)


def _is_of_another(one: Marks, other: Marks, seeds: frozenset[tuple[bool, str]]) -> bool:
    """Whether one of two copies, of which content/ has one, is there as another seed's or filed as another one."""
    if any(name in other.others for name in one.others if name.startswith("seed ")):
        return False
    return any(
        (copy.place != _CONTENT, name) in seeds for copy in (one, other) for name in copy.others if name[:5] == "seed "
    )


def _share_sentences(one: str, other: str) -> bool:
    """Whether half of the sentences of the shorter text stand in the longer one."""
    fewer, more = sorted((set(_SENTENCE.findall(one)), set(_SENTENCE.findall(other))), key=len)
    return len(fewer & more) * 2 >= len(fewer)


def _telling(copies: Sequence[Marks]) -> set[str]:
    """The addresses that say which article is meant: in no place they stand for different entries."""
    by_address: dict[str, list[Marks]] = defaultdict(list)
    for marks in copies:
        for address in marks.addresses:
            by_address[address].append(marks)
    return {address for address, those in by_address.items() if len(those) == 1 or not _is_shared(those)}


def _telling_numbers(copies: Iterable[Marks]) -> set[str]:
    """The numbers in addresses that say which article is meant: in no place two addresses have them."""
    places: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for marks in copies:
        if marks.number:
            places[marks.number][marks.place].add(marks.addresses[-1])
    return {number for number, by_place in places.items() if all(len(found) == 1 for found in by_place.values())}


def _is_shared(those: Sequence[Marks]) -> bool:
    by_place: Mapping[str, list[Marks]] = defaultdict(list)
    for marks in those:
        by_place[marks.place].append(marks)
    if any(are_other_entries(at[0], it) for at in by_place.values() for it in at[1:]):
        return True
    declared = {marks.addresses[1:2] or marks.addresses[:1] for marks in those if marks.is_declared}
    return len(declared) > 1 and len({marks.titles for marks in those if marks.is_declared}) > 1


def of_shared_addresses(briefs: Iterable[Brief]) -> set[str]:
    """The ids of articles whose address, in its widest form, says nothing of them: others have it too."""
    alike: dict[str, list[Brief]] = defaultdict(list)
    for brief in briefs:
        if brief.url:
            alike[brief.url.partition("#")[0].partition("?")[0].partition("://")[2].rstrip("/").lower()].append(brief)
    found: set[str] = set()
    for group in alike.values():
        if len(group) > 1:
            marks = list(map(marks_of_filed, group))
            telling = {"", *_telling(marks)}
            widest = (next(iter(it.addresses), "") for it in marks)
            found |= {brief.id for brief, it in zip(group, widest, strict=True) if it not in telling}
    return found

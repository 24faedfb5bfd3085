"""The addresses that readers may have, as `content/memory.jsonl` knows them: a site answers at each of them.

Those of articles, and of their days, months and sources, follow from the records of articles. Every other page has a
line of its own. What was taken off on purpose need not answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, Literal

import msgspec

from site_gen.content.memory import Memory
from site_gen.content.topics.taxonomy import BUILT_IN, OTHER
from site_gen.errors import Diagnostic, Severity
from site_gen.language.plain import plural, slugify

Kind = Literal["article", "day", "source", "topic", "page"]
LOST: Final = "lost-address"  # the code of what is said
_DELETED: Final[frozenset[Kind]] = frozenset({"article", "page"})  # are gone where a person deletes a file
_NAMED: Final = 20  # that are named one by one
_HINTS: Final[dict[Kind, str]] = {
    "article": "bring the file back, or name the address under 'aliases:' of the article that takes its place",
    "day": "bring back the article that it was the day of",
    "source": "name what the source was called under 'was:' of the one that goes on, in 'sources' of site.yaml",
    "topic": "name it under 'was:' of the topic that goes on, in 'topics' of site.yaml",
    "page": "bring the page back, or name its address under 'aliases:' of another page",
}

# "2025/12/04/a-story/" · "old/bell.html" is an address from elsewhere
_DATED: Final = re.compile(r"\d{4}/\d\d/\d\d/[^/]+/$")
# What follows from the records of articles, what settings turn on and off, numbered pages of lists, and static files
_NO_LINE: Final = re.compile(r"\d{4}/|(?:search|feeds)/$|404\.html$|static/|.*/page/\d+/$")
# What every site has.
_ALWAYS: Final = frozenset({"", "archive/", "topics/", "sources/"})
EVERY_TOPIC: Final = frozenset(f"topics/{it.slug}/" for it in (*BUILT_IN, OTHER))
_TOPIC: Final = re.compile(r"topics/[^/]+/")
_FEEDS: Final = ("feed.xml", "atom.xml", "feed.json")
_SOURCES: Final = "sources/"


class PageLine(msgspec.Struct, frozen=True):
    """What is remembered of a page that is no article's: its address below the site's root."""

    page: str


class LostAddress(msgspec.Struct, frozen=True, order=True):
    """An address that was published and leads nowhere; `id` is of the article that had it."""

    address: str
    kind: Kind
    id: str = ""


_decode: Final = msgspec.json.Decoder(PageLine).decode
_encode: Final = msgspec.json.Encoder().encode


def parse_pages(text: str) -> frozenset[str]:
    """The addresses of the pages that a memory has a line for."""
    found = set()
    for line in text.splitlines():
        if line.startswith('{"page"'):
            try:
                found.add(_decode(line).page)
            except msgspec.DecodeError:
                continue
    return frozenset(found)


def topics_of(pages: Iterable[str]) -> frozenset[str]:
    """The slugs of the topics among some addresses."""
    return frozenset(it.split("/")[1] for it in pages if _TOPIC.fullmatch(it))


def dump_pages(pages: Iterable[str]) -> str:
    """The lines of pages, to follow those of articles."""
    return "".join(f"{_encode(PageLine(page)).decode()}\n" for page in sorted(pages))


def pages_to_remember(files: Iterable[str], memory: Memory) -> frozenset[str]:
    """The addresses of those `files` of a site that need a line: pages that no record of an article speaks of."""
    of_records = {f"{_SOURCES}{slug}/" for slug in _slugs(memory)}
    addresses = {address_of(path) for path in files if path.endswith(".html")}
    return frozenset(it for it in addresses - _ALWAYS - of_records if not _NO_LINE.match(it))


def address_of(path: str) -> str:
    """The address at which a file answers, below the site's root; that of the front page is empty."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def lost_addresses(
    memory: Memory, pages: Iterable[str], is_there: Callable[[str], bool], *, has_feeds: bool
) -> Iterator[LostAddress]:
    """The addresses that are remembered and have no page; `is_there` says whether a site has a file.

    Where an article is lost, its day and its source are not named too. Lists that have feeds must have them still.
    """

    def answers(address: str, feeds: Collection[str] = ()) -> bool:
        file = f"{address}index.html" if not address or address.endswith("/") else address
        return is_there(file) and all(is_there(address + feed) for feed in feeds)

    feeds = _FEEDS if has_feeds else ()
    asked: set[str] = set()
    for id_ in sorted(memory):
        record = memory[id_]
        if record.off:
            continue
        own = [at for at in (record.at, *record.was) if _DATED.match(at)]
        lost = [at for at in own if not answers(at)]
        yield from (LostAddress(at, "article", id_) for at in lost)
        if lost:
            continue
        lists: list[tuple[str, Kind]] = [(day, "day") for at in own for day in (at[:11], at[:8])]
        lists += [(f"{_SOURCES}{slugify(it)}/", "source") for it in (record.source, *record.sources) if slugify(it)]
        for address, kind in lists:
            if address not in asked and not answers(address, feeds if kind == "source" else ()):
                yield LostAddress(address, kind, id_)
            asked.add(address)
    for page in sorted(pages):
        is_topic = _TOPIC.fullmatch(page) is not None
        if not answers(page, feeds if is_topic else ()):
            yield LostAddress(page, "topic" if is_topic else "page")


def said(lost: Iterable[LostAddress], content: str, output: str, severity: Severity) -> Iterator[Diagnostic]:
    """What is said of addresses that lead nowhere; `content` and `output` are folders.

    Those of articles and own pages are warnings: who deletes a file takes it off, and that shall not stop the news.
    """
    lost = list(lost)
    for it in lost[:_NAMED]:
        path = f"{content}/{it.address.strip('/')}.md" if it.kind == "article" else f"{output}/{it.address}"
        message = f"/{it.address} was published, and leads nowhere now"
        hint = f"{_HINTS[it.kind]}, or let it go: 'site-gen prune --yes'"
        yield Diagnostic(path, None, LOST, message, hint, "warning" if it.kind in _DELETED else severity)
    if len(lost) > _NAMED:
        message = f"{plural(len(lost) - _NAMED, 'more address', 'more addresses')} lead nowhere now"
        is_deleted = all(it.kind in _DELETED for it in lost)
        grade: Severity = "warning" if is_deleted else severity
        yield Diagnostic(f"{output}/", None, LOST, message, "'site-gen prune' lists all", grade)


def _slugs(memory: Memory) -> set[str]:
    names = {name for record in memory.values() for name in (record.source, *record.sources)}
    return {slugify(name) for name in names if name}

"""What must be remembered of articles and stands in no article: when each was filed, its story, the addresses it had.

The memory is a file in `content/` that only the program writes: sorted lines, one an article. Every line is a set of
facts, and two lines on one article add up to the same whichever comes first, so that git may merge branches with
`merge=union`. What is missing is worked out anew; what cannot be read is passed over.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from site_gen.engine.hashing import digest
from site_gen.language.clock import in_zone
from site_gen.language.dates import instant
from site_gen.model import Brief, Topic

_FIRST_HOUR: Final = datetime.timedelta(hours=1)  # in which a new text is still being written
# Where more than so many texts, and most of all, became others at once, they are only read in another way.
_MOST_CHANGED: Final = 20


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of one article; empty where nobody knows."""

    id: str
    filed: str = ""  # when it was first read, in UTC; articles that were there before the memory have none
    story: str = ""  # the id of an article of its story that was filed before, or its own
    at: str = ""  # its address on the site
    was: tuple[str, ...] = ()  # … and those that it had before
    source: str = ""  # its name
    sources: tuple[str, ...] = ()  # … and those that it had before
    links: tuple[str, ...] = ()  # addresses of its source that it was known by before, as they are compared
    text: str = ""  # a short name for its headline and body
    read: str = ""  # when that text was first read
    changed: str = ""  # when a text that readers knew became another one
    off: bool = False  # no reader gets it: it is hidden or a draft, waits, expired or was pruned
    topics: tuple[str, ...] = ()  # that its words spoke for when it was filed


class ReaderLine(msgspec.Struct, frozen=True):
    """The version of this program that read the seeds."""

    reader: str


Memory = Mapping[str, ArticleRecord]
NO_MEMORY: Final[Memory] = MappingProxyType({})
_decode: Final = msgspec.json.Decoder(ArticleRecord).decode
_decode_reader: Final = msgspec.json.Decoder(ReaderLine).decode
_encode: Final = msgspec.json.Encoder(order="deterministic").encode


def parse(text: str) -> dict[str, ArticleRecord]:
    """The memory in `text`, by article; lines that are none, such as marks of a conflict, are passed over."""
    memory: dict[str, ArticleRecord] = {}
    for line in text.splitlines():
        if not line.startswith("{"):
            continue
        try:
            record = _decode(line)
        except msgspec.DecodeError:
            continue
        known = memory.get(record.id)
        memory[record.id] = record if known is None else added(known, record)
    return memory


def dump(memory: Memory) -> str:
    """The text of a memory, the same for the same memory."""
    return "".join(f"{_encode(memory[id_]).decode()}\n" for id_ in sorted(memory))


def parse_readers(text: str) -> frozenset[str]:
    """The versions that read the seeds of a memory; several where branches were merged, none in an old one."""
    found = set()
    for line in text.splitlines():
        if line.startswith('{"reader"'):
            try:
                found.add(_decode_reader(line).reader)
            except msgspec.DecodeError:
                continue
    return frozenset(found)


def dump_readers(versions: Iterable[str]) -> str:
    """The lines of versions, to follow those of articles."""
    return "".join(f"{_encode(ReaderLine(it)).decode()}\n" for it in sorted(versions))


def added(one: ArticleRecord, other: ArticleRecord) -> ArticleRecord:
    """What two records of one article say together; no matter which is named first."""
    if one == other:
        return one
    newer, older = sorted((one, other), key=_newest, reverse=True)
    at, source = newer.at or older.at, newer.source or older.source
    return ArticleRecord(
        id=one.id,
        filed=min(one.filed, other.filed),
        story=min(one.story, other.story, key=lambda story: _preferred(story, one.id)),
        at=at,
        was=tuple(sorted({*one.was, *other.was, one.at, other.at} - {at, ""})),
        source=source,
        sources=tuple(sorted({*one.sources, *other.sources, one.source, other.source} - {source, ""})),
        links=tuple(sorted({*one.links, *other.links})),
        text=newer.text,
        read=newer.read,
        changed=max(one.changed, other.changed),
        off=one.off or other.off,
        topics=min(filter(None, (one.topics, other.topics)), default=()),
    )


def _newest(record: ArticleRecord) -> tuple[str, str, str, str]:
    return record.read, record.text, record.at, record.source


def _preferred(story: str, own: str) -> tuple[bool, bool, str]:
    """A story that others are in goes before one of its own, and that before none."""
    return not story, story == own, story


def roots(memory: Memory) -> dict[str, str]:
    """Id of every article with a story -> the id of that story: that of its first article."""
    return {id_: _root(id_, memory) for id_, record in memory.items() if record.story}


def way(id_: str, memory: Memory) -> list[str]:
    """The article, the one whose story it joined, the one whose story that joined, and so on."""
    found = [id_]
    while (record := memory.get(found[-1])) and record.story and record.story not in found:
        found.append(record.story)
    return found


def _root(id_: str, memory: Memory) -> str:
    record = memory[id_]
    if record.story == id_:
        return id_
    found = way(id_, memory)
    last = memory.get(found[-1])
    if last is None or last.story in ("", found[-1]):
        return found[-1]
    circle = found[found.index(last.story) :]  # of branches that filed the same articles in another order
    return min(circle, key=lambda it: (memory[it].filed, it))


def remembered(
    memory: Memory, briefs: Iterable[Brief], now: str, fresh: Collection[str], *, is_upgraded: bool = False
) -> dict[str, ArticleRecord]:
    """The memory once `briefs` were read `now`.

    Where there was no memory, only articles that are `fresh` are known to be filed now: the others were there before.
    Where this program `is_upgraded`, a seed whose text is another one may have been read in another way.
    """
    when = utc(now)
    found = dict(memory)
    known = {brief.id: text_name(brief) for brief in briefs}
    changed = [id_ for id_, text in known.items() if id_ in memory and memory[id_].text not in ("", text)]
    are_read_otherwise = len(changed) > _MOST_CHANGED and len(changed) * 2 > len(known)
    for brief in briefs:
        record = memory.get(brief.id)
        if record is None:
            record = ArticleRecord(id=brief.id, filed=when if memory or brief.path in fresh else "")
        is_news = record.text != "" and not are_read_otherwise and not (is_upgraded and brief.seed)
        found[brief.id] = _updated(record, brief, known[brief.id], when, is_news=is_news)
    return found


def with_stories(memory: Memory, stories: Mapping[str, str]) -> dict[str, ArticleRecord]:
    """The memory with the stories of articles that had none; `stories` are given by article."""
    return {
        id_: record if record.story or id_ not in stories else msgspec.structs.replace(record, story=stories[id_])
        for id_, record in memory.items()
    }


def with_links(memory: Memory, links: Mapping[str, str]) -> dict[str, ArticleRecord]:
    """The memory with addresses that the sources of some articles, given by id, had for them until now."""
    found = dict(memory)
    for id_, link in links.items():
        record = found.get(id_)
        if record is not None and link not in record.links:
            found[id_] = msgspec.structs.replace(record, links=tuple(sorted((*record.links, link))))
    return found


def with_shown(memory: Memory, filed: Iterable[str], shown: Collection[str]) -> dict[str, ArticleRecord]:
    """The memory once readers get those articles that are `shown` of all that are `filed`."""
    found = dict(memory)
    for id_ in filed:
        record = found.get(id_)
        if record is not None and record.off == (id_ in shown):
            found[id_] = msgspec.structs.replace(record, off=not record.off)
    return found


def text_name(brief: Brief) -> str:
    """Stands for the headline and the body of an article."""
    return digest((brief.title, brief.body)).hex()[:8]


def _updated(record: ArticleRecord, brief: Brief, text: str, when: str, *, is_news: bool) -> ArticleRecord:
    source = brief.source or ""
    topics = record.topics or (brief.topics if brief.filed_by == "words" else ())
    if (record.text, record.at, record.source, record.topics) == (text, brief.permalink, source, topics):
        return record
    is_changed = record.text != text
    return ArticleRecord(
        id=record.id,
        filed=record.filed,
        story=record.story,
        at=brief.permalink,
        was=tuple(sorted({*record.was, record.at} - {brief.permalink, ""})),
        source=source,
        sources=tuple(sorted({*record.sources, record.source} - {source, ""})),
        links=record.links,
        text=text,
        read=when if is_changed else record.read,
        changed=when if is_changed and is_news and is_correction(record, brief, when) else record.changed,
        off=record.off,
        topics=topics,
    )


def is_correction(record: ArticleRecord, brief: Brief, when: str) -> bool:
    """Whether a text that became another one is news to its readers, and nobody but us says when it did."""
    if brief.draft or brief.hidden:
        return False
    known_since = record.changed or record.filed or record.read
    is_settled = instant(when) - instant(known_since) >= _FIRST_HOUR
    is_said = brief.modified is not None and instant(brief.modified) > instant(record.read)
    return is_settled and not is_said


def updated_text(record: ArticleRecord, brief: Brief, when: str) -> ArticleRecord:
    """The record of an article whose text is another one and no correction."""
    return msgspec.structs.replace(record, text=text_name(brief), read=when)


def with_topics(briefs: Iterable[Brief], memory: Memory, topics: Iterable[Topic]) -> list[Brief]:
    """Articles under the topics that their words spoke for when they were filed, where these are still `topics`."""
    now = {was: topic.slug for topic in topics for was in topic.was} | {topic.slug: topic.slug for topic in topics}
    return [_as_filed(brief, memory.get(brief.id), now) for brief in briefs]


def _as_filed(brief: Brief, record: ArticleRecord | None, now: Mapping[str, str]) -> Brief:
    if brief.filed_by != "words" or record is None:
        return brief
    topics = tuple(now[topic] for topic in record.topics if topic in now)
    return brief if topics in ((), brief.topics) else msgspec.structs.replace(brief, topics=topics)


def with_corrections(briefs: Iterable[Brief], memory: Memory, timezone: str) -> list[Brief]:
    """Articles as they are shown: changed when their texts were corrected, where they do not say it themselves."""
    return [_corrected(brief, memory.get(brief.id), timezone) for brief in briefs]


def _corrected(brief: Brief, record: ArticleRecord | None, timezone: str) -> Brief:
    if record is None or not record.changed:
        return brief
    if brief.modified and instant(brief.modified) >= instant(record.changed):
        return brief
    return msgspec.structs.replace(brief, modified=in_zone(record.changed, timezone))


def utc(now: str) -> str:
    """A moment as the memory writes it."""
    return instant(now).astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

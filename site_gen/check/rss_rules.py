"""RSS 2.0 as the W3C's validator wants it: its errors, its warnings, and the RSS Board's best practices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from typing import Any, Final

from site_gen.check.rules import XML_LANG, Finding, html_faults, language_fault, plain_fault, rfc822_fault, uri_fault

ATOM: Final = "{http://www.w3.org/2005/Atom}"
HISTORY: Final = "{http://purl.org/syndication/history/1.0}"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_CHANNEL: Final = frozenset(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs "
    "cloud ttl image rating textInput skipHours skipDays item".split()
)
_ITEM: Final = frozenset("title link description author category comments enclosure guid pubDate source".split())
_MANY: Final = frozenset({"category", "item"})
_ATTRIBUTES: Final = {
    "rss": {"version"},
    "guid": {"isPermaLink"},
    "source": {"url"},
    "category": {"domain"},
    "enclosure": {"url", "length", "type"},
}
RELATIONS: Final = frozenset(
    "alternate current describedby edit enclosure first hub last license next next-archive prev-archive previous "
    "related replies search self service up via".split()
)
_EMPTY: Final = frozenset({f"{ATOM}link", f"{HISTORY}archive", f"{HISTORY}complete", "enclosure"})

Tree = Any  # an element of lxml, which has no types


def rss_findings(root: Tree, own_address: str) -> Iterator[Finding]:
    """What is wrong with an RSS feed that stands at `own_address`."""
    channels = root.findall("channel")
    if root.get("version") != "2.0" or len(root) != 1 or len(channels) != 1:
        yield Finding(root.sourceline, "is not RSS 2.0 with one channel")
        return
    (channel,) = channels
    yield from _elements(root)
    yield from _children(channel, _CHANNEL, required=("title", "link", "description", "language", "lastBuildDate"))
    yield from _texts(channel, {"title": plain_fault, "description": plain_fault, "link": uri_fault,
        "language": language_fault, "lastBuildDate": rfc822_fault, "pubDate": rfc822_fault, "docs": uri_fault,
        "ttl": _count_fault})  # fmt: skip
    yield from link_findings(channel.findall(f"{ATOM}link"), own_address, "application/rss+xml")
    yield from history_findings(channel, channel.findall(f"{ATOM}link"))
    items = channel.findall("item")
    after_items = [child for child in channel[channel.index(items[0]) :] if child.tag != "item"] if items else []
    if after_items:
        yield Finding(after_items[0].sourceline, "has more of the channel after its items")
    for item in items:
        yield from _item(item)
    yield from _order(items)
    guids = Counter(item.findtext("guid") for item in items)
    yield from (Finding(None, f"has two items with guid '{guid}'") for guid, count in guids.items() if count > 1)


def link_findings(links: list[Tree], own_address: str, own_type: str) -> Iterator[Finding]:
    """What is wrong with the links of a feed, RSS or Atom."""
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    if own != [own_address]:
        yield Finding(None, f"names itself {own}, not '{own_address}'")
    for link in links:
        relation, kind = link.get("rel") or "alternate", link.get("type")
        if relation not in RELATIONS:
            yield Finding(link.sourceline, f"has a link of an unknown kind: '{relation}'")
        fault = uri_fault(link.get("href"))
        if fault:
            yield Finding(link.sourceline, f"link '{relation}' {fault}")
        if kind is not None and "/" not in kind:
            yield Finding(link.sourceline, f"link '{relation}' has no media type: '{kind}'")
        if relation in {"self", "current", "prev-archive", "next-archive"} and kind != own_type:
            yield Finding(link.sourceline, f"link '{relation}' is of type '{kind}', not '{own_type}'")


def history_findings(parent: Tree, links: list[Tree]) -> Iterator[Finding]:
    """RFC 5005: an archive says of which feed, and is not that feed; a feed is not both archived and complete."""
    relations = {link.get("rel"): link.get("href") for link in links}
    is_archive = parent.find(f"{HISTORY}archive") is not None
    if is_archive and relations.get("current") in {None, relations.get("self")}:
        yield Finding(None, "is an archive and does not name the feed that it belongs to")
    if not is_archive and "next-archive" in relations:
        yield Finding(None, "is not an archive and has one after it")
    if parent.find(f"{HISTORY}complete") is not None and (is_archive or "prev-archive" in relations):
        yield Finding(None, "says that it is complete, and has archives")


def _item(item: Tree) -> Iterator[Finding]:
    yield from _children(item, _ITEM, required=("title", "link", "description", "guid", "pubDate", "category"))
    yield from _texts(item, {"title": plain_fault, "link": uri_fault, "pubDate": rfc822_fault,
        "category": plain_fault, "source": plain_fault})  # fmt: skip
    yield from _identity(item)
    creators = item.findall(_CREATOR)
    if not creators:
        yield Finding(item.sourceline, "has an item without an author")
    if creators and item.find("author") is not None:
        yield Finding(item.sourceline, "has an item with both author and dc:creator")
    content = item.find(_CONTENT)
    if content is not None and content.getprevious() is not None:
        before = {child.tag for child in content.itersiblings(preceding=True)}
        if "description" not in before:
            yield Finding(content.sourceline, "has content:encoded before its description")
    for part in (item.find("description"), content):
        if part is not None:
            yield from (Finding(part.sourceline, f"item {fault}") for fault in html_faults(part.text or ""))


def _identity(item: Tree) -> Iterator[Finding]:
    guid = item.find("guid")
    if guid is not None:
        if guid.get("isPermaLink") not in {"true", "false"}:
            yield Finding(guid.sourceline, "has a guid that does not say whether it is an address")
        elif guid.get("isPermaLink") == "true" and uri_fault(guid.text):
            yield Finding(guid.sourceline, f"has a guid that {uri_fault(guid.text)}")
    enclosure = item.find("enclosure")
    if enclosure is not None:
        yield from _enclosed(enclosure)
    source = item.find("source")
    if source is not None and uri_fault(source.get("url")):
        yield Finding(source.sourceline, f"has a source whose url {uri_fault(source.get('url'))}")


def _enclosed(enclosure: Tree) -> Iterator[Finding]:
    if uri_fault(enclosure.get("url")):
        yield Finding(enclosure.sourceline, f"has an enclosure whose url {uri_fault(enclosure.get('url'))}")
    if not (enclosure.get("length") or "").isdigit() or "/" not in (enclosure.get("type") or ""):
        yield Finding(enclosure.sourceline, "has an enclosure without its length or its media type")


def _elements(root: Tree) -> Iterator[Finding]:
    """No element is empty, none has an attribute that RSS does not know."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if not len(element) and not (element.text or "").strip() and element.tag not in _EMPTY:
            yield Finding(element.sourceline, f"has an empty element: '{element.tag}'")
        if not element.tag.startswith("{"):
            known = _ATTRIBUTES.get(element.tag, set()) | {XML_LANG}
            yield from (
                Finding(element.sourceline, f"'{element.tag}' has an unknown attribute '{name}'")
                for name in element.attrib
                if name not in known
            )
        if element.get(XML_LANG) is not None and language_fault(element.get(XML_LANG)):
            yield Finding(element.sourceline, f"xml:lang {language_fault(element.get(XML_LANG))}")


def _children(parent: Tree, known: frozenset[str], *, required: tuple[str, ...]) -> Iterator[Finding]:
    counts = Counter(child.tag for child in parent if isinstance(child.tag, str))
    for tag, count in counts.items():
        if not tag.startswith("{") and tag not in known:
            yield Finding(parent.sourceline, f"'{parent.tag}' holds an unknown element '{tag}'")
        if count > 1 and tag not in _MANY and not tag.startswith("{"):
            yield Finding(parent.sourceline, f"'{parent.tag}' holds '{tag}' {count} times")
    missing = (tag for tag in required if tag not in counts)
    yield from (Finding(parent.sourceline, f"'{parent.tag}' has no '{tag}'") for tag in missing)


def _texts(parent: Tree, rules: dict[str, Callable[[str | None], str]]) -> Iterator[Finding]:
    for child in parent:
        rule = rules.get(child.tag) if isinstance(child.tag, str) else None
        fault = rule(child.text) if rule else ""
        if fault:
            # The news may speak of markup; a validator that cannot know warns of it.
            yield Finding(child.sourceline, f"'{child.tag}' {fault}", "warning" if fault == "holds HTML" else "error")


def _order(items: list[Tree]) -> Iterator[Finding]:
    dates = [item.findtext("pubDate") for item in items]
    if any(rfc822_fault(date) for date in dates):
        return
    moments = [parsedate_to_datetime(date) for date in dates]
    if moments != sorted(moments, reverse=True):
        yield Finding(None, "does not have its newest item first")


def _count_fault(text: str | None) -> str:
    return "" if (text or "").isdigit() and int(text or "") > 0 else f"is not a positive number: '{text or ''}'"

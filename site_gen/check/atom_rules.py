"""Atom as RFC 4287 and the W3C's validator want it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from site_gen.check.rss_rules import ATOM, HISTORY, Tree, history_findings, link_findings
from site_gen.check.rules import (
    XML_LANG,
    Finding,
    address_fault,
    html_faults,
    language_fault,
    plain_fault,
    rfc3339_fault,
)

_FEED: Final = frozenset(
    "author category contributor generator icon id link logo rights subtitle title updated entry".split()
)
_ENTRY: Final = frozenset(
    "author category content contributor id link published rights source summary title updated".split()
)
_MANY: Final = frozenset({"author", "category", "contributor", "link", "entry"})
_EMPTY: Final = frozenset({f"{ATOM}link", f"{ATOM}category", f"{HISTORY}archive", f"{HISTORY}complete"})


def atom_findings(root: Tree, own_address: str) -> Iterator[Finding]:
    """What is wrong with an Atom feed that stands at `own_address`."""
    if root.tag != f"{ATOM}feed":
        yield Finding(root.sourceline, "is not an Atom feed")
        return
    yield from _elements(root)
    yield from _children(root, _FEED, required=("id", "title", "updated"))
    yield from _common(root)
    links, entries = root.findall(f"{ATOM}link"), root.findall(f"{ATOM}entry")
    yield from link_findings(links, own_address, "application/atom+xml")
    yield from _alternates(root)
    yield from history_findings(root, links)
    if entries and any(child.tag != f"{ATOM}entry" for child in root[root.index(entries[0]) :]):
        yield Finding(entries[0].sourceline, "has more of the feed after its entries")
    for entry in entries:
        yield from _entry(entry)
        if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
            yield Finding(entry.sourceline, "has an entry without an author")
    yield from _order(entries)
    for tag in ("id", "updated"):
        counts = Counter(entry.findtext(f"{ATOM}{tag}") for entry in entries)
        yield from (Finding(None, f"has {n} entries with {tag} '{text}'") for text, n in counts.items() if n > 1)


def _entry(entry: Tree) -> Iterator[Finding]:
    yield from _children(entry, _ENTRY, required=("id", "title", "updated", "published"))
    yield from _common(entry)
    yield from _alternates(entry)
    content = entry.find(f"{ATOM}content")
    alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if content is None and not alternates:
        yield Finding(entry.sourceline, "has an entry with neither content nor a link to it")
    if content is None and entry.find(f"{ATOM}summary") is None:
        yield Finding(entry.sourceline, "has an entry without text", "warning")
    for link in entry.findall(f"{ATOM}link"):
        fault = address_fault(link.get("href"))
        if fault:
            yield Finding(link.sourceline, f"link '{link.get('rel')}' {fault}")
        if link.get("rel") in {"self", "current", "prev-archive", "next-archive"}:
            yield Finding(link.sourceline, f"has the link '{link.get('rel')}' in an entry", "warning")


def _common(parent: Tree) -> Iterator[Finding]:
    """What feed and entry have alike: id, times, texts, people, categories."""
    for child in parent:
        tag = child.tag.removeprefix(ATOM) if isinstance(child.tag, str) else ""
        faults: list[str] = []
        if tag == "id":
            faults = [address_fault(child.text)]
        elif tag in {"updated", "published"}:
            faults = [rfc3339_fault(child.text)]
        elif tag in {"title", "subtitle", "summary", "rights", "content"}:
            faults = list(_text_faults(child))
        elif tag in {"author", "contributor"}:
            names, uris = child.findall(f"{ATOM}name"), child.findall(f"{ATOM}uri")
            faults = ["has not one name"] if len(names) != 1 else [plain_fault(names[0].text)]
            faults += [address_fault(uri.text) for uri in uris]
        elif tag == "category" and not (child.get("term") or "").strip():
            faults = ["has no term"]
        for fault in filter(None, faults):
            yield Finding(child.sourceline, f"'{tag}' {fault}", "warning" if fault == "holds HTML" else "error")


def _text_faults(element: Tree) -> Iterator[str]:
    kind, text = element.get("type", "text"), element.text or ""
    if kind not in {"text", "html", "xhtml"}:
        yield f"is of an unknown type: '{kind}'"
    elif kind == "html":
        yield from html_faults(text)
    elif kind == "text":
        yield plain_fault(text)


def _alternates(parent: Tree) -> Iterator[Finding]:
    kinds = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in parent.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    )
    if any(count > 1 for count in kinds.values()):
        yield Finding(parent.sourceline, "has two alternate links of one type and language")


def _elements(root: Tree) -> Iterator[Finding]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if not len(element) and not (element.text or "").strip() and element.tag not in _EMPTY:
            yield Finding(element.sourceline, f"has an empty element: '{element.tag}'")
        if element.get(XML_LANG) is not None and language_fault(element.get(XML_LANG)):
            yield Finding(element.sourceline, f"xml:lang {language_fault(element.get(XML_LANG))}")


def _children(parent: Tree, known: frozenset[str], *, required: tuple[str, ...]) -> Iterator[Finding]:
    counts = Counter(child.tag for child in parent if isinstance(child.tag, str))
    for tag, count in counts.items():
        name = tag.removeprefix(ATOM)
        if not tag.startswith("{") or (tag.startswith(ATOM) and name not in known):
            yield Finding(parent.sourceline, f"holds an unknown element '{name}'")
        if count > 1 and tag.startswith(ATOM) and name not in _MANY:
            yield Finding(parent.sourceline, f"holds '{name}' {count} times")
    missing = (name for name in required if f"{ATOM}{name}" not in counts)
    yield from (Finding(parent.sourceline, f"has no '{name}'") for name in missing)


def _order(entries: list[Tree]) -> Iterator[Finding]:
    times = [entry.findtext(f"{ATOM}published") for entry in entries]
    if any(rfc3339_fault(time) for time in times):
        return
    moments = [datetime.fromisoformat(time) for time in times]
    if moments != sorted(moments, reverse=True):
        yield Finding(None, "does not have its newest entry first")

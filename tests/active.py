"""Finds in a built site what a browser, a feed reader or a Markdown viewer would run, fetch or follow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from sites import Site


def active(site: Site) -> Iterator[str]:
    """All in the output that a browser, a feed reader or a Markdown viewer would run, fetch or follow."""
    for path, data in site.output().items():
        look = next((it for ending, it in LOOKS.items() if path.endswith(ending)), None)
        if not look:
            continue
        text = data.decode()
        if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text):
            yield f"{path}: control characters"
        if "SECRET" in text:
            yield f"{path}: a file from outside"
        yield from (f"{path}: {it}" for it in look(text))


def in_xml(text: str) -> Iterator[str]:
    for element in etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False)).iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        is_of_rss = name in {"encoded", "description"} and "Atom" not in element.tag
        if is_of_rss or element.get("type") == "html":
            yield from in_html(element.text or "", whole=False)
        if name in {"link", "enclosure", "source"}:
            named = element.text if name == "link" else ""
            yield from filter(is_active, (named or "", element.get("href", ""), element.get("url", "")))


def in_json(text: str) -> Iterator[str]:
    for entry in json.loads(text)["items"]:
        yield from in_html(entry.get("content_html", ""), whole=False)
        yield from filter(is_active, (entry["url"], entry.get("external_url", "")))


def in_markdown(text: str) -> Iterator[str]:
    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    yield from in_html(parser.render(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)), whole=False)


def in_html(text: str, *, whole: bool) -> Iterator[str]:
    if not text.strip():
        return
    root = lxml_html.fromstring(text) if whole else lxml_html.fragment_fromstring(text, create_parent="div")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        is_run = element.tag in {"script", "style"} and element.get("type") != "application/ld+json"
        if element.tag in {"iframe", "object", "embed", "base"} or (
            is_run and (not whole or "4711" in (element.text or ""))
        ):
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on") or (name == "style" and "4711" in value):
                yield f"{name}={value}"
            if name in {"href", "src", "action", "data", "srcset", "poster"} and is_active(value):
                yield f"{name}={value}"


def is_active(address: str) -> bool:
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20\x7f]", "", address).lower())
    is_icon = address.startswith("data:image/svg+xml") and "4711" not in address
    return scheme is not None and scheme[1] not in {"http", "https", "mailto", "tel"} and not is_icon


LOOKS: dict[str, Callable[[str], Iterator[str]]] = {
    ".html": lambda text: in_html(text, whole=True),
    ".xml": in_xml,
    "feed.json": in_json,
    ".md": in_markdown,
}

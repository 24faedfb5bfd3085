"""A web page as the metadata rooms see it: one bounded parse, its meta elements and its JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import msgspec

from site_gen.language import urls
from site_gen.read import bounds
from site_gen.read.html.old_markup import as_today

_MOST_META: Final = 1_000
_MAX_JSON: Final = 2_000_000
_MAX_LD_NODES: Final = 2_000
_ENTITY_DECLARATION: Final = re.compile(r"<!(?:DOCTYPE|ENTITY)[^<>\[]*\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
# What some sites leave around JSON-LD: /*<![CDATA[*/ ... /*]]>*/, <!-- ... -->
_WRAPPING: Final = re.compile(
    r"^\s*(?:/\*|//)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|(?:/\*|//)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*;?\s*$"
)
_Element = Any  # lxml has no types
_HEAD: Final = 20_000  # characters among which programs that save pages say where from
_COMMENT: Final = re.compile(r"<!--(.{5,3000}?)-->", re.DOTALL)
# Such as "saved from url=(0052)https://…", or "Page saved with SingleFile", and "url: https://…" on the next line.
_SAVED_FROM: Final = re.compile(
    r"saved from url=\(\d+\)(https?://\S+)|(?:saved|archived?|mirrored|downloaded|captured"
    r"|clipped|processed)\b.{0,200}?\b(?:url|source|from|original)\s{0,3}:?\s{1,9}"
    r"(https?://\S+)",
    re.IGNORECASE | re.DOTALL,
)
# Such as "Mirrored from gazette.example/2026/a.html by HTTrack": without a scheme.
_MIRRORED_FROM: Final = re.compile(r"\bmirrored from ([\w-]+(?:\.[\w-]+)+/\S*)", re.IGNORECASE)
# What else programs and archives put into a page on where it was: WebScrapBook's attribute of the root element, the
# header of Google's cache ("This is Google's cache of <a href=…>"), the script of the Wayback Machine.
_KEPT_FROM: Final = re.compile(
    r"""data-scrapbook-source\s*=\s*["']?(https?://[^\s"'<>]+)"""
    r"""|google-cache-hdr.{0,600}?href\s*=\s*["']?(https?://[^\s"'<>]+)"""
    r"""|__wm\.wombat\(\s*["'](https?://[^\s"'<>]+)""",
    re.IGNORECASE | re.DOTALL,
)
_OF_WAYBACK: Final = ("BEGIN WAYBACK TOOLBAR", "__wm.init(", "__wm.wombat(", "/_static/js/bundle-playback.js")
_ARTICLE_TYPES: Final = ("NewsArticle", "ReportageNewsArticle", "BlogPosting", "Article", "LiveBlogPosting")


class HtmlPage(msgspec.Struct, frozen=True):
    """A parsed page; `meta` holds the contents of its meta elements by lower-case name, in order."""

    tree: _Element
    meta: dict[str, tuple[str, ...]]
    ld: tuple[dict[str, Any], ...]  # JSON-LD nodes, flattened; any JSON value, so Any
    article_ld: dict[str, Any]
    url: str | None
    base: str | None
    cut: bool

    def first(self, *names: str) -> str | None:
        """The first non-empty content of the meta elements with these names, in the order of the names."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)


def parse(text: str, max_nodes: int, address: str | None = None) -> HtmlPage | None:
    """The page, cut to `max_nodes` elements, bounded attributes and depth; nothing where it has no element.

    `address` is where it was, if somebody knows.
    """
    from lxml import etree

    said = _saved_from(text)
    text = _ENTITY_DECLARATION.sub("", _XML_DECLARATION.sub("", text))
    text, cut = bounds.bounded(text, max_nodes)
    try:
        tree = bounds.parsed(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    saved_from = urls.canonical(said or tree.get("data-scrapbook-source") or address)
    is_archived = _is_archived(tree, text)
    _take_out_archive(tree, is_copy=is_archived)
    as_today(tree, is_archived=is_archived)
    meta = _meta(tree)
    ld = tuple(_json_ld(tree))
    base = _base(tree)
    return HtmlPage(
        tree,
        meta,
        ld,
        _article_node(ld),
        _address(tree, meta, ld, base or saved_from) or saved_from,
        base or saved_from,
        cut,
    )


def _is_archived(tree: _Element, text: str) -> bool:
    """Whether a web archive keeps the page: it leads through the archive itself, or stands below its toolbar."""
    own = [it.get("href") or "" for it in tree.iter("link") if (it.get("rel") or "").lower() == "canonical"]
    start = text[: 5 * _HEAD]
    has_toolbar = any(map(start.__contains__, _OF_WAYBACK)) or tree.find(".//*[@id='wm-ipp-base']") is not None
    return has_toolbar or any(urls.out_of_archive(url) != url for url in own)


def _take_out_archive(tree: _Element, *, is_copy: bool) -> None:
    """Take out what a web archive puts above the pages that it keeps."""
    for element in tree.xpath(
        "//*[starts-with(@id, 'wm-ipp') or @id='donato' or @id='HEADER' or contains(@id, 'google-cache-hdr')]"
    ):
        if element.getparent() is not None and (is_copy or element.get("id") != "HEADER"):
            element.drop_tree()


def _saved_from(text: str) -> str | None:
    """The address that a program wrote into a page when it saved it, in a comment first."""
    for comment in _COMMENT.finditer(text[:_HEAD]):
        found = _SAVED_FROM.search(comment[1])
        if found:
            return found[1] or found[2]
        mirrored = _MIRRORED_FROM.search(comment[1])
        if mirrored:
            return f"http://{mirrored[1]}"
    kept = _KEPT_FROM.search(text[:_HEAD])
    return next(filter(None, kept.groups())) if kept else None


def _meta(tree: _Element) -> dict[str, tuple[str, ...]]:
    meta: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), _MOST_META):
        content = (element.get("content") or element.get("value") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                meta.setdefault(name, []).append(content)
    return {name: tuple(contents) for name, contents in meta.items()}


def _json_ld(tree: _Element) -> Iterator[dict[str, Any]]:
    left = _MAX_LD_NODES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > _MAX_JSON:
            continue
        for node in _nodes(_loads(script.text), 0):
            left -= 1
            if left < 0:
                return
            yield node


def _loads(text: str) -> Any:
    text = _WRAPPING.sub("", _WRAPPING.sub("", text.strip()))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:  # a comma too many before a bracket is the commonest fault
        return json.loads(re.sub(r",\s*([}\]])", r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "subjectOf", "liveBlogUpdate"):
            if key in value and isinstance(value[key], (dict, list)):
                yield from _nodes(value[key], depth + 1)


def types(node: dict[str, Any]) -> tuple[str, ...]:
    """The types of a JSON-LD node, without the vocabulary's address."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return tuple(item.rpartition("/")[2] for item in values if isinstance(item, str))


def _article_node(ld: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """The node that describes the article: the first of an article type that has a headline or a date."""
    for wanted in (
        lambda kind: kind in _ARTICLE_TYPES,
        lambda kind: kind.endswith(("Article", "Posting", "Report", "Review")),
    ):
        for node in ld:
            if any(map(wanted, types(node))) and (
                node.get("headline") or node.get("datePublished") or node.get("author")
            ):
                return node
    return {}


def _base(tree: _Element) -> str | None:
    for element in tree.iter("base"):
        base = urls.follow(element.get("href"))
        if base and base.startswith("http"):
            return base
    return None


def _address(
    tree: _Element, meta: dict[str, tuple[str, ...]], ld: tuple[dict[str, Any], ...], base: str | None
) -> str | None:
    candidates = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    places = ("og:url", "twitter:url", "source-url", "dc.source", "original-url", "savepage-url")
    candidates += [url for place in places for url in meta.get(place, ())]
    node = _article_node(ld)
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        value = value.get("@id") if isinstance(value, dict) else value
        candidates.append(value if isinstance(value, str) else None)
    found = [url for url in (urls.declared(candidate, base) for candidate in candidates) if url]
    return next((url for url in found if not urls.is_home(url)), None)


def names(value: Any) -> list[str]:
    """The names in a JSON-LD value: a text, a thing with a name, or a list of these."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return names(value.get("name")) if not isinstance(value.get("name"), dict) else []
    if isinstance(value, list):
        return [name for item in value[:50] if not isinstance(item, list) for name in names(item)]
    return []

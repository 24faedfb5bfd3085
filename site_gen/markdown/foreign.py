"""Front matter as other programs write it: Hugo, Jekyll, Pelican, Obsidian's clipper, Decap. Our own keys win."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import yaml

from site_gen.language import dates, urls
from site_gen.language.plain import one_line

# Our key -> what others call it, the surest name first.
_NAMES: Final = {
    "title": ("headline", "name"),
    "published": ("publishdate", "publish_date", "date", "pubdate", "published_at", "datepublished", "date_published",
                  "created"),
    "modified": ("lastmod", "updated", "last_modified_at", "updated_at", "date_modified", "last_updated",
                 "updateddate", "modified_at", "date_updated"),
    "authors": ("author", "byline", "creator", "writer", "by"),
    "topics": ("tags", "categories", "category", "topic", "keywords", "section"),
    "url": ("canonical_url", "canonical", "canonicalurl", "original_url", "original", "source_url", "external_url",
            "link", "permalink", "url_original", "web_url"),
    "source": ("publication", "publisher", "site", "outlet", "site_name"),
    "lang": ("language", "locale"),
    "expires": ("expirydate", "expiry_date", "expiration_date"),
}  # fmt: skip
_LISTS: Final = frozenset({"authors", "topics"})
_DATES: Final = frozenset({"published", "modified", "expires"})
# Jekyll writes several in one line with nothing between them.
_SPACED: Final = frozenset({"tags", "categories"})
_OURS: Final = frozenset(
    "title slug published modified dated authors source url lang topics variants related story draft hidden"
    " expires".split()
)
# All names that mean something in front matter, ours and those of others.
KNOWN: Final = (
    _OURS | {name for names in _NAMES.values() for name in names} | {"created", "summary", "status", "publish"}
)
_SECTIONS: Final = frozenset({"taxonomies", "extra", "params"})
_NO_TOPIC: Final = frozenset({"clippings", "clipping", "uncategorized", "uncategorised", "web-clip", "article"})
# Such as "[[Jane Doe]]" and "[[people/jane|Jane Doe]]".
_WIKI: Final = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")
_ADDRESS: Final = re.compile(r"(?:https?|ftp|file|data|javascript|vbscript|blob|about):", re.IGNORECASE)
_AND: Final = re.compile(r"\s*[;,、]\s*|\s+(?:and|und|&)\s+")

_WHETHER: Final = ("published", "publish")
_NO: Final = frozenset({"false", "no", "off"})
_YES_OR_NO: Final = _NO | {"true", "yes", "on"}
# "status: draft", as Pelican and WordPress have it
_KEPT_BACK: Final = frozenset({"draft", "pending", "private", "hidden", "unpublished"})

Nodes = Sequence[tuple[yaml.ScalarNode, yaml.Node]]


def says_whether(name: str, node: yaml.Node) -> bool:
    """Whether a key says if a text is to be published, as Jekyll and Obsidian have it: `published: false`."""
    words = node.value.casefold() if isinstance(node, yaml.ScalarNode) else ""
    return name in _WHETHER and words in _YES_OR_NO


def adopt(fields: dict[str, Any], nodes: Nodes) -> None:  # any YAML value, so Any
    """Fill what our own keys leave open from the keys of other programs, which stay where they are."""
    by_name: dict[str, list[tuple[int, yaml.Node]]] = {}
    for key, node in (*nodes, *_inner(nodes)):
        by_name.setdefault(_folded(key.value), []).append((key.start_mark.index, node))
    own = {key.start_mark.index for key, _ in nodes if key.value in _OURS}
    for ours, names in _NAMES.items():
        if fields.get(ours):
            continue
        for name in filter(by_name.__contains__, (ours, *names)):
            found = (_value(ours, name, node) for at, node in by_name[name] if at not in own)
            value = next(filter(None, found), None)
            if value:
                fields[ours] = value
                break
    if any(says_whether(key.value, node) and node.value.casefold() in _NO for key, node in nodes) or any(
        _folded(key.value) == "status" and str(node.value).casefold() in _KEPT_BACK for key, node in nodes
    ):
        fields["draft"] = True
    source = fields.get("source")
    if source and _ADDRESS.match(source):  # an address is nobody's name, also one that leads nowhere
        fields["source"] = None
        fields["url"] = fields.get("url") or urls.published(source)
    if fields.get("authors"):
        fields["authors"] = tuple(_WIKI.sub(r"\1", name).strip() for name in fields["authors"])


def names_in(text: str) -> list[str]:
    """The names in a text of authors, if all its parts are names of two words or more; else the text."""
    parts = [part for part in _AND.split(text) if part]
    return parts if all(" " in part for part in parts) else [text]


def _inner(nodes: Nodes) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """What stands below a key of its own: `taxonomies` and `extra` of Zola, `params` of Hugo."""
    for key, node in nodes:
        if key.value in _SECTIONS and isinstance(node, yaml.MappingNode):
            yield from ((inner, value) for inner, value in node.value[:100] if isinstance(inner, yaml.ScalarNode))


def _folded(key: str) -> str:
    return key.casefold().replace("-", "_").replace(" ", "_")


def misspelt(nodes: Nodes) -> Iterator[tuple[str, str, int]]:
    """Keys that are nearly ours: the key, the one that is meant, and its line in the front matter."""
    for key, _ in nodes:
        name = key.value.casefold()
        if key.value in _OURS or name in KNOWN or len(name) < 4 or name.replace("-", "_") in KNOWN:
            continue
        if near := _meant(name):
            yield key.value, near, key.start_mark.line


@functools.lru_cache(maxsize=1_000)  # files of one digest have the same keys
def _meant(name: str) -> str | None:
    """Which of our keys a name is nearly, if any."""
    swapped = (key for key in sorted(_OURS) if sorted(key) == sorted(name))  # "darft"
    return next(swapped, next(iter(difflib.get_close_matches(name, sorted(_OURS), 1, 0.82)), None))


def _value(ours: str, name: str, node: yaml.Node) -> Any:  # any YAML value, so Any
    texts = [one_line(text) for text in _texts(node, 0)]
    texts = [text for text in texts if text]
    if not texts:
        return None
    if ours in _LISTS:
        return tuple(_listed(ours, name, texts, is_one=isinstance(node, yaml.ScalarNode)))
    if ours in _DATES:
        return as_date(texts[0])
    if ours == "url":
        return texts[0] if urls.published(texts[0]) else None
    return texts[0]


def _texts(node: yaml.Node, depth: int) -> Iterator[str]:
    """The texts of a value, whatever lists they stand in; of a thing with a name its name."""
    if depth > 5:
        return
    if isinstance(node, yaml.ScalarNode):
        if node.tag != "tag:yaml.org,2002:null":
            yield node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value[:100]:
            yield from _texts(item, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        values = {key.value: value for key, value in node.value[:100] if isinstance(key, yaml.ScalarNode)}
        named = values.get("name") or values.get("title")
        yield from _texts(named, depth + 1) if named else ()


def named(node: yaml.Node) -> str | None:
    """The text of a list's item; of a thing with keys its name. None where it is neither."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value) or " "
    return next(_texts(node, 0), None) if isinstance(node, yaml.MappingNode) else None


def _listed(ours: str, name: str, texts: Iterable[str], *, is_one: bool) -> Iterator[str]:
    for text in texts:
        parts = _AND.split(text) if ours == "authors" else re.split(r"\s*[,;]\s*", text)
        if is_one and name in _SPACED and len(parts) == 1:
            parts = text.split()
        yield from (part.lstrip("#") for part in parts if part and part.casefold() not in _NO_TOPIC)


def as_date(text: str) -> str | None:
    """A date in whatever form a seed may have it, as ours; None where it is none."""
    return dates.parse_date(text[:100]) if re.search(r"\d", text) else None

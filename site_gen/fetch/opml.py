"""The feeds of an OPML file, as other readers export them, with the folders that they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from site_gen.language import plain

_MOST: Final = 10_000
_Element = Any  # lxml has no types


class OpmlError(ValueError):
    """A file is no OPML; says why."""


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """One feed of the file."""

    title: str
    feed: str
    site: str = ""
    folders: tuple[str, ...] = ()
    line: int = 0


def read_opml(data: bytes) -> list[Outline]:
    """The feeds of the file, in its order; raises `OpmlError`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise OpmlError(f"is no OPML: {str(error)[:160]}", line) from error
    if etree.QName(root).localname.lower() != "opml":
        raise OpmlError(f"is no OPML: it begins with <{etree.QName(root).localname}>", 1)
    body = next((it for it in root if isinstance(it.tag, str) and it.tag.lower() == "body"), None)
    return [] if body is None else list(_outlines(body, ()))[:_MOST]


def _outlines(parent: _Element, folders: tuple[str, ...]) -> Iterator[Outline]:
    if len(folders) > 20:
        return
    for element in parent:
        if not isinstance(element.tag, str) or element.tag.lower() != "outline":
            continue
        values = {name.lower(): plain.one_line(value) for name, value in element.attrib.items()}
        title = values.get("title") or values.get("text") or ""
        if feed := values.get("xmlurl", ""):
            own = tuple(it.strip(" /") for it in values.get("category", "").split(",") if it.strip(" /"))
            yield Outline(
                title=title or feed,
                feed=feed,
                site=values.get("htmlurl", ""),
                folders=(*folders, *own),
                line=element.sourceline or 0,
            )
        yield from _outlines(element, (*folders, title) if title and not values.get("xmlurl") else folders)

"""What programs for clipping write around a text in Markdown: Omnivore, Readwise, MarkDownload, Joplin, Logseq.

Their fields are read as front matter is; their own headings, links and tags are cut with a ruling.
"""

from __future__ import annotations

import re
from typing import Final

from site_gen.language import plain, urls
from site_gen.markdown.foreign import KNOWN
from site_gen.markdown.to_html import plain_text
from site_gen.model import Ruling

_HEADING: Final = re.compile(r"\s*#[ \t]+([^\n]{1,400}?)[ \t#]*(?:\n|$)")
# Logseq: "title:: A boat", each on a line at the top
_PROPERTIES: Final = re.compile(
    r"\s*(?:(?:[-*][ \t]+)?[\w -]{1,24}::[ \t]+\S[^\n]{0,500}(?:\n|$)){2,20}(?=\s*(?:\n|$))"
)
# Readwise: "## Metadata", and a list of "- Author: [[Cora Dunne]]"
_METADATA: Final = re.compile(
    r"^#{1,3}[ \t]+Metadata[ \t]*\n\s*((?:[-*][ \t]+[^\n:]{2,30}:[ \t]*[^\n]*(?:\n|$)){2,30})", re.MULTILINE
)
_COVER: Final = re.compile(r"^!\[rw-book-cover\]\([^()\n]*\)[ \t]*\n?", re.MULTILINE)
_HIGHLIGHT: Final = re.compile(r"[ \t]*\(\[View Highlight\]\([^()\s]+\)\)|[ \t]*\[⤴️?\]\([^()\s]+\)")
# Joplin's raw notes end in a list of fields: "id: …", "parent_id: …", "type_: 1"
_JOPLIN: Final = re.compile(r"\n\n?(id: [0-9a-f]{32}\n(?:[a-z_]+:[^\n]*(?:\n|$)){4,60})\s*$")
# What such a program leaves as the first paragraph: "#Omnivore", "[Read on Omnivore](…)", "> ## Excerpt", "---"
_TAGS: Final = re.compile(r"(?:#[^\s#]+#?[ \t]*)+$")
_LINK: Final = re.compile(r"(?:[-*][ \t]+)?\[([^\[\]\n]{1,100})\]\((https?://[^()\s]+)\)[ \t]*$")
_TO_PROGRAM: Final = re.compile(
    r"(?:read|open|view|see|saved?|clipped) (?:on|in|with|from|by) \S.{0,30}$", re.IGNORECASE
)
_TO_ORIGINAL: Final = re.compile(
    r"(?:(?:read|view|open|see|visit) )?(?:the )?(?:original|source|full)(?: (?:article|page|post|story|link|url))?$",
    re.IGNORECASE,
)
_EXCERPT: Final = re.compile(r"> ?#{1,6} ?Excerpt[ \t]*(?:\n|$)", re.IGNORECASE)
_SECTION: Final = re.compile(
    r"#{1,3}[ \t]+(?:highlights|full document|content|article|text|notes?)[ \t:]*$", re.IGNORECASE
)
_RULE: Final = re.compile(r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_OF_READWISE: Final = frozenset({"category", "document_note", "document_tags"})  # the program's own kinds
_MOST: Final = 8  # paragraphs at the beginning that a program may have written


def fields_of(text: str) -> tuple[dict[str, str], str]:
    """The fields that stand in lines of a note, by their names, and the text without them."""
    joplin = _JOPLIN.search(text)
    values = _values(joplin[1].splitlines()) if joplin else {}
    if joplin and "type_" in values:
        title, _, body = text[: joplin.start()].strip().partition("\n")
        kept = {"url": values.get("source_url", ""), "author": values.get("author", "")}
        return {"title": title.lstrip("# ").strip()} | {key: it for key, it in kept.items() if it}, body
    found = _METADATA.search(text) or _PROPERTIES.match(text)
    values = _values(found[0].splitlines()) if found else {}
    values["title"] = values.pop("full_title", values.get("title", ""))
    values = {key: value for key, value in values.items() if value and key not in _OF_READWISE}
    if not found or len(values.keys() & KNOWN) < 2:
        return {}, text
    rest = f"{text[: found.start()]}\n{text[found.end() :]}"
    return values, _HIGHLIGHT.sub("", _COVER.sub("", rest))


def _values(lines: list[str]) -> dict[str, str]:
    parts = (line.lstrip("-* \t").partition(":") for line in lines)
    named = ((key.strip().casefold().replace(" ", "_").replace("-", "_"), value) for key, _, value in parts)
    return {key: value.lstrip(":").strip() for key, value in named if key}


def without_frame(body: str, title: str, url: str | None, rulings: list[Ruling]) -> tuple[str, str | None]:
    """A text without what a program wrote above it, and the address that a link of it leads to."""
    for _ in range(_MOST):
        body = body.lstrip("\n")
        first, _, rest = body.partition("\n\n")
        if not rest.strip() and not _is_heading_of(first, title):
            break
        left, found = _cut_lines(first, title, rulings)
        url = url or found
        if left == first:
            break
        body = f"{left}\n\n{rest}" if left else rest
    return body, url


def _is_heading_of(text: str, title: str) -> bool:
    heading = _HEADING.match(text)
    return heading is not None and plain.slugify(plain_text(heading[1])) == plain.slugify(title)


def _cut_lines(paragraph: str, title: str, rulings: list[Ruling]) -> tuple[str, str | None]:
    """A first paragraph without the lines that a program wrote, and where one of them leads."""
    if _EXCERPT.match(paragraph):
        rulings.append(Ruling(0, "excerpt", "cut", paragraph))
        return "", None
    lines = paragraph.split("\n")
    url = None
    while lines:
        line = lines[0].strip()
        link = _LINK.match(line)
        if link and _TO_ORIGINAL.match(link[1]):
            url = url or urls.published(link[2])
            rulings.append(Ruling(0, "address", "kept", line))
        elif link and _TO_PROGRAM.match(link[1]):
            rulings.append(Ruling(0, "link to a program", "cut", line))
        elif _is_heading_of(line, title):
            rulings.append(Ruling(0, "headline again", "cut", line))
        elif _TAGS.fullmatch(line) or _SECTION.match(line):
            rulings.append(Ruling(0, "heading of a program", "cut", line))
        elif not _RULE.fullmatch(line):
            break
        lines = lines[1:]
    return "\n".join(lines), url

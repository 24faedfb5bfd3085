"""Markdown with front matter, taken as it is: a person wrote it for us."""

from __future__ import annotations

import json
import re
from typing import Final

import msgspec

from site_gen.errors import Diagnostic
from site_gen.language import detection, plain
from site_gen.markdown import frontmatter
from site_gen.model import Document, Reading, ReadingOptions
from site_gen.read import faults
from site_gen.read.feeds.body import first_words

# "# Headline" as the first line of the body
_HEADING: Final = re.compile(r"\s*#[ \t]+([^\n]{1,400}?)[ \t#]*(?:\n|$)")
# What other programs call our keys: "date: 2025-12-04", "tags: [a, b]"
_OTHER_NAME: Final = re.compile(
    r"^(author|date|updated|lastmod|tags|categories|canonical_url|language)(?=[ \t]*:)", re.MULTILINE
)
_OUR_NAME: Final = {
    "author": "authors",
    "date": "published",
    "updated": "modified",
    "lastmod": "modified",
    "tags": "topics",
    "categories": "topics",
    "canonical_url": "url",
    "language": "lang",
}


def read(document: Document, options: ReadingOptions) -> tuple[Reading, ...]:
    """The article of a seed of this kind."""
    return (read_markdown(document.text, document.path, options),)


def read_markdown(text: str, path: str, options: ReadingOptions) -> Reading:
    """One article; a headline that the front matter does not give is the body's own heading or first words."""
    parts = frontmatter.split(text)
    if isinstance(parts, str):
        if text.startswith("---\n"):
            return Reading(article=None, diagnostics=frontmatter.parse(text, path).diagnostics)
        parts = frontmatter.Parts("", text, 1)
    matter, body = _with_our_names(parts.yaml), parts.body[: options.max_body]
    diagnostics: tuple[Diagnostic, ...] = ()
    parsed = frontmatter.parse(_file(matter, body), path)
    if parsed.article is None and any(fault.code == "no-title" for fault in parsed.diagnostics):
        heading = _HEADING.match(body)
        title = plain.one_line(heading[1]) if heading else first_words(body)
        diagnostics = () if heading else (faults.no_headline(path),)
        body = body[heading.end() :] if heading else body
        parsed = frontmatter.parse(_file(f"{matter.rstrip()}\ntitle: {json.dumps(title)}\n".lstrip(), body), path)
    article = parsed.article
    if article is not None and not article.lang:
        article = msgspec.structs.replace(article, lang=detection.detect(article.body) or options.lang)
    return Reading(article=article, diagnostics=(*parsed.diagnostics, *diagnostics))


def _file(matter: str, body: str) -> str:
    return f"---\n{matter}---\n{body}"


def _with_our_names(matter: str) -> str:
    taken = {name for name in _OUR_NAME.values() if re.search(rf"^{name}[ \t]*:", matter, re.MULTILINE)}
    for name in dict.fromkeys(_OTHER_NAME.findall(matter)):
        ours = _OUR_NAME[name]
        if ours not in taken:
            taken.add(ours)
            matter = re.sub(rf"^{name}(?=[ \t]*:)", ours, matter, count=1, flags=re.MULTILINE)
    return matter if not matter or matter.endswith("\n") else f"{matter}\n"

"""Front matter without fences: lines at the top, as Pelican, MultiMarkdown, Nikola, Notion and Logseq write them.

Readwise writes a list below a heading, "Metadata".
"""

from __future__ import annotations

import json
import re
from typing import Final, NamedTuple

from site_gen.language.plain import one_line
from site_gen.markdown.foreign import KNOWN

# "# Headline" as the first line; Notion writes its lines below it
_HEADING: Final = re.compile(r"\s*#[ \t]+([^\n]{1,400}?)[ \t#]*(?:\n|$)")
# "Title: A boat", "Date: 2026-11-27", each on a line, up to a blank one; what goes on is indented
_LINES: Final = re.compile(
    r"\s*(?:[^\W\d_][\w -]{0,24}::?[ \t]+\S[^\n]{0,500}(?:\n|$)"
    r"(?:(?: {4}|\t)[ \t]*\S[^\n]{0,500}(?:\n|$))*){2,20}(?=\s*(?:\n|$))"
)
# ".. title: A boat", which may stand in a comment
_DOTTED: Final = re.compile(
    r"\s*(?:<!--[ \t]*\n\s*)?(?:\.\. [\w-]{1,30}:[^\n]{0,500}(?:\n|$)){2,30}(?:\s*-->[ \t]*(?:\n|$))?"
)
# "## Metadata", then "- Author: [[Jane Doe]]"; a picture may stand above
_LISTED: Final = re.compile(
    r"\s*(?:!\[[^\]\n]*\]\([^()\n]*\)[ \t]*\n\s*)?#{1,3} (?:Metadata|Properties|Info)[ \t]*\n\s*"
    r"(?P<list>(?:[-*+] [^\W\d_][\w -]{0,24}:[ \t]+\S[^\n]{0,500}(?:\n|$)){2,20})(?=\s*(?:\n|$))"
)
_KEY: Final = re.compile(r"::?(?=[ \t])|:$")
_TELLING: Final = frozenset({"title", "date", "created", "published", "url", "link", "source", "author", "authors"})


class Bare(NamedTuple):
    """Lines of front matter as YAML, the rest of the file, and the lines of the file that both start on."""

    yaml: str
    first_line: int
    body: str
    body_line: int


def split_bare(text: str) -> Bare | None:
    """The lines of keys at the top of a text, or below its headline; None where it has none that tell.

    Two of the keys must be known, and one must be of those that articles alone have.
    """
    heading = _HEADING.match(text)
    start = heading.end() if heading else 0
    found = _DOTTED.match(text, start) or _LINES.match(text, start) or _LISTED.match(text, start)
    if not found:
        return None
    is_list = found.re is _LISTED
    begin = found.start("list") if is_list else start + len(found[0]) - len(found[0].lstrip())
    first_line = text.count("\n", 0, begin) + 1
    rows: list[str] = []
    names: set[str] = set()
    for line in text[begin : found.end()].rstrip().split("\n"):
        bare = line[2:] if is_list else line.removeprefix(".. ")
        name, *rest = _KEY.split(bare, maxsplit=1)
        value, colon = "".join(rest), bool(rest)
        name = name.strip().casefold().replace(" ", "_")
        if line[:1] in " \t" and rows and rows[-1]:
            rows[-1] = f"{rows[-1][:-1]}, {json.dumps(line.strip(), ensure_ascii=False)[1:]}"
            rows.append("")
        elif not colon or name in names:
            rows.append("")
        else:
            names.add(name)
            rows.append(f"{name}: {json.dumps(value.strip(), ensure_ascii=False)}")
    if len(names & KNOWN) < 2 or not names & _TELLING:
        return None
    if heading and "title" not in names:
        from site_gen.markdown.to_html import plain_text

        rows.append(f"title: {json.dumps(one_line(plain_text(heading[1])), ensure_ascii=False)}")
    return Bare("\n".join([*rows, ""]), first_line, text[found.end() :], text.count("\n", 0, found.end()) + 1)

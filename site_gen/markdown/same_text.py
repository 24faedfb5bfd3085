"""Whether two bodies say the same: formatters change marks and spaces, and that is no edit."""

from __future__ import annotations

import re
from typing import Final

_BULLET: Final = re.compile(r"^([ \t]*)[*+](?=[ \t]+\S)", re.MULTILINE)
_AFTER_BULLET: Final = re.compile(r"^([ \t]*(?:-|\d{1,9}[.)]))[ \t]+", re.MULTILINE)
_NUMBER: Final = re.compile(r"^([ \t]*)\d{1,9}[.)](?=[ ]\S)", re.MULTILINE)
_STRONG: Final = re.compile(r"(?<![\w\\_])__(?=\S)([^_\n]+?)(?<=\S)__(?![\w_])")
_EMPHASIS: Final = re.compile(r"(?<![\w\\_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])")
_BREAK: Final = re.compile(r"[ \t]{2,}\n(?=\S)")
_RULE: Final = re.compile(r"^[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
# A line of text above "---"; below a list, a quotation or a row of a table that is a rule.
_SETEXT: Final = re.compile(r"^(?![-*+>|#]|\d{1,9}[.)] )(\S[^\n]*)\n(=+|-+)[ \t]*$", re.MULTILINE)
_CLOSED: Final = re.compile(r"^(#{1,6} .*?)[ \t]+#+[ \t]*$", re.MULTILINE)
_HEADING: Final = re.compile(r"^(#{1,6} [^\n]*)$", re.MULTILINE)
_QUOTING: Final = re.compile(r"^(?:[ ]{0,3}>[ ]?)+(?=\S)", re.MULTILINE)
_TITLED: Final = re.compile(r"(\]\([^\s()]+[ \t]+)'([^'\"\n]*)'(?=\))")  # "](https://a.example 'Title')"
_ANGLED: Final = re.compile(r"(\]\()<([^<>\s]*)>(?=[\s)])")  # "](<https://a.example>)"
_CELLS: Final = re.compile(r"^\|.*\|[ \t]*$", re.MULTILINE)
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
# A line that goes on in the next one: no heading, no row, no rule, and no mark of a list or a quotation after it.
_WRAP: Final = re.compile(
    r"(?<=[^\n\\|])\n(?=[^\s#>|*+`~<-])(?!\d{1,9}[.)] |\[[^\]\n]*\]:)",
)
# "[1]: https://example.org/ "Title"", and what refers to it: "[words][1]", "[words][]", "[words]"
DEFINED: Final = re.compile(
    r"^ {0,3}\[([^\]^\n][^\]\n]{0,200})\]:[ \t]*<?([^\s<>]+)>?((?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?)[ \t]*$",
    re.MULTILINE,
)
_REFERRING: Final = re.compile(r"\[([^\[\]]{1,300})\](?:\[([^\[\]\n]{0,200})\])?(?![(:\[])")
_ITEM: Final = re.compile(r"([ \t]*)(?:-|1\.) ")
_SIGNS: Final = (*"*_+\\|#~`\t=-", "]:", "(<")


def normal_form(body: str, *, unwraps: bool = True) -> str:
    """The body with the marks that we write, so that it is the same for all who say the same.

    Earlier versions did not join the lines of a paragraph.
    """
    text = _with_our_marks(body)
    return _unwrapped(text) if unwraps else text


def _with_our_marks(body: str) -> str:
    if "\n\n\n" not in body and " \n" not in body and not any(map(body.__contains__, _SIGNS)):
        return body.strip()
    text = _BREAK.sub("\\\\\n", body)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _SETEXT.sub(lambda found: f"{'#' if found[2][0] == '=' else '##'} {found[1]}", text)
    text = _RULE.sub("***", text)
    text = _HEADING.sub(r"\n\1\n", _CLOSED.sub(r"\1", text))
    text = _ANGLED.sub(r"\1\2", text)
    text = _TITLED.sub(r'\1"\2"', _QUOTING.sub(lambda found: "> " * found[0].count(">"), text))
    text = _AFTER_BULLET.sub(r"\1 ", _BULLET.sub(r"\1-", text))
    text = _NUMBER.sub(r"\g<1>1.", text)
    text = _EMPHASIS.sub(r"*\1*", _STRONG.sub(r"**\1**", text))
    text = _with_depths(_with_addresses(_CELLS.sub(_row, text)))
    text = _ESCAPED.sub(r"\1", text)
    text = re.sub(r"^(\s*)~~~", r"\1```", text, flags=re.MULTILINE)
    # Whether blank lines part the items of a list says nothing.
    text = re.sub(r"\n{2,}(?=[ \t]*(?:-|1\.) )", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _with_addresses(text: str) -> str:
    """The text with the address of each link where the link is, as we write them."""
    if "]:" not in text:
        return text
    known = {_label(found[1]): f"({found[2]}{found[3]})" for found in DEFINED.finditer(text)}
    if not known:
        return text

    def whole(link: re.Match[str]) -> str:
        address = known.get(_label(link[2] or link[1]))
        return f"[{link[1]}]{address}" if address else link[0]

    return _REFERRING.sub(whole, DEFINED.sub("", text))


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _with_depths(text: str) -> str:
    """The text with two blanks a level before what stands in a list; some programs write four."""
    if "\n " not in text and "\n\t" not in text:
        return text
    lines, levels, is_code = text.split("\n"), list[int](), False
    for at, line in enumerate(lines):
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        item = None if is_code else _ITEM.match(line)
        if line.lstrip().startswith("```"):
            is_code = not is_code
        if item:
            while levels and indent < levels[-1]:
                levels.pop()
            if not levels or indent >= levels[-1] + 2:
                levels.append(indent)
            lines[at] = "  " * (len(levels) - 1) + line.lstrip()
        elif line.strip() and not indent and not is_code:
            levels.clear()
        elif levels and line.strip():
            lines[at] = "  " * len(levels) + line.lstrip()
    return "\n".join(lines)


def _unwrapped(text: str) -> str:
    """The text with a line a paragraph, outside of code."""
    if "\n" not in text.replace("\n\n", ""):
        return text
    pieces = re.split(r"(^```.*?^```[ \t]*$|^(?: {4}|\t)[^\n]*$|^#[^\n]*\n)", text, flags=re.DOTALL | re.MULTILINE)
    return "".join(piece if at % 2 else _WRAP.sub(" ", piece) for at, piece in enumerate(pieces))


def _row(found: re.Match[str]) -> str:
    cells = [re.sub(r"^(:?)-+(:?)$", r"\1---\2", cell.strip()) for cell in found[0].strip().strip("|").split("|")]
    return f"| {' | '.join(cells)} |"

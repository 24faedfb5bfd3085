"""HTML to Markdown: a tree of elements becomes headings, paragraphs, lists, quotes, tables and links, nothing else.

Every character of the page that Markdown or HTML could take for markup is escaped, so that no tag of the page lives on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from site_gen.language import urls
from site_gen.language.redirects import out_of_redirect
from site_gen.markdown.escaping import escape_inline, escape_starts

_MAX_DEPTH: Final = 60
_LONGEST_NUMBER: Final = 10  # digits, as CommonMark has it
_SKIP: Final = frozenset(
    "script style noscript template iframe object embed applet svg math canvas audio video form input button select "
    "option textarea head meta link base title frame frameset noframes map area param source track dialog plaintext "
    "xmp".split()
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
BLOCKS: Final = frozenset(
    "address article aside body center dd details div dl dt fieldset figure figcaption footer header hgroup hr html li "
    "main nav ol p pre section summary table tbody td tfoot th thead tr ul blockquote h1 h2 h3 h4 h5 h6 caption dir "
    "menu".split()
)
_MARKS: Final = {"b": "**", "strong": "**", "em": "*", "i": "*", "cite": "*"}
_SPACE: Final = re.compile(r"[ \t\n\r\f\v\u00a0]+")
# Characters that begin inline markup anywhere; an underscore only at the edge of a word: "_so_", not "snake_case".
_BREAK: Final = "\u2028"  # stands for <br> until the paragraph is done
_Element = Any  # lxml has no types


def markdown(root: _Element, base: str | None = None) -> str:
    """The Markdown of what is inside the element; links are made absolute with `base`, unsafe ones become text."""
    return "\n\n".join(_blocks(root, base, 0))


def _blocks(parent: _Element, base: str | None, depth: int) -> Iterator[str]:
    """The blocks of an element; inline content between two blocks is a paragraph of its own."""
    run: list[str] = [_text(parent.text)]
    for child in parent:
        if isinstance(child.tag, str) and child.tag not in _SKIP:
            if depth < _MAX_DEPTH and (child.tag in BLOCKS or _holds_block(child)):
                yield from _paragraphs(run)
                run = []
                yield from _block(child, base, depth + 1)
            else:
                run.append(_inline(child, base, depth + 1))
        run.append(_text(child.tail))
    yield from _paragraphs(run)


def _holds_block(element: _Element) -> bool:
    return len(element) > 0 and any(inner.tag in BLOCKS for inner in element.iterdescendants())


def _block(element: _Element, base: str | None, depth: int) -> Iterator[str]:
    tag = element.tag
    if tag in _HEADINGS:
        words = _line(element, base, depth)
        if words:
            yield "#" * _HEADINGS[tag] + " " + words.strip("*")
    elif tag in ("ul", "ol", "dir", "menu"):
        yield from _list(element, base, depth)
    elif tag == "blockquote":
        inner = "\n\n".join(_blocks(element, base, depth))
        if inner:
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    elif tag == "pre":
        yield from _code(element)
    elif tag == "table":
        yield from _table(element, base, depth)
    elif tag == "hr":
        yield "***"
    else:
        yield from _blocks(element, base, depth)


def _paragraphs(run: list[str]) -> Iterator[str]:
    text = "".join(run)
    run.clear()
    for part in re.split(f"{_BREAK}\\s*{_BREAK}[\\s{_BREAK}]*", text):
        lines = [" ".join(line.split()) for line in part.split(_BREAK)]
        lines = [escape_starts(line) for line in lines if line]
        if lines:
            yield "\\\n".join(lines)


def _line(element: _Element, base: str | None, depth: int) -> str:
    """The inline content of an element on one line."""
    return _SPACE.sub(" ", _inner(element, base, depth).replace(_BREAK, " ")).strip()


def _text(text: str | None) -> str:
    return escape_inline(text.replace(_BREAK, " ")) if text else ""


def _inner(element: _Element, base: str | None, depth: int) -> str:
    parts = [_text(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIP:
            space = " " if child.tag in BLOCKS else ""
            parts += [space, _inline(child, base, depth + 1), space]
        parts.append(_text(child.tail))
    return "".join(parts)


def _inline(element: _Element, base: str | None, depth: int) -> str:
    tag = element.tag
    if tag == "br":
        return _BREAK
    if depth > 2 * _MAX_DEPTH:
        return _text("".join(element.itertext()))
    inner = _inner(element, base, depth)
    if tag == "a":
        return _link(element.get("href"), inner, base)
    if tag in ("code", "kbd", "samp", "tt"):
        return _code_span("".join(element.itertext()))
    mark = _MARKS.get(tag)
    return _marked(mark, inner, is_alone=_stands_alone(element)) if mark else inner


def _stands_alone(element: _Element) -> bool:
    """Whether nothing but space or a break is around an element on its line, so that a sign may be at its edges."""
    before, after = element.getprevious(), element.getnext()
    above = element.getparent()
    said = before.tail if before is not None else above.text if above is not None else ""
    is_first = not (said or "").strip() and (before is None or before.tag == "br")
    is_last = not (element.tail or "").strip() and (after is None or after.tag == "br")
    return is_first and is_last and above is not None and above.tag in BLOCKS


def _marked(mark: str, inner: str, *, is_alone: bool) -> str:
    """`**words**`, with the space outside the marks, as CommonMark wants it."""
    bare = inner.strip(f" \t\n\r\u00a0{_BREAK}")
    if (
        not bare
        or _BREAK in bare
        or bare.startswith("*")
        or bare.endswith("*")
        or not ((is_alone and "](" not in bare) or (bare[0].isalnum() and bare[-1].isalnum()))
    ):
        return inner
    before, _, after = inner.partition(bare)
    return f"{before}{mark}{bare}{mark}{after}"


def _link(href: str | None, inner: str, base: str | None) -> str:
    url = urls.follow(out_of_redirect(href) if href else None, base)
    bare = inner.strip(f" \t\n\r\u00a0{_BREAK}")
    if not url or not bare or _BREAK in bare or "](" in bare:
        return inner
    before, _, after = inner.partition(bare)
    words = bare.replace("\\[", "&#91;").replace("\\]", "&#93;")
    return f"{before}[{words}]({urls.in_markdown(url)}){after}"


def _code_span(text: str) -> str:
    text = _SPACE.sub(" ", text).strip()
    if not text or "`" in text:
        return escape_inline(text)
    return f"`{text}`"


def _code(element: _Element) -> Iterator[str]:
    text = "".join(element.itertext()).replace("\r", "").strip("\n")
    if text.strip():
        longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        yield f"{fence}\n{text.rstrip()}\n{fence}"


def _list(element: _Element, base: str | None, depth: int) -> Iterator[str]:
    items = []
    number = _number(element.get("start"), 1)
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIP:
            continue
        number = _number(child.get("value"), number)
        blocks = (
            list(_block(child, base, depth + 1)) if child.tag in ("ul", "ol") else list(_blocks(child, base, depth + 1))
        )
        if blocks:
            items.append((number, blocks))
            number += 1
    lines = []
    for number, blocks in items:
        mark = f"{number}. " if element.tag == "ol" else "- "
        indent = " " * len(mark)
        text = "\n\n".join(blocks) if any("\n" in block or len(blocks) > 2 for block in blocks) else "\n".join(blocks)
        if len(blocks) == 2 and not blocks[1].startswith(("- ", "1. ")):
            text = "\n\n".join(blocks)
        lines.append(mark + text.replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n"))
    if lines:
        yield "\n".join(lines)


def _number(written: str | None, otherwise: int) -> int:
    """The number that a list or an item of it says to begin with; Markdown counts from there on."""
    return int(written) if written and written.isdecimal() and len(written) < _LONGEST_NUMBER else otherwise


def _table(element: _Element, base: str | None, depth: int) -> Iterator[str]:
    """A table with cells of text is a Markdown table; one that holds the page together is its content."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(element)]
    rows = [row for row in rows if row]
    width = max(map(len, rows), default=0)
    for caption in element.findall("caption") if width else ():
        yield from _blocks(caption, base, depth)
    nested = next(element.iterdescendants("table", "ul", "ol", "blockquote"), None) is not None
    if width < 2 or len(rows) < 2 or nested:
        yield from _blocks(element, base, depth) if width == 0 else _loose_rows(rows, base, depth)
        return
    lines = []
    for row in rows:
        cells = [_line(cell, base, depth).replace("|", "\\|") for cell in row]
        lines.append(f"| {' | '.join(cells + [''] * (width - len(cells)))} |")
    lines.insert(1, f"|{' --- |' * width}")
    yield "\n".join(lines)


def _rows(table: _Element) -> Iterator[_Element]:
    """Its own rows, not those of a table inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _loose_rows(rows: list[list[_Element]], base: str | None, depth: int) -> Iterator[str]:
    for row in rows:
        for cell in row:
            yield from _blocks(cell, base, depth + 1)

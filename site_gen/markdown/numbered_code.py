"""Code that a page prints with the numbers of its lines, put back as code alone, so that a reader can copy it."""

from __future__ import annotations

import re
from typing import Any, Final

_MOST: Final = 5_000  # elements that may hold numbers
# Such as class="rouge-gutter gl", "lntd", "hljs-ln-numbers", "blob-num", "linenos".
_OF_NUMBERS: Final = re.compile(
    r"(?:^|[\s_-])(?:gutter|line-?nos?|linenodiv|line-?num(?:ber)?s?(?:-rows)?|lnt|lntd|lnlinks|ln|blob-num|ln-num(?:ber)?s?|crayon-nums)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"\s*\d{1,6}(?:\s+\d{1,6})*\s*")
_CODE: Final = ("pre", "code")
_Element = Any  # lxml has no types


def without_line_numbers(tree: _Element) -> None:
    """Take numbers of lines out of code, and code out of tables that hold nothing but it."""
    if next(tree.iter(*_CODE), None) is None and tree.find(".//td[@data-line-number]") is None:
        return
    tables: dict[_Element, int] = {}
    for element in list(tree.iter("td", "th", "pre", "span", "div", "a"))[:_MOST]:
        if element.getparent() is None or not _holds_numbers(element):
            continue
        table = next(element.iterancestors("table"), None)
        if table is not None and element.tag in ("td", "th"):
            tables[table] = tables.get(table, 0) + 1
        element.drop_tree()
    for table in tables:
        if next(table.iterancestors("table"), None) is None:
            _as_code(table)


def _holds_numbers(element: _Element) -> bool:
    text = "".join(element.itertext())
    if text.strip() and not _NUMBERS.fullmatch(text):
        return False
    is_named = _OF_NUMBERS.search(element.get("class") or "") is not None
    if element.tag in ("td", "th"):
        beside = element.getnext()
        is_beside_code = beside is not None and (next(beside.iter(*_CODE), None) is not None or _is_code(beside))
        return is_beside_code and (is_named or _are_counted(text))
    return is_named and next(element.iterancestors(*_CODE), None) is not None


def _is_code(cell: _Element) -> bool:
    return re.search(r"(?:^|[\s_-])code(?:$|[\s_-])", cell.get("class") or "", re.IGNORECASE) is not None


def _are_counted(text: str) -> bool:
    """Whether these are the numbers of several lines, one after the other."""
    numbers = list(map(int, text.split()))
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _as_code(table: _Element) -> None:
    """Make a table a block of code, each of its rows or of the lines in its one cell a line."""
    cells = [cell for row in table.iter("tr") for cell in list(row)[-1:]]
    blocks = [pre for cell in cells for pre in cell.iter("pre")]
    outer = next(table.iterancestors("pre"), None)
    if len(cells) == 1 and not blocks:
        blocks = [line for line in cells[0].iter("div") if line.find(".//div") is None]
    parts = blocks or cells
    lines = [_lines(it) for it in parts]
    place = outer if outer is not None else table
    tail = place.tail
    place.clear()
    place.tag, place.tail = "pre", tail
    place.text = "\n".join(lines)


def _lines(element: _Element) -> str:
    for line in element.iter("br"):
        line.tail = f"\n{line.tail or ''}"
    return "".join(element.itertext()).strip("\n")

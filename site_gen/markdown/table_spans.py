"""Tables whose cells go over several rows or columns, with a cell in each place, for Markdown has no other.

A value that holds for two rows or columns is said in both; a line that goes over the whole table is said once.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

_MOST_TABLES: Final = 200
_MOST_CELLS: Final = 5_000
_WIDEST: Final = 60  # columns
_LONGEST: Final = 500  # rows
_Element = Any  # lxml has no types


def fill_spans(tree: _Element) -> None:
    """Put a cell into every place that a cell of the page's tables reaches."""
    for table in list(tree.iter("table"))[:_MOST_TABLES]:
        spans = [it for it in table.iter("td", "th") if _span(it, "rowspan") > 1 or _span(it, "colspan") > 1]
        if spans and sum(1 for _ in table.iter("td", "th")) <= _MOST_CELLS:
            _fill(table)


def _fill(table: _Element) -> None:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    width = max((sum(_span(cell, "colspan") for cell in _cells(row)) for row in rows), default=0)
    below: dict[int, tuple[int, _Element]] = {}  # column -> how many rows its cell still reaches
    for row in rows:
        column = 0
        for cell in _cells(row):
            column = _fill_from_above(row, cell, column, below)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for name in ("colspan", "rowspan"):
                cell.attrib.pop(name, None)
            is_whole = wide >= width > 1
            last = cell
            for at in range(wide):
                if at:
                    copy = _copy(cell, is_empty=is_whole)
                    last.addnext(copy)
                    last = copy
                if high > 1:
                    below[column + at] = (high - 1, _copy(cell, is_empty=is_whole and at > 0))
            column += wide
        _fill_from_above(row, None, column, below)


def _fill_from_above(row: _Element, cell: _Element | None, column: int, below: dict[int, tuple[int, _Element]]) -> int:
    """Put the cells that reach down into a row before one of its own; the column that is free then."""
    while column in below:
        left, above = below.pop(column)
        copy = _copy(above, is_empty=False)
        if cell is None:
            row.append(copy)
        else:
            cell.addprevious(copy)
        if left > 1:
            below[column] = (left - 1, above)
        column += 1
    return column


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _copy(cell: _Element, *, is_empty: bool) -> _Element:
    if is_empty:
        return cell.makeelement(cell.tag, {})
    copy = deepcopy(cell)
    copy.tail = None
    return copy


def _span(cell: _Element, name: str) -> int:
    written = (cell.get(name) or "").strip()
    most = _WIDEST if name == "colspan" else _LONGEST
    return min(max(int(written), 1), most) if written.isdecimal() and len(written) < 6 else 1

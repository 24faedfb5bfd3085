"""Markup of other programs and times, put as HTML has it today before anybody reads the page.

Word writes its lists and titles as paragraphs of a class, old pages are laid out in tables, and a web archive leads
every link through itself.
"""

from __future__ import annotations

import re
from typing import Any, Final

from site_gen.language import urls
from site_gen.markdown.code_blocks import tidy_code
from site_gen.markdown.numbered_code import without_line_numbers
from site_gen.markdown.table_spans import fill_spans
from site_gen.read.html.broken_lines import part_at_breaks

_MOST_TABLES: Final = 200
_MOST_LINKS: Final = 5_000
_PART: Final = 0.5  # of a table's words, that one cell of a layout holds at least
_LEAST: Final = 200  # characters of such a cell
_ROWS: Final = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
_PARAGRAPHS: Final = ("p", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "br")
_IN_A_LINE: Final = ("br", "a", "b", "i", "em", "strong", "span", "font", "small", "time", "cite")
_IN_CLASS: Final = re.compile(r"mso\s?(?:title|list\s?paragraph)", re.IGNORECASE)
_LEVEL: Final = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
_IGNORED: Final = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_BULLET: Final = re.compile(r"\s*(?:[·•●○▪§o–-]|\(?(?:\d{1,3}|[a-z]{1,3})[.)])[\s\u00a0]+")  # "·  ", "1.  "
_NUMBER: Final = re.compile(r"\s*\(?(?:\d|[a-z]{1,3}[.)])")
_WAYBACK: Final = "https://web.archive.org"
_Element = Any  # lxml has no types


def as_today(tree: _Element, *, is_archived: bool) -> None:
    """Change the tree of a page; `is_archived` where a web archive keeps it."""
    _word(tree)
    _docs(tree)
    without_line_numbers(tree)
    _ruby(tree)
    part_at_breaks(tree)
    for heading in list(tree.iter("h1")):
        _below(heading)
    tidy_code(tree)
    fill_spans(tree)
    for table in list(tree.iter("table"))[:_MOST_TABLES]:
        if _is_layout(table):
            _as_blocks(table)
    if is_archived:
        for link in list(tree.iter("a"))[:_MOST_LINKS]:
            href = link.get("href") or ""
            link.set("href", urls.out_of_archive(f"{_WAYBACK}{href}" if href.startswith("/web/") else href))


def _word(tree: _Element) -> None:
    """Word's titles are headings, and its paragraphs with a bullet are items of a list."""
    named = [
        it for it in tree.iter("p") if _IN_CLASS.search(it.get("class") or "") or _LEVEL.search(it.get("style") or "")
    ]
    for element in named:
        if "title" in (element.get("class") or "").lower():
            element.tag = "h1"
        elif _LEVEL.search(element.get("style") or ""):
            _as_item(element)


def _ruby(tree: _Element) -> None:
    """Readings beside characters stand in parentheses, as readers without ruby see them; a headline has none."""
    for reading in list(tree.iter("rt")):
        if reading.getparent() is None:
            continue
        beside = reading.getprevious()
        if any(it.tag == "h1" for it in reading.iterancestors("h1")):
            reading.drop_tree()
        elif (beside is None or beside.tag != "rp") and (reading.text or "").strip():
            reading.text = f"（{reading.text}）"
    for heading in tree.iter("h1"):
        for mark in list(heading.iter("rp")):
            mark.drop_tree()
        for mark in list(heading.iter("ruby", "rb")):
            mark.drop_tag()


def _below(heading: _Element) -> None:
    """Make words between a headline and the first empty line a paragraph: "By Ann Lee", a break, a date."""
    if not (heading.tail or "").strip():
        return
    run = heading.makeelement("p", {})
    run.text, heading.tail = heading.tail, None
    for following in list(heading.itersiblings()):
        is_empty_line = following.tag == "br" and not (following.tail or "").strip()
        if is_empty_line or (following.tag not in _IN_A_LINE):
            break
        run.append(following)
    heading.addnext(run)


def _docs(tree: _Element) -> None:
    """A title of Google Docs is a heading, as its other headings are."""
    if is_of_docs(tree):
        for title in tree.xpath("//p[@class='title' or starts-with(@class, 'title ') or contains(@class, ' title')]"):
            title.tag = "h1"


def is_of_docs(tree: _Element) -> bool:
    """Whether Google Docs wrote the page."""
    body = tree.find("body")
    return body is not None and "doc-content" in (body.get("class") or "").split()


def _as_item(paragraph: _Element) -> None:
    """Make a paragraph the last item of the list above it, or the first of a list of its own."""
    said = "".join(paragraph.itertext())
    _without_bullet(paragraph)
    above = paragraph.getprevious()
    kind = "ol" if _NUMBER.match(said) else "ul"
    if above is None or above.get("data-from") != "word" or (above.tail or "").strip():
        above = paragraph.makeelement(kind, {"data-from": "word"})
        paragraph.addprevious(above)
    above.tail, paragraph.tail = paragraph.tail, None
    paragraph.tag = "li"
    above.append(paragraph)


def _without_bullet(paragraph: _Element) -> None:
    marks = [it for it in paragraph.iter("span") if _IGNORED.search(it.get("style") or "")]
    for mark in marks:
        if mark.getparent() is not None:
            mark.drop_tree()
    if not marks:  # programs that clean Word's markup leave the bullet as a word
        for element in paragraph.iter("*"):
            if element.text and element.text.strip():
                element.text = _BULLET.sub("", element.text, count=1)
                return


def _is_layout(table: _Element) -> bool:
    """Whether a table holds a page and no figures: it holds its headline, tables, or most of its words in a cell."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if next(table.iter("h1"), None) is not None:
        return True
    if next(table.iter("th", "caption"), None) is not None:
        return False
    cells = [cell for cell in table.iter("td") if next(cell.iterancestors("table"), None) is table]
    if any(next(cell.iter("table"), None) is not None for cell in cells):
        return True
    sizes = [len(" ".join("".join(cell.itertext()).split())) for cell in cells]
    largest = max(sizes, default=0)
    if largest < max(_LEAST, _PART * sum(sizes)):
        return False
    return sum(1 for _ in cells[sizes.index(largest)].iter(*_PARAGRAPHS)) > 1


def _as_blocks(table: _Element) -> None:
    for element in list(table.iter(*_ROWS)):
        if element is table or next(element.iterancestors("table"), table) is table or element.tag == "table":
            element.tag = "div"

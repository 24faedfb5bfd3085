"""Paragraphs that an old page parts by two breaks, made elements, so that an extractor sees them."""

from __future__ import annotations

from typing import Any, Final

_MOST: Final = 3_000  # elements that may hold such paragraphs
_HOLDERS: Final = ("td", "div", "body", "section", "article", "main", "center", "span", "font")
_IN_A_LINE: Final = frozenset(
    "br a b i u em strong span font small big time cite img code sub sup abbr q s strike tt kbd ins del mark".split()
)
_BLOCKS: Final = ("p", "div", "table", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
_Element = Any  # lxml has no types


def part_at_breaks(tree: _Element) -> None:
    """Change the tree of a page: what stands between two breaks and the next two becomes a paragraph."""
    for holder in [it for it in list(tree.iter(*_HOLDERS))[:_MOST] if any(map(_is_double, it))]:
        if holder.tag in ("span", "font"):
            holder.tag = "div"
        _part(holder)


def _is_double(child: _Element) -> bool:
    following = child.getnext() if child.tag == "br" and not (child.tail or "").strip() else None
    return following is not None and following.tag == "br"


def _part(holder: _Element) -> None:
    children = list(holder)
    run = _paragraph(holder, holder.text)
    parts: list[_Element] = []
    holder.text = None
    for child in children:
        holder.remove(child)
        if child.tag == "br" and len(run) and run[-1].tag == "br" and not (run[-1].tail or "").strip():
            run.remove(run[-1])
            parts.append(run)
            run = _paragraph(holder, child.tail)
        elif child.tag in _IN_A_LINE and next(child.iter(*_BLOCKS), None) is None:
            run.append(child)
        else:
            following = _paragraph(holder, child.tail)
            child.tail = None
            parts += [run, child]
            run = following
    holder.extend([it for it in (*parts, run) if it.tag != "p" or _says_something(it)])


def _paragraph(holder: _Element, text: str | None) -> _Element:
    made = holder.makeelement("p", {})
    made.text = text
    return made


def _says_something(paragraph: _Element) -> bool:
    """Whether a paragraph has words or a picture; one of the page's own stays as it is."""
    while len(paragraph) and paragraph[-1].tag == "br" and not (paragraph[-1].tail or "").strip():
        paragraph.remove(paragraph[-1])
    return bool("".join(paragraph.itertext()).strip()) or next(paragraph.iter("img"), None) is not None

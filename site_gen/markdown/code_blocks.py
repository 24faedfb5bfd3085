"""Code as its readers saw it: a line of it on a line, without the buttons that highlighters put beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_MOST: Final = 500  # pieces of code
_A_LINE: Final = re.compile(r"(?:^|[\s_-])(?:line|row|blob-code)(?:$|[\s_-]|\d)", re.IGNORECASE)
_IS_BLOCK: Final = re.compile(r"display\s*:\s*(?:block|flex|grid|table-row)", re.IGNORECASE)
_BLOCKS: Final = frozenset({"div", "p", "li", "tr", "ol", "ul", "table", "tbody", "pre"})
_BESIDE: Final = frozenset({"button", "script", "style", "svg", "template", "select", "input"})
_Element = Any  # lxml has no types


def tidy_code(tree: _Element) -> None:
    """Make every piece of code of a page one `pre` with nothing but its text."""
    for pre in list(tree.iter("pre"))[:_MOST]:
        if pre.getparent() is None or next(pre.iterancestors("pre"), None) is not None:
            continue
        text = "".join(_text(pre)).strip("\n")
        tail = pre.tail
        pre.clear()
        pre.tail = tail
        code = pre.makeelement("code", {})
        code.text = text
        pre.append(code)


def _text(element: _Element) -> Iterator[str]:
    """The text of code, each of its lines on one."""
    yield element.text or ""
    is_open = bool((element.text or "").rstrip(" \t")) and not (element.text or "").rstrip(" \t").endswith("\n")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BESIDE:
            if child.tag == "br":
                yield "\n"
                is_open = False
            else:
                is_line = _is_line(child)
                if is_line and is_open:
                    yield "\n"
                inner = "".join(_text(child))
                tail = child.tail or ""
                yield inner
                is_open = not inner.endswith("\n") if inner else is_open
                if is_line and is_open and not tail.lstrip(" \t").startswith("\n"):
                    yield "\n"
                    is_open = False
        if child.tail:
            yield child.tail
            is_open = not child.tail.endswith("\n")


def _is_line(element: _Element) -> bool:
    """Whether an element begins a line of its own, as the page shows it."""
    if element.tag in _BLOCKS or _IS_BLOCK.search(element.get("style") or ""):
        return True
    following = element.getnext()
    is_named = element.tag in ("span", "code") and _A_LINE.search(element.get("class") or "") is not None
    return is_named and (following is None or _A_LINE.search(following.get("class") or "") is not None)

"""Writes decisions into the text of `editorial.yaml` and removes them; the rest of the text stays to the letter.

The text is cut at its YAML nodes. A change is read back before it is kept; what cannot be changed safely is left to
the editor, with a message.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
import yaml

from site_gen.edition.decisions.decision import Decision
from site_gen.edition.decisions.planning import EditStep, after
from site_gen.edition.decisions.reading import DecisionEntry, Part, parts, read
from site_gen.errors import ConfigError, Diagnostic
from site_gen.language.plain import one_line
from site_gen.model import EDITORIAL as NAME

_HEADING: Final = "# What the editor decided, by article id. Edit it as you like; 'site-gen pin --help' says more.\n"
# "5f1a9c2b", "desk-3": an id that YAML takes as it stands
_PLAIN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*")


def apply(text: str, changes: Iterable[EditStep], headlines: Mapping[str, str]) -> str:
    """Apply `changes` to the text; `headlines` of articles by id become comments beside what is added."""
    for change in changes:
        if change.verb == "add":
            edited = _added(text, change.decision, headlines)
        elif change.verb == "remove":
            edited = _removed(text, change.decision)
        else:
            edited = _without_member(text, change.decision, change.member)
        _check(text, edited, change)
        text = edited
    return text


def _check(text: str, edited: str, change: EditStep) -> None:
    wanted = after(read(text), change)
    try:
        found = read(edited)
    except ConfigError:
        found = ()
    if sorted(map(_key, found)) != sorted(map(_key, wanted)):
        line = change.decision.line or None
        message = f"'{change.decision.kind}' is written in a way that a command cannot change"
        raise ConfigError(Diagnostic(NAME, line, "editorial-edit", message, "change it by hand"))


def _key(decision: Decision) -> tuple[object, ...]:
    return msgspec.structs.astuple(msgspec.structs.replace(decision, line=0))


def _added(text: str, decision: Decision, headlines: Mapping[str, str]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    text = text if not text or text.endswith("\n") else text + end
    part = next((part for part in parts(text) if part.key.value == decision.kind), None)
    if part is None:
        gap = end if text else _HEADING
        return f"{text}{gap}{decision.kind}:{end}{_lines(decision, headlines, 2, end)}"
    if not isinstance(part.node, yaml.CollectionNode):
        return _insert(text, _line_end(text, part.key.end_mark.index), _lines(decision, headlines, 2, end))
    if _is_flow(part.node):
        place = part.node.end_mark.index - 1
        return _insert(text, place, f"{', ' if part.node.value else ''}{_in_flow(decision)}")
    is_first = decision.kind == "pin"  # the last one pinned leads
    first, end_of_last = part.node.start_mark.index, _line_end(text, _end(text, part.node))
    place = _line_start(text, first) if is_first else end_of_last
    return _insert(text, place, _lines(decision, headlines, part.node.start_mark.column, end))


def _removed(text: str, decision: Decision) -> str:
    part, entry = _found(text, decision)
    if _is_flow(part.node):
        return _cut_from_flow(text, [(it.node, it.value) for it in part.entries], part.entries.index(entry))
    start, end = _line_start(text, entry.node.start_mark.index), _line_end(text, _end(text, entry.value))
    is_last = len(part.entries) == 1
    if is_last and not text[_line_end(text, part.key.end_mark.index) : start].strip():
        start = _line_start(text, part.key.start_mark.index)
        if re.search(r"\n\r?\n\Z", text[:start]):  # the gap above goes with it
            start = _line_start(text, start - 1)
    return text[:start] + text[end:]


def _without_member(text: str, decision: Decision, member: str) -> str:
    _, entry = _found(text, decision)
    members, at = entry.node.value, decision.ids.index(member)
    if _is_flow(entry.node):
        return _cut_from_flow(text, [(it, it) for it in members], at)
    if at == 0:  # its dash stands behind that of the merge itself: the next member moves up
        start, end = entry.node.start_mark.index, text.rindex("-", 0, members[1].start_mark.index)
    else:
        place = members[at].start_mark.index
        start, end = _line_start(text, place), _line_end(text, _end(text, members[at]))
    return text[:start] + text[end:]


def _found(text: str, decision: Decision) -> tuple[Part, DecisionEntry]:
    wanted = _key(decision)
    return next((part, it) for part in parts(text) for it in part.entries if _key(it.decision) == wanted)


def _cut_from_flow(text: str, items: Sequence[tuple[yaml.Node, yaml.Node]], at: int) -> str:
    start, end = items[at][0].start_mark.index, items[at][1].end_mark.index
    if at + 1 < len(items):
        end = items[at + 1][0].start_mark.index
    elif at:
        start = items[at - 1][1].end_mark.index
    return text[:start] + text[end:]


def _lines(decision: Decision, headlines: Mapping[str, str], indent: int, end: str) -> str:
    """A decision as lines of a block, each id followed by its headline."""
    margin = " " * indent
    if decision.kind in {"merge", "split"}:
        dashes = ("- - ", *["  - "] * len(decision.ids))
        rows = [(f"{dash}{_id(id_)}", id_) for dash, id_ in zip(dashes, decision.ids, strict=False)]
    elif decision.kind in {"rename", "topic"}:
        rows = [(_in_flow(decision), decision.ids[0])]
    else:
        rows = [(f"- {_in_block(decision)}", decision.ids[0])]
    return "".join(f"{margin}{row}{_comment(headlines.get(id_, ''))}{end}" for row, id_ in rows)


def _in_block(decision: Decision) -> str:
    return f"story: {_id(decision.ids[0])}" if decision.whole else _id(decision.ids[0])


def _in_flow(decision: Decision) -> str:
    first = _id(decision.ids[0])
    if decision.kind == "rename":
        return f"{first}: {_quoted(decision.title)}"
    if decision.kind == "topic":
        return f"{first}: [{', '.join(map(_id, decision.topics))}]"
    if decision.kind in {"merge", "split"}:
        return f"[{', '.join(map(_id, decision.ids))}]"
    return f"{{{_in_block(decision)}}}" if decision.whole else first


def _id(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.lower() != "null" else _quoted(text)


def _quoted(text: str) -> str:
    """A text in double quotes, as JSON, which YAML can read."""
    return json.dumps(text, ensure_ascii=False)


def _comment(headline: str) -> str:
    text = "".join(char for char in one_line(headline) if char.isprintable())
    return f"  # {text}" if text else ""


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _insert(text: str, place: int, more: str) -> str:
    return text[:place] + more + text[place:]


def _end(text: str, node: yaml.Node) -> int:
    """The end of a node's own text; what YAML calls the end of a block is the start of what follows it."""
    while isinstance(node, yaml.CollectionNode) and not _is_flow(node) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end: int = node.end_mark.index
    return end - 1 if text[end - 1 : end] == "\n" else end


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    """The start of the next line."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1

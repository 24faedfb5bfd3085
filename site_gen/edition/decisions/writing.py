"""Writes decisions into the text of `editorial.yaml` and removes them; the rest of the text stays to the letter.

The text is cut at its YAML nodes. A change is read back before it is kept; what cannot be changed safely is left to
the editor, with a message.

Branches of git merge this layout: a decision is a line that stands for itself (`pin: [ID]`), and lines are sorted, so
that two editors seldom write at one place. Where they do, `merge=union` takes the lines of both, in any order. A line
that one took out while the other wrote next to it comes back that way; `undone` keeps it out of force.
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
from site_gen.edition.decisions.reading import KEYS, UNDONE, DecisionEntry, Key, Part, content_of, parts, read
from site_gen.errors import ConfigError, Diagnostic
from site_gen.language.plain import one_line
from site_gen.model import EDITORIAL as NAME

_HEADING: Final = "# What the editor decided, by article id. Edit it as you like; 'site-gen pin --help' says more.\n"
_NEWEST_FIRST: Final = frozenset({"pin", UNDONE})  # of pins the last one leads
_MOST_UNDONE: Final = 50
# "5f1a9c2b", "desk-3": an id that YAML takes as it stands
_PLAIN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*")


def apply(text: str, changes: Iterable[EditStep], headlines: Mapping[str, str], *, keeps_undone: bool = False) -> str:
    """Apply `changes` to the text; `headlines` of articles by id become comments beside what is added.

    With `keeps_undone` what is taken out is written below `undone`, so that no branch brings it back.
    """
    for change in changes:
        if change.verb == "add":
            edited = _added(text, change.decision, headlines)
        elif change.verb == "remove":
            edited = _removed(text, change.decision)
        else:
            edited = _without_member(text, change.decision, change.member, headlines)
        if keeps_undone and change.verb != "add":
            edited = _noted(edited, change.decision, headlines)
        _check(text, edited, change)
        text = edited
    return text


def _check(text: str, edited: str, change: EditStep) -> None:
    wanted = after(read(text), change)
    try:
        found = read(edited)
    except ConfigError:
        found = ()
    if sorted(map(content_of, found)) != sorted(map(content_of, wanted)):
        line = change.decision.line or None
        message = f"'{change.decision.kind}' is written in a way that a command cannot change"
        raise ConfigError(Diagnostic(NAME, line, "editorial-edit", message, "change it by hand"))


def _added(text: str, decision: Decision, headlines: Mapping[str, str]) -> str:
    """The text with a decision in force; one that a merge brought back only leaves `undone`."""
    taken_back = [it for it in _below(text, UNDONE) if content_of(it.decision) == content_of(decision)]
    for _ in taken_back:
        text = _removed(text, decision, UNDONE)
    if taken_back and any(content_of(it) == content_of(decision) for it in read(text)):
        return text
    value = _value(decision)
    is_mapping = decision.kind in {"rename", "topic"}
    return _inserted(text, decision.kind, decision, value if is_mapping else f"[{value}]", headlines)


def _noted(text: str, decision: Decision, headlines: Mapping[str, str]) -> str:
    """The text with a decision below `undone`, of which the oldest are dropped."""
    text = _inserted(text, UNDONE, decision, f"[{{{decision.kind}: {_value(decision)}}}]", headlines)
    for entry in _below(text, UNDONE)[_MOST_UNDONE:]:
        text = _removed(text, entry.decision, UNDONE)
    return text


def _below(text: str, key: str) -> list[DecisionEntry]:
    return [entry for part in parts(text) if part.key.value == key for entry in part.entries]


def _inserted(text: str, key: Key, decision: Decision, value: str, headlines: Mapping[str, str]) -> str:
    """The text with a line of its own for a decision, above the lines that come after it."""
    end = "\r\n" if "\r\n" in text else "\n"
    text = text if not text or text.endswith("\n") else text + end
    line = f"{key}: {value}{_comment(decision, headlines)}{end}"
    after = next((part for part in parts(text) if _is_after(part, key, decision)), None)
    if after:
        return _insert(text, _line_start(text, after.key.start_mark.index), line)
    return f"{text or _HEADING}{line}"


def _is_after(part: Part, key: Key, decision: Decision) -> bool:
    """True if a new line comes before a part: in order, and above blocks, at whose end a branch may write."""
    if not _is_flow(part.node):
        return True
    order = KEYS.index(part.key.value), KEYS.index(key)
    if order[0] != order[1]:
        return order[0] > order[1]
    return key in _NEWEST_FIRST or any(entry.decision.ids > decision.ids for entry in part.entries)


def _removed(text: str, decision: Decision, key: str = "") -> str:
    part, entry = _found(text, decision, key or decision.kind)
    is_last = len(part.entries) == 1
    if _is_flow(part.node) and not is_last:
        return _cut_from_flow(text, [(it.node, it.value) for it in part.entries], part.entries.index(entry))
    if _is_flow(part.node):
        entry = DecisionEntry(decision, part.key, part.node)
    start, end = _line_start(text, entry.node.start_mark.index), _line_end(text, _end(text, entry.value))
    if is_last and not text[_line_end(text, part.key.end_mark.index) : start].strip():
        start = _line_start(text, part.key.start_mark.index)
    return text[:start] + text[end:]


def _without_member(text: str, decision: Decision, member: str, headlines: Mapping[str, str]) -> str:
    _, entry = _found(text, decision, decision.kind)
    members, at = entry.node.value, decision.ids.index(member)
    if _is_flow(entry.node):
        left = msgspec.structs.replace(decision, ids=tuple(id_ for id_ in decision.ids if id_ != member))
        own, end = _comment(decision, headlines), entry.node.end_mark.index
        if own and text.startswith(own, end):  # the headlines are ours
            text = f"{text[:end]}{_comment(left, headlines)}{text[end + len(own) :]}"
        return _cut_from_flow(text, [(it, it) for it in members], at)
    if at == 0:  # its dash stands behind that of the merge itself: the next member moves up
        start, end = entry.node.start_mark.index, text.rindex("-", 0, members[1].start_mark.index)
    else:
        place = members[at].start_mark.index
        start, end = _line_start(text, place), _line_end(text, _end(text, members[at]))
    return text[:start] + text[end:]


def _found(text: str, decision: Decision, key: str) -> tuple[Part, DecisionEntry]:
    wanted = content_of(decision)
    own = (part for part in parts(text) if part.key.value == key)
    return next((part, it) for part in own for it in part.entries if content_of(it.decision) == wanted)


def _cut_from_flow(text: str, items: Sequence[tuple[yaml.Node, yaml.Node]], at: int) -> str:
    start, end = items[at][0].start_mark.index, items[at][1].end_mark.index
    if at + 1 < len(items):
        end = items[at + 1][0].start_mark.index
    elif at:
        start = items[at - 1][1].end_mark.index
    return text[:start] + text[end:]


def _value(decision: Decision) -> str:
    """What a decision says apart from its kind."""
    first = _id(decision.ids[0])
    if decision.kind == "rename":
        return f"{{{first}: {_quoted(decision.title)}}}"
    if decision.kind == "topic":
        return f"{{{first}: [{', '.join(map(_id, decision.topics))}]}}"
    if decision.kind in {"merge", "split"}:
        return f"[{', '.join(map(_id, decision.ids))}]"
    return f"{{story: {first}}}" if decision.whole else first


def _id(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.lower() != "null" else _quoted(text)


def _quoted(text: str) -> str:
    """A text in double quotes, as JSON, which YAML can read."""
    return json.dumps(text, ensure_ascii=False)


def _comment(decision: Decision, headlines: Mapping[str, str]) -> str:
    """The headlines of a decision's articles, as far as they are known."""
    known = [one_line(headlines[id_]) for id_ in decision.ids if headlines.get(id_)]
    text = "".join(char for char in " + ".join(known) if char.isprintable())
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

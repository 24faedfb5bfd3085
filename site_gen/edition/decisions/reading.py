"""Reads decisions from `editorial.yaml`, each with its line; every mistake is reported with a hint.

Decisions are read from the YAML nodes, so that an id that looks like a number stays as it is written.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import msgspec
import yaml

from site_gen.edition.decisions.decision import KINDS, Decision, Kind
from site_gen.errors import ConfigError, Diagnostic
from site_gen.language.merges import unfinished_merge
from site_gen.language.plain import one_line
from site_gen.model import EDITORIAL as NAME

UNDONE: Final[Literal["undone"]] = "undone"  # the key below which decisions stand that were taken back
_DEEPEST: Final = 5  # the topics of a story below `undone`
Key = Kind | Literal["undone"]
KEYS: Final[tuple[Key, ...]] = (*KINDS, UNDONE)
_EXAMPLES: Final[dict[Key, str]] = {
    "pin": "- ID",
    "hide": "- ID' for one report, '- story: ID' for a whole story, as in '- ID",
    "merge": "- [ID, ID]",
    "split": "- [ID, ID]",
    "rename": 'ID: "Headline"',
    "topic": "ID: [science]",
    "lead": "- ID",
    "undone": "- pin: ID",
}


class DecisionEntry(NamedTuple):
    """A decision and its place in the text; `value` differs from `node` only in a mapping."""

    decision: Decision
    node: yaml.Node
    value: yaml.Node


class Part(NamedTuple):
    """A key of the file, its value, and the decisions read from it."""

    key: yaml.Node
    node: yaml.Node
    entries: tuple[DecisionEntry, ...]


def read(text: str) -> tuple[Decision, ...]:
    """The decisions in `text`, in order; raises `ConfigError` with the line of every problem.

    What stands below `undone` is out of force, although a merge of two branches brought its line back.
    """
    found = parts(text)
    undone = {content_of(entry.decision) for part in found if part.key.value == UNDONE for entry in part.entries}
    in_force = (entry.decision for part in found if part.key.value != UNDONE for entry in part.entries)
    return tuple(it for it in in_force if content_of(it) not in undone)


def content_of(decision: Decision) -> tuple[object, ...]:
    """A decision without its place, to compare."""
    return msgspec.structs.astuple(msgspec.structs.replace(decision, line=0))


def parts(text: str) -> list[Part]:
    """The parts of the file, one per key; raises `ConfigError`. Merged branches may leave a key twice."""
    found: list[Part] = []
    wrong: list[Diagnostic] = []
    for key, node in _pairs(_compose(text), wrong):
        kind = _kind(key, wrong)
        if kind is None:
            continue
        entry = _undone_entry if kind == UNDONE else _entry
        entries = [entry(kind, item, value, wrong) for item, value in _items(kind, node, wrong)]
        found.append(Part(key, node, tuple(entry for entry in entries if entry)))
    if wrong:
        raise ConfigError(*wrong)
    return found


def _compose(text: str) -> yaml.Node | None:
    conflict = unfinished_merge(text, NAME)
    if conflict:
        raise ConfigError(conflict)
    try:
        _refuse_the_unusual(text)
        root: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        hint = "put a headline in quotes"
        line = mark.line + 1 if mark else None
        raise ConfigError(Diagnostic(NAME, line, "editorial-yaml", f"is not YAML: {problem}", hint)) from error
    return root


def _refuse_the_unusual(text: str) -> None:
    """Refuse anchors, and nesting that would exhaust the stack, before anything follows them."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST or getattr(event, "anchor", None):
            what = "is nested too deeply" if depth > _DEEPEST else "has an anchor or an alias"
            line = event.start_mark.line + 1 if event.start_mark else None
            raise ConfigError(Diagnostic(NAME, line, "editorial-shape", what, "write the ids themselves"))


def _pairs(root: yaml.Node | None, wrong: list[Diagnostic]) -> list[tuple[yaml.Node, yaml.Node]]:
    if root is None:
        return []
    if isinstance(root, yaml.MappingNode):
        return list(root.value)
    wrong.append(_problem(root, "must be keys and decisions", "start with 'pin:' and a line '  - ID'"))
    return []


def _kind(key: yaml.Node, wrong: list[Diagnostic]) -> Key | None:
    for kind in KEYS:
        if key.value == kind:
            return kind
    name = str(key.value)
    near = difflib.get_close_matches(name, KEYS, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(KEYS)}"
    wrong.append(_problem(key, f"unknown key '{name}'", hint))
    return None


def _items(kind: Key, node: yaml.Node, wrong: list[Diagnostic]) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The items under a key: each item of a list twice, or the keys and values of a mapping."""
    shape = yaml.MappingNode if kind in {"rename", "topic"} else yaml.SequenceNode
    if isinstance(node, shape):
        for item in node.value:
            yield item if shape is yaml.MappingNode else (item, item)
    elif not _is_null(node):
        wrong.append(_unreadable(kind, node))


def _undone_entry(key: Key, node: yaml.Node, value: yaml.Node, wrong: list[Diagnostic]) -> DecisionEntry | None:
    """A decision that was taken back: its kind, and what stood below that: `- rename: {ID: "Headline"}`."""
    pairs = list(node.value) if isinstance(node, yaml.MappingNode) else []
    kind = next((kind for kind in KINDS if [name.value for name, _ in pairs] == [kind]), None)
    item = pairs[0][1] if kind else value
    if kind in {"rename", "topic"} and isinstance(item, yaml.MappingNode) and len(item.value) == 1:
        item, value = item.value[0]
    decision = _decision(kind, item, value) if kind else None
    if decision is None:
        wrong.append(_unreadable(key, node))
        return None
    return DecisionEntry(decision, node, node)


def _entry(kind: Key, node: yaml.Node, value: yaml.Node, wrong: list[Diagnostic]) -> DecisionEntry | None:
    decision = _decision(kind, node, value) if kind != UNDONE else None
    if decision is None:
        wrong.append(_unreadable(kind, node))
        return None
    if kind in {"merge", "split"} and len(set(decision.ids)) < max(2, len(decision.ids)):
        wrong.append(_problem(node, f"'{kind}' needs different articles", f"write '- [ID, ID]' below '{kind}:'"))
        return None
    return DecisionEntry(decision, node, value)


def _decision(kind: Kind, node: yaml.Node, value: yaml.Node) -> Decision | None:
    line = node.start_mark.line + 1
    if kind in {"merge", "split"}:
        ids = _texts(node) if isinstance(node, yaml.SequenceNode) else ()
        return Decision(kind=kind, ids=ids, line=line) if ids else None
    if kind == "hide" and isinstance(node, yaml.MappingNode):
        stories = [_text(item) for key, item in node.value if key.value == "story"]
        is_plain = len(node.value) == 1 and stories and stories[0]
        return Decision(kind=kind, ids=(stories[0],), whole=True, line=line) if is_plain else None
    named = _text(node)
    if not named:
        return None
    if kind == "rename":
        title = _text(value)
        return Decision(kind=kind, ids=(named,), title=title, line=line) if title else None
    if kind == "topic":
        topics = _texts(value)
        return Decision(kind=kind, ids=(named,), topics=topics, line=line) if topics else None
    return Decision(kind=kind, ids=(named,), line=line)


def _texts(node: yaml.Node) -> tuple[str, ...]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    texts = tuple(map(_text, items))
    return texts if all(texts) else ()


def _text(node: yaml.Node) -> str:
    return one_line(node.value) if isinstance(node, yaml.ScalarNode) and not _is_null(node) else ""


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def _unreadable(kind: Key, node: yaml.Node) -> Diagnostic:
    return _problem(node, f"'{kind}' cannot be read", f"write it as '{_EXAMPLES[kind]}' below '{kind}:'")


def _problem(node: yaml.Node, message: str, hint: str) -> Diagnostic:
    return Diagnostic(NAME, node.start_mark.line + 1, "editorial-value", message, hint)

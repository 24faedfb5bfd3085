"""YAML as people write it into `site.yaml`, and the lines of its values, for messages."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import yaml


# "{X-Key: ${NAME}}": what people write, and YAML cannot read between braces without quotes
_BARE_VARIABLE: Final = re.compile(r"(?<=: )(\$\{\w+\})(?=[,}])")
_MOST_VALUES: Final = 1_000_000  # of a file, aliases followed; 10,000 sources need 100,000
_DEEPEST: Final = 50


def with_quoted_variables(text: str) -> str:
    """The text with quotes around each `${NAME}` between braces, which YAML could not read otherwise."""
    return _BARE_VARIABLE.sub(r'"\1"', text)


def tree_of(folder: Path) -> yaml.Node | None:
    """The nodes of the `site.yaml` in a folder, which was read without a fault a moment ago."""
    import yaml

    with contextlib.suppress(OSError, UnicodeDecodeError, yaml.YAMLError):
        text = with_quoted_variables((folder / "site.yaml").read_text(encoding="utf-8-sig"))
        tree: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
        return tree
    return None


def endless(tree: yaml.Node) -> tuple[int, str] | None:
    """The line of an alias that refers to itself, or of aliases that stand for more values than a person can mean.

    YAML allows both; the nodes of an alias are those of its anchor, so that a few lines can hold any number of values.
    """
    left = [_MOST_VALUES]
    try:
        _count(tree, left, frozenset())
    except ValueError as error:
        line, message = error.args
        return line, message
    return None


def _count(node: yaml.Node, left: list[int], above: frozenset[int]) -> None:
    left[0] -= 1
    line = node.start_mark.line + 1
    if id(node) in above:
        raise ValueError(line, "has an alias that refers to itself")
    if left[0] < 0:
        raise ValueError(line, "has aliases of aliases that stand for too many values")
    if not isinstance(node.value, list):
        return
    if len(above) > _DEEPEST:
        raise ValueError(line, "is too deeply nested")
    inside = above | {id(node)}
    for item in node.value:
        for child in item if isinstance(item, tuple) else (item,):
            _count(child, left, inside)


def line_of(place: tuple[str, ...], tree: yaml.Node) -> int:
    """The line (from 1) of the deepest node on the way to `place`."""
    import yaml

    node, line = tree, tree.start_mark.line
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = node.start_mark.line
        elif isinstance(node, yaml.SequenceNode):
            return _line_in_any(place[place.index(step) + 1 :], node, line)
    return line + 1


def _line_in_any(rest: tuple[str, ...], node: yaml.SequenceNode, line: int) -> int:
    import yaml

    for item in node.value:
        if rest and isinstance(item, yaml.MappingNode) and any(key.value == rest[0] for key, _ in item.value):
            return line_of(rest, item)
    return line + 1

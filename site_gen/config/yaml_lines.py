"""The lines of values in YAML, for messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml


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

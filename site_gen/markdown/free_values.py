"""Values of a person's own keys in front matter: text, numbers, lists and keys, and no object of Python."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from site_gen.language.plain import clean

TRUE: Final = frozenset({"true", "yes", "on", "y", "1"})  # what stands for it in front matter
_DEEPEST: Final = 50
_MOST: Final = 2_000  # values in one


def free_value(name: str, node: yaml.Node) -> Any:  # any YAML value, so Any
    """The value of a key that is not ours; raises `ValueError` with what is wrong and what to do."""
    budget = [_MOST]
    try:
        return _value(node, budget, 0)
    except (ValueError, yaml.YAMLError):
        raise ValueError(f"'{name}' cannot be used", "write plain text, numbers, lists or keys, without tags") from None


def _value(node: yaml.Node, budget: list[int], depth: int) -> Any:  # any YAML value, so Any
    budget[0] -= 1
    if budget[0] < 0 or depth > _DEEPEST:  # an alias may refer to the value that it stands in
        raise ValueError
    tag = node.tag.removeprefix("tag:yaml.org,2002:")
    if isinstance(node, yaml.SequenceNode) and tag == "seq":
        return [_value(item, budget, depth + 1) for item in node.value]
    if isinstance(node, yaml.MappingNode) and tag == "map":
        inner = ((key, _value(value, budget, depth + 1)) for key, value in node.value)
        return {str(_value(key, budget, depth + 1)): value for key, value in inner}
    return _scalar(tag, node.value)


def _scalar(tag: str, value: str) -> str | int | float | bool | None:
    if tag not in {"null", "bool", "int", "float", "str", "timestamp"}:
        raise ValueError
    if tag == "null":
        return None
    if tag == "bool":
        return value.lower() in TRUE
    if tag == "int" and re.fullmatch(r"[+-]?(?:0|[1-9]\d{0,17})", value):
        return int(value)
    if tag == "float" and re.fullmatch(r"[+-]?\d{1,15}\.\d{1,15}", value):
        return float(value)
    return clean(value)

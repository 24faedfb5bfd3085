"""What can be wrong with the YAML of `site.yaml` before any key of it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from site_gen.errors import Diagnostic

if TYPE_CHECKING:
    import yaml

NAME: Final = "site.yaml"
_OTHER_NAMES: Final = ("site.yml", "_site.yaml", "site.yaml.txt", "Site.yaml", "config.yaml", "config.yml")


def repeated_keys(tree: yaml.Node) -> Iterator[Diagnostic]:
    """Say which keys are there twice: YAML takes the last one, without a word."""
    waiting, known = [tree], set[int]()
    while waiting:
        node = waiting.pop(0)
        if id(node) in known or not isinstance(node.value, list):
            continue
        known.add(id(node))  # one that several aliases name is looked at once
        first: dict[str, int] = {}
        for item in node.value:
            if not isinstance(item, tuple):
                waiting.append(item)
                continue
            key, value = item
            waiting.append(value)
            line = key.start_mark.line + 1
            before = first.setdefault(str(key.value), line)
            if before != line:
                message = f"'{key.value}' is there twice, first in line {before}; this one counts"
                yield Diagnostic(NAME, line, "config-repeated", message, "take one of the two out", "warning")


def not_found(folder: Path) -> Diagnostic:
    """That there is no `site.yaml`, and what may be meant to be it."""
    other = next((name for name in _OTHER_NAMES if (folder / name).is_file()), "")
    hint = f"rename '{other}' to '{NAME}'" if other else "'site-gen init' makes a new digest here"
    return Diagnostic(NAME, None, "config-missing", f"not found in '{folder}'", hint)


def broken_yaml(error: yaml.YAMLError) -> Diagnostic:
    """Where a text stops being YAML."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else None
    problem = getattr(error, "problem", None) or str(error)
    hint = "quote values that hold ': ' or start with a sign"
    return Diagnostic(NAME, line, "config-yaml", f"is not YAML: {problem}", hint)

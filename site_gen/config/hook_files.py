"""Reads the files with hooks that `site.yaml` names, and those beside them that they import."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from site_gen.config.site_yaml import NAME, Config
from site_gen.config.yaml_lines import line_of, tree_of
from site_gen.engine.reading import bytes_of
from site_gen.errors import ConfigError, Diagnostic
from site_gen.hooks.values import FUNCTIONS, NO_HOOKS, HookFile, Hooks

# "import names, texts.long as long" and "from names import editor"; one in a string costs nothing but a look
_IMPORT: Final = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<one>\w+)[\w.]*[ \t]+import\b|import[ \t]+(?P<more>[^#\n]+))", re.MULTILINE
)
_FUNCTION: Final = re.compile(rf"^(?:async[ \t]+)?def[ \t]+({'|'.join(FUNCTIONS)})\b", re.MULTILINE)


def load_hooks(root: Path, config: Config) -> Hooks:
    """The hooks of the site in `root`; raises `ConfigError` if a file cannot be read."""
    return Hooks(tuple(_hook_file(root, name) for name in config.hooks)) if config.hooks else NO_HOOKS


def _hook_file(root: Path, name: str) -> HookFile:
    text = _text(root, name)
    functions = tuple(dict.fromkeys(_FUNCTION.findall(text)))
    needs: dict[str, HookFile] = {}
    waiting = [(name, text)]
    while waiting:
        for beside in _beside(root, *waiting.pop()):
            if beside not in needs and beside != name:
                needs[beside] = HookFile(beside, _text(root, beside))
                waiting.append((beside, needs[beside].text))
    return HookFile(name, text, functions, tuple(needs[path] for path in sorted(needs)))


def _beside(root: Path, name: str, text: str) -> Iterator[str]:
    """The files in the folder of a file that it imports."""
    folder = name.rpartition("/")[0]
    for found in _IMPORT.finditer(text):
        for part in (found["one"] or found["more"]).split(","):
            stem = re.split(r"[.\s(]", part.strip(), maxsplit=1)[0]
            path = f"{folder}/{stem}.py" if folder else f"{stem}.py"
            if stem and (root / path).is_file():
                yield path


def _text(root: Path, name: str) -> str:
    try:
        return bytes_of(root / name).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}"
        hint = "write the file, or take it out of 'hooks:'; docs/hooks.md says what it may hold"
        tree = tree_of(root)
        line = line_of(("hooks",), tree) if tree else None
        raise ConfigError(Diagnostic(NAME, line, "no-hooks", f"'{name}' in 'hooks:' {said}", hint)) from error

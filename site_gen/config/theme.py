"""Loads the theme: the default templates and static files, each replaced by the site's own if there is one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from site_gen.engine.hashing import digest
from site_gen.engine.reading import bytes_of, text_of
from site_gen.errors import Diagnostic, ThemeError

_STATIC: Final = "static/"
DEFAULT: Final = "default/"  # names the theme's file from the site's own that replaces it


class ThemeFiles(msgspec.Struct, frozen=True):
    """Templates as name, text and the file to name in messages; static files as name, digest and place."""

    templates: tuple[tuple[str, str, str], ...]
    statics: tuple[tuple[str, bytes, str], ...]


def default_folder() -> Path:
    """The folder of the default theme: beside the package in a checkout, inside it when installed."""
    here = Path(__file__).parent.parent
    return here / "templates" if (here / "templates").is_dir() else here.parent / "templates"


def load(own: Path) -> ThemeFiles:
    """Load the theme of a site with its own templates in `own`; raises `ThemeError` if a file is not UTF-8."""
    default = dict(_files(default_folder()))
    files = {f"{DEFAULT}{name}": path for name, path in default.items() if name.endswith(".html")}
    files |= default | dict(_files(own))
    templates, statics = [], []
    for name, path in sorted(files.items()):
        is_ours = default.get(name.removeprefix(DEFAULT)) == path
        shown = f"{DEFAULT}{name.removeprefix(DEFAULT)}" if is_ours else f"templates/{name}"
        if name.startswith(_STATIC):
            statics.append((name.removeprefix(_STATIC), digest(bytes_of(path)), str(path)))
            continue
        if not name.endswith(".html"):
            continue
        try:
            templates.append((name, text_of(path), shown))
        except UnicodeDecodeError as error:
            hint = "save the file as UTF-8"
            raise ThemeError(Diagnostic(shown, None, "template", f"is not UTF-8: {error.reason}", hint)) from error
    return ThemeFiles(tuple(templates), tuple(statics))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = here[len(str(folder)) + 1 :].replace(os.sep, "/")
        for name in names:
            path = f"{inside}/{name}" if inside else name
            if not name.startswith(".") and (folder / path).is_file():
                yield path, folder / path

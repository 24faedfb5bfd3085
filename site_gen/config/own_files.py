"""A digest's own pages in `pages/`, and the files in `root/`, which are published as they are."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from site_gen.engine.hashing import digest
from site_gen.engine.reading import bytes_of, text_of
from site_gen.errors import Diagnostic
from site_gen.language.merges import unfinished_merge

_PAGES: Final = ("md", "html")
_UNSAFE: Final = re.compile(r"[^\w.~-]+")  # in an address: "About us" -> "About-us"
# What editors, file managers and git leave behind.
_LEFTOVERS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".gitignore", ".gitattributes"})
_LEFT_ENDINGS: Final = ("~", ".swp", ".swo", ".tmp", ".part", ".orig", ".bak")


class OwnFiles(msgspec.Struct, frozen=True):
    """Pages as name, text and the file to name in messages; files for the root as path, digest and place."""

    pages: tuple[tuple[str, str, str], ...] = ()
    roots: tuple[tuple[str, bytes, str], ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def load_own_files(root: Path, pages: str, roots: str) -> OwnFiles:
    """The pages and files of the digest in `root`; both folders may be missing."""
    faults: list[Diagnostic] = []
    found_pages = list(_pages(root / pages, pages, faults))
    found_roots = list(_roots(root / roots, roots, faults))
    return OwnFiles(tuple(found_pages), tuple(found_roots), tuple(faults))


def _pages(folder: Path, shown: str, faults: list[Diagnostic]) -> Iterator[tuple[str, str, str]]:
    taken: dict[str, str] = {}
    for path in _files(folder, shown, faults, hidden=False):
        if path.rpartition(".")[2].lower() not in _PAGES:
            continue  # pictures and files that pages may show
        name = page_name(path)
        other = taken.setdefault(name, path)
        if other != path:
            hint = "rename one of the two"
            faults.append(Diagnostic(f"{shown}/{path}", None, "collision", f"is one page with '{other}'", hint))
            continue
        try:
            text = text_of(folder / path)
        except OSError as error:
            faults.append(_unreadable(f"{shown}/{path}", error))
        except UnicodeDecodeError as error:
            faults.append(
                Diagnostic(f"{shown}/{path}", None, "own-page", f"cannot be read: {error}", "save it as UTF-8")
            )
        else:
            conflict = unfinished_merge(text, f"{shown}/{path}")
            if conflict:
                faults.append(conflict)
            else:
                yield name, text, f"{shown}/{path}"


def page_name(path: str) -> str:
    """What a page is called in its address, by its file below the folder of pages: "Our team.md" is "Our-team"."""
    parts = path.rpartition(".")[0].split("/")
    return "/".join(_UNSAFE.sub("-", part).strip("-") or "page" for part in parts).removesuffix("/index")


def _roots(folder: Path, shown: str, faults: list[Diagnostic]) -> Iterator[tuple[str, bytes, str]]:
    for path in _files(folder, shown, faults, hidden=True):
        try:
            data = bytes_of(folder / path)
        except OSError as error:
            faults.append(_unreadable(f"{shown}/{path}", error))
            continue
        conflict = unfinished_merge(data.decode(errors="replace"), f"{shown}/{path}") if b"<<<<<<<" in data else None
        if conflict:
            faults.append(conflict)
        else:
            yield path, digest(data), str(folder / path)


def _unreadable(path: str, error: OSError) -> Diagnostic:
    hint = "put a file there that can be read, or take it out"
    return Diagnostic(path, None, "own-file", f"cannot be read: {error.strerror or error}", hint)


def _files(folder: Path, shown: str, faults: list[Diagnostic], *, hidden: bool) -> list[str]:
    """The files of a folder, in the order of their paths; hidden ones only if wanted."""
    inside = folder.resolve()
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(it for it in folders if it != ".git" and (hidden or not it.startswith(".")))
        for name in names:
            path = os.path.relpath(os.path.join(here, name), folder).replace(os.sep, "/")  # noqa: PTH118
            if name in _LEFTOVERS or name.endswith(_LEFT_ENDINGS) or (name.startswith(".") and not hidden):
                continue
            fault = _link_or_pipe(folder / path, inside)
            if fault:
                hint = "put the file itself there"
                faults.append(Diagnostic(f"{shown}/{path}", None, "own-link", fault, hint, "warning"))
            else:
                found.append(path)
    return sorted(found)


def _link_or_pipe(path: Path, inside: Path) -> str:
    """What is wrong with a name in the folder that stands for no file of it; nothing if it is one."""
    try:
        mode = path.stat().st_mode
        is_inside = path.resolve().is_relative_to(inside)
    except (OSError, RuntimeError) as error:  # some versions of Python raise the latter for links in a circle
        return f"cannot be read: {getattr(error, 'strerror', None) or 'its links lead in a circle'}"
    if not is_inside:
        return "leads out of the folder"
    return "" if stat.S_ISREG(mode) else "is a pipe or a device and no file; it is not opened"

"""Hooks as values: the text of their files, which is sent to workers and stands in keys; and what only hooks use."""

from __future__ import annotations

from typing import Final

import msgspec

FUNCTIONS: Final = ("read", "article", "topics", "pages", "published")


class PageText(msgspec.Struct, frozen=True, kw_only=True):
    """A page that a hook adds: its address, as in "people/ann-lee", and Markdown, which may have front matter."""

    name: str
    text: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build published, as paths below the site's root."""

    title: str  # of the site
    base_url: str
    stories: int
    articles: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[str, ...]  # in words


class HookFile(msgspec.Struct, frozen=True):
    """A file with hooks: its path in the site's folder, its text, its hooks, and the files beside it that it needs."""

    path: str
    text: str
    functions: tuple[str, ...] = ()
    needs: tuple[HookFile, ...] = ()


class Hooks(msgspec.Struct, frozen=True):
    """The files with hooks in the order of `site.yaml`, and the versions of the libraries that they import."""

    files: tuple[HookFile, ...] = ()
    libraries: tuple[tuple[str, str], ...] = ()

    def of(self, *functions: str) -> Hooks:
        """The files that have one of these functions."""
        files = tuple(file for file in self.files if not set(functions).isdisjoint(file.functions))
        return Hooks(files, self.libraries if files else ())

    def having(self, function: str) -> tuple[HookFile, ...]:
        """The files that have a function."""
        return tuple(file for file in self.files if function in file.functions)


NO_HOOKS: Final = Hooks()

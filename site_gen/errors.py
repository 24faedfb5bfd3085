"""Everything that can go wrong, reported so that a person knows what to do.

A bad input is data: a `Diagnostic` beside the value, made by a named function of the room that found it.
Only what stops the whole build is raised, always as a `SiteGenError`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]
Cost = Literal["itself", "page", "output"]


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """A problem with its place and a hint; `path` is relative to the site's folder, `line` counts from 1."""

    path: str
    line: int | None
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"  # how loud it is said
    cost: Cost = "itself"  # what is missing for it: no more than the file, a page that was there, the whole output

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        text = f"{place}: {self.severity}: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


def as_warning(diagnostic: Diagnostic) -> Diagnostic:
    """The problem of a file that costs no more than itself: what is an error in a room below is said as a warning."""
    return msgspec.structs.replace(diagnostic, severity="warning") if diagnostic.severity == "error" else diagnostic


def by_place(diagnostics: set[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order of the places that they name."""
    return tuple(sorted(diagnostics, key=lambda it: (it.path, it.line or 0, it.message)))


class SiteGenError(Exception):
    """Stops the command; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[SiteGenError], tuple[Diagnostic, ...]]:
        """Restore the error when it comes back from a worker."""
        return type(self), self.diagnostics


class ConfigError(SiteGenError):
    """`site.yaml` or `editorial.yaml` cannot be used as it stands."""


class ThemeError(SiteGenError):
    """A template of the theme is missing or broken."""


class OutputError(SiteGenError):
    """The output folder cannot be written."""


class CacheError(SiteGenError):
    """The cache cannot be read or written, for reasons that a new one would have too."""


class ContentError(SiteGenError):
    """A content file cannot be written."""


class ChangedError(SiteGenError):
    """A file is no longer what the build read a moment ago."""


class HookError(SiteGenError):
    """A file with hooks cannot be loaded."""


class ClusterError(SiteGenError):
    """The cluster for the build cannot be used."""


def unwritable(path: str, error: OSError) -> ContentError:
    """The error for a content file that cannot be written."""
    hint = "make room or fix the permissions; what was there is still whole"
    return ContentError(Diagnostic(path, None, "content", f"cannot be written: {error.strerror}", hint))


def changed(path: str) -> ChangedError:
    """The error for a file whose text changed while the build was reading it."""
    return ChangedError(Diagnostic(path, None, "changed", "changed while the site was built", "build again"))

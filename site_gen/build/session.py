"""A session: what a program that builds again and again remembers between builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_gen.build.inputs import Inputs


class Session:
    """One program's builds of one site with one cache; nobody else writes to the output meanwhile."""

    def __init__(self) -> None:
        self.has_built = False
        self._inputs: Inputs | None = None  # of the last build that read them all
        self._changed: frozenset[str] | None = None  # paths since then; None if nobody watched for a while

    def report(self, changed: frozenset[str] | None) -> None:
        """Take note of the paths that changed since the last build; None if nobody watched."""
        self._changed = None if changed is None or self._changed is None else self._changed | changed

    def known_inputs(self) -> tuple[Inputs, frozenset[str]] | None:
        """The inputs as they were, and the paths that changed since; None if that is not known."""
        if not self.has_built or self._inputs is None or self._changed is None:
            return None
        return self._inputs, self._changed

    def begin(self) -> None:
        """Rely on nothing until a build is done."""
        self._inputs = None

    def end(self, inputs: Inputs) -> None:
        """Keep the inputs of a build that read everything."""
        self.has_built = True
        self._inputs, self._changed = inputs, frozenset()

"""The help of commands that have commands."""

from __future__ import annotations

from typing import Final

import click

_WHOLE: Final = 1_000  # characters, which no first sentence has


class WholeLines(click.Group):
    """A command whose help does not cut what its commands do."""

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        found = ((name, self.get_command(context, name)) for name in self.list_commands(context))
        rows = [(name, command.get_short_help_str(_WHOLE)) for name, command in found if command]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

"""The `site-gen` command: the only room that prints or exits.

Exit codes: 0 good, 1 done but an error was reported, 2 stopped.
"""

from __future__ import annotations

import sys

from site_gen.cli.commands import cli
from site_gen.errors import SiteGenError


def main() -> None:
    """Run the command line; what stops a command is printed, never a traceback for a person's mistake."""
    try:
        cli(standalone_mode=True)
    except SiteGenError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)

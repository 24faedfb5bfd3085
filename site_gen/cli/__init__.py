"""The `site-gen` command: the only room that prints or exits.

Exit codes: 0 good, 1 done but an error was reported, 2 stopped.
"""

from __future__ import annotations

import os
import sys

from site_gen.cli.build import parse_plain_build, run_build
from site_gen.cli.place import flag_first
from site_gen.errors import SiteGenError


def main() -> None:
    """Run the command line; what stops a command is printed, never a traceback for a person's mistake."""
    # numpy would start threads for matrix work, which we do not have, and they would wait in a loop.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        words = flag_first(sys.argv[1:])
        wanted = parse_plain_build(words)
        if wanted is not None:
            run_build(wanted)
            return
        from site_gen.cli.commands import cli

        cli(words, standalone_mode=True)
    except SiteGenError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("stopped; every file that was written is whole, and the next build continues from there", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)

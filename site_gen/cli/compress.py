"""Commands that make a built site ready for its host: compress."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.pass_obj
def compress(site: Path) -> None:
    """Write compressed copies beside the files of output/: gzip, and Brotli where it is installed."""
    from site_gen.config import site_yaml
    from site_gen.language.plain import plural
    from site_gen.publish.compress import compress as run

    done = run(site / site_yaml.load(site).folders.output, site / ".cache/compressed.json")
    made = f"{plural(done.made, 'copy', 'copies')} made, {done.unchanged:,} unchanged, {done.removed:,} removed"
    more = "" if ".br" in done.suffixes else "; \"pip install 'site-gen[brotli]'\" adds Brotli"
    print(f"{made} ({', '.join(done.suffixes)}){more}", file=sys.stderr)

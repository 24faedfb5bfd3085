"""`site-gen state`: what a schedule carries from run to run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from site_gen.cli.build import is_time, moment
from site_gen.cli.ending import say
from site_gen.cli.help import WholeLines
from site_gen.errors import Diagnostic, SiteGenError

if TYPE_CHECKING:
    from site_gen.publish.state import StateOptions

_MOST: Final = 500_000_000  # bytes of an archive that is asked for
_remote = click.option("--remote", default="origin", show_default=True, help="Where the branches are.")
_branch = click.option("--branch", default="site-gen-state", show_default=True, help="The branch that is replaced.")


@click.group(cls=WholeLines)
def state() -> None:
    """Carry fetched seeds and the fetcher's memory from one run to the next, in fresh clones too."""


@state.command()
@_remote
@_branch
@click.option("--file", "source", default="", help="Take up an archive, a file or an address, instead of the branch.")
@click.pass_obj
def load(site: Path, remote: str, branch: str, source: str) -> None:
    """Take up what the last run left; what a person committed is never written over."""
    from site_gen.publish.state import load_file, load_state

    options = _options(site, remote, branch)
    done = load_file(site, options, _bytes(source), source) if source else load_state(site, options)
    for line in done.said:
        say(line)


@state.command()
@_remote
@_branch
@click.option("--main", default="", help="The branch that content/ is committed to (default: the one checked out).")
@click.option("--keep", default=90, show_default=True, type=click.IntRange(1), help="Days that a seed is kept.")
@click.option("--file", "target", default="", help="Leave an archive instead of the branch.")
@click.option("--now", metavar="TIME", default="", help="Save as if it were TIME (ISO 8601).")
@click.pass_obj
def save(site: Path, remote: str, branch: str, main: str, keep: int, target: str, now: str) -> None:
    """Commit content/ to the main branch where it changed, and replace the state branch by one commit."""
    import msgspec

    from site_gen.publish.state import save_file, save_state

    options = msgspec.structs.replace(_options(site, remote, branch), main=main, keep=keep)
    if not is_time(now):
        raise click.BadParameter(f"'{now}' is not a time; write it as 2025-12-04T09:30:00+00:00")
    done = save_file(site, options, Path(target)) if target else save_state(site, options, moment(now))
    for line in done.said:
        say(line)


def _options(site: Path, remote: str, branch: str) -> StateOptions:
    from site_gen.config import site_yaml
    from site_gen.fetch.state import STATE
    from site_gen.publish.state import StateOptions

    folders = site_yaml.load(site).folders
    return StateOptions(
        seeds=folders.seeds, content=folders.content, fetched=STATE, remote=remote, branch=branch
    )  # fmt: skip


def _bytes(source: str) -> bytes:
    from http.client import HTTPException
    from urllib.request import urlopen

    try:
        if not source.startswith(("https://", "http://")):
            return Path(source).read_bytes()
        with urlopen(source, timeout=60) as answer:  # noqa: S310 - the address is the owner's own
            return bytes(answer.read(_MOST))
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or getattr(error, "reason", None) or error
        hint = "name the archive that 'state save --file' left; before the first run there is none"
        raise SiteGenError(Diagnostic(source, None, "state", f"cannot be read: {reason}", hint)) from error

"""`site-gen fetch`: what is due of the sources comes into `seeds/`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cli.build import is_time, moment
from site_gen.cli.ending import say

if TYPE_CHECKING:
    from site_gen.fetch.pipeline import Fetched
    from site_gen.fetch.records import Attempt
    from site_gen.fetch.sources import SourceList


@click.command()
@click.argument("names", metavar="[SOURCE]…", nargs=-1)
@click.option(
    "--all", "ask_all", is_flag=True, help="Ask for what is not due too, but never sooner than a server wants."
)
@click.option("--dry-run", is_flag=True, help="Say what would be asked, and why; ask nothing.")
@click.option("--apply-moves", is_flag=True, help="Write the addresses that feeds have moved to into site.yaml.")
@click.option("--now", metavar="TIME", default="", help="Fetch as if it were TIME (ISO 8601).")
@click.option("--json", "as_json", is_flag=True, help="Print a line for every attempt and every skip as JSON.")
@click.pass_obj
def fetch(
    site: Path, names: tuple[str, ...], ask_all: bool, dry_run: bool, apply_moves: bool, now: str, as_json: bool
) -> None:
    """Bring the news of the sources in site.yaml into seeds/: of all, or of each SOURCE, what is due."""
    if not is_time(now):
        raise click.BadParameter(f"'{now}' is not a time; write it as 2025-12-04T09:30:00+00:00")
    with contextlib.nullcontext() if dry_run else locked(site):
        last, code = fetch_sources(site, names, now, ask_all=ask_all, dry_run=dry_run, as_json=as_json)
        if apply_moves and not dry_run:
            _write_moves(site, now)
    if not dry_run:
        say(last)
    sys.exit(code)


def fetch_sources(
    site: Path, names: tuple[str, ...], now: str, *, ask_all: bool = False, dry_run: bool = False, as_json: bool = False
) -> tuple[str, int]:
    """Fetch and say what was found; a closing line, and the exit code that it calls for. The caller holds the lock."""
    from site_gen.cli.progress import progress
    from site_gen.fetch.pipeline import RunOptions, fetch
    from site_gen.fetch.records import seconds_of
    from site_gen.fetch.sources import load_sources

    sources = load_sources(site)
    wanted = _named(names, sources)
    say_problems(sources, site)
    options = RunOptions(now=seconds_of(moment(now)), ask_all=ask_all, dry_run=dry_run, sources=wanted)
    with progress(as_json=False, say=say) as tell:
        done = fetch(site, sources, options, lambda done, total: tell("fetch", done, total))
    lines = {feed.url: feed.line for feed in sources.feeds}
    _print(done, lines, as_json=as_json, dry_run=dry_run)
    is_wrong = any(it.severity == "error" for it in sources.diagnostics)
    return _closing(done), 1 if done.failed or is_wrong else 0


@contextlib.contextmanager
def locked(site: Path) -> Iterator[None]:
    """Keep other runs out; a second one says that it waits."""
    from site_gen.engine.memo import exclusive
    from site_gen.fetch.pipeline import LOCK

    with exclusive(site / LOCK, lambda: say("another fetch of this site is running; waiting for it")):
        yield


def say_problems(sources: SourceList, site: Path) -> None:
    """Say what is wrong with sources; the line itself is shown where it cannot hold a secret."""
    from site_gen.engine.diagnostics import describe
    from site_gen.fetch.sources import SECRET

    for it in sources.diagnostics:
        for text in [str(it)] if it.code == SECRET else describe([it], site):
            say(text)


def print_attempt(line: Attempt) -> None:
    """An attempt as a line of JSON on stdout."""
    import msgspec

    print(msgspec.json.encode(line).decode(), flush=True)


def _write_moves(site: Path, now: str) -> None:
    from site_gen.fetch.adding import moved
    from site_gen.fetch.records import seconds_of

    for old, new in moved(site, seconds_of(moment(now))):
        say(f"site.yaml: {old} is {new} from now on")


def _named(names: tuple[str, ...], sources: SourceList) -> tuple[str, ...]:
    from site_gen.content.folders import folder_of

    by_name = {feed.source.casefold(): feed.source for feed in sources.feeds}
    by_name |= {folder_of(feed.source): feed.source for feed in sources.feeds}
    unknown = [name for name in names if name.casefold() not in by_name]
    if unknown:
        known = ", ".join(f"'{name}'" for name in dict.fromkeys(by_name.values())) or "none has a feed"
        raise click.UsageError(f"no source '{unknown[0]}' with a feed in site.yaml; there are: {known}")
    return tuple(by_name[name.casefold()] for name in names)


def _print(done: Fetched, lines: Mapping[str, int], *, as_json: bool, dry_run: bool) -> None:
    for line in done.lines:
        if as_json:
            print_attempt(line)
        elif dry_run:
            print(
                f"{line.source}: {line.url}: {line.due or line.reason}" if line.due else f"{line.source}: {line.reason}"
            )
        if not dry_run and (line.outcome == "fail" or line.reason.startswith("page ")):
            said, _, hint = line.reason.partition("; ")
            place = f"site.yaml:{lines[line.url]}: " if line.url in lines else ""
            say(f"{place}{line.source}: {line.url}: {said}" + (f"\n  hint: {hint}" if hint else ""))
    for remark in done.remarks:
        say(remark)
    if done.is_our_network:
        say("no server answered: this is our network; it counts against no source")


def _closing(done: Fetched) -> str:
    from site_gen.language.plain import plural

    parts = [
        f"{plural(done.asked, 'feed')} asked",
        plural(done.fresh, "new entry", "new entries"),
        *([f"{plural(done.pages, 'full text')} taken"] if done.pages else []),
        *([f"{len(done.failed)} failed"] if done.failed else []),
        f"{sum(it.outcome == 'skip' for it in done.lines)} left alone",
    ]
    return ", ".join(parts)

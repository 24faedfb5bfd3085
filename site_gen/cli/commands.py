"""The commands of the digest: init, build, ingest, serve, check, why."""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen import __version__
from site_gen.cli import deploying, desk, filters, measure
from site_gen.errors import Diagnostic, SiteGenError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from site_gen.config import Config
    from site_gen.memo import Memo
    from site_gen.outcome import Built

_HOSTS = ("github", "gitlab", "netlify", "cloudflare", "s3", "rsync")  # as in `starter`, without importing it
_SELDOM = (200_000, 50, 1_000)
_STOPS = frozenset({"template"})  # codes of diagnostics that mean exit code 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-gen")
@click.option("-C", "folder", default=".", type=click.Path(path_type=Path, file_okay=False), help="The site's folder.")
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """Turn a folder of raw news articles into a static news digest."""
    context.obj = folder


cli.add_command(filters.parse)
cli.add_command(filters.group)
cli.add_command(deploying.compress)
for command in (desk.pin, desk.hide, desk.merge, desk.split, desk.rename, desk.topic, measure.evaluate):
    cli.add_command(command)


@cli.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--host", type=click.Choice(_HOSTS), default="github", help="Where it will stand (default: github).")
@click.pass_obj
def init(site: Path, folder: Path | None, host: str) -> None:
    """Make a new digest in FOLDER: site.yaml, an example seed, a Makefile, and what deploys it to a host."""
    from site_gen.starter import start

    target = site / folder if folder else site
    for path in start(target, host):
        _say(f"made {path}")
    _say(f"next: put articles into '{target / 'seeds'}', then 'site-gen -C {target} build'")


@cli.command()
@click.option("--workers", type=click.IntRange(1), help="Processes to spread work over (default: the cores).")
@click.option("--now", metavar="TIME", default="", help="Build as if it were TIME (ISO 8601).")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_obj
def ingest(site: Path, workers: int | None, now: str, strict: bool) -> None:
    """Bring content/ up to date with seeds/; what a person changed stays."""
    from site_gen import inputs
    from site_gen.ingesting import ingest as run

    config = _config(site)
    with _session(site, workers) as (memo, start):
        done = run(site, config, inputs.look(site, config, memo), memo, _time(now), start)
    _say(f"{done.articles:,} articles in seeds, {len(done.added):,} added, {len(done.updated):,} updated")
    _finish(site, done.diagnostics, strict=strict)


@cli.command()
@click.option("--clean", is_flag=True, help="Forget the cache first.")
@click.option("--workers", type=click.IntRange(1), help="Processes to spread work over (default: the cores).")
@click.option("--scheduler", metavar="URL", default="", help="Spread work over the Dask cluster at tcp://HOST:8786.")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--now", metavar="TIME", default="", help="Build as if it were TIME (ISO 8601).")
@click.option("--base-url", metavar="URL", default="", help="The site's address, instead of the one in site.yaml.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_json", is_flag=True, help="Print phases, diagnostics and a summary as JSON Lines.")
@click.pass_obj
def build(
    site: Path,
    clean: bool,
    workers: int | None,
    scheduler: str,
    drafts: bool,
    now: str,
    base_url: str,
    strict: bool,
    as_json: bool,
) -> None:
    """Ingest the seeds, then make every page of output/ that is not as it should be."""
    from site_gen.build import build as run
    from site_gen.build import configured
    from site_gen.cli.progress import print_diagnostics, print_summary, progress
    from site_gen.config import text_of

    if workers and scheduler:
        raise click.UsageError("'--workers' and '--scheduler' exclude each other: workers join a cluster by themselves")
    began = time.perf_counter()
    # What a build makes lives until its end; looking through it again and again for garbage costs a tenth of the time.
    gc.set_threshold(*_SELDOM)
    try:
        text = text_of(site)
        with _session(site, workers, scheduler) as (memo, start), progress(as_json=as_json, say=_say) as memo.tell:
            if clean:
                memo.forget()
            config = configured(text, memo, base_url=base_url)
            built = run(site, config, memo, now=_time(now), drafts=drafts, workers=start)
    except SiteGenError as error:
        if as_json:
            print_diagnostics(error.diagnostics)
        raise
    seconds = time.perf_counter() - began
    if as_json:
        print_diagnostics(built.diagnostics)
        print_summary(built, seconds)
    _finish(site, built.diagnostics, strict=strict, last=_closing_line(built), seconds=seconds)


@cli.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; the desk stays with this machine."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too; output/ is left alone then.")
@click.pass_obj
def serve(site: Path, port: int, host: str, open_browser: bool, drafts: bool) -> None:
    """Build, serve output/ on this machine with an editor's desk, rebuild on change, reload the browser."""
    from site_gen.server import serve as run

    run(site, port=port, host=host, open_browser=open_browser, drafts=drafts, say=_say)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON Lines.")
@click.option("--max-age", metavar="DAYS", type=click.IntRange(0), help="Complain when the newest story is older.")
@click.option("--now", metavar="TIME", default="", help="Check as if it were TIME (ISO 8601).")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_obj
def check(site: Path, as_json: bool, max_age: int | None, now: str, strict: bool) -> None:
    """Check output/: links, feeds, sitemaps, requests to other hosts, accessibility basics, weight."""
    from site_gen.checking import check_output

    config = _config(site)
    found = check_output(site / config.folders.output, config, max_age=max_age, now=_time(now))
    problems = _quarantine(site, config)
    if as_json:
        from msgspec.json import encode

        for diagnostic in (*problems, *found.diagnostics):
            print(encode(diagnostic).decode())
    _finish(site, (*problems, *found.diagnostics), strict=strict, last=found.summary)


@cli.command()
@click.argument("first")
@click.argument("second", required=False)
@click.pass_obj
def why(site: Path, first: str, second: str | None) -> None:
    """Why articles FIRST and SECOND are, or are not, one story; or what stands behind the page FIRST.

    An article is named by its id, its file in content/, or its headline; a page by its path in output/.
    """
    from site_gen.build import open_memo
    from site_gen.reasons import why_one_story, why_page

    config = _config(site)
    with open_memo(site) as memo:
        lines = why_one_story(site, config, memo, first, second) if second else why_page(site, config, memo, first)
    for line in lines:
        print(line)


def _config(site: Path, base_url: str = "") -> Config:
    from site_gen import config

    return config.load(site, base_url=base_url)


@contextlib.contextmanager
def _session(
    site: Path, workers: int | None, scheduler: str = ""
) -> Iterator[tuple[Memo, Callable[[int], Executor | None] | None]]:
    from site_gen.build import open_memo

    with open_memo(site, _say_waiting) as memo, _helpers(workers, scheduler) as start:
        yield memo, start


def _helpers(workers: int | None, scheduler: str) -> AbstractContextManager[Callable[[int], Executor | None] | None]:
    """Who shares the work: processes here, or a cluster."""
    if scheduler:
        from site_gen.cluster import cluster

        return cluster(scheduler)
    from site_gen.workers import pool

    return pool(workers)


def _say_waiting() -> None:
    _say("another build of this site is running; waiting for it")


def _time(text: str) -> str:
    """The time of the build, from the option or the clock, in ISO 8601 with its offset."""
    import datetime

    try:
        moment = datetime.datetime.fromisoformat(text) if text else datetime.datetime.now(datetime.UTC)
    except ValueError:
        raise click.BadParameter(f"'{text}' is not a time; write it as 2025-12-04T09:30:00+00:00") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).isoformat(timespec="seconds")


def _closing_line(built: Built) -> str:
    from site_gen.report import plural

    done, published = built.ingested, built.published
    ingested = (
        f"{plural(len(done.added), 'article')} added, {len(done.updated):,} updated; "
        if done.added or done.updated
        else ""
    )
    return (
        f"{ingested}{plural(built.articles, 'article')} in {plural(built.stories, 'story', 'stories')}; "
        f"{plural(len(published.made), 'page')} rendered, {published.unchanged:,} unchanged, "
        f"{published.removed:,} removed; {published.written:,} written"
    )


def _finish(
    site: Path, diagnostics: Sequence[Diagnostic], *, strict: bool, last: str = "", seconds: float | None = None
) -> None:
    """Print what was found and exit with the code that it calls for."""
    from site_gen.report import describe, summary

    for text in describe(diagnostics, site):
        _say(text)
    count, took = summary(diagnostics), ""
    if seconds is not None:
        count, took = count or "no warnings", f"{seconds:.1f} s"
    if last or count:
        _say("; ".join(part for part in (last, count, took) if part))
    if any(it.code in _STOPS for it in diagnostics):
        sys.exit(2)
    fatal = {"error", "warning"} if strict else {"error"}
    if any(it.severity in fatal for it in diagnostics):
        sys.exit(1)


def _quarantine(site: Path, config: Config) -> tuple[Diagnostic, ...]:
    """What the last build could not read, said again."""
    from site_gen.build import open_memo
    from site_gen.pipeline import problems

    with open_memo(site) as memo:
        return problems(site, config, memo)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

"""The commands of the digest: init, build, ingest, serve, check, why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cli import compress, editor, evaluate, fetch, parse_and_group, prune, run, sources, state
from site_gen.cli.build import Wanted, is_time, moment, run_build, session
from site_gen.cli.ending import finish, report, say
from site_gen.cli.help import WholeLines
from site_gen.cli.place import as_in_digest, digest_at, existing
from site_gen.errors import Diagnostic

if TYPE_CHECKING:
    from site_gen.config.site_yaml import Config
    from site_gen.engine.memo import Memo

_HOSTS = (
    "github",
    "gitlab",
    "netlify",
    "cloudflare",
    "s3",
    "rsync",
    "cron",
    "systemd",
    "docker",
)  # as in `starter`, without importing it


def _say_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from site_gen.cli.version import version_lines

        for line in version_lines():
            print(line)
        context.exit()


@click.group(cls=WholeLines, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help="Say what runs."
)
@click.option("-C", "folder", default=".", type=click.Path(path_type=Path, file_okay=False), help="The site's folder.")
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """Turn a folder of raw news articles into a static news digest."""
    is_new = context.invoked_subcommand == "init"
    context.obj = folder if is_new else digest_at(existing(folder))


cli.add_command(parse_and_group.parse)
cli.add_command(parse_and_group.group)
cli.add_command(compress.compress)
cli.add_command(prune.prune)
cli.add_command(state.state)
cli.add_command(fetch.fetch)
cli.add_command(sources.sources)
cli.add_command(run.run)
for command in (editor.pin, editor.hide, editor.merge, editor.split, editor.rename, editor.lead, editor.topic):
    cli.add_command(command)
cli.add_command(evaluate.evaluate)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what completes commands and options in a SHELL, as in: eval "$(site-gen completion bash)"."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found:
        print(found(cli, {}, "site-gen", "_SITE_GEN_COMPLETE").source())


@cli.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--host",
    type=click.Choice(_HOSTS),
    metavar="HOST",
    default="github",
    help=f"Where it will stand: {', '.join(_HOSTS)} (default: github).",
)
@click.option("--base-url", metavar="URL", default="", help="The address where the site will stand.")
@click.option(
    "--recipe", "is_recipe", is_flag=True, help="In a digest: write only what deploys it, over what is there."
)
@click.pass_obj
def init(site: Path, folder: Path | None, host: str, base_url: str, is_recipe: bool) -> None:
    """Make a new digest in FOLDER: site.yaml, an example seed, a Makefile, and what deploys it to a host."""
    from site_gen.cli.starter import renew, start

    target = site / folder if folder else site
    done = renew(target, host) if is_recipe else start(target, host, base_url)
    for path in done.made:
        say(f"made {path}")
    for path in done.kept:
        say(f"left '{path}' as it is")
    if done.above:
        say(f"it lies in the folder of the digest '{done.above}', and is one of its own")
    if done.unignored:
        say(f"add to '{target / '.gitignore'}': {' '.join(done.unignored)}")
    if not is_recipe and not base_url:
        say(f"set 'base_url' in '{target / 'site.yaml'}' to the address where the site will stand")
    say(f"next: put articles into '{target / 'seeds'}', then 'site-gen -C {target} build'")


@cli.command()
@click.option("--workers", type=click.IntRange(1), help="Processes to spread work over (default: the cores).")
@click.option("--now", metavar="TIME", default="", help="Build as if it were TIME (ISO 8601).")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_obj
def ingest(site: Path, workers: int | None, now: str, strict: bool) -> None:
    """Bring content/ up to date with seeds/; what a person changed stays."""
    from site_gen.build import inputs
    from site_gen.build.ingest import ingest as run
    from site_gen.build.ingest import keep_memory
    from site_gen.content.kept_addresses import parse_pages

    config, faults = _config_and_faults(site)
    with session(site, workers) as (memo, start):
        found = inputs.snapshot_inputs(site, config, memo)
        content = run(site, config, found, memo, _time(now), start)
        done = keep_memory(site, config, content, parse_pages(found.memory.text)).ingested
    say(f"{done.articles:,} articles in seeds, {len(done.added):,} added, {len(done.updated):,} updated")
    finish(site, (*faults, *done.diagnostics), strict=strict)


@cli.command()
@click.option("--clean", is_flag=True, help="Forget the cache first.")
@click.option("--workers", type=click.IntRange(1), help="Processes to spread work over (default: the cores).")
@click.option("--scheduler", metavar="URL", default="", help="Spread work over the Dask cluster at tcp://HOST:8786.")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--now", metavar="TIME", default="", help="Build as if it were TIME (ISO 8601).")
@click.option("--base-url", metavar="URL", default="", help="The site's address, instead of the one in site.yaml.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_json", is_flag=True, help="Print phases, diagnostics and a summary as JSON Lines.")
@click.option("--explain", is_flag=True, help="Say which way the build went, and why no shorter one.")
@click.option("--list-changes", is_flag=True, help="Print the paths of output/ that were added, changed and removed.")
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
    explain: bool,
    list_changes: bool,
) -> None:
    """Ingest the seeds, then make every page of output/ that is not as it should be."""
    if workers and scheduler:
        raise click.UsageError("'--workers' and '--scheduler' exclude each other: workers join a cluster by themselves")
    asked = (_time(now), base_url, strict, as_json, explain, list_changes)
    run_build(Wanted(site, clean, workers, scheduler, drafts, *asked))


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
    from site_gen.serve import serve as run

    run(site, port=port, host=host, open_browser=open_browser, drafts=drafts, say=say)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON Lines.")
@click.option("--max-age", metavar="DAYS", type=click.IntRange(0), help="Complain when the newest story is older.")
@click.option("--now", metavar="TIME", default="", help="Check as if it were TIME (ISO 8601).")
@click.option("--base-url", metavar="URL", default="", help="The site's address, instead of the one in site.yaml.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_obj
def check(site: Path, as_json: bool, max_age: int | None, now: str, base_url: str, strict: bool) -> None:
    """Check output/: links, feeds, lost addresses, sitemaps, requests to other hosts, accessibility basics, weight."""
    import msgspec

    from site_gen.build.inputs import memory_of
    from site_gen.check import check_output
    from site_gen.check.recipients import leaks

    config, faults = _config_and_faults(site, base_url)
    memory = memory_of(site, config).text
    found = check_output(site / config.folders.output, config, memory=memory, max_age=max_age, now=_time(now))
    told = tuple(leaks(site / config.folders.seeds, site / config.folders.output, config.folders.output))
    found = msgspec.structs.replace(found, diagnostics=(*found.diagnostics, *told)) if told else found
    problems = (*faults, *_quarantine(site, config))
    if as_json:
        from msgspec.json import encode

        for diagnostic in (*problems, *found.diagnostics):
            print(encode(diagnostic).decode())
    everything = (*problems, *found.diagnostics)
    report(site, everything, last=found.summary if everything else f"all is well: {found.summary}")
    fatal = {"error", "warning"} if strict else {"error"}
    # What is wrong with an input costs that input: the build has said it, and the site is whole without it.
    counted = (*problems, *found.diagnostics) if strict else found.diagnostics
    sys.exit(1 if any(it.severity in fatal for it in counted) else 0)


@cli.command()
@click.argument("first")
@click.argument("second", required=False)
@click.pass_obj
def why(site: Path, first: str, second: str | None) -> None:
    """Why articles FIRST and SECOND are, or are not, one story; or what stands behind the page or the story FIRST.

    An article is named by its id, its file in content/, or a part of its headline; a page by its path in output/.
    FIRST may also be a source with a feed, by its name: then what was asked of it, and why.
    """
    from site_gen.build import open_memo
    from site_gen.editor.why import why_one_story

    if second is None and (known := _asked_of(site, first)):
        print("\n".join(known))
        return
    config = _config(site)
    first, second = as_in_digest(site, first), as_in_digest(site, second) if second else None
    with open_memo(site) as memo:
        lines = why_one_story(site, config, memo, first, second) if second else _why_one(site, config, memo, first)
    for line in lines:
        print(line)


def _why_one(site: Path, config: Config, memo: Memo, name: str) -> list[str]:
    """What is known of a page, or of a story, by the name that a person gives it."""
    from site_gen.editor.why import why_page, why_story
    from site_gen.errors import SiteGenError

    try:
        return why_page(site, config, memo, name)
    except SiteGenError as no_page:
        try:
            return why_story(site, config, memo, name)
        except SiteGenError as no_story:
            is_path = name.rstrip("/").endswith((".html", ".xml", ".json")) or name.endswith("/")
            raise (no_page if is_path else no_story) from None


def _config(site: Path) -> Config:
    from site_gen.config import site_yaml

    return site_yaml.load(site)


def _config_and_faults(site: Path, base_url: str = "") -> tuple[Config, tuple[Diagnostic, ...]]:
    """The configuration, and what is wrong with single sources in it."""
    from site_gen.config import site_yaml

    found = site_yaml.parse_with_faults(site_yaml.text_of(site), base_url=base_url)
    return found.config, found.diagnostics


def _asked_of(site: Path, name: str) -> list[str]:
    """What was asked of the source of that name; nothing where there is none."""
    from site_gen.fetch.health import history
    from site_gen.fetch.records import seconds_of
    from site_gen.fetch.sources import load_sources

    return history(site, load_sources(site), name, seconds_of(moment("")))


def _time(text: str) -> str:
    """The time of the command, from the option or the clock, in ISO 8601 with its offset."""
    if not is_time(text):
        raise click.BadParameter(f"'{text}' is not a time; write it as 2025-12-04T09:30:00+00:00")
    return moment(text)


def _quarantine(site: Path, config: Config) -> tuple[Diagnostic, ...]:
    """What the last build could not read, said again."""
    from site_gen.build import open_memo
    from site_gen.build.now import problems_now

    with open_memo(site) as memo:
        return problems_now(site, config, memo)

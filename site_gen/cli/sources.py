"""`site-gen sources`: the sources of site.yaml: added, listed, imported, removed, checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cli.build import is_time, moment
from site_gen.cli.ending import say
from site_gen.cli.help import WholeLines
from site_gen.errors import Diagnostic

if TYPE_CHECKING:
    from site_gen.fetch.health import FeedHealth

_NOW = click.option("--now", metavar="TIME", default="", help="As if it were TIME (ISO 8601).")


@click.group(cls=WholeLines)
def sources() -> None:
    """The sources of site.yaml, and how they do."""


@sources.command("add")
@click.argument("url")
@click.option("--name", default="", help="The source's name (default: the feed's title).")
@click.option("--full-text/--no-full-text", default=None, help="Fetch pages too, or never (default: of short entries).")
@_NOW
@click.pass_obj
def add_source(site: Path, url: str, name: str, full_text: bool | None, now: str) -> None:
    """Find the feed of URL, a page or a feed, and add it to site.yaml; what was read is kept."""
    from site_gen.cli.fetch import locked
    from site_gen.fetch.adding import NoSourceError, add
    from site_gen.language.plain import plural

    try:
        with locked(site):
            done = add(site, url, _seconds(now), name=name, full_text=full_text)
    except NoSourceError as error:
        say(str(error))
        sys.exit(1)
    if done.is_there:
        say(f"'{done.name}' is in site.yaml already ({done.feed}); nothing changed")
        return
    for network in done.allowed:
        say(f"{network} is a private address: added to 'fetch: allow:' in site.yaml, as you typed it")
    say(f"added '{done.name}': {done.feed}; {plural(done.entries, 'entry', 'entries')} stored")
    say("next: 'site-gen run' builds the digest, and asks again when it is due")


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for every feed.")
@_NOW
@click.pass_obj
def list_sources(site: Path, as_json: bool, now: str) -> None:
    """How every feed does: last try, last success, when it is due, and what is wrong."""
    import msgspec

    from site_gen.cli.fetch import say_problems
    from site_gen.fetch.health import feed_health
    from site_gen.fetch.sources import load_sources

    found = load_sources(site)
    say_problems(found, site)
    for it in feed_health(site, found, _seconds(now)):
        print(msgspec.json.encode(it).decode() if as_json else _described(it))
    sys.exit(1 if any(it.severity == "error" for it in found.diagnostics) else 0)


@sources.command("check")
@_NOW
@click.pass_obj
def check_sources(site: Path, now: str) -> None:
    """Say what is wrong with the sources, in site.yaml and with their servers; asks nothing."""
    from site_gen.cli.fetch import say_problems
    from site_gen.fetch.health import feed_health
    from site_gen.fetch.sources import load_sources, secrets_of
    from site_gen.language.plain import plural

    found = load_sources(site)
    say_problems(found, site)
    ill = [it for it in feed_health(site, found, _seconds(now)) if it.state in {"failing", "gone"} or it.address]
    for it in ill:
        say(_described(it))
    unset = [problem for feed in found.feeds if isinstance(problem := secrets_of(feed), str)]
    for problem in unset:
        say(problem)
    say(f"{plural(len(found.feeds), 'feed')}, {len(ill)} with a problem")
    is_wrong = unset or ill or any(it.severity == "error" for it in found.diagnostics)
    sys.exit(1 if is_wrong else 0)


@sources.command("remove")
@click.argument("name")
@click.pass_obj
def remove_source(site: Path, name: str) -> None:
    """Take the source NAME (its name, or the address of its feed) out of site.yaml; its articles stay."""
    from site_gen.config import editing, site_yaml
    from site_gen.content.folders import folder_of
    from site_gen.engine.snapshots import write_whole

    text = site_yaml.text_of(site)
    parsed = site_yaml.parse_with_faults(text)
    rules = zip(parsed.places, parsed.config.sources, strict=True)
    wanted = name.casefold()
    found = next((it for it in rules if wanted in {it[1].name.casefold(), folder_of(it[1].name), *it[1].feeds}), None)
    if found is None:
        near = ", ".join(f"'{it.name}'" for it in parsed.config.sources)
        raise click.UsageError(f"no source '{name}' in site.yaml; there are: {near}")
    at, rule = found
    write_whole(site / site_yaml.NAME, editing.remove_source(text, at).encode())
    say(f"removed '{rule.name}'; its articles and seeds stay")


@sources.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def import_sources(site: Path, file: Path) -> None:
    """Add the feeds of FILE, an OPML file; its folders become topics where there is one of that name."""
    from site_gen.engine.diagnostics import describe
    from site_gen.fetch.importing import import_opml
    from site_gen.fetch.opml import OpmlError
    from site_gen.language.plain import plural

    try:
        done = import_opml(site, file)
    except OpmlError as error:
        message, line = error.args
        hint = "export the subscriptions of your reader as OPML, and name that file"
        say(str(Diagnostic(file.as_posix(), line, "opml", message, hint)))
        sys.exit(2)
    for text in describe(done.diagnostics, site):
        say(text)
    for folder in done.unknown_folders:
        say(f"folder '{folder}' is no topic of this digest; its feeds were added without one")
    say(f"{plural(len(done.added), 'source')} added, {done.known} there already")
    sys.exit(1 if any(it.severity == "error" for it in done.diagnostics) else 0)


def _seconds(now: str) -> float:
    from site_gen.fetch.records import seconds_of

    if not is_time(now):
        raise click.BadParameter(f"'{now}' is not a time; write it as 2025-12-04T09:30:00+00:00")
    return seconds_of(moment(now))


def _described(it: FeedHealth) -> str:
    parts = [f"{it.source}: {it.url}: {it.state}"]
    if it.state == "failing":
        parts.append(f"{it.reason} ({it.failures} in a row since {it.failing})")
    parts += [f"last asked {it.tried}" if it.tried else "never asked", f"last answered {it.succeeded or 'never'}"]
    parts += [f"{it.week} entries a week"] if it.succeeded else []
    parts += [f"next {it.next}" if it.next else it.why]
    parts += [f"has moved to {it.address} ('site-gen fetch --apply-moves' writes it down)"] if it.address else []
    parts += [f"leads to {it.moving_to}, for less than a week"] if it.moving_to else []
    parts += [f"its site names {it.proposed}"] if it.proposed else []
    if it.pages:
        parts.append("full texts: " + ", ".join(f"{count} {verdict}" for verdict, count in sorted(it.pages.items())))
    return "; ".join(parts)

"""`site-gen prune`: articles whose seed files are gone, and addresses that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import click

from site_gen.cli.build import is_time, moment
from site_gen.cli.ending import say


@click.command()
@click.option("--yes", is_flag=True, help="Delete their content files, and forget such addresses.")
@click.option("--now", metavar="TIME", default="", help="Judge as if it were TIME (ISO 8601).")
@click.pass_obj
def prune(site: Path, yes: bool, now: str) -> None:
    """List the articles whose seed files are gone, and addresses that lead nowhere; let both go with --yes.

    What a person edited, or a decision names, always stays; so does an article whose seed merely lists it no longer.
    """
    if not is_time(now):
        raise click.BadParameter(f"'{now}' is not a time; write it as 2025-12-04T09:30:00+00:00")
    from site_gen.build import open_memo
    from site_gen.build.gone import lost, prunable, take_off
    from site_gen.config import site_yaml
    from site_gen.language.plain import plural

    config = site_yaml.load(site)
    with open_memo(site) as memo:
        found = prunable(site, config, memo, moment(now))
        for it in found:
            print(f"stays ({it.reason}): {it.path}" if it.reason else it.path)
        lost_now = lost(site, config)
        for lost_one in lost_now:
            print(f"leads nowhere: /{lost_one.address}")
        gone, forgotten = take_off(site, config, found, lost_now) if yes else ([], [])
    free, nowhere = sum(not it.reason for it in found), plural(len(lost_now), "address", "addresses")
    if yes:
        say(f"deleted {plural(len(gone), 'article')}; the next build takes them off the site")
        if forgotten:
            say(f"{nowhere} let go")
    elif free or lost_now:
        said = [plural(free, "article")] * bool(free) + [nowhere] * bool(lost_now)
        say(f"{' and '.join(said)} can go: site-gen prune --yes")
    else:
        say("nothing to take off")

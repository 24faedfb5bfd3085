"""`site-gen run`: what a schedule calls: fetch, build, check, deploy."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import msgspec

from site_gen.cli.build import is_time, moment, session
from site_gen.cli.ending import closing_line, say
from site_gen.errors import Diagnostic, SiteGenError

if TYPE_CHECKING:
    from site_gen.check import Checked
    from site_gen.config.site_yaml import Config
    from site_gen.model import Built

_STALE: Final = "stale"  # code of the diagnostic for news that is too old
_LOST: Final = "lost-address"  # … and for an address that leads nowhere
_STOPS: Final = "template"
_OF_ADDRESS: Final = frozenset({"placeholder-address", "no-address"})


@click.command()
@click.option("--now", metavar="TIME", default="", help="Run as if it were TIME (ISO 8601).")
@click.option(
    "--json", "as_json", is_flag=True, help="Print what was asked, what is wrong and a summary as JSON Lines."
)
@click.option("--base-url", metavar="URL", default="", help="The site's address, instead of the one in site.yaml.")
@click.option(
    "--ready", metavar="FILE", default="", help="Write FILE when the site may be deployed, else take it away."
)
@click.option("--every", metavar="MINUTES", type=click.IntRange(1), help="Run again and again, so many minutes apart.")
@click.pass_obj
def run(site: Path, now: str, as_json: bool, base_url: str, ready: str, every: int | None) -> None:
    """Fetch what is due, build, check, and deploy with the command of site.yaml: what a schedule calls."""
    from site_gen.cli.fetch import locked

    if not is_time(now):
        raise click.BadParameter(f"'{now}' is not a time; write it as 2025-12-04T09:30:00+00:00")
    mark = site / ready if ready else None
    while True:
        if mark:
            mark.unlink(missing_ok=True)
        with locked(site):
            code = _Steps(site, moment(now), base_url, mark, as_json=as_json).go()
        if not every:
            sys.exit(code)
        time.sleep(60 * every)


class _Steps:
    """One run, and what is to be said at its end."""

    def __init__(self, site: Path, now: str, base_url: str, ready: Path | None, *, as_json: bool) -> None:
        self._ready = ready
        self._site = site
        self._now = now
        self._base_url = base_url
        self._as_json = as_json
        self._said: list[str] = []
        self._is_deployed = False

    def go(self) -> int:
        """Fetch, build, check, deploy; the exit code."""
        code = self._steps()
        if self._as_json:
            closing = {"event": "run", "exit": code, "deployed": self._is_deployed, "said": self._said}
            print(msgspec.json.encode(closing).decode(), flush=True)
        say(f"run: {'; '.join(self._said)}")
        return code

    def _steps(self) -> int:
        from site_gen.cli.fetch import fetch_sources

        fetched, code = fetch_sources(self._site, (), self._now, as_json=self._as_json)
        self._said.append(fetched)
        try:
            config, built = self._build()
        except SiteGenError as error:
            self._report(error.diagnostics)
            self._said.append("not built")
            return 2
        self._report(built.diagnostics)
        self._said.append(closing_line(built))
        if any(it.code == _STOPS for it in built.diagnostics):
            return 2
        checked = self._check(config)
        self._report(checked.diagnostics)
        errors = [it for it in checked.diagnostics if it.severity == "error"]
        # What is old or gone is so on the site that stands too: keeping the news back would mend neither.
        stale = [it for it in errors if it.code in (_STALE, _LOST)]
        self._said.append(checked.summary)
        code = 1 if code or errors or any(it.severity == "error" for it in built.diagnostics) else 0
        if len(errors) > len(stale):
            self._said.append(f"{len(errors) - len(stale)} errors in the built site, so it is not deployed")
            return 1
        if self._ready:
            self._ready.parent.mkdir(parents=True, exist_ok=True)
            self._ready.write_text(f"{self._now}\n", encoding="utf-8")
        return max(code, self._deploy(config) or self._announce(config, built))

    def _build(self) -> tuple[Config, Built]:
        from site_gen.build import build, configured
        from site_gen.config import site_yaml

        with session(self._site, None) as (memo, start):
            # What is wrong with single sources was said by fetch.
            config = configured(site_yaml.text_of(self._site), memo, base_url=self._base_url).config
            return config, build(self._site, config, memo, now=self._now, workers=start)

    def _check(self, config: Config) -> Checked:
        from site_gen.build.inputs import memory_of
        from site_gen.check import check_output

        output, memory = self._site / config.folders.output, memory_of(self._site, config).text
        found = check_output(output, config, memory=memory, max_age=config.max_age, now=self._now)
        if config.deploy.command:
            return found
        # Nothing is published, so that the build's warning about the site's address is enough.
        rest = tuple(it for it in found.diagnostics if it.code not in _OF_ADDRESS)
        return msgspec.structs.replace(found, diagnostics=rest)

    def _deploy(self, config: Config) -> int:
        command = config.deploy.command
        if not command:
            return 0
        try:
            ended = subprocess.run(
                command, cwd=self._site, check=False, stdout=sys.stderr.fileno(), stdin=subprocess.DEVNULL
            )
        except OSError as error:
            self._said.append(f"'{command[0]}' could not be started: {error.strerror}")
            return 1
        self._is_deployed = ended.returncode == 0
        self._said.append(
            f"deployed by '{command[0]}'" if self._is_deployed else f"'{command[0]}' failed with {ended.returncode}"
        )
        return 0 if self._is_deployed else 1

    def _announce(self, config: Config, built: Built) -> int:
        """Tell the hooks what was published."""
        from site_gen.cli.announcing import announce

        faults = tuple(announce(self._site, config, built))
        self._report(faults)
        return 1 if faults else 0

    def _report(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        from site_gen.cli.progress import print_diagnostics
        from site_gen.engine.diagnostics import describe

        if self._as_json:
            print_diagnostics(diagnostics)
        for text in describe(diagnostics, self._site):
            say(text)

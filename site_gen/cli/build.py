"""`site-gen build`, and a quick start for it: a build with nothing to do ends before the command line is loaded."""

from __future__ import annotations

import contextlib
import datetime
import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from site_gen.cli.ending import closing_line, finish, headline, say
from site_gen.cli.place import digest_at
from site_gen.errors import SiteGenError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from site_gen.engine.memo import Memo

_SELDOM: Final = (200_000, 50, 1_000)
_FLAGS: Final = {
    "--clean": "clean",
    "--drafts": "drafts",
    "--strict": "strict",
    "--json": "as_json",
    "--explain": "explain",
    "--list-changes": "list_changes",
}
_VALUES: Final = {"--now": "now", "--base-url": "base_url", "--workers": "workers"}


class Wanted(NamedTuple):
    """The options of a build; `now` is in ISO 8601, or empty for the clock's time."""

    site: Path
    clean: bool = False
    workers: int | None = None
    scheduler: str = ""
    drafts: bool = False
    now: str = ""
    base_url: str = ""
    strict: bool = False
    as_json: bool = False
    explain: bool = False
    list_changes: bool = False


def parse_plain_build(words: Sequence[str]) -> Wanted | None:
    """The build that the words after `site-gen` ask for; None if they need the whole command line.

    Loading the command line takes longer than finding out that there is nothing to do.
    """
    at = 2 if words[:1] == ["-C"] else 0
    if list(words[at : at + 1]) != ["build"]:
        return None
    site = Path(words[1]) if at else Path()
    asked: dict[str, str | int | bool] = {}
    rest = iter(words[at + 1 :])
    for word in rest:
        if word in _FLAGS:
            asked[_FLAGS[word]] = True
            continue
        value = next(rest, "")
        if word not in _VALUES or not value or value.startswith("-"):
            return None
        asked[_VALUES[word]] = value
    now, workers = str(asked.get("now", "")), str(asked.get("workers", "1"))
    if not (site.is_dir() and is_time(now) and workers.isdecimal() and workers.isascii() and int(workers)):
        return None
    if "workers" in asked:
        asked["workers"] = int(workers)
    return Wanted(digest_at(site), **asked)  # type: ignore[arg-type]  # by their names


def is_time(text: str) -> bool:
    """True if a text is a time, or empty."""
    try:
        return not text or bool(datetime.datetime.fromisoformat(text))
    except ValueError:
        return False


def moment(text: str) -> str:
    """The time in a text, or the clock's if it is empty, in ISO 8601 with its offset."""
    found = datetime.datetime.fromisoformat(text) if text else datetime.datetime.now(datetime.UTC)
    return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).isoformat(timespec="seconds")


def run_build(wanted: Wanted) -> None:
    """Ingest the seeds, make every stale page of output/, report, and exit."""
    from site_gen.build import build, configured, forget_results
    from site_gen.cli.announcing import announce
    from site_gen.cli.progress import print_changes, print_diagnostics, print_summary, progress
    from site_gen.config.site_yaml import text_of

    site = wanted.site
    began = time.perf_counter()
    # What a build makes lives until its end, so searching it for garbage again and again would only cost time.
    gc.set_threshold(*_SELDOM)
    try:
        text = text_of(site)
        with (
            session(site, wanted.workers, wanted.scheduler) as (memo, start),
            progress(as_json=wanted.as_json, say=say) as memo.tell,
        ):
            if wanted.clean:
                forget_results(memo)
            found = configured(text, memo, base_url=wanted.base_url)
            config = found.config
            built = build(site, config, memo, now=moment(wanted.now), drafts=wanted.drafts, workers=start)
    except SiteGenError as error:
        if wanted.as_json:
            print_diagnostics(error.diagnostics)
        raise
    said = (*found.diagnostics, *built.diagnostics, *announce(site, config, built))
    if wanted.explain:
        say(f"{built.way}: {built.reason}")
    seconds = time.perf_counter() - began
    if wanted.list_changes:
        print_changes(built, config.base_url, as_json=wanted.as_json)
    if wanted.as_json:
        print_diagnostics(said)
        print_summary(built, seconds)
    say(headline(built, seconds, config.folders.output))
    finish(site, said, strict=wanted.strict, last=closing_line(built), is_built=True)


@contextlib.contextmanager
def session(
    site: Path, workers: int | None, scheduler: str = ""
) -> Iterator[tuple[Memo, Callable[[int], Executor | None] | None]]:
    """Open the site's cache and start what shares the work."""
    from site_gen.build import open_memo

    with open_memo(site, _say_waiting) as memo, _workers(workers, scheduler) as start:
        yield memo, start


def _workers(workers: int | None, scheduler: str) -> AbstractContextManager[Callable[[int], Executor | None] | None]:
    """Processes on this machine or a cluster, to share the work."""
    if scheduler:
        from site_gen.engine.cluster import cluster

        return cluster(scheduler)
    from site_gen.engine.workers import pool

    return pool(workers)


def _say_waiting() -> None:
    say("another build of this site is running; waiting for it")

"""An editor's commands over stories: pin, hide, merge, split, rename, lead, topic."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cli.place import as_in_digest

if TYPE_CHECKING:
    from site_gen.config.site_yaml import Config
    from site_gen.editor.decide import Plan

_undo = click.option("--undo", is_flag=True, help="Take the decision back.")
_NAMES = """
    Articles are named by their id, their file in content/, their seed, their address here or
    at their publisher, or a part of their headline.
    The decision is written to editorial.yaml, where you may edit it, and takes effect at the next build."""


@click.command(epilog=_NAMES)
@click.argument("story")
@_undo
@click.pass_obj
def pin(site: Path, story: str, undo: bool) -> None:
    """Keep STORY on the front page; the last one pinned leads it, the others lead their sections."""
    from site_gen.editor import decide as deciding

    _decide(site, lambda _: deciding.pin(as_in_digest(site, story), undo=undo))


@click.command(epilog=_NAMES)
@click.argument("story")
@click.option("--report", is_flag=True, help="Hide this one report, even if it leads its story.")
@_undo
@click.pass_obj
def hide(site: Path, story: str, report: bool, undo: bool) -> None:
    """Take STORY off the site; an article that does not lead its story is hidden alone."""
    from site_gen.editor import decide as deciding

    _decide(site, lambda _: deciding.hide(as_in_digest(site, story), report=report, undo=undo))


@click.command(epilog=_NAMES)
@click.argument("articles", nargs=-1, required=True)
@_undo
@click.pass_obj
def merge(site: Path, articles: tuple[str, ...], undo: bool) -> None:
    """Merge the stories of two or more ARTICLES for good."""
    from site_gen.editor import decide as deciding

    _decide(site, lambda _: deciding.merge(_two_or_more(site, articles), undo=undo))


@click.command(epilog=_NAMES)
@click.argument("articles", nargs=-1, required=True)
@_undo
@click.pass_obj
def split(site: Path, articles: tuple[str, ...], undo: bool) -> None:
    """Keep ARTICLES in different stories for good."""
    from site_gen.editor import decide as deciding

    _decide(site, lambda _: deciding.split(_two_or_more(site, articles), undo=undo))


@click.command(epilog=_NAMES)
@click.argument("story")
@click.argument("headline", default="")
@_undo
@click.pass_obj
def rename(site: Path, story: str, headline: str, undo: bool) -> None:
    """Show STORY under another HEADLINE; its id and its address stay."""
    from site_gen.editor import decide as deciding
    from site_gen.language.plain import one_line

    if bool(one_line(headline)) == undo:
        raise click.UsageError("give the new headline, or --undo")
    _decide(site, lambda _: deciding.rename(as_in_digest(site, story), one_line(headline), undo=undo))


@click.command(epilog=_NAMES)
@click.argument("report")
@_undo
@click.pass_obj
def lead(site: Path, report: str, undo: bool) -> None:
    """Let REPORT give its story the headline and the text that it shows; id and address of the story stay."""
    from site_gen.editor import decide as deciding

    _decide(site, lambda _: deciding.lead(as_in_digest(site, report), undo=undo))


@click.command(epilog=_NAMES)
@click.argument("story")
@click.argument("topics", nargs=-1)
@_undo
@click.pass_obj
def topic(site: Path, story: str, topics: tuple[str, ...], undo: bool) -> None:
    """File STORY under TOPICS, by their slugs; the first is the main one."""
    from site_gen.editor import decide as deciding

    if bool(topics) == undo:
        raise click.UsageError("name the topics, or --undo")
    _decide(site, lambda config: deciding.file_under(as_in_digest(site, story), topics, config, undo=undo))


def _two_or_more(site: Path, articles: tuple[str, ...]) -> tuple[str, ...]:
    if len(articles) < 2:
        raise click.UsageError("name two articles or more")
    return tuple(as_in_digest(site, name) for name in articles)


def _decide(site: Path, plan: Callable[[Config], Plan]) -> None:
    import datetime

    from site_gen.build import open_memo
    from site_gen.config import site_yaml
    from site_gen.editor.decide import decide

    config = site_yaml.load(site)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with open_memo(site) as memo:
        done = decide(site, config, memo, now, plan(config))
    for line in (*done.said, *done.diagnostics):
        print(line, file=sys.stderr)
    sys.exit(1 if done.diagnostics else 0)

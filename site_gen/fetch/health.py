"""How every feed does: when it was last asked, when it last answered, when it is due, what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from site_gen.fetch.pipeline import RunOptions, plan
from site_gen.fetch.sources import SourceList
from site_gen.fetch.state import State

Standing = Literal["new", "good", "failing", "gone", "waiting"]


class FeedHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One feed."""

    source: str
    url: str
    state: Standing
    tried: str | None = None
    succeeded: str | None = None
    next: str | None = None
    why: str = ""  # it is due then
    week: int = 0  # entries of the last seven days when it was last read
    failures: int = 0
    failing: str | None = None  # since when
    reason: str = ""
    address: str = ""  # learnt
    moving_to: str = ""  # not learnt yet
    proposed: str = ""
    pages: dict[str, int] = {}  # full texts by verdict


def feed_health(root: Path, sources: SourceList, now: float) -> list[FeedHealth]:
    """Every feed, in the order of `site.yaml`."""
    state = State(root)
    pages: dict[str, dict[str, int]] = {}
    for page in state.pages():
        of_feed = pages.setdefault(page.feed, {})
        of_feed[page.verdict] = of_feed.get(page.verdict, 0) + 1
    found = {}
    for it in plan(sources, state, RunOptions(now=now)):
        record = it.record
        if record is None:
            found[it.feed.url] = FeedHealth(source=it.feed.source, url=it.feed.url, state="new", why=it.due.why)
            continue
        found[it.feed.url] = FeedHealth(
            source=it.feed.source,
            url=it.feed.url,
            state=_standing(record.gone, record.failures, record.succeeded),
            tried=record.tried or None,
            succeeded=record.succeeded or None,
            next=None if record.gone else record.next or None,
            why=it.due.why,
            week=record.rhythm.week,
            failures=record.failures,
            failing=record.failing or None,
            reason=record.reason,
            address=record.address,
            moving_to=record.moving_to,
            proposed=record.proposed,
            pages=pages.get(it.feed.url, {}),
        )
    return [found[feed.url] for feed in sources.feeds]


def history(root: Path, sources: SourceList, name: str, now: float) -> list[str]:
    """What was asked of a source and why, line by line; empty where no source has that name."""
    from site_gen.content.folders import folder_of

    state = State(root)
    lines: list[str] = []
    for it in plan(sources, state, RunOptions(now=now)):
        if name.casefold() not in {it.feed.source.casefold(), folder_of(it.feed.source), it.feed.url.casefold()}:
            continue
        lines.append(f"{it.feed.source}: {it.feed.url}")
        for entry in it.record.log if it.record else ():
            status = f" {entry.status}" if entry.status else ""
            due = f" ({entry.due})" if entry.due else ""
            lines.append(
                f"  {entry.at}{due}: {entry.outcome}{status}, {entry.bytes:,} bytes, {entry.ms:,} ms: {entry.reason}; "
                f"next {entry.next or 'never'}"
            )
        lines.append(f"  now: {'due' if it.due.is_due else 'not due'}: {it.due.why}")
        lines += [
            f"  page {page.url}: {page.verdict}{': ' if page.reason else ''}{page.reason}"
            for page in state.pages()
            if page.feed == it.feed.url and page.verdict != "taken"
        ]
    return lines


def _standing(is_gone: bool, failures: int, succeeded: str) -> Standing:
    if is_gone:
        return "gone"
    if failures:
        return "failing"
    return "good" if succeeded else "waiting"

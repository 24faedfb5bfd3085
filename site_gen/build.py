"""A build in short: nothing to do is found out first, before anything heavy is even imported."""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen import config as configuration
from site_gen import inputs
from site_gen.config import Config
from site_gen.digests import digest
from site_gen.errors import ChangedError
from site_gen.inputs import Inputs
from site_gen.memo import Memo, Step, exclusive, is_damaged
from site_gen.outcome import Built, Ingested, Published
from site_gen.recovery import said, sweep

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from site_gen.amending import Made

CACHE: Final = ".cache/site-gen.sqlite"
LOCK: Final = ".cache/lock.sqlite"
_TRIES: Final = 5  # times that files are looked at again because one changed meanwhile


class Remembered(msgspec.Struct, frozen=True):
    """What the last build did, and the span of time in which the same inputs make the same site."""

    inputs: bytes
    glance: bytes  # the same by stat alone; empty where that was not certain
    since: str  # ISO 8601, empty where no article has expired yet
    until: str  # … or none will
    built: Built


@contextlib.contextmanager
def open_memo(root: Path, on_wait: Callable[[], None] | None = None) -> Iterator[Memo]:
    """The cache of the site in `root`, for one command at a time: a second one calls `on_wait`, and waits."""
    with said(root / CACHE), exclusive(root / LOCK, on_wait), Memo(root / CACHE) as memo:
        yield memo


def configured(text: str, memo: Memo, *, base_url: str = "") -> Config:
    """The configuration that `text` of `site.yaml` holds; raises `ConfigError`. Reading YAML costs more than a look."""
    try:
        (config,) = memo.map(CONFIG, [digest((text, base_url))], lambda _: (text, base_url))
    except sqlite3.Error as error:
        if not is_damaged(error):
            raise
        memo.renew()
        return _parse((text, base_url))
    return config


def _parse(said: tuple[str, str]) -> Config:
    text, base_url = said
    config = configuration.parse(text, base_url=base_url)
    # As the cache gives it back: YAML may have put a date into `theme:`, which is text from then on.
    return msgspec.msgpack.decode(msgspec.msgpack.encode(config), type=Config)


CONFIG: Final = Step("config", _parse, Config)


def build(
    root: Path,
    config: Config,
    memo: Memo,
    *,
    now: str = "",
    drafts: bool = False,
    workers: Callable[[int], Executor | None] | None = None,
    keep: Callable[[Made], None] | None = None,
    changed: frozenset[str] | None = None,
    knowing: bool = False,
) -> Built:
    """Ingest, then make every page that is not as it should be.

    `now` is the time in ISO 8601, the clock's when empty; the output depends on it only through articles that expire
    and articles that have no date. `keep` is given what was made, where there was something to do. `changed` names all
    files that changed since the last build of this program, where somebody watches them. With `knowing`, a program
    that builds again and again has in memory what there is, even where there was nothing to do. Raises `SiteGenError`
    when nothing can be published; the last output then stays.
    """
    now = now or datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    for _ in range(_TRIES):
        try:
            return _build(
                root,
                config,
                memo,
                now=now,
                drafts=drafts,
                workers=workers,
                keep=keep,
                changed=changed,
                knowing=knowing,
            )
        except ChangedError as error:
            changed = None
            found = error  # a file was saved just now, or the cache has it wrong: look again
            memo.write("delete from seen where path = ?", [(it.path,) for it in error.diagnostics])
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
            memo.renew()
    raise found


def _build(
    root: Path,
    config: Config,
    memo: Memo,
    *,
    now: str,
    drafts: bool,
    workers: Callable[[int], Executor | None] | None,
    keep: Callable[[Made], None] | None,
    changed: frozenset[str] | None,
    knowing: bool,
) -> Built:
    last = memo.recall("build", Remembered)
    # A program that builds again and again is told when something changed, and nobody else writes to its output.
    is_watched = memo.has_built
    is_as_left = last is not None and (is_watched or _is_as_left(root, config, memo))
    is_good = last is not None and is_as_left and _is_time(last, now)
    may_be_same = last is not None and is_good and not is_watched and not knowing and last.glance != b""
    seen = None
    if last and may_be_same:
        seen = inputs.see(root, config)
        if last.glance == inputs.glance(seen, config, drafts=drafts):
            return _nothing_done(last.built, memo)
    if is_watched and memo.looked_at and changed is not None:
        found = inputs.look_again(root, config, memo, memo.looked_at, changed)
    else:
        found = inputs.look(root, config, memo, seen)
    known, memo.made, memo.looked_at = memo.made, None, None  # until this build is done
    made_from = last.inputs if last and is_good else b""
    if last and made_from == found.name(config, drafts=drafts) and (known or not knowing):
        _remember_glance(memo, last, inputs.glanced(found, config, drafts=drafts))
        memo.looked_at, memo.made = (found if memo.keeps else None), known
        return _nothing_done(last.built, memo)
    if known and made_from != known.inputs.name(config, drafts=drafts):
        known = None  # somebody else has built here since
    from site_gen.pipeline import make_site

    if last is None:
        sweep(root, config.folders.content, config.folders.output)
    memo.forgo("build")  # from here on the output may be neither what it was nor what it shall be
    made = make_site(
        root,
        config,
        found,
        memo,
        now=now,
        drafts=drafts,
        workers=workers,
        is_output_as_left=is_as_left,
        made_from=made_from,
        last=known,
    )
    _remember(memo, made.inputs, config, made.expiries, made.built, now=now, drafts=drafts)
    memo.has_built = memo.keeps
    if memo.keeps:
        memo.looked_at, memo.made = made.inputs, made
    if keep:
        keep(made)
    return made.built


def name_of_inputs(memo: Memo) -> bytes:
    """What the last build was made from; empty where the next one shall look again."""
    last = memo.recall("build", Remembered)
    return last.inputs if last else b""


def _is_time(last: Remembered, now: str) -> bool:
    """Whether the last build's site is that of `now` too: articles may expire."""
    if not (last.since or last.until):
        return True
    from site_gen.dates import instant

    moment = instant(now)
    is_later = not last.since or instant(last.since) <= moment
    is_earlier = not last.until or moment < instant(last.until)
    return is_later and is_earlier


def _is_as_left(root: Path, config: Config, memo: Memo) -> bool:
    """Whether every file that we published is there as we left it."""
    output = f"{root / config.folders.output}/"
    try:
        for path, size, mtime in memo.rows("select path, size, mtime from published"):
            status = os.stat(output + path)  # noqa: PTH116 - a Path a page costs more than the look
            if status.st_mtime_ns != mtime or status.st_size != size:
                return False
    except OSError:
        return False
    return True


def _nothing_done(built: Built, memo: Memo) -> Built:
    ((count,),) = memo.rows("select count(*) from published")
    published = Published((), 0, count, 0, built.published.diagnostics)
    ingested = Ingested(built.ingested.articles, diagnostics=built.ingested.diagnostics)
    return msgspec.structs.replace(built, published=published, ingested=ingested)


def _remember(
    memo: Memo, found: Inputs, config: Config, expiries: list[str], built: Built, *, now: str, drafts: bool
) -> None:
    """File what was done, unless a page could not be put in its place: the next build shall try again."""
    from site_gen.dates import instant

    memo.forgo("build")
    if not built.published.diagnostics:
        moment = instant(now)
        past = [time for time in expiries if instant(time) <= moment]
        coming = [time for time in expiries if instant(time) > moment]
        since, until = max(past, key=instant, default=""), min(coming, key=instant, default="")
        slim = msgspec.structs.replace(
            built, published=Published((), 0, 0, 0), ingested=Ingested(built.ingested.articles)
        )
        name, glance = found.name(config, drafts=drafts), inputs.glanced(found, config, drafts=drafts)
        memo.remember("build", Remembered(name, glance, since, until, slim))


def _remember_glance(memo: Memo, last: Remembered, glance: bytes) -> None:
    """The next build may find out by stat alone that there is nothing to do."""
    if glance and glance != last.glance:
        memo.remember("build", msgspec.structs.replace(last, glance=glance))

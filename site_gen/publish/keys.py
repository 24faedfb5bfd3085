"""Explains page keys: keeps their parts for this build and the last one, so that `why` can say what changed.

A key is two digests: of everything that a kind of page depends on, and of the page's own view. Each page keeps its
last key; the parts of the first half are kept once for each kind of page, and worked out only when that half is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, context
from site_gen.makers import NOT_HTML
from site_gen.makers.html import HtmlOptions, reached

_HALF: Final = 16  # bytes
_NAME: Final = "key parts"


class KeyParts(msgspec.Struct, frozen=True):
    """The parts of first halves of keys: half → name for people → digest."""

    now: dict[bytes, dict[str, bytes]]
    before: dict[bytes, dict[str, bytes]]


def record(memo: Memo, made_by: Mapping[str, bytes], options: HtmlOptions) -> None:
    """Store the parts of the first halves of a build's keys; `made_by` has the half of every maker."""
    last = memo.recall(_NAME, KeyParts)
    if last is None or set(last.now) != set(made_by.values()):
        now = {half: _parts(maker, options) for maker, half in made_by.items()}
        memo.remember(_NAME, KeyParts(now, last.now if last else {}))


def reasons(memo: Memo, key: bytes, was: bytes | None) -> Iterator[str]:
    """Say why a page with `key` was made, if its key was `was` before."""
    if was is None:
        yield "it was new"
    elif not was:
        yield "everything had to be made again (--clean, or a lost cache)"
    elif was == key:
        yield "its file was gone, or someone had changed it"
    elif len(key) == _HALF:
        yield "the file that it is copied from changed"
    else:
        if was[:_HALF] != key[:_HALF]:
            yield from _changes(memo.recall(_NAME, KeyParts), key[:_HALF], was[:_HALF])
        if was[_HALF:] != key[_HALF:]:
            yield "what it shows changed"


def _changes(kept: KeyParts | None, key: bytes, was: bytes) -> Iterator[str]:
    now, before = (kept.now.get(key), kept.before.get(was)) if kept else (None, None)
    if now is None or before is None:
        yield "something that all pages of its kind depend on changed"
        return
    for name in sorted({*now, *before}):
        if now.get(name) != before.get(name):
            yield f"{name} changed"


def _parts(maker: str, options: HtmlOptions) -> dict[str, bytes]:
    parts = {"site-gen or a library": context()}
    if maker in NOT_HTML:
        return parts | {"a static file": digest(sorted(options.static.items()))}
    texts = {name: text for name, text, _ in options.theme.templates}
    parts |= {f"template '{name}'": digest(texts.get(name, "")) for name in reached(f"{maker}.html", texts)}
    site = msgspec.structs.asdict(options.site)
    parts |= {f"the site's {name}": digest(value) for name, value in site.items()}
    return parts | {
        "the language": digest(options.lang),
        "the time zone": digest(options.timezone),
        "a static file": digest(sorted(options.static.items())),
    }

"""Seeds in, articles out: `read` finds out what a file is and hands it to the reader for its kind.

Reading never raises: a file that cannot be read is a reading without an article, whose diagnostics say why.
A reader is a module whose `read(document, options)` answers with readings; it is known by its row in `_READERS`, and
by its row in `kinds`. Whatever it answers is checked here, so that a reader that is wrong costs its seed alone. A
`read` hook of the site is asked first.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from site_gen.errors import Diagnostic, as_warning
from site_gen.hooks.calling import call, fault, load
from site_gen.hooks.values import NO_HOOKS, HookFile, Hooks
from site_gen.language import detection
from site_gen.language.dates import instant
from site_gen.language.merges import unfinished_merge
from site_gen.model import Article, Document, Reading, ReadingOptions, Seed
from site_gen.read import decoding, faults, no_article, web_archive
from site_gen.read.kinds import Kind, kind_of
from site_gen.read.origin import with_origin

__all__ = ["read"]

Read = Callable[[Document, ReadingOptions], tuple[Reading, ...]]
# The module that reads a kind of seed, imported when the first one comes.
_READERS: Final[Mapping[Kind, str]] = {
    "feed": "site_gen.read.feeds",
    "html": "site_gen.read.html",
    "json-feed": "site_gen.read.feeds.json_feed",
    "mail": "site_gen.read.mail",
    "markdown": "site_gen.read.markdown_file",
    "text": "site_gen.read.text",
}
_SOFT: Final = re.compile("[\u00ad\u2060\ufeff]")  # a soft hyphen, and what joins two words
_NO_WIDTH: Final = " \u200b\u200c\u200d\u2060\ufeff"
_ANSWERS: Final = msgspec.msgpack.Decoder(tuple[Reading, ...])


def read(seed: Seed, options: ReadingOptions, hooks: Hooks = NO_HOOKS) -> tuple[Reading, ...]:
    """The articles of one seed in the order of the file; none only if a feed or a hook has no entries.

    Raises `HookError` if the hooks cannot be loaded here.
    """
    load(hooks)
    try:
        own = _read_by_hooks(seed, options, hooks) if hooks.files else None
        return tuple(map(_costing_itself, _read(seed, options) if own is None else own))
    except Exception as fault:  # noqa: BLE001  # the libraries under the readers raise what they like on hostile files
        return faults.unread(faults.unforeseen(seed.path, fault))


def _costing_itself(reading: Reading) -> Reading:
    """A seed costs no more than itself, so what is wrong with it is a warning, whatever a room below calls it."""
    if all(it.severity != "error" for it in reading.diagnostics):
        return reading
    return msgspec.structs.replace(reading, diagnostics=tuple(map(as_warning, reading.diagnostics)))


def _read(seed: Seed, options: ReadingOptions) -> tuple[Reading, ...]:
    refused = no_article.by_name(seed.path)
    if refused:
        return faults.unread(refused)
    data = decoding.unpack(seed.data, seed.path, options.max_bytes)
    if not isinstance(data, bytes):
        return faults.unread(data)
    saved = web_archive.page_in(data)
    content_type = seed.origin.content_type if seed.origin else ""
    data, content_type = (saved.data, saved.content_type) if saved else (data, content_type)
    text = decoding.decode(data, seed.path, content_type)
    if not isinstance(text, decoding.Text):
        return faults.unread(text)
    kind = kind_of(text.text, seed.path)
    refused = unfinished_merge(text.text, seed.path) or no_article.by_text(text.text, seed.path, kind)
    if refused:
        return faults.unread(refused)
    answer = _checked(_reader(kind)(Document(seed.path, data, text.text, saved.address if saved else None), options))
    readings = tuple(_without_hidden_signs(_of_kind(reading, kind)) for reading in answer)
    if not readings:
        return ()
    if seed.origin:
        readings = tuple(with_origin(reading, seed.origin) for reading in readings)
    # A person who writes front matter is believed.
    first, *rest = readings if kind == "markdown" else (_with_language(reading, options) for reading in readings)
    return (msgspec.structs.replace(first, diagnostics=(*text.diagnostics, *first.diagnostics)), *rest)


def _read_by_hooks(seed: Seed, options: ReadingOptions, hooks: Hooks) -> tuple[Reading, ...] | None:
    """The articles of a seed as the first hook that knows it reads them; None if none does."""
    for file in hooks.having("read"):
        answer = call(file, "read", seed, seed.path)
        if isinstance(answer, Diagnostic):
            return faults.unread(answer)
        if answer is not None:
            return tuple(_of_hook(article, seed, options, file) for article in answer[: options.max_articles])
    return None


def _of_hook(article: Article, seed: Seed, options: ReadingOptions, file: HookFile) -> Reading:
    if not article.title.strip():
        return Reading(None, (fault(file, "read", f"answers with an article without a headline, about '{seed.path}'"),))
    try:
        _check_dates(article)
    except ValueError:
        times = article.published, article.modified
        return Reading(None, (fault(file, "read", f"answers with a time that is none, {times}, about '{seed.path}'"),))
    reading = Reading(msgspec.structs.replace(article, kind="hook"))
    return _with_language(with_origin(reading, seed.origin) if seed.origin else reading, options)


def _of_kind(reading: Reading, kind: Kind) -> Reading:
    if reading.article is None:
        return reading
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, kind=kind))


def _without_hidden_signs(reading: Reading) -> Reading:
    """The article with words that can be found: a soft hyphen only says where a page may part them.

    At the edges of headlines and names no sign without a width says anything; between letters it may (Khmer, Persian).
    """
    article = reading.article
    if article is None:
        return reading
    title = _SOFT.sub("", article.title).strip(_NO_WIDTH)
    authors = tuple(_SOFT.sub("", name).strip(_NO_WIDTH) for name in article.authors)
    source = _SOFT.sub("", article.source).strip(_NO_WIDTH) if article.source else article.source
    body = article.body.replace("\u00ad", "")
    if (title, authors, source, body) == (article.title, article.authors, article.source, article.body):
        return reading
    changed = msgspec.structs.replace(article, title=title, authors=authors, source=source, body=body)
    return msgspec.structs.replace(reading, article=changed)


@functools.cache
def _reader(kind: Kind) -> Read:
    reader: Read = importlib.import_module(_READERS[kind]).read
    return reader


def _checked(answer: Iterable[Reading]) -> tuple[Reading, ...]:
    """What a reader answered, if it keeps its promise; raises `ValueError` for a wrong type or a date that is none."""
    readings = _ANSWERS.decode(msgspec.msgpack.encode(tuple(answer)))  # structs do not look at what they are given
    for article in (reading.article for reading in readings):
        if article:
            _check_dates(article)
    return readings


def _check_dates(article: Article) -> None:
    for time in (article.published, article.modified):
        if time is not None:
            instant(time)


def _with_language(reading: Reading, options: ReadingOptions) -> Reading:
    article = reading.article
    if article is None:
        return reading
    lang = detection.settle(article.lang, f"{article.body[:2000]}\n{article.title}") or options.lang
    if lang == article.lang:
        return reading
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(article, lang=lang))

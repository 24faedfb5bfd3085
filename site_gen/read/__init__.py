"""Seeds in, articles out: `read` finds out what a file is and hands it to the reader for its kind.

Reading never raises: a file that cannot be read is a reading without an article, whose diagnostics say why.
"""

from __future__ import annotations

import msgspec

from site_gen.language import detection
from site_gen.model import Reading, ReadingOptions, Seed
from site_gen.read import decoding, faults
from site_gen.read.kinds import Kind, kind_of

__all__ = ["read"]


def read(seed: Seed, options: ReadingOptions) -> tuple[Reading, ...]:
    """The articles of one seed in the order of the file; none only where a feed has no entries."""
    try:
        return _read(seed, options)
    except Exception as fault:  # noqa: BLE001  # the libraries under the readers raise what they like on hostile files
        return faults.unread(faults.unforeseen(seed.path, fault))


def _read(seed: Seed, options: ReadingOptions) -> tuple[Reading, ...]:
    data = decoding.unpack(seed.data, seed.path, options.max_bytes)
    if not isinstance(data, bytes):
        return faults.unread(data)
    text = decoding.decode(data, seed.path)
    if not isinstance(text, decoding.Text):
        return faults.unread(text)
    kind = kind_of(text.text, seed.path)
    readings = _read_kind(kind, text.text, data, seed.path, options)
    if not readings:
        return ()
    # A person who writes front matter is believed.
    first, *rest = readings if kind == "markdown" else (_with_language(reading, options) for reading in readings)
    return (msgspec.structs.replace(first, diagnostics=(*text.diagnostics, *first.diagnostics)), *rest)


def _read_kind(kind: Kind, text: str, data: bytes, path: str, options: ReadingOptions) -> tuple[Reading, ...]:
    if kind == "html":
        from site_gen.read.html import read_html

        return (read_html(text, path, options),)
    if kind == "feed":
        from site_gen.read.feeds import read_feed

        return read_feed(text, path, options)
    if kind == "json-feed":
        from site_gen.read.feeds.json_feed import read_json_feed

        return read_json_feed(text, path, options)
    if kind == "markdown":
        from site_gen.read.markdown_file import read_markdown

        return (read_markdown(text, path, options),)
    if kind == "mail":
        from site_gen.read.mail import read_mail

        return (read_mail(data, path, options),)
    from site_gen.read.text import read_text

    return (read_text(text, path, options),)


def _with_language(reading: Reading, options: ReadingOptions) -> Reading:
    article = reading.article
    if article is None:
        return reading
    lang = detection.settle(article.lang, f"{article.body[:2000]}\n{article.title}") or options.lang
    if lang == article.lang:
        return reading
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(article, lang=lang))

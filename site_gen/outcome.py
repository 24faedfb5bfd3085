"""What commands did, as values: the same for a person, for CI and for the preview."""

from __future__ import annotations

import msgspec

from site_gen.errors import Diagnostic


class Published(msgspec.Struct, frozen=True):
    """What a build did to the output folder."""

    made: tuple[str, ...]  # rendered, because their key changed or the file was not as we left it
    written: int  # of those, the ones whose bytes differ from what lay there
    unchanged: int
    removed: int
    diagnostics: tuple[Diagnostic, ...] = ()


class Ingested(msgspec.Struct, frozen=True):
    """What ingest did to `content/`."""

    articles: int
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    articles: int
    stories: int
    published: Published
    ingested: Ingested
    diagnostics: tuple[Diagnostic, ...]

"""Compressed copies beside the files of a built site: a host sends them without a look at the file."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from site_gen.check.site import BuiltSite
from site_gen.errors import Diagnostic
from site_gen.language.plain import GENERATOR


def check_copies(site: BuiltSite) -> Iterator[Diagnostic]:
    """The copies that say something else than the file that they lie beside, or whose file is gone."""
    hint = "run 'site-gen compress', or delete it"
    for path in sorted(path for path in site.files if path.endswith(".gz")):
        file = path.removesuffix(".gz")
        try:
            data = gzip.decompress((site.output / path).read_bytes())
        except (OSError, EOFError, zlib.error):
            continue  # a file of the owner's own
        if file in site.files and data != (site.output / file).read_bytes():
            yield Diagnostic(site.shown(path), None, "stale-copy", "says something else than its file", hint)
        elif file not in site.files and GENERATOR.encode() in data:
            yield Diagnostic(site.shown(path), None, "stale-copy", "is a copy of a file that is gone", hint)

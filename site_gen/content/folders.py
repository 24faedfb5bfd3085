"""The folder below the seeds' that is a source's own, by its name; apart from filing, which takes long to load."""

from __future__ import annotations

import functools

from site_gen.engine.hashing import digest
from site_gen.language.plain import slugify


@functools.cache
def folder_of(source: str) -> str:
    """The name of the folder that holds what is fetched of a source."""
    return slugify(source) or f"source-{digest(source).hex()[:8]}"

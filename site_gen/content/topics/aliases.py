"""Names that papers give to their sections, in the languages of the interface, and the topics they stand for.

Names that say only where or when ("World", "Local", "Latest") stand for no topic.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from importlib.resources import files
from typing import Final

from site_gen.language.plain import slugify

# "food lifestyle:" and then lines with names -> the topics, the names
_ROW: Final = re.compile(r"^(\w[\w ]*):\n((?:    .*\n)+)", re.MULTILINE)


@functools.lru_cache(maxsize=4)
def aliases(slugs: frozenset[str]) -> dict[str, str]:
    """Names, as `slugify` writes them, to the topics that they stand for on a site that has the topics `slugs`."""
    found: dict[str, str] = {}
    text = (files(__package__) / "aliases.txt").read_text("utf-8")
    for topics, names in _ROW.findall(text):
        meant = _meant(topics.split(), slugs)
        for name in re.split("[;\n]", names):
            if meant and name.strip():
                found.setdefault(slugify(name), meant)
    return found


def _meant(topics: Collection[str], slugs: frozenset[str]) -> str:
    return next((topic for topic in topics if topic in slugs), "")

"""The marks of sources: a letter and one of a few colours, the same for a name wherever it stands."""

from __future__ import annotations

import re
import zlib
from typing import Final

_COLOURS: Final = 6  # as the style sheet has them
# "The ", "Le ", "Die ": words that many names begin with.
_ARTICLE: Final = re.compile(r"(?:the|der|die|das|le|la|les|el|los|il|o|a)\s+(?=\w)", re.IGNORECASE)


def initial(name: str) -> str:
    """The letter that stands for a source."""
    rest = name[found.end() :] if (found := _ARTICLE.match(name)) else name
    return next((char.upper() for char in rest if char.isalnum()), "·")[:1]


def colour(name: str) -> int:
    """The number of the colour that stands for a source."""
    return zlib.crc32(name.casefold().encode()) % _COLOURS

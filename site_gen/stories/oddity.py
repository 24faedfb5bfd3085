"""Stories that are more likely a mistake than an event: worth an editor's look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_gen.stories.terms import SHIFT, title_terms

_MANY: Final = 12  # reports


def oddity(titles: Sequence[str]) -> str:
    """What is odd about the headlines of a story; nothing where all is as usual."""
    if len(titles) >= _MANY:
        return f"its story has {len(titles)} reports"
    seen: set[int] = set()
    for title in titles:
        terms = {term >> SHIFT for term in title_terms(title)}
        if not seen.isdisjoint(terms):
            return ""
        seen |= terms
    return f"no word is common to any two of its story's {len(titles)} headlines" if len(titles) > 1 else ""

"""Headlines as they are printed: words with a hyphen stay on one line, as long as they fit on a phone's."""

from __future__ import annotations

import re
from typing import Any, Final

_MOST: Final = 18  # characters of a word that stays whole
# "One-Day", "Figure-of-eight"
_COMPOUND: Final = re.compile(r"\b\w+(?:-\w+)+\b")


def whole(headline: str) -> Any:  # markupsafe.Markup, imported lazily
    """A headline whose short compounds do not break at their hyphens."""
    if "-" not in headline:
        return headline
    from markupsafe import Markup, escape

    return Markup(_COMPOUND.sub(_kept, str(escape(headline))))  # noqa: S704 - escaped


def _kept(found: re.Match[str]) -> str:
    word = found[0]
    return f'<span class="nb">{word}</span>' if len(word) <= _MOST else word

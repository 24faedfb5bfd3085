"""What an editor may decide; apart from the reading of it, because most digests have nothing decided."""

from __future__ import annotations

from typing import Final, Literal, get_args

import msgspec

Kind = Literal["pin", "hide", "merge", "split", "rename", "topic", "lead"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that an editor decided, about the articles or stories that `ids` name."""

    kind: Kind
    ids: tuple[str, ...]
    title: str = ""  # of a story that is renamed
    topics: tuple[str, ...] = ()  # that a story is filed under
    whole: bool = False  # hides the article's story, not it alone
    line: int = 0

"""The decisions that an editor may make; apart from reading them, because most digests have none."""

from __future__ import annotations

from typing import Final, Literal, get_args

import msgspec

Kind = Literal["pin", "hide", "merge", "split", "rename", "topic", "lead"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A decision of an editor about the articles or stories in `ids`."""

    kind: Kind
    ids: tuple[str, ...]
    title: str = ""  # of a story that is renamed
    topics: tuple[str, ...] = ()  # that a story is filed under
    whole: bool = False  # hides the article's story, not it alone
    line: int = 0

"""What an editor decided about stories: read from `editorial.yaml`, written into it, and applied to articles."""

from __future__ import annotations

from site_gen.editorial.applying import Joined, Merge, apart, join, merges, vanished
from site_gen.editorial.naming import find
from site_gen.editorial.planning import Change, after, merged, parted, set_aside, settled, undone
from site_gen.editorial.reading import Decision, read
from site_gen.editorial.writing import apply

__all__ = [
    "Change",
    "Decision",
    "Joined",
    "Merge",
    "after",
    "apart",
    "apply",
    "find",
    "join",
    "merged",
    "merges",
    "parted",
    "read",
    "set_aside",
    "settled",
    "undone",
    "vanished",
]

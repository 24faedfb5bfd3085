"""What an editor decided about stories: read from `editorial.yaml`, written into it, and applied to articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_gen.edition.decisions.applying import Joined, Merge, apart, join, merges, vanished
from site_gen.edition.decisions.decision import Decision
from site_gen.edition.decisions.naming import find
from site_gen.edition.decisions.planning import EditStep, after, merged, parted, set_aside, settled, undone

__all__ = [
    "Decision",
    "EditStep",
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


def read(text: str) -> tuple[Decision, ...]:
    """The decisions in `text`, in its order; raises `ConfigError` with the line of everything that is wrong."""
    if not text:
        return ()
    from site_gen.edition.decisions import reading  # and YAML with it

    return reading.read(text)


def apply(text: str, changes: Iterable[EditStep], headlines: Mapping[str, str]) -> str:
    """The text after `changes`; `headlines` of articles by id stand beside what is added, as comments for people."""
    from site_gen.edition.decisions import writing

    return writing.apply(text, changes, headlines)

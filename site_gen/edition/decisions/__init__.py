"""An editor's decisions about stories: read from `editorial.yaml`, written to it, and applied to articles."""

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
    """The decisions in `text`, in order; raises `ConfigError` with the line of every problem."""
    if not text:
        return ()
    from site_gen.edition.decisions import reading  # and YAML with it

    return reading.read(text)


def apply(text: str, changes: Iterable[EditStep], headlines: Mapping[str, str], *, keeps_undone: bool = False) -> str:
    """Apply `changes` to the text; `headlines` of articles by id become comments beside what is added.

    With `keeps_undone` what is taken out is written below `undone`, so that no branch of git brings it back.
    """
    from site_gen.edition.decisions import writing

    return writing.apply(text, changes, headlines, keeps_undone=keeps_undone)

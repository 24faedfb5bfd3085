"""The ways that a build can go, and why it cannot take a shorter one; shown by `build --explain` and `why`."""

from __future__ import annotations

from typing import Final, TypeVar

NOTHING: Final = "nothing to do"
SHORT_CUT: Final = "short cut"
WHOLE_WAY: Final = "whole way"
_Value = TypeVar("_Value")


class WholeWayError(Exception):
    """Raised with the reason when more may have changed than a shorter way can handle."""


def sure(value: _Value | None, reason: str) -> _Value:
    """The value; raises `WholeWayError` with the reason if there is none."""
    if value is None:
        raise WholeWayError(reason)
    return value

"""Why a build cannot take a shorter way: said by `build --explain` and by `why`."""

from __future__ import annotations

from typing import Final, TypeVar

NOTHING: Final = "nothing to do"
SHORT_CUT: Final = "short cut"
WHOLE_WAY: Final = "whole way"
_Value = TypeVar("_Value")


class WholeWayError(Exception):
    """More may have changed than a shorter way can be sure of; carries the reason."""


def sure(value: _Value | None, reason: str) -> _Value:
    """The value; raises `WholeWayError` with the reason if there is none."""
    if value is None:
        raise WholeWayError(reason)
    return value

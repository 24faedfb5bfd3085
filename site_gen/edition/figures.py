"""Figures that news counts upwards: how many are dead, injured or missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

# What is counted in news and only ever one thing in a story: "31 dead", "40 Tote".
_COUNTED: Final = (
    "dead|killed|injured|wounded|missing|arrested|rescued|evacuated|hospitalised|hospitalized|"
    "tote|verletzte|vermisste|verletzt|vermisst|festgenommen|"
    "morts|blessés|disparus|tués|muertos|heridos|desaparecidos|mortos|feridos|desaparecidos|morti|feriti|dispersi"
)
# 31 dead · 1,200 people injured
_FIGURE: Final = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{3}})*|\d+) (?:people |menschen )?({_COUNTED})\b", re.IGNORECASE
)

# death toll rises to 7 · toll now at 1,200 · Zahl der Toten steigt auf 31
_TOLL: Final = re.compile(
    r"\b(death toll|zahl der toten)\b[^.\d]{0,30}?\b(?:to|at|of|auf|bei) (\d{1,3}(?:[.,]\d{3})*|\d+)\b(?! ?%)",
    re.IGNORECASE,
)


class Figure(NamedTuple):
    """A number, and how it is printed."""

    value: int
    printed: str


def figures(texts: Iterable[str]) -> dict[str, Figure]:
    """What is counted -> the highest number that is printed of it."""
    found: dict[str, Figure] = {}
    for text in texts:
        tolls = [(printed, "dead" if "toll" in whole.lower() else "tote") for whole, printed in _TOLL.findall(text)]
        for printed, what in (*_FIGURE.findall(text), *tolls):
            figure = Figure(int(re.sub(r"\D", "", printed)), printed)
            found[what.lower()] = max(figure, found.get(what.lower(), figure))
    return found

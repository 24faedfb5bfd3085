"""What a page sets among an article's paragraphs: teasers of other articles, player controls, stray dates.

Only for whole pages: in a text that is an article and nothing else, such lines are its headings.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

from site_gen.read.lines import bylines
from site_gen.read.lines.blocks import Block, count_words
from site_gen.read.text.layout import is_prose

_SHORTEST_RUN: Final = 3  # headlines of other articles stand in rows
_SHORTEST_TEASER: Final = 25  # characters on average; rows of shorter lines may be a table
_CONTROL_WORDS: Final = 3


def find(blocks: Sequence[Block], start: int, end: int, taken: Container[int]) -> dict[int, str]:
    """The blocks from `start` to `end` that are the page's, and the rule that says so."""
    free = [position for position in range(start, end) if position not in taken]
    text = next((position for position in free if is_prose(blocks[position])), end)
    found = {position: "page control" for position in free if position < text and _is_control(blocks[position])}
    for above, position in zip([-1, *free], free, strict=False):
        if position > text and bylines.read_byline(blocks[position].text):
            found[position] = "byline of another article"
            if above >= 0 and _is_teaser(blocks[above]):
                found[above] = "teaser"
    for run in _runs(blocks, free):
        if sum(len(blocks[position].text) for position in run) >= _SHORTEST_TEASER * len(run):
            found |= dict.fromkeys(run, "teaser")
    return found


def _runs(blocks: Sequence[Block], free: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for position in free:
        if _is_teaser(blocks[position]):
            run.append(position)
            continue
        if len(run) >= _SHORTEST_RUN:
            yield run
        run = []
    if len(run) >= _SHORTEST_RUN:
        yield run


def _is_teaser(block: Block) -> bool:
    return not block.bullet and not is_prose(block) and block.text[-1] not in '.:;,!)…"”»。！？：；，、」』）'


def _is_control(block: Block) -> bool:
    """A line that stands above the first paragraph and says too little to be a heading: "1x", "Font size"."""
    return not block.bullet and count_words(block.text) <= _CONTROL_WORDS and block.text[-1] not in ".!?:。！？："

"""Related stories that are remembered: where neither a story nor what came before it changed, none is sought anew."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, Step
from site_gen.model import Story
from site_gen.pages.subjects import LOOK_BACK, FindSubjects, depends_on, on_same_subject

_Block = list[list[int]]  # for each of so many stories, how many places before it the related ones stand


def subjects(memo: Memo) -> FindSubjects:
    """Finds related stories by what is remembered of blocks of `LOOK_BACK` stories.

    The block before holds the stories that a block may lead to, and the one before that says how common their words
    were; so a block depends on three.
    """

    def find(stories: Sequence[Story], limit: int) -> list[list[int]]:
        starts = range(0, len(stories), LOOK_BACK)
        names = [digest(list(map(depends_on, stories[start : start + LOOK_BACK]))) for start in starts]
        keys = [digest((limit, names[max(0, at - 2) : at + 1])) for at in range(len(names))]
        make = functools.partial(_blocks, stories, limit)
        step = Step("related", lambda at: make([at])[0], _Block, run_all=make)
        blocks = memo.map(step, keys, lambda at: at)
        found = (near for block in blocks for near in block)
        return [[place - back for back in near] for place, near in enumerate(found)]

    return find


def _blocks(stories: Sequence[Story], limit: int, wanted: Sequence[int]) -> list[_Block]:
    """The blocks of these numbers, which rise; neighbours are made together."""
    return [block for first, last in _runs(wanted) for block in _run(stories, limit, first, last)]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of numbers that follow one another."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def _run(stories: Sequence[Story], limit: int, first: int, last: int) -> Iterator[_Block]:
    start = max(0, first - 2) * LOOK_BACK
    found = on_same_subject(stories[start : (last + 1) * LOOK_BACK], limit)
    for number in range(first, last + 1):
        at = number * LOOK_BACK - start
        yield [[place - near for near in places] for place, places in enumerate(found[at : at + LOOK_BACK], at)]

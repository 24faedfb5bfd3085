"""Lists of headlines inside a text: other wordings of this one, and pointers to other articles."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from site_gen.read.lines import phrases
from site_gen.read.lines.blocks import Block

_POINTERS: Final = frozenset(" ".join(phrase.split()) for phrase in phrases.POINTERS.split(";"))
# Those that say "also" start no sentence of an article.
_ALSO: Final = frozenset(
    pointer
    for pointer in _POINTERS
    if re.search(
        r"\b(?:also|aussi|auch|también|também|anche|ook|också|også|także|też|také|також|также|juga)\b", pointer
    )
)
_ALSO_OPENINGS: Final = frozenset(pointer.partition(" ")[0] for pointer in _ALSO)
# Such as "More from the capital", "Mehr zu Wahlen", "Also on our site".
_OPEN_POINTER: Final = re.compile(
    r"(?:more (?:from|about|on|in)|mehr (?:zu|über|von|aus)|also on|más sobre|mais sobre|plus d'infos sur|meer over"
    r"|mer om|mere om|read more (?:on|about|from)|lesen sie (?:auch|mehr|dazu)) .{2,30}"
)
# What parts a pointer from its headline: "Also Read: X", "Read more | X", "Related - X", "Baca juga » X"
_POINTER_END: Final = re.compile(r"(?:[:：|»›>…]|\.\.\.|(?<=\s)[–—-](?=\s))[\s:：|»›>]*")
_LONGEST_POINTER: Final = 48
_LONGEST_RELATED: Final = 320
_WORD: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")
_LONGEST_LIST: Final = 6
_NEAR: Final = 0.6
_SAME: Final = 0.8


class HeadlineLists(msgspec.Struct, frozen=True):
    """The headlines that a text lists, and which blocks listed them."""

    variants: tuple[str, ...]
    related: tuple[str, ...]
    fates: dict[int, tuple[str, Literal["cut", "kept"]]]


def read_lists(blocks: Sequence[Block], headline: int, end: int) -> HeadlineLists:
    """Headline variants and related headlines of an article that ends at `end`; below it only marked lists count."""
    variants: dict[int, str] = {}
    related: dict[int, str] = {}
    marks: list[int] = []
    position = headline + 1
    while position < len(blocks):
        text = blocks[position].text
        pointed = related_in(text)
        following = position + 1
        if pointed:
            related[position] = pointed
        elif is_pointer(text):
            marks.append(position)
            following = _past_list(blocks, position + 1)
            related |= {place: blocks[place].text for place in range(position + 1, following)}
        elif blocks[position].bullet == "-" and position < end:
            following = min(_past_list(blocks, position), end)
            items = [block.text for block in blocks[position:following]]
            openings = _openings(blocks[headline + 1 : end])
            variants |= {
                position + place: items[place] for place in variants_among(items, blocks[headline].text, openings)
            }
        position = following
    fates: dict[int, tuple[str, Literal["cut", "kept"]]] = dict.fromkeys(marks, ("related", "cut"))
    fates |= dict.fromkeys(related, ("related", "kept")) | dict.fromkeys(variants, ("headline variant", "kept"))
    return HeadlineLists(tuple(dict.fromkeys(variants.values())), tuple(dict.fromkeys(related.values())), fates)


def _openings(blocks: Sequence[Block]) -> list[str]:
    """How the first two paragraphs begin, with and without their datelines."""
    prose = (block.text for block in blocks if len(block.text) > 60 and not block.bullet)
    openings = (opening for text in itertools.islice(prose, 2) for opening in (text, _without_dateline(text)))
    return list(dict.fromkeys(openings))


def _past_list(blocks: Sequence[Block], position: int) -> int:
    while position < len(blocks) and blocks[position].bullet == "-":
        position += 1
    return position


def related_in(text: str) -> str | None:
    """The headline that the line points to."""
    return None if len(text) > _LONGEST_RELATED else _related_in(text)


@functools.lru_cache(maxsize=1024)
def _related_in(text: str) -> str | None:
    mark = _POINTER_END.search(text, 0, _LONGEST_POINTER)
    if mark and mark.end() < len(text) - 2 and is_pointer(text[: mark.start()]):
        return text[mark.end() :].strip()
    return _related_without_colon(text)


def _related_without_colon(text: str) -> str | None:
    """Some pages part a pointer from its headline by its colour only: "Also Read Ferry Line Cuts Its Timetable"."""
    if text.partition(" ")[0].casefold() not in _ALSO_OPENINGS:
        return None
    words = text.split(maxsplit=3)
    for size in (3, 2):
        pointer, rest = " ".join(words[:size]).casefold(), " ".join(words[size:])
        if pointer in _ALSO and rest[:1].isupper() and len(rest) > 12 and rest[-1] != ".":
            return rest
    return None


def is_pointer(text: str) -> bool:
    """Whether the words announce other articles: "RELATED STORIES"."""
    if len(text) > _LONGEST_POINTER:
        return False
    phrase = text.casefold().strip(" :：-–—|»›>→▶►•*([])!.…#")
    return phrase in _POINTERS or (len(phrase) > 8 and _OPEN_POINTER.fullmatch(phrase) is not None)


def words(text: str) -> list[str]:
    """The words of a text, caseless."""
    return _WORD.findall(text.casefold())


def is_same(text: str, headline: str) -> bool:
    """Whether both say the same words, whatever their case and punctuation."""
    return abs(len(text) - len(headline)) <= 20 and words(text) == words(headline)


def variants_among(items: Sequence[str], headline: str, openings: Sequence[str]) -> list[int]:
    """Which items of a list reword the headline or the first sentence, rather than say something of their own."""
    if _are_headlines_on_it(items, headline):
        return list(range(len(items)))
    longest = max(2.5 * len(headline), 160)
    scores = [_variance(item, headline, openings) if len(item) <= longest else 0.0 for item in items]
    near = [position for position, score in enumerate(scores) if score >= _NEAR]
    if not near:
        return []
    if len(items) <= _LONGEST_LIST and len(near) * 2 >= len(items) and min(scores) > 0:
        return list(range(len(items)))
    return near if len(near) > 1 or max(scores) >= _SAME else []


def _are_headlines_on_it(items: Sequence[str], headline: str) -> bool:
    """Whether a short list is headlines all of one event, by the telling words that they share with the headline."""
    if not 2 <= len(items) <= _LONGEST_LIST or not all(_is_headline_like(item, headline) for item in items):
        return False
    telling = _telling(headline)
    shared = [len(_telling(item) & telling) for item in items]
    closest = max(
        count / max(1, min(len(telling), len(_telling(item)))) for count, item in zip(shared, items, strict=True)
    )
    return min(shared) >= 1 and max(shared) >= 3 and sum(shared) >= 2 * len(items) and closest >= 0.4


def _is_headline_like(item: str, headline: str) -> bool:
    size = len(item.split()) if " " in item else len(item) // 3
    is_alike = 0.4 <= len(item) / len(headline) <= 2.2
    return 4 <= size <= 25 and is_alike and item[-1] not in ".;:," and not item[0].islower()


def _telling(text: str) -> set[str]:
    return {word for word in words(text) if len(word) > 3 or word.isdigit() or not word.isascii()}


def _variance(item: str, headline: str, openings: Sequence[str]) -> float:
    mine, size = words(item), 2 * len(item) + 40
    return max(nearness(item, headline), *(_prefix(mine, opening[:size]) for opening in openings), 0.0)


def _without_dateline(text: str) -> str:
    """What "OSLO, May 4 (Reuters) - The council ..." begins with for the one who writes its headline: the council."""
    return re.split(r"\s[–—-]+\s", text[:60], maxsplit=1)[-1] + text[60:]


def nearness(item: str, headline: str) -> float:
    """From 0 to 1: how much of the shorter wording the longer one holds, common words counting little."""
    one, two = _weights(item), _weights(headline)
    shared = sum(min(weight, two[word]) for word, weight in one.items() if word in two)
    size_one, size_two = sum(one.values()), sum(two.values())
    # A list of a report's subjects shares a word or two with its headline; a rewording shares most.
    if not shared or shared < 0.35 * size_two:
        return 0.3 if shared >= 1 else 0.0
    return shared / min(size_one, size_two)


def _weights(text: str) -> dict[str, float]:
    return {word: 1.0 if len(word) > 3 or not word.isascii() or word.isdigit() else 0.4 for word in words(text)}


def _prefix(mine: Sequence[str], opening: str) -> float:
    """1 where an item's words are how the article begins."""
    theirs = words(opening)[: len(mine)]
    if len(mine) < 4:
        return 1.0 if mine and mine == theirs else 0.0
    return sum(one == two for one, two in zip(mine, theirs, strict=False)) / len(mine)

"""Where in a page's text its article is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.readers import bylines, headline_lists, scraps
from site_gen.readers.lines import Block

_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।:][\"'”’»)\]]*$")
_SECTIONS: Final = frozenset(
    "news world politics business sports sport opinion analysis culture technology tech science health life style lifestyle travel entertainment breaking exclusive live local national"
    " international europe asia africa us uk usa economy finance markets education environment climate food arts books music film tv".split()
)


class Layout(msgspec.Struct, frozen=True):
    headline: int
    end: int
    is_page: bool


def is_prose(block: Block) -> bool:
    size = len(block.text)
    return size >= 60 and _SENTENCE_END.search(block.text[-6:]) is not None or size >= 140


def lay_out(blocks: Sequence[Block]) -> Layout:
    start, end = _densest(blocks)
    headline = _headline(blocks, start)
    is_page = headline > 2
    last = len(blocks)
    tail = range(end, len(blocks))
    marker = next(
        (
            p
            for p in tail
            if (r := scraps.rule_for(blocks[p].text)) and r.ends or headline_lists.is_related_heading(blocks[p].text)
        ),
        None,
    )
    if marker is not None and sum(not is_prose(blocks[p]) for p in tail) >= 5:
        last = marker
    elif is_page:
        last = end
    return Layout(headline, max(last, headline + 1), is_page)


def _weight(block: Block) -> float:
    size = len(block.text) * (2 if not block.text[:1].isascii() and ord(block.text[0]) > 0x3000 else 1)
    if scraps.rule_for(block.text) or headline_lists.related_in(block.text):
        return -30
    if is_prose(block):
        return min(size, 500) * (0.6 if block.bullet == "-" else 1)
    if block.bullet == "-":
        return -25
    if _SENTENCE_END.search(block.text[-4:]):
        return size / 2
    return -20


def _densest(blocks: Sequence[Block]) -> tuple[int, int]:
    best = total = 0.0
    start = 0
    span = (0, len(blocks))
    for position, block in enumerate(blocks):
        if total <= 0:
            total, start = 0.0, position
        total += _weight(block)
        if total > best:
            best, span = total, (start, position + 1)
    return span


def _headline(blocks: Sequence[Block], start: int) -> int:
    best, chosen = -99.0, 0
    first = None
    for position in range(0, min(start + 1, len(blocks))):
        block = blocks[position]
        if position < start - 40 and position > 3:
            continue
        text = block.text
        words = len(headline_lists.words(text))
        if scraps.rule_for(text) or bylines.read_byline(text):
            continue
        score = -0.15 * (start - position)
        if first is None and not block.bullet and not _is_section(text):
            first = position
            score += 3
        score += 2 if 4 <= words <= 25 else -2 if words < 3 else 0
        score -= 3 if block.bullet == "-" else 0
        score -= 4 if _is_section(text) else 0
        score -= 2 if text.endswith(".") or len(text) > 200 else 0
        for after in blocks[position + 1 : position + 4]:
            if bylines.read_byline(after.text):
                score += 3
                break
        if score > best:
            best, chosen = score, position
    return chosen


def _is_section(text: str) -> bool:
    words = headline_lists.words(text)
    return " > " in text or " » " in text or len(words) <= 3 and all(word in _SECTIONS for word in words)


_HASH: Final = re.compile(r"(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|={3,}$|-{3,}$|\|)")
_INLINE: Final = re.compile(r"([\\`*_\[\]<])")


def escape(text: str) -> str:
    text = _INLINE.sub(r"\\\1", text)
    return _HASH.sub(r"\\\1", text, count=1) if _HASH.match(text) else text


def markdown(blocks: Sequence[Block]) -> str:
    parts: list[str] = []
    previous = None
    for block in blocks:
        if block.bullet == "-":
            joint = "\n" if previous == "-" else "\n\n"
            parts.append(f"{joint}- {escape(block.text)}")
        else:
            text = escape(block.text)
            if block.number:
                text = re.sub(r"^(\d+)([.)])", r"\1\\\2", text)
            parts.append(f"\n\n{text}")
        previous = block.bullet
    return "".join(parts).strip()

"""Where in a text its headline is, and where its article ends and the page around it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.read.lines import bylines, headline_lists, scraps
from site_gen.read.lines.blocks import Block, count_words, width

_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।:][\"'”’»)\]」』]*$")
_BREADCRUMB: Final = re.compile(r"\S\s?[>»›]\s?\S|\w/\w+/\w|^home\s", re.IGNORECASE)
_SECTIONS: Final = frozenset(
    "news world politics business sports sport opinion opinions analysis culture technology tech science health life"
    " style lifestyle travel entertainment breaking exclusive live local national international europe asia africa us"
    " uk usa economy finance markets education environment climate food arts books music film tv video videos"
    " community features feature blog blogs essay guest column columns editorial interview interviews review reviews"
    " explainer fact check update updates advertisement money society people history nachrichten politik wirtschaft"
    " kultur panorama wissen meinung actualité monde économie société deportes mundo economía cultura sociedad"
    " cronaca".split()
)
# What sites tell their readers of themselves; a report on such matters does not say "we" and "you".
_SITE_MATTERS: Final = (
    *("cookie", "consent", "privacy policy", "personal data", "personal information", "opt out", "opt-out"),
    *("terms of use", "terms of service", "terms and conditions", "your browser", "your subscription", "your account"),
    *("your inbox", "your email", "newsletter", "unsubscribe", "advertising partner", "affiliate", "earn a commission"),
    *("earn commission", "our website", "this website", "this site", "datenschutz", "einwilligung", "personenbezogen"),
    *("données personnelles", "confidentialité", "política de privacidad", "suscripción"),
)
# To the reader, or from the people of the site.
_ADDRESS: Final = re.compile(r" (?:we|our|your|you|wir|ihre|unsere|nous|votre|su|tu) ")
# "David says:", "Philipp sagt:": a reader's comment
_SPEAKER: Final = re.compile(
    r"\s(?:says|said|sagt|dit|dice|diz|zegt|säger|siger|skriver|schreibt|wrote|написал\w*)\s?:$", re.IGNORECASE
)
_LONGEST_CLIMB: Final = 40  # blocks that may stand between a headline and its text
_LONGEST_HEADLINE: Final = 220
_LONGEST_LAST_LIST: Final = 3
_NEVER: Final = -25.0


class TextLayout(msgspec.Struct, frozen=True):
    """The headline's place, where the article ends, and whether a page surrounds it."""

    headline: int | None
    end: int
    is_page: bool


def is_prose(block: Block) -> bool:
    """Whether the block is a sentence or more, not a heading, a menu or a label."""
    return _is_prose(block.text, width(block.text))


def _is_prose(text: str, size: int) -> bool:
    least = 60 if size == len(text) else 36  # where characters are as wide as two a sentence has fewer
    return size >= 140 or (size >= least and _SENTENCE_END.search(text[-6:]) is not None)


def lay_out(blocks: Sequence[Block]) -> TextLayout:
    """Where the headline stands, where the article ends, and whether this is a whole page."""
    start, end = _densest(blocks)
    headline = _headline(blocks, start)
    if headline is None:
        return TextLayout(None, end, False)
    is_page = headline > 2
    last = max(_end(blocks, end, is_page=is_page), headline + 1)
    return TextLayout(headline, last, is_page or len(blocks) - last > 3)


def _end(blocks: Sequence[Block], dense_end: int, *, is_page: bool) -> int:
    """A list may end an article; a page is known by what it says below: comments, newsletters, its own name."""
    tail = range(dense_end, len(blocks))
    marker = next((position for position in tail if _ends(blocks[position])), len(blocks))
    if is_page:
        return marker if marker - dense_end <= _LONGEST_LAST_LIST else dense_end
    thin = sum(not is_prose(blocks[position]) for position in tail) >= 5
    return marker if thin else len(blocks)


def _ends(block: Block) -> bool:
    return scraps.ends_article(block.scrap) or headline_lists.is_pointer(block.text)


def _densest(blocks: Sequence[Block]) -> tuple[int, int]:
    """The stretch with the most prose and the fewest scraps (Kadane's algorithm)."""
    best = total = 0.0
    start, span = 0, (0, len(blocks))
    for position, block in enumerate(blocks):
        if total <= 0:
            total, start = 0.0, position
        total += _weight(block)
        if total > best:
            best, span = total, (start, position + 1)
    return span


def _weight(block: Block) -> float:
    """Roughly the characters that a block speaks for, or against, its being in the article."""
    if block.scrap:
        return -60 if block.scrap in {"comments", "footer"} else -30
    size = width(block.text)
    if _is_prose(block.text, size):
        if _is_about_the_site(block.text):
            return -min(size, 200)
        return min(size, 500) * (0.6 if block.bullet == "-" else 1)
    return -25 if block.bullet == "-" else _weight_of_line(block.text, size)


def _weight_of_line(text: str, size: int) -> float:
    if headline_lists.related_in(text):
        return -30
    if bylines.read_byline(text) or (text[-1] == ":" and _SPEAKER.search(text)):
        return -40
    return size / 2 if _SENTENCE_END.search(text[-4:]) else -20


def _is_about_the_site(text: str) -> bool:
    """Whether a paragraph is the site's own: it speaks of two such matters, and speaks to the reader."""
    start = f" {text[:600].casefold()}"
    return _ADDRESS.search(start) is not None and sum(matter in start for matter in _SITE_MATTERS) >= 2


def _headline(blocks: Sequence[Block], start: int) -> int | None:
    """The headline of the text that begins at `start`; nothing where no block can be one."""
    top = next((position for position, block in enumerate(blocks) if not _is_above(block)), len(blocks) - 1)
    if _is_plain(blocks, top, start):
        return top
    first = max(0, start - _LONGEST_CLIMB)
    candidates = [*range(min(3, first)), *range(first, min(start + 5, len(blocks)))]
    said = {word for block in blocks[start : start + 12] for word in _long_words(block.text)}
    trails = _trails(blocks, candidates)
    scored = [
        (_headline_score(blocks, position, start, said, is_first=position <= top) + trails[position], -position)
        for position in candidates
    ]
    score, place = max(scored)
    return -place if score > _NEVER else None


def _is_plain(blocks: Sequence[Block], top: int, start: int) -> bool:
    """Whether the text simply begins with a headline and its byline, as most seeds do; saves nine looks in ten."""
    block = blocks[top]
    is_line = 12 <= width(block.text) <= _LONGEST_HEADLINE and not block.bullet and not _BREADCRUMB.search(block.text)
    is_near = top <= start + 1 and start - top <= 6 and top + 1 < len(blocks)
    return is_line and is_near and not _is_byline(block.text, 0) and _is_signed(blocks[top + 1 : top + 2])


def _trails(blocks: Sequence[Block], candidates: Sequence[int]) -> dict[int, float]:
    """A breadcrumb trail ends in the headline ("Home / News / A headline") and so points to it; it is none itself."""
    texts = {position: blocks[position].text.casefold() for position in candidates}
    scores = dict.fromkeys(candidates, 0.0)
    for one, text in texts.items():
        if len(text) < 12:
            continue
        for other, longer in texts.items():
            if other != one and longer.endswith(text):
                scores[one] = max(scores[one], 2.5 if longer != text else 1.0)
                scores[other] -= 4 if longer != text else 0
    return scores


def _headline_score(blocks: Sequence[Block], position: int, start: int, said: set[str], *, is_first: bool) -> float:
    block = blocks[position]
    text = block.text
    if block.scrap or _is_byline(text, position) or len(text) > _LONGEST_HEADLINE:
        return 2 * _NEVER
    size = count_words(text)
    score = max(0.0, 3 - 0.3 * (start - position)) if is_first else 0.0
    score -= 0.1 * (start - position) if position <= start else 0.5 * (position - start)
    score += -0.5 if size < 3 else 0 if size < 4 else 2 if size <= 25 else -2
    score -= 3 * (block.bullet == "-") + 4 * (_is_section(text) or _BREADCRUMB.search(text) is not None)
    score -= (
        (1 if size <= 12 else 2) * (text[-1] == ".")
        + 3 * (text[-1] in "。！？" and position > 0)
        + 2 * (position >= start and is_prose(block))
    )
    score -= 2 * (not is_first and (bylines.read_name(text) is not None or text[0] == "@"))
    score += 3 * _is_signed(blocks[position + 1 : position + 6])
    # A standfirst stands below its headline and is as near to the byline.
    above = blocks[position - 1] if position else None
    score -= 1.5 * (above is not None and not above.bullet and len(above.text.split()) >= 4)
    above_lines = [bylines.read_byline(other.text) for other in blocks[max(0, position - 8) : position]]
    score -= 2 * any(line is not None and bool(line.authors) for line in above_lines)
    return score + 3 * _share_said(text, said)


def _long_words(text: str) -> list[str]:
    return [word for word in headline_lists.words(text[:_LONGEST_HEADLINE]) if len(word) > 3]


def _is_byline(text: str, position: int) -> bool:
    byline = bylines.read_byline(text)
    # A first line that says something beside its date is a headline: "Weekly notes 2025-05-04".
    return byline is not None and (position > 0 or not byline.has_more)


def _share_said(text: str, said: set[str]) -> float:
    words = _long_words(text)
    return sum(word in said for word in words) / max(len(words), 2)


def _is_signed(blocks: Sequence[Block]) -> bool:
    return any(bylines.is_by(block.text) or bylines.read_byline(block.text) is not None for block in blocks)


def _is_above(block: Block) -> bool:
    """Whether the block may stand above a headline: a kicker, an image, a date."""
    return _is_section(block.text) or block.scrap is not None


def _is_section(text: str) -> bool:
    words = headline_lists.words(text)
    return len(words) <= 3 and all(word in _SECTIONS for word in words)

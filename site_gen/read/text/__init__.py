"""A seed of plain text: a scraped article, with or without the page around it.

Every line that is not blank ends in the body, or has a ruling that says which rule took it out or what it was read as.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from site_gen.errors import Diagnostic
from site_gen.language import dates, detection
from site_gen.model import Article, Document, Reading, ReadingOptions, Ruling
from site_gen.read import faults
from site_gen.read.lines import headline_lists
from site_gen.read.lines.blocks import Block, split
from site_gen.read.lines.names import AGENCIES
from site_gen.read.lines.signatures import signature
from site_gen.read.text import layout as regions
from site_gen.read.text import markdown, page_furniture
from site_gen.read.text.header import Header, read_header
from site_gen.read.text.labels import read_labels

_BYLINE_HINT: Final = "write the byline as 'By NAME | Dec 04, 2025'"
# Such as "CARACAS, Dec 4 (Reuters) - ", "VATICAN CITY (RNS) — ".
_DATELINE: Final = re.compile(r"[A-ZÀ-Ý][^()\n.]{1,50}\(([\w .-]{2,24})\)\s?[-–—]")
_PLACE_AND_DAY: Final = re.compile(
    r"[A-ZÀ-Ý](?:[^.()\n–—]|(?<=[^\W\d_]{3})\.|(?<=\d)\.){1,60}\b(?:19|20)\d\d\b[^.\n–—]{0,40}\s?[-–—]{1,2}\s"
)
_LONGEST_DATELINE: Final = 66  # characters to the end of its year
_LINES_OF_A_BYLINE: Final = 6
_MARKED: Final = re.compile(r"^([*_]{1,2})(?=\S)([^*]+)(?<=\S)\1$")  # "*A headline*", as chats set it in bold

_BEYOND: Final = "beyond the longest body"
Fates = dict[int, tuple[str, Literal["cut", "kept"]]]


def read(document: Document, options: ReadingOptions) -> tuple[Reading, ...]:
    """The article of a seed of this kind."""
    return (read_text(document.text, document.path, options),)


def read_text(text: str, path: str, options: ReadingOptions) -> Reading:
    """The article of a clean text, what is wrong with it, and what was decided about every line outside its body."""
    blocks = split(text.removeprefix("\ufeff"))
    if not blocks:
        return Reading(article=None, diagnostics=(_empty(path),))
    said = read_labels(blocks, options.lang)
    if not said.blocks:
        return Reading(article=None, diagnostics=(_no_body(path, blocks[0]),), rulings=said.rulings)
    blocks = list(said.blocks)
    layout = regions.lay_out(blocks)
    if said.title:
        layout = msgspec.structs.replace(layout, headline=0, end=max(layout.end, 1), is_page=False)
    if layout.headline is None:
        problem = _no_headline(path, blocks[0])
        rulings = (*said.rulings, *_rulings(blocks, _all_cut(blocks)))
        return Reading(article=None, diagnostics=(problem,), rulings=rulings)
    header = read_header(blocks, layout.headline, options.lang)
    if not (header.published or said.published):  # a month may be another one in the language of the text
        lang = detection.detect(" ".join(block.text for block in blocks)[:1_500])
        header = read_header(blocks, layout.headline, lang) if lang and lang != options.lang else header
    lists = headline_lists.read_lists(blocks, layout.headline, layout.end)
    body, fates = _body(blocks, _fates(blocks, layout, header, lists), options.max_body)
    signed, agency = signature(body)
    article = Article(
        title=_MARKED.sub(r"\2", blocks[layout.headline].text),
        authors=said.authors or header.authors or signed,
        published=said.published
        or header.published
        or _dateline_day(body, options.lang)
        or said.modified
        or header.modified,
        modified=said.modified or header.modified,
        source=header.source or said.source or agency or _dateline_source(body),
        url=said.url,
        topics=said.topics,
        variants=lists.variants,
        related=lists.related,
        body=body,
    )
    if not body:
        problem = _no_body(path, blocks[layout.headline])
        return Reading(article=None, diagnostics=(problem,), rulings=(*said.rulings, *_rulings(blocks, fates)))
    undated = () if article.published else (_date_problem(path, blocks, layout.headline, header),)
    is_cut = any(rule == _BEYOND for rule, _ in fates.values())
    cut = (faults.cut_short(path, "characters", options.max_body),) if is_cut else ()
    return Reading(article=article, diagnostics=(*undated, *cut), rulings=(*said.rulings, *_rulings(blocks, fates)))


def _fates(
    blocks: Sequence[Block], layout: regions.TextLayout, header: Header, lists: headline_lists.HeadlineLists
) -> Fates:
    """What becomes of every block that is not body; where two rules meet, the first one here has it."""
    headline = layout.headline or 0
    fates: Fates = {headline: ("headline", "kept")}
    fates = dict.fromkeys(sorted(header.used), ("byline", "kept")) | fates
    fates = lists.fates | fates
    fates = _scraps(blocks, layout, fates) | fates
    if layout.is_page:
        found = page_furniture.find(blocks, headline + 1, layout.end, fates)
        fates |= {position: (rule, "cut") for position, rule in found.items()}
    return fates


def _scraps(blocks: Sequence[Block], layout: regions.TextLayout, taken: Fates) -> Fates:
    """What the page put above, below and into the article."""
    headline = layout.headline or 0
    title = blocks[headline].text
    fates: Fates = dict.fromkeys(range(headline), ("above the headline", "cut"))
    fates |= dict.fromkeys(range(layout.end, len(blocks)), ("below the article", "cut"))
    for position in range(headline + 1, layout.end):
        if position in taken:
            continue
        rule = blocks[position].scrap
        if rule:
            fates[position] = (rule, "cut")
        elif headline_lists.is_same(blocks[position].text, title):
            fates[position] = ("headline again", "cut")
    return fates


def _body(blocks: Sequence[Block], fates: Fates, longest: int) -> tuple[str, Fates]:
    """The blocks without a fate, as Markdown; what is beyond the longest body gets one."""
    kept: list[Block] = []
    size = 0
    beyond: Fates = {}
    for position, block in enumerate(blocks):
        if position in fates:
            continue
        size += len(block.text)
        if size > longest:
            beyond[position] = (_BEYOND, "cut")
        else:
            kept.append(block)
    return markdown.write(kept), fates | beyond


def _dateline_day(body: str, lang: str | None) -> str | None:
    """The day of a dateline that has its year: "NORTHQUAY, 27 November 2026 – ..."."""
    start = body[:_LONGEST_DATELINE]
    match = _PLACE_AND_DAY.match(body) if "20" in start or "19" in start else None
    found = dates.find_dates(match[0], lang=lang) if match else []
    return found[0].iso if len(found) == 1 else None


def _dateline_source(body: str) -> str | None:
    """The agency of a dateline: "CARACAS, Dec 4 (Reuters) - ..."."""
    match = _DATELINE.match(body)
    return match[1] if match and match[1].casefold() in AGENCIES else None


def _rulings(blocks: Sequence[Block], fates: Fates) -> tuple[Ruling, ...]:
    return tuple(
        Ruling(line=blocks[position].line, rule=rule, verdict=verdict, text=blocks[position].text)
        for position, (rule, verdict) in sorted(fates.items())
    )


def _all_cut(blocks: Sequence[Block]) -> Fates:
    return dict.fromkeys(range(len(blocks)), ("no headline", "cut"))


# -- what is wrong -----------------------------------------------------------------------------------------------------


def _date_problem(path: str, blocks: Sequence[Block], headline: int, header: Header) -> Diagnostic:
    below = blocks[headline + 1 : headline + 1 + _LINES_OF_A_BYLINE]
    for block in below:
        if len(block.text) <= 120 and dates.is_impossible(block.text):
            return _impossible_date(path, block)
    place = blocks[min(header.used)] if header.used else blocks[headline]
    return _relative_date(path, place) if header.relative else _no_date(path, place)


def _empty(path: str) -> Diagnostic:
    return Diagnostic(path, None, "empty", "the file is empty", "put the article's text in it, or delete it")


def _no_headline(path: str, block: Block) -> Diagnostic:
    message = f"no headline found above '{_shown(block)}'"
    return Diagnostic(path, block.line, "no-headline", message, "put the headline on the first line, by itself")


def _no_body(path: str, block: Block) -> Diagnostic:
    message = f"no text found below '{_shown(block)}'"
    return Diagnostic(path, block.line, "no-body", message, "put the article's paragraphs below the byline")


def _impossible_date(path: str, block: Block) -> Diagnostic:
    return Diagnostic(path, block.line, "impossible-date", f"impossible date in '{_shown(block)}'", _BYLINE_HINT)


def _relative_date(path: str, block: Block) -> Diagnostic:
    message = f"only a relative date in '{_shown(block)}'"
    return Diagnostic(path, block.line, "no-date", message, _BYLINE_HINT, "warning")


def _no_date(path: str, block: Block) -> Diagnostic:
    return Diagnostic(path, block.line, "no-date", f"no date found in '{_shown(block)}'", _BYLINE_HINT, "warning")


def _shown(block: Block) -> str:
    return block.text if len(block.text) <= 80 else f"{block.text[:79]}…"

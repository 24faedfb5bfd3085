"""The lines around a headline: who wrote the article, when, and for which outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.read.lines import bylines, headline_lists
from site_gen.read.lines.blocks import Block
from site_gen.read.lines.bylines import Byline
from site_gen.read.text.layout import is_prose

_BELOW: Final = 16  # blocks below a headline that may hold its byline
_ABOVE: Final = 4
_PROSE: Final = 4  # a standfirst and captions may come before the byline, a whole text may not


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What the lines say, and which blocks said it."""

    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    source: str | None = None
    relative: bool = False
    used: frozenset[int] = frozenset()


def read_header(blocks: Sequence[Block], headline: int, lang: str | None) -> Header:
    """The bylines below the headline, then, for what they leave open, those right above it."""
    found = _certain(blocks, range(headline + 1, min(len(blocks), headline + 1 + _BELOW)), lang)
    if not any(byline.is_dated for byline in found.values()):
        above = range(headline - 1, max(-1, headline - 1 - _ABOVE), -1)
        found |= {position: byline for position, byline in _certain(blocks, above, lang).items() if not byline.authors}
    found |= _named(blocks, headline, found) or _named_and_dated(blocks, headline, found, lang)
    header = Header()
    for position in sorted(found, key=lambda position: (position < headline, position)):
        header = _merge(header, position, found[position])
    return header


def _merge(header: Header, position: int, byline: Byline) -> Header:
    return Header(
        authors=header.authors or byline.authors,
        published=header.published or byline.published,
        modified=header.modified or byline.modified,
        source=header.source or byline.source,
        relative=header.relative or byline.relative,
        used=header.used | {position},
    )


def _certain(blocks: Sequence[Block], places: range, lang: str | None) -> dict[int, Byline]:
    """The lines whose own form proves them: a "by" before a name, a date and nothing else."""
    found: dict[int, Byline] = {}
    prose, signed = 0, False
    for position in places:
        text = blocks[position].text
        byline = bylines.read_byline(text, lang)
        if byline and (prose < 2 or _adds(byline, found)) and not (byline.has_more and prose):
            # Below the byline, a second one belongs to another article that the page points to.
            if byline.authors and signed and position - max(found) > 2:
                break
            found[position] = byline
            signed = signed or bool(byline.authors)
        elif prose == 0 and (outlet := bylines.read_source(text)):
            found[position] = Byline(source=outlet)
        elif bylines.is_by(text):
            found |= _listed_names(blocks, position, lang)
        elif headline_lists.is_pointer(text):
            break
        elif is_prose(blocks[position]) and not blocks[position].scrap:
            prose += 1
            if prose >= _PROSE:
                break
    return found


def _adds(byline: Byline, found: dict[int, Byline]) -> bool:
    signed = any(other.authors for other in found.values())
    dated = any(other.published or other.modified for other in found.values())
    return bool((byline.authors and not signed) or ((byline.published or byline.modified) and not dated))


def _listed_names(blocks: Sequence[Block], by: int, lang: str | None) -> dict[int, Byline]:
    """A "By" on a line of its own, and the names on the lines below it."""
    names: list[str] = []
    last = by
    for position in range(by + 1, min(len(blocks), by + 9)):
        text = re.sub(r"[\d*]*[\s,&]*$", "", blocks[position].text)
        one = bylines.read_byline(f"By {text}", lang)
        if not one or not one.authors or len(text) > 60 or blocks[position].scrap:
            break
        names += one.authors
        last = position
        if blocks[position].text[-1] not in ",&" and blocks[position].bullet != "-":
            break
    if not names:
        return {}
    found = {position: Byline() for position in range(by, last + 1)}
    found[by] = Byline(authors=tuple(dict.fromkeys(names)))
    return found


def _named(blocks: Sequence[Block], headline: int, found: dict[int, Byline]) -> dict[int, Byline]:
    """A line that is a name and stands beside a date, where no other line names an author."""
    if any(byline.authors for byline in found.values()):
        return {}
    near, prose = 2, 0
    for position in range(headline + 1, min(len(blocks), headline + 1 + _BELOW)):
        block = blocks[position]
        if position in found or block.scrap:
            continue
        name = bylines.read_name(block.text)
        if name and any(abs(position - other) <= near for other in found):
            return {position: name}
        if is_prose(block):
            # Below a standfirst only the very next line to the date is sure to be a name.
            near, prose = 1, prose + 1
        if prose >= _PROSE:
            return {}
    return {}


def _named_and_dated(
    blocks: Sequence[Block], headline: int, found: dict[int, Byline], lang: str | None
) -> dict[int, Byline]:
    """A name and a date on two lines, which prove each other below any number of captions."""
    if found:
        return {}
    for position in range(headline + 1, min(len(blocks) - 1, headline + 1 + 2 * _BELOW)):
        name, date = bylines.read_name(blocks[position].text), bylines.read_byline(blocks[position + 1].text, lang)
        if name and date and date.is_dated and not date.authors and not date.has_more:
            return {position: name, position + 1: date}
    return {}

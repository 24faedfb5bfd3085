"""A seed of plain text: scraped articles, with or without the page around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen import dates
from site_gen.errors import Diagnostic
from site_gen.model import Article, Reading, ReadingOptions, Ruling
from site_gen.readers import header, headline_lists, regions, scraps
from site_gen.readers.lines import Block, split
from site_gen.text import clean

_HEADER_LINES: Final = 14


def read_text(text: str, path: str, options: ReadingOptions) -> Reading:
    """The article of a text, and what was decided about every line that is not in its body."""
    blocks = split(clean(text.removeprefix("\ufeff")))
    if not blocks:
        return Reading(article=None, diagnostics=(empty(path),))
    return _Reader(blocks, path, options).read()


class _Reader:
    """Reads one text from the top; every block ends in the body, in the metadata or in a ruling."""

    def __init__(self, blocks: list[Block], path: str, options: ReadingOptions) -> None:
        self.blocks, self.path, self.options = blocks, path, options
        self.rulings: list[Ruling] = []
        self.diagnostics: list[Diagnostic] = []
        self.ruled: set[int] = set()
        self.variants: list[str] = []
        self.related: list[str] = []

    def read(self) -> Reading:
        layout = regions.lay_out(self.blocks)
        self.title = self.blocks[layout.headline].text
        self.rule(layout.headline, "headline", "kept")
        found = header.read_header(self.blocks, layout.headline, self.options.lang)
        for position in sorted(found.used):
            self.rule(position, "byline", "kept")
        for position in range(layout.headline):
            self.rule(position, "above the headline" if layout.is_page else "kicker", "cut")
        body = layout.headline + 1
        self.read_lists(body, layout.end)
        for position in range(layout.end, len(self.blocks)):
            self.rule(position, "below the article", "cut")
        self.cut_scraps(body, layout.end)
        kept = [self.blocks[position] for position in range(body, layout.end) if position not in self.ruled]
        text = regions.markdown(kept)
        article = Article(
            title=self.title,
            authors=found.authors,
            published=found.published or found.modified,
            modified=found.modified,
            source=found.source,
            variants=tuple(dict.fromkeys(self.variants)),
            related=tuple(dict.fromkeys(self.related)),
            body=text,
        )
        return Reading(
            article=article,
            diagnostics=tuple(self.diagnostics),
            rulings=tuple(sorted(self.rulings, key=lambda r: r.line)),
        )

    def rule(self, position: int, name: str, verdict: str) -> None:
        if position in self.ruled:
            return
        block = self.blocks[position]
        self.ruled.add(position)
        self.rulings.append(Ruling(line=block.line, rule=name, verdict=verdict, text=block.text))

    def read_lists(self, start: int, end: int) -> None:
        opening = next((b.text for b in self.blocks[start:end] if regions.is_prose(b)), "")
        position = start
        while position < len(self.blocks):
            block = self.blocks[position]
            pointed = headline_lists.related_in(block.text)
            if pointed:
                self.related.append(pointed)
                self.rule(position, "related", "cut")
            elif headline_lists.is_pointer(block.text):
                self.rule(position, "related", "cut")
                position = self.take_related(position + 1) - 1
            elif block.bullet == "-" and position < end:
                last = position
                while last < end and self.blocks[last].bullet == "-":
                    last += 1
                items = [b.text for b in self.blocks[position:last]]
                for p in headline_lists.variants_among(items, self.title, opening):
                    self.variants.append(items[p])
                    self.rule(position + p, "headline variant", "cut")
                position = last - 1
            position += 1

    def take_related(self, position: int) -> int:
        while position < len(self.blocks) and self.blocks[position].bullet == "-":
            self.related.append(self.blocks[position].text)
            self.rule(position, "related", "cut")
            position += 1
        return position

    def cut_scraps(self, start: int, end: int) -> None:
        for position in range(start, end):
            text = self.blocks[position].text
            rule = scraps.rule_for(text)
            if rule:
                self.rule(position, rule, "cut")
            elif headline_lists.is_same(text, self.title):
                self.rule(position, "headline again", "cut")


def empty(path: str) -> Diagnostic:
    return Diagnostic(path, None, "empty", "the file is empty", "put the article's text in it, or delete it")

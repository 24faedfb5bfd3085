"""A seed of plain text: scraped articles, with or without the page around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen import dates
from site_gen.errors import Diagnostic
from site_gen.model import Article, Reading, ReadingOptions, Ruling
from site_gen.readers import bylines, headline_lists, regions, scraps
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
        self.authors: tuple[str, ...] = ()
        self.published: str | None = None
        self.modified: str | None = None
        self.source: str | None = None
        self.relative = False
        self.variants: list[str] = []
        self.related: list[str] = []

    def read(self) -> Reading:
        layout = regions.lay_out(self.blocks)
        self.title = self.blocks[layout.headline].text
        self.rule(layout.headline, "headline", "kept")
        for position in range(layout.headline):
            self.rule(position, "above the headline" if layout.is_page else "kicker", "cut")
        body = self.read_header(layout.headline)
        for position in range(layout.end, len(self.blocks)):
            self.rule(position, "below the article", "cut")
        self.read_lists(body, layout.end)
        self.cut_scraps(body, layout.end)
        kept = [self.blocks[position] for position in range(body, layout.end) if position not in self.ruled]
        text = regions.markdown(kept)
        article = Article(
            title=self.title,
            authors=self.authors,
            published=self.published,
            modified=self.modified,
            source=self.source,
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

    def read_header(self, headline: int) -> int:
        names: list[tuple[int, bylines.Byline]] = []
        dated: list[int] = []
        prose = 0
        end = headline + 1
        for position in range(headline + 1, min(len(self.blocks), headline + 1 + _HEADER_LINES)):
            text = self.blocks[position].text
            if scraps.rule_for(text) or headline_lists.words(text) == headline_lists.words(self.title):
                continue
            byline = bylines.read_byline(text, self.options.lang)
            if byline:
                self.take(byline)
                dated += [position] if byline.published or byline.modified or byline.relative else []
                self.rule(position, "byline", "kept")
                continue
            name = bylines.read_name(text)
            if name and prose == 0:
                names.append((position, name))
                continue
            if regions.is_prose(self.blocks[position]):
                prose += 1
                if prose >= 2:
                    break
        if not self.authors:
            for position, name in names:
                if any(abs(position - other) <= 2 for other in dated):
                    self.take(name)
                    self.rule(position, "byline", "kept")
                    break
        return end

    def take(self, byline: bylines.Byline) -> None:
        self.authors = self.authors or byline.authors
        self.published = self.published or byline.published
        self.modified = self.modified or byline.modified
        self.source = self.source or byline.source
        self.relative = self.relative or byline.relative

    def read_lists(self, start: int, end: int) -> None:
        opening = next((b.text for b in self.blocks[start:end] if regions.is_prose(b)), "")
        position = start
        while position < end:
            block = self.blocks[position]
            pointed = headline_lists.related_in(block.text)
            if position in self.ruled:
                position += 1
                continue
            if pointed:
                self.related.append(pointed)
                self.rule(position, "related", "cut")
            elif headline_lists.is_related_heading(block.text):
                self.rule(position, "related", "cut")
                while position + 1 < end and self.blocks[position + 1].bullet == "-":
                    position += 1
                    self.related.append(self.blocks[position].text)
                    self.rule(position, "related", "cut")
            elif block.bullet == "-":
                last = position
                while last < end and self.blocks[last].bullet == "-":
                    last += 1
                items = [b.text for b in self.blocks[position:last]]
                if headline_lists.are_variants(items, self.title, opening):
                    self.variants += items
                    for p in range(position, last):
                        self.rule(p, "headline variant", "cut")
                position = last - 1
            position += 1

    def cut_scraps(self, start: int, end: int) -> None:
        for position in range(start, end):
            text = self.blocks[position].text
            rule = scraps.rule_for(text)
            if rule:
                self.rule(position, rule.name, "cut")
            elif headline_lists.words(text) == headline_lists.words(self.title):
                self.rule(position, "headline again", "cut")


def empty(path: str) -> Diagnostic:
    return Diagnostic(path, None, "empty", "the file is empty", "put the article's text in it, or delete it")

"""A page for every author, as somebody adds one who has just met the code: a list that shows an outward field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from site_gen import pages
from site_gen.language.plain import slugify
from site_gen.model import Story
from site_gen.pages.layout import Layout, Page
from site_gen.pages.topics_and_sources import list_pages


def author_pages(layout: Layout) -> Iterator[Page]:
    """Every author with the stories that have a report of theirs."""
    by_author: dict[str, list[Story]] = {}
    for story in layout.stories:
        for author in dict.fromkeys(name for brief in story.reports for name in brief.authors):
            by_author.setdefault(author, []).append(story)
    for author, stories in by_author.items():
        front = f"{layout.at.home()}authors/{slugify(author)}/"
        yield from list_pages(layout, "source", author, "", front, stories, (layout.home,), (), "")


def add_author_pages(patch: pytest.MonkeyPatch) -> None:
    """Let every site have them."""
    patch.setattr(pages, "_KINDS", (*pages._KINDS, author_pages))

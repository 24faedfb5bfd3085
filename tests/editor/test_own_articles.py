"""Articles that are written at the desk."""

from __future__ import annotations

from pathlib import Path

from site_gen.editor.articles import OwnArticle, file_own
from site_gen.markdown.frontmatter import parse


def test_two_of_one_headline_in_one_second_are_two_articles(tmp_path: Path) -> None:
    """Each has a file and an id of its own."""
    now = "2026-05-04T08:00:00+00:00"
    paths = [file_own(tmp_path, "content", OwnArticle(title="Ferry stops"), now, "UTC") for _ in range(2)]
    articles = [parse((tmp_path / path).read_text(), path).article for path in paths]
    assert len(set(paths)) == 2
    assert len({article.id for article in articles if article}) == 2

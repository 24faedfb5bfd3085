"""The text that a page declares in JSON-LD and leaves for its script to show: of an article, or of a live blog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from site_gen.language import plain
from site_gen.markdown.escaping import escape
from site_gen.read.feeds.body import body_of
from site_gen.read.html.page import HtmlPage

_MOST: Final = 0.8  # of the declared text, that a page must show to be believed before it
_MOST_POSTS: Final = 500
_CLOCK: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[^Z+-]*(Z|[+-]\d\d:?\d\d)?$")


def fuller(shown: str, page: HtmlPage) -> str:
    """The shown text, or the declared one where the page shows next to nothing of it."""
    posts = _posts(page)
    if posts:
        return posts if len(shown) < _MOST * len(posts) and not _shows(shown, page) else shown
    text = page.article_ld.get("articleBody")
    declared = body_of(text, page.url) if isinstance(text, str) else ""
    return declared if "\n\n" not in shown and len(declared) > _MOST * len(shown) else shown


def _shows(shown: str, page: HtmlPage) -> bool:
    """Whether the page shows most of its posts itself, if in other words or fewer."""
    words = plain.slugify(shown, limit=1_000_000)
    said = [plain.slugify(text[:60]) for post in _updates(page) if (text := _text(post, "articleBody"))]
    return 2 * sum(start in words for start in said) >= len(said)


def _posts(page: HtmlPage) -> str:
    """The posts of a live blog, each with its heading and its time."""
    updates = list(_updates(page))
    days = {found[1] for post in updates if (found := _CLOCK.match(_text(post, "datePublished")))}
    blocks: list[str] = []
    for post in updates:
        body = body_of(_text(post, "articleBody"), page.url)
        heading = plain.one_line(_text(post, "headline"))
        if not body and not heading:
            continue
        blocks.append(f"### {escape(heading)}" if heading else "***")
        found = _CLOCK.match(_text(post, "datePublished"))
        if found:
            zone = " UTC" if found[3] == "Z" else ""
            blocks.append(f"{f'{found[1]} ' if len(days) > 1 else ''}{found[2]}{zone}")
        blocks += filter(None, [body])
    return "\n\n".join(blocks)


def _updates(page: HtmlPage) -> Iterator[dict[str, Any]]:
    written = page.article_ld.get("liveBlogUpdate")
    posts = written if isinstance(written, list) else [written]
    yield from (post for post in posts[:_MOST_POSTS] if isinstance(post, dict))


def _text(post: dict[str, Any], key: str) -> str:
    value = post.get(key)
    return value if isinstance(value, str) else ""

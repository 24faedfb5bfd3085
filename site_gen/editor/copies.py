"""Says which seeds an article was read from, and what of it was taken from which."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_gen.build import inputs
from site_gen.build.ingest import read_seeds
from site_gen.config.hook_files import load_hooks
from site_gen.config.site_yaml import Config
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo
from site_gen.language import urls
from site_gen.language.clock import in_zone
from site_gen.model import Article, Brief


def from_where(root: Path, config: Config, memo: Memo, brief: Brief) -> Iterator[str]:
    """A line for each seed of an article, with what the article has from it; nothing for one that a person wrote."""
    if not brief.seed:
        return
    names = [brief.seed, *brief.copies]
    results = read_seeds(inputs.seeds_of(root, config, memo), config, memo, "", None, load_hooks(root, config))
    found = {article.seed: article for result in results for article in result.articles if article.seed in names}
    for name in names:
        article = found.get(name)
        said = "which is gone" if article is None else _given(article, brief, config.timezone)
        yield f"read from: {name}: {said}"


def _given(article: Article, brief: Brief, timezone: str) -> str:
    """What an article has from one of its copies."""
    when = in_zone(article.published, timezone) if article.published else ""
    parts = (
        ("headline", article.title == brief.title),
        ("text", article.body != "" and digest(article.body).hex() == brief.body),
        (f"page {article.part} of the text", article.part > 1),
        ("date", when == brief.published),
        ("byline", article.authors != () and article.authors == brief.authors),
        ("address", article.url is not None and urls.published(article.url) == brief.url),
    )
    return ", ".join(name for name, is_so in parts if is_so) or "nothing that another does not have"

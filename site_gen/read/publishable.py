"""What of a reading may be filed: whole addresses, people who are some; what is left out is said."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_gen.language import urls
from site_gen.model import Article, Reading
from site_gen.read import faults, people


def publishable(readings: Sequence[Reading], path: str) -> tuple[Reading, ...]:
    """The readings of a seed as they may be filed; links that lead nowhere are said once for all."""
    found = [msgspec.structs.replace(it, article=_fit(it.article)) if it.article else it for it in readings]
    lost = [it.article.url for it in readings if it.article and it.article.url and not urls.published(it.article.url)]
    if lost:
        said = faults.relative_links(path, len(lost), lost[0])
        found[0] = msgspec.structs.replace(found[0], diagnostics=(*found[0].diagnostics, said))
    return tuple(found)


def _fit(article: Article) -> Article:
    url = article.url if article.url and urls.published(article.url) else None
    authors = people.known(article.authors, article.source)
    if url == article.url and authors == article.authors:
        return article
    return msgspec.structs.replace(article, url=url, authors=authors)

"""Files an article that an editor writes at the desk: a report of its own, or a note that belongs to a story."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec

from site_gen.engine.hashing import digest
from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.clock import in_zone
from site_gen.language.plain import slugify
from site_gen.markdown.frontmatter import normalise, write
from site_gen.model import Article


class OwnArticle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article as an editor writes it."""

    title: str
    body: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    story: str = ""  # the id of an article of the story that it belongs to
    draft: bool = False


def file_own(root: Path, content: str, own: OwnArticle, now: str, timezone: str) -> str:
    """Write an article into the folder of its day, and answer with its path; another file is never written over.

    Raises `SiteGenError` if it has no headline.
    """
    published = in_zone(now, timezone)
    article = normalise(
        Article(
            id="",
            title=own.title,
            body=own.body,
            published=published,
            authors=own.authors,
            topics=own.topics,
            story=own.story or None,
            draft=own.draft,
        )
    )
    if not article.title:
        raise SiteGenError(Diagnostic("article", None, "no-headline", "the article has no headline", "write one"))
    folder = f"{content}/{published[:10].replace('-', '/')}"
    slug = slugify(article.title) or _id(own.title, now)
    names = (f"{folder}/{slug}{f'-{number}' if number > 1 else ''}.md" for number in itertools.count(1))
    path = next(name for name in names if not (root / name).exists())
    (root / folder).mkdir(parents=True, exist_ok=True)
    # By its file, since two of one headline may be written in one second.
    article = msgspec.structs.replace(article, id=_id(path, now))
    write_whole(root / path, write(article).encode())
    return path


def _id(name: str, now: str) -> str:
    return digest(("own", name, now)).hex()[:16]

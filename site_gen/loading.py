"""A content file read into its brief: what the rest of the site needs to know of it, and what is wrong with it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

import msgspec

from site_gen.digests import digest
from site_gen.errors import Diagnostic, changed
from site_gen.frontmatter import body, parse
from site_gen.markdown import first_paragraph, plain_text
from site_gen.model import Article, Brief, SourceRule, Topic
from site_gen.stories import fingerprint
from site_gen.taxonomy import OTHER
from site_gen.text import count_words, slugify
from site_gen.topics import by_words, match

# "content/2025/12/04/name.md" -> the day in its folders
_DAY_IN_PATH: Final = re.compile(r"(?:^|/)(\d{4})/(\d\d)/(\d\d)/[^/]+$")
_QUOTE_MARKS: Final = "“«„"
# “Such a sentence, quoted whole.” of 40 to 200 characters
_QUOTE: Final = re.compile(r"[“«„]([^“”«»„]{40,200}[.!?,])[”»“]")


class LoadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a brief depends on beside its file."""

    topics: tuple[Topic, ...]
    sources: tuple[SourceRule, ...]
    lang: str


class ContentFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of `content/` with its bytes."""

    path: str
    data: bytes
    options: LoadOptions
    article: Article | None = None  # what `data` holds, where somebody knows


class Loaded(msgspec.Struct, frozen=True):
    """The brief of a content file, where it has one, and what is wrong with it."""

    brief: Brief | None
    diagnostics: tuple[Diagnostic, ...] = ()


def load(file: ContentFile) -> Loaded:
    """Read a content file; whatever its bytes, the answer is a value."""
    if file.article and file.article.published:
        return Loaded(_brief(file.article, file.article.published, file))
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data[: error.start].count(b"\n") + 1
        return Loaded(None, (Diagnostic(file.path, line, "encoding", "is not UTF-8", "save the file as UTF-8"),))
    parsed = parse(text, file.path)
    if parsed.article is None:
        return Loaded(None, parsed.diagnostics)
    published = parsed.article.published or _day_of(file.path)
    if published is None:
        found = Diagnostic(file.path, 2, "no-date", "has no date", "add a line 'published: 2025-12-04'")
        return Loaded(None, (*parsed.diagnostics, found))
    return Loaded(_brief(parsed.article, published, file), parsed.diagnostics)


def body_of(data: bytes, path: str, name: str) -> str:
    """The body that `name` is the digest of; raises `ChangedError` when the file holds another one by now."""
    text = body(data.decode("utf-8-sig"))
    if digest(text).hex() != name:
        raise changed(path)
    return text


def _brief(article: Article, published: str, file: ContentFile) -> Brief:
    options = file.options
    rule = next((rule for rule in options.sources if rule.name == article.source), None)
    summary = first_paragraph(article.body)
    return Brief(
        id=article.id or digest(("id", file.path)).hex()[:16],
        path=file.path,
        permalink=_permalink(article, published, file.path),
        title=article.title,
        summary=summary,
        authors=article.authors,
        published=published,
        modified=article.modified,
        dated=article.dated,
        source=article.source,
        url=article.url,
        lang=article.lang or (rule.lang if rule else "") or options.lang,
        topics=_topics(article, summary, rule, options.topics),
        variants=article.variants,
        related=article.related,
        words=count_words(article.body),
        quote=_quote(article.body),
        body=digest(article.body).hex() if article.body else "",
        fingerprint=fingerprint(article.body),
        story=article.story,
        draft=article.draft,
        hidden=article.hidden,
        expires=article.expires,
        seed=article.seed,
        generated=article.generated,
        guid=article.guid,
        extra=article.extra,
    )


def _topics(article: Article, summary: str, rule: SourceRule | None, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    own = match(article.topics, topics)
    by_source = match(rule.topics, topics) if rule else ()
    return own or by_source or by_words(article.title, summary, article.body, topics) or (OTHER.slug,)


def _permalink(article: Article, published: str, path: str) -> str:
    """Where the story stands for ever: the day of the file's folders, or of the article, and its slug."""
    day = _day_of(path) or published[:10]
    slug = slugify(article.slug) or slugify(PurePosixPath(path).stem) or article.id
    return f"{day.replace('-', '/')}/{slug}/"


def _day_of(path: str) -> str | None:
    match = _DAY_IN_PATH.search(path)
    return "-".join(match.groups()) if match else None


def _quote(body: str) -> str:
    """A quotation long enough to stand alone, from behind the first paragraph."""
    _, _, rest = body.partition("\n\n")
    match = _QUOTE.search(rest) if any(mark in rest for mark in _QUOTE_MARKS) else None
    return plain_text(match[1]).rstrip(",") if match else ""

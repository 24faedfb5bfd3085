"""Markdown with front matter, taken as it is: a person wrote it for us."""

from __future__ import annotations

import json
import re
from typing import Final
from urllib.parse import urlsplit

import msgspec

from site_gen.errors import Diagnostic
from site_gen.language import detection, plain, urls
from site_gen.markdown import frontmatter
from site_gen.markdown.foreign import as_date
from site_gen.markdown.html_to_marks import without_html
from site_gen.markdown.marks import without_marks
from site_gen.markdown.to_html import plain_text
from site_gen.model import Article, Document, Reading, ReadingOptions, Ruling
from site_gen.read import faults
from site_gen.read.clippings import fields_of, without_frame
from site_gen.read.feeds.body import first_words
from site_gen.read.lines import bylines

# "# Headline" as the first line of the body
_HEADING: Final = re.compile(r"\s*#[ \t]+([^\n]{1,400}?)[ \t#]*(?:\n|$)")
_UNDERLINED: Final = re.compile(r"\A\s*([^\s#>|-][^\n]{0,300})\n={3,}[ \t]*(?:\n|\Z)")  # "A headline", and "====" below
_DAY_IN_NAME: Final = re.compile(r"(?:^|/)(\d{4}-\d\d-\d\d)-[^/]+$")  # "2025-12-04-title.md", as Jekyll has it
# "*By Jane Doe, 28 November 2026*" as the first line below the headline
_BYLINE: Final = re.compile(r"\s*[*_]{0,2}([^\n*_]{4,120})[*_]{0,2}[ \t]*(?:\n|$)")
# "[The headline](https://…)", "Source: <https://…>" as the first paragraph
_FIRST_LINK: Final = re.compile(
    r"\s*(?:(?:source|original|url|link|via|quelle|fuente|from)\s?:\s*)?(?:\[([^\[\]\n]{1,300})\]\((https?://[^()\s]+)\)"
    r"|<?(https?://[^\s<>]+)>?)[ \t]*(?:\n[ \t]*\n)",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"(?:view |read |open )?(?:the )?(?:original|source|link|permalink|quelle)(?: \w+)?", re.IGNORECASE
)
_LINK: Final = re.compile(r"(!?)\[((?:[^\[\]\\\n]|\\.)*)\]\(\s*<?([^()\s<>]*)>?(?:\s+\"[^\"\n]*\")?\s*\)")


def read(document: Document, options: ReadingOptions) -> tuple[Reading, ...]:
    """The article of a seed of this kind."""
    return (read_markdown(document.text, document.path, options),)


def read_markdown(text: str, path: str, options: ReadingOptions) -> Reading:
    """One article; a headline that the front matter does not give is the body's own heading or first words."""
    text = text.lstrip("\ufeff")
    parts = frontmatter.split(text)
    if isinstance(parts, frontmatter.Unsplit):
        if parts.is_begun:
            return Reading(article=None, diagnostics=frontmatter.parse(text, path).diagnostics)
        values, body = fields_of(text)
        parts = frontmatter.Parts(frontmatter.dump(values) if values else "", body, 1)
    matter, body = parts.yaml, _UNDERLINED.sub(r"# \1\n\n", parts.body[: options.max_body], count=1)
    if matter and not matter.endswith("\n"):
        matter += "\n"
    is_cut = len(parts.body) > options.max_body
    cut = (faults.cut_short(path, "characters", options.max_body),) if is_cut else ()
    diagnostics: tuple[Diagnostic, ...] = ()
    rulings: list[Ruling] = []
    parsed = frontmatter.parse(_file(matter, body), path)
    if parsed.article is None and any(fault.code == "no-title" for fault in parsed.diagnostics):
        heading = _HEADING.match(body)
        title = plain.one_line(plain_text(heading[1])) if heading else first_words(body)
        diagnostics = () if heading else (faults.no_headline(path),)
        body = body[heading.end() :] if heading else body
        parsed = frontmatter.parse(_file(f"{matter.rstrip()}\ntitle: {json.dumps(title)}\n".lstrip(), body), path)
    article = parsed.article
    if article is None:
        return Reading(article=None, diagnostics=(*parsed.diagnostics, *diagnostics))
    body, url = without_frame(article.body, article.title, article.url, rulings)
    article = _with_link(msgspec.structs.replace(article, body=body, url=url), rulings)
    article = msgspec.structs.replace(article, body=without_html(article.body))
    article = _with_address(_with_byline(article, rulings, options), path)
    body = without_marks(_followed(article.body, article.url, rulings), rulings).strip()
    article = msgspec.structs.replace(article, body=body)
    if not article.lang:
        article = msgspec.structs.replace(article, lang=detection.detect(article.body) or options.lang)
    if not article.body.strip():
        empty = faults.no_article(path, "file")
        return Reading(article=None, diagnostics=(*parsed.diagnostics, *diagnostics, empty), rulings=tuple(rulings))
    undated = () if article.published else (faults.no_date(path, "file"),)
    return Reading(
        article=article, diagnostics=(*parsed.diagnostics, *diagnostics, *undated, *cut), rulings=tuple(rulings)
    )


def _file(matter: str, body: str) -> str:
    return f"---\n{matter}---\n{body}"


def _with_link(article: Article, rulings: list[Ruling]) -> Article:
    """An address or a link that is the first paragraph leads to where the text is from, if its words say no more."""
    first = _FIRST_LINK.match(article.body)
    url = urls.published(first[2] or first[3]) if first and not article.url else None
    if not (first and url) or urls.is_home(url):
        return article
    words = plain.slugify(plain_text(first[1] or ""))
    is_own = not words or words == plain.slugify(article.title) or _LEAD.fullmatch(plain_text(first[1] or ""))
    is_host = words.replace("-", "") in (urls.host(url) or "").replace(".", "").replace("-", "")
    rest = article.body[first.end() :].lstrip("\n")
    if not (is_own or is_host) or not rest:
        return article
    rulings.append(Ruling(0, "address", "kept", plain_text(first[0])))
    return msgspec.structs.replace(article, url=url, body=rest)


def _with_byline(article: Article, rulings: list[Ruling], options: ReadingOptions) -> Article:
    """A first line that is nothing but a name and a date says them, where the front matter does not."""
    first = _BYLINE.match(article.body)
    line = bylines.read_byline(plain_text(first[1]), options.lang) if first else None
    if not (first and line) or line.has_more or not (line.authors or line.published):
        return article
    rulings.append(Ruling(0, "byline", "kept", plain_text(first[1])))
    return msgspec.structs.replace(
        article,
        authors=article.authors or line.authors,
        published=article.published or line.published,
        body=article.body[first.end() :].lstrip("\n"),
    )


def _with_address(article: Article, path: str) -> Article:
    """The day in the file's name, and the outlet by its host, where nothing else says them."""
    day = _DAY_IN_NAME.search(path)
    if not article.published and day:
        article = msgspec.structs.replace(article, published=as_date(day[1]), dated="url")
    origin = urls.out_of_archive(article.url) if article.url else None
    if origin != article.url:
        is_archive = article.source == urls.host(article.url)
        article = msgspec.structs.replace(article, url=origin, source=None if is_archive else article.source)
    if not article.source and article.url:
        article = msgspec.structs.replace(article, source=urls.host(article.url))
    return article


def _followed(body: str, base: str | None, rulings: list[Ruling]) -> str:
    """Links within the site that the text comes from are made whole; without its address they are words."""

    def whole(link: re.Match[str]) -> str:
        target = link[3]
        if not target or target.startswith("#") or urlsplit(target).scheme:
            return link[0]
        url = urls.published(target, base) if base else None
        if not url:
            rulings.append(Ruling(0, "a link that leads nowhere", "cut", target))
            return link[2] if not link[1] else link[0]
        return f"{link[1]}[{link[2]}]({urls.in_markdown(url)})"

    if "](" not in body:
        return body
    pieces = re.split(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]+`)", body, flags=re.DOTALL | re.MULTILINE)
    return "".join(piece if at % 2 else _LINK.sub(whole, piece) for at, piece in enumerate(pieces))

"""A saved web page in, one article out: what its metadata says, and its main text as Markdown."""

from __future__ import annotations

import itertools
from html import unescape
from typing import Final

from site_gen.language import detection, plain, urls
from site_gen.markdown.marks import without_shortcodes
from site_gen.markdown.to_html import plain_text
from site_gen.model import Article, Document, Reading, ReadingOptions
from site_gen.read import faults
from site_gen.read.feeds.body import first_words
from site_gen.read.html import page as pages
from site_gen.read.html.authors import authors, outlet_seen
from site_gen.read.html.dates import dates
from site_gen.read.html.declared_text import fuller
from site_gen.read.html.left_out import left_out
from site_gen.read.html.main_text import main_text
from site_gen.read.html.parts import take_part, without_page_number
from site_gen.read.html.title import headlines, site_slugs, title
from site_gen.read.html.walls import wall_of
from site_gen.read.lines.headline_lists import related_in
from site_gen.read.lines.signatures import signature

_MOST_PARAGRAPHS: Final = 5_000
_LONGEST_POINTER: Final = 300  # characters


def read(document: Document, options: ReadingOptions) -> tuple[Reading, ...]:
    """The article of a seed of this kind."""
    return (read_html(document.text, document.path, options, address=document.address),)


def read_html(text: str, path: str, options: ReadingOptions, *, address: str | None = None) -> Reading:
    """The article of a page; never more than `max_nodes` of its elements are looked at.

    `address` is where the page was, if somebody knows; what the page itself declares goes before.
    """
    page = pages.parse(text, options.max_nodes, address)
    if page is None:
        return Reading(article=None, diagnostics=(faults.no_article(path, "page"),))
    part = take_part(page)
    headline = without_page_number(title(page, page.url) or "", part)
    lang = (
        detection.tag(_declared_language(page) or page.first("og:locale", "content-language", "language"))
        or options.lang
    )
    when = dates(page, page.url, lang)
    writers = authors(page, site_slugs(page, page.url), lang)
    pointers = _related(page)  # before `main_text` cuts them from the tree
    body = fuller(main_text(page, headlines(page, headline), writers), page)
    body = without_shortcodes(body, [])  # `left_out` finds them
    wall = wall_of(page, body)
    if wall:
        return Reading(article=None, diagnostics=(faults.passed_over(path, wall),))
    if not body:
        return Reading(article=None, diagnostics=(faults.no_article(path, "page"),))
    writers = writers or signature(body)[0]
    article = Article(
        title=headline or first_words(body),
        authors=writers,
        published=when.published,
        modified=when.modified,
        dated=when.dated,
        source=_source(page) or outlet_seen(page, lang),
        url=part.first if part else page.url,
        lang=lang,
        topics=_topics(page),
        related=pointers,
        body=body[: options.max_body],
        part=part.number if part else 0,
    )
    faulty = (
        (page.cut, faults.cut_short(path, "elements", options.max_nodes)),
        (len(body) > options.max_body, faults.cut_short(path, "characters", options.max_body)),
        (not headline, faults.no_headline(path)),
        (not when.published, faults.no_date(path, "page")),
    )
    found = tuple(fault for is_so, fault in faulty if is_so)
    read = (article.title, " ".join(writers), article.source, *pointers)
    return Reading(article=article, diagnostics=found, rulings=tuple(left_out(page.tree, plain_text(body), *read)))


def _declared_language(page: pages.HtmlPage) -> str | None:
    """The language of the root element, or of the body, where programs of offices say it."""
    body = page.tree.find("body")
    written = (it.get(name) for it in (page.tree, body) if it is not None for name in ("lang", "xml:lang"))
    return next((one for one in written if one), None)


def _related(page: pages.HtmlPage) -> tuple[str, ...]:
    """The headlines that paragraphs point to: "Also read: Ferry Line Cuts Its Timetable"."""
    paragraphs = itertools.islice(page.tree.iter("p"), _MOST_PARAGRAPHS)
    texts = (plain.one_line("".join(paragraph.itertext())) for paragraph in paragraphs)
    found = (related_in(text) for text in texts if len(text) < _LONGEST_POINTER)
    return tuple(dict.fromkeys(headline for headline in found if headline))[:10]


def _source(page: pages.HtmlPage) -> str | None:
    name = page.first("og:site_name") or next(iter(pages.names(page.article_ld.get("publisher"))), None)
    if name and urls.is_archive(name):
        name = None  # who keeps a copy is not who wrote it
    return plain.one_line(unescape(name or "")) or urls.host(page.url)


def _topics(page: pages.HtmlPage) -> tuple[str, ...]:
    sections = [*page.meta.get("article:section", ()), *pages.names(page.article_ld.get("articleSection"))]
    return tuple(
        dict.fromkeys(topic for topic in map(plain.one_line, map(unescape, sections)) if topic and len(topic) < 60)
    )[:10]

"""Markdown into HTML that is safe to print, and the plain words that lists and feeds show of it."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from markupsafe import Markup as Html

from site_gen.language import urls
from site_gen.language.plain import slugify

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from nh3 import Cleaner

_SIGNS: Final = "[*_`~\\&<"  # what links, marks, escapes and entities begin with
# A body of nothing but paragraphs: each line starts with a letter, a quotation mark or a number that opens no list,
# ends without a space, and holds no character that Markdown or HTML could take for more than itself.
_INERT: Final = r"[^\x00-\x1f\x7f-\xa0\\`*_\[\]<>&~|]"
_LINE: Final = rf"(?:[^\W\d_]|[\"'(\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb]|\d{{1,9}}(?![\d.)])){_INERT}*+(?<!\s)"
_PARAGRAPHS: Final = re.compile(rf"{_LINE}(?:\n{{1,2}}{_LINE})*+")
_ASCII: Final = "".join(map(chr, range(128)))
_INERT_ASCII: Final = "".join(re.findall(_INERT, _ASCII)).encode()
_FIRST_ASCII: Final = frozenset(re.findall(r"[a-zA-Z\"'(]", _ASCII))


def to_html(markdown: str) -> Html:
    """The body of an article as HTML: headings start at h2, raw HTML shows as text, nothing active, no pictures.

    Sanitised once more after rendering, so that a bug in one of two libraries lets nothing through.
    """
    return paragraphs(markdown) if is_paragraphs(markdown) else _rendered(markdown)


def is_paragraphs(markdown: str) -> bool:
    """Whether there is nothing in a body but paragraphs, as in most of the news.

    What both libraries make of those costs 20 times as much.
    """
    if markdown.isascii() and not markdown.encode().translate(None, _INERT_ASCII).strip(b"\n"):
        # The pattern would say the same, three times as slowly; lines that begin with digits are left to it.
        lines = markdown.split("\n")
        if "\n\n\n" not in markdown and all(not it or (it[0] in _FIRST_ASCII and it[-1] != " ") for it in lines):
            return lines[0] != "" != lines[-1]
    return _PARAGRAPHS.fullmatch(markdown) is not None


def paragraphs(markdown: str) -> Html:
    """What `to_html` makes of nothing but paragraphs."""
    return Html("<p>{}</p>\n".format(markdown.replace("\n\n", "</p>\n<p>")))  # noqa: S704 - nothing in it is markup


def _rendered(markdown: str) -> Html:
    return Html(_cleaner().clean(_parser().render(markdown)))  # noqa: S704 - this is where safe HTML is made


@functools.cache
def _cleaner() -> Cleaner:
    """Made once: it costs as much as to clean a body."""
    from nh3 import Cleaner

    tags = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s", "a",
            "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "div"}  # fmt: skip
    attributes = {
        "a": {"href", "title"},
        **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
        "ol": {"start"},
        "code": {"class"},
        "div": {"class", "tabindex", "role", "aria-label"},
    }
    schemes = {"http", "https", "mailto"}
    return Cleaner(tags=tags, attributes=attributes, url_schemes=schemes, link_rel=None)


def plain_text(markdown: str) -> str:
    """The words of a paragraph as a page shows them, on one line: `plain_text(escape(x)) == x`."""
    if not any(map(markdown.__contains__, _SIGNS)):  # mostly there is none
        return " ".join(markdown.split())
    return " ".join("".join(_words(_parser().parseInline(markdown))).split())


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.children:
            yield from _words(token.children)
        elif token.type in {"text", "code_inline", "image"}:
            yield token.content


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters: whole sentences where one ends late enough, else whole words and an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1]
    sentence = max(cut.rfind(end) for end in (". ", "! ", "? ", "。", "؟ ", ".” ", "۔ "))
    if sentence > limit // 2:
        return cut[: sentence + 1].strip()
    words = cut.rpartition(" ")[0] if " " in cut[limit // 2 :] else cut[:limit]
    return words.rstrip(" ,;:–—-") + "…"


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.core.ruler.push("site_gen", _adapt)
    return parser


def _adapt(state: object) -> None:
    """Headings go down from h2 by one at a time, below the page's own h1; pictures become words; tables may scroll.

    Links lead to the web, to a mail address, or to somewhere on the site; all others are words.
    """
    tokens: list[Token] = state.tokens  # type: ignore[attr-defined]  # StateCore, imported for no more than this
    above: list[str] = []  # the headings, as the text numbers them, that the last one stands below, and itself
    for token in tokens:
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, len(above) + 1)}"
        for child in token.children or ():
            if child.type == "image":
                child.type, child.tag, child.children = "text", "", None
    links = [child for token in tokens for child in token.children or () if child.type == "link_open"]
    if links:
        _mend_links(tokens, links)


def _mend_links(tokens: list[Token], links: list[Token]) -> None:
    wanted = {
        slugify(unquote(fragment[1:])): unquote(fragment[1:]) for it in links if (fragment := _href(it))[:1] == "#"
    }
    found = _named_headings(tokens, wanted) if wanted else set()
    for token in tokens:
        is_dropped: list[bool] = []
        for child in token.children or ():
            if child.type == "link_open":
                target = outgoing(_href(child))
                is_dropped.append(target is None or (target[:1] == "#" and slugify(unquote(target[1:])) not in found))
                child.attrs["href"] = target or ""
            if child.type in {"link_open", "link_close"} and (is_dropped[-1] if is_dropped else False):
                is_close = child.type == "link_close"
                child.type, child.tag, child.content, child.nesting = "text", "", "", 0
                if is_close:
                    is_dropped.pop()
            elif child.type == "link_close" and is_dropped:
                is_dropped.pop()


def _href(link: Token) -> str:
    return str(link.attrs.get("href") or "")


def _named_headings(tokens: list[Token], wanted: dict[str, str]) -> set[str]:
    """The headings that links lead to get the name that they are called by."""
    found: set[str] = set()
    for token, inner in itertools.pairwise(tokens):
        if token.type == "heading_open":
            slug = slugify(" ".join("".join(_words(inner.children or ())).split()))
            if slug in wanted and slug not in found:
                token.attrs["id"] = wanted[slug]
                found.add(slug)
    return found


def outgoing(href: str) -> str | None:
    """Where a link in a text may lead: the web without tracking, a mail address, a place on this site; else None."""
    if urlsplit(href).scheme or href.startswith("//"):
        web = urls.published(f"https:{href}" if href.startswith("//") else href)
        return web or (href if href[:7].lower() == "mailto:" and urls.follow(href) else None)
    return href or None

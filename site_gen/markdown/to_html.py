"""Markdown into HTML that is safe to print, and the plain words that lists and feeds show of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from markupsafe import Markup as Html

from site_gen.language import urls
from site_gen.markdown.links import THEME_IDS, LocalFile, anchor_id, heading_ids
from site_gen.markdown.same_text import DEFINED

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


def to_html(markdown: str, files: Mapping[str, LocalFile] = MappingProxyType({})) -> Html:
    """The body of an article as HTML: headings start at h2, raw HTML shows as text, nothing active.

    Pictures are words but for the site's own: `files` says what targets of the text stand for.

    Sanitised once more after rendering, so that a bug in one of two libraries lets nothing through.
    """
    return paragraphs(markdown) if is_paragraphs(markdown) else _rendered(markdown, files)


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


def parsed(markdown: str) -> list[Token]:
    """The parts of a body, its headings as they are written."""
    return _parser().parse(markdown, {"plain": True})


def _rendered(markdown: str, files: Mapping[str, LocalFile] = MappingProxyType({})) -> Html:
    return Html(_cleaner().clean(_parser().render(markdown, {"files": files})))  # noqa: S704 - this is where safe HTML is made


@functools.cache
def _cleaner() -> Cleaner:
    """Made once: it costs as much as to clean a body."""
    from nh3 import Cleaner

    tags = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s", "a",
            "hr", "br", "img", "table", "thead", "tbody", "tr", "th", "td", "div"}  # fmt: skip
    attributes = {
        "a": {"href", "title"},
        "img": {"src", "alt", "title", "width", "height", "loading", "decoding"},
        **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
        "ol": {"start"},
        "code": {"class"},
        "div": {"class", "tabindex", "role", "aria-label"},
    }
    schemes = {"http", "https", "mailto"}
    return Cleaner(tags=tags, attributes=attributes, url_schemes=schemes, link_rel=None)


def plain_text(markdown: str, targets: str = "") -> str:
    """The words of a paragraph as a page shows them, on one line: `plain_text(escape(x)) == x`.

    Lines that say elsewhere in its text where links lead ("[1]: https://plan.example/") are the `targets`.
    """
    if not any(map(markdown.__contains__, _SIGNS)):  # mostly there is none
        return urls.untracked_words(" ".join(markdown.split()))
    known: dict[str, Any] = {}  # Any: what markdown-it keeps of a text
    if targets:
        _parser().parse(targets, known)
    return " ".join("".join(_words(_parser().parseInline(markdown, known))).split())


def without_targets(markdown: str) -> tuple[str, str]:
    """A text without the lines that say where its links lead, and these: "[1]: https://plan.example/"."""
    if "]:" not in markdown:
        return markdown, ""
    return DEFINED.sub("", markdown), "\n".join(it[0] for it in DEFINED.finditer(markdown))


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.children:
            yield from _words(token.children)
        elif token.type == "text":
            yield urls.untracked_words(token.content)
        elif token.type in {"code_inline", "image"}:
            yield token.content


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters: whole sentences where one ends late enough, else whole words and an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1]
    sentence = max(cut.rfind(end) for end in (". ", "! ", "? ", "。", "؟ ", ".” ", "۔ "))
    if sentence > limit // 2:
        return cut[: sentence + 1].strip()
    cut = text[:limit]  # with room for the ellipsis
    words = cut.rpartition(" ")[0] if " " in cut[limit // 2 :] else cut[:-1]
    return words.rstrip(" ,;:–—-") + "…"


@functools.cache
def _parser() -> MarkdownIt:
    parser = make_parser(html=False)
    parser.core.ruler.push("site_gen", _adapt)
    return parser


def make_parser(*, html: bool) -> MarkdownIt:
    """A parser of the Markdown that texts are written in; with `html`, tags are tags and not words."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])


def _adapt(state: object) -> None:
    """Headings go down from h2 by one at a time, below the page's own h1, and have names; tables may scroll.

    Links lead to the web, to a mail address, or to somewhere on the site; all others are words, and so are pictures but
    for the site's own.
    """
    tokens: list[Token] = state.tokens  # type: ignore[attr-defined]  # StateCore, imported for no more than this
    env: dict[str, Any] = state.env  # type: ignore[attr-defined]  # what `_rendered` gives along, and link definitions
    if env.get("plain"):
        return
    names = heading_ids(tokens)
    for at, name in names.items():
        tokens[at].attrSet("id", name)
    place_links(tokens, env.get("files", {}), set(names.values()))
    say_levels(tokens)


def say_levels(tokens: Iterable[Token]) -> None:
    """Number headings from h2 on, so that none skips a level."""
    above: list[str] = []  # the headings, as the text numbers them, that the last one stands below, and itself
    for token in tokens:
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, len(above) + 1)}"


def place_links(tokens: Iterable[Token], files: Mapping[str, LocalFile], headings: Collection[str]) -> None:
    """Make links and pictures lead on the site; what is not there becomes its words."""
    for token in tokens:
        if token.children:
            token.children = list(_placed(token.children, files, headings))


def _placed(children: Iterable[Token], files: Mapping[str, LocalFile], headings: Collection[str]) -> Iterator[Token]:
    """Links and pictures as they lead on the site; what is not there becomes its words."""
    is_dropped = False
    for child in children:
        if child.type == "image":
            file = files.get(str(child.attrGet("src") or ""))
            if file and file.path and not file.page:
                _show(child, file)
            else:
                child.type, child.tag, child.children = "text", "", None
        elif child.type == "link_open":
            address = _address(str(child.attrGet("href") or ""), files, headings)
            is_dropped = address is None
            if address is None:
                continue
            child.attrSet("href", address)
        elif child.type == "text" and "://" in child.content:
            child.content = urls.untracked_words(child.content)
        elif child.type == "link_close" and is_dropped:
            is_dropped = False
            continue
        yield child


def _show(child: Token, file: LocalFile) -> None:
    child.attrSet("src", f"/{file.path}")
    if file.width and file.height:
        child.attrSet("width", str(file.width))
        child.attrSet("height", str(file.height))
    child.attrSet("loading", "lazy")
    child.attrSet("decoding", "async")


def _address(target: str, files: Mapping[str, LocalFile], headings: Collection[str]) -> str | None:
    """Where a target of the text leads; None if it leads nowhere."""
    if target.startswith("#"):
        name = anchor_id(target)
        return f"#{name}" if name in headings or name in THEME_IDS else None
    file = files.get(target)
    if file is None:
        return outgoing(target)
    return f"/{file.path}" if file.path else None


def outgoing(href: str) -> str | None:
    """Where a link in a text may lead: the web without tracking, a mail address, a place on this site; else None."""
    if urlsplit(href).scheme or href.startswith("//"):
        web = urls.published(f"https:{href}" if href.startswith("//") else href)
        return web or (href if href[:7].lower() == "mailto:" and urls.follow(href) else None)
    return href or None

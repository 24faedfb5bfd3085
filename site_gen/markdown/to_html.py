"""Markdown into HTML that is safe to print, and the plain words that lists and feeds show of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from markupsafe import Markup as Html

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from nh3 import Cleaner

_MARKS: Final = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}")
# "[text](https://example.org/)" and "![picture](x.jpg)" -> their text
_LINK: Final = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_SIGNS: Final = "[*_`~\\"  # what links, marks and escapes begin with
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_GAP: Final = re.compile(r"\n\s*\n")
# What starts a block that is no paragraph: headings, lists, quotes, tables, fences, rules.
_NO_PARAGRAPH: Final = re.compile(r"\s{0,3}(?:#|[-*+]\s|\d{1,3}[.)]\s|>|\||```|~~~|(?:[-*_]\s*){3}$)| {4}")
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
        "ol": {"start"},
        "code": {"class"},
        "div": {"class", "tabindex", "role", "aria-label"},
    }
    schemes = {"http", "https", "mailto"}
    return Cleaner(tags=tags, attributes=attributes, url_schemes=schemes, link_rel=None)


def first_paragraph(markdown: str, *, limit: int = 280) -> str:
    """The first paragraph of a body as plain text, cut between words at `limit` characters."""
    for block in _blocks(markdown[:20_000]):
        if block.strip() and not _NO_PARAGRAPH.match(block):
            return shorten(plain_text(block), limit)
    return ""


def _blocks(text: str) -> Iterator[str]:
    """What blank lines part, one after the other, for mostly the first is all that is wanted."""
    start = 0
    for gap in _GAP.finditer(text):
        yield text[start : gap.start()]
        start = gap.end()
    yield text[start:]


def plain_text(markdown: str) -> str:
    """A paragraph without Markdown's marks, on one line."""
    text = markdown
    if any(sign in text for sign in _SIGNS):  # mostly there is none
        text = _ESCAPE.sub(r"\1", _MARKS.sub("", _LINK.sub(r"\1", text)))
    return " ".join(text.split())


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
    """Headings go down from h2 by one at a time, below the page's own h1; pictures become words; tables may scroll."""
    tokens: list[Token] = state.tokens  # type: ignore[attr-defined]  # StateCore, imported for no more than this
    above: list[str] = []  # the headings, as the text numbers them, that the last one stands below, and itself
    for token in tokens:
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, len(above) + 1)}"
        if token.children:
            for child in token.children:
                if child.type == "image":
                    child.type, child.tag, child.children = "text", "", None

"""HTML in Markdown that a program wrote, as Markdown: `<b>` becomes stars, `<br>` the end of a line, a box its text.

Our pages show tags in articles as words, for a person may mean them; in a clipped text nobody does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, Final

from site_gen.markdown.from_html import markdown

_INLINE: Final = (
    "a abbr b bdi bdo big br cite code del dfn em font i img ins kbd mark q rp rt ruby s samp small span strike strong"
    " sub sup time tt u var wbr"
).split()
_BLOCK: Final = (
    "article aside blockquote caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hr iframe li main nav ol p pre section script style summary table tbody td tfoot th thead tr ul video"
    " audio"
).split()
_TAG: Final = re.compile(
    rf"</?(?:{'|'.join([*_INLINE, *_BLOCK])})(?=[\s/>])[^<>]{{0,2000}}>|<!--.{{0,2000}}?-->", re.IGNORECASE | re.DOTALL
)
_STARTS_BLOCK: Final = re.compile(rf"[ ]{{0,3}}</?(?:{'|'.join(_BLOCK)})(?=[\s/>])", re.IGNORECASE)
_CODE: Final = re.compile(
    r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|^(?: {4}|\t)[^\n]*$|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))",
    re.DOTALL | re.MULTILINE,
)
_SILENT: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK: Final = re.compile(r"<br\s*/?>[ \t]*\n?", re.IGNORECASE)
_PICTURE: Final = re.compile(r"<img\b[^<>]{0,2000}>", re.IGNORECASE)
_LINK: Final = re.compile(
    r"""<a\b[^<>]{0,1000}?\bhref\s*=\s*["']?([^"'\s<>]+)["']?[^<>]{0,1000}>(.*?)</a>""", re.IGNORECASE | re.DOTALL
)
_MARKED: Final = tuple(
    (re.compile(rf"<({names})(?:\s[^<>]{{0,500}})?>(\s*)(\S(?:.*?\S)?)(\s*)</\1>", re.IGNORECASE | re.DOTALL), mark)
    for names, mark in (("b|strong", "**"), ("i|em|cite", "*"), ("code|kbd|tt|samp", "`"))
)
_ALT: Final = re.compile(r"""\b(alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.IGNORECASE)


def without_html(text: str) -> str:
    """The text with marks of Markdown for the tags of HTML, but in code; words between angle brackets stay."""
    if "<" not in text or not _TAG.search(text):
        return text
    return "".join(_pieces(_SILENT.sub("", text)))


def _pieces(text: str) -> Iterator[str]:
    end = 0
    for code in _CODE.finditer(text):
        yield from _paragraphs(text[end : code.start()])
        yield code[0]
        end = code.end()
    yield from _paragraphs(text[end:])


def _paragraphs(text: str) -> Iterator[str]:
    """Runs of paragraphs that begin with a tag of a block, and those that do not, each as it is rewritten."""
    parts = re.split(r"(\n[ \t]*\n+)", text)
    for is_block, run in itertools.groupby(parts, key=lambda it: bool(_STARTS_BLOCK.match(it)) if it.strip() else None):
        written = "".join(run)
        yield written if is_block is None else (_block if is_block else _inline)(written)


def _block(text: str) -> str:
    """A paragraph that begins with a tag of a block, as a reader of the page would see it."""
    from lxml import etree, html

    if not _TAG.search(text):
        return text
    parser: Any = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)  # lxml has no types
    try:
        written = markdown(html.document_fromstring(f"<html><body>{text}", parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return _TAG.sub("", text)
    return written


def _inline(text: str) -> str:
    text = _BREAK.sub("\\\\\n", text)
    text = _LINK.sub(lambda link: f"[{link[2].strip()}]({link[1].replace('&amp;', '&')})", text)
    text = _PICTURE.sub(_as_picture, text)
    for pattern, mark in _MARKED:
        text = pattern.sub(rf"\2{mark}\3{mark}\4", text)
    return _TAG.sub("", text)


def _as_picture(tag: re.Match[str]) -> str:
    said = {it[1].lower(): it[2] or it[3] or it[4] or "" for it in _ALT.finditer(tag[0])}
    return f"![{said.get('alt', '')}]({said['src']})" if said.get("src", "").startswith("http") else ""

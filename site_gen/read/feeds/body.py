"""The HTML inside a feed, made harmless: bodies become Markdown, titles and names plain text."""

from __future__ import annotations

import html
import re
from typing import Final

from site_gen.language import plain
from site_gen.markdown.from_html import escape, markdown
from site_gen.read import bounds

_MAX_HTML: Final = 4_000_000
_MAX_TAGS: Final = 20_000
_TAG: Final = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]{0,12}(?:[\s/][^<>]*)?|!--.*?--)>", re.DOTALL)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])\s|\n")
_LINK: Final = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_TITLE_LENGTH: Final = 90


def body_of(text: str, base: str | None, *, is_plain: bool = False) -> str:
    """Markdown of an entry's content, which is HTML more often than its declared type says."""
    text = plain.clean(text[:_MAX_HTML]).strip()
    if not text:
        return ""
    if not _TAG.search(text) and (is_plain or not _ENTITY.search(text)):
        paragraphs = (plain.one_line(part) for part in re.split(r"\n\s*\n", text))
        return "\n\n".join(escape(part) for part in paragraphs if part)
    return _markdown(text, base)


def _markdown(text: str, base: str | None) -> str:
    """Nothing of the HTML lives on: the writer of Markdown knows what to keep, and escapes every character of it."""
    from lxml import etree
    from lxml import html as lxml_html

    text, _ = bounds.bounded(text, _MAX_TAGS)
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return markdown(lxml_html.document_fromstring(f"<html><body>{text}", parser=parser), base)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return ""


def one_line_of(text: str | None, *, is_plain: bool = False) -> str:
    """Plain text of a title or a name that may hold HTML, once or twice escaped."""
    text = text or ""
    if not is_plain and ("<" in text or "&" in text):
        for _ in range(2):
            text = html.unescape(_without_tags(text))
    return plain.one_line(_without_tags(text))[:1000]


def _without_tags(text: str) -> str:
    """The text without HTML tags, also those that appear when others are taken out: `<scr<b>ipt>`."""
    for _ in range(5):
        bare = _TAG.sub(" " if "<br" in text else "", text)
        if bare == text:
            break
        text = bare
    return text


def first_words(body: str) -> str:
    """The first sentence of a body, for an entry without a title."""
    words = _LINK.sub(r"\1", body[:1000]).lstrip("#>*- ").replace("\\", "")
    first = plain.one_line(_SENTENCE.split(words, maxsplit=1)[0].replace("*", ""))
    if len(first) <= _TITLE_LENGTH:
        return first
    return first[:_TITLE_LENGTH].rpartition(" ")[0].rstrip(",;:") + "…" if " " in first else first[:_TITLE_LENGTH] + "…"

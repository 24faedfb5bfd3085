"""The beginning of a text whose publisher did not give it to be published again, with the way to the rest."""

from __future__ import annotations

import functools
import re
from typing import Final

from site_gen.language.interface import Wording
from site_gen.language.plain import count_words
from site_gen.language.urls import in_markdown
from site_gen.markdown.escaping import escape
from site_gen.markdown.to_html import plain_text, without_targets

_WORDS: Final = 60
# Paragraphs that are none: headings, lists, quotations, tables, pictures, code
_NO_PROSE: Final = re.compile(r"\s*(?:#|[-*+] |\d+[.)] |>|\||!\[|```|~~~|---)")
_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")


def excerpt(body: str, url: str, source: str, lang: str) -> str:
    """Some sixty words of a body as Markdown, whole sentences where they fit, and a link to the source."""
    body, targets = without_targets(body)
    prose = [plain_text(part, targets) for part in body.split("\n\n") if not _NO_PROSE.match(part)]
    kept: list[str] = []
    left = _WORDS
    for paragraph in filter(None, prose):
        text = _beginning(paragraph, left)
        kept += [escape(text)] if text else []
        left -= count_words(paragraph)
        if left <= 0:
            break
    if url:
        kept.append(f"[{_read_at(source, lang)}]({in_markdown(url)})")
    return "\n\n".join(kept)


def _beginning(paragraph: str, most: int) -> str:
    """At most so many words of a paragraph."""
    if count_words(paragraph) <= most:
        return paragraph
    sentences: list[str] = []
    for sentence in _SENTENCE.split(paragraph):
        if count_words(" ".join((*sentences, sentence))) > most:
            break
        sentences.append(sentence)
    whole = " ".join(sentences)
    if count_words(whole) * 2 >= most:
        return whole
    words = paragraph.split(" ")
    while words and count_words(" ".join(words)) > most:
        words.pop()
    return f"{' '.join(words) or paragraph[: most * 2]} …"


@functools.lru_cache(maxsize=1_000)
def _read_at(source: str, lang: str) -> str:
    wording = Wording(lang, "UTC")
    text = wording.text("Read at %(source)s") % {"source": source} if source else wording.text("Read the original")
    return text.replace("[", "\\[").replace("]", "\\]")

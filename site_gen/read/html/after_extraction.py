"""What an extractor leaves around an article: the headline said again, bylines, prompts, links to other articles.

Body F1 on the development pages: trafilatura .944, its recall mode .948, after this room .955, with `page_prune` .961.
A standfirst stays: half of the sites count it to the text, and it says something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from site_gen.language import dates, plain
from site_gen.read.lines import bylines, headline_lists, scraps

_WORD: Final = re.compile(r"[^\W_]+")
_START: Final = 12  # blocks among which the headline may stand once more
_SHORT: Final = 120  # characters of a line beside the text
_SENTENCE: Final = 50
_ENDS_SENTENCE: Final = '.!?…。！？।"”’»)'
_LONG: Final = 600
_REST: Final = 0.15  # of a text, which may be cut off at its end
_STAMP: Final = 30  # characters after a name: "Jane Doe, 2 hours ago"
_PIECES: Final = 16  # of a line that says who wrote an article and how to reach them
_REACHED: Final = re.compile(r"(?:follow|contact|email|e-mail|write to|reach|bio|profile|@).{0,40}", re.IGNORECASE)
_END: Final = 4  # last blocks among which the author's name may stand
# In the last paragraphs of a page: "Sign up for our newsletter", "Follow us on X", "Bookmark our website"
_INVITATION: Final = re.compile(
    r"\b(?:sign(?:ing)? up|subscrib|newsletter|bookmark|follow (?:us|the|our|him|her|them|\w+(?:\.\w+)?) on|like us on|"
    r"your inbox|letters? to the editor|all rights reserved|support our|donat(?:e|ion)|abonnieren|abonnement|"
    r"unterstützen sie uns|abonnez|inscrivez|suscr[ií]b|assine|iscriviti|nieuwsbrief|nyhetsbrev)|©",
    re.IGNORECASE,
)
_SHORTCODES: Final = re.compile(r"(?:\[/?\w[^\[\]]{0,200}\]\s*)+")  # "[/vc_column_text][/vc_column]"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_Element = Any  # lxml has no types


def trim(
    body: _Element,
    headlines: Iterable[str],
    authors: Iterable[str] = (),
    *,
    keeps_links: bool = False,
    keeps_byline: bool = False,
) -> None:
    """Remove from the extracted body, a flat list of blocks, those that are the page's and not the article's.

    A list of links at its end leads away from the page, unless the body is an element of the page that `keeps_links`.
    What looks like a byline at its beginning is that of the article, unless `keeps_byline`.
    """
    names = {_key(author) for author in authors} - {""}
    _cut_start(body, [key for headline in headlines if (key := _key(headline))], names, keeps_byline=keeps_byline)
    _cut_after_end(body)
    for block in list(body):
        if _is_scrap(block):
            _remove(block)
    _cut_end(body, names, keeps_links=keeps_links)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _text(block: _Element) -> str:
    return plain.one_line("".join(block.itertext()))


def _remove(block: _Element) -> None:
    block.getparent().remove(block)


def _cut_start(body: _Element, headlines: list[str], names: set[str], *, keeps_byline: bool) -> None:
    """Everything to the headline, and to the byline below it.

    Below a paragraph only the headline itself counts; other headings of the first rank are those of sections there.
    """
    blocks = list(body[:_START])
    first = next((at for at, block in enumerate(blocks) if _is_paragraph(block)), _START)
    said = [at for at, block in enumerate(blocks) if _key(_text(block)) in headlines[: None if at < first else 1]]
    if said and sum(len(_text(block)) for block in blocks[: said[-1]]) < _LONG:
        for block in blocks[: said[-1] + 1]:
            _remove(block)
    if keeps_byline:
        for block in [it for it in body[:4] if not any(map(str.isdigit, _text(it))) and _is_byline(_text(it), names)]:
            _remove(block)
    blocks = [] if keeps_byline else list(body[:4])
    bylines_at = [
        at
        for at, block in enumerate(blocks)
        if _is_byline(_text(block), names) or _is_time(block) or _is_signature(block, names)
    ]
    if (
        bylines_at
        and len(body) > bylines_at[-1] + 1
        and all(len(_text(block)) < _SHORT for block in blocks[: bylines_at[-1]])
    ):
        for block in blocks[: bylines_at[-1] + 1]:
            _remove(block)


def _is_paragraph(block: _Element) -> bool:
    text = _text(block)
    return block.tag == "p" and len(text) > _SENTENCE and text[-1] in _ENDS_SENTENCE


def _is_time(block: _Element) -> bool:
    """Whether a block is nothing but a time, whatever its form: "27 Nov"."""
    said = "".join(plain.one_line("".join(time.itertext())) for time in block.iter("time"))
    return bool(said) and said == _text(block)


def _is_signature(block: _Element, names: set[str]) -> bool:
    """Whether a block is nothing but who wrote it, how to reach them and when: "Jane Doe | Email | Nov 3, 2026"."""
    pieces = [it for it in map(plain.one_line, block.itertext()) if it]
    is_short = 1 < len(pieces) <= _PIECES and len(_text(block)) < 2 * _SHORT
    return (
        is_short
        and any(_key(it) in names for it in pieces)
        and all(_key(it) in names or _is_of_signature(it) for it in pieces)
    )


def _is_of_signature(piece: str) -> bool:
    words, days = dates.without_dates(piece) if any(map(str.isdigit, piece)) else (piece, ())
    return (
        (bool(days) and len(words) < _STAMP)
        or len(_key(piece)) < 3
        or bool(scraps.rule_for(piece))
        or _REACHED.fullmatch(piece) is not None
    )


def _is_byline(text: str, names: set[str]) -> bool:
    if len(text) > _SHORT or not text:
        return False
    key = _key(text)
    line = bylines.read_byline(text)
    named = any(key.startswith(name) and len(key) < len(name) + _STAMP for name in names if len(name) > 5)
    return key in names or named or bool(line and (line.published or line.authors or line.relative))


def _cut_after_end(body: _Element) -> None:
    """What follows a line that ends articles, if it is little and no prose: comments, newsletters, other stories."""
    blocks = list(body)
    sizes = [len(_text(block)) for block in blocks]
    last_prose = max((at for at, block in enumerate(blocks) if _is_prose(block)), default=-1)
    for at in range(last_prose + 1, len(blocks)):
        is_little = sum(sizes[at:]) < _REST * sum(sizes)
        if is_little and scraps.ends_article(scraps.rule_for(_text(blocks[at])) or None):
            for rest in blocks[at:]:
                _remove(rest)
            return


def _is_prose(block: _Element) -> bool:
    return block.tag in ("p", "blockquote") and len(_text(block)) > 2 * _SHORT and not _is_link(block)


def _is_scrap(block: _Element) -> bool:
    if block.tag in ("table", "pre", "blockquote"):
        return False
    text = _text(block)
    return bool(
        _SHORTCODES.fullmatch(text)
        or scraps.rule_for(text)
        or headline_lists.related_in(text)
        or headline_lists.is_pointer(text)
    )


def _cut_end(body: _Element, names: set[str], *, keeps_links: bool) -> None:
    """Headings with nothing below, links that lead away, notes on the author, invitations to follow the site."""
    signed = next((block for block in body[-_END:] if _key(_text(block)) in names), None)
    if signed is not None and len(body) > 2 * _END:
        for block in list(body)[body.index(signed) :]:
            _remove(block)
    while len(body):
        block = body[-1]
        text = _text(block)
        if text and block.tag not in _HEADINGS and (keeps_links or not _is_link(block)) and not _is_about(text, names):
            break
        _remove(block)


def _is_about(text: str, names: set[str]) -> bool:
    """Whether a last paragraph is on the author or the site: "Jane Doe is ...", "Follow us on ..."."""
    if len(text) > _LONG:
        return False
    key = _key(text[:_SHORT])
    return any(key.startswith(name) for name in names if len(name) > 5) or _INVITATION.search(text) is not None


def _is_link(block: _Element) -> bool:
    """A paragraph or list that is nothing but links."""
    text = len(_text(block))
    linked = sum(len(_text(link)) for link in block.iter("a"))
    return text > 0 and linked > 0.9 * text

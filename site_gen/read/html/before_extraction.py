"""What a page hides, or offers beside its article: hover cards, words for screen readers, newsletters, other stories.

An extractor that looks at the text alone takes these for the article. Body F1 on the development pages: .955 without
this room, .956 without what is hidden, .957 without what is offered. Only small elements go, for a site may well name
the element around its whole text "related-content".
"""

from __future__ import annotations

import re
from typing import Any, Final

_LARGEST: Final = 600  # characters
_CANDIDATES: Final = ("div", "span", "section", "aside", "p", "ul", "ol", "li", "figure", "a", "h2", "h3", "h4")
_NOT_SEEN: Final = frozenset({"script", "style", "noscript"})
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A word of a class or an id: "sr-only", "c-newsletter__box", "article-related-list"
_BESIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:rollover|tooltip|popover|sr-only|visually-?hidden|screen-reader(?:-text)?|u-hidden|is-hidden"
    r"|newsletter|promo|related|recommend(?:ed|ations)?|read-?more|also-?read|outbrain|taboola|subscribe|signup|paywall"
    r"|advert(?:isement)?|sponsored|disclaimer|affiliate|trending|most-?read|popular|more-?stories|teaser|cross-?link)"
    r"(?:$|[\s_-])"
    # The same in other languages
    r"|(?:^|[\s_-])(?:relacionad[oa]s|recomendad[oa]s|m[aá]s-?leid[oa]s|te-puede-interesar|veja-(?:tamb[eé]m|mais)"
    r"|leia-mais|meist-?gelesen|mehr-?zum-?thema|auch-?interessant|weitere-?artikel|lesen-?sie-?auch|[aà]-lire-aussi"
    r"|(?:les-)?plus-lus|tendances|articles-lies|sur-le-meme-sujet|leggi-anche|pi[uù]-letti|correlati|lees-ook"
    r"|meest-?gelezen|l[aä]s-?mer|mest-?l[aä]st|powi[aą]zane|czytaj-?te[zż])(?:$|[\s_-])",
    re.IGNORECASE,
)
# A sentence of the text printed large: "pullquote", "pull-quote", "wp-block-pullquote", "quote-box"
_PULLED: Final = re.compile(
    r"(?:^|[\s_-])(?:pull-?(?:ed-?)?quotes?|quote-?box|big-?quote|zitat(?:box)?)(?:$|[\s_-])", re.IGNORECASE
)
_MAY_BE_PULLED: Final = ("aside", "div", "p", "section", "span", "figure")
_GALLERY: Final = 3  # captions
_HOLDERS: Final = ("p", "div", "section", "td", "li", "article", "blockquote", "span")
_PARAGRAPH: Final = 30  # characters that such an element holds itself
_MAY_BE_CAPTION: Final = ("figcaption", "dd", "div", "p", "span")
_CAPTION: Final = re.compile(r"(?:^|[\s_-])caption(?:-?text|-?body)?(?:$|\s)", re.IGNORECASE)
_CREDIT: Final = re.compile(r"(?:^|[\s_-])(?:credits?|copyright|photographer|source)(?:$|[\s_-])", re.IGNORECASE)
_Element = Any  # lxml has no types


def prune(tree: _Element) -> None:
    """Take out of the page what stands beside its article."""
    for caption in list(tree.iter("caption")):
        _put_above(caption)
    for speaker in tree.xpath("//blockquote//footer"):  # extractors take it for the foot of the page
        speaker.tag = "p"
    for speaker in tree.xpath("//figure[.//blockquote]//figcaption"):
        _put_into_quotation(speaker)
    _mark_quotations(tree)
    _let_captions_speak(tree)
    for element in list(tree.iter(*_CANDIDATES)):
        parent = element.getparent()
        if parent is not None and (_is_hidden(element) or is_beside(element)) and is_small(element):
            element.drop_tree()


def _put_above(caption: _Element) -> None:
    """Make the caption of a table a paragraph above it, for extractors leave captions out."""
    table = caption.getparent()
    if table is not None and table.tag == "table" and table.getparent() is not None:
        caption.tail = None
        caption.tag = "p"
        table.addprevious(caption)


def _put_into_quotation(speaker: _Element) -> None:
    """Make who said it the last paragraph of a quotation in a figure, for extractors leave captions out."""
    figure = next(speaker.iterancestors("figure"))
    quotation = next(figure.iter("blockquote"))
    if next(speaker.iterancestors("blockquote"), None) is None:
        if (quotation.text or "").strip():
            words = quotation.makeelement("p", {})
            words.text, quotation.text = quotation.text, None
            for child in list(quotation):
                words.append(child)
            quotation.insert(0, words)
        speaker.tail = None
        quotation.append(speaker)
    speaker.tag = "p"


def _mark_quotations(tree: _Element) -> None:
    """Make what a page prints large a quotation, or leave it out where its text says the same."""
    named = [it for it in tree.iter(*_MAY_BE_PULLED) if _PULLED.search(f"{it.get('class') or ''} {it.get('id') or ''}")]
    if not named:
        return
    everything = _words(tree)
    for element in named:
        words = _words(element)
        if element.getparent() is None or not words or len(words) > _LARGEST or _is_in_quotation(element):
            continue
        bare = words.strip("“”„«»‹›‘’\"' ")
        if everything.count(bare) > 1 and next(element.iter("cite", "figcaption", "footer"), None) is None:
            element.drop_tree()
        elif next(element.iter("blockquote", "h1", "article"), None) is None:
            element.tag = "blockquote"


def _is_in_quotation(element: _Element) -> bool:
    return element.tag == "blockquote" or next(element.iterancestors("blockquote"), None) is not None


def _let_captions_speak(tree: _Element) -> None:
    """Make the captions of a gallery its text: of a page with several that say more than its paragraphs do."""
    captions = [it for it in tree.iter(*_MAY_BE_CAPTION) if it.tag == "figcaption" or _is_caption(it)]
    captions = [it for it in captions if not any(above in captions for above in it.iterancestors())]
    if len(captions) < _GALLERY:
        return
    inside = {inner for caption in captions for inner in caption.iter()}
    beside = {inner for it in tree.iter("nav", "aside", "footer", "form", "script", "style") for inner in it.iter()}
    sizes = (_own_size(it) for it in tree.iter(*_HOLDERS) if it not in inside and it not in beside)
    if sum(len(_words(it)) for it in captions) <= sum(size for size in sizes if size > _PARAGRAPH):
        return
    for caption in captions:
        for credit in list(caption.iter("span", "small", "cite", "em", "p", "div")):
            if credit is not caption and _CREDIT.search(credit.get("class") or "") and credit.getparent() is not None:
                credit.drop_tree()
        caption.tag = "p"
        caption.attrib.pop("class", None)
        for figure in caption.iterancestors("figure"):
            figure.tag = "div"


def _own_size(element: _Element) -> int:
    return len(" ".join(" ".join((element.text or "", *(child.tail or "" for child in element))).split()))


def _is_caption(element: _Element) -> bool:
    return _CAPTION.search(element.get("class") or "") is not None


def _words(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def is_beside(element: _Element) -> bool:
    """Whether a page calls an element something beside its article: "newsletter", "most-read", "relacionadas"."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(named) > 1 and _BESIDE.search(named) is not None


def is_small(element: _Element) -> bool:
    """Whether little text is in the element, not counting scripts and the space between its elements."""
    size = 0
    for inner in element.iter("*"):
        own = "" if inner.tag in _NOT_SEEN else inner.text or ""
        size += len(" ".join(own.split())) + len(" ".join((inner.tail or "").split()))
        if size > _LARGEST or inner.tag == "h1":
            return False
    return True

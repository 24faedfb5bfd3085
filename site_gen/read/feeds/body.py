"""The text of a feed's entry as Markdown, whether it is HTML or not."""

from __future__ import annotations

import html
import re
from typing import Any, Final

from site_gen.language import plain
from site_gen.language.dates import parse_date
from site_gen.markdown.code_blocks import tidy_code
from site_gen.markdown.escaping import escape
from site_gen.markdown.from_html import markdown
from site_gen.markdown.numbered_code import without_line_numbers
from site_gen.markdown.table_spans import fill_spans
from site_gen.markdown.to_html import plain_text
from site_gen.read import bounds
from site_gen.read.feeds.titles import TAGS

_MAX_HTML: Final = 4_000_000
_MAX_TAGS: Final = 20_000
_TAG: Final = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]{0,12}(?:[\s/][^<>]*)?|!--.*?--)>", re.DOTALL)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
# What a text that is declared as plain holds when it is HTML all the same; "<x>" may be words there.
_KNOWN_TAG: Final = re.compile(
    r"</?(?:p|br|div|a|b|i|u|em|strong|img|[uo]l|li|h[1-6]|span|blockquote|table|t[rdh]|figure|pre|hr|font|center|script|style"
    r"|svg|iframe|object|embed|form|video|audio|section|article)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
# What begins like a tag and is none that HTML, SVG or MathML know: the "<" of "List<String>", of "Map<K, V>"
_NO_TAG: Final = re.compile(
    rf"<(?!/?(?:[a-z][\w.-]*[:-]|(?:{'|'.join(sorted(TAGS))})(?=[\s/>]|$)))(?=/?[a-z][\w, <>]{{0,40}}>)", re.IGNORECASE
)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)  # "<![CDATA[some text]]>", escaped with the rest
# HTML that was escaped twice: "&lt;p&gt;A pear.&lt;/p&gt;"
_TWICE: Final = re.compile(r"&lt;(?:p|div|a|h[1-6]|[uo]l|blockquote|figure|img|table|span|strong|em)(?:\s|&gt;)")
# Where a sentence may end, and the words whose dot ends none.
_END: Final = re.compile(r"(\S*?[.!?…]+)[\"'”’»)]*\s+|[。！？]")
_ABBREVIATIONS: Final = frozenset(
    "mr. mrs. ms. dr. prof. st. jr. sr. vs. no. nr. gen. sen. rep. gov. col. sgt. lt. capt. rev. hon. etc. inc. ltd. "
    "co. ca. bzw."
    " z.b. d.h. u.a. mme. mlle. m. sra. srta. ed. eds. fig. vol. pp. al. dept. approx. str. hl. geb. evtl. tel. jan. "
    "feb."
    " mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
# <img src="p.jpg" alt="Two swans on the slip">
_PICTURE: Final = re.compile(r"""<img\b[^<>]{0,2000}?\balt\s*=\s*(["'])([^<>]{1,1000}?)\1""", re.IGNORECASE)
# "https://isles.example/map Here is the map": a headline begins with words, if there are any.
_ADDRESSES_FIRST: Final = re.compile(r"^(?:https?://\S+\s+)+(?=\S)")
# What journals write abstracts in: "<jats:p>Meadows take up CO<jats:sub>2</jats:sub>.</jats:p>"
_JATS: Final = re.compile(r"<(/?)jats:([a-z-]{1,20})", re.IGNORECASE)
_JATS_MEANS: Final = {"title": "h3", "sec": "div", "italic": "i", "bold": "b", "list": "ul", "list-item": "li"}
# Classes and names that programs for blogs give to what they put into a text
_WIDGET: Final = re.compile(
    r"(?:^|\s)(?:sharedaddy|sd-(?:sharing|like)\S*|jp-(?:relatedposts|post-flair)\S*|feedflare|addtoany\S*|a2a_kit|yarpp\S*"
    r"|kg-(?:signup|cta)\S*|subscri(?:be|ption)[\w-]*(?:widget|form|box|block|wrap)\S*|(?:newsletter|sign-?up|mc4wp)[\w-]*"
    r"(?:form|box|widget|block|card)\S*|wp-block-jetpack-subscriptions\S*|social-?(?:share|sharing|links|icons|buttons)\S*"
    r"|shar(?:e|ing)-?(?:buttons?|links|bar|post|tools|icons)\S*|related-?(?:posts|articles|content|stories|news)\S*"
    r"|post-?nav(?:igation)?|nav-links|author-?box\S*|heateor\S*|swp_social\S*|ssba\S*|blogger-post-footer)(?:\s|$)",
    re.IGNORECASE,
)
_LONGEST_WIDGET: Final = 600  # characters
_Element = Any  # lxml has no types
# What programs call a post that has no title
_KINDS_OF_POSTS: Final = frozenset(
    "photo;photos;photoset;video;audio;image;picture;quote;link;post;note;untitled;no title;foto;bild"
    ";ohne titel;sans titre;sin título;senza titolo;sem título;без названия;無題;无标题;無標題;제목 없음".split(";")
)
_BY_USER: Final = re.compile(r"New (?:note|status|post|comment|photo) by \S{1,60}", re.IGNORECASE)
_TIME: Final = re.compile(r"\d{1,2}:\d\d")
_LONGEST_DATE: Final = 40  # characters
_RETOLD: Final = re.compile(
    r"^(?:R to|RT by|Re|RT|Replying to) @[\w.@-]{1,60}:?\s+"
)  # "R to @ferry: The berth is free"
_ADDRESS_LAST: Final = re.compile(r"\s+\S+\.\S+/\S*\s*$")  # of a link at the end, cut or not
_LONG_TITLE: Final = 140  # characters
_LEAST_SAME: Final = 16
_TITLE_LENGTH: Final = 90
_WRAPPED: Final = 55  # characters of the shortest line that a program broke
_RAGGED: Final = 25


def body_of(
    text: str, base: str | None, *, is_plain: bool = False, is_text: bool = False, cut: list[str] | None = None
) -> str:
    """Markdown of an entry's content, which is HTML more often than its declared type says; not where it `is_text`.

    What programs for blogs put into a text that is none of it, such as forms and share bars, goes into `cut`.
    """
    text = plain.clean(text[:_MAX_HTML]).strip()
    if not is_text:
        text = _JATS.sub(lambda tag: f"<{tag[1]}{_JATS_MEANS.get(tag[2].lower(), tag[2])}", text)
        text = _CDATA.sub(r"\1", text)
        if _TWICE.match(text) and not _TAG.search(text):
            text = html.unescape(text)
    if not text:
        return ""
    marked = text if is_plain else _NO_TAG.sub("&lt;", text)
    is_markup = (_KNOWN_TAG if is_plain else _TAG).search(marked) is not None
    if is_text or not is_markup:
        text = text if is_text or is_plain else _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        return "\n\n".join(filter(None, map(_paragraph, re.split(r"\n\s*\n", text))))
    return _markdown(marked, base, [] if cut is None else cut)


def _paragraph(text: str) -> str:
    """A paragraph whose lines stay where its writer broke them; where a program wrapped them, they go on."""
    lines = [plain.one_line(line) for line in text.split("\n") if line.strip()]
    if not lines:
        return ""
    sizes = [len(line) for line in lines[:-1]]
    is_wrapped = bool(sizes) and min(sizes) >= _WRAPPED and max(sizes) - min(sizes) <= _RAGGED
    parts = [lines[0]]
    for line in lines[1:]:
        goes_on = is_wrapped or (line[0].islower() and parts[-1][-1:] not in ".!?:")
        if goes_on:
            parts[-1] += f" {line}"
        else:
            parts.append(line)
    return "\\\n".join(map(escape, parts))


def _markdown(text: str, base: str | None, cut: list[str]) -> str:
    """Nothing of the HTML lives on: the writer of Markdown knows what to keep, and escapes every character of it."""
    from lxml import etree

    text, _ = bounds.bounded(text, _MAX_TAGS)
    try:
        tree = bounds.parsed(f"<html><body>{text}")
        without_line_numbers(tree)
        tidy_code(tree)
        cut += _without_widgets(tree)
        tidy_code(tree)
        fill_spans(tree)
        return markdown(tree, base)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return ""


def _without_widgets(tree: _Element) -> list[str]:
    """What the forms, share bars and lists of other texts said that are taken out of a text."""
    found = []
    whole = len("".join(tree.itertext()))
    for element in list(tree.iter("form", "div", "section", "aside", "nav", "ul", "p", "footer", "figure")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_one = element.tag == "form" or (names != " " and _WIDGET.search(names))
        if not is_one or element.getparent() is None:
            continue
        said = plain.one_line(" ".join(element.itertext()))
        if len(said) < min(_LONGEST_WIDGET, whole / 2):
            element.drop_tree()
            found += [said] if said else []
    return found


def words_of_pictures(text: str) -> str:
    """What an entry calls its pictures, where it has no other words."""
    found = (plain.one_line(html.unescape(it[2])) for it in _PICTURE.finditer(text[:_MAX_HTML]))
    return _shortened(next(filter(None, found), ""))


def first_words(body: str) -> str:
    """The first sentence of a body, for an entry without a title; signs alone only where there is nothing else."""
    signs = ""
    for block in re.split(r"\n\s*\n", body[:2000]):
        words = plain_text(re.sub(r"^\s*(?:[#>]+\s|[-*]\s|\d+\.\s)+", "", block, flags=re.MULTILINE))
        words = _ADDRESSES_FIRST.sub("", words)
        if any(map(str.isalnum, words)):
            return _shortened(_first_sentence(words))
        signs = signs or words.strip(" *_-")
    return _shortened(signs)


def headline(title: str, body: str) -> str:
    """The title of an entry, unless a program made it: the kind or the date of a post, or the body's first words."""
    says_nothing = title.casefold().strip("[]() ") in _KINDS_OF_POSTS or _BY_USER.fullmatch(title)
    # A day alone may be what a person calls an entry, as in a list of changes; a time is a program's.
    if says_nothing or (len(title) <= _LONGEST_DATE and _TIME.search(title) and parse_date(title)):
        return first_words(body) or title
    said = _RETOLD.sub("", title)
    was_cut = said.rstrip().endswith(("...", "…"))
    if not (was_cut or len(said) > _LONG_TITLE):
        return title
    own, words = ("".join(filter(str.isalnum, it)) for it in (_ADDRESS_LAST.sub("", said), plain_text(body[:2000])))
    is_body = len(own) >= _LEAST_SAME and words.startswith(own)
    return first_words(body) if is_body else title


def _first_sentence(words: str) -> str:
    for end in _END.finditer(words):
        last, rest = (end[1] or "").casefold(), words[end.end() :]
        is_short = last in _ABBREVIATIONS or re.fullmatch(r"[\W\d_]*(?:[^\W\d_]\.)+", last)
        if not (is_short or (last.endswith(".") and rest[:1].islower())):
            return words[: end.end()].strip()
    return words.strip()


def _shortened(words: str) -> str:
    if len(words) <= _TITLE_LENGTH:
        return words
    cut = words[:_TITLE_LENGTH]
    return (cut.rpartition(" ")[0].rstrip(",;:") if " " in cut else cut) + "…"

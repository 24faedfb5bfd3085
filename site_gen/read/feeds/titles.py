"""Titles and names as people read them: only markup that HTML knows as such goes, and entities are decoded once."""

from __future__ import annotations

import functools
import html
import re
from typing import Any, Final

from site_gen.language import plain

_LONGEST: Final = 1000
_Parsed = Any  # feedparser has no types
# Elements that stand inside a line: they go where they are opened and closed.
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big blink center cite code del dfn em font i ins kbd label mark nobr q s samp small "
    "span scp strike"
    " strong sub sup time tt u var p div h1 h2 h3 h4 h5 h6 blockquote section article header li ul ol pre title".split()
)
_ALONE: Final = frozenset({"br", "wbr", "img", "hr"})
_SPACED: Final = frozenset({"br", "p", "div", "li", "hr"})
# Elements that HTML knows besides; with attributes they were markup, bare ones are what a headline speaks of.
_OTHERS: Final = frozenset(
    "audio applet area base basefont body button canvas caption col dd details dialog dl dt embed fieldset "
    "figcaption figure"
    " footer form frame frameset head html iframe input legend link main map menu meta nav noframes noscript object "
    "optgroup"
    " option output param picture plaintext progress rp rt ruby script select slot source style summary svg table "
    "tbody td"
    " template textarea tfoot th thead tr track video xmp".split()
)
_DRAWN: Final = frozenset(
    "circle clippath defs ellipse g line lineargradient mask math mfrac mi mn mo mrow msqrt msub msup mtable mtd"
    " mtext mtr path pattern polygon polyline rect semantics stop symbol text textpath tspan use bgsound blink comment"
    " dir hgroup keygen layer ilayer listing marquee math multicol nextid noindex rb rtc search"
    " m datagrid datalist sound event spacer strike template xml".split()
)
# Every element that HTML knows or knew, and those of pictures and formulas
TAGS: Final = _INLINE | _ALONE | _OTHERS | _DRAWN
# Pictures and programs that a browser would draw or run: they go even with nothing but a sign after their name.
_ACTIVE: Final = re.compile(
    r"<(svg|math|iframe|object|embed)\b(?:[^<>]*>.*?</\1\s*>|[\s/][^<>]*>)", re.DOTALL | re.IGNORECASE
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,12})((?:\s[^<>]*|/)?)>")
_ATTRIBUTE: Final = re.compile(r"""[\w:-]+\s*=|/\s*$""")
_NAMED: Final = re.compile(r"</?(?:jats|mml|xhtml|html):[a-zA-Z][\w-]{0,30}(?:\s[^<>]*)?/?>")  # "<jats:italic>"
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_PROGRAM: Final = re.compile(r"<(script|style)\b([^<>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)  # "<![CDATA[A title]]>", escaped with the rest
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


_SHARED: Final = re.compile(r"^(?:RT by|R to|RT) @\w{1,40}: ")  # "RT by @portoffice: The ferry sails again"


def title_of(item: _Parsed, version: str = "") -> str:
    """The title of an entry; what Atom says is HTML is HTML, and no more than once; Atom 0.3 declares nothing."""
    kind = (item.get("title_detail") or {}).get("type")
    is_html = version.startswith("atom") and kind in ("text/html", "application/xhtml+xml")
    is_plain = kind == "text/plain" and not version.startswith("atom0")
    return _SHARED.sub("", one_line_of(item.get("title"), is_plain=is_plain, is_html=is_html))


def one_line_of(text: str | None, *, is_plain: bool = False, is_html: bool = False) -> str:
    """Plain text of a title or a name that may hold HTML."""
    text = (text or "")[: 20 * _LONGEST]
    if "<" in text:
        text = without_tags(_NAMED.sub("", _CDATA.sub(r"\1", text)))
    if "&" in text and not is_plain:
        had_tags = not is_html and "&lt;" in text.lower()
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        text = without_tags(text) if had_tags else text
    return plain.one_line(text)[:_LONGEST]


def without_tags(text: str) -> str:
    """The text without markup; `<menu>` in "How should <menu> work?" is a word."""
    text = _ACTIVE.sub("", _PROGRAM.sub(_program, _COMMENT.sub("", text)))
    for _ in range(5):  # some appear only when others are taken out: `<scr<b>ipt>`
        bare = _TAG.sub(functools.partial(_replaced, paired=_paired(text)), text)
        if bare == text:
            break
        text = bare
    return text


def _paired(text: str) -> set[str]:
    """The elements that are opened and closed."""
    names = {(it[1], it[2].lower()) for it in _TAG.finditer(text)}
    return {name for _, name in names if ("", name) in names and ("/", name) in names}


def _replaced(tag: re.Match[str], paired: set[str]) -> str:
    """What stands in place of a tag: nothing, a space, or the tag itself where it is a word."""
    name = tag[2].lower()
    has_attributes = bool(_ATTRIBUTE.search(tag[3]))
    if name not in _INLINE | _ALONE | _OTHERS or (tag[3].strip(" /") and not has_attributes):
        return tag[0]
    starts = not tag.string[: tag.start()].strip()
    is_markup = (
        has_attributes or name in _ALONE or (name in _INLINE and (name in paired or (starts and name in _SPACED)))
    )
    return tag[0] if not is_markup else " " if name in _SPACED else ""


def _program(found: re.Match[str]) -> str:
    """A program or a stylesheet goes with its text; words between two names of elements are words."""
    is_one = found[2].strip() or re.search(r"[(;={]", found[3])
    return "" if is_one else found[0]

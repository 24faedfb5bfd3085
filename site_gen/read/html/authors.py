"""Who wrote a page: JSON-LD, then meta elements, then the byline that a reader sees; a person before an organisation.

Right on the development pages, where present (F1): JSON-LD .89, parsely, dc and article meta .95, meta author .86,
rel=author .82, links to /author/ .75, classes named after authors .69; all of this in this order .91.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from site_gen.language import dates, plain
from site_gen.read.html.before_extraction import is_beside, is_small
from site_gen.read.html.page import HtmlPage, names, types
from site_gen.read.lines import bylines
from site_gen.read.lines.names import is_person

_META: Final = (
    "parsely-author dc.creator dcterms.creator article:author_name article_author og:article:author displayauthors "
    "sailthru.author cxenseparse:author author article:author byl byline authors creator"
).split()
_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:author|byline|autor|writer|contributor)s?(?:[\s_-]*(?:name|link|text|title))?(?:$|[\s_-])",
    re.IGNORECASE,
)
_PROFILE: Final = re.compile(
    r"/(?:authors?|autor(?:en|es)?|by|staff|profile|writers?|contributors?|reporters?)/", re.IGNORECASE
)
# What stands before a name, as in "By ...", "Von ...", "Written by: ...", "View all posts by ..."
_BY: Final = re.compile(
    r"^(?:(?:story|written|posted|published|reviewed|words|article|report|reporting"
    r"|(?:view|see|read)?\s?(?:all|more)\s(?:posts|articles|stories))\s+)?"
    r"(?:by|von|par|por|di|door|av|af|autor|autorin|author|text|words)\b\s*:?\s+",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\s*(?:,|;|\||\n|\s&\s|\s(?:and|und|et|y|e|og|och|en)\s|、|，)\s*")
_NOT_A_NAME: Final = re.compile(
    r"https?:|www\.|@|[<>{}=_#]|\d{3,}|^(?:admin|administrator|editor|staff|null|none|undefined|unknown|guest|author|"
    r"redaktion|editorial|webmaster|news|newsroom|user|test|default|about|view|more|share|follow|published|updated|by|"
    r"read|profile|biography|posts|articles|website)$",
    re.IGNORECASE,
)
_AFTER_NAME: Final = re.compile(
    r"\s*[(\[|•·/].*$|\s+[–—]\s.*$|\s*(?:기자|記者)$"
    r"|,?\s+(?:PhD|MD|Ph\.D\.|M\.D\.|RD|MS|Staff Writer|(?:Senior |Staff )?(?:Reporter|Correspondent))\b.*$"
)
_AUTHOR_LABELS: Final = frozenset(
    {"author", "verfasst von", "écrit par", "escrito por", "scritto da", "geschreven door"}
)
_LONGEST: Final = 40  # characters of a name that only its place shows to be one
_DIGIT: Final = re.compile(r"\d")
_BELOW: Final = 80  # elements after the headline among which the byline is
_ABOVE: Final = 25
_Element = Any  # lxml has no types


def authors(page: HtmlPage, sites: frozenset[str], lang: str | None) -> tuple[str, ...]:
    """The names of those who wrote the page, in its order; the site itself only where no person is named."""

    def is_site(name: str) -> bool:
        return plain.slugify(name) in sites

    nodes = _nodes(page)
    by_ld = _people(names(nodes))
    if not all(map(_is_organisation, nodes)) and not all(map(is_site, by_ld)):
        return by_ld
    by_meta = list(map(_people, _in_meta(page)))
    for people in by_meta:
        if not all(map(is_site, people)):
            return tuple(name for name in people if not is_site(name))
    organisation = next(filter(None, [by_ld, *by_meta]), ())
    for people in map(_people, _seen(page, lang)):
        persons = tuple(name for name in people if not is_site(name) and not _DIGIT.search(name))
        if persons and (not organisation or all(is_person(name) and len(name) < _LONGEST for name in persons)):
            return persons
        organisation = organisation or people
    return organisation


def _nodes(page: HtmlPage) -> list[Any]:
    """The authors in JSON-LD, those that it only refers to included."""
    by_id = {node["@id"]: node for node in page.ld if isinstance(node.get("@id"), str) and node.get("name")}
    written = page.article_ld.get("author") or page.article_ld.get("creator") or []
    return [_resolved(node, by_id) for node in (written if isinstance(written, list) else [written])]


def _in_meta(page: HtmlPage) -> Iterator[Iterable[str]]:
    for name in _META:
        yield page.meta.get(name, ())
    labels = zip(page.meta.get("twitter:label1", ()), page.meta.get("twitter:data1", ()), strict=False)
    yield [data for label, data in labels if _BY.match(f"{label} ") or label.lower() in _AUTHOR_LABELS]


def _resolved(node: Any, by_id: dict[str, dict[str, Any]]) -> Any:  # Any: JSON
    if isinstance(node, dict) and not node.get("name"):
        return by_id.get(str(node.get("@id")), node)
    return node


def _is_organisation(node: Any) -> bool:  # Any: JSON
    return isinstance(node, dict) and bool({"Organization", "NewsMediaOrganization", "Corporation"} & set(types(node)))


def outlet_seen(page: HtmlPage, lang: str | None) -> str | None:
    """The outlet that a line near the headline names: "Source: …", "来源：…"."""
    lines = (bylines.read_byline(text, lang) for _, text in _near_headline(_shown(page)))
    return next((line.source for line in lines if line and line.source and line.is_dated), None)


def _shown(page: HtmlPage) -> list[_Element]:
    beside = {inner for it in page.tree.iter("aside", "nav") if not _is_around(it) for inner in it.iter()}
    return [
        element
        for element in page.tree.iter("*")
        if element.tag not in ("script", "style", "svg", "path") and element not in beside
    ]


def _is_around(element: _Element) -> bool:
    """Whether an element that should stand beside an article holds its headline, or a byline that says so itself."""
    marked = (it.get("rel") or it.get("itemprop") or "" for it in element.iter("a", "span", "address"))
    return next(element.iter("h1"), None) is not None or any("author" in it for it in marked)


def _near_headline(elements: list[_Element]) -> list[tuple[_Element, str]]:
    """The short texts around the headline with their elements."""
    heading = next((at for at, element in enumerate(elements) if element.tag == "h1"), 0)
    near = [*elements[heading + 1 : heading + _BELOW], *elements[max(0, heading - _ABOVE) : heading]]
    small = [it for it in near if len(it) < 12 and next(it.iter("h1"), None) is None and not _is_aside(it)]
    texts = [(element, plain.one_line(" ".join(element.itertext()))) for element in small]
    return [(element, text) for element, text in texts if 2 < len(text) <= 120]


def _is_aside(element: _Element) -> bool:
    return any(
        it.tag in ("aside", "nav", "footer") or (is_beside(it) and is_small(it)) for it in element.iterancestors()
    )


def _seen(page: HtmlPage, lang: str | None) -> Iterator[Iterable[str]]:
    """What stands around the headline: rel=author, a line "By ...", a link to a profile, a class that says author."""
    elements = _shown(page)
    short = _near_headline(elements)
    yield [_name_in(element) for element, _ in short if element.tag == "a" and "author" in (element.get("rel") or "")][
        :4
    ]
    yield next(
        (line.authors for line in (bylines.read_byline(text, lang) for _, text in short) if line and line.authors), ()
    )
    yield [
        _name_in(element) for element, _ in short if element.tag == "a" and _PROFILE.search(element.get("href") or "")
    ][:4]
    named = [
        (element, text)
        for element, text in short
        if element.get("itemprop") == "author" or _CLASS.search(element.get("class") or "")
    ]
    yield [_name_in(element) for element, _ in sorted(named, key=lambda found: len(found[0]) > 0)][:1]
    everywhere = [
        "".join(element.itertext())
        for element in elements
        if element.tag == "a" and "author" in (element.get("rel") or "")
    ]
    yield list(filter(str.strip, everywhere))[:1]


def _name_in(element: _Element) -> str:
    """The person among the texts of an element, "Jane Doe" beside "Senior Writer"; else all of them."""
    texts = [text for text in map(plain.one_line, element.itertext()) if text]
    return next((text for text in texts if is_person(_BY.sub("", text))), " ".join(texts))


def _people(found: Iterable[str]) -> tuple[str, ...]:
    people: dict[str, str] = {}
    for text in found:
        text = plain.one_line(html.unescape(text))
        text = dates.without_relative(text).strip(" |") if dates.is_relative(text) else text
        for name in () if _NOT_A_NAME.search(text) or text.startswith(",") else _AND.split(_BY.sub("", text)):
            name = _BY.sub("", name)
            name = (_AFTER_NAME.sub("", name) or name).strip(" .,;:-–|")
            if 1 < len(name) <= 60 and len(name.split()) <= 6 and not _NOT_A_NAME.search(name):
                people.setdefault(name.casefold(), name)
    return tuple(people.values())[:20]

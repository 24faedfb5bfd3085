"""The headline of a page: the wording that most of its places agree on, without the site's name.

Exact on the development pages, where present: first <h1> .80, JSON-LD .85, og:title .64, <title> .26; agreement .88.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from site_gen.language import plain, urls
from site_gen.read.html.page import HtmlPage, names

# How much each place is believed. What is written for search engines and networks is one voice, however often it is
# said, so of those places only the strongest counts in full.
_HEADLINES: Final = {"h1": 1.4, "ld": 1.0, "meta": 0.5}
_FOR_SHARING: Final = {"og": 1.0, "title": 0.3, "twitter": 0.3}
_LEAST_WORDS: Final = 4  # of a first heading that is no name of a site or a section
_LONG: Final = 12  # characters of a headline that is not found within another text by chance
_HOST: Final = re.compile(r"[\w-]{1,60}\.[a-z]{2,6}$")  # "example.com"
_PART: Final = 0.8  # of the belief, where a place says more than the headline: "Headline: the site"
_SEPARATOR: Final = re.compile(
    r"\s+[-|–—·•:»«~/\\]+\s+|\s*[|»：｜]\s*|\s+::\s+|:\s+"
)  # "Story - Site", "Politics | Story"
# What programs call a page that nobody named: "Document1", "Microsoft Word - story.docx", "New Page 3"
_NO_TITLE: Final = re.compile(
    r"(?:document|dokument|documento|untitled|unbenannt|sans titre|sin título|senza titolo|sem título|naamloos|無題"
    r"|无标题)"
    r"[\s-]?(?:document|dokument|page)?[\s-]?\d{0,4}|microsoft word - .*|new (?:page|tab|document)\s?\d{0,4}",
    re.IGNORECASE,
)
_MAY_BE_HEADLINE: Final = ("h2", "h3", "h4", "b", "strong", "big", "font", "p", "div", "span", "td", "center", "a")
_MOST_LINES: Final = 2_000
_NOWHERE: Final = "https://site.invalid/page"  # what stands in for the address of a page that names none
# Such as "entry-title", "post__title", "article-headline".
_HEADLINE: Final = re.compile(
    r"(?:^|[\s_-])(?:(?:entry|post|article|story|news)[_-]{1,2}(?:title|headline|heading)|headline)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Tags that some sites write into their titles: "<em>", "</span>", "<br/>"; "<explained>" is a word.
_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|div|em|font|h[1-6]|i|img|mark|p|q|s|small|span|strong|sub|sup|time|u|wbr)"
    r"(?=[\s/>])[^<>]{0,200}>",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+")
_MAX: Final = 400


def title(page: HtmlPage, address: str | None) -> str | None:
    """The headline, or nothing where the page has none."""
    places = list(_places(page))
    sites = frozenset(filter(None, map(_key, _site_names(page, address)))) | _proven_site(places)
    wording: dict[str, str] = {}
    for _, text in places:
        for form in _forms(text, sites):
            wording.setdefault(_key(form), form)
    said = [(place, _key(text)) for place, text in places]
    own = _in_articles(page)
    candidates = [key for key in wording if key and key not in sites]
    if not candidates:
        return next((text for _, text in places if _key(text)), None)
    return wording[max(candidates, key=lambda key: _belief(key, said, is_own=key in own))]


def headlines(page: HtmlPage, title: str | None) -> tuple[str, ...]:
    """Every wording of the headline that the page has."""
    return (*filter(None, [title]), *(text for _, text in _places(page)))


def site_slugs(page: HtmlPage, address: str | None) -> frozenset[str]:
    """The names of the site, as slugs: no headline and no author."""
    return frozenset(filter(None, map(plain.slugify, _site_names(page, address))))


def _in_articles(page: HtmlPage) -> frozenset[str]:
    """The first headings within articles, which are no names of a site or a section."""
    return frozenset(_key(_tidy(" ".join(it.itertext()))) for it in page.tree.iterfind(".//article//h1"))


def _belief(key: str, said: list[tuple[str, str]], *, is_own: bool) -> float:
    """How much the places believe in this wording: the headline group by its sum, the other by its strongest."""
    headlines = {place: _HEADLINES[place] for place, other in said if place in _HEADLINES and key == other}
    sharing = {place: _FOR_SHARING[place] * _match(key, other) for place, other in said if place in _FOR_SHARING}
    shared_words = {word for place, other in said if place in _FOR_SHARING for word in other.split() if len(word) > 3}
    # "Our Blog", "World news": a short heading without a word of what the page says of itself elsewhere.
    may_be_site = plain.count_words(key) < (_LEAST_WORDS - 1 if is_own else _LEAST_WORDS)
    if may_be_site and shared_words and not sum(sharing.values()) and shared_words.isdisjoint(key.split()):
        headlines.pop("h1", None)
    return sum(headlines.values()) + max(sharing.values(), default=0) + 0.1 * sum(map(bool, sharing.values()))


def _match(key: str, other: str) -> float:
    if key == other:
        return 1
    is_long = len(key) >= _LONG
    return _PART if is_long and (other.startswith(f"{key} ") or other.endswith(f" {key}")) else 0


def _proven_site(places: list[tuple[str, str]]) -> frozenset[str]:
    """A heading that no other place repeats and that is the shorter, last part of <title> is the name of the site."""
    elsewhere = {_key(text) for place, text in places if place not in ("h1", "title")}
    headings = {_key(text) for place, text in places if place == "h1"} - elsewhere
    ends = {_key(_SEPARATOR.split(text)[-1]) for place, text in places if place == "title" and _ends_short(text)}
    hosts = {_key(text) for _, text in places if _HOST.match(text)}
    return frozenset(headings & ends | hosts)


def _ends_short(text: str) -> bool:
    parts = _SEPARATOR.split(text)
    return len(parts) > 1 and 2 * len(parts[-1]) < len(text)


def _places(page: HtmlPage) -> Iterator[tuple[str, str]]:
    seen = 0
    for element in page.tree.iter("h1"):
        text = _tidy(" ".join(element.itertext()))
        if text and seen < 4 and not _leads_home(element, text, page.url):
            seen += 1
            yield "h1", text
    named = _tidy(page.tree.findtext(".//head/title") or page.tree.findtext(".//title") or "")
    if not seen and (line := _named_headline(page.tree) or _line_of_title(page.tree, named)):
        yield "h1", line
    found: tuple[tuple[str, Any], ...] = (  # any JSON value, so Any
        ("ld", page.article_ld.get("headline")),
        ("og", page.first("og:title")),
        ("twitter", page.first("twitter:title")),
        ("meta", page.first("parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline")),
        ("title", "" if _NO_TITLE.fullmatch(named) else named),
    )
    for place, text in found:
        tidy = _tidy(text) if isinstance(text, str) else ""
        if tidy:
            yield place, tidy


def _leads_home(heading: Any, text: str, address: str | None) -> bool:  # any element: lxml has no types
    """Whether a heading is nothing but a link to the front page, as the names of sites are."""
    links = [it.get("href") or "" for it in heading.iter("a") if _tidy(" ".join(it.itertext())) == text]
    above = heading.getparent()
    if above is not None and above.tag == "a":
        links.append(above.get("href") or "")
    return any(urls.is_home(urls.follow(link, address or _NOWHERE)) for link in links if link)


def _named_headline(tree: Any) -> str | None:  # any element: lxml has no types
    """The one heading of a lower rank that is named as the headline: "entry-title", "headline"."""
    headings = list(islice(tree.iter("h2", "h3"), _MOST_LINES))
    named = [it for it in headings if it.get("itemprop") == "headline" or _HEADLINE.search(it.get("class") or "")]
    return (_tidy(" ".join(named[0].itertext())) or None) if len(named) == 1 else None


def _line_of_title(tree: Any, named: str) -> str | None:  # any element: lxml has no types
    """A part of the page's name that stands in the page as a line of its own, if it has no first heading."""
    parts = {_key(part) for part in _SEPARATOR.split(named) if len(part) >= _LONG}
    if len(_SEPARATOR.split(named)) < 2 or not parts:
        return None
    for element in islice(tree.iter(*_MAY_BE_HEADLINE), _MOST_LINES):
        text = _tidy(" ".join(element.itertext())) if len(element) < 4 else ""
        if text and len(text) < len(named) and _key(text) in parts:
            return text
    return None


def _tidy(text: str) -> str:
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _INLINE.sub("", text)
    return plain.one_line(text)[:_MAX]


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold())) or text


def _forms(text: str, sites: frozenset[str]) -> Iterator[str]:
    """The text without the parts that name the site."""
    parts = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(text)), (len(text), len(text))]
    first, last = 0, len(parts) - 1
    while last - first > 1 and _is_site(text[parts[last - 1][1] :], sites):
        last -= 1
    while last - first > 1 and _is_site(text[: parts[first + 1][0]], sites):
        first += 1
    yield text[parts[first][1] : parts[last][0]].strip()


def _is_site(part: str, sites: frozenset[str]) -> bool:
    key = _key(part)
    return key in sites or key.replace(" ", "") in {site.replace(" ", "") for site in sites}


def _site_names(page: HtmlPage, address: str | None) -> Iterator[str]:
    yield from page.meta.get("og:site_name", ())
    yield from page.meta.get("application-name", ())
    yield from page.meta.get("apple-mobile-web-app-title", ())
    for heading in page.tree.iter("h1"):
        text = _tidy(" ".join(heading.itertext()))
        if _leads_home(heading, text, address):
            yield text
    for key in ("publisher", "isPartOf", "sourceOrganization"):
        yield from names(page.article_ld.get(key))
    yield from _of_nodes(page.ld)
    if address:
        host = re.sub(r"^https?://(?:www\.)?", "", address).partition("/")[0]
        yield host
        yield from (label for label in host.split(".")[:-1] if len(label) > 2)


def _of_nodes(nodes: tuple[dict[str, Any], ...]) -> Iterator[str]:
    from site_gen.read.html.page import types

    for node in nodes:
        if {"Organization", "WebSite", "NewsMediaOrganization"} & set(types(node)):
            yield from names(node.get("name"))
            yield from names(node.get("alternateName"))

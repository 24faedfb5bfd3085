"""JSON-LD: structured data about a page for search engines, in schema.org's terms as Google documents them.

https://developers.google.com/search/docs/appearance/structured-data/article names what an article should have.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from site_gen.language.dates import instant
from site_gen.language.plain import escaped
from site_gen.markdown.to_html import shorten
from site_gen.pages.views import HomeView, Link, ListView, ReportView, SiteView, StoryView, Teaser

_HEADLINE: Final = 110  # characters, as search engines show them
_CITED: Final = 8  # other reports that a story names; its page has to stay light
_Node = dict[str, Any]  # of JSON, so Any

# What could end the script element or a line of JavaScript -> the same character as JSON may write it.
_UNSAFE: Final = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def structured(view: Any, site: SiteView, icon: str) -> str:  # any view, so Any
    """The JSON-LD of a page, safe inside a script element; `icon` is the absolute address of the site's icon."""
    graph = [node for node in _graph(view, site, icon) if node]
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
    for char, safe in _UNSAFE.items():
        if char in text:  # searching is much faster than replacing nothing
            text = text.replace(char, safe)
    return text


def _graph(view: Any, site: SiteView, icon: str) -> Iterator[_Node]:
    if isinstance(view, StoryView):
        yield _article(view, site, icon)
    elif isinstance(view, HomeView):
        yield _website(site) | {"description": site.description, "inLanguage": site.lang}
        sections = (teaser for section in view.sections for teaser in section.teasers)
        first = [view.lead.teaser] if view.lead else []
        teasers = [*first, *view.top, *sections, *view.also, *view.grown, *view.foreign]
        yield _collection(view.meta.title, view.meta.canonical, teasers, site)
    elif isinstance(view, ListView):
        teasers = [teaser for section in view.sections for teaser in section.teasers]
        yield _collection(view.meta.title, view.meta.canonical, [*teasers, *view.grown], site)
    else:
        yield _page(view.meta.title, view.meta.canonical, site)
    if view.meta.trail:
        yield _breadcrumb(view.meta.trail, getattr(view, "title", "") or view.meta.title, view.meta.canonical, site)


def _article(view: StoryView, site: SiteView, icon: str) -> _Node:
    picture, (width, height) = view.meta.picture or site.picture, view.meta.picture_size
    node: _Node = {
        "@type": "NewsArticle",
        "@id": f"{view.meta.canonical}#article",
        "mainEntityOfPage": {"@type": "WebPage", "@id": view.meta.canonical},
        "headline": shorten(view.title, _HEADLINE),
        "description": view.meta.description,
        "inLanguage": view.lang,
        "datePublished": _time(view.published),
        "dateModified": _time(view.modified or view.published),
        "author": _authors(view, site),
        "publisher": {
            "@type": "Organization",
            "name": site.title,
            "url": site.url,
            "logo": {"@type": "ImageObject", "url": icon, "width": 512, "height": 512},
        },
        "image": [{"@type": "ImageObject", "url": picture, "width": width, "height": height}] if picture else None,
        "isPartOf": _website(site),
        "articleSection": [topic.text for topic in view.topics],
        "isBasedOn": view.original,
        "citation": [_cited(report) for report in view.reports[1 : _CITED + 1]],
        "timeRequired": f"PT{view.minutes}M" if view.minutes else None,
    }
    return _filled(node)


def _authors(view: StoryView, site: SiteView) -> list[_Node]:
    """The authors, each with this site's page of the same source."""
    page = {"url": _absolute(view.source.url, site)} if view.source else {"url": site.url}
    if view.authors:
        return [{"@type": "Person", "name": author} | page for author in view.authors]
    return [{"@type": "Organization", "name": view.source.text if view.source else site.title} | page]


def _cited(report: ReportView) -> _Node:
    publisher = {"@type": "Organization", "name": report.source.text} if report.source else None
    node = {
        "@type": "NewsArticle",
        "headline": shorten(report.title, _HEADLINE),
        "url": report.url,
        "publisher": publisher,
    }
    return _filled(node | {"datePublished": _time(report.published), "inLanguage": report.lang})


def _collection(name: str, address: str, teasers: list[Teaser], site: SiteView) -> _Node:
    stories = [
        {"@type": "ListItem", "position": place, "url": _absolute(teaser.url, site)}
        for place, teaser in enumerate(teasers, 1)
    ]
    stories_of_page = {"@type": "ItemList", "numberOfItems": len(stories), "itemListElement": stories}
    return _page(name, address, site) | {"@type": "CollectionPage", "mainEntity": stories_of_page}


def _page(name: str, address: str, site: SiteView) -> _Node:
    page = {"@type": "WebPage", "@id": address, "url": address, "name": name, "inLanguage": site.lang}
    return page | {"isPartOf": {"@id": f"{site.url}#website"}}


def _website(site: SiteView) -> _Node:
    return {"@type": "WebSite", "@id": f"{site.url}#website", "name": site.title, "url": site.url}


def _breadcrumb(trail: tuple[Link, ...], name: str, address: str, site: SiteView) -> _Node:
    steps = [(link.text, _absolute(link.url, site)) for link in trail] + [(name, address)]
    items = [
        {"@type": "ListItem", "position": place, "name": text, "item": url}
        for place, (text, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@functools.lru_cache(maxsize=10_000)
def _time(iso: str) -> str | None:
    """A time with its zone, which search engines would otherwise guess; of a day only the day is known."""
    return (instant(iso).isoformat() if len(iso) > 10 else iso) if iso else None


def _absolute(address: str, site: SiteView) -> str:
    return site.url + escaped(address.removeprefix(site.base))


def _filled(node: _Node) -> _Node:
    return {key: value for key, value in node.items() if value}

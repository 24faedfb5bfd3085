"""The feed of a web page: what the page names, else what lies in the common places, each asked once."""

from __future__ import annotations

import contextlib
from typing import Final
from urllib.parse import urljoin, urlsplit

import msgspec

from site_gen.fetch.hosts import Hosts
from site_gen.fetch.http import Answer, Fault, HttpOptions, Question, ask
from site_gen.fetch.robots import Robots
from site_gen.fetch.store import READING, NoFeedError, read_feed_articles
from site_gen.language import detection, plain, urls
from site_gen.model import Article, FetchedFrom, ReadingOptions
from site_gen.read.decoding import Text, decode

_TYPES: Final = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "text/xml",
)
# Where sites put their feeds without saying so, the likeliest first.
COMMON_PLACES: Final = ("feed", "feed.xml", "rss.xml", "atom.xml", "index.xml", "rss", "feed.json", "feed/", "rss/")
_LIMIT: Final = 5_242_880
_MOST: Final = 3  # feeds of a page that are tried


class FoundFeed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed, and what it says of itself."""

    url: str
    title: str
    lang: str
    site: str
    answer: Answer
    articles: tuple[Article, ...]


def feed_links(page: Answer) -> list[str]:
    """The feeds that a page names in its head, in its order; those of comments last."""
    with READING:
        return _feed_links(page)


def _feed_links(page: Answer) -> list[str]:
    from lxml import etree, html

    text = decode(page.body, page.url, page.headers.get("content-type", ""))
    if not isinstance(text, Text):
        return []
    try:
        tree = html.document_fromstring(text.text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return []
    base = next((urls.follow(it.get("href"), page.url) for it in tree.iter("base")), None) or page.url
    found: dict[str, bool] = {}
    for link in tree.iter("link"):
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        rels = (link.get("rel") or "").lower().split()
        url = urls.follow(link.get("href"), base)
        if url and url.startswith("http") and "alternate" in rels and kind in _TYPES:
            found.setdefault(url, "comment" in f"{link.get('title') or ''} {url}".lower())
    return sorted(found, key=lambda url: found[url])


def described(answer: Answer, options: ReadingOptions) -> FoundFeed:
    """What a feed says of itself; raises `NoFeedError` where the answer is none."""
    origin = FetchedFrom(content_type=answer.headers.get("content-type", ""), url=answer.url)
    articles = read_feed_articles(answer.body, origin, options)
    with READING:
        title, lang, site = _self_description(answer)
    return FoundFeed(url=answer.url, title=title, lang=lang, site=site, answer=answer, articles=articles)


def feed_of_site(url: str, known: str, http: HttpOptions, hosts: Hosts, robots: Robots) -> str:
    """The address of a feed that a site names instead of `known`; empty where it names none that is one."""
    parts = urlsplit(url)
    home = url if url != known and parts.path.count(".") == 0 else f"{parts.scheme}://{parts.netloc}/"
    page = ask(Question(url=home, limit=_LIMIT, objection=robots.objection), http, hosts.turn)
    if isinstance(page, Fault) or page.status != 200:
        return ""
    for link in [it for it in feed_links(page) if it != known][:_MOST]:
        found = ask(Question(url=link, limit=_LIMIT * 3), http, hosts.turn)
        if isinstance(found, Answer) and found.status == 200:
            with contextlib.suppress(NoFeedError):
                described(found, ReadingOptions())
                return link
    return ""


def common_places(url: str) -> list[str]:
    """Where a feed may lie, beside a page and at the root of its host."""
    folder = urljoin(url, ".")
    root = urljoin(url, "/")
    return list(dict.fromkeys(urljoin(base, name) for base in (folder, root) for name in COMMON_PLACES))


def _self_description(answer: Answer) -> tuple[str, str, str]:
    """Title, language and site of a feed."""
    text = decode(answer.body, answer.url, answer.headers.get("content-type", ""))
    assert isinstance(text, Text)  # noqa: S101 - as a feed was read from it
    head = text.text.lstrip()
    if head.startswith("{"):
        import json

        value = json.loads(head, strict=False)
        fields = [value.get(key) for key in ("title", "language", "home_page_url")]
        title, lang, site = (it if isinstance(it, str) else "" for it in fields)
    else:
        import feedparser

        feed = feedparser.parse(head.encode(), response_headers={"content-type": "application/xml; charset=utf-8"}).feed
        title, lang, site = (str(feed.get(key) or "") for key in ("title", "language", "link"))
    followed = urls.follow(site, answer.url) or ""
    name = plain.one_line(title) or urls.host(answer.url) or answer.url
    return name[:120], detection.tag(lang) or "", followed if followed.startswith("http") else ""

"""Files for machines, each against the rules of its format: feeds, the list of feeds, sitemaps, robots.txt."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from site_gen.check.atom_rules import atom_findings
from site_gen.check.json_rules import json_findings
from site_gen.check.rss_rules import ATOM, rss_findings
from site_gen.check.rules import Finding, xml_tree
from site_gen.check.site import BuiltSite, broken
from site_gen.check.sitemap_rules import places, sitemap_findings
from site_gen.errors import Diagnostic
from site_gen.language.dates import instant

_FEEDS: Final = ("feed.xml", "atom.xml", "feed.json")
# href="https://…/feed.xml", "feed_url":"https://…/feed.json", as we write them: where a feed says that it stands
_ADDRESS: Final = re.compile(rb"""(?:href="|"feed_url": ?")([^"]+/(?:feed\.xml|atom\.xml|feed\.json))\"""")
_BUILD_AGAIN: Final = "build again; if it stays, report it: site-gen writes this file by itself"


def is_feed(path: str) -> bool:
    """Whether a file is a feed, by its name."""
    return path.rpartition("/")[2] in _FEEDS


def check_feed(path: str, site: BuiltSite) -> Iterator[Diagnostic]:
    """A feed against its format, and whether its entries lead to pages of the site."""
    data = (site.output / path).read_bytes()
    own = site.address(_copied(path, data, site) or path)
    findings: list[Finding] = []
    urls: list[str] = []
    if path.endswith(".json"):
        findings += json_findings(data, own)
        urls += [] if findings else [str(item.get("url", "")) for item in msgspec.json.decode(data)["items"]]
    else:
        root = _tree(data, findings)
        if root is not None:
            findings += atom_findings(root, own) if root.tag == f"{ATOM}feed" else rss_findings(root, own)
            urls += [(link.text or "").strip() for link in root.findall("channel/item/link")]
            urls += _atom_urls(root)
    yield from _said(path, "feed", findings, site)
    for url in urls:
        problem = broken(url, site, {}) if url.startswith(site.root) else "is not on this site"
        if problem:
            yield Diagnostic(site.shown(path), None, "feed", f"entry '{url}' {problem}", _BUILD_AGAIN)


def _copied(path: str, data: bytes, site: BuiltSite) -> str | None:
    """The feed that a file is a copy of: one that stands at an address that its story had goes on to name the new."""
    for found in _ADDRESS.finditer(data):
        named = site.file(html.unescape(found[1].decode("utf-8", "replace")))
        is_other = named != path and named.rpartition("/")[2] == path.rpartition("/")[2]
        if is_other and named in site.files and (site.output / named).read_bytes() == data:
            return named
    return None


def check_sitemap(path: str, site: BuiltSite) -> Iterator[Diagnostic]:
    """A sitemap against its schema, and whether its addresses are there."""
    data = (site.output / path).read_bytes()
    findings: list[Finding] = []
    root = _tree(data, findings)
    if root is not None:
        findings += sitemap_findings(root, len(data), site.root)
        for url in places(root):
            problem = broken(url, site, {})
            if problem:
                findings.append(Finding(None, f"'{url}' {problem}"))
    yield from _said(path, "sitemap", findings, site)


def check_robots(sitemaps: list[str], site: BuiltSite) -> Iterator[Diagnostic]:
    """Whether robots.txt names every sitemap that no index names."""
    file = site.output / "robots.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    named = {line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:")}
    for path in ("sitemap.xml", "news-sitemap.xml"):
        if path in sitemaps and site.address(path) not in named:
            message = f"does not name '{site.address(path)}'"
            yield Diagnostic(site.shown("robots.txt"), None, "robots", message, _BUILD_AGAIN)


def check_outlines(path: str, site: BuiltSite) -> Iterator[Diagnostic]:
    """Whether every feed that the list of feeds names is there."""
    findings: list[Finding] = []
    root = _tree((site.output / path).read_bytes(), findings)
    for outline in root.iter("outline") if root is not None else ():
        for key in ("xmlUrl", "htmlUrl"):
            problem = broken(outline.get(key) or "", site, {})
            if problem or not outline.get(key):
                findings.append(Finding(outline.sourceline, f"{key} '{outline.get(key)}' {problem or 'is empty'}"))
        if not outline.get("text"):
            findings.append(Finding(outline.sourceline, "has an outline without text"))
    yield from _said(path, "opml", findings, site)


def check_age(site: BuiltSite, max_age: int, now: str) -> Iterator[Diagnostic]:
    """Whether the newest story is at most `max_age` days old, as seen from `now`."""
    path = site.output / "feed.json"
    feed = msgspec.json.decode(path.read_bytes()) if path.is_file() else {}
    dates = (instant(item["date_published"]) for item in feed.get("items", ()))
    newest = max((date for date in dates if date <= instant(now)), default=None)
    if newest is None or instant(now) - newest > datetime.timedelta(days=max_age):
        when = f"{newest:%Y-%m-%d}" if newest else "missing"
        hint = "see whether seeds still come in; the last build's messages say what could not be read"
        yield Diagnostic(site.folder, None, "stale", f"newest story is {when}, older than {max_age} days", hint)


def _tree(data: bytes, findings: list[Finding]) -> Any:  # an element of lxml, which has no types
    from lxml import etree

    try:
        return xml_tree(data)
    except etree.XMLSyntaxError as error:
        findings.append(Finding(error.lineno, f"is not well-formed: {error.msg}"))
        return None


def _atom_urls(root: Any) -> list[str]:  # an element of lxml, which has no types
    links = root.findall(f"{ATOM}entry/{ATOM}link")
    return [link.get("href") for link in links if link.get("rel", "alternate") == "alternate"]


def _said(path: str, code: str, findings: list[Finding], site: BuiltSite) -> Iterator[Diagnostic]:
    for line, message, severity in dict.fromkeys(findings):
        yield Diagnostic(site.shown(path), line, code, message, _BUILD_AGAIN, severity)

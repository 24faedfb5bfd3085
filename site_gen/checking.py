"""What readers would trip over in a built site: broken links, broken feeds, requests to other hosts, missing names.

Reads output/ as a browser and a feed reader would, and knows nothing of how it was made.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from site_gen.config import Config
from site_gen.dates import instant
from site_gen.errors import Diagnostic
from site_gen.report import plural

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that make a browser ask for something, and the attribute that says what.
_LOADS: Final = (
    ("img", "src"), ("script", "src"), ("iframe", "src"), ("link", "href"), ("source", "src"), ("video", "src"),
    ("audio", "src"), ("embed", "src"), ("object", "data"), ("img", "srcset"), ("form", "action"),
)  # fmt: skip
_LINKS_THAT_LOAD: Final = frozenset({"stylesheet", "icon", "preload", "manifest", "apple-touch-icon", "modulepreload"})
# url(...) and @import in a stylesheet
_CSS_REQUEST: Final = re.compile(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s;]+)")


class Checked(msgspec.Struct, frozen=True):
    """What a check found, and a line that says what was looked at."""

    diagnostics: tuple[Diagnostic, ...]
    summary: str


class _Site(msgspec.Struct, frozen=True):
    """The built site: its files, and the addresses and names that links may point to."""

    output: Path
    folder: str
    root: str
    files: frozenset[str]
    anchors: dict[str, frozenset[str]]

    def shown(self, path: str) -> str:
        return f"{self.folder}/{path}"


def check_output(output: Path, config: Config, *, max_age: int | None = None, now: str = "") -> Checked:
    """Everything wrong with a built site; `max_age` in days also asks for news, as seen from `now`."""
    files = frozenset(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    pages = {path: _page(output / path) for path in sorted(files) if path.endswith(".html")}
    anchors = {path: _anchors(page) for path, page in pages.items()}
    site = _Site(output, config.folders.output, config.base_url, files, anchors)
    if not pages:
        found = Diagnostic(site.folder, None, "no-output", "holds no pages", "run 'site-gen build' first")
        return Checked((found,), "")
    diagnostics = [found for path, page in pages.items() for found in _check_page(path, page, site)]
    feeds = sorted(path for path in files if path.endswith(("feed.xml", "atom.xml", "feed.json")))
    diagnostics += [found for path in feeds for found in _check_feed(path, site)]
    diagnostics += [found for path in sorted(files) if path.endswith(".css") for found in _check_css(path, site)]
    if max_age is not None:
        diagnostics += _check_age(site, max_age, now)
    links = sum(len(page.xpath("//a[@href]")) for page in pages.values())
    looked_at = f"checked {plural(len(pages), 'page')}, {plural(links, 'link')}, {plural(len(feeds), 'feed')}"
    return Checked(tuple(diagnostics), looked_at)


def _page(path: Path) -> HtmlElement:
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(path.read_bytes() or b"<html></html>", parser=parser)


def _anchors(page: HtmlElement) -> frozenset[str]:
    return frozenset(page.xpath("//@id")) | frozenset(page.xpath("//a/@name"))


def _check_page(path: str, page: HtmlElement, site: _Site) -> Iterator[Diagnostic]:
    yield from _check_links(path, page, site)
    yield from _check_requests(path, page, site)
    yield from _check_names(path, page, site)


def _check_links(path: str, page: HtmlElement, site: _Site) -> Iterator[Diagnostic]:
    here = urljoin(site.root, path.removesuffix("index.html"))
    seen: set[str] = set()
    for element in page.iter("a", "link", "img", "script"):
        href = element.get("href") or element.get("src")
        if href is None or href in seen or element.get("rel") == "hub":
            continue
        seen.add(href)
        problem = _broken(urljoin(here, href.strip()), site)
        if problem:
            hint = "build again; if it stays, mend the page or the template that links there"
            yield Diagnostic(site.shown(path), element.sourceline, "broken-link", f"'{href}' {problem}", hint)


def _broken(url: str, site: _Site) -> str | None:
    """What is wrong with an address of this site; nothing for those of others."""
    if not url.startswith(site.root):
        is_here = urlsplit(url)[:2] == urlsplit(site.root)[:2]
        return "leads out of the site's base path" if is_here else None
    parts = urlsplit(url)
    path = unquote(parts.path.removeprefix(urlsplit(site.root).path))
    target = path + "index.html" if not path or path.endswith("/") else path
    if target not in site.files:
        return "leads nowhere"
    anchor = unquote(parts.fragment)
    if anchor and target in site.anchors and anchor not in site.anchors[target]:
        return f"names '#{anchor}', which is not on that page"
    return None


def _check_requests(path: str, page: HtmlElement, site: _Site) -> Iterator[Diagnostic]:
    for tag, attribute in _LOADS:
        for element in page.iter(tag):
            address = element.get(attribute)
            is_just_a_link = tag == "link" and element.get("rel") not in _LINKS_THAT_LOAD
            if address and not is_just_a_link and _is_foreign(address, site):
                yield _third_party(path, element.sourceline, address, site)


def _check_css(path: str, site: _Site) -> Iterator[Diagnostic]:
    text = (site.output / path).read_text(encoding="utf-8", errors="replace")
    for match in _CSS_REQUEST.finditer(text):
        if _is_foreign(match[1], site):
            yield _third_party(path, text.count("\n", 0, match.start()) + 1, match[1], site)


def _is_foreign(address: str, site: _Site) -> bool:
    parts = urlsplit(urljoin(site.root, address.strip()))
    return parts.scheme in {"http", "https"} and parts.netloc != urlsplit(site.root).netloc


def _third_party(path: str, line: int | None, address: str, site: _Site) -> Diagnostic:
    message = f"makes readers' browsers ask another host: '{address}'"
    return Diagnostic(site.shown(path), line, "third-party", message, "keep a copy of the file on the site")


def _check_names(path: str, page: HtmlElement, site: _Site) -> Iterator[Diagnostic]:
    """Accessibility basics: a language, a title, one main heading, words for pictures, links with text."""
    shown = site.shown(path)
    if not page.get("lang"):
        yield Diagnostic(shown, 1, "no-lang", "says no language", "add lang to <html> in the template")
    if not (page.findtext(".//title") or "").strip():
        yield Diagnostic(shown, 1, "no-title", "has no title", "fill the template's <title>")
    if len(page.xpath("//h1")) != 1 and not page.xpath("//meta[@http-equiv='refresh']"):
        yield Diagnostic(shown, None, "headings", f"has {len(page.xpath('//h1'))} main headings", "keep one <h1>")
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield Diagnostic(shown, image.sourceline, "no-alt", "has a picture without words", "add an alt text")
    for link in page.iter("a"):
        has_words = link.text_content().strip() or link.get("aria-label") or link.xpath(".//img[@alt!='']")
        if link.get("href") and not has_words:
            yield Diagnostic(shown, link.sourceline, "no-words", "has a link without words", "give the link a text")


def _check_feed(path: str, site: _Site) -> Iterator[Diagnostic]:
    data = (site.output / path).read_bytes()
    shown = site.shown(path)
    if path.endswith(".json"):
        try:
            feed = msgspec.json.decode(data)
        except msgspec.DecodeError as error:
            yield Diagnostic(shown, None, "feed", f"is not JSON: {error}", "build again")
            return
        urls = [str(item.get("url", "")) for item in feed.get("items", ())]
    else:
        import feedparser

        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        if feed.bozo:
            yield Diagnostic(shown, None, "feed", f"is not well-formed: {feed.bozo_exception}", "build again")
        urls = [str(entry.get("link", "")) for entry in feed.entries]
    for url in urls:
        problem = _broken(url, site) if url.startswith(site.root) else "is not on this site"
        if problem:
            yield Diagnostic(shown, None, "feed", f"entry '{url}' {problem}", "build again")


def _check_age(site: _Site, max_age: int, now: str) -> Iterator[Diagnostic]:
    path = site.output / "feed.json"
    feed = msgspec.json.decode(path.read_bytes()) if path.is_file() else {}
    newest = max((instant(item["date_published"]) for item in feed.get("items", ())), default=None)
    if newest is None or instant(now) - newest > datetime.timedelta(days=max_age):
        when = f"{newest:%Y-%m-%d}" if newest else "missing"
        hint = "see whether seeds still come in; the last build's messages say what could not be read"
        yield Diagnostic(site.folder, None, "stale", f"newest story is {when}, older than {max_age} days", hint)

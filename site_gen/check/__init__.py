"""What readers would trip over in a built site: broken links and feeds, requests to other hosts, missing names, weight.

Reads output/ as a browser, a feed reader and a search engine would, and knows nothing of how it was made, but for the
addresses that readers of earlier builds may have.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from site_gen.check.addresses import check_addresses
from site_gen.check.copies import check_copies
from site_gen.check.machine import check_age, check_feed, check_outlines, check_robots, check_sitemap, is_feed
from site_gen.check.pages import look
from site_gen.check.privacy import is_foreign, style_requests, third_party
from site_gen.check.site import BuiltSite, PageFacts, broken_links
from site_gen.check.whole import gathered, heavy, repeated_titles
from site_gen.config.address import address_findings
from site_gen.config.site_yaml import Config
from site_gen.errors import Diagnostic
from site_gen.language.plain import plural
from site_gen.model import MEMORY


class Checked(msgspec.Struct, frozen=True):
    """What a check found, and a line that says what was looked at."""

    diagnostics: tuple[Diagnostic, ...]
    summary: str


def check_output(
    output: Path, config: Config, *, memory: str = "", max_age: int | None = None, now: str = ""
) -> Checked:
    """Everything wrong with a built site, which must answer at all addresses that the `memory` of `content/` knows.

    `max_age` in days also asks for news, as seen from `now`.
    """
    files = frozenset(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    site = BuiltSite(output, config.folders.output, config.base_url, config.privacy == "relaxed", files, config.allowed)
    names = sorted(path for path in files if path.endswith(".html"))
    if not names:
        found = Diagnostic(site.folder, None, "no-output", "holds no pages", "run 'site-gen build' first")
        return Checked((found,), "")
    pages: list[PageFacts] = []
    diagnostics = list(address_findings(config, "error"))
    for path in names:
        facts, found_here = look(path, (output / path).read_bytes(), site)
        pages.append(facts)
        diagnostics += found_here
    diagnostics += broken_links(pages, site)
    diagnostics += repeated_titles(pages, site)
    diagnostics += heavy(pages, site)
    diagnostics += _check_files(site)
    diagnostics += check_copies(site)
    diagnostics += check_addresses(memory, site, config.folders.content)
    if max_age is not None:
        diagnostics += check_age(site, max_age, now)
    links, feeds = sum(len(page.links) for page in pages), sum(map(is_feed, files))
    looked_at = f"checked {plural(len(pages), 'page')}, {plural(links, 'link')}, {plural(feeds, 'feed')}"
    looked_at += "" if memory else f"; without '{config.folders.content}/{MEMORY}' no address can be called lost"
    return Checked(gathered(diagnostics), looked_at)


def _check_files(site: BuiltSite) -> Iterator[Diagnostic]:
    """Everything that is not a page."""
    sitemaps = []
    for path in sorted(site.files):
        if is_feed(path):
            yield from check_feed(path, site)
        elif path.endswith(".xml") and "sitemap" in path.rpartition("/")[2]:
            sitemaps.append(path)
            yield from check_sitemap(path, site)
        elif path.endswith(".opml"):
            yield from check_outlines(path, site)
        elif path.endswith(".css"):
            text = (site.output / path).read_text(encoding="utf-8", errors="replace")
            for request in style_requests(text):
                if is_foreign(request.address, site.root, site.allowed):
                    yield third_party(site.shown(path), request, relaxed=site.relaxed)
    yield from check_robots(sitemaps, site)

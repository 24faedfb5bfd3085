"""Addresses that readers may have from earlier builds: a site answers at each, with the page or with the way to it."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.check.site import BuiltSite
from site_gen.content.kept_addresses import lost_addresses, parse_pages, said
from site_gen.content.memory import parse
from site_gen.errors import Diagnostic


def check_addresses(memory: str, site: BuiltSite, content: str) -> Iterator[Diagnostic]:
    """Addresses that the text of a memory knows and that the site has no page for; `content` is its folder."""
    has_feeds = "feed.xml" in site.files
    lost = lost_addresses(parse(memory), parse_pages(memory), site.files.__contains__, has_feeds=has_feeds)
    yield from said(lost, content, site.folder, "error")

"""Makes small text files for programs: OPML for feed readers, `_headers` for hosts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from site_gen.language.plain import GENERATOR
from site_gen.pages.file_views import HeadersView, OutlineView


def opml(view: OutlineView, _: Mapping[str, str]) -> bytes:
    """OPML 2.0: every feed of the site, to import into a feed reader."""
    rows = "\n".join(
        f'  <outline type="rss" text="{escape(title)}" title="{escape(title)}"'
        f' xmlUrl="{escape(feed)}" htmlUrl="{escape(home)}"/>'
        for title, feed, home in view.feeds
    )
    head = f"<head><title>{escape(view.title)}</title></head>"
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<!-- {GENERATOR} -->'
    return f"{opening}\n{head}\n<body>\n{rows}\n</body>\n</opml>\n".encode()


def headers(view: HeadersView, _: Mapping[str, str]) -> bytes:
    """`_headers`, as Netlify and Cloudflare Pages read it: a pattern of paths, then the headers of its files."""
    blocks = (
        f"{rule.paths}\n" + "".join(f"  {name}: {value}\n" for name, value in rule.headers) for rule in view.rules
    )
    own = f"{view.lines.strip()}\n" if view.lines.strip() else ""
    return f"# {GENERATOR}\n{''.join(blocks)}{own}".encode()

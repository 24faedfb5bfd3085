"""RSS and Atom, with what feedgen leaves out: authors without e-mail, our order and times, RFC 5005, WebSub.

feedgen makes the feed (`frame`), and the entries are printed, because trees are much slower and each story has feeds
of its own. Tests have lxml write the same bytes.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from email.utils import format_datetime
from typing import Final

from site_gen.language.dates import instant
from site_gen.makers.feeds.entries import content, names, stamped, summary, zoned
from site_gen.makers.feeds.escapes import between_tags, in_attribute
from site_gen.pages.file_views import EntryView, FeedView

# <b>, &amp; in plain text: a reader that guesses may take it for HTML, so it is written as HTML that shows the same
_MARKUP: Final = re.compile(r"</?[a-zA-Z!]|&#?\w+;")


def rss(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """RSS 2.0 with the Atom, Dublin Core and Content modules."""
    from site_gen.makers.feeds.frame import framed

    items = "".join([_item(entry, view, bodies) for entry in view.entries])
    return framed(view, "rss", _mail_date(view.updated), items)


def atom(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """Atom 1.0 (RFC 4287)."""
    from site_gen.makers.feeds.frame import framed

    updated = max((stamped(it.guid, it.updated) for it in view.entries), default=instant(view.updated))
    entries = "".join([_entry(entry, view, bodies) for entry in view.entries])
    return framed(view, "atom", updated.isoformat(), entries)


def _item(shown: EntryView, feed: FeedView, bodies: Mapping[str, str]) -> str:
    """An `item` of RSS 2.0; `author` must be an e-mail address there, so Dublin Core's `creator` names authors."""
    body = source = ""
    # Readers take a description for HTML, so plain text is escaped as HTML.
    described = between_tags(html.escape(summary(shown), quote=False))
    if shown.body:
        inner = content(shown, bodies)
        if "]" in inner:  # rare, and searching for one character is much faster than for several
            inner = inner.replace("]]>", "]]]]><![CDATA[>")
        body = f"      <content:encoded><![CDATA[{inner}]]></content:encoded>\n"
    if shown.source_feed:
        source = f'      <source url="{in_attribute(shown.source_feed)}">{between_tags(shown.source)}</source>\n'
    topics = "".join([f"      <category>{between_tags(topic)}</category>\n" for topic in shown.topics])
    creators = "".join([f"      <dc:creator>{between_tags(name)}</dc:creator>\n" for name in names(shown, feed)])
    return (
        f"    <item{_lang(shown, feed)}>\n"
        f"      <title>{between_tags(shown.title)}</title>\n"
        f"      <link>{between_tags(shown.url)}</link>\n"
        f"      <description>{described}</description>\n"
        f"{body}{_enclosure(shown)}"
        f'      <guid isPermaLink="false">{between_tags(shown.guid)}</guid>\n'
        f"{topics}"
        f"      <pubDate>{_mail_date(shown.published)}</pubDate>\n"
        f"{source}{creators}    </item>\n"
    )


def _enclosure(shown: EntryView) -> str:
    """RSS has room for one; Atom and JSON Feed carry them all."""
    return "".join(
        f'      <enclosure url="{in_attribute(it.url)}" length="{it.length}"'
        f' type="{in_attribute(it.type or "application/octet-stream")}"/>\n'
        for it in shown.enclosures[:1]
    )


def _enclosed(shown: EntryView) -> str:
    return "".join(
        f'    <link href="{in_attribute(it.url)}" rel="enclosure" length="{it.length}"'
        + (f' type="{in_attribute(it.type)}"/>\n' if it.type else "/>\n")
        for it in shown.enclosures
    )


def _entry(shown: EntryView, feed: FeedView, bodies: Mapping[str, str]) -> str:
    """An `entry` of Atom, with texts of declared type, and the original before the link to open."""
    body = original = ""
    if shown.body:
        body = f'    <content type="html">{between_tags(content(shown, bodies))}</content>\n'
    if shown.original:
        original = f'    <link href="{in_attribute(shown.original)}" rel="via"/>\n'
    authors = "".join(
        [f"    <author>\n      <name>{between_tags(name)}</name>\n    </author>\n" for name in names(shown, feed)]
    )
    topics = "".join([f'    <category term="{topic}" label="{topic}"/>\n' for topic in map(in_attribute, shown.topics)])
    return (
        f"  <entry{_lang(shown, feed)}>\n"
        f"    <id>{between_tags(shown.guid)}</id>\n"
        f"    <title{_plain(shown.title)}</title>\n"
        f"    <updated>{stamped(shown.guid, shown.updated).isoformat()}</updated>\n"
        f"{authors}{body}{original}{_enclosed(shown) if shown.enclosures else ''}"
        f'    <link href="{in_attribute(shown.url)}"/>\n'
        f"    <summary{_plain(summary(shown))}</summary>\n"
        f"{topics}"
        f"    <published>{zoned(shown.published)}</published>\n"
        "  </entry>\n"
    )


def _lang(shown: EntryView, feed: FeedView) -> str:
    """The language of an entry, if it differs from the feed's."""
    return f' xml:lang="{in_attribute(shown.lang)}"' if shown.lang and shown.lang != feed.lang else ""


def _plain(text: str) -> str:
    """A plain text of Atom, starting with the end of its opening tag."""
    if ("<" in text or "&" in text) and _MARKUP.search(text):
        return f' type="html">{between_tags(html.escape(text, quote=False))}'
    return f">{between_tags(text)}"


@functools.lru_cache(maxsize=10_000)
def _mail_date(iso: str) -> str:
    """The moment as RSS writes it: `Thu, 04 Dec 2025 09:30:00 +0000`."""
    return format_datetime(instant(iso))

"""RSS and Atom by feedgen, with what feedgen leaves out: authors without e-mail, our order and times, RFC 5005, WebSub.

feedgen makes the feed, an extension of our own (`frame`) adds what it has no words for, and the entries are printed: as
trees they would cost three times as much, and a story has a feed of each. The tests have lxml write the same.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from site_gen import __version__
from site_gen.dates import instant
from site_gen.feeds.entries import content, names, stamped, summary
from site_gen.text import GENERATOR
from site_gen.views import EntryView, FeedView

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator

# </b>, &amp; in plain text: a reader that guesses may take it for HTML, so it is written as HTML that shows the same
_MARKUP: Final = re.compile(r"</\w+>|&#?\w+;")


def rss(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """RSS 2.0 with the Atom, Dublin Core and Content modules."""
    feed = _feed(view, "rss")
    feed.link(href=view.home, rel="alternate")
    feed.lastBuildDate(instant(view.updated))
    feed.docs("http://www.rssboard.org/rss-specification")
    feed.ttl(view.ttl)
    items = "".join([_item(entry, view, bodies) for entry in view.entries])
    return _filled(feed.rss_str(pretty=True), items, b"  </channel>\n</rss>\n")


def atom(view: FeedView, bodies: Mapping[str, str]) -> bytes:
    """Atom 1.0 (RFC 4287)."""
    feed = _feed(view, "atom")
    feed.link([{"href": view.home, "rel": "alternate", "type": "text/html"}])
    feed.updated(max((stamped(it.guid, it.updated) for it in view.entries), default=instant(view.updated)))
    feed.author({"name": view.publisher, "uri": view.root})
    entries = "".join([_entry(entry, view, bodies) for entry in view.entries])
    return _filled(feed.atom_str(pretty=True), entries, b"</feed>\n")


def _feed(view: FeedView, maker: str) -> FeedGenerator:
    """A feed without its entries."""
    from feedgen.feed import FeedGenerator

    from site_gen.feeds.frame import FeedFrame

    feed = FeedGenerator()
    feed.register_extension("frame", FeedFrame)
    feed.frame.view = view
    feed.frame.maker = maker
    feed.id(view.id)
    feed.title(view.title)
    feed.description(view.description)
    feed.language(view.lang)
    feed.generator(GENERATOR, version=__version__)
    return feed


def _filled(feed: bytes, entries: str, end: bytes) -> bytes:
    """The feed with its entries, which come last."""
    return feed[: feed.rindex(end)] + entries.encode() + end


def _item(shown: EntryView, feed: FeedView, bodies: Mapping[str, str]) -> str:
    """The `item` of RSS 2.0; its own `author` must be an e-mail address, so Dublin Core's `creator` names them."""
    body = source = ""
    # Readers take a description for HTML, so the signs of plain text are written as HTML writes them.
    described = _text(html.escape(summary(shown), quote=False))
    if shown.body:
        inner = content(shown, bodies).replace("]]>", "]]]]><![CDATA[>")
        body = f"      <content:encoded><![CDATA[{inner}]]></content:encoded>\n"
    if shown.source_feed:
        source = f'      <source url="{_quoted(shown.source_feed)}">{_text(shown.source)}</source>\n'
    topics = "".join([f"      <category>{_text(topic)}</category>\n" for topic in shown.topics])
    creators = "".join([f"      <dc:creator>{_text(name)}</dc:creator>\n" for name in names(shown, feed)])
    return (
        f"    <item{_lang(shown, feed)}>\n"
        f"      <title>{_text(shown.title)}</title>\n"
        f"      <link>{_text(shown.url)}</link>\n"
        f"      <description>{described}</description>\n"
        f"{body}"
        f'      <guid isPermaLink="false">{_text(shown.guid)}</guid>\n'
        f"{topics}"
        f"      <pubDate>{_mail_date(shown.published)}</pubDate>\n"
        f"{source}{creators}    </item>\n"
    )


def _entry(shown: EntryView, feed: FeedView, bodies: Mapping[str, str]) -> str:
    """The `entry` of Atom, with texts that nobody can mistake, and the original before the link to open."""
    body = original = ""
    if shown.body:
        body = f'    <content type="html">{_text(content(shown, bodies))}</content>\n'
    if shown.original:
        original = f'    <link href="{_quoted(shown.original)}" rel="via"/>\n'
    authors = "".join(
        [f"    <author>\n      <name>{_text(name)}</name>\n    </author>\n" for name in names(shown, feed)]
    )
    topics = "".join([f'    <category term="{topic}" label="{topic}"/>\n' for topic in map(_quoted, shown.topics)])
    return (
        f"  <entry{_lang(shown, feed)}>\n"
        f"    <id>{_text(shown.guid)}</id>\n"
        f"    <title{_plain(shown.title)}</title>\n"
        f"    <updated>{stamped(shown.guid, shown.updated).isoformat()}</updated>\n"
        f"{authors}{body}{original}"
        f'    <link href="{_quoted(shown.url)}"/>\n'
        f"    <summary{_plain(summary(shown))}</summary>\n"
        f"{topics}"
        f"    <published>{instant(shown.published).isoformat()}</published>\n"
        "  </entry>\n"
    )


def _lang(shown: EntryView, feed: FeedView) -> str:
    """The language of an entry, where it is another than its feed's."""
    return f' xml:lang="{_quoted(shown.lang)}"' if shown.lang and shown.lang != feed.lang else ""


def _plain(text: str) -> str:
    """A plain text of Atom, with the end of the tag before it."""
    return f' type="html">{_text(html.escape(text, quote=False))}' if _MARKUP.search(text) else f">{_text(text)}"


@functools.lru_cache(maxsize=10_000)
def _mail_date(iso: str) -> str:
    """The moment as RSS writes it: `Thu, 04 Dec 2025 09:30:00 +0000`."""
    return format_datetime(instant(iso))


def _text(text: str) -> str:
    """A text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _quoted(text: str) -> str:
    """A text between the quotation marks of an attribute."""
    return _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")

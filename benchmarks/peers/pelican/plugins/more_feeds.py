"""Feeds of stories with several reports, and the archives of the site's feed, as our site has them."""

import json
from pathlib import Path

from pelican import signals


def write_feeds(generator, writer):
    """All that Pelican has no setting for."""
    for article in generator.articles:
        if int(getattr(article, "reports", 1)) > 1:
            write_pair(generator, writer, [article], article.url, article.title)
            write_json(generator, article)
    stories, size = generator.articles, generator.settings["FEED_MAX_ITEMS"]
    for number, end in enumerate(range(len(stories), size, -size), 1):
        write_pair(generator, writer, stories[end - size : end], f"feeds/{number}/", f"Archive {number}")


def write_pair(generator, writer, articles, front, title):
    """RSS and Atom."""
    for name, kind in (("feed.xml", "rss"), ("atom.xml", "atom")):
        writer.write_feed(articles, generator.context, f"{front}{name}", feed_type=kind, feed_title=title)


def write_json(generator, article):
    """JSON Feed."""
    item = {"id": article.url, "url": article.url, "title": article.title, "content_html": article.content}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": article.title, "items": [item]}
    Path(generator.output_path, article.url, "feed.json").write_text(json.dumps(feed), encoding="utf-8")


def register():
    """Called by Pelican."""
    signals.article_writer_finalized.connect(write_feeds)

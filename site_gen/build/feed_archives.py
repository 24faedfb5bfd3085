"""Says when the archives of the site's feed are laid out anew, because a setting changed how much they hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_gen.config.site_yaml import NAME, Config
from site_gen.errors import Diagnostic
from site_gen.pages.feed_views import archive_length


def archives_anew(root: Path, config: Config) -> Iterator[Diagnostic]:
    """A warning if the archives that stand in the output folder hold another number of entries than they will."""
    try:
        published = (root / config.folders.output / "feeds/1/atom.xml").read_bytes().count(b"<entry>")
    except OSError:
        return
    length = archive_length(config.lists.feed)
    if published not in (0, length):
        message = f"archives of the feed hold {length} entries each now, and held {published}: all are written anew"
        hint = "feed readers may show old entries again; put 'lists: feed' back to keep the archives that they know"
        yield Diagnostic(NAME, None, "feed-archives", message, hint, "warning")

"""Where everything stands on the site: one function an address, the only room that writes them."""

from __future__ import annotations

import msgspec

from site_gen.language.plain import escaped, slugify
from site_gen.pages.views import FeedLink


class Addresses(msgspec.Struct, frozen=True):
    """Addresses under a site's root; `root` is absolute and ends with `/`, `base` is its path."""

    root: str
    base: str

    def absolute(self, address: str) -> str:
        """The full address of one that starts with the base path, as feeds and sitemaps may hold it."""
        return self.root + escaped(address.removeprefix(self.base))

    def file(self, address: str) -> str:
        """The output file that answers at an address."""
        path = address.removeprefix(self.base)
        return path + "index.html" if path.endswith("/") or not path else path

    def home(self) -> str:
        """The front page."""
        return self.base

    def story(self, permalink: str) -> str:
        """A story's page."""
        return self.base + permalink

    def topic(self, slug: str) -> str:
        """The newest page of a topic."""
        return f"{self.base}topics/{slug}/"

    def source(self, name: str) -> str:
        """The newest page of a source."""
        return f"{self.base}sources/{source_slug(name)}/"

    def day(self, iso: str) -> str:
        """The edition of a day."""
        return f"{self.base}{iso[:4]}/{iso[5:7]}/{iso[8:10]}/"

    def month(self, iso: str) -> str:
        """A month of the archive."""
        return f"{self.base}{iso[:4]}/{iso[5:7]}/"

    def page(self, front: str, number: int) -> str:
        """A full page of a list, numbered from the oldest."""
        return f"{front}page/{number}/"

    def named(self, name: str) -> str:
        """A page of its own: `archive`, `feeds`, `topics`, `sources`."""
        return f"{self.base}{name}/"

    def top(self, name: str) -> str:
        """A file at the root of the site."""
        return self.base + name

    def copy(self, permalink: str) -> str:
        """A story as Markdown."""
        return f"{self.base}{permalink}index.md"

    def picture(self, permalink: str) -> str:
        """A story's own share picture."""
        return f"{self.base}{permalink}share.png"

    def site_picture(self) -> str:
        """The share picture of the site."""
        return self.top("share.png")

    def feed(self, title: str, front: str) -> FeedLink:
        """The three feeds of a page: at the root `atom.xml` beside `feed.xml`, elsewhere the same names."""
        rss, atom, json = f"{front}feed.xml", f"{front}atom.xml", f"{front}feed.json"
        return FeedLink(title=title, rss=rss, atom=atom, json=json, absolute_rss=self.absolute(rss))

    def feed_archive(self, title: str, front: str, number: int) -> FeedLink:
        """An archive of a page's feeds, numbered from the oldest."""
        return self.feed(title, f"{front}feeds/{number}/")


def source_slug(name: str) -> str:
    """The name of a source in an address."""
    return slugify(name) or "source"

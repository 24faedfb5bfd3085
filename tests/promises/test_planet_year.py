"""A year of a planet's life: sources are renamed and move, feeds date anew, entries leave and come back.

`YEARS=20 pytest tests/promises/test_planet_year.py` lives through more of them.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

import pytest
from sites import Site

START = datetime(2026, 1, 5, 6, tzinfo=UTC)
WORDS = (
    "anchor apple barge basket beacon bell bench bicycle boiler bridge bucket buoy candle canal cart chapel "
    "chimney clock cradle crane dairy depot dredger eel engine fence ferry fiddle flag flood forge fountain "
    "gate glacier goat granary hammer harbour hedge heron inkwell jetty kettle kiln ladder lamp lantern "
    "lighthouse loom mast meadow mill mole museum needle oak orchard oven paddle pear piano pier plough pump "
    "quarry quay raft rail reed roof rope saddle sail salmon school sheep sickle sluice stable stair stove "
    "swan tavern theatre thimble timber toad tower tram tunnel valley vine violin wagon walnut weir well whale "
    "willow winch windmill"
).split()


@dataclass
class Entry:
    """An article as it truly is, whatever its feed makes of it."""

    number: int
    written: datetime
    slug: str
    title: str
    text: str
    guid: str


@dataclass
class Source:
    """A source of the planet, with the feed that it has today."""

    number: int
    name: str
    scheme: str = "http"
    host: str = ""
    tail: str = ""
    file: str = "feed.xml"
    entries: list[Entry] = field(default_factory=list)
    shown: list[Entry] = field(default_factory=list)
    redated: datetime | None = None
    is_undated: bool = False

    @property
    def home(self) -> str:
        return f"{self.scheme}://{self.host}source{self.number}.example/"

    @property
    def has_guids(self) -> bool:
        """Whether its identities are no addresses."""
        return self.number % 3 == 1

    def feed(self) -> str:
        items = "".join(map(self.item, self.shown))
        name = escape(self.name)
        return f'<rss version="2.0"><channel><title>{name}</title><link>{self.home}</link>{items}</channel></rss>'

    def item(self, entry: Entry) -> str:
        link = f"{self.home}{entry.slug}{self.tail}"
        # Some sources have numbers for identities, some their addresses, some none.
        guid = ("", f'<guid isPermaLink="false">{entry.guid}</guid>', f"<guid>{link}</guid>")[self.number % 3]
        when = "" if self.is_undated else f"<pubDate>{format_datetime(self.redated or entry.written)}</pubDate>"
        words = f"<title>{escape(entry.title)}</title><description>{escape(entry.text)}</description>"
        return f"<item>{words}<link>{link}</link>{guid}{when}</item>"


class Planet:
    """Twenty sources, and what happens to them."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.written = 0
        self.sources = [Source(number, f"Source number {number}") for number in range(20)]
        for source in self.sources:
            source.is_undated = source.number in (4, 13)
            self.write(source, START)

    def write(self, source: Source, when: datetime) -> None:
        """A new entry, unlike all others."""
        some = self.dice.sample(WORDS, 6)
        number = self.written = self.written + 1
        text = (
            f"The {some[0]} and the {some[1]} of entry {number} were seen beside a {some[2]}, which nobody had ordered."
        )
        title = f"{some[3].title()} and {some[4]} at the {some[5]} {number}"
        slug = f"{some[3]}-{some[4]}-{number}"
        source.entries.append(
            Entry(number, when - timedelta(hours=number % 5), slug, title, text, f"s{source.number}-{number}")
        )
        source.shown = source.entries[-3:]

    def rename(self, source: Source, _when: datetime) -> None:
        """The source has another name from now on."""
        source.name = f"{self.dice.choice(WORDS).title()} Post {source.number}"

    def secure(self, source: Source, _when: datetime) -> None:
        """Its addresses are of https from now on."""
        source.scheme = "https"

    def dress(self, source: Source, _when: datetime) -> None:
        """Its addresses begin or end otherwise, as another program writes them."""
        source.host = self.dice.choice(("", "www."))
        source.tail = self.dice.choice(("", "/", "?utm_source=feed", "#comments"))

    def redate(self, source: Source, when: datetime) -> None:
        """All that its feed shows is of today."""
        source.redated = when

    def mend(self, source: Source, _when: datetime) -> None:
        """An entry has another headline, and another address where something else says which entry it is."""
        source.shown[-1].title += ", mended"
        if source.has_guids:
            source.shown[-1].slug += "-mended"

    def correct(self, source: Source, when: datetime) -> None:
        """An entry says more than it did."""
        source.shown[-1].text += f" On {when.date()} somebody fetched it."

    def give_back(self, source: Source, _when: datetime) -> None:
        """Entries that left the feed are in it again."""
        source.shown = source.entries[:3]

    def repeat(self, source: Source, _when: datetime) -> None:
        """The feed gives an entry twice."""
        source.shown = [*source.shown, source.shown[0]]

    def move(self, source: Source, when: datetime) -> None:
        """The file of the feed has another name."""
        source.file = f"feed-{when.month}.xml"

    def be_silent(self, source: Source, _when: datetime) -> None:
        """Nothing happens."""

    def live(self, when: datetime) -> None:
        """A month: every source does what one of them does some day."""
        events: tuple[Callable[[Source, datetime], None], ...] = (
            self.write, self.write, self.rename, self.secure, self.dress, self.redate, self.mend, self.correct,
            self.give_back, self.repeat, self.move, self.be_silent,
        )  # fmt: skip
        for source in self.sources:
            source.redated = None
            self.dice.choice(events)(source, when)


class Readers:
    """What readers of the planet have seen, which must stay so."""

    def __init__(self) -> None:
        self.entries: dict[int, str] = {}  # the ids that articles have in feeds
        self.feeds: dict[str, str] = {}  # the ids of feeds
        self.pages: set[str] = set()

    def look(self, site: Site, written: int) -> None:
        """See the site as it is now."""
        items = json.loads(site.page("feed.json"))["items"]
        by_number = {int(re.search(r"of entry (\d+)", it["content_html"])[1]): it for it in items}  # type: ignore[index]
        assert len(items) == len(by_number) == written
        for number, item in by_number.items():
            assert self.entries.setdefault(number, item["id"]) == item["id"]
        files = site.output()
        for path, data in files.items():
            if path.endswith("atom.xml"):
                (id_,) = re.findall(rb"^  <id>(.*?)</id>", data, re.MULTILINE)
                assert self.feeds.setdefault(path, id_) == id_, path
        assert self.feeds.keys() <= files.keys()
        self.pages |= {path for path in files if path.endswith("index.html")}
        assert self.pages <= files.keys()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(int(os.environ.get("YEARS", "3"))))
def test_a_year(site: Site, seed: int) -> None:
    """No article twice, none lost, no address dead, no feed id changed; warm equals clean after each step."""
    site.write(
        "site.yaml",
        "title: Planet\nbase_url: https://planet.example/\ngrouping: {enabled: false}\nlists: {feed: 900, page: 900}\n",
    )
    planet, readers = Planet(seed), Readers()
    for month in range(13):
        when = START + timedelta(days=30 * month)
        if month:
            planet.live(when)
        shutil.rmtree(site.root / "seeds", ignore_errors=True)
        for source in planet.sources:
            site.write(f"seeds/s{source.number}/{source.file}", source.feed())
        now = (when + timedelta(hours=1)).isoformat()
        built = site.build(now=now)
        assert [it for it in built.diagnostics if it.code in ("lost-address", "filed-twice")] == []
        assert len(site.content()) == planet.written
        readers.look(site, planet.written)
        warm = site.output()
        shutil.rmtree(site.root / ".cache")
        shutil.rmtree(site.root / "output")
        site.build(now=now)
        assert site.output() == warm

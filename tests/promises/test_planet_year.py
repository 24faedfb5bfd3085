"""A year of a planet's life: sources are renamed and move, feeds date anew, entries leave and come back."""

from __future__ import annotations

import json
import random
import re
import shutil
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
    entries: list[Entry] = field(default_factory=list)
    shown: list[Entry] = field(default_factory=list)
    redated: datetime | None = None

    def feed(self) -> str:
        items = "".join(map(self._item, self.shown))
        home = f"{self.scheme}://source{self.number}.example/"
        return (
            f'<rss version="2.0"><channel><title>{escape(self.name)}</title><link>{home}</link>{items}</channel></rss>'
        )

    def _item(self, entry: Entry) -> str:
        link = f"{self.scheme}://source{self.number}.example/{entry.slug}"
        # Some sources have numbers for identities, some their addresses, some none.
        guid = ("", f'<guid isPermaLink="false">{entry.guid}</guid>', f"<guid>{link}</guid>")[self.number % 3]
        when = format_datetime(self.redated or entry.written)
        words = f"<title>{escape(entry.title)}</title><description>{escape(entry.text)}</description>"
        return f"<item>{words}<link>{link}</link>{guid}<pubDate>{when}</pubDate></item>"


class Planet:
    """Twenty sources, and what happens to them."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.written = 0
        self.sources = [Source(number, f"Source number {number}") for number in range(20)]
        for source in self.sources:
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

    def live(self, when: datetime) -> None:
        """A month: every source does what one of them does some day."""
        for source in self.sources:
            source.redated = None
            match self.dice.choice(("write", "write", "rename", "secure", "redate", "mend", "return", "silence")):
                case "write":
                    self.write(source, when)
                case "rename":
                    source.name = f"{self.dice.choice(WORDS).title()} Post {source.number}"
                case "secure":
                    source.scheme = "https"
                case "redate":
                    source.redated = when
                case "mend" if source.number % 3 == 1:  # whose identities are no addresses
                    source.shown[-1].slug += "-mended"
                    source.shown[-1].title += ", mended"
                case "return":
                    source.shown = source.entries[:3]
                case _:
                    pass


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_year(site: Site, seed: int) -> None:
    """No article twice, none lost, no address dead, no feed id changed; warm equals clean after each step."""
    site.write(
        "site.yaml",
        "title: Planet\nbase_url: https://planet.example/\ngrouping: {enabled: false}\nlists: {feed: 500}\n",
    )
    planet = Planet(seed)
    ids: dict[int, str] = {}
    addresses: set[str] = set()
    for month in range(8):
        when = START + timedelta(days=30 * month)
        if month:
            planet.live(when)
        for source in planet.sources:
            site.write(f"seeds/s{source.number}/feed.xml", source.feed())
        site.build(now=(when + timedelta(hours=1)).isoformat())
        items = json.loads(site.page("feed.json"))["items"]
        by_number = {int(re.search(r"of entry (\d+)", it["content_html"])[1]): it for it in items}  # type: ignore[index]
        assert len(items) == len(by_number) == planet.written
        for number, item in by_number.items():
            assert ids.setdefault(number, item["id"]) == item["id"]
        addresses |= {it["url"].removeprefix("https://planet.example/") for it in items}
        for address in addresses:
            assert (site.root / "output" / address / "index.html").is_file(), address
        warm = site.output()
        shutil.rmtree(site.root / ".cache")
        shutil.rmtree(site.root / "output")
        site.build(now=(when + timedelta(hours=1)).isoformat())
        assert site.output() == warm

"""A new article changes the story that it joins, and no other: not its id, its address, or its entry in a feed."""

from __future__ import annotations

import datetime
import random
import re
import shutil
from collections.abc import Mapping

import pytest
from sites import Site

from site_gen.content.memory import parse
from site_gen.model import Headline
from site_gen.stories import body_terms, fingerprint, group

_HEADS = "Mar Tol Ver Quin Hal Ost Bren Lud Sar Wen Kor Fal Ith Dun Pell Rask".split()
_TAILS = "wick dale burg ness ford mouth stadt holm veld minster grave haven".split()
_DEEDS = (
    "floods close the bridge at", "strike stops the ferries of", "mayor resigns over a loan in", "fire at the mill of",
    "verdict in the timber case of", "museum returns a bell to", "trams collide in", "record harvest in",
    "court halts the quarry at", "school reopens in", "power cut darkens", "rare owl nests in",
)  # fmt: skip


def _articles(count: int, seed: int) -> list[dict[str, str]]:
    """Made-up news of a year: one event in eight has two to four reports, within three days."""
    dice = random.Random(seed)
    found: list[dict[str, str]] = []
    while len(found) < count:
        place, deed = dice.choice(_HEADS) + dice.choice(_TAILS), dice.choice(_DEEDS)
        who, many = dice.choice(_HEADS) + dice.choice(_TAILS).title(), dice.randrange(11, 990)
        day = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(hours=dice.randrange(8_700))
        for number in range(1 if dice.random() < 7 / 8 else dice.randrange(2, 5)):
            time = day + datetime.timedelta(hours=number * dice.randrange(1, 20))
            title = f"{deed} {place}" if number % 2 == 0 else f"{place}: {deed} {place}, {many} concerned"
            body = (
                f"{who} of {place} said that {many} people knew of it. In {place} {deed.split()[0]} had been feared "
                f"since {dice.choice(_HEADS)} left; {who} had asked for {many + number} more hands in the spring."
            )
            found.append(
                {
                    "id": f"n{len(found):05}",
                    "title": title[0].upper() + title[1:],
                    "published": time.isoformat(),
                    "source": f"Paper {dice.randrange(30)}",
                    "body": body,
                }
            )
    return found[:count]


def _headline(row: Mapping[str, str]) -> Headline:
    marks = {"fingerprint": fingerprint(row["body"]), "terms": body_terms(row["body"])}
    return Headline(**{key: value for key, value in row.items() if key != "body"}, **marks)


def test_two_hundred_late_articles_change_no_story_that_they_do_not_join() -> None:
    """A thousand articles over a year, then two hundred more of the same year, one by one, in a random order."""
    heads = list(map(_headline, _articles(1_200, 1)))
    random.Random(2).shuffle(heads)
    known, late = heads[:1_000], heads[1_000:]
    settled = group(known)
    joined = 0
    for article in late:
        known.append(article)
        stories = group(known, settled=settled)
        assert {id_: story for id_, story in stories.items() if id_ != article.id} == settled
        assert stories[article.id] in {article.id, *settled.values()}
        joined += stories[article.id] != article.id
        settled = stories
    assert joined >= 20


@pytest.mark.parametrize("has_cache", [True, False])
def test_addresses_and_feed_entries_stay(site: Site, has_cache: bool) -> None:
    """In a digest: whatever comes late, the other stories' pages keep their addresses, and entries their bytes."""
    rows = _articles(90, 5)
    random.Random(3).shuffle(rows)
    site.write("site.yaml", "title: T\nbase_url: https://t.example/\nlists: {feed: 500}\n")
    for number, row in enumerate(rows):
        if number == 70:
            site.build()
        if number >= 70:
            before = _readers_see(site)
        _write(site, number, row)
        if number < 70:
            continue
        if not has_cache:
            shutil.rmtree(site.root / ".cache")
        site.build()
        after = _readers_see(site)
        memory = parse(site.read("content/memory.jsonl"))
        own = memory[f"id-{number}"]
        changed = {address for address, seen in before.items() if after.get(address) != seen}
        assert changed <= {f"https://t.example/{memory[own.story or own.id].at}"}, f"article {number} changed {changed}"


def _write(site: Site, number: int, row: Mapping[str, str]) -> None:
    keys = {key: row[key] for key in ("published", "source")} | {"id": f"id-{number}"}
    site.article(f"{row['published'][:10].replace('-', '/')}/a{number}.md", f"'{row['title']}'", row["body"], **keys)


def _readers_see(site: Site) -> dict[str, str]:
    """The address of each story -> its entry in the site's feed, with its id."""
    entries = re.findall(r"(?s)<entry>.*?</entry>", site.page("atom.xml"))
    found = {re.findall(r'<link href="(.*?)"', entry)[0]: entry for entry in entries}
    assert len(found) >= 50
    return found

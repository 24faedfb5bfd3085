"""What searching needs: the search page, the index in a shard a month, and how browsers ask."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from site_gen.file_views import IndexedView, OpenSearchView, ShardsView, ShardView
from site_gen.markdown import shorten
from site_gen.model import Story
from site_gen.pages.desk import Desk, Page
from site_gen.pages.teasers import day_of, sources
from site_gen.views import Link, SearchView

_SUMMARY: Final = 160  # characters of a summary that can be searched; a long one ends with a whole word

_SOURCES: Final = 200  # to narrow a search to: those with the most stories


def search_pages(desk: Desk) -> Iterator[Page]:
    """The search page and its index, where the site has one; a new story remakes the shard of its month alone."""
    if not desk.options.search:
        return
    shards = []
    for month, group in groupby(desk.stories, lambda story: day_of(story)[:7]):
        stories = tuple(_indexed(story, desk) for story in group)
        address = desk.at.top(f"search/{month}.json")
        shards.append((address, len(stories)))
        yield desk.page(address, "shard", ShardView(stories=stories))
    index = desk.at.top("search/index.json")
    yield desk.page(index, "shards", ShardsView(shards=tuple(shards)))
    home = desk.at.named("search")
    view = SearchView(
        meta=desk.meta("search", desk.say.text("Search"), home, (desk.home,)),
        index=index,
        topics=tuple(Link(url=slug, text=desk.topics[slug].name) for slug in desk.by_topic),
        sources=tuple(desk.busiest(_SOURCES)),
    )
    yield desk.page(home, "search", view)
    options = desk.options
    asking = OpenSearchView(
        name=options.title,
        description=options.description or options.title,
        search=desk.at.absolute(home),
        icon=desk.at.absolute(desk.at.top("static/favicon.ico")),
        lang=options.lang,
    )
    yield desk.page(desk.at.top("opensearch.xml"), "opensearch", asking)


def _indexed(story: Story, desk: Desk) -> IndexedView:
    lead = story.lead
    return IndexedView(
        url=lead.permalink,
        title=story.title,
        summary=shorten(lead.summary, _SUMMARY),
        day=day_of(story),
        topics=story.topics,
        sources=tuple(sources(story)),
        lang="" if lead.lang == desk.options.lang else lead.lang,
    )

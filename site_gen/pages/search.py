"""What searching needs: the search page, the index in a shard a month, and how browsers ask."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from site_gen.markdown.to_html import shorten
from site_gen.model import Story
from site_gen.pages.file_views import IndexedView, OpenSearchView, ShardsView, ShardView
from site_gen.pages.layout import Layout, Page
from site_gen.pages.own import indexed
from site_gen.pages.teasers import day_of, sources
from site_gen.pages.views import Link, SearchView

_SUMMARY: Final = 160  # characters of a summary that can be searched; a long one ends with a whole word

_SOURCES: Final = 200  # to narrow a search to: those with the most stories


def search_pages(layout: Layout) -> Iterator[Page]:
    """The search page and its index, where the site has one; a new story remakes the shard of its month alone."""
    if not layout.options.search:
        return
    shards = []
    months: list[str] = []
    for month, group in groupby(layout.stories, lambda story: day_of(story)[:7]):
        stories = tuple(_indexed(story, layout) for story in group)
        address = layout.at.top(f"search/{month}.json")
        shards.append((address, len(stories)))
        months.append(month)
        yield layout.page(address, "shard", ShardView(stories=stories))
    own = indexed(layout.own.pages)
    if own:
        address = layout.at.top("search/pages.json")
        shards.append((address, len(own)))
        yield layout.page(address, "shard", ShardView(stories=own))
    index = layout.at.top("search/index.json")
    yield layout.page(index, "shards", ShardsView(shards=tuple(shards)))
    home = layout.at.named("search")
    view = SearchView(
        meta=layout.meta(
            "search",
            layout.say.text("Search"),
            home,
            (layout.home,),
            layout.say.text("Search the headlines, summaries, sources and authors of all stories."),
        ),
        index=index,
        topics=tuple(Link(url=slug, text=layout.topics[slug].name) for slug in layout.by_topic),
        sources=tuple(layout.busiest(_SOURCES)),
        months=tuple(Link(url=layout.at.month(month), text=month) for month in months),
        by_topic=tuple(link for _, link in layout.nav),
    )
    yield layout.page(home, "search", view)
    options = layout.options
    asking = OpenSearchView(
        name=options.title,
        description=options.description or options.title,
        search=layout.at.absolute(home),
        icon=layout.at.absolute(layout.at.top("static/favicon.ico")),
        lang=options.lang,
    )
    yield layout.page(layout.at.top("opensearch.xml"), "opensearch", asking)


def _indexed(story: Story, layout: Layout) -> IndexedView:
    lead = story.lead
    return IndexedView(
        url=story.permalink,
        title=story.title,
        summary=shorten(lead.summary, _SUMMARY),
        day=day_of(story),
        topics=story.topics,
        sources=tuple(sources(story)),
        lang="" if lead.lang == layout.options.lang else lead.lang,
        also=tuple(_other_headlines(story)),
        authors=tuple(dict.fromkeys(author for brief in story.reports for author in brief.authors)),
    )


def _other_headlines(story: Story) -> list[str]:
    """The headlines of all reports, each once, without the story's own."""
    titles = (title for brief in story.reports for title in (brief.title, *brief.variants))
    return [title for title in dict.fromkeys(titles) if title != story.title]

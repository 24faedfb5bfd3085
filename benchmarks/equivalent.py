"""The same news for the peers: our edition as their content, so that they make pages of the same kinds and weight.

What site-gen works out by itself (topics, which reports are one story), the peers are told in front matter: one page
for every story with its reports on it, one for every report that has no room there, one that leads to the story for
every other report, feeds where we have feeds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from site_gen.build import open_memo
from site_gen.build.now import edition_now
from site_gen.config import site_yaml
from site_gen.model import Brief, Story

NOW = "2026-01-01T00:00:00+00:00"


class Told(NamedTuple):
    """An article as a peer is told of it."""

    brief: Brief
    story: Story
    body: str
    has_page: bool  # of its own: a story's page has no room for all texts

    @property
    def name(self) -> str:
        """Its file's name, without the ending."""
        return name_of(self.brief)

    @property
    def is_lead(self) -> bool:
        """Whether the story stands under this article's address."""
        return self.story.lead.id == self.brief.id


def name_of(brief: Brief) -> str:
    """`20240101-some-slug`."""
    year, month, day, slug, _ = brief.permalink.split("/")
    return f"{year}{month}{day}-{slug}"


def told(site: Path) -> Iterator[Told]:
    """All articles of a site of ours that was built."""
    settings = site_yaml.load(site)
    with open_memo(site) as memo:
        edition = edition_now(site, settings, memo, NOW, drafts=False).edition()
    for story in edition.stories:
        for brief in story.reports:
            _, _, body = (site / brief.path).read_text(encoding="utf-8").split("---\n", 2)
            page = site / settings.folders.output / brief.permalink / "index.html"
            yield Told(brief, story, body, 'class="is-report"' in page.read_text(encoding="utf-8"))


def write_hugo(site: Path, target: Path) -> None:
    """Our site as Hugo's content. A JSON header is YAML too, and what Hugo reads fastest."""
    for it in told(site):
        day = it.brief.permalink[:10].replace("/", "-")
        slug = it.brief.permalink.split("/")[3]
        matter: dict[str, object] = {
            "title": it.brief.title, "slug": slug, "date": day, "authors": it.brief.authors, "id": it.brief.id,
        }  # fmt: skip
        if it.is_lead:
            others = [f"/reports/{name_of(brief)}" for brief in it.story.reports[1:]]
            matter |= {
                "topics": it.story.topics, "main_topic": it.story.topics[0],
                "sources": sorted({brief.source for brief in it.story.reports}),
                "days": [day], "months": [day[:7]],
            }  # fmt: skip
            if others:
                matter |= {"reports": others, "outputs": ["html", "rss", "atom", "jsonfeed"]}
        else:
            matter["lead"] = f"/news/{name_of(it.story.lead)}"
            if it.has_page:
                matter |= {"layout": "report", "own": True}
        path = target / "content" / ("news" if it.is_lead else "reports") / f"{it.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{yaml(matter)}---\n{it.body}", encoding="utf-8")
    _write_archives(site, target)
    page = target / "content/feeds/index.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: Subscribe\nurl: /feeds/\ntype: feeds\n---\n", encoding="utf-8")


def _write_archives(site: Path, target: Path) -> None:
    """What our site's feed goes on in: full archives, numbered from the oldest, in RSS and Atom."""
    size = site_yaml.load(site).lists.feed
    leads = [f"/news/{it.name}" for it in told(site) if it.is_lead]  # the newest first
    for number in range(1, (len(leads) - 1) // size + 1):
        end = len(leads) - (number - 1) * size
        matter = {
            "title": f"Benchmark, archive {number}", "date": "2024-01-01", "url": f"/feeds/archive/{number}/",
            "outputs": ["rss", "atom"], "archived": leads[end - size : end],
        }  # fmt: skip
        _write(target / f"content/archives/{number}.md", f"---\n{yaml(matter)}---\n")


def yaml(matter: Mapping[str, object]) -> str:
    """Front matter, a key a line; JSON values are YAML too."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in matter.items())


def write_pelican(site: Path, target: Path) -> None:
    """Our site as Pelican's content: a story's file holds its reports, topics are tags, a source the category."""
    bodies = {it.brief.id: it.body for it in told(site)}
    for it in told(site):
        day = _day(it)
        matter = {"Title": it.brief.title, "Slug": _slug(it.brief)}
        if it.is_lead:
            matter |= {
                "Date": day, "Day": day, "Authors": "; ".join(it.brief.authors), "Category": it.brief.source,
                "Tags": ", ".join(it.story.topics), "Reports": len(it.story.reports),
            }  # fmt: skip
            text = _whole(it.story, bodies)
        else:
            matter |= {"URL": it.brief.permalink, "save_as": f"{it.brief.permalink}index.html"}
            matter["Lead"] = f"/{it.story.lead.permalink}"
            text = f"[{it.story.lead.title}](/{it.story.lead.permalink})\n"
        lines = "".join(f"{key}: {value}\n" for key, value in matter.items())
        _write(target / "content" / ("news" if it.is_lead else "reports") / f"{it.name}.md", f"{lines}\n{text}")


def write_eleventy(site: Path, target: Path) -> None:
    """Our site as Eleventy's content: a story's file holds all its reports."""
    bodies = {it.brief.id: it.body for it in told(site)}
    for it in told(site):
        matter: dict[str, object] = {"title": it.brief.title, "permalink": f"/{it.brief.permalink}"}
        if it.is_lead:
            matter |= {
                "layout": "story.njk", "date": _day(it), "day": _day(it), "authors": it.brief.authors,
                "topics": it.story.topics, "id": it.brief.id, "reports": len(it.story.reports),
                "sources": sorted({brief.source for brief in it.story.reports}), "tags": ["news"],
                "summary": " ".join(it.body.split()[:40]),
            }  # fmt: skip
            text = _whole(it.story, bodies)
        elif it.has_page:
            matter |= {
                "layout": "report.njk", "lead": f"/{it.story.lead.permalink}", "story": it.story.lead.title,
                "authors": it.brief.authors, "day": _day(it),
            }  # fmt: skip
            text = it.body
        else:
            matter |= {"layout": "moved.njk", "lead": f"/{it.story.lead.permalink}"}
            text = f"[{it.story.lead.title}](/{it.story.lead.permalink})\n"
        path = target / "content" / ("news" if it.is_lead else "reports") / f"{it.name}.md"
        _write(path, f"---\n{yaml(matter)}---\n{text}")


def _whole(story: Story, bodies: dict[str, str]) -> str:
    others = (f"\n## {brief.title}\n\n{bodies[brief.id].strip()}\n" for brief in story.reports[1:])
    return f"{bodies[story.lead.id].strip()}\n{''.join(others)}"


def _day(it: Told) -> str:
    return it.brief.permalink[:10].replace("/", "-")


def _slug(brief: Brief) -> str:
    return brief.permalink.split("/")[3]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

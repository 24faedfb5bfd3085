"""The archive and what grows with it: long lists come in pages that stay light and do not move."""

from __future__ import annotations

import re

import pytest
from sites import Site

from benchmarks.digests import Size, write_digest
from site_gen.check import check_output
from site_gen.config import site_yaml

ALONE = "title: T\nbase_url: https://sample.example/\ngrouping: {enabled: false}\n"


def stories_on(site: Site, day: str, count: int) -> None:
    for number in range(count):
        site.article(f"{day.replace('-', '/')}/n{number}.md", f"Story {number} of {day}", published=day)


def days_of(page: str) -> list[str]:
    return re.findall(r'<section aria-labelledby="day-([\d-]+)"', page)


def stories_of(page: str) -> list[str]:
    return re.findall(r'<(?:a class="headline"|h3><a) href="(/\d{4}/\d\d/\d\d/[^"]+/)"', page)


def test_month_comes_in_whole_days(site: Site) -> None:
    """A long month is cut between days, numbered from the oldest; every day is on one page of it."""
    site.write("site.yaml", ALONE + "lists: {page: 3}\n")
    for day in range(1, 8):
        stories_on(site, f"2025-11-{day:02}", 3)
    site.build()
    pages = [site.page(f"2025/11/{page}index.html") for page in ("", "page/3/", "page/2/", "page/1/")]
    assert [days_of(page) for page in pages] == [
        ["2025-11-07"],
        ["2025-11-06", "2025-11-05"],
        ["2025-11-04", "2025-11-03"],
        ["2025-11-02", "2025-11-01"],
    ]
    assert 'rel="next" href="/2025/11/page/3/"' in pages[0]
    assert 'rel="prev" href="/2025/11/"' in pages[1]
    assert "21 stories" in pages[0]
    assert "6 stories" in pages[1]


def test_full_pages_of_a_month_do_not_move(site: Site) -> None:
    """News of a new day touches the front of its month, not the full pages behind it."""
    site.write("site.yaml", ALONE + "lists: {page: 3}\n")
    for day in range(1, 8):
        stories_on(site, f"2025-11-{day:02}", 3)
    site.build()
    stories_on(site, "2025-11-08", 1)
    made = [path for path in site.build().published.made if path.startswith("2025/11/page/")]
    assert "2025/11/page/1/index.html" not in made
    assert "2025/11/page/2/index.html" not in made


def test_month_shows_a_few_stories_of_a_day_and_leads_to_all(site: Site) -> None:
    """A busy day has five rows in its month, and the number of its stories leads to its edition."""
    site.write("site.yaml", ALONE)
    stories_on(site, "2025-11-03", 9)
    site.build()
    page = site.page("2025/11/index.html")
    assert len(stories_of(page)) == 5
    assert '<a class="next" href="/2025/11/03/">9 stories</a>' in page


def test_day_comes_in_pages(site: Site) -> None:
    """An edition that is too long for one page goes on in others; each story is on one of them."""
    site.write("site.yaml", ALONE + "lists: {page: 4}\n")
    stories_on(site, "2025-11-02", 1)
    stories_on(site, "2025-11-03", 20)
    site.build()
    pages = [site.page(f"2025/11/03/{page}index.html") for page in ("", "page/2/", "page/1/")]
    shown = [stories_of(page) for page in pages]
    assert [len(stories) for stories in shown] == [6, 7, 7]
    assert len({story for stories in shown for story in stories}) == 20
    assert 'rel="next" href="/2025/11/02/"' in pages[2]
    titles = {re.search("<title>(.*?)</title>", page)[1] for page in pages}  # type: ignore[index]
    assert len(titles) == 3


def test_archive_shows_days_of_the_newest_months(site: Site) -> None:
    """Six months with their days and how many stories each has, the months before as links under their years."""
    site.write("site.yaml", ALONE)
    stories_on(site, "2025-07-05", 3)
    for month in ("2024-11", "2024-12", *(f"2025-{number:02}" for number in range(1, 8))):
        stories_on(site, f"{month}-05", 1)
    site.build()
    page = site.page("archive/index.html")
    assert re.findall(r'datetime="(\d{4}-\d\d-\d\d)"', page) == [f"2025-{number:02}-05" for number in range(7, 1, -1)]
    assert re.findall(r"</time> <small>\((\d+)\)</small>", page) == ["3", "1", "1", "1", "1", "1"]
    earlier = page.partition('id="y2025"')[2]
    assert re.findall(r'href="(/\d{4}/\d\d/)"', earlier) == ["/2025/01/", "/2024/12/", "/2024/11/"]


def test_pages_that_list_sources_stop_somewhere(site: Site) -> None:
    """Archive and feeds show the sixty sources with the most stories and lead to all; the OPML has every feed."""
    site.write("site.yaml", ALONE)
    for number in range(70):
        site.article(f"2025/11/03/n{number}.md", f"Story {number}", source=f"Source {number:02}")
    site.article("2025/11/03/second.md", "Another one", source="Source 69")
    site.build()
    for page in ("archive", "feeds"):
        html = site.page(f"{page}/index.html")
        listed = set(re.findall(r"/sources/source-(\d\d)/", html))
        assert len(listed) == 60
        assert "69" in listed
        assert 'class="next" href="/sources/"' in html
    assert len(set(re.findall(r"/sources/source-(\d\d)/feed.xml", site.page("feeds.opml")))) == 70


def test_coverage_of_a_large_story(site: Site) -> None:
    """All reports stand in order of time; those beyond twelve wait in a fold."""
    site.write("site.yaml", ALONE)
    for number in range(14):
        keys = {"id": f"r{number:02}", "story": "r00"} if number else {"id": "r00"}
        time = f"2025-11-03T{number + 5:02}:00:00+00:00"
        site.article(f"2025/11/03/n{number}.md", f"Report {number:02}", published=time, source=f"S{number}", **keys)
    site.build()
    coverage = site.page("2025/11/03/n0/index.html").partition('id="coverage"')[2].partition("</section>")[0]
    assert re.findall(r"Report (\d\d)", coverage) == [f"{number:02}" for number in range(14)]
    assert "and 2 more reports" in coverage


@pytest.mark.parametrize("lang", ["en", "ar", "ja"])
def test_large_digests_are_light_and_sound(site: Site, lang: str) -> None:
    """Full days, stories of thirty reports, forty topics, many sources: within every budget, nothing to complain of."""
    write_digest(site.root, lang, Size(240, sources=120, topics=40, a_day=80))
    site.build(base_url="https://sample.example/x/")
    found = check_output(site.root / "output", site_yaml.load(site.root, base_url="https://sample.example/x/"))
    assert [f"{it.path}: {it.message}" for it in found.diagnostics] == []


def test_texts_of_a_large_story(site: Site) -> None:
    """A story's page folds in a few texts that can be read nowhere else; each of the others has a page of its own."""
    site.write("site.yaml", ALONE)
    for number in range(6):
        keys = {"id": f"r{number}", "story": "r0"} if number else {"id": "r0"}
        body = f"Report {number} says much. " * 100
        site.article(f"2025/11/03/n{number}.md", f"Report {number}", body, source=f"Desk {number}", **keys)
    site.build()
    page = site.page("2025/11/03/n0/index.html")
    coverage = page.partition('id="coverage"')[2]
    assert re.findall(r"(?s)<li id=.report-(\d).(?:(?!</?li).)*<summary>Read<", coverage) == ["2", "3"]
    assert re.findall(r'href="(/2025/11/03/n\d/)" aria-label="Original: Desk', page) == [
        "/2025/11/03/n2/", "/2025/11/03/n3/", "/2025/11/03/n4/",
    ]  # fmt: skip
    own = site.page("2025/11/03/n3/index.html")
    assert own.count("Report 3 says much.") >= 100
    assert "<title>Desk 3: Report 3 · T</title>" in own
    assert '<link rel="canonical" href="https://sample.example/2025/11/03/n3/">' in own
    assert 'href="/2025/11/03/n0/"' in own
    assert 'http-equiv="refresh"' in site.page("2025/11/03/n1/index.html")

"""The front page ranks by weight, ends with what is true, and relates only what belongs together."""

from __future__ import annotations

import re

from sites import Site

ONE = "title: T\nbase_url: https://digest.example/\ngrouping: {enabled: false}\n"


def headlines(site: Site) -> list[str]:
    main = site.page("index.html").partition("<main")[2]
    links = re.findall(r'<a[^>]*href="/\d{4}/\d\d/\d\d/[^"#/]+/"[^>]*>(.*?)</a>', main)
    return list(dict.fromkeys(links))


def report(site: Site, name: str, title: str, hour: str, story: str = "", **keys: str) -> None:
    own = {"story": story} if story and story != name else {}
    site.article(
        f"2025/12/04/{name}.md",
        title,
        f"Words of {name} alone.",
        id=name,
        source=f"Paper {name}",
        published=f"2025-12-04T{hour}:00:00+00:00",
        topics="[science]",
        **own,
        **keys,
    )


def test_sources_outweigh_the_clock(site: Site) -> None:
    """A story of three papers leads one that came later; an undated one and one in another language never lead."""
    site.write("site.yaml", ONE)
    for name, hour in (("a", "05"), ("b", "06"), ("c", "07")):
        report(site, name, f"Comet seen by {name}", hour, story="a")
    report(site, "d", "Shop sells telescopes", "09")
    report(site, "e", "Un observatoire ouvre", "10", lang="fr")
    report(site, "f", "Found in a drawer", "11", dated="seen")
    site.build()
    page = site.page("index.html")
    assert headlines(site)[:2] == ["Comet seen by c", "Shop sells telescopes"]
    assert "Un observatoire ouvre" in page.partition('id="foreign"')[2]
    assert page.index("Found in a drawer") > page.index("Shop sells telescopes")
    site.write("site.yaml", ONE + "languages: [fr]\n")
    site.build()
    assert 'id="foreign"' not in site.page("index.html")


def test_everything_is_said_only_of_everything(site: Site) -> None:
    """Where all stories of the day are there, the end says so with their number; else how many more there are."""
    site.write("site.yaml", ONE)
    for number in range(9):
        report(site, f"n{number}", f"Thing {number} is found", f"0{number}")
    site.build()
    assert "That is everything: all 9 stories of 4 December 2025." in site.page("index.html")
    site.write("site.yaml", ONE + "lists: {front_page: 5}\n")
    site.build()
    page = site.page("index.html")
    assert "That is everything" not in page
    assert re.search(r'href="/2025/12/04/">4 more stories', page)
    assert len(headlines(site)) == 5


def test_related_is_on_the_same_subject(site: Site) -> None:
    """An earlier story is related if it shares telling words; else there is no such list."""
    site.write("site.yaml", ONE)
    for day, title in enumerate(
        ("Kronberg dam shows cracks", "Horse is saved from canal", "Kronberg dam drained for cracks"), 1
    ):
        site.article(
            f"2025/12/0{day}/n{day}.md", title, f"Words of day {day}.", topics="[disaster]", published=f"2025-12-0{day}"
        )
    site.build()
    related = site.page("2025/12/03/n3/index.html").partition("Earlier, on the same subject")[2]
    assert "shows cracks" in related
    assert "Horse" not in related.partition("</section>")[0]
    assert "Earlier, on the same subject" not in site.page("2025/12/02/n2/index.html")


def test_a_growing_story_says_what_is_new(site: Site) -> None:
    """A story of an earlier day with new reports is marked, with the figure that changed."""
    site.write("site.yaml", ONE + "lists: {front_page_fill: 1}\n")
    site.article(
        "2025/12/03/q.md", "Quake leaves 31 dead", "31 dead.", id="q", source="A", published="2025-12-03T08:00:00+00:00"
    )
    report(site, "r", "Quake leaves 40 dead", "08", story="q")
    report(site, "s", "Other news of the day", "09")
    site.build()
    page = site.page("index.html")
    assert "31 → 40 dead" in page
    assert "1 new report" in page
    assert headlines(site)[0] == "Other news of the day"


def test_the_undated_come_last(site: Site) -> None:
    """What was first seen today stands below what is dated yesterday, also where nothing may lead."""
    site.article("2026/01/01/a.md", "Pont rouvert au port", published="2026-01-01T08:00:00Z", lang="fr")
    site.article("2026/01/02/b.md", "Concert au moulin", published="2026-01-02", dated="seen", lang="fr")
    site.build(now="2026-01-02T09:00:00+00:00")
    front = site.page("index.html").partition("<main")[2]
    assert 0 < front.find("Pont rouvert") < front.find("Concert au moulin")


def test_a_story_leads_on_in_the_order_of_the_edition(site: Site) -> None:
    """Each story of the front page says which it is, and leads to the one that stands after it there."""
    site.write("site.yaml", ONE)
    report(site, "a", "Comet seen by many", "05", story="a")
    report(site, "b", "Comet seen again", "06", story="a")
    report(site, "c", "Shop sells telescopes", "09")
    report(site, "d", "Observatory opens", "10")
    site.build()
    order = headlines(site)
    for number, name in enumerate(("a", "d", "c"), 1):
        foot = site.page(f"2025/12/04/{name}/index.html").partition('<nav class="pager"')[2].partition("</nav>")[0]
        assert f"{number} of 3 in the edition of 4 December 2025" in foot
        assert (order[number] in foot) if number < 3 else "rel=" not in foot


def test_a_source_has_the_icon_that_an_editor_provides(site: Site) -> None:
    """The icon is a file of the theme; one that is missing is named with its line."""
    site.write("site.yaml", ONE + 'sources:\n  - name: "Paper b"\n    icon: b.svg\n')
    report(site, "a", "Comet seen by many", "05", story="a")
    report(site, "b", "Comet seen again", "06", story="a")
    said = site.command("build")
    assert said.returncode == 2
    assert "site.yaml:6: error: 'icon' of the source 'Paper b' names 'b.svg'" in said.stderr
    site.write("templates/static/b.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    site.build()
    page = site.page("2025/12/04/a/index.html")
    assert re.search(r'<img class="mark" src="/static/b[^"]*\.svg" alt=""', page)
    assert re.search(r'<i class="mark m\d" data-l="P">', page)


def test_a_digest_without_news_has_a_front_page(site: Site) -> None:
    """No story is no fault: the front page says so, and the first story is the whole edition."""
    site.write("site.yaml", ONE)
    site.build()
    assert "No news yet." in site.page("index.html")
    report(site, "a", "Comet seen by many", "05")
    site.build()
    assert "1 of 1 in the edition of 4 December 2025" in site.page("2025/12/04/a/index.html")
    assert 'content="T: 1 story. Latest: Comet seen by many' in site.page("index.html")
    assert "Paper a" not in site.page("sources/paper-a/index.html").partition('class="rows"')[2].partition("</ul>")[0]


def test_no_edition_is_older_than_its_story(site: Site) -> None:
    """A story whose address names the day before its clock is not said to stand in that day's edition."""
    site.write("site.yaml", "title: T\nbase_url: https://sample.example/\ntimezone: Europe/Berlin\n")
    site.article("2025/03/06/cow.md", "Fire brigade frees cow", published="2025-03-06T23:30:00+00:00")
    site.build(now="2025-03-08T20:00:00+00:00")
    page = site.page("2025/03/06/cow/index.html")
    assert "7 March 2025" in page
    assert "6 March 2025" not in page


def test_a_day_of_updates_alone_is_the_day_of_the_edition(site: Site) -> None:
    """Where the newest reports belong to earlier stories, the page is of their day and says since when."""
    site.write("site.yaml", ONE)
    report(site, "a", "Comet seen by many", "05")
    report(site, "c", "Shop sells telescopes", "09")
    late = {"id": "late", "source": "Paper late", "published": "2025-12-05T07:00:00+00:00", "story": "a"}
    site.article("2025/12/05/late.md", "Comet fades", "Words of late alone.", topics="[science]", **late)
    site.build()
    page = site.page("index.html")
    assert '<time datetime="2025-12-05">' in page
    assert "1 new report" in page
    assert "That is everything: all 2 stories since 4 December 2025." in page

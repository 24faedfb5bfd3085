"""A story stands under the topics that most of its reports have."""

from __future__ import annotations

import re

from sites import Site

TITLES = (
    "Ferry runs aground off Ness",
    "Ferry aground off Ness, passengers safe",
    "Passengers safe after ferry runs aground",
)


def topics(site: Site, *filed: tuple[str, str]) -> list[str]:
    """The topics of a story whose reports are filed by `key: value`, the first one leading."""
    site.write("site.yaml", "title: T\nbase_url: https://digest.example/\n")
    for at, (key, value) in enumerate(filed):
        own = {} if at == 0 else {"story": "r0"}
        keys = {"id": f"r{at}", "source": f"Paper {at}", key: value, **own}
        site.article(
            f"2025/12/04/r{at}.md", TITLES[at], "Words of a report.", published=f"2025-12-04T0{5 + at}:00", **keys
        )
    site.write("editorial.yaml", "lead: [r0]\n")
    site.build()
    _, _, page = site.page("2025/12/04/r0/index.html").partition("<main")
    return list(dict.fromkeys(re.findall(r'href="/topics/([\w-]+)/"', page)))


def test_most_reports_decide(site: Site) -> None:
    """A lead that alone is filed elsewhere does not put its story there."""
    assert topics(site, ("topics", "[arts]"), ("topics", "[disaster]"), ("topics", "[disaster]"))[0] == "disaster"


def test_a_tie_is_the_leads(site: Site) -> None:
    assert topics(site, ("topics", "[arts]"), ("topics", "[disaster]"))[0] == "arts"


def test_what_no_report_says_is_no_topic(site: Site) -> None:
    """A lead whose words say nothing stands where another report does."""
    assert topics(site, ("lang", "en"), ("topics", "[disaster]"))[0] == "disaster"

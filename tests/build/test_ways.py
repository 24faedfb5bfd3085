"""Every build says which way it went, and why no shorter one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

from site_gen.build.way import NOTHING, SHORT_CUT, WHOLE_WAY

ARTICLE = "content/2025/12/04/0.md"


@pytest.fixture
def built(site: Site) -> Site:
    """A digest of one article and one seed, built twice: what was read too young is read once more."""
    site.article("2025/12/04/0.md", "A comet over the coast")
    site.seed("desk/1.txt", "Rates stay where they are")
    site.build()
    site.build()
    return site


def _append(path: str) -> Callable[[Site], object]:
    return lambda site: site.write(path, site.read(path) + "\nMore words.\n")


CHANGES: dict[str, tuple[Callable[[Site], object], str, str]] = {
    "nothing": (lambda _: None, NOTHING, "no input and no page changed"),
    "a body": (_append(ARTICLE), SHORT_CUT, "only bodies changed"),
    "a headline": (
        lambda site: site.write(ARTICLE, site.read(ARTICLE).replace("comet", "meteor")), WHOLE_WAY, "title"
    ),
    "a seed": (_append("seeds/desk/1.txt"), WHOLE_WAY, "'seeds/desk/1.txt' changed"),
    "a new file": (lambda site: site.article("2025/12/05/2.md", "Another"), WHOLE_WAY, "came or went in 'content/'"),
    "the settings": (lambda site: site.write("site.yaml", "title: Other\n"), WHOLE_WAY, "the configuration changed"),
    "a decision": (lambda site: site.write("editorial.yaml", "pin: []\n"), WHOLE_WAY, "editorial.yaml changed"),
    "a template": (
        lambda site: site.write("templates/404.html", "{% extends 'base.html' %}"), WHOLE_WAY, "a template changed"
    ),
    "a lost page": (lambda site: (site.root / "output/index.html").unlink(), WHOLE_WAY, "a file of the output is gone"),
    "a lost cache": (
        lambda site: (site.root / ".cache/site-gen.sqlite").unlink(), WHOLE_WAY, "no finished build is known"
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_build_says_its_way(built: Site, change: str) -> None:
    """The way and its reason follow from what changed, in `build --explain` and in `why` alike."""
    make, way, reason = CHANGES[change]
    make(built)
    done = built.command("build", "--explain", "--now", "2026-01-02T09:00:00+00:00")
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith((NOTHING, SHORT_CUT, WHOLE_WAY))]
    assert line.startswith(f"{way}: ")
    assert reason in line
    said = built.command("why", "index.html").stdout
    assert way == NOTHING or f"the last build went: {way}, because" in said

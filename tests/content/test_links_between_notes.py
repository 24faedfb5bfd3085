"""A link between notes, as Obsidian writes it, leads to the text of that name; where there is none its words stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import Site

HEAD = "---\ntitle: {}\n---\n\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.write("content/2025/12/03/old-mill.md", HEAD.format("The old mill") + "It stands by the weir.\n")
    site.write("content/2025/12/04/crane/index.md", HEAD.format("A crane") + "It lifts.\n")
    return site


@pytest.mark.parametrize(
    ("written", "address", "words"),
    [
        ("[[old-mill]]", "/2025/12/03/old-mill/", "old-mill"),
        ("[[old-mill|the mill]]", "/2025/12/03/old-mill/", "the mill"),
        ("[[2025/12/03/old-mill#Weir|the mill]]", "/2025/12/03/old-mill/", "the mill"),
        ("[[old-mill.md|the mill]]", "/2025/12/03/old-mill/", "the mill"),
        ("[[crane|a crane]]", "/2025/12/04/crane/", "a crane"),
    ],
)
def test_a_link_by_name(site: Site, written: str, address: str, words: str) -> None:
    site.write("content/2025/12/04/owls.md", HEAD.format("Owls") + f"Owls live in {written} again.\n")
    assert not site.build().diagnostics
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert f'href="{address}">{words}</a>' in page
    texts = {it["title"]: it["content_html"] for it in json.loads(site.output()["feed.json"])["items"]}
    assert f'{address}">{words}</a>' in texts["Owls"]
    assert "[[" not in site.output()["2025/12/04/owls/index.md"].decode()


@pytest.mark.parametrize(
    "written", ["[[people/jo|the miller]]", "[[twins|the miller]]", "[[Old mills#Weir|the miller]]"]
)
def test_where_no_text_or_several_have_the_name(site: Site, written: str) -> None:
    for day in ("05", "06"):
        site.write(f"content/2025/12/{day}/twins.md", HEAD.format(f"Twins {day}") + "They are two.\n")
    site.write("content/2025/12/04/owls.md", HEAD.format("Owls") + f"Owls wake {written} at night.\n")
    assert not site.build().diagnostics
    for name in ("index.html", "index.md"):
        text = site.output()[f"2025/12/04/owls/{name}"].decode()
        assert "Owls wake the miller at night." in text
        assert "[[" not in text


def test_code_and_numbered_links_stay(site: Site) -> None:
    body = "Write `[[old-mill]]`, says the manual [[1]](https://manual.example/).\n"
    site.write("content/2025/12/04/owls.md", HEAD.format("Owls") + body)
    assert not site.build().diagnostics
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert "<code>[[old-mill]]</code>" in page
    assert '<a href="https://manual.example/">[1]</a>' in page

"""What a person meant and did not get is said: idle settings, sources, seeds that are gone."""

from __future__ import annotations

import pytest
from sites import NOW, Site

HEAD = "title: T\nbase_url: https://news.example/\n"


def codes(site: Site) -> list[str]:
    return sorted(it.code for it in site.build().diagnostics)


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        ("sources:\n  - {name: Desk, seeds: ['dseks/*']}\n", "idle-pattern", "did you mean 'desk/*'?"),
        ("language: klingon\n", "no-language", "'klingon'"),
        ("language: xx-YY\n", "no-language", "'xx-YY'"),
        ("sources:\n  - {name: Desk, seeds: ['desk/*'], topics: [scinece]}\n", "no-topic", "did you mean 'science'?"),
        (
            "sources:\n  - {name: A, seeds: ['desk/*']}\n  - {name: A, url: 'https://a.example/'}\n",
            "same-source",
            "'A'",
        ),
        ("sources:\n  - {name: A, seeds: ['desk/*'], lang: jp-nese}\n", "no-language", "jp-nese"),
        ("ignore: ['desk/notes-*']\n", "idle-pattern", "'desk/notes-*' in 'ignore:' matches no seed and no article"),
        ("ignore: ['*.draft.md', 'desk/a.txt']\n", "idle-pattern", "'*.draft.md'"),
        ("language: pt-BR\n", "", ""),
        ("sources:\n  - {name: Desk, seeds: ['desk/*.txt'], topics: [science, Sport], lang: gsw}\n", "", ""),
    ],
)
def test_settings_without_effect(site: Site, lines: str, code: str, words: str) -> None:
    """Each is a warning that names it; settings that are right are none."""
    site.seed("desk/a.txt", "Bridge opens to traffic")
    site.write("site.yaml", HEAD + lines)
    found = site.build().diagnostics
    assert [it.code for it in found] == ([code] if code else [])
    assert words in "".join(map(str, found))
    assert {it.severity for it in found} <= {"warning"}
    assert all(it.line and it.line > 2 for it in found)


def test_an_empty_digest_is_said(site: Site) -> None:
    """Without a seed and without an article, the build says so; an article alone is enough."""
    assert codes(site) == ["no-seeds"]
    site.article("2025/12/04/a.md", "A headline of today")
    assert codes(site) == []


def test_sources_have_the_names_of_their_folders(site: Site) -> None:
    """A folder without an entry in site.yaml is a source, unless its name says nothing or the text says more."""
    site.seed("meridian-wire/a.txt", "Bridge opens to traffic")
    site.seed("inbox/b.txt", "Comet seen in the evening sky")
    site.seed("2025-12/c.txt", "Rates stay where they are")
    site.seed("d.txt", "A quiet day at the harbour")
    site.build()
    sources = {path: "source: Meridian Wire\n" in text for path, text in site.content().items()}
    assert [path.rpartition("/")[2] for path, is_named in sources.items() if is_named] == ["bridge-opens-to-traffic.md"]
    assert sum("\nsource:" in text for text in site.content().values()) == 1


def test_sources_that_differ_in_signs_are_one(site: Site) -> None:
    """They have one address, so the list has one entry, and its page has the stories of all."""
    site.write("site.yaml", HEAD + "grouping: {enabled: false}\n")
    for day, name in (("04", "Ridge Courier"), ("05", "ridge courier"), ("06", "Ridge-Courier!")):
        site.article(f"2025/12/{day}/a{day}.md", f"Tea of day {day}", source=f'"{name}"')
    assert codes(site) == []
    assert site.page("sources/index.html").partition("<main")[2].count("/sources/ridge-courier/") == 1
    assert site.page("sources/ridge-courier/index.html").count("Tea of day") >= 3


def test_a_seed_that_is_gone(site: Site) -> None:
    """It is named with its article at each build, and pruned; edited, decided and old articles stay."""
    for name, title in (
        ("a", "Bridge opens to traffic"),
        ("b", "Comet seen in the evening sky"),
        ("c", "Rates stay low"),
    ):
        site.seed(f"desk/{name}.txt", title)
    site.seed("desk/d.txt", "A very old report", byline="By Ann Lee | Jan 04, 2025")
    site.seed("desk/stays.txt", "A quiet day at the harbour")
    site.article("2025/12/04/own.md", "An own article without a seed")
    assert codes(site) == []
    for name in "abcd":
        (site.root / f"seeds/desk/{name}.txt").unlink()
    assert codes(site) == ["seed-gone"] * 3
    assert "bridge-opens-to-traffic.md" in site.command("build", "--now", NOW).stderr
    path = site.root / "content/2025/12/04/comet-seen-in-the-evening-sky.md"
    path.write_text(path.read_text().replace("says what happened", "says it better"))
    site.command("pin", "Rates stay low")
    listed = site.command("prune", "--now", NOW)
    assert listed.stdout.count("stays (") == 2
    assert "edited" in listed.stdout
    assert "decision" in listed.stdout
    before = site.content()
    assert site.command("prune", "--now", NOW).returncode == 0
    assert site.content() == before
    site.command("prune", "--yes", "--now", NOW)
    assert set(before) - set(site.content()) == {"2025/12/04/bridge-opens-to-traffic.md"}


def test_a_clone_without_seeds_says_nothing(site: Site) -> None:
    """Where no seed is there at all, as in a clone that only edits, none is gone; nor is one that lists less."""
    site.seed("desk/a.txt", "Bridge opens to traffic")
    site.build()
    (site.root / "seeds/desk/a.txt").unlink()
    assert codes(site) == []

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
        ("languages: [fr, klingon]\n", "no-language", "'klingon'"),
        ("folders: {pages: paegs}\n", "no-folder", "'paegs'"),
        ("menu:\n  footer: [imprnt]\n", "no-page", "site.yaml:4: warning: menu names 'imprnt'"),
        (
            "sources:\n  - {name: A, seeds: ['desk/*']}\n  - {name: B, seeds: ['desk/*']}\n",
            "idle-pattern",
            "belongs to 'A' already",
        ),
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: A\ntopics: []\ntitle: B\n", "site.yaml:3: warning: 'title' is there twice, first in line 1"),
        ("title: A\nlists:\n  page: 5\n  page: 6\n", "site.yaml:4: warning: 'page' is there twice, first in line 3"),
        ("title: A\nlanguage: no\n", "put the value in quotes"),
        ("title: 2025\n", "put the value in quotes"),
        ("title: A\nbase_url: https://a b.example/\n", "site.yaml:2: error: 'https://a b.example/' is not the address"),
    ],
)
def test_what_yaml_does_in_silence(site: Site, text: str, words: str) -> None:
    """A key that is there twice, a word that YAML takes for something else: said with the line and what to do."""
    site.write("site.yaml", text)
    assert words in site.command("build").stderr


def test_another_name_of_the_file(site: Site) -> None:
    """A digest with `site.yml` is told to rename it."""
    (site.root / "site.yaml").rename(site.root / "site.yml")
    said = site.command("build")
    assert said.returncode == 2
    assert "rename 'site.yml' to 'site.yaml'" in said.stderr


@pytest.mark.parametrize(
    ("base_url", "shown"),
    [
        ("https://x.example/straße", "https://x.example/stra%C3%9Fe/"),
        ("https://müller.example:8443/d/", "https://xn--mller-kva.example:8443/d/"),
        ("https://x.example/a%20b/", "https://x.example/a%20b/"),
    ],
)
def test_address_with_letters_of_any_language(site: Site, base_url: str, shown: str) -> None:
    """It is written as it goes over the line, in pages and feeds, and the check has nothing to say."""
    site.seed("desk/a.txt", "Bridge opens to traffic")
    site.write("site.yaml", f"title: A\nbase_url: {base_url}\n")
    site.build()
    assert f"<link>{shown}</link>" in site.read("output/feed.xml")
    done = site.command("check")
    assert done.returncode == 0, done.stderr


def test_lines_are_right_behind_a_source_that_is_wrong(site: Site) -> None:
    """A source that is left out for a mistake moves no line of those behind it."""
    site.seed("desk/a.txt", "Bridge opens to traffic")
    lines = [
        "sources:",
        "  - {seeds: ['nameless/*']}",
        "  - {name: Desk, seeds: ['desk/*']}",
        "  - {name: 5}",
        "  - name: Wire",
        "    seeds: ['wire/*']",
        "    topics: [scinece]",
        "    lang: klingon",
        "  - name: Desk",
        "    icon: gone.svg",
    ]
    site.write("site.yaml", HEAD + "\n".join(lines[:-1]) + "\n")
    found = {(it.code, it.line) for it in site.build().diagnostics}
    assert found == {("idle-pattern", 8), ("no-topic", 9), ("no-language", 10), ("same-source", 11)}
    site.write("site.yaml", HEAD + "\n".join(lines) + "\n")
    assert "site.yaml:12: error: 'icon' of the source 'Desk'" in site.command("build").stderr

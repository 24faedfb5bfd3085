"""Files of content/ that are not quite what they should be: each is said, and nothing else suffers."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Site

FRONT = "---\ntitle: Owls in the mill\npublished: 2025-12-04\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@pytest.mark.parametrize("name", ["owls.markdown", "OWLS.MD", "owls.txt", "owls.docx", "owls.html", "owls.mdx"])
def test_a_text_in_another_form_is_said(tmp_path: Path, name: str) -> None:
    """A person who lays it there wants it to be read."""
    site = Site(tmp_path)
    site.write(f"content/2025/12/04/{name}", f"{FRONT}---\n\nOwls.\n")
    (said,) = site.build().diagnostics
    assert said.severity == "warning"
    assert said.path.endswith(name)
    assert f"'{name.rpartition('.')[0]}.md'" in said.hint


def test_a_text_that_an_article_links_to_is_a_file(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nOwls, as [notes](my%20notes.txt) say.\n")
    site.write("content/2025/12/04/my notes.txt", "Two of them.\n")
    assert not site.build().diagnostics


@pytest.mark.parametrize("path", ["$RECYCLE.BIN/S-1/x.md", "@eaDir/x.md", "System Volume Information/x.md"])
def test_what_systems_keep_is_left_alone(tmp_path: Path, path: str) -> None:
    site = Site(tmp_path)
    site.write(f"content/{path}", f"{FRONT}---\n\nOwls.\n")
    site.write(f"seeds/{path}", f"{FRONT}---\n\nOwls.\n")
    assert not [it for it in site.build().diagnostics if it.severity != "info"]
    assert not [name for name in site.output() if "2025" in name]


@pytest.mark.parametrize("flag", ["hidden: maybe", "draft: [yes]", "hidden: 1", 'hidden: "yes "', "draft: Y"])
def test_a_flag_that_cannot_be_read_keeps_back(tmp_path: Path, flag: str) -> None:
    """Whoever wrote it wanted something to be kept back; that it was not understood is said."""
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}{flag}\n---\n\nOwls.\n")
    said = site.build().diagnostics
    assert not [name for name in site.output() if "owls" in name]
    assert [it.line for it in said] == ([4] if "maybe" in flag or "[" in flag else [])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2025-12-04T19:06:00+01:00[Europe/Berlin]", "18:06"),
        ("2025-12-04T00:00:00Z[UTC]", 'datetime="2025-12-04"'),
    ],
)
def test_a_zone_by_its_name(tmp_path: Path, written: str, shown: str) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"---\ntitle: Owls\npublished: {written}\n---\n\nOwls.\n")
    assert not site.build().diagnostics
    assert shown in site.output()["2025/12/04/owls/index.html"].decode()


def test_line_ends_of_old_macs(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nOwls live there.\n\nThey sleep.\n".replace("\n", "\r"))
    assert not site.build().diagnostics
    assert b"<p>They sleep.</p>" in site.output()["2025/12/04/owls/index.html"]


def test_a_merge_in_a_page_of_our_own(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("pages/about.md", "# About\n\n<<<<<<< HEAD\nFew.\n=======\nMany.\n>>>>>>> lisa\n")
    said = site.build().diagnostics[0]
    assert (said.path, said.line, said.code) == ("pages/about.md", 3, "merge-conflict")
    assert "about/index.html" not in site.output()


@pytest.mark.parametrize(
    "written",
    [
        "![[map.png]]",
        "![[map.png|300]]",
        '{{< figure src="map.png" title="map" >}}',
        '{% include figure.html src="map.png" %}',
    ],
)
def test_pictures_of_other_programs_are_shown(tmp_path: Path, written: str) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nOwls.\n\n{written}\n")
    (site.root / "content/2025/12/04/map.png").write_bytes(PNG)
    assert not site.build().diagnostics
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert "/media/map-" in page
    assert not any(sign in page for sign in ("{{", "{%", "[["))


def test_a_picture_of_another_program_that_is_missing_is_said(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nOwls.\n\n![[lost map.png|Where they live]]\n")
    (said,) = site.build().diagnostics
    assert "lost" in said.message
    assert "Where they live" in site.output()["2025/12/04/owls/index.html"].decode()


def test_a_link_without_its_last_stroke(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/03/crane.md", "---\ntitle: Crane\n---\n\nA crane.\n")
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nBeside the [crane](/2025/12/03/crane#top).\n")
    assert not site.build().diagnostics
    assert 'href="/2025/12/03/crane/#top"' in site.output()["2025/12/04/owls/index.html"].decode()


def test_a_file_with_a_slug_is_renamed(tmp_path: Path) -> None:
    """The article keeps its id, as its address and its text are the same."""
    site = Site(tmp_path)
    text = f"{FRONT}slug: mill-owls\n---\n\nOwls.\n"
    path = site.write("content/2025/12/04/a.md", text)
    site.build()
    before = site.output()["feed.json"]
    path.unlink()
    site.write("content/2025/12/04/owls.md", text)
    site.build()
    assert site.output()["feed.json"] == before


def test_a_page_that_is_missed_is_missed_until_it_is_back(tmp_path: Path) -> None:
    """An own article that cannot be read any more costs its page in each build, not in the first one alone."""
    site = Site(tmp_path)
    path = site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nOwls.\n")
    site.build()
    path.write_bytes(b"---\ntitle: \xfc\n---\n\nOwls.\n")
    for _ in range(2):
        assert [(it.code, it.cost) for it in site.build().diagnostics] == [("encoding", "page")]


@pytest.mark.parametrize("written", ["2025-12-03T23:00:00.000Z", "2025-12-04T00:00:00+01:00"])
def test_midnight_of_the_site_is_a_day(tmp_path: Path, written: str) -> None:
    """A content manager writes the day that an editor chose as midnight, in whatever zone."""
    site = Site(tmp_path)
    site.write("site.yaml", "title: Digest\nbase_url: https://sample.example/\ntimezone: Europe/Berlin\n")
    site.write("content/news/owls.md", f"---\ntitle: Owls\ndate: {written}\n---\n\nOwls.\n")
    assert not site.build().diagnostics
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert 'datetime="2025-12-04"' in page


@pytest.mark.parametrize(
    ("target", "address"),
    [("crane", "/2025/12/04/crane/"), ("../03/eel", "/2025/12/03/eel/"), ("../../03/eel/", "../../03/eel/")],
)
def test_links_to_texts_without_an_ending(tmp_path: Path, target: str, address: str) -> None:
    """A text beside it by its file's name, and an address as a browser reads it."""
    site = Site(tmp_path)
    site.write("content/2025/12/04/crane.md", "---\ntitle: Crane\n---\n\nA crane.\n")
    site.write("content/2025/12/03/eel/index.md", "---\ntitle: Eel\n---\n\nAn eel.\n")
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nBeside [it]({target}).\n")
    assert not site.build().diagnostics
    assert f'<a href="{address}">it</a>' in site.output()["2025/12/04/owls/index.html"].decode()


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "no-such-text", "../lost/"])
def test_a_link_to_no_text_is_said_and_is_none(tmp_path: Path, target: str) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nBeside [it]({target}).\n")
    (said,) = site.build().diagnostics
    assert (said.line, said.severity, target in said.message) == (6, "warning", True)
    assert "Beside it." in site.output()["2025/12/04/owls/index.html"].decode()


def test_a_copied_folder_never_wins(tmp_path: Path) -> None:
    """Of two files of one article that is published which lies where its address says."""
    site = Site(tmp_path)
    text = f"{FRONT}id: 0123456789abcdef\n---\n\n{{}} owls.\n"
    site.write("content/2025/12/04 (Bo's conflicted copy)/owls.md", text.format("Four"))
    site.write("content/2025/12/04/owls.md", text.format("Five"))
    said = site.build().diagnostics
    assert "Five owls." in site.output()["2025/12/04/owls/index.html"].decode()
    assert {it.path for it in said} == {"content/2025/12/04 (Bo's conflicted copy)/owls.md"}


def test_the_number_of_a_page_of_notion(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(
        "content/Owls 0a1b2c3d4e5f60718293a4b5c6d7e8f9.md", "# Owls\n\nCreated: December 4, 2025\nURL: x\n\nOwls.\n"
    )
    site.build()
    assert "2025/12/04/owls/index.html" in site.output()


def test_topics_between_semicolons(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}topics: science; health\n---\n\nOwls.\n")
    site.build()
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert all(f'href="/topics/{topic}/"' in page for topic in ("science", "health"))


@pytest.mark.parametrize(
    "name",
    [
        "owls (Bo's conflicted copy 2025-12-04)", "owls.sync-conflict-20251204-120000-ABCDEF1",
        "owls (SFConflict bo@a.example 1)", "owls (In Konflikt stehende Kopie von Bo)",
        "owls (Copie en conflit de Bo)", "owls [conflicted]", "owls - Kopie",
        "owls copy 2", "owls (1)", "Kopie von owls", "owls — копия", "owlsのコピー",
    ],
)  # fmt: skip
def test_a_copy_of_an_own_article_is_named_and_not_published(tmp_path: Path, name: str) -> None:
    """Its file names no id, so its name alone tells."""
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nFive owls.\n")
    site.write(f"content/2025/12/04/{name}.md", f"{FRONT}---\n\nFour owls sat there.\n")
    (said,) = site.build().diagnostics
    assert said.path.endswith(f"/{name}.md")
    assert said.severity == "warning"
    assert not [page for page, data in site.output().items() if page.endswith(".html") and b"Four owls" in data]


def test_another_article_whose_name_is_like_a_copy(tmp_path: Path) -> None:
    """Who copies a file to begin another article gives that a headline of its own."""
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\nFive owls.\n")
    site.write("content/2025/12/04/owls - Copy.md", "---\ntitle: Cranes\n---\n\nTwo cranes.\n")
    site.write("content/2025/12/04/eels (conflicted copy).md", "---\ntitle: Eels\n---\n\nEels.\n")
    assert not site.build().diagnostics
    assert sum(name.count("/") == 4 and name.endswith(".html") for name in site.output()) == 3


def test_keys_that_a_program_threw_away(tmp_path: Path) -> None:
    """An article that lost `id`, `seed` and `generated` keeps its address and its feed id, and comes once."""
    site = Site(tmp_path)
    site.seed("a.txt", "Owls in the mill")
    site.build()
    before = site.output()["feed.json"]
    (path,) = (site.root / "content/2025").rglob("*.md")
    kept = [line for line in path.read_text().split("\n") if not line.startswith(("id:", "seed:", "generated:"))]
    path.write_text("\n".join(kept))
    site.build()
    assert site.output()["feed.json"] == before
    assert len(list((site.root / "content/2025").rglob("*.md"))) == 1


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("authors:\n- name: Ann Lee\n  url: https://a.example/\n- bo", ("Ann Lee", "bo")),
        ("authors:\n- {title: Editor, name: Di Eu}", ("Di Eu",)),
        ("topics:\n- name: science", ("Science",)),
    ],
)
def test_things_with_names(tmp_path: Path, lines: str, shown: tuple[str, ...]) -> None:
    """Docusaurus and Quarto write authors as things with keys."""
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"{FRONT}{lines}\n---\n\nOwls.\n")
    assert not site.build().diagnostics
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert all(words in page for words in shown)


def test_years_before_news(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", "---\ntitle: Owls\npublished: 0001-01-01\n---\n\nOwls.\n")
    (said,) = site.build().diagnostics
    assert (said.line, said.message) == (3, "'0001-01-01' is not a date")


def test_blocks_of_pandoc(tmp_path: Path) -> None:
    site = Site(tmp_path)
    body = "::: {.callout-note}\nOwls.\n:::\n\n:::tip[Look up]\nThey fly.\n:::\n\n```\n::: x\n```\n"
    site.write("content/2025/12/04/owls.md", f"{FRONT}---\n\n{body}")
    assert not site.build().diagnostics
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert page.count(":::") == page.count("::: x")
    assert "Look up" in page


def test_a_broken_copy_of_an_article_costs_no_page(tmp_path: Path) -> None:
    """The article that it was copied from is there, so nobody lost a page."""
    site = Site(tmp_path)
    site.seed("a.txt", "Owls in the mill")
    site.build()
    (path,) = site.root.glob("content/*/*/*/*.md")
    path.with_name("copy.md").write_text(path.read_text().replace("title: Owls", "title: Copy: owls"))
    assert [(it.line, it.cost) for it in site.build().diagnostics] == [(2, "itself")]
    path.write_text(path.read_text().replace("title: Owls", "title: More: owls"))
    assert "page" in {it.cost for it in site.build().diagnostics}

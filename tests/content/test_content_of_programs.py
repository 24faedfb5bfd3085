"""Articles in content/ as other programs file them: notes of Obsidian, posts of Jekyll."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sites import Site

FRONT = "---\ntitle: Owls in the mill\npublished: 2025-12-04\n---\n\n"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Owls live in the [[Old mill|old mill]] again.", "Owls live in the old mill again."),
        ("==Four chicks== were seen. %%ask Bo%%", "Four chicks were seen."),
        ("> [!note] Count\n> Two pairs.", "Count"),
        ("Before {{< figure src=x >}} after.", "Before after."),
    ],
)
def test_signs_of_other_programs_are_no_words_for_readers(tmp_path: Path, written: str, words: str) -> None:
    """The file stays as it is, readers get words, and a comment stays with its writer."""
    site = Site(tmp_path)
    path = site.write("content/2025/12/04/owls.md", f"{FRONT}{written}\n")
    site.build()
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert words in page.replace("\n", " ")
    everything = b"".join(
        data for name, data in site.output().items() if name.endswith((".html", ".xml", ".json", ".md"))
    )
    for sign in (b"[[Old", b"==Four", b"ask Bo", b"[!note]", b"figure src"):
        assert sign not in everything
    assert path.read_text() == f"{FRONT}{written}\n"


def test_an_edit_of_such_a_file_is_as_a_clean_build(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.article("2025/12/05/other.md", "Another thing elsewhere", published="2025-12-05")
    for words in ("One [[note]] here.", "Two [[note]] here. %%x%%", "Three plain words.", "Four ==marked== words."):
        site.write("content/2025/12/04/owls.md", f"{FRONT}{words}\n")
        site.build()
        warm = site.output()
        shutil.rmtree(site.root / "output")
        shutil.rmtree(site.root / ".cache")
        site.build()
        assert site.output() == warm


def test_the_day_in_a_name(tmp_path: Path) -> None:
    """A post of Jekyll whose front matter says no day has that of its name, and an address without it twice."""
    site = Site(tmp_path)
    site.write("content/_posts/2025-12-03-kelp-farm.md", "---\ntitle: Kelp farm opens\n---\nIt opened.\n")
    site.write("content/_posts/2025-02-30-no-day.md", "---\ntitle: No such day\n---\nNever.\n")
    built = site.build()
    assert "2025/12/03/kelp-farm/index.html" in site.output()
    assert any(it.path.endswith("no-day.md") and it.code == "no-date" for it in built.diagnostics)


@pytest.mark.parametrize(
    "written",
    [
        "Title: Owls in the mill\nDate: 2025-12-04 10:20\nCategory: Science\nAuthors: Ann Lee, Bo Ek\n",
        "<!--\n.. title: Owls in the mill\n.. date: 2025-12-04 10:20:00 UTC\n.. author: Bo Ek\n-->\n",
        "# Owls in the mill\n\nCreated: December 4, 2025 10:20 AM\nAuthor: Bo Ek\n",
    ],
)
def test_keys_in_bare_lines(tmp_path: Path, written: str) -> None:
    """What Pelican, Nikola and Notion write at the top of a file is its front matter, and no text."""
    site = Site(tmp_path)
    site.write("content/posts/owls.md", f"{written}\nOwls live there.\n")
    assert not site.build().diagnostics
    page = site.output()["2025/12/04/owls/index.html"].decode()
    assert all(words in page for words in ("Owls in the mill</h1>", "Bo Ek", "10:20"))
    assert not any(words in page for words in ("Created:", "Category:", ".. "))


def test_a_mistake_in_bare_lines_has_its_line(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/posts/owls.md", "Title: Owls\nDate: 2025-12-04\nDraft: perhaps\n\nOwls live there.\n")
    assert [(it.line, it.message) for it in site.build().diagnostics] == [
        (3, "'draft' is neither true nor false, so it counts as true")
    ]


@pytest.mark.parametrize(
    "key",
    [
        "published: false",
        "published: no",
        "publish: false",
        "status: draft",
        "date: 2025-12-01\npublishDate: 2026-12-01",
    ],
)
def test_what_is_kept_back(tmp_path: Path, key: str) -> None:
    """Jekyll, Obsidian, WordPress and Hugo each have a key for it, and none is a mistake."""
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"---\ntitle: Owls\n{key}\n---\n\nOwls.\n")
    assert not site.build().diagnostics
    assert not [name for name in site.output() if "owls" in name]


def test_published_true_says_no_date(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", "---\ntitle: Owls\npublished: true\n---\n\nOwls.\n")
    assert not site.build().diagnostics
    assert "2025/12/04/owls/index.html" in site.output()


def test_a_folder_with_the_files_of_one_article(tmp_path: Path) -> None:
    """`owls/index.md` is the article `owls`, also in no folder of a day; `_index.md` is none."""
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls/index.md", "---\ntitle: Owls\n---\n\nOwls.\n")
    site.write("content/news/2025-12-03-crane/index.md", "---\ntitle: Crane\n---\n\nA crane.\n")
    site.write("content/2025/12/04/index.md", "---\ntitle: The whole day\n---\n\nMuch.\n")
    site.write("content/news/_index.md", "---\ntitle: News\ndate: 2025-12-04\n---\n\nAll news.\n")
    said = site.build().diagnostics
    assert [(it.path, it.severity) for it in said] == [("content/news/_index.md", "warning")]
    pages = {name.removesuffix("/index.html") for name in site.output() if name.count("/") == 4}
    assert {"2025/12/04/owls", "2025/12/03/crane", "2025/12/04/index"} <= pages


def test_an_article_that_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    """Its address and its feed id stay."""
    site = Site(tmp_path)
    path = site.write("content/2025/12/04/owls.md", "---\ntitle: Owls\n---\n\nOwls.\n")
    site.build()
    before = site.output()["feed.json"]
    path.unlink()
    site.write("content/2025/12/04/owls/index.md", "---\ntitle: Owls\n---\n\nOwls.\n")
    site.build()
    assert site.output()["feed.json"] == before


@pytest.mark.parametrize(
    ("written", "meant"), [("darft: true", "draft"), ("autohrs: [Bo Ek]", "authors"), ("titel: x", "title")]
)
def test_letters_in_another_order(tmp_path: Path, written: str, meant: str) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"---\ntitle: Owls\n{written}\n---\n\nOwls.\n")
    (said,) = site.build().diagnostics
    assert said.line == 3
    assert said.message.endswith(f"is no key: did you mean '{meant}'?")


@pytest.mark.parametrize("key", ["Draft: true", "DRAFT: yes", "Hidden: true"])
def test_flags_in_capitals(tmp_path: Path, key: str) -> None:
    site = Site(tmp_path)
    site.write("content/2025/12/04/owls.md", f"---\ntitle: Owls\n{key}\n---\n\nOwls.\n")
    assert not site.build().diagnostics
    assert not [name for name in site.output() if "owls" in name]

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

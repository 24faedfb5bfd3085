"""`site-gen why PAGE`: which part of a page's key changed when it was made last."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sites import NOW, ROOT, Site

PAGE = "output/2025/12/04/a/index.html"


def two(site: Site) -> None:
    site.article("2025/12/04/a.md", "First thing that happened", topics="[science]")
    site.article("2025/12/05/b.md", "Another thing elsewhere", published="2025-12-05")
    assert site.command("build", "--now", NOW).returncode == 0


def why(site: Site, page: str = PAGE) -> str:
    done = site.command("why", page)
    assert done.returncode == 0, done.stderr
    return done.stdout


SETTINGS = "title: {}\nbase_url: https://sample.example/\n"


@pytest.mark.parametrize(
    ("page", "path", "text", "reasons"),
    [
        (
            PAGE,
            "content/2025/12/04/a.md",
            "---\ntitle: New\npublished: 2025-12-04\ntopics: [science]\n---\nx\n",
            ["what it shows changed"],
        ),
        (
            PAGE,
            "site.yaml",
            SETTINGS.format("Other"),
            ["the site's feed changed", "the site's title changed", "what it shows changed"],
        ),
        (
            PAGE,
            "site.yaml",
            SETTINGS.format("Test Digest") + "theme: {tagline: Daily}\n",
            ["the site's settings changed", "the site's tagline changed"],
        ),
        (
            "404.html",
            "templates/404.html",
            "<p>Lost</p>",
            ["template '404.html' changed", "template 'base.html' changed", "template 'partials/frame.html' changed"],
        ),
        (PAGE, PAGE, "mine", ["its file was gone, or someone had changed it"]),
        ("static/own.css", "templates/static/own.css", "p { margin: 0 }", ["it was new"]),
    ],
)
def test_what_changed(site: Site, page: str, path: str, text: str, reasons: list[str]) -> None:
    """The view, the site, a template or the file itself, and nothing else."""
    two(site)
    assert "made by the last build that made anything, because:\n  it was new\nshows: content/2025/12/04/a.md" in why(
        site
    )
    site.write(path, text)
    site.command("build", "--now", NOW)
    assert [line.strip() for line in why(site, page).splitlines() if line.startswith("  ")] == reasons


def test_page_that_an_earlier_build_made(site: Site) -> None:
    """A page that stayed as it was says which build made it."""
    two(site)
    site.article("2025/12/05/b.md", "Another thing elsewhere", "Other words.", published="2025-12-05")
    site.command("build", "--now", NOW)
    assert "made by 1 build before the last that made anything" in why(site)


def test_everything_anew(site: Site) -> None:
    """After `--clean` there is nothing to compare with."""
    two(site)
    site.command("build", "--now", NOW, "--clean")
    assert "everything had to be made again" in why(site)


def test_another_site_gen(site: Site, tmp_path: Path) -> None:
    """Pages of another version of this program are made again for that."""
    two(site)
    shutil.copytree(ROOT / "site_gen", tmp_path / "site_gen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    with (tmp_path / "site_gen/text.py").open("a") as file:
        file.write("\n# another version\n")
    line = [sys.executable, "-m", "site_gen", "-C", str(site.root)]
    for words in (["build", "--now", NOW], ["why", PAGE]):
        done = subprocess.run(
            [*line, *words], cwd=tmp_path, capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
        )  # fmt: skip
    assert "because:\n  site-gen or a library changed\nshows: " in done.stdout


@pytest.mark.parametrize(
    "name",
    [
        "https://sample.example/x/2025/12/04/a/", "https://sample.example/x/2025/12/04/a/#top", "/x/2025/12/04/a/",
        "2025/12/04/a/", "2025/12/04/a/index.html", f"./{PAGE}",
    ],
)  # fmt: skip
def test_names_of_a_page(site: Site, name: str) -> None:
    """A file of output/, or an address of the site, with its base path."""
    site.write("site.yaml", "title: T\nbase_url: https://sample.example/x/\n")
    two(site)
    assert why(site, name).startswith("2025/12/04/a/index.html: is as the last build left it")


def test_a_page_gives_the_reason_that_why_gives(tmp_path: Path) -> None:
    """What folds out under a story is what the command says of its reports, with the words that both have."""
    site = Site(tmp_path)
    first = "Harbour ferry to Lindholm opens after two years of repairs"
    second = "After two years of repairs the Lindholm harbour ferry opens"
    site.article("2025/12/04/a.md", first, source="One")
    site.article("2025/12/04/b.md", second, source="Two", body="Other words in another text.")
    site.command("build", "--now", NOW)
    said = site.command("why", first, second).stdout
    (rule,) = re.findall(r"compared with each other alone: (.+)", said)
    (shared,) = re.findall(r"shared, the rarest first: (.+)", said)
    (reason,) = re.findall(r"<li>One: (.+)</li>", site.read("output/2025/12/04/a/index.html"))
    assert reason == f"{rule}; both say {', '.join(shared.split(', ')[:3])}"


def test_what_was_taken_from_where(site: Site) -> None:
    """An article of several seeds says which gave its text, its date and its byline."""
    item = "<item><title>Crane lifts the bell</title><link>https://quarry.example/bell</link>"
    item += "<pubDate>Fri, 02 Jan 2026 08:00:00 GMT</pubDate><description>One line.</description></item>"
    site.write("seeds/f.xml", f'<rss version="2.0"><channel><title>Quarry News</title>{item}</channel></rss>')
    text = "The crane came on a lorry from the coast and stood there all day, while the town looked on and ate."
    head = '<link rel="canonical" href="https://quarry.example/bell"><meta name="author" content="Ann Lee">'
    site.write(
        "seeds/p.html", f"<html><head>{head}</head><body><h1>Crane lifts the bell</h1><p>{text}</p></body></html>"
    )
    site.build()
    said = site.command("why", "Crane lifts the bell").stdout
    assert "read from: seeds/p.html: headline, text, byline, address\n" in said
    assert "date" in said.partition("read from: seeds/f.xml")[2].partition("\n")[0]
    (site.root / "seeds/p.html").unlink()
    assert "read from: seeds/p.html: which is gone\n" in site.command("why", "Crane lifts the bell").stdout


def test_a_report_that_is_unlike_the_first_has_the_reason_why_it_is_there(tmp_path: Path) -> None:
    """An editor's decision, never a likeness that is less than enough."""
    site = Site(tmp_path)
    site.article("2025/12/04/a.md", "Harbour ferry opens after repairs", source="One")
    site.article("2025/12/04/b.md", "Mayor thanks the welders of Lindholm", source="Two", body="A speech on the quay.")
    site.command("build", "--now", NOW)
    assert site.command("merge", "Harbour ferry", "Mayor thanks").returncode == 0
    said = site.command("why", "Harbour ferry").stdout
    (line,) = [line for line in said.splitlines() if line.startswith("also: ")]
    assert line.endswith("): an editor put them together")


def test_two_articles_where_one_expires(tmp_path: Path) -> None:
    """An article that expires is no trouble for whoever asks about others."""
    site = Site(tmp_path)
    two(site)
    site.article("2025/12/06/c.md", "A notice for a while", published="2025-12-06", expires="2030-01-01")
    done = site.command("why", "First thing that happened", "Another thing elsewhere")
    assert done.returncode == 0, done.stderr

"""The output folder: whole files, a person's files untouched, only what we wrote pruned."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sites import Site

from site_gen.publish import record


def two(site: Site) -> None:
    site.article("2025/12/04/a.md", "First thing that happened")
    site.article("2025/12/05/b.md", "Another thing elsewhere", published="2025-12-05")


def test_foreign_files_survive(site: Site) -> None:
    """Files that a person put into output/ outlive every build, a lost cache included."""
    two(site)
    site.write("output/CNAME", "sample.example\n")
    site.write("output/2025/12/04/notes.txt", "mine")
    site.build()
    (site.root / "content/2025/12/04/a.md").unlink()
    site.build()
    site.command("build", "--clean")
    assert site.page("CNAME") == "sample.example\n"
    assert site.page("2025/12/04/notes.txt") == "mine"


def test_foreign_page_is_not_overwritten(site: Site) -> None:
    """A page of a person's own stays, and the message says so."""
    two(site)
    site.write("output/robots.txt", "User-agent: *\nDisallow: /\n")
    built = site.build()
    assert site.page("robots.txt") == "User-agent: *\nDisallow: /\n"
    assert [(it.code, it.path) for it in built.diagnostics] == [("foreign-file", "output/robots.txt")]


def test_what_is_gone_from_content_is_gone_from_output(site: Site) -> None:
    """Deleting an article removes its page and the folders that this leaves empty, and nothing else."""
    two(site)
    site.build()
    (site.root / "content/2025/12/04/a.md").unlink()
    built = site.build()
    assert built.published.removed >= 2
    assert not (site.root / "output/2025/12/04").exists()
    assert (site.root / "output/2025/12/05/b/index.html").exists()


def test_changed_page_is_not_deleted(site: Site) -> None:
    """A file that a person changed since we wrote it is not ours to delete."""
    two(site)
    site.build()
    site.write("output/2025/12/04/a/index.html", "kept by hand")
    (site.root / "content/2025/12/04/a.md").unlink()
    site.build()
    assert site.page("2025/12/04/a/index.html") == "kept by hand"


@pytest.fixture
def large(site: Site, monkeypatch) -> Site:
    """A built site that is taken for a large one: a build looks at every sixteenth file at most."""
    for number in range(30):
        site.article(f"2025/12/04/{number}.md", f"Thing {number} happened")
    site.build()
    monkeypatch.setattr(record, "_MOST_CHECKED", len(site.output()) // 9)
    return site


@pytest.mark.parametrize("path", ["index.html", "2025/12/04/7/index.html", "robots.txt", "feed.xml"])
@pytest.mark.parametrize("damage", ["lost", "changed"])
def test_any_file_of_a_large_site_is_looked_at_in_turn(large: Site, path: str, damage: str) -> None:
    """A page that is gone, or was changed, is made again within as many builds as the files are shared among."""
    before = large.output()
    if damage == "lost":
        (large.root / "output" / path).unlink()
    else:
        large.write(f"output/{path}", "other")
    built = [large.build().published for _ in range(16)]
    assert large.output() == before
    assert [it.made for it in built if it.made] == [(path,)]
    assert {it.unchanged + len(it.made) for it in built} == {len(before)}


def test_folder_that_is_gone_from_a_large_site_is_missed_at_once(large: Site) -> None:
    """And with it whatever else is amiss, for that build looks at everything."""
    before = large.output()
    shutil.rmtree(large.root / "output/2025")
    large.write("output/robots.txt", "other")
    large.build()
    assert large.output() == before


def test_small_site_is_looked_at_wholly(site: Site) -> None:
    """Any file that is gone is made again by the next build."""
    two(site)
    site.build()
    for path, data in site.output().items():
        (site.root / "output" / path).unlink()
        assert site.build().published.made == (path,)
        assert (site.root / "output" / path).read_bytes() == data


def test_changed_page_of_a_large_site_is_not_deleted(large: Site) -> None:
    """Nor where the build takes for granted that the file is as we left it."""
    for number in range(5):
        path = f"2025/12/04/{number}/index.html"
        large.write(f"output/{path}", "kept by hand")
        (large.root / f"content/2025/12/04/{number}.md").unlink()
        large.build()
        assert large.page(path) == "kept by hand"


def test_lost_page_of_an_edited_article_is_made(large: Site) -> None:
    """An edit looks for real at the pages that it makes."""
    before = large.output()
    for number in range(5):
        path = f"2025/12/04/{number}/index.html"
        (large.root / "output" / path).unlink()
        article = f"content/2025/12/04/{number}.md"
        large.write(article, large.read(article) + "\nA last word.\n")
        large.build()
        assert "A last word." in large.page(path)
    assert sorted(large.output()) == sorted(before)


def test_old_output_that_was_put_back_brings_nothing_back(site: Site, tmp_path: Path) -> None:
    """A page that was taken off since is gone again after the next build; what a person put there stays."""
    site.article("2025/12/04/kept.md", "Thing one happened")
    site.article("2025/12/04/gone.md", "Somebody was named")
    site.build()
    shutil.copytree(site.root / "output", tmp_path / "backup")
    site.command("hide", "Somebody was named")
    site.build()
    shutil.copytree(tmp_path / "backup", site.root / "output", dirs_exist_ok=True)
    site.write("output/2025/12/04/notes/index.html", "kept by hand")
    site.build()
    assert not [path for path, data in site.output().items() if b"Somebody was named" in data]
    assert not (site.root / "output/2025/12/04/gone").exists()
    assert site.page("2025/12/04/notes/index.html") == "kept by hand"


@pytest.mark.parametrize("damage", ["lost", "corrupt", "older", "empty"])
def test_cache_is_only_a_shortcut(site: Site, damage: str) -> None:
    """A missing, corrupt or foreign cache costs time, never a page."""
    two(site)
    site.build()
    before = site.output()
    cache = site.root / ".cache/site-gen.sqlite"
    for extra in site.root.glob(".cache/site-gen.sqlite-*"):
        extra.unlink()
    if damage == "lost":
        cache.unlink()
    elif damage == "corrupt":
        data = bytearray(cache.read_bytes())
        data[50:4000] = b"\x55" * 3950
        cache.write_bytes(data)
    elif damage == "empty":
        cache.write_bytes(b"")
    else:
        import sqlite3

        with sqlite3.connect(cache) as connection:
            connection.execute("pragma user_version = 99")
        connection.close()
    site.build()
    assert site.output() == before


def test_clean_makes_everything_anew(site: Site) -> None:
    """`--clean` renders every page again and leaves the same bytes; pages that are gone are still pruned."""
    two(site)
    site.build()
    before = site.output()
    done = site.command("build", "--clean")
    assert f"{len(before)} pages rendered, 0 unchanged" in done.stderr
    assert site.output() == before
    (site.root / "content/2025/12/04/a.md").unlink()
    site.command("build", "--clean")
    assert not (site.root / "output/2025/12/04/a").exists()


def test_output_behind_a_link_is_refused(site: Site, tmp_path) -> None:
    """No page is written through a link that leads out of output/."""
    two(site)
    outside = tmp_path / "outside"
    outside.mkdir()
    (site.root / "output").mkdir()
    (site.root / "output/2025").symlink_to(outside)
    built = site.build()
    assert not list(outside.iterdir())
    assert {it.code for it in built.diagnostics} == {"output-link"}


def test_lists_freeze(site: Site) -> None:
    """Full pages of a list never change when news arrives: ten new stories touch no old page of a topic."""
    site.write("site.yaml", "title: T\nbase_url: https://sample.example/\nlists: {page: 5}\n")
    for number in range(30):
        site.article(
            f"2025/11/{number % 28 + 1:02}/n{number}.md",
            f"Number {number}",
            published=f"2025-11-{number % 28 + 1:02}",
            topics="[sport]",
        )
    site.build()
    for number in range(10):
        site.article(f"2025/12/01/m{number}.md", f"New thing {number}", published="2025-12-01", topics="[sport]")
    made = site.build().published.made
    full = [path for path in made if path.startswith("topics/sport/page/")]
    assert (
        full
        == ["topics/sport/page/6/index.html", "topics/sport/page/7/index.html", "topics/sport/page/5/index.html"][
            : len(full)
        ]
        or len(full) <= 3
    )


def test_hostile_words_are_only_words(site: Site) -> None:
    """Markup, Jinja, scripts and links in content come out as text, in pages and in feeds."""
    nasty = "<script>alert(1)</script> {{ 7*7 }} {% raw %} ]]> & \" ' onload=x"
    title = nasty.replace("'", "''")
    matter = f"title: '{title}'\npublished: 2025-12-04\nauthors: ['<b>x</b>']\nsource: '<i>y'\n"
    body = (
        f"{nasty}\n\n[x](javascript:alert(1)) ![p](https://else.example/x.png) <img src=x onerror=alert(1)>\n\n"
        "<svg/onload=alert(2)>\n"
    )
    site.write("content/2025/12/04/a.md", f"---\n{matter}---\n\n{body}")
    assert {it.code for it in site.build().diagnostics} == {"shown-html"}
    done = site.command("check")
    assert done.returncode == 0, done.stderr
    page = site.page("2025/12/04/a/index.html")
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert "javascript:" not in page.split("</head>")[1].replace("javascript:alert(1))", "")
    assert "<img" not in page
    assert "<svg" not in page

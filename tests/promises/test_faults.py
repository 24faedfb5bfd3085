"""Bad input costs that input: it is named with file, line and what to do, and everything else is built."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sites import Site


def good(site: Site) -> None:
    site.seed("good.txt", "Bridge opens to traffic", body="Cars rolled over the river on Thursday for the first time.")


PAGE = "2025/12/04/bridge-opens-to-traffic/index.html"


@pytest.mark.parametrize(
    ("path", "data", "place", "says"),
    [
        ("seeds/empty.txt", b"", "seeds/empty.txt", "empty"),
        ("seeds/junk.txt", bytes(range(256)) * 40, "seeds/junk.txt", ""),
        ("seeds/untitled.txt", b"By Ann Lee | Dec 04, 2025\n", "seeds/untitled.txt", "headline"),
        (
            "seeds/day.txt",
            b"A Quiet Day in the Valley\nBy Ann Lee | Dec 45, 2025\nNothing happened, all day long, in the valley.\n",
            "seeds/day.txt:2",
            "date",
        ),
        ("content/open.md", b"---\ntitle: Never closed\n", "content/open.md:1", "not closed"),
        ("content/x.md", b"---\ntitle: a: b\n---\n", "content/x.md:2", "not YAML"),
        ("content/bytes.md", b"---\ntitle: x\n---\n\xff\xfe", "content/bytes.md:4", "UTF-8"),
        ("content/undated.md", b"---\ntitle: No day\n---\nx\n", "content/undated.md", "no date"),
    ],
)
def test_bad_file_is_named_and_the_rest_is_built(site: Site, path: str, data: bytes, place: str, says: str) -> None:
    """The file, its line, what is wrong and what to do; the site is whole without it; reported until you fix it."""
    good(site)
    site.write(path, data)
    for _ in range(2):
        done = site.command("build")
        assert done.returncode == 0, done.stderr
        assert f"{place}: " in done.stderr or f"{place}:" in done.stderr
        assert says in done.stderr
        assert "hint: " in done.stderr
        assert "Traceback" not in done.stderr
        assert "Bridge opens to traffic" in site.page(PAGE)
    (site.root / path).unlink()
    for left in (site.root / "content").rglob("*.md"):
        if "bridge" not in left.name:
            left.unlink()
    assert site.command("build").returncode == 0


@pytest.mark.parametrize("folder", ["content", "seeds"])
def test_link_that_breaks_later_is_said(site: Site, folder: str) -> None:
    """Problems are reported by every build until they are fixed, although no file came or went."""
    good(site)
    site.build()
    site.build()
    link = site.root / folder / "broken.md"
    link.symlink_to("nowhere")
    for _ in range(3):
        assert [it.path for it in site.build().diagnostics] == [f"{folder}/broken.md"]
    link.unlink()
    assert [site.build().diagnostics for _ in range(2)] == [(), ()]


@pytest.mark.parametrize("folder", ["content", "seeds"])
def test_link_that_is_taken_away_is_not_said(site: Site, folder: str) -> None:
    """Not even where the build that said so wrote the content itself."""
    good(site)
    link = site.write(f"{folder}/other.txt", "").with_name("broken.md")
    link.symlink_to("nowhere")
    assert f"{folder}/broken.md" in [it.path for it in site.build().diagnostics]
    link.unlink()
    assert f"{folder}/broken.md" not in [it.path for it in site.build().diagnostics]


def test_two_articles_with_one_address(site: Site) -> None:
    """The one whose file comes first keeps the address; the message names both."""
    good(site)
    site.article("2025/12/04/a.md", "First", slug="same")
    site.article("2025/12/04/b.md", "Second", slug="same")
    done = site.command("build")
    assert done.returncode == 0
    assert "content/2025/12/04/b.md:3: error: has the same address as 'content/2025/12/04/a.md'" in done.stderr
    assert "First" in site.page("2025/12/04/same/index.html")


def test_copied_file_is_told_by_its_id(site: Site) -> None:
    """A content file copied by hand, id and all, is reported, not silently dropped."""
    good(site)
    site.build()
    (name,) = site.content()
    site.write("content/2025/12/04/copy.md", site.read(f"content/{name}").replace("slug: bridge", "slug: other"))
    done = site.command("build")
    assert done.returncode == 0
    assert f"is the same article as 'content/{name}'" in done.stderr


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("titel: x\n", "site.yaml:1", "did you mean 'title'?"),
        ("title: x\nlists:\n  pages: 3\n", "site.yaml:3", "did you mean 'page'?"),
        ("title: x\nlists: {page: none}\n", "site.yaml:2", "expected a whole number"),
        ("title: [x\n", "site.yaml:2", "is not YAML"),
        ("title: x\nbase_url: example\n", "site.yaml:2", "not the address of a site"),
        ("title: x\ntimezone: Mars/Base\n", "site.yaml:2", "unknown time zone"),
        ("title: x\nfolders: {output: ../elsewhere}\n", "site.yaml:2", "outside the site"),
    ],
)
def test_configuration_that_cannot_be_used_stops_the_build(site: Site, text: str, place: str, says: str) -> None:
    """Exit code 2, the line and a suggestion, and the last good output stays as it was."""
    good(site)
    site.build()
    before = site.output()
    site.write("site.yaml", text)
    done = site.command("build")
    assert done.returncode == 2
    assert f"{place}: error: " in done.stderr
    assert says in done.stderr
    assert site.output() == before


def test_a_mistake_in_one_source_costs_that_line(site: Site) -> None:
    """The build goes on, and says where the mistake is and what was meant."""
    good(site)
    site.write("site.yaml", "title: x\nsources:\n  - name: a\n  - {name: b, topic: c}\n")
    done = site.command("build")
    assert done.returncode == 0
    assert "site.yaml:4" in done.stderr
    assert "did you mean 'topics'?" in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("story.html", "{% extends 'base.html' %}\n{% block main %}\n{% if %}\n", "templates/story.html:3"),
        (
            "story.html",
            "{% extends 'base.html' %}{% block main %}\n{{ view.nothing }}{% endblock %}",
            "templates/story.html:2",
        ),
        ("home.html", "{% include 'partials/gone.html' %}", "templates/home.html:1"),
        ("home.html", "\n{{ 1 / 0 }}", "templates/home.html:2"),
        ("home.html", b"\xff\xfe", "templates/home.html"),
    ],
)
def test_broken_template_stops_the_build(site: Site, name: str, text: str | bytes, place: str) -> None:
    """Exit code 2, the template and its line; the last good output stays, and fixing it repairs everything."""
    good(site)
    site.build()
    before = site.output()
    site.seed(
        "more.txt", "Second bridge opens further north", body="It opened on Friday, further to the north of town."
    )
    site.write(f"templates/{name}", text)
    done = site.command("build")
    assert done.returncode == 2, done.stderr
    assert f"{place}: error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert site.output() == before
    (site.root / f"templates/{name}").unlink()
    assert site.command("build").returncode == 0


def test_no_site_here(site: Site) -> None:
    """Without a site.yaml the message says how to start one."""
    (site.root / "site.yaml").unlink()
    done = site.command("build")
    assert done.returncode == 2
    assert "site-gen init" in done.stderr


def test_strict_counts_warnings(site: Site) -> None:
    """`--strict` makes a warning an error."""
    site.seed("a.txt", "Bridge opens to traffic", byline="By Ann Lee")
    assert site.command("build").returncode == 0
    assert site.command("build", "--strict").returncode == 1


@pytest.mark.parametrize("what", ["link", "name", "loop", "folder"])
def test_odd_files_among_the_seeds(site: Site, what: str) -> None:
    """Links that lead out, names that are not text, loops and folders called x.txt stop nothing."""
    good(site)
    seeds = site.root / "seeds"
    if what == "link":
        site.write(
            "secret.txt", "Secret Plans of the Town\nBy X | Dec 04, 2025\nNobody should read this here at all.\n"
        )
        (seeds / "out.txt").symlink_to(site.root / "secret.txt")
    elif what == "name":
        Path(os.fsdecode(bytes(seeds) + b"/bad\xff.txt")).touch()
    elif what == "loop":
        (seeds / "loop").symlink_to(seeds)
        (seeds / "self.txt").symlink_to(seeds / "self.txt")
    else:
        (seeds / "x.txt").mkdir()
    done = site.command("build")
    assert done.returncode == 0, done.stderr
    assert "Bridge opens to traffic" in site.page(PAGE)
    assert not any(b"Secret Plans" in data for data in site.output().values())

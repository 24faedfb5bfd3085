"""Commands find their digest, from a folder inside it and with `-C` anywhere, and say what is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sites import NOW, ROOT, Site

from site_gen.cli.ending import has_colours
from site_gen.cli.place import flag_first

BASE = "{% extends 'default/base.html' %}"


def typed(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); import site_gen.__main__", *words]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [("build", "--now", NOW), ("build", "--now", NOW, "--workers", "1"), ("check",)])
def test_a_command_in_a_folder_of_a_digest(site: Site, words: tuple[str, ...]) -> None:
    """It works on the digest that the folder lies in, and says which one that is."""
    site.seed("a/b/one.txt", "Bridge opens to traffic")
    site.build()
    done = typed(site.root / "seeds/a/b", *words)
    assert done.returncode == 0
    assert str(site.root) in done.stderr
    assert not (site.root / "seeds/a/b/output").exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("check -C x", "-C x check"),
        ("hide -C x A --report", "-C x hide A --report"),
        ("-C x check", "-C x check"),
        ("rename A -- -C x", "rename A -- -C x"),
        ("check -C", "check -C"),
        ("", ""),
    ],
)
def test_the_folder_may_stand_behind_the_command(words: str, found: str) -> None:
    """`-C FOLDER` is understood wherever it stands, but for what comes behind `--`."""
    assert flag_first(words.split()) == found.split()


def test_a_folder_that_is_not_there(site: Site) -> None:
    """It is called so, with exit code 2, and nothing is made."""
    done = typed(site.root, "-C", "nowhere", "build")
    assert done.returncode == 2
    assert "nowhere: error: is not there" in done.stderr
    assert not (site.root / "nowhere").exists()


def test_init_in_a_digest_refuses(site: Site) -> None:
    """A second init touches nothing; the recipe alone can be written anew."""
    before = sorted(site.root.rglob("*"))
    done = typed(site.root, "init")
    assert done.returncode == 2
    assert "there is a digest already" in done.stderr
    assert sorted(site.root.rglob("*")) == before
    site.write("deploy.sh", "old")
    assert typed(site.root, "init", "--recipe", "--host", "rsync").returncode == 0
    assert "rsync" in site.read("deploy.sh")
    assert not (site.root / "seeds").exists()


@pytest.mark.parametrize("folder", ["seeds/a/b", "seeds/new", "output/x", "notes"])
def test_init_inside_a_digest_refuses(site: Site, folder: str) -> None:
    """A digest in another would be read as its seeds; the answer says where to go."""
    site.seed("a/b/one.txt", "Bridge opens to traffic")
    site.write("notes/todo.txt", "Call Jana")
    before = sorted(site.root.rglob("*"))
    done = typed(site.root, "init", folder)
    assert done.returncode == 2
    assert f"lies in the digest '{site.root}'" in done.stderr
    assert f"site-gen init {site.root.parent}/" in done.stderr
    assert sorted(site.root.rglob("*")) == before


def test_init_of_a_new_folder_in_a_digest(site: Site) -> None:
    """Somebody who asks for one by name gets it, as in a checkout of this program, and is told where it lies."""
    done = typed(site.root, "init", "my-digest")
    assert done.returncode == 0
    assert f"lies in the folder of the digest '{site.root}'" in done.stderr
    assert (site.root / "my-digest/site.yaml").exists()


def test_init_says_what_it_left_alone(tmp_path: Path) -> None:
    """Files of a repository stay, and what its `.gitignore` lacks is said."""
    (tmp_path / "Makefile").write_text("all:\n")
    (tmp_path / ".gitignore").write_text("node_modules\noutput/\n")
    said = typed(tmp_path, "init").stderr
    assert (tmp_path / "Makefile").read_text() == "all:\n"
    assert "left 'Makefile' as it is" in said
    assert "add to '.gitignore': /.cache/ /fetch-state.jsonl" in said
    assert typed(tmp_path, "-C", "x", "init").stderr.count("left '") == 0


def test_a_file_is_named_from_where_one_stands(site: Site) -> None:
    """As a shell completes it: in a folder of content/ or seeds/, from above with -C, or as a whole path."""
    path = site.article("2025/12/04/a.md", "Comet seen over the harbour tonight")
    site.article("2025/12/03/a.md", "Bridge opens to traffic")
    below = f"{site.root.name}/content/2025/12/04/a.md"
    for folder, words in (
        (path.parent, ("pin", "a.md")),
        (site.root / "content", ("rename", "2025/12/04/a.md", "Comet")),
        (site.root.parent, ("-C", site.root.name, "topic", below, "science")),
        (path.parent, ("hide", "../03/a.md")),
        (path.parent, ("why", "a.md", "../03/a.md")),
        (site.root.parent, ("-C", site.root.name, "why", str(path))),
    ):
        done = typed(folder, *words)
        assert done.returncode == 0, done.stderr
    lines = [line for line in site.read("editorial.yaml").splitlines() if not line.startswith("#")]
    decided = dict(line.split(": ", 1) for line in lines)
    assert decided.keys() == {"pin", "rename", "topic", "hide"}
    assert decided["pin"][1:17] == decided["rename"][1:17] == decided["topic"][1:17] not in decided["hide"]


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """None where NO_COLOR is set, the terminal is dumb, or there is none."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    for name, value, wanted in (("TERM", "xterm", True), ("TERM", "dumb", False), ("NO_COLOR", "1", False)):
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv(name, value)
        assert has_colours() == wanted


def test_a_template_is_named_where_it_is_wrong(site: Site) -> None:
    """An own template that joins with others is named with its own line; a missing logo is a matter of site.yaml."""
    site.article("2025/12/04/a.md", "A headline of today")
    site.write(
        "templates/base.html",
        '{% extends "default/base.html" %}\n\n{% block tagline %}{{ site.nothing.more }}{% endblock %}',
    )
    said = site.command("build").stderr
    assert "templates/base.html:3: error" in said
    (site.root / "templates/base.html").unlink()
    site.write("site.yaml", "title: T\ntheme:\n  logo: {file: mark.svg, width: 10, height: 10}\n")
    done = site.command("build")
    assert done.returncode == 2
    assert "site.yaml:3: error: theme.logo names 'mark.svg'" in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("stroy.html", "{% extends 'default/story.html' %}", "templates/stroy.html: warning: is used by no page"),
        ("partials/crad.html", "x", "did you mean 'partials/card.html'?"),
        ("base.html", f"{BASE}\n{{% block colofon %}}x{{% endblock %}}", "base.html:2: warning"),
        ("story.html", "{% extends 'base.html' %}{% block mian %}{% endblock %}", "did you mean 'main'?"),
        ("base.html", f"{BASE}{{% block colophon %}}{{% block my %}}x{{% endblock %}}{{% endblock %}}", ""),
        ("story.html", "{% extends 'default/story.html' %}{% block colophon %}x{% endblock %}", ""),
        ("base.html", f"{BASE}{{% block colophon %}}{{% include 'partials/my.html' %}}{{% endblock %}}", ""),
    ],
)  # fmt: skip
def test_templates_without_effect(site: Site, name: str, text: str, said: str) -> None:
    """A file that nothing uses and a block that is nowhere are named with what may be meant; others are not."""
    site.article("2025/12/04/a.md", "A headline of today")
    if "my.html" in text:
        site.write("templates/partials/my.html", "mine")
    site.write(f"templates/{name}", text)
    found = "\n".join(map(str, site.build().diagnostics))
    assert (said in found) if said else not found


def test_why_with_one_headline(site: Site) -> None:
    """A part of a headline tells of that story: its address, its file, its other reports."""
    site.article("2025/12/04/a.md", "Comet seen over the harbour tonight")
    said = site.command("why", "over the harbour").stdout
    assert "https://sample.example/2025/12/04/a/" in said
    assert site.command("why", "no/such/page.html").returncode == 2

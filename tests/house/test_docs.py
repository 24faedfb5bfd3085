"""The documentation is true: its commands run, its links lead somewhere, its keys exist."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import msgspec
import pytest
import yaml
from sites import ROOT, Site

from site_gen.config import site_yaml
from site_gen.content.topics.taxonomy import BUILT_IN
from site_gen.markdown.frontmatter import KEYS_IN_ORDER

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_PARTS = ["Context", "Decision", "Consequences"]
DECISIONS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))


def commands(path: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", path.read_text(), re.DOTALL | re.MULTILINE)
    return [
        line.strip() for block in blocks for line in block.splitlines() if line.strip() and not line.startswith("#")
    ]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_commands_run(path: Path, site: Site) -> None:
    """Every `site-gen` command runs in the order of its page; every `make` target exists."""
    makefile = (ROOT / "Makefile").read_text()
    shutil.copytree(ROOT / "seeds", site.root / "seeds")
    for line in commands(path):
        program, *words = line.split()
        if program == "make":
            assert re.search(rf"^{words[0]}:", makefile, re.MULTILINE), line
        elif program == "site-gen":
            words = [str(site.root / word) if word == "my-digest" else word for word in words]
            done = site.command(*words)
            assert done.returncode == 0, f"{line}\n{done.stderr}"


@pytest.mark.parametrize("path", [*DOCS, *DECISIONS, ROOT / "docs/decisions/README.md"], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Links and pictures that point into the repository are there."""
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", path.read_text(), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text):
        assert (path.parent / target).exists(), target


def test_every_key_is_documented() -> None:
    """docs/configuration.md names every key of site.yaml and of front matter, and its example is valid."""
    text = (ROOT / "docs/configuration.md").read_text()
    example = re.search(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[1]
    site_yaml.parse(example)
    values = yaml.safe_load(example)
    for field in msgspec.structs.fields(site_yaml.Config):
        assert field.name in values, field.name
        if isinstance(field.default, msgspec.Struct):
            names = set(field.default.__struct_fields__) - {"lang"}
            assert names <= set(values[field.name]), field.name
    for key in KEYS_IN_ORDER:
        assert f"`{key}`" in text, key
    for topic in BUILT_IN:
        assert f"`{topic.slug}`" in text, topic.slug


def test_example_defaults_are_the_defaults() -> None:
    """Where the documented example shows a default, it is the real one."""
    text = (ROOT / "docs/configuration.md").read_text()
    shown = site_yaml.parse(re.search(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[1])
    bare = site_yaml.parse("title: x\n")
    for name in ("folders", "lists", "feeds", "grouping", "limits"):
        assert getattr(shown, name) == getattr(bare, name), name


def test_every_room_is_in_the_picture() -> None:
    """docs/architecture.md names every room of site_gen."""
    text = (ROOT / "docs/architecture.md").read_text()
    for path in (ROOT / "site_gen").iterdir():
        if path.suffix == ".py" and not path.name.startswith("__"):
            assert f"`{path.stem}`" in text, path.stem
        if path.is_dir() and (path / "__init__.py").exists():
            assert f"`{path.name}" in text, path.name


def test_every_decision_is_in_the_index() -> None:
    """docs/decisions/README.md lists every decision in order, and each says why, what and what follows."""
    index = (ROOT / "docs/decisions/README.md").read_text()
    titles = [path.read_text().partition("\n")[0].split(". ", 1)[1] for path in DECISIONS]
    listed = re.findall(r"^- \[\d+\]\(([^)]+)\) (.+)$", index, re.MULTILINE)
    assert listed == [(path.name, title) for path, title in zip(DECISIONS, titles, strict=True)]
    for path in DECISIONS:
        assert re.findall(r"^\*\*(\w+)\.\*\*", path.read_text(), re.MULTILINE) == _PARTS, path.name


def test_architecture_is_one_page() -> None:
    """docs/architecture.md stays short, and the tests that it names exist."""
    text = (ROOT / "docs/architecture.md").read_text()
    assert len(text.split()) <= 1_200
    for path in re.findall(r"`(tests/[\w/]+\.py)`", text):
        assert (ROOT / path).exists(), path


def test_help_names_every_command(site: Site) -> None:
    """The README's table and `--help` name the same commands."""
    listed = set(re.findall(r"^\| `site-gen (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    shown = set(re.findall(r"^  (\w+) ", site.command("--help").stdout.partition("Commands:")[2], re.MULTILINE))
    assert listed == shown
    for name in shown:
        assert site.command(name, "--help").returncode == 0

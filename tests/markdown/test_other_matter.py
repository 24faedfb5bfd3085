"""Front matter in TOML and JSON: read with its lines, and renewed without touching what a person wrote."""

# ruff: noqa: E501  # a file on one line, as it would come, beside what is expected of it
from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from site_gen.content.merge import merge, stamped
from site_gen.markdown.frontmatter import KEYS_IN_ORDER, Parts, normalise, parse, split
from site_gen.markdown.other_matter import put_toml, toml_blocks
from site_gen.model import Article

TOML = '''\
+++
# written by hand
title = 'The "new" bridge opens'   # no kicker
date = 2026-11-28T09:30:00+01:00
tags = ["Local", "Works"]
authors = [
  "Ann Lee",
  "Bo Ek",
]
summary = """
A bridge = a road.
[a] table = none
"""
"odd key" = "\\u007f 🚢"

[params]
  mood = "calm"
  [params.inner]
  n = 3

[[resources]]
src = "a.jpg"
+++

The bridge was opened on Saturday.
'''


def test_toml_is_read_as_hugo_writes_it() -> None:
    """Dates, lists, texts of several lines and tables are what they mean; keys of one's own are kept."""
    parsed = parse(TOML, "x.md")
    assert not parsed.diagnostics
    article = parsed.article
    assert article is not None
    assert article.title == 'The "new" bridge opens'
    assert article.published == "2026-11-28T09:30:00+01:00"
    assert article.authors == ("Ann Lee", "Bo Ek")
    assert article.topics == ("Local", "Works")
    assert article.extra["params"] == {"mood": "calm", "inner": {"n": 3}}
    assert article.extra["resources"] == [{"src": "a.jpg"}]
    assert article.body == "The bridge was opened on Saturday."
    assert TOML.split("\n")[parsed.body_line - 1 :] == ["", "The bridge was opened on Saturday.", ""]


@pytest.mark.parametrize(
    ("front", "line", "words"),
    [
        ('+++\ntitle = "A"\ndate = soon\n+++\n', 3, "is not TOML"),
        ('+++\ntitle = "A"\n\n# b\npublished = "the day of the fair"\n+++\n', 5, "is not a date"),
        ('+++\ntitle = "A"\nauthors = [\n"b"]\nhiden = true\n+++\n', 5, "did you mean 'hidden'"),
        ('+++\ntitle = "A"\n', 1, "is not closed"),
        ('{\n"title": "A",\n"hiden": true\n}\n', 3, "did you mean 'hidden'"),
    ],
)
def test_problems_have_their_line(front: str, line: int, words: str) -> None:
    (said, *_) = parse(front + "\nWords.\n", "x.md").diagnostics
    assert said.line == line
    assert words in said.message


def test_a_renewed_seed_leaves_the_rest_to_the_letter() -> None:
    """Ingest writes TOML into TOML: what it renews and nothing else, above the tables."""
    old = normalise(Article(title="Old", published="2026-11-28", authors=("Ann Lee",), body="One."))
    text = (
        "+++\n# mine\nauthors = [\n  'Ann Lee', # first\n]\n"
        f"generated = '{stamped(old)}'\nid = 'abc'\npublished = '2026-11-28'\ntitle = 'Old'\n\n[params]\n# deep\nmood = 'calm'\n+++\n\nOne.\n"
    )
    mine = parse(text, "x.md").article
    assert mine is not None
    fresh = normalise(
        Article(title="New 🚢", published="2026-11-29", authors=("Ann Lee",), url="https://a.example/1", body="Two.")
    )
    merged = merge(text, mine, fresh, "x.md")
    assert not merged.diagnostics
    again = parse(merged.text, "x.md").article
    assert again is not None
    assert (again.title, again.published, again.url, again.body) == (
        "New 🚢",
        "2026-11-29",
        "https://a.example/1",
        "Two.",
    )
    assert again.extra == {"params": {"mood": "calm"}}
    for kept in (
        "# mine\nauthors = [\n  'Ann Lee', # first\n]\n",
        "id = 'abc'\n",
        "\n[params]\n# deep\nmood = 'calm'\n",
    ):
        assert kept in merged.text
    assert 'title = "New 🚢"\n' in merged.text
    assert "published = 2026-11-29\n" in merged.text
    mine_now = msgspec.structs.replace(fresh, generated=again.generated)
    assert merge(merged.text, again, mine_now, "x.md").text == merged.text


def test_a_renewed_seed_in_json() -> None:
    old = normalise(Article(title="Old", published="2026-11-28", body="One."))
    text = f'{{\n  "title": "Old",\n  "published": "2026-11-28",\n  "mood": ["calm"],\n  "generated": "{stamped(old)}"\n}}\n\nOne.\n'
    mine = parse(text, "x.md").article
    assert mine is not None
    merged = merge(text, mine, normalise(Article(title="New", published="2026-11-28", body="One.")), "x.md")
    again = parse(merged.text, "x.md").article
    assert again is not None
    assert (again.title, again.extra, again.body) == ("New", {"mood": ["calm"]}, "One.")


KEYS = st.sampled_from(["title", "a-b", '"odd = key"', "'#'", "p.q"])
VALUES = st.sampled_from(["1", '"x # y"', "[\n1,\n[2],\n]", '"""\na = 1\n[b]\n"""', "{ c = 2 }", "2026-11-28"])
ROWS = st.lists(
    st.one_of(st.tuples(KEYS, VALUES).map(" = ".join), st.sampled_from(["", "# note = 1", "[t]", "[[u]]"])), max_size=8
)


@given(ROWS)
def test_blocks_are_the_text(rows: list[str]) -> None:
    """Cutting TOML loses nothing, and a key that is put into it leaves all others as they were."""
    matter = "".join(f"{row}\n" for row in rows)
    try:
        before = tomllib.loads(matter)
    except tomllib.TOMLDecodeError:
        return
    blocks = toml_blocks(matter)
    assert "".join(text for _, text in blocks) == matter
    assert {name for name, _ in blocks if name} == before.keys()
    put_toml(blocks, "url", "https://a.example/", KEYS_IN_ORDER)
    assert tomllib.loads("".join(text for _, text in blocks)) == before | {"url": "https://a.example/"}
    parts = split(f"+++\n{matter}+++\nWords.\n")
    assert isinstance(parts, Parts)
    assert parts.body == "Words.\n"


def test_own_pages_and_articles_in_toml(tmp_path: Path) -> None:
    """Articles of content/ and pages of one's own; a broken one costs itself and is named with its line."""
    site = Site(tmp_path)
    site.write("content/2025/12/04/bridge.md", TOML.replace("2026-11-28", "2025-12-04"))
    site.write("content/2025/12/04/bad.md", "+++\ntitle = A\n+++\n\nWords.\n")
    site.write("pages/contact.md", '+++\ntitle = "Contact 🚢"\n+++\n\nWrite to us.\n')
    site.write("pages/about.md", "+++\ntitle = About\n+++\n\nWords.\n")
    built = site.build()
    assert "2025/12/04/bridge/index.html" in site.output()
    assert "Contact 🚢" in site.output()["contact/index.html"].decode()
    named = {(it.path, it.line) for it in built.diagnostics}
    assert {("content/2025/12/04/bad.md", 2), ("pages/about.md", 2)} <= named
    assert site.read("content/2025/12/04/bridge.md") == TOML.replace("2026-11-28", "2025-12-04")

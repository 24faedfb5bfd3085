"""Front matter read without YAML says what YAML says, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.errors import Diagnostic
from site_gen.markdown import frontmatter, quickmatter

_KEYS = st.sampled_from(["title", "url", "authors", "published", "topics", "id", "draft", "own_key"])
_VALUES = st.lists(
    st.sampled_from([
        "a", "Two words", "http://a.example/x#y", "10:30", "a: b", "a:", ":a", "a :b", "a #b", "#b", "- x", "-x", "?",
        "~", "null", "true", "2025-12-04", "12", "1e3", "0x1f", "é", "語", '"q"', "'q'", "it's", " ", "  ", "\t", "&a",
        "*a", "!t", "{a}", "[a]", "a, b", "%", "@", "`", "|", ">", "=", "<<", "\u00a0", "\u2028", "\ufeff", "\x07",
        "\\n", "::", "a::b", "…", "yes", "No", "\u200f", "---", "...", "a---", "# ", "a# b",
    ]),
    min_size=1, max_size=3,
).map("".join)  # fmt: skip
_TEXT = st.builds("{}: {}\n".format, _KEYS, _VALUES)
_LIST = st.builds(lambda key, items: f"{key}:\n" + "".join(f"- {item}\n" for item in items), _KEYS, st.lists(_VALUES))


@given(st.lists(_TEXT | _LIST, max_size=4).map("".join))
@example("title: A plain headline\nauthors:\n- Ann Lee\n- Bo Ek\n")
@example("title: a\n\nurl: b\n")
@example("title:\n- a\n-\n")
def test_what_is_read_quickly_is_what_yaml_reads(matter: str) -> None:
    """Whatever the front matter: the same keys with the same texts, or the work is left to YAML."""
    found = quickmatter.read(matter)
    if found is None:
        return
    nodes = frontmatter.compose(matter, "x.md")
    assert not isinstance(nodes, Diagnostic)
    by_yaml = {key.value: _plain(value) for key, value in nodes}
    assert found == by_yaml


def _plain(node: object) -> object:
    value = getattr(node, "value")  # noqa: B009 - a scalar's text, or a sequence's nodes
    return tuple(item.value for item in value) if isinstance(value, list) else value


@given(st.lists(_TEXT | _LIST, max_size=4).map("".join))
def test_an_article_is_the_same_either_way(matter: str) -> None:
    """The article of a file does not depend on who read its front matter."""
    if quickmatter.read(matter) is None:
        return
    quick = frontmatter.parse(f"---\n{matter}---\n\nBody.\n", "x.md")
    by_yaml = frontmatter.parse(f"---\n{matter}# read by YAML\n---\n\nBody.\n", "x.md")
    assert quick.article == by_yaml.article
    assert quick.diagnostics == by_yaml.diagnostics


def test_what_ingest_writes_is_read_quickly() -> None:
    """The usual file needs no YAML."""
    matter = "title: Prices rise 3.5%, says Ann O'Neil\npublished: 2025-12-04T09:30:00+01:00\nauthors:\n- Ann O'Neil\n"
    assert quickmatter.read(matter) == {
        "title": "Prices rise 3.5%, says Ann O'Neil",
        "published": "2025-12-04T09:30:00+01:00",
        "authors": ("Ann O'Neil",),
    }


_WRITTEN = st.one_of(
    _VALUES,
    st.text(st.characters(codec="utf-8"), max_size=8),
    st.text("0123456789abcdefx_.:-+eTZ", max_size=17),
    st.from_regex(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z))?", fullmatch=True),
    st.text("0123456789abcdef", min_size=16, max_size=16),
)


@settings(max_examples=500)
@given(st.dictionaries(_KEYS, _WRITTEN | st.lists(_WRITTEN, max_size=3) | st.booleans() | st.none(), max_size=4))
@example({"title": "Prices rise 3.5%, says Ann", "published": "2025-12-04T09:30:00+01:00", "authors": ["Ann Lee"]})
@example({"id": "1234567890123456"})
@example({"id": "0x12345678901234", "title": "0b1"})
def test_what_is_written_quickly_is_what_yaml_writes(values: dict[str, object]) -> None:
    """Whatever the values: the same front matter to the letter, or the work is left to YAML."""
    quick = quickmatter.write(values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quickmatter, "write", lambda _: None)
        assert quick in (None, frontmatter.dump(values) if values else "")


def test_what_ingest_knows_is_written_quickly() -> None:
    """The usual file needs no YAML."""
    values = {"title": "Prices rise again", "published": "2025-12-04", "id": "e21336e75924e242", "authors": ["Ann Lee"]}
    assert quickmatter.write(values)

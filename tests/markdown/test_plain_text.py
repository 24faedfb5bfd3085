"""Teasers and titles say what the text says, whatever signs are in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.language.plain import clean
from site_gen.markdown.escaping import escape
from site_gen.markdown.to_html import plain_text, shorten, to_html

SIGNS = st.text(alphabet=st.sampled_from(list("ab 1.-+#>|=~*_`[]()!<&;\\/:'\"é愛\t")), max_size=40)


@given(st.one_of(SIGNS, st.text(max_size=60)))
@example("4*12 euros < 5 & TIDE_2_B ~3 &lt; \\ [x](y) ![z](w)")
@example("&amp; &#91; &copy &notanentity; <br> <a@b.example> <https://x.example>")
@example("~~no~~ __so__ ***x*** `` ` ``")
def test_plain_text_is_what_was_escaped(text: str) -> None:
    """What is escaped is a paragraph that says the same, and the reader of Markdown takes all escapes off again."""
    said = " ".join(clean(text).split())
    assert plain_text(escape(said)) == said
    assert re.fullmatch(r"(?s)(?:<p>[^<]*</p>\n?)?", to_html(escape(said)))


@given(st.lists(SIGNS.map(str.strip).filter(bool), min_size=2, max_size=4))
@example(["So it is", "==="])
@example(["Ten", "--"])
@example(["Term", ": said", "1. one"])
def test_lines_of_a_paragraph_stay_one(lines: list[str]) -> None:
    """No line after the first begins a block, or makes the one before it a heading."""
    assert len(re.findall("<p>", to_html(escape("\n".join(lines))))) == 1
    assert not re.search("<(?!/?p>|br>)", to_html(escape("\n".join(lines))))


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("The clock\\\nruns", "The clock runs"),
        ("A [link](https://x.example/a_b*c) and `code_x*`", "A link and code_x*"),
        ("*so* **it** ~~was~~ _is_", "so it was is"),
        ("salt &lt; 5, AT&amp;T", "salt < 5, AT&T"),
        ("plain words", "plain words"),
    ],
)
def test_words_of_markdown(markdown: str, said: str) -> None:
    """Links, marks and breaks are read as a page shows them."""
    assert plain_text(markdown) == said


@given(st.one_of(st.text(st.sampled_from("ab .,–。"), max_size=60), st.text(max_size=60)), st.integers(2, 40))
@example("words of two and more", 12)
@example("a" * 50, 10)
def test_a_shortened_text_is_no_longer_than_asked(text: str, limit: int) -> None:
    """With its ellipsis too; a text that fits stays as it is."""
    short = shorten(text, limit)
    assert len(short) <= limit
    assert text == short or len(text) > limit

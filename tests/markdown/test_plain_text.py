"""Teasers and titles say what the text says, whatever signs are in it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.language.plain import clean
from site_gen.markdown.from_html import escape as escape_html_text
from site_gen.markdown.to_html import plain_text, shorten
from site_gen.read.text.markdown import escape as escape_line

SIGNS = st.text(alphabet=st.sampled_from(list("ab 1.-+#>|=~*_`[]()!<&;\\/:'\"é愛\t")), max_size=40)


@given(st.one_of(SIGNS, st.text(max_size=60)))
@example("4*12 euros < 5 & TIDE_2_B ~3 &lt; \\ [x](y) ![z](w)")
@example("&amp; &#91; &copy &notanentity; <br> <a@b.example> <https://x.example>")
@example("~~no~~ __so__ ***x*** `` ` ``")
def test_plain_text_is_what_was_escaped(text: str) -> None:
    """Both writers of Markdown escape what the reader of Markdown takes off again."""
    said = " ".join(clean(text).split())
    assert plain_text(escape_html_text(said)) == said
    assert plain_text(escape_line(said)) == said


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

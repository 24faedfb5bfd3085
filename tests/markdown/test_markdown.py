"""Bodies: what the short way for plain paragraphs makes is what the libraries make, and so are words counted."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.language.plain import count_words
from site_gen.markdown.to_html import _PARAGRAPHS, _rendered, is_paragraphs, to_html

_PIECES = st.sampled_from([
    "A", "word", " ", "  ", "\n", "\n\n", "\n\n\n", "\t", "12", "3.", "4)", "-", "+", "=", "===", "#", ">", "<b>",
    "&amp;", "&", '"', "'", "(", "“", "é", "語", "\u00a0", "\u2003", "\u0085", "*", "_", "`", "~~", "[a]", "![a](b)",
    "|", "\\", "http://a.example", "a@b.example", "...", ":", "!", "1986\\. x", "\r", "\x00", "\x0b", "\ufeff", "---",
    "$", "^", "{", "%", "\u200f", "٣.",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
@example("One line.\nAnother.\n\n“Third,” she said.")
@example("12 people\n\n2024 began")
@example("a\n- b")
@example("a\n12) b")
def test_plain_paragraphs_are_as_the_libraries_write_them(markdown: str) -> None:
    """The short way gives the same HTML to the letter."""
    assert to_html(markdown) == _rendered(markdown)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_plain_paragraphs_are_known(markdown: str) -> None:
    """In ASCII they are told from all else without the pattern that says what they are."""
    assert is_paragraphs(markdown) == (_PARAGRAPHS.fullmatch(markdown) is not None)


def test_plain_paragraphs_take_the_short_way() -> None:
    """News as it mostly is needs no parser."""
    assert _PARAGRAPHS.fullmatch("“Prices rose 3.5%,” said Ann O'Neil - twice.\n\nA second paragraph (of two): done!")
    assert not _PARAGRAPHS.fullmatch("One *strong* word.")


@given(st.lists(_PIECES, max_size=12).map("".join).filter(str.isascii) | st.text(st.characters(max_codepoint=127)))
def test_words_are_what_stands_between_spaces(text: str) -> None:
    """Counted without being cut out, whatever kind of space parts them."""
    assert count_words(text) == len(text.split())

"""Links of a Markdown copy lead where those of the page do."""

from __future__ import annotations

import pytest

from site_gen.markdown.links import with_files
from site_gen.markdown.to_html import plain_text, to_html


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ("[a](https://o.example/p?x=1&utm_source=w)", "[a](https://o.example/p?x=1)"),
        ("[a](https://o.example/p?utm_source=w&amp;x=1)", "[a](https://o.example/p?x=1)"),
        ('[a](https://o.example/p?fbclid=z "Title")', '[a](https://o.example/p "Title")'),
        ("See <https://o.example/p?gclid=1#part>.", "See <https://o.example/p#part>."),
        ("[a](https://o.example/p?page=2)", "[a](https://o.example/p?page=2)"),
    ],
)
def test_no_tracking(written: str, copied: str) -> None:
    """Parameters that only count readers are left out, and nothing else."""
    assert with_files(written, {}, "https://digest.example/") == copied


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("See https://o.example/p?x=1&utm_source=w.", "See https://o.example/p?x=1."),
        ("See <https://o.example/p?fbclid=1>.", "See https://o.example/p."),
        ("A sum: 1+1?", "A sum: 1+1?"),
    ],
)
def test_printed_addresses_have_none_either(printed: str, words: str) -> None:
    """An address that a text prints, and a reader may copy, is without tracking on pages and in teasers."""
    assert plain_text(printed) == words
    assert "utm_" not in to_html(printed)
    assert "fbclid" not in to_html(printed)

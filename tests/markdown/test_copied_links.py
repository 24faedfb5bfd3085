"""Links of a Markdown copy lead where those of the page do."""

from __future__ import annotations

import pytest

from site_gen.markdown.links import with_files


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

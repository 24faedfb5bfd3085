"""Front matter that a program wrote with the escapes of JSON."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from site_gen.markdown.frontmatter import parse


def _title(value: str) -> str | None:
    found = parse(f"---\ntitle: {value}\n---\nText.\n", "a.md").article
    return found.title if found else None


def test_an_emoji_in_two_halves_is_one_sign() -> None:
    """As `json.dumps` writes it."""
    assert _title(r'"Weather \ud83c\udf27\ufe0f in \u00c5rhus"') == "Weather 🌧️ in Århus"


@given(st.characters(min_codepoint=0x10000, exclude_categories=["Cs", "Cn", "Cc"]))
def test_whatever_json_escapes_is_read_as_it_was(sign: str) -> None:
    """Every sign beyond the first 65,536."""
    assert _title(json.dumps(f"A {sign} B")) == unicodedata.normalize("NFC", f"A {sign} B")

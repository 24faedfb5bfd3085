"""Texts that say where they are from, in whatever way people paste them."""

# ruff: noqa: E501  # a text on one line, as it would come
from __future__ import annotations

import pytest

from site_gen.model import ReadingOptions, Seed
from site_gen.read import read

BODY = "Growers of the lower valley get a third less for their pears this year, the board said on Tuesday after a long night.\n\nThe cold store is still full of last year’s harvest, and nobody knows who will eat it before spring comes."
URL = "https://growers.example/2026/pears-fall"


@pytest.mark.parametrize(
    ("text", "authors", "source"),
    [
        (f"{URL}\n\nPears fall in price\n\nBy Ute Kern\n3 November 2026\n\n{BODY}", ("Ute Kern",), "growers.example"),
        (f"Pears fall in price\n{URL}\nBy Ute Kern | Nov 03, 2026\n\n{BODY}", ("Ute Kern",), "growers.example"),
        (f"Pears fall in price\nBy Ute Kern | Nov 03, 2026\n\n{BODY}\n\n<{URL}>", ("Ute Kern",), "growers.example"),
        (f"Pears fall in price\nBy Ute Kern | Nov 03, 2026\n\n{BODY}\n\nOriginal article: {URL}", ("Ute Kern",), "growers.example"),
        (f"Titel: Pears fall in price\nAutor: Ute Kern\nDatum: 3. November 2026\nQuelle: Growers’ Weekly\nLink: {URL}\n\n{BODY}", ("Ute Kern",), "Growers’ Weekly"),
        (f"Headline: Pears fall in price\nPublished: 2026-11-03\nAuthors: Ute Kern, Jo Marsh\nSource URL: {URL}\n\n{BODY}", ("Ute Kern", "Jo Marsh"), "growers.example"),
        (f"Title: Pears fall in price\n\nURL Source: {URL}\n\nPublished Time: 2026-11-03\n\nBy: Ute Kern\n\nMarkdown Content:\n\n{BODY}", ("Ute Kern",), "growers.example"),
        (f"Titel: Pears fall in price\nAutor: Ute Kern\nLink: {URL}\nVolltext:\n{BODY}", ("Ute Kern",), "growers.example"),
        (f"www.growers.example\nPears fall in price\nUte Kern\n3 minutes\n\n{BODY}", ("Ute Kern",), "growers.example"),
    ],
)  # fmt: skip
def test_origin(text: str, authors: tuple[str, ...], source: str) -> None:
    """Address, source and names are known, and are no words of the article."""
    (reading,) = read(Seed("seeds/a.txt", text.encode()), ReadingOptions())
    found = reading.article
    assert found, reading.diagnostics
    assert (found.title, found.authors, found.source) == ("Pears fall in price", authors, source)
    assert found.url == (URL if URL in text else None)
    assert found.body == BODY


def test_a_colon_is_no_label() -> None:
    """A headline or a sentence with a colon stays what it is, and an address in the text too."""
    text = f"Update: pears fall in price\nBy Ute Kern | Nov 03, 2026\n\n{BODY}\n\nSource: the board of growers."
    (reading,) = read(Seed("seeds/a.txt", text.encode()), ReadingOptions())
    assert reading.article
    assert reading.article.title == "Update: pears fall in price"
    assert reading.article.url is None

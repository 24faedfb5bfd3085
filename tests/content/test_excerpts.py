"""How much of a text readers get: all of it, or its beginning and the way to its source."""

from __future__ import annotations

import pytest
from sites import Site

from site_gen.content.excerpts import excerpt
from site_gen.language.plain import count_words

BODY = "\n\n".join(
    f"Paragraph {at} of the report tells what the harbour board decided in its long evening meeting. "
    f"The secret word of paragraph {at} is number{at}. The captain and the mayor were content with all of it."
    for at in range(6)
)


@pytest.mark.parametrize(
    ("rule", "own", "is_whole"),
    [
        ("", "", True),
        ("", "publish: excerpt\n", False),
        ("publish: full", "publish: excerpt\n", True),
        ("publish: excerpt", "", False),
        ("publish: excerpt", "publish: full\n", True),
    ],
)
def test_who_gets_how_much(site: Site, rule: str, own: str, is_whole: bool) -> None:
    """An article's own word counts most, then its source's; pages, feeds and copies carry the same."""
    site.write(
        "site.yaml", f"title: T\nbase_url: https://d.example/\nsources:\n  - name: Desk\n    {rule or 'lang: en'}\n"
    )
    site.write(
        "content/2026/01/02/ferry.md",
        f"---\ntitle: Ferry Repairs\npublished: 2026-01-02\nsource: Desk\nurl: https://desk.example/ferry\n{own}---\n\n{BODY}\n",
    )
    site.build()
    told = [name for name, data in site.output().items() if b"number5" in data]
    begun = [name for name, data in site.output().items() if b"number0" in data]
    assert bool(told) is is_whole
    kinds = ("2026/01/02/ferry/index.html", "feed.xml", "atom.xml", "feed.json", "2026/01/02/ferry/index.md")
    assert set(kinds) <= set(begun)
    if not is_whole:
        for kind in kinds:
            assert "Read at Desk" in site.page(kind)


def test_some_sixty_words_in_whole_sentences() -> None:
    """Sixty words at the most, in any script, and no heading among them."""
    found = excerpt(f"## Heading\n\n{BODY}", "https://desk.example/a(b)", "Desk [1]", "en")
    text, _, link = found.rpartition("\n\n")
    assert 40 < count_words(text) <= 60
    assert text.endswith(".")
    assert "Heading" not in text
    assert link == r"[Read at Desk \[1\]](https://desk.example/a%28b%29)" or link.startswith(r"[Read at Desk \[1\]](")
    wide = excerpt("理事会は夜の会議で修理を決めました。" * 40, "", "", "ja")
    assert 30 < count_words(wide) <= 61


def test_readers_get_an_excerpt_although_stories_know_the_whole(site: Site) -> None:
    """Two reports of one text are known as such by what readers do not see."""
    from site_gen.stories import fingerprint, is_reprint

    whole = fingerprint(BODY)
    assert is_reprint(whole, fingerprint(BODY + "\n\nOne more."))

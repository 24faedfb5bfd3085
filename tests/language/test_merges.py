"""What git and jj leave where nobody finished a merge is known with its lines; a text on it is no such thing."""

from __future__ import annotations

import pytest

from site_gen.language.merges import unfinished_merge

LEFT = {
    "git": ("<<<<<<< HEAD\nten\n=======\nnine\n>>>>>>> lisa", "'=======' in line 3, '>>>>>>>' in line 5"),
    "git with the base": (
        "<<<<<<< HEAD\nten\n||||||| 1a2b3c4\nsix\n=======\nnine\n>>>>>>> lisa",
        "'=======' in line 5, '>>>>>>>' in line 7",
    ),
    "jj": (
        "<<<<<<< Conflict 1\n%%%%%%% Changes to side #1\n-six\n+ten\n+++++++ Side #2\nnine\n>>>>>>> Conflict 1 ends",
        "'%%%%%%%' in line 2, '>>>>>>>' in line 7",
    ),
    "jj with snapshots": (
        "<<<<<<< Conflict 1\n+++++++ Side #1\nten\n------- Base\nsix\n+++++++ Side #2\nnine\n>>>>>>> Conflict 1 ends",
        "'+++++++' in line 2, '>>>>>>>' in line 8",
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_named(name: str) -> None:
    text, where = LEFT[name]
    found = unfinished_merge(f"{text}\nAfter.\n", "content/x.md")
    assert found
    assert found.line == 1
    assert where in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Numbers\n=======\n\nTwelve.\n",
        "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```\n",
        "<<<<<<< is how it begins, and\n------- is a rule\n",
    ],
)
def test_no_merge(text: str) -> None:
    assert unfinished_merge(text, "content/x.md") is None


@pytest.mark.parametrize(
    "mark", ["<<<<<<< HEAD", ">>>>>>> lisa/fix", ">>>>>>> 1a2b3c4 (Mend the date)", ">>>>>>> Stashed changes"]
)
def test_one_mark_left(mark: str) -> None:
    """Who ends a merge by hand may forget a line."""
    found = unfinished_merge(f"One.\n{mark}\nTwo.\n", "content/x.md")
    assert found
    assert found.line == 2
    assert mark in found.message


@pytest.mark.parametrize("text", [">>> One\n>>>>>>> Two\n", ">>>>>>> so many words\n", "```\n>>>>>>> lisa\n```\n"])
def test_quotations_are_none(text: str) -> None:
    assert unfinished_merge(text, "seeds/x.txt") is None

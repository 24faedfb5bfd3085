"""What MDX puts between paragraphs, components and what brings them in, is no text; prose that looks like it stays."""

from __future__ import annotations

import pytest

from site_gen.markdown.marks import without_marks
from site_gen.model import Ruling

TEXT = "The ferry sails again."


@pytest.mark.parametrize(
    "line",
    [
        "import Map from '@site/src/Map';",
        'import { Map, Chart } from "../parts"',
        "export const year = 2026;",
        '<Map place="north" />',
        "<Tweet.Embed id={4} />",
    ],
)
def test_components_are_cut(line: str) -> None:
    rulings: list[Ruling] = []
    assert without_marks(f"{line}\n\n{TEXT}\n", rulings).strip() == TEXT
    assert [(it.rule, it.text) for it in rulings] == [("a component", line)]


@pytest.mark.parametrize(
    "text",
    [
        "import duties rise from 'low' to 'high', says the port.",
        "import of coal, from the north, falls.",
        "export const numbers of pears",
        "`import Map from 'map';` is how it begins.",
        "```js\nimport Map from 'map';\n```",
        "A <br/> stays, and so does this line.",
    ],
)
def test_prose_and_code_stay(text: str) -> None:
    rulings: list[Ruling] = []
    assert without_marks(text, rulings) == text
    assert not rulings

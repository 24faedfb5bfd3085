"""HTML in Markdown of other programs is read as what it is."""

# an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import pytest

from site_gen.markdown.html_to_marks import without_html
from site_gen.markdown.marks import without_marks


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "Said <b>no</b> to <i>it</i>.<br>Next <a href='https://x.example/?a=1&amp;b=2'>here</a>.",
            "Said **no** to *it*.\\\nNext [here](https://x.example/?a=1&b=2).",
        ),
        ("One.\n\n<div class=box><p>A <strong>box</strong></p></div>\n\nTwo.", "One.\n\nA **box**\n\nTwo."),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>\n\nEnd.",
            "| A | B |\n| --- | --- |\n| 1 | 2 |\n\nEnd.",
        ),
        ("<details>\n<summary>More</summary>\n\n**In** it\n\n</details>\n\nEnd.", "More\n\n**In** it\n\n\n\nEnd."),
        ("H<sub>2</sub>O <script>alert(1)</script>and <!-- a note -->more", "H2O and more"),
        (
            "5 < 6, List<String>, <explained>, `<b>code</b>`, a<b",
            "5 < 6, List<String>, <explained>, `<b>code</b>`, a<b",
        ),
        (
            "```\n<b>x</b>\n\n<div>y</div>\n```\n\n    <i>z</i>\n",
            "```\n<b>x</b>\n\n<div>y</div>\n```\n\n    <i>z</i>\n",
        ),
        (
            "<img src='https://x.example/a.png' alt='A boat'> and <span style='x'>words</span>",
            "![A boat](https://x.example/a.png) and words",
        ),
    ],
)
def test_tags(written: str, read: str) -> None:
    """Tags become marks, but in code; what is no tag of HTML is words."""
    assert without_html(written) == read


def test_footnotes() -> None:
    """Those that have a text are numbered; others are words, and so is what stands in code."""
    text = "Since 1934.[^lens] And[^2] `[^2]` [^gone].\n\n[^lens]: Says he.\n[^2]: Says she."
    assert without_marks(text, []) == "Since 1934.¹ And² `[^2]` [^gone].\n\n¹ Says he.\n² Says she."

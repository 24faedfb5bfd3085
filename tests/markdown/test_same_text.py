"""A body that a formatter rewrote says the same; one that a person changed does not."""

from __future__ import annotations

import pytest

from site_gen.markdown.same_text import normal_form

BODY = (
    "# Pears\n\nThe *price* of **pears** fell\\\nby a third.\n\n- rain\n- stock\n\n1. One\n2. Two\n\n***\n\n"
    "| A | B |\n| --- | --- |\n| 1 | 2 |\n\n## Plums\n\n- snow\n  - hail\n- fog\n\nSee the [plan](https://plan.example/a).\n\n"
    '> So it says.\n\n[Map](https://map.example/ "Plan of it")\n\n'
    "snake_case stays, 4\\*12 too.\n"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("*price*", "_price_"),
        ("**pears**", "__pears__"),
        ("- rain\n- stock", "* rain\n* stock"),
        ("- rain\n- stock", "+   rain\n+   stock"),
        ("- rain\n- stock", "- rain\n\n- stock"),
        ("2. Two", "1. Two"),
        ("***", "---"),
        ("fell\\\n", "fell  \n"),
        ("third.\n", "third. \n"),
        ("# Pears", "Pears\n====="),
        ("## Plums", "Plums\n---"),
        ("[plan](https://plan.example/a)", "[plan][1]"),
        ("[plan](https://plan.example/a)", "[plan][]"),
        ("](https://plan.example/a)", "](<https://plan.example/a>)"),
        ("  - hail\n", "    - hail\n"),
        ("# Pears\n\nThe", "# Pears\nThe"),
        ("\n\n## Plums", "\n\n\n## Plums ##"),
        ("> So", ">So"),
        (' "Plan of it")', " 'Plan of it')"),
        ("| A | B |\n| --- | --- |", "| A   | B   |\n|-----|-----|"),
        ("4\\*12", "4*12"),
        ("too.\n", "too."),
        ("*price* of", "*price*\nof"),
        ("snake_case stays", "snake_case\nstays"),
    ],
)
def test_formatted(old: str, new: str) -> None:
    """What formatters change is no edit."""
    assert old in BODY
    changed = BODY.replace(old, new, 1)
    end = "\n[1]: https://plan.example/a\n[Plan]: <https://plan.example/a>\n" if "[plan][" in new else ""
    assert normal_form(changed + end) == normal_form(BODY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("price", "prize"),
        ("third.", "third!"),
        ("- rain\n", ""),
        ("# Pears", "Pears"),
        ("fell\\\n", "fell\n"),
        ("- stock", "stock"),
        ("  - hail\n", "- hail\n"),
        ("plan.example/a", "plan.example/b"),
    ],
)
def test_edited(old: str, new: str) -> None:
    """A changed word, sign, item or heading is one."""
    assert normal_form(BODY.replace(old, new, 1)) != normal_form(BODY)

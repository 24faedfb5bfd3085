"""`site-gen eval` on a file of labels, and its figures."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from site_gen.stories.evaluation import agreement

QUAKE, RATES, COMET = "Quake shakes the coast", "Rates stay", "A comet at dusk"


def test_eval_measures_the_grouping_on_a_file(site: Site) -> None:
    """Articles whose story is known and pairs that are labelled are measured anywhere; bad lines are named."""
    lines = [
        {"id": 1, "title": QUAKE, "story": "a"},
        {"id": 2, "title": QUAKE.upper(), "story": "a"},
        {"id": 3, "title": RATES, "story": "b"},
    ]
    clusters = site.write("clusters.jsonl", "\n".join(map(json.dumps, lines)))
    said = site.command("eval", str(clusters)).stdout
    assert said.startswith("labelled articles: 3, stories: 2\n")
    assert "precision 1.000  recall 1.000" in said
    pairs = [{"id": "x", "a": QUAKE, "b": QUAKE.lower(), "same": True}, {"id": "y", "a": RATES, "b": COMET, "loose": 0}]
    labelled = site.write("pairs.jsonl", "\n".join(map(json.dumps, pairs)))
    assert site.command("eval", str(labelled)).stdout.startswith("labelled pairs: 2, the same: 1\n")
    done = site.command("eval", str(site.write("bad.jsonl", json.dumps(lines[0]) + '\n{"id": 7, "title": "x"}\n{')))
    assert done.returncode == 1
    assert "lines without a label: 1" in done.stderr
    assert ":3: error: is not JSON" in done.stderr
    assert "labelled articles: 1, stories: 1" in done.stdout


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.lists(st.booleans(), min_size=40, max_size=40))
def test_agreement_is_what_it_says(people: list[bool], grouping: list[bool]) -> None:
    """Precision, recall and F1 are those of the textbook."""
    pairs = list(zip(people, grouping, strict=False))
    found = agreement(pairs)
    hits, said, true = sum(p and g for p, g in pairs), sum(g for _, g in pairs), sum(p for p, _ in pairs)
    assert found.precision == (hits / said if said else 1)
    assert found.recall == (hits / true if true else 1)
    assert found.f1 == pytest.approx(2 * hits / (said + true) if said + true else 1)

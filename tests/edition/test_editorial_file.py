"""`editorial.yaml` itself: read with its faults named, written so that a person's own lines stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.edition import decisions as editorial
from site_gen.edition.decisions import Decision, EditStep
from site_gen.errors import ConfigError

HEADING = editorial.apply("", [EditStep("add", Decision(kind="pin", ids=("a",)))], {}).splitlines()[0]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("pin:\n- a\nmrege:\n- [a, b]\n", 3, "did you mean 'merge'?"),
        ("pin: a\n", 1, "cannot be read"),
        ("pin:\n- a\n- [b]\n", 3, "cannot be read"),
        ("hide:\n- article: a\n", 2, "- story: ID"),
        ("merge:\n- [a]\n", 2, "different articles"),
        ("split:\n- [a, a]\n", 2, "different articles"),
        ("rename:\n  a:\n", 2, "cannot be read"),
        ("topic:\n  a: [[b]]\n", 2, "cannot be read"),
        ("- a\n", 1, "keys and decisions"),
        ("rename:\n  a: b: c\n", 2, "not YAML"),
        ("undone:\n- a\n", 2, "- pin: ID"),
        ("undone:\n- {pin: a, hide: b}\n", 2, "- pin: ID"),
        ("undone:\n- rename: {a: b, c: d}\n", 2, "cannot be read"),
        ("pin: &x [a]\nhide: *x\n", 1, "anchor"),
        ("pin: " + "[" * 5000 + "]" * 5000, 1, "nested"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stops_with_its_line(text: str, line: int, said: str) -> None:
    """Every mistake in the file is named with its line and what to do."""
    with pytest.raises(ConfigError) as raised:
        editorial.read(text)
    (found,) = raised.value.diagnostics
    assert (found.path, found.line) == ("editorial.yaml", line)
    assert said in str(found)
    assert found.hint


IDS = st.sampled_from(["a1", "12e4", "0x1f", "null", "d d", "desk: one", "#5", "ü"])
PAIRS = st.lists(IDS, min_size=2, max_size=4, unique=True).map(tuple)
TITLES = st.sampled_from(["One", 'Two: "three"', "# four", "- five", "ſeven — eight's", "\\"])
ONES = IDS.map(lambda id_: (id_,))
DECISIONS = st.one_of(
    st.builds(Decision, kind=st.just("pin"), ids=ONES),
    st.builds(Decision, kind=st.just("hide"), ids=ONES, whole=st.booleans()),
    st.builds(Decision, kind=st.sampled_from(["merge", "split"]), ids=PAIRS),
    st.builds(Decision, kind=st.just("rename"), ids=ONES, title=TITLES),
    st.builds(Decision, kind=st.just("topic"), ids=ONES, topics=st.sampled_from([("sport",), ("arts", "x-y")])),
)
FILES = [
    "",
    "# nothing yet",
    "---\n# Mine\npin: [a0, 'q'] # both\nmerge:\n- - q\n  - r  # why\n  # a note\n\n- [s, t]\n\nrename: {q: 'x'}\n",
    "hide:\n    - q   # one\n    # two\n    - story: r\n\n# end\nsplit: []\nrename:\n    q: >\n        folded\n",
    "pin:\r\n- q # x\r\n\r\n# last\r\n",
]


@given(text=st.sampled_from(FILES), decisions=st.lists(DECISIONS, max_size=6, unique=True))
def test_commands_keep_what_a_person_wrote(text: str, decisions: list[Decision]) -> None:
    """Whatever is added is read back, every line of the person stays, and taking all of it back leaves those lines."""
    before = editorial.read(text)
    edited = editorial.apply(text, [EditStep("add", it) for it in decisions], {"a1": "A # headline: one"})
    assert len(editorial.read(edited)) == len(before) + len(decisions)
    flow = [line for line in text.splitlines() if "[" not in line and "{" not in line]
    kept = iter(edited.splitlines())
    assert all(line in kept for line in flow if line.strip())
    again = editorial.apply(edited, [EditStep("remove", it) for it in decisions], {})
    lines = [line for line in again.splitlines() if line.strip() and line != HEADING]
    assert lines == [line for line in text.splitlines() if line.strip()]


MERGES = [
    "",
    "merge: [[a1, 'd d', ü], ['null', 12e4]]\n",
    "# Mine.\nmerge:\n-   - a1  # one\n    - 'd d' # two\n    # of them\n    - ü\n- [ 0x1f,\n    12e4 ] # two\n# end\n",
]


@given(st.sampled_from(MERGES), st.lists(st.tuples(st.booleans(), PAIRS, st.booleans()), max_size=8))
def test_commands_never_leave_a_contradiction(text: str, steps: list[tuple[bool, tuple[str, ...], bool]]) -> None:
    """After any merges, splits and undos no two articles are both merged and split, and the last word holds."""
    for is_merge, ids_, undo in steps:
        decisions = editorial.read(text)
        plan = editorial.merged if is_merge else editorial.parted
        changes = plan(decisions, ids_, undo=undo)
        text = editorial.apply(text, changes, {})
        decisions = editorial.read(text)
        assert plan(decisions, ids_, undo=undo) == []
        known = {id_: id_ for it in decisions for id_ in it.ids} | {id_: id_ for id_ in ids_}
        joined = editorial.join(known, editorial.merges(decisions, []), editorial.apart(decisions))
        if not undo:
            assert (len({joined.stories[id_] for id_ in ids_}) == 1) == is_merge

"""What sparse rows have in common is what one finds by looking at two rows at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.stories.many import overlap

ROWS = st.lists(st.dictionaries(st.integers(0, 60), st.sampled_from([0.25, 0.5, 2.0])), min_size=1, max_size=12)


@pytest.fixture(scope="module", params=[1, 128, overlap._TABLE], ids=["a row", "some rows", "all rows"])
def at_a_time(request: pytest.FixtureRequest) -> int:
    """So large a table that so many rows are looked at in one go."""
    return int(request.param)


@given(ROWS)
def test_sums_over_shared_ids_are_those_of_each_two_rows(at_a_time: int, rows: list[dict[int, float]]) -> None:
    """Whether rows are empty, share nothing, or are looked at in one go or one by one."""
    starts = np.cumsum([0, *map(len, rows)])
    ids = np.array([id_ for row in rows for id_ in sorted(row)], dtype=np.int64)
    weight = np.array([row[id_] for row in rows for id_ in sorted(row)])
    pairs = [(a, b) for a in range(len(rows)) for b in range(a + 1, len(rows))]
    left, right = (np.array([pair[end] for pair in pairs], dtype=np.int64) for end in (0, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlap, "_TABLE", at_a_time)
        dots = overlap.dots(starts, ids, left, right, weight)
        shared = overlap.shared(starts, ids, left, right, np.ones(len(ids)))
    assert dots.tolist() == [sum(rows[a][it] * rows[b][it] for it in rows[a].keys() & rows[b].keys()) for a, b in pairs]
    assert shared.tolist() == [len(rows[a].keys() & rows[b].keys()) for a, b in pairs]

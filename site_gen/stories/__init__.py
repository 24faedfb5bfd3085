"""Articles on one event become a story: which headlines are one, which articles belong together, and why."""

from __future__ import annotations

from site_gen.stories.bodies import fingerprint, is_reprint, runs_of
from site_gen.stories.essence import essence
from site_gen.stories.grouping import (
    NOTHING_SETTLED,
    Decisions,
    GroupingBlock,
    GroupingOptions,
    Links,
    assemble,
    blocks,
    group,
    group_at,
    link,
)
from site_gen.stories.stream import Stream
from site_gen.stories.times import in_order
from site_gen.stories.two import Comparison, compare, compare_all
from site_gen.stories.two.variants import distinct_headlines, near_identical

__all__ = [
    "NOTHING_SETTLED",
    "Comparison",
    "Decisions",
    "GroupingBlock",
    "GroupingOptions",
    "Links",
    "Stream",
    "assemble",
    "blocks",
    "compare",
    "compare_all",
    "distinct_headlines",
    "essence",
    "fingerprint",
    "group",
    "group_at",
    "in_order",
    "is_reprint",
    "link",
    "near_identical",
    "runs_of",
]

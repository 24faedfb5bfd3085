"""Articles on one event become a story: which headlines are one, which articles belong together, and why."""

from __future__ import annotations

from site_gen.stories.grouping import Comparison, Decisions, GroupingOptions, compare, group
from site_gen.stories.variants import distinct_headlines, near_identical

__all__ = [
    "Comparison",
    "Decisions",
    "GroupingOptions",
    "compare",
    "distinct_headlines",
    "group",
    "near_identical",
]

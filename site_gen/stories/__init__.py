"""Articles on one event become a story: which headlines are one, which articles belong together, and why."""

from __future__ import annotations

from site_gen.stories.bodies import fingerprint, is_reprint, runs_of
from site_gen.stories.grouping import NOTHING_SETTLED, Decisions, GroupingOptions, group, group_at
from site_gen.stories.oddity import oddity
from site_gen.stories.reasons import explain, explain_all
from site_gen.stories.terms import body_terms, most_telling
from site_gen.stories.times import in_order
from site_gen.stories.two import Comparison, compare, compare_all
from site_gen.stories.two.variants import distinct_headlines, near_identical

__all__ = [
    "NOTHING_SETTLED",
    "Comparison",
    "Decisions",
    "GroupingOptions",
    "body_terms",
    "compare",
    "compare_all",
    "distinct_headlines",
    "explain",
    "explain_all",
    "fingerprint",
    "group",
    "group_at",
    "in_order",
    "is_reprint",
    "most_telling",
    "near_identical",
    "oddity",
    "runs_of",
]

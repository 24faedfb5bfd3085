"""What a digest's own hooks are given and what they answer with: `from site_gen.hooks import Article`.

docs/hooks.md says what each function does. Hooks are loaded from their text, which is part of the key of each step
that they feed, and called with care: what one of them does wrong costs the article that it was asked about.
"""

from __future__ import annotations

from site_gen.hooks.values import PageText, Report
from site_gen.model import Article, Brief, Edition, Seed, SourceRule, Story, Topic

__all__ = ["Article", "Brief", "Edition", "PageText", "Report", "Seed", "SourceRule", "Story", "Topic"]

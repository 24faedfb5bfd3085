"""The model of words is asked about an article once: when its text is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest
from sites import Site

from site_gen.content import topics
from site_gen.content.topics.classifier import NO_LEANING, Classified, classify


def test_words_are_read_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a build without news, nor another theme or title, nor news of others asks again about what is filed."""
    asked: list[str] = []

    def counted(
        title: str, body: str, allowed: Collection[str], leaning: Mapping[str, float] = NO_LEANING
    ) -> Classified:
        asked.append(title)
        return classify(title, body, allowed, leaning)

    monkeypatch.setattr(topics, "classify", counted)
    for number in range(5):
        site.seed(f"{number}.txt", f"Council number {number} votes on its budget")
    site.build()
    assert len(asked) == 5
    asked.clear()
    site.build()
    site.write("templates/static/own.css", "a{}")
    site.build()
    site.write("site.yaml", "title: Another\nbase_url: https://sample.example/\n")
    site.build()
    assert asked == []
    site.seed("n.txt", "Parliament debates the law on rivers")
    site.build()
    assert asked == ["Parliament debates the law on rivers"]

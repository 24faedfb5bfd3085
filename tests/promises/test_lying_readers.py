"""A reader that is wrong costs the seed that it reads, never the build."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable

import msgspec
import pytest
from sites import Site

from site_gen import read
from site_gen.content import filing
from site_gen.model import Article, Reading
from site_gen.read import kinds


def _article(**values: object) -> tuple[Reading, ...]:
    article = msgspec.structs.replace(Article(title="A headline"), **values)  # type: ignore[arg-type]
    return (Reading(article),)


def _raise(*_: object) -> tuple[Reading, ...]:
    raise LookupError("a reader's own fault")


LIES: dict[str, Callable[..., object]] = {
    "a number for a date": lambda *_: _article(published=5),
    "a date that is none": lambda *_: _article(modified="Tuesday"),
    "a list for a headline": lambda *_: _article(title=["a", "b"]),
    "text for authors": lambda *_: _article(authors=(1, 2)),
    "half a character": lambda *_: _article(body="\ud800"),
    "articles without readings": lambda *_: (Article(title="A headline"),),
    "no answer": lambda *_: None,
    "an exception": _raise,
}


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """A module that reads every file whose name ends in `.lie`."""
    module = types.ModuleType("lying_reader")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(kinds, "_SIGNS", (("lie", lambda start: start.suffix == ".lie"), *kinds._SIGNS))
    monkeypatch.setattr(read, "_READERS", {**read._READERS, "lie": module.__name__})
    return module


@pytest.mark.parametrize("lie", LIES)
def test_answer_of_another_type(site: Site, lying: types.ModuleType, lie: str) -> None:
    """The seed is reported and gives no article; the others are published."""
    lying.read = LIES[lie]  # type: ignore[attr-defined]
    site.seed("good.txt", "Bridge opens to traffic")
    site.write("seeds/bad.lie", "Whatever stands here.\n")
    built = site.build()
    assert built.articles == 1
    assert [it.path for it in built.diagnostics if it.severity == "warning"] == ["seeds/bad.lie"]
    assert "Bridge opens to traffic" in site.page("index.html")


def test_article_that_cannot_be_filed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does an article that nobody foresaw stop the build on its way from the reader to its file."""
    identified = filing._identified

    def fail(article: Article, *rest: object, **more: object) -> Article:
        if "Bridge" in article.title:
            raise ZeroDivisionError
        return identified(article, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(filing, "_identified", fail)
    site.seed("bad.txt", "Bridge opens to traffic")
    site.seed("good.txt", "Rates stay where they are")
    built = site.build()
    assert built.articles == 1
    assert [it.path for it in built.diagnostics if it.severity == "warning"] == ["seeds/bad.txt"]

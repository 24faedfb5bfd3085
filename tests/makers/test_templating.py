"""Templates print what Jinja alone would print, and what pages share is worked out once."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from markupsafe import Markup, escape
from sites import ROOT

from site_gen.makers.html.templating import PageEnvironment, compiled


def test_what_a_template_prints_is_escaped() -> None:
    """In a template, in a macro, and in a macro's output that is printed again."""
    source = "{% macro bold(it) %}<b>{{ it }}</b>{% endmacro %}{{ it }} {{ bold(it) }} {{ once(bold, it) }}"
    environment = compiled((("page.html", source, "page.html"),), "")
    environment.globals["once"] = environment.once
    page = environment.get_template("page.html").render(it="<&>")
    assert page == "&lt;&amp;&gt; <b>&lt;&amp;&gt;</b> <b>&lt;&amp;&gt;</b>"


def test_no_internals_of_jinja_are_used() -> None:
    """What another version of Jinja may change without a word is nothing that this program builds on."""
    sources = "".join(path.read_text() for path in (ROOT / "site_gen").rglob("*.py"))
    assert "jinja2.compiler" not in sources
    assert "code_generator_class" not in sources


def test_the_default_theme_is_compiled_once_for_all_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its code lies beside this program's; a site's own templates are kept with the site."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr("site_gen.makers.html.templating._COMPILED", str(tmp_path / "program"))
    templates = (("a.html", "theirs", "a"), ("b.html", "own", "b"), ("default/a.html", "theirs", "a"))

    def kept(site: str) -> tuple[int, int]:
        environment = PageEnvironment(templates, str(tmp_path / site))
        assert [environment.get_template(name).render() for name in ("a.html", "b.html")] == ["theirs", "own"]
        return len(list((tmp_path / "program").glob("*"))), len(list((tmp_path / site).glob("*")))

    for folder in ("one", "two", "program"):
        (tmp_path / folder).mkdir()
    assert [kept("one"), kept("two"), kept("one")] == [(1, 1)] * 3
    shutil.rmtree(tmp_path / "program")
    assert kept("two") == (0, 2)


def test_a_fragment_is_worked_out_once() -> None:
    """The same arguments print the same; another argument, or other globals, are worked out anew."""
    environment = PageEnvironment((), "")
    calls: list[str] = []

    def macro(text: str) -> Markup:
        calls.append(text)
        return Markup(text)  # noqa: S704 - a letter

    printed = [environment.once(macro, text) for text in ("a", "a", "b")]
    environment.forget_globals()
    assert [*printed, environment.once(macro, "a")] == ["a", "a", "b", "a"]
    assert calls == ["a", "b", "a"]


def test_fragments_take_no_more_room_than_they_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of any size is rendered in the same memory."""
    monkeypatch.setattr("site_gen.makers.html.templating._MOST_FRAGMENTS", 3)
    environment = PageEnvironment((), "")
    assert [environment.once(Markup, str(number)) for number in range(10)] == [str(number) for number in range(10)]
    assert len(environment._fragments) <= 3


def test_what_can_change_is_worked_out_every_time() -> None:
    """A list is no name for what is printed."""
    assert PageEnvironment((), "").once(lambda items: escape(len(items)), [1, 2]) == "2"

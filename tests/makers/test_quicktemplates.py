"""Quick code prints what Jinja prints, or leaves the page to it."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from test_theme import PAGES, THEME, environment

from site_gen.language.interface import Wording
from site_gen.makers.html import _interface_texts
from site_gen.makers.html.templating import PageEnvironment

SITE = SimpleNamespace(name="Star & Sun", settings={"own": "<i>"})
GLOBALS = {"site": SITE, "x": "global", "item": "<>", "none": None, "_": str.upper, "gettext": str}

# Parts of templates; those that extend another mean something else by some of them, or nothing at all.
PARTS = (
    "text {{ view }} ",
    "{{ site.name }}{{ site.settings.own }}{{ _('a') }}",
    "{% set x = 'set' %}{{ x }}",
    "{{ x }}",
    "{{ x is defined }}{{ y is defined }}{% if y is defined %}{{ y }}{% endif %}",
    "{% if view == 'v' %}{% set y = 'y' %}{% else %}{% set y = 'else' %}{% set x = 'else' %}{% endif %}{{ y }}{{ x }}",
    "{% for item in view %}{{ item }}{{ loop.index }}{% set x = item %}INNER{% endfor %}",
    "{% for x in 'ab' %}INNER{% endfor %}",
    "{% if view %}INNER{% endif %}",
    "{% with x = 'with' %}INNER{{ x }}{% endwith %}",
    "{% set x %}INNER{% endset %}{{ x }}",
    "{% filter upper %}INNER{% endfilter %}",
    "{% macro m(a, b='b') %}{{ a }}{{ b }}{{ x }}{{ view }}{% endmacro %}{{ m('<') }}{{ m(*'&') }}{{ m(b='c', a=1) }}",
    "{% from 'part' import bold, z as x %}{{ bold(view) }}",
    "{% from 'part' import bold as m with context %}{{ m('a') }}{{ x }}",
    "{% include 'part' %}",
    "{% block a %}{{ super() }}{{ x }}{% endblock %}",
    "{% block b %}1{% if view %}{{ super() }}2INNER{% endif %}{% endblock %}",
    "{% block a %}A{{ x }}INNER{% endblock %}",
    "{% block b %}B{{ view }}INNER{% endblock %}",
    "{% set ns = namespace(n=1) %}{% set ns.n = 2 %}{{ ns.n }}",
    "{{ view.upper() }}{{ view|length }}{{ [view, 1]|join('<') }}",
    "{{ {'items': 1, 'own': 2}.own }}{{ 'a' if none }}",
    "{% trans %}Hello {{ view }}{% endtrans %}",
)
ODD = (
    "{% include 'gone' ignore missing %}{% include ['gone', 'part'] %}",
    "{% block b %}{{ super()|upper }}{% endblock %}",
    "{{ super() }}",
    "{{ self.a() }}",
    "{% block a %}{{ super.super() }}{{ self.b() }}{% endblock %}",
    "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, c=3) }}",
    "{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}INNER{% endcall %}",
    "{% macro m() %}INNER{% endmacro %}{{ m() }}",
    "{% from 'part' import nothing %}",
    "{% import 'part' as x %}{{ x.bold('&') }}",
    "{{ m(1, 2, 3) if m is defined }}",
    "{% block c scoped %}C{{ x }}{{ item }}{% endblock %}",
    "{% block d required %}{% endblock %}",
    "{% set site = {'name': 'other'} %}",
    "{% set view = 'seen' %}",
    "{% autoescape false %}{{ site.settings.own }}{% endautoescape %}",
    "{{ view.nothing }}{{ nothing }}",
)
BODY = st.lists(st.sampled_from(PARTS * 8 + ODD), max_size=4).map("".join)


@st.composite
def templates(draw: st.DrawFn) -> dict[str, str]:
    """Three templates, each extends the next where it is lucky, and one that they import."""

    def body() -> str:
        text = draw(BODY).replace("INNER", draw(BODY)).replace("INNER", draw(BODY)).replace("INNER", "")
        names = iter(draw(st.permutations("abcdef")) + list("ghijklmnopqrstuvwxyz") * 9)
        return re.sub("(?<=block )[ab]", lambda _: next(names), text)  # no block stands there twice

    part = "{% macro bold(it) %}<b>{{ it }}{{ x }}</b>{% endmacro %}{% set z = site.name %}{{ _('part') }}"
    extends = "{% extends 'PARENT' %}"
    first = st.sampled_from([extends] * 8 + ["", "{% if view %}" + extends + "{% endif %}", "{% extends view %}"])
    found = {
        "part": part + draw(st.sampled_from(PARTS + ODD)).replace("INNER", ""),
        "<v>": "{% block a %}V{% endblock %}",
    }
    for name, parent in (("child", "middle"), ("middle", "base")):
        before = body() if draw(st.integers(0, 9)) == 0 else ""
        found[name] = before + draw(first).replace("PARENT", parent) + body()
    return found | {"base": body().replace("{{ super() }}", "")}


def printed(family: dict[str, str], name: str, quick: bool) -> str:
    """What a template prints, or what is wrong with it."""
    page = PageEnvironment(tuple((name, text, name) for name, text in family.items()), "")
    page.globals.update(GLOBALS)
    plain = page.overlay()
    plain.code_generator_class = jinja2.compiler.CodeGenerator
    try:
        return (
            page.page(name, view="<v>", bodies={}) if quick else plain.get_template(name).render(view="<v>", bodies={})
        )
    except (jinja2.TemplateError, TypeError, AttributeError, RecursionError) as error:
        return f"{type(error).__name__}: {'' if isinstance(error, RecursionError) else error}"


@given(templates(), st.sampled_from(["child", "middle"]))
@example({"base": "{% block a %}A{% endblock %}", "child": "{% extends 'child' %}"}, "child")
@example({"base": "{% block a %}A{% endblock %}", "child": "\n{% extends 'base' %}"}, "child")
@example({"base": "{% block a %}A{% endblock %}" * 2, "child": "{% extends 'base' %}"}, "child")
@example({"base": "{% block a %}{% endblock %}{% set view = 1 %}", "child": "{% extends 'base' %}"}, "child")
def test_the_same_is_printed(family: dict[str, str], name: str) -> None:
    """Whatever templates hold, and however they are related."""
    assert printed(family, name, quick=True) == printed(family, name, quick=False)


@pytest.mark.parametrize("name", PAGES)
def test_the_default_theme_is_quick(name: str) -> None:
    """Each of its pages is the one that Jinja prints, also where a site's own template builds on it."""
    template, view = PAGES[name]
    texts = {str(path.relative_to(THEME)): path.read_text() for path in THEME.rglob("*.html")}
    own = "{% extends '" + template + "' %}{% block main %}<p>Own</p>{{ super() }}{% endblock %}"
    plain, page = environment(), PageEnvironment(tuple((name, text, name) for name, text in texts.items()), "")
    ours = PageEnvironment((*((name, text, name) for name, text in texts.items()), ("own.html", own, "own.html")), "")
    plain.globals["_"], plain.globals["ngettext"] = _interface_texts(Wording("en", "UTC"))
    values: dict[str, Any] = {"view": view, "bodies": {"b": Markup("<p>Text.</p>")}}
    for made in (page, ours):
        made.globals |= plain.globals
        made.filters |= plain.filters
    expected = plain.get_template(template).render(values)
    assert page.page(template, **values) == expected
    assert ours.page("own.html", **values) == plain.from_string(own).render(values)
    assert not page._left_to_jinja
    assert not ours._left_to_jinja


def test_kept_code_is_of_the_templates_that_it_came_from(tmp_path: Path) -> None:
    """Where a template that is extended changes, those that extend it are compiled anew."""

    def page(base: str) -> str:
        templates = (("a", "{# {% extends 'x' %} #}{% extends 'b' %}", "a"), ("b", "{%extends 'c'%}", "b"))
        return PageEnvironment((*templates, ("c", base, "c")), str(tmp_path)).page("a")

    assert [page("old"), page("new"), page("old")] == ["old", "new", "old"]

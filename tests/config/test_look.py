"""`theme:` of site.yaml: an accent that can be read, a logo, a tagline."""

from __future__ import annotations

import pytest
from sites import Site

from site_gen.config import site_yaml
from site_gen.config.look import BRAND, contrast, look
from site_gen.errors import ConfigError

THEME = "title: Test Digest\ntheme:\n"


def test_contrast_is_what_wcag_says() -> None:
    """Black on white is 21, a colour on itself 1, the known middle grey 4.5."""
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#336699", "#336699") == 1
    assert round(contrast("#767676", "#ffffff"), 1) == 4.5
    assert contrast(BRAND, "#f4f4f1") > 4.5


@pytest.mark.parametrize(
    ("theme", "message", "hint"),
    [
        ('{accent: {light: "#ffaa00", dark: "#ffaa00"}}', "contrast of 1.7 in light", "is the same colour"),
        ('{accent: {light: "#00594f", dark: "#00594f"}}', "in dark; it needs 4.5", "is the same colour"),
        ("{accent: {light: red, dark: red}}", "accent 'red' is not a colour", "write it as in '#00594f'"),
        ('{accent: "#00594f"}', "got a text at 'theme.accent'", "with keys out of light, dark"),
        ("{logo: {file: logo.svg}}", "has no 'width' at 'theme.logo'", "add 'width: …' to it"),
    ],
)
def test_mistakes_are_named(theme: str, message: str, hint: str) -> None:
    """What cannot be read or shown stops the build, with the line and a way out."""
    with pytest.raises(ConfigError) as caught:
        site_yaml.parse(f"title: x\ntheme: {theme}\n")
    (found,) = caught.value.diagnostics
    assert found.line == 2
    assert message in found.message
    assert hint in (found.hint or "")


def test_suggested_colour_is_accepted() -> None:
    """The colour that a refusal names can be read."""
    with pytest.raises(ValueError, match="contrast") as caught:
        look({"accent": {"light": "#ffaa00", "dark": "#ffaa00"}})
    suggested = caught.value.args[1].split("'")[1]
    assert look({"accent": {"light": suggested, "dark": "#ffaa00"}}).accent


def test_look_reaches_the_pages(site: Site) -> None:
    """The accent joins the style sheet, logo and tagline the header; keys of the site's own stay for its templates."""
    site.seed("a.txt", "A headline")
    site.build()
    before = site.page("static/style.css")
    site.write("templates/static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write(
        "site.yaml",
        THEME + '  accent: {light: "#00594f", dark: "#6fd6c6"}\n  tagline: Once & again\n'
        "  logo: {file: logo.svg, width: 90, height: 30}\n  own: 3\n",
    )
    site.write(
        "templates/404.html", '{% extends "default/404.html" %}{% block tagline %}{{ site.settings.own }}{% endblock %}'
    )
    built = site.build()
    assert "static/style.css" in built.published.made
    assert site.page("static/style.css").startswith(before)
    assert "--brand:#6fd6c6" in site.page("static/style.css")
    assert '<img src="/static/logo.svg" alt="" width="90" height="30">' in site.page("index.html")
    assert "Once &amp; again" in site.page("index.html")
    assert '"theme_color":"#00594f"' in site.page("site.webmanifest")
    assert site.build().published.made == ()

"""Renders pages to HTML: the theme's templates and a view go in, bytes come out."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from site_gen.config.theme import DEFAULT
from site_gen.engine.hashing import digest
from site_gen.errors import Diagnostic, ThemeError
from site_gen.language.interface import Wording
from site_gen.language.plain import GENERATOR
from site_gen.makers.html.agreement import ComparedText, agree
from site_gen.makers.html.headlines import whole
from site_gen.makers.html.json_ld import structured
from site_gen.makers.html.marks import colour, initial
from site_gen.markdown.links import without_ids
from site_gen.markdown.to_html import to_html
from site_gen.pages.views import SiteView

if TYPE_CHECKING:
    import jinja2

    from site_gen.makers.html.templating import PageEnvironment

# {% extends "base.html" %}, {% from 'partials/card.html' import card %} -> the name, when it is a literal
_REFERENCE: Final = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\s+(?:[\"']([^\"']+)[\"'])?")


class Theme(msgspec.Struct, frozen=True):
    """The templates of a site, its own before the default ones: name, text, and the file to name in messages."""

    templates: tuple[tuple[str, str, str], ...]


class HtmlOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a page is rendered with besides its own view."""

    theme: Theme
    site: SiteView
    lang: str
    timezone: str
    static: dict[str, str] = {}  # name of a static file -> its address
    compiled: str = ""  # folder for compiled templates; compiling costs more than most builds


def template_key(maker: str, options: HtmlOptions) -> bytes:
    """The digest of all that a maker's pages depend on besides their view: the templates it reaches and the site."""
    texts = {name: text for name, text, _ in options.theme.templates}
    names = reached(f"{maker}.html", texts)
    rest = (options.site, options.lang, options.timezone, sorted(options.static.items()))
    return digest(([(name, texts.get(name, "")) for name in names], rest))


def check_theme(options: HtmlOptions) -> None:
    """Raise `ThemeError` with every template that is not Jinja, before any page is made."""
    import jinja2

    environment = _environment(msgspec.msgpack.encode(options))
    wrong = []
    for name, _, path in options.theme.templates:
        if name.startswith(DEFAULT):
            continue
        try:
            environment.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            wrong.append(Diagnostic(path, error.lineno, "template", error.message or "is not Jinja", _SYNTAX_HINT))
    if wrong:
        raise ThemeError(*wrong)


def render(maker: str, view: Any, bodies: Mapping[str, str], options: bytes) -> bytes:
    """Render a page to HTML; raises `ThemeError` if a template fails.

    `bodies` maps digests to HTML that `markdown` made; `options` are encoded `HtmlOptions`, so that workers keep one
    compiled theme for all their pages (Any: each maker has its own view).
    """
    import jinja2

    environment = _environment(options)
    main = getattr(view, "body", None)  # other texts on the page may have headings of the same names
    safe = {key: to_safe(html if key == main else without_ids(html)) for key, html in bodies.items()}
    try:
        text = environment.get_template(f"{maker}.html").render(view=view, bodies=safe)
    except jinja2.TemplateNotFound as error:
        raise ThemeError(_missing(error, maker, environment)) from error
    except jinja2.TemplateError as error:
        raise ThemeError(_failed(error, maker, environment)) from error
    except (TypeError, AttributeError, KeyError, ValueError, ZeroDivisionError) as error:
        # Whatever a template's expressions raise is a fault of the template.
        raise ThemeError(_failed(error, maker, environment)) from error
    return _marked(_with_names_once(text, bodies.get(main or "", ""))).encode()


def _with_names_once(text: str, body: str) -> str:
    """The page with the headings of its text named once, although two reports of a story have the very same text."""
    if ' id="' not in body:
        return text
    before, found, after = text.partition(body)
    return f"{before}{found}{after.replace(body, without_ids(body))}" if found and body in after else text


def _marked(html: str) -> str:
    """The page with our mark in it, by which `publish` tells our pages from a person's."""
    return html if GENERATOR in html else f"{html}<!-- {GENERATOR} -->\n"


def to_safe(html: str) -> Any:  # markupsafe.Markup, imported lazily
    """Mark HTML that `markdown.to_html` made as safe to print."""
    from markupsafe import Markup

    return Markup(html)  # noqa: S704 - only ever given what `markdown` sanitised


def body_html(markdown: str) -> str:
    """Step: a body's Markdown → its HTML, as the cache stores it."""
    return str(to_html(markdown))


@functools.lru_cache(maxsize=1)  # only one, because a compiled theme can serve one site at a time
def _environment(encoded: bytes) -> PageEnvironment:
    """The compiled theme with the site's texts, dates and filters."""
    options = decode_options(encoded)
    from site_gen.makers.html.templating import compiled

    environment = compiled(options.theme.templates, options.compiled)
    _set_up(environment, options)
    return environment


@functools.lru_cache(maxsize=2)
def decode_options(encoded: bytes) -> HtmlOptions:
    """The options as a worker received them."""
    return msgspec.msgpack.decode(encoded, type=HtmlOptions)


def _set_up(environment: PageEnvironment, options: HtmlOptions) -> None:
    from site_gen.makers.html.templating import make_folder

    wording = Wording(options.lang, options.timezone)
    if options.compiled:
        make_folder(options.compiled)  # it may be gone since the last build of this process
    environment.forget_globals()
    environment.filters.update(
        day=wording.day,
        short_day=wording.short_day,
        short_date=wording.short_date,
        weekday_day=wording.weekday_day,
        clock=wording.clock,
        hour=wording.time,
        zone=wording.zone,
        near_day=wording.near_day,
        month=wording.month,
        year=wording.year,
        number=wording.number,
        and_list=wording.and_list,
        language=wording.language,
        initial=initial,
        colour=colour,
        whole=whole,
    )
    gettext, ngettext = _interface_texts(wording)
    environment.globals.update(
        {
            "site": options.site,
            "static": lambda name: _static(name, options),
            "agreement": _agreement,
            "once": environment.once,
            "structured": lambda view: _structured(view, options),
            "sha256": _sha256,
            "_": gettext,
            "gettext": gettext,
            "ngettext": ngettext,
        }
    )


def _agreement(view: Any, bodies: Mapping[str, str]) -> Any:
    """What the reports of a story say alike, and what each adds (Any: a story's view)."""
    return agree(tuple(ComparedText(str(bodies.get(it.text, "")), it.group) for it in view.reports))


def _sha256(text: str) -> str:
    """The hash by which a security policy allows a text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _structured(view: Any, options: HtmlOptions) -> Any:  # markupsafe.Markup; any view
    icon = options.static.get("icon-512.png", f"{options.site.base}static/icon-512.png")
    icon = options.site.url + icon.removeprefix(options.site.base)
    return to_safe(structured(view, options.site, icon))


_SYNTAX_HINT: Final = "fix the template; the last good pages stay until then"


def _interface_texts(wording: Wording) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """`_` and `ngettext` as in Jinja's extension, without its cost at every call (Any: safe HTML)."""
    from markupsafe import Markup

    known: dict[str, Markup] = {}
    counted: dict[tuple[str, int], Markup] = {}

    def gettext(message: str, **values: object) -> Any:
        found = known.get(message)
        if found is None:
            found = known[message] = Markup(wording.text(message))  # noqa: S704 - our own catalogues
        return found % values if values else found

    def ngettext(one: str, many: str, num: int, **values: object) -> Any:
        found = None if values else counted.get((one, num))
        if found is None:
            found = Markup(wording.plural(one, many, num)) % {"num": wording.number(num), **values}  # noqa: S704 - ours
            if not values:
                counted[one, num] = found
        return found

    return gettext, ngettext


def _static(name: str, options: HtmlOptions) -> str:
    if name not in options.static:
        raise ValueError(f"no file '{name}' in the theme's 'static' folder")
    return options.static[name]


def reached(name: str, texts: Mapping[str, str]) -> list[str]:
    """A template and all that it may load; all templates if one of the names is not a literal."""
    found, waiting = {name}, [name]
    while waiting:
        for reference in _REFERENCE.findall(texts.get(waiting.pop(), "")):
            if not reference:
                return sorted(texts)
            if reference not in found:
                found.add(reference)
                waiting.append(reference)
    return sorted(found)


def _missing(error: jinja2.TemplateNotFound, maker: str, environment: PageEnvironment) -> Diagnostic:
    """That a template is not there, at the place that names it."""
    path, line = _place(error, maker, environment)
    hint = "add it to 'templates/', or correct its name"
    if line is None:
        return Diagnostic(f"templates/{error.name}", None, "template", "template not found", hint)
    return Diagnostic(path, line, "template", f"names the template '{error.name}', which is not there", hint)


def _failed(error: Exception, maker: str, environment: PageEnvironment) -> Diagnostic:
    """What stopped a template, and where."""
    path, line = _place(error, maker, environment)
    return Diagnostic(path, line, "template", f"cannot be rendered: {error}", _SYNTAX_HINT)


def _place(error: Exception, maker: str, environment: PageEnvironment) -> tuple[str, int | None]:
    """The place in the template where rendering stopped, from the traceback that Jinja rewrote to it."""
    name, line = f"{maker}.html", None
    paths = environment.paths
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file in paths:
            name, line = file, trace.tb_lineno
        trace = trace.tb_next
    return paths.get(name, f"templates/{name}"), line

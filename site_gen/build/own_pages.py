"""Reads a site's own pages: front matter, a text in Markdown or HTML, and their place in menus."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Collection, Sequence
from html import unescape
from typing import Any, Final

import msgspec
import yaml

from site_gen.config.own_files import OwnFiles
from site_gen.config.site_yaml import Menu
from site_gen.content.teasers import teaser
from site_gen.edition.identity import former_of
from site_gen.engine.hashing import digest
from site_gen.errors import Diagnostic
from site_gen.language.merges import unfinished_merge
from site_gen.language.plain import one_line
from site_gen.markdown.frontmatter import Unsplit, split
from site_gen.markdown.links import LocalFile, LocalLink, local_links, missing_anchors
from site_gen.markdown.own_html import OwnHtml, holds_html, look_at_html, page_html
from site_gen.markdown.to_html import plain_text, shorten, to_html
from site_gen.pages.layout import OwnPage

_KEYS: Final = ("title", "description", "lang", "draft", "search", "aliases")
# "title: Contact: us", whose value a person did not put in quotes
_LINE: Final = re.compile(
    r"^(?P<key>\w+):[ \t]+(?P<value>[^\s\"'\[{>|&*!#][^\n]*?(?::[ \t]|[ \t]#)[^\n]*?|[@`%*&!][^\n]*?)[ \t]*$",
    re.MULTILINE,
)
_HEADING: Final = re.compile(r"\s*#\s+(?P<title>[^\n]+?)\s*#*\s*(?:\n|\Z)")  # "# Imprint" as the first line
_SUMMARY: Final = 200  # characters
_TAGS: Final = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_WHOLE: Final = re.compile(r"<body\b[^>]*>(?P<body>.*?)</body\s*>", re.DOTALL | re.IGNORECASE)
_TITLE: Final = re.compile(r"<(title|h1)\b[^>]*>(?P<title>.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_MAIN: Final = re.compile(r"</?main\b[^>]*>", re.IGNORECASE)  # the theme has one around the page
_FIRST_H1: Final = re.compile(r"<h1\b[^>]*>.*?</h1\s*>", re.DOTALL | re.IGNORECASE)

Find = Callable[[str, Sequence[LocalLink]], tuple[LocalFile, ...]]


class OwnSite(msgspec.Struct, frozen=True):
    """All own pages in the order of their names, their HTML by its name, their problems, and the names of drafts."""

    pages: tuple[OwnPage, ...]
    html: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    drafts: tuple[str, ...] = ()


class _Matter(msgspec.Struct, frozen=True):
    values: dict[str, Any]  # any YAML value, so Any
    body: str
    body_line: int
    faults: tuple[Diagnostic, ...]


def own_site(own: OwnFiles, find: Find, *, drafts: bool) -> OwnSite:
    """The pages of a site; `find` resolves the links of a text."""
    pages, html, said, held = [], {}, list(own.faults), []
    for name, text, shown in own.pages:
        conflict = unfinished_merge(text, shown)
        if conflict:
            said.append(conflict)
            continue
        matter = _matter(text, shown)
        said += matter.faults
        if matter.values.get("draft") is True and not drafts:
            held.append(name)
            continue
        made, faults = _made(name, matter, shown, find)
        said += faults
        page, page_html = made
        pages.append(page)
        html[page.body] = page_html
    return OwnSite(tuple(pages), html, tuple(said), tuple(held))


def _made(name: str, matter: _Matter, shown: str, find: Find) -> tuple[tuple[OwnPage, str], list[Diagnostic]]:
    said: list[Diagnostic] = []
    if shown.endswith(".html"):
        whole = _WHOLE.search(matter.body)
        title = _TITLE.search(matter.body)
        heading = one_line(_TAGS.sub("", title["title"])) if title else ""
        html = _MAIN.sub("", _FIRST_H1.sub("", whole["body"] if whole else matter.body, count=1)).strip()
        summary = _words(html)
    else:
        found = _HEADING.match(matter.body)
        heading = plain_text(found["title"]) if found else ""
        gone = matter.body[: found.end()].count("\n") if found else 0
        body = matter.body[found.end() :] if found else matter.body
        before = matter.body_line - 1 + gone
        is_ours = not shown.endswith(".py")  # the Markdown of a hook may hold words of others
        found_html = look_at_html(body) if is_ours else OwnHtml(local_links(body))
        lost = missing_anchors(body, found_html.links)
        said += [_no_heading(shown, before + it.line, it.target) for it in lost if it.target[1:] not in found_html.ids]
        said += [_left_out(shown, before + line, what) for line, what in found_html.left_out]
        links = [it for it in found_html.links if not it.target.startswith("#")]
        placed = [msgspec.structs.replace(it, line=before + it.line) for it in links]
        files = {it.target: it for it in find(shown, placed)}
        has_html = is_ours and holds_html(body)
        html = str(page_html(body, files, found_html.ids) if has_html else to_html(body, files))
        summary = _words(html) if has_html else teaser(body)
    own_title = matter.values.get("title")
    title_text = one_line(str(own_title)) if own_title not in (None, "") else heading
    if not title_text:
        title_text = name.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()
    page = OwnPage(
        name=name,
        title=title_text,
        description=one_line(str(matter.values.get("description") or "")) or summary,
        lang=str(matter.values.get("lang") or ""),
        body=digest(("own", html)).hex(),
        summary=summary,
        is_found=matter.values.get("search") is not False,
        was=former_of(matter.values.get("aliases")),
    )
    return (page, html), said


def _words(html: str) -> str:
    """The beginning of what a page says."""
    return shorten(one_line(unescape(_TAGS.sub(" ", html))), _SUMMARY)


def _matter(text: str, shown: str) -> _Matter:
    """Split a file at its front matter, which a page may lack."""
    parts = split(text)
    if isinstance(parts, Unsplit):
        said = Diagnostic(shown, parts.line, "own-page", parts.problem, parts.hint, "warning")
        is_broken = parts.is_begun and text.startswith("+++")  # three hyphens may be a rule of the text
        return _Matter({}, text, 1, (said,) if is_broken else ())
    values, faults = _values(parts.yaml, shown)
    for key in values:
        near = difflib.get_close_matches(str(key), _KEYS, n=1) if key not in _KEYS else []
        if near:
            hint = f"did you mean '{near[0]}'?"
            faults.append(Diagnostic(shown, 2, "own-page", f"unknown key '{key}'", hint, "warning"))
    return _Matter(values, parts.body, parts.body_line, tuple(faults))


def _values(text: str, shown: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The keys of front matter; a colon in a title needs no quotes to be understood."""
    for yaml_text in (text, _LINE.sub(lambda it: f"{it['key']}: {json.dumps(it['value'], ensure_ascii=False)}", text)):
        try:
            values = yaml.load(yaml_text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            continue
        if isinstance(values, dict) or values is None:
            return values or {}, []
    hint = "write lines like 'title: Imprint', values that start with a sign in quotes"
    return {}, [Diagnostic(shown, 2, "own-page", "front matter is no YAML, so nothing of it counts", hint, "warning")]


def menu_of(menu: Menu | None, names: Collection[str]) -> Menu:
    """The menus, with only the pages that exist; by default all are in the footer."""
    if menu is None:
        return Menu(footer=tuple(names))
    header, footer = (tuple(it for it in part if it in names) for part in (menu.header, menu.footer))
    return Menu(header=header, footer=footer)


def _left_out(path: str, line: int, what: str) -> Diagnostic:
    hint = "Markdown may hold HTML that does nothing; a page that needs more is an .html file"
    return Diagnostic(path, line, "own-html", f"{what} is left out", hint, "warning")


def _no_heading(path: str, line: int, target: str) -> Diagnostic:
    hint = "name a heading of this text, in small letters with hyphens"
    return Diagnostic(path, line, "no-heading", f"'{target}' leads to no heading, so it is no link", hint, "warning")

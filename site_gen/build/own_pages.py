"""Reads a site's own pages: front matter, a text in Markdown or HTML, and their place in menus."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

import msgspec
import yaml

from site_gen.config.own_files import OwnFiles
from site_gen.config.site_yaml import NAME, Menu
from site_gen.content.teasers import teaser
from site_gen.edition.identity import former_of
from site_gen.engine.hashing import digest
from site_gen.errors import Diagnostic
from site_gen.language.plain import one_line
from site_gen.markdown.frontmatter import split
from site_gen.markdown.links import LocalFile, LocalLink, local_links, missing_anchors
from site_gen.markdown.to_html import to_html
from site_gen.pages.layout import OwnPage

_KEYS: Final = ("title", "description", "lang", "draft", "search", "aliases")
_LINE: Final = re.compile(r"^(\w+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)  # "title: Contact: us"
_HEADING: Final = re.compile(r"\s*#\s+(?P<title>[^\n]+?)\s*#*\s*(?:\n|\Z)")  # "# Imprint" as the first line
_TAGS: Final = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_WHOLE: Final = re.compile(r"<body\b[^>]*>(?P<body>.*?)</body\s*>", re.DOTALL | re.IGNORECASE)
_TITLE: Final = re.compile(r"<(title|h1)\b[^>]*>(?P<title>.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
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
        html = _FIRST_H1.sub("", whole["body"] if whole else matter.body, count=1).strip()
        summary = one_line(_TAGS.sub(" ", html))[:200]
        words = summary
    else:
        found = _HEADING.match(matter.body)
        heading = found["title"] if found else ""
        gone = matter.body[: found.end()].count("\n") if found else 0
        body = matter.body[found.end() :] if found else matter.body
        links = local_links(body)
        before = matter.body_line - 1 + gone
        lost = missing_anchors(body, links)
        said += [_no_heading(shown, before + it.line, it.target) for it in lost]
        placed = [msgspec.structs.replace(it, line=before + it.line) for it in links if not it.target.startswith("#")]
        files = {it.target: it for it in find(shown, placed)}
        html = str(to_html(body, files))
        summary = teaser(body)
        words = summary
    own_title = matter.values.get("title")
    title_text = one_line(str(own_title)) if own_title not in (None, "") else heading
    if not title_text:
        title_text = name.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()
    page = OwnPage(
        name=name,
        title=title_text,
        description=one_line(str(matter.values.get("description") or "")) or words,
        lang=str(matter.values.get("lang") or ""),
        body=digest(("own", html)).hex(),
        summary=summary,
        is_found=matter.values.get("search") is not False,
        was=former_of(matter.values.get("aliases")),
    )
    return (page, html), said


def _matter(text: str, shown: str) -> _Matter:
    """Split a file at its front matter, which a page may lack."""
    parts = split(text)
    if isinstance(parts, str):
        return _Matter({}, text, 1, ())
    try:
        values = yaml.load(parts.yaml, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        values = dict(_LINE.findall(parts.yaml))  # mostly a colon in a title, which needs no quotes to be understood
    if not isinstance(values, dict):
        return _Matter({}, parts.body, parts.body_line, ())
    faults = []
    for key in values:
        near = difflib.get_close_matches(str(key), _KEYS, n=1) if key not in _KEYS else []
        if near:
            hint = f"did you mean '{near[0]}'?"
            faults.append(Diagnostic(shown, 2, "own-page", f"unknown key '{key}'", hint, "warning"))
    return _Matter(values, parts.body, parts.body_line, tuple(faults))


def menu_of(menu: Menu | None, names: Collection[str]) -> tuple[Menu, list[Diagnostic]]:
    """The menus, with only the pages that exist; by default all are in the footer."""
    if menu is None:
        return Menu(footer=tuple(names)), []
    said = []
    for name in (*menu.header, *menu.footer):
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean '{near[0]}'?" if near else "write the page, as 'pages/imprint.md', or take it out"
            said.append(Diagnostic(NAME, None, "no-page", f"menu names '{name}', which is no page", hint, "warning"))
    header, footer = (tuple(it for it in part if it in names) for part in (menu.header, menu.footer))
    return Menu(header=header, footer=footer), said


def _no_heading(path: str, line: int, target: str) -> Diagnostic:
    hint = "name a heading of this text, in small letters with hyphens"
    return Diagnostic(path, line, "no-heading", f"'{target}' leads to no heading, so it is no link", hint, "warning")

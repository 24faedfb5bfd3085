"""Markdown with front matter, taken as it is: a person wrote it for us."""

from __future__ import annotations

import re
from typing import Any, Final

from site_gen import text as plain
from site_gen.errors import Diagnostic
from site_gen.model import Article, Reading, ReadingOptions
from site_gen.readers import faults, urls

_MAX_FRONT_MATTER: Final = 64_000
# "# Headline" as the first line of the body
_HEADING: Final = re.compile(r"\A\s*#\s+([^\n]{1,400}?)\s*#*\s*(?:\n|\Z)")
_NAMES: Final = {
    "author": "authors",
    "date": "published",
    "updated": "modified",
    "tags": "topics",
    "categories": "topics",
}
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$")


def read_markdown(text: str, path: str, options: ReadingOptions) -> Reading:
    """One article: keys that an article has fill it, the others stay with it as `extra`."""
    front, body, diagnostics = _split(text, path)
    fields = {_NAMES.get(key, key): value for key, value in reversed(front.items())}
    heading = _HEADING.match(body)
    title = plain.one_line(_word(fields.pop("title", None)) or "")
    if not title and heading:
        title, body = plain.one_line(heading[1]), body[heading.end() :]
    if not title:
        title = plain.one_line(body[:200].strip().partition("\n")[0])
        diagnostics = (*diagnostics, faults.no_headline(path))
    if not title:
        return Reading(article=None, diagnostics=(*diagnostics, faults.no_article(path, "Markdown file")))
    dates = {}
    for key in ("published", "modified", "expires"):
        value = _word(fields.pop(key, None))
        dates[key] = value if value and _ISO.match(value) else None
        if value and not dates[key]:
            diagnostics = (*diagnostics, faults.bad_date(path, value))
    article = Article(
        title=title,
        authors=_words(fields.pop("authors", None)),
        published=dates["published"],
        modified=dates["modified"],
        expires=dates["expires"],
        source=_word(fields.pop("source", None)),
        url=urls.follow(_word(fields.pop("url", None))),
        lang=_word(fields.pop("lang", None)) or options.lang,
        topics=_words(fields.pop("topics", None)),
        variants=_words(fields.pop("variants", None)),
        related=_words(fields.pop("related", None)),
        slug=plain.slugify(_word(fields.pop("slug", None)) or ""),
        story=_word(fields.pop("story", None)),
        draft=fields.pop("draft", False) is True,
        hidden=fields.pop("hidden", False) is True,
        body=body[: options.max_body].strip(),
        extra={str(key): value for key, value in reversed(fields.items())},
    )
    return Reading(article=article, diagnostics=diagnostics)


def _word(value: Any) -> str | None:  # Any: whatever YAML holds
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    word = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return plain.one_line(word) or None


def _words(value: Any) -> tuple[str, ...]:  # Any: whatever YAML holds
    values = value if isinstance(value, list) else [value]
    return tuple(word for word in map(_word, values) if word)


def _split(text: str, path: str) -> tuple[dict[str, Any], str, tuple[Diagnostic, ...]]:
    text = text.lstrip("\ufeff")
    if not text.startswith("---\n"):
        return {}, text, ()
    end = text.find("\n---", 3, _MAX_FRONT_MATTER)
    if end < 0:
        return {}, text[4:], (faults.bad_front_matter(path, 1, "its end, a line '---', is missing"),)
    body = text[end + 4 :].partition("\n")[2]
    return (*_parse(text[4 : end + 1], path, body),)


def _parse(front: str, path: str, body: str) -> tuple[dict[str, Any], str, tuple[Diagnostic, ...]]:
    import yaml

    try:
        if "&" in front and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(front, yaml.CSafeLoader)):
            return {}, body, (faults.bad_front_matter(path, None, "anchors and aliases are not allowed"),)
        value = yaml.load(front, yaml.CSafeLoader)  # it is the safe loader, in C
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 2 if mark else None
        return {}, body, (faults.bad_front_matter(path, line, str(getattr(fault, "problem", None) or fault)[:120]),)
    if value is None:
        return {}, body, ()
    if not isinstance(value, dict):
        return {}, body, (faults.bad_front_matter(path, 2, "it is not a list of keys and values"),)
    return value, body, ()

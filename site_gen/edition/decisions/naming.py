"""Finds articles by the names that people use: id, content file, seed, addresses, headline or a unique part of it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.plain import one_line, slugify
from site_gen.model import Brief

_MOST_NAMED = 5
_MOST_NEAR = 3
_LONGEST = 10_000  # bytes of a headline


def find(name: str, briefs: Sequence[Brief], titles: Mapping[str, str] | None = None) -> Brief:
    """Find the article with a name; `titles` are headlines that an editor gave stories, by id.

    Raises `SiteGenError` where no article has the name, or more than one.
    """
    shown = titles or {}
    text = one_line(name)
    place = text.removesuffix("index.html").strip("/")
    for found in (
        [brief for brief in briefs if brief.id == text],
        [brief for brief in briefs if _is_at(place, brief)],
        [brief for brief in briefs if brief.url and brief.url.strip("/") == place],
        [brief for brief in briefs if text in {brief.title, shown.get(brief.id)}],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise SiteGenError(_several(name, found))
    parts = [brief for brief in briefs if _says(text, brief, shown)]
    parts = parts or [brief for brief in briefs if _says_plainly(text, brief, shown)]
    if len(parts) == 1:
        return parts[0]
    if parts:
        raise SiteGenError(_several(name, parts))
    raise SiteGenError(_none(name, text, briefs))


def _says(text: str, brief: Brief, shown: Mapping[str, str]) -> bool:
    """True if a headline of the article holds the words, whatever their case."""
    words = text.casefold()
    return bool(words) and any(words in title.casefold() for title in (brief.title, shown.get(brief.id, "")))


def _says_plainly(text: str, brief: Brief, shown: Mapping[str, str]) -> bool:
    """The same in letters and digits alone: "l'equipe" for "L\u2019équipe", "1-0" for "1\u20130"."""
    words = slugify(text, limit=_LONGEST)
    titles = (brief.title, shown.get(brief.id, ""))
    return bool(words) and any(words in slugify(title, limit=_LONGEST) for title in titles)


def _none(name: str, text: str, briefs: Sequence[Brief]) -> Diagnostic:
    """The problem that no article has the name; the hint lists those with the nearest headlines."""
    titles = {brief.title.casefold(): brief for brief in reversed(briefs)}
    near = [titles[it] for it in difflib.get_close_matches(text.casefold(), titles, n=_MOST_NEAR, cutoff=0.5)]
    near = near or _with_most_words(text, briefs)
    hint = "name it by its id, its file in content/, its seed, its address or a part of its headline"
    if near:
        hint = f"did you mean {_listed(near)}?"
    return Diagnostic(name or "''", None, "no-article", "no such article", hint)


def _with_most_words(text: str, briefs: Sequence[Brief]) -> list[Brief]:
    """The articles whose headlines share the most words with a text, misspelt ones too, if any shares half of them."""
    words = set(text.casefold().split())
    known = {word for brief in briefs for word in brief.title.casefold().split()}
    meant = {word: {word, *difflib.get_close_matches(word, known, n=_MOST_NEAR, cutoff=0.75)} for word in words}
    shared = {
        brief.id: sum(not meant[word].isdisjoint(brief.title.casefold().split()) for word in words) for brief in briefs
    }
    best = sorted(
        (brief for brief in briefs if shared[brief.id] * 2 >= max(1, len(words))), key=lambda it: -shared[it.id]
    )
    return best[:_MOST_NEAR]


def _listed(briefs: Sequence[Brief]) -> str:
    return ", ".join(f"'{brief.title}' ({brief.id})" for brief in briefs)


def _is_at(place: str, brief: Brief) -> bool:
    """True if a path or an address, short or full, is the article's."""
    places = (brief.path, brief.permalink.strip("/"), brief.seed)
    return any(own and (place == own or place.endswith(f"/{own}")) for own in places)


def _several(name: str, found: Sequence[Brief]) -> Diagnostic:
    ids = _listed(found[:_MOST_NAMED])
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    hint = f"name one by its id: {ids}{more}"
    return Diagnostic(name, None, "several-articles", f"{len(found)} articles have this name", hint)

"""Articles as people name them: id, content file, seed, address, or whole headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.plain import one_line
from site_gen.model import Brief

_MOST_NAMED = 5


def find(name: str, briefs: Sequence[Brief], titles: Mapping[str, str] | None = None) -> Brief:
    """The article that `name` stands for; `titles` are headlines that an editor gave stories, by id.

    Raises `SiteGenError` where no article has the name, or more than one.
    """
    shown = titles or {}
    text = one_line(name)
    place = text.removesuffix("index.html").strip("/")
    for found in (
        [brief for brief in briefs if brief.id == text],
        [brief for brief in briefs if _is_at(place, brief)],
        [brief for brief in briefs if text in {brief.title, shown.get(brief.id)}],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise SiteGenError(_several(name, found))
    hint = "name it by its id, its file in content/, its seed, its address or its whole headline"
    raise SiteGenError(Diagnostic(name, None, "no-article", "no such article", hint))


def _is_at(place: str, brief: Brief) -> bool:
    """Whether a path or an address, however much of it is given, is the article's."""
    places = (brief.path, brief.permalink.strip("/"), brief.seed)
    return any(own and (place == own or place.endswith(f"/{own}")) for own in places)


def _several(name: str, found: Sequence[Brief]) -> Diagnostic:
    ids = ", ".join(brief.id for brief in found[:_MOST_NAMED])
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    hint = f"name one by its id: {ids}{more}"
    return Diagnostic(name, None, "several-articles", f"{len(found)} articles have this name", hint)
